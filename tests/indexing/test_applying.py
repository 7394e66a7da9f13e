"""Articles for letters: strong evidence or none."""

from collections.abc import Iterator
from datetime import date

import pytest

from indexing.applying import elsewhere, question, strong
from indexing.build import build
from indexing.embedded import EmbeddedEngine
from indexing.engine import EngineHit
from indexing.provisions import Provisions
from indexing.statutes import StatuteIndex
from indexing.wording import Wording
from tests.indexing.libraries import filled

DAY = date(2026, 11, 23)
WAGES = """领导您好，我是在开发区干活的，今年四十七岁。
我们从三月做到七月，老板一直说再等等，到现在拖欠我们二十个人的工资一分没给，打电话也不接。
孩子马上开学，请领导帮帮我们。"""
NO_MATTER = "您好，今天天气很好，我和老伴去公园看了花，心里高兴，想跟您说一声。祝您身体健康。"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StatuteIndex]:
    library = filled(tmp_path_factory.mktemp("library"))
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    build(engine, Provisions(library))
    yield StatuteIndex(engine, library)
    library.close()


def offered(index: StatuteIndex, letter: str) -> list[tuple[str, str]]:
    hits = index.applicable(letter, as_of=DAY, limit=5).hits
    return [(hit.law.removeprefix("中华人民共和国"), hit.label) for hit in hits]


def test_a_letter_gets_the_article_of_its_matter_first(index: StatuteIndex) -> None:
    assert offered(index, WAGES)[0] == ("劳动法", "第五十条")


def test_the_reason_tells_the_letters_words_and_the_laws(index: StatuteIndex) -> None:
    reason = index.applicable(WAGES, as_of=DAY, limit=1).hits[0].reason
    assert "“拖欠…工资”法律上说“克扣或者无故拖欠劳动者的工资”" in reason


@pytest.mark.parametrize("letter", [NO_MATTER, "", "，。"])
def test_a_letter_without_a_legal_matter_gets_none(index: StatuteIndex, letter: str) -> None:
    assert offered(index, letter) == []


def test_what_the_letter_cites_comes_first_and_the_reason_says_so(index: StatuteIndex) -> None:
    letter = WAGES + "民法典第1254条我也看了。"
    assert offered(index, letter)[:2] == [("民法典", "第一千二百五十四条"), ("劳动法", "第五十条")]
    assert index.applicable(letter, as_of=DAY, limit=1).hits[0].reason.startswith("来信写明了《中华人民共和国民法典》")


def test_the_article_that_the_quoted_words_are_of_comes_in_place_of_the_number_cited(index: StatuteIndex) -> None:
    letter = "治安管理处罚法第四十三条规定“结伙殴打、伤害他人的”从重。"  # 43 until 2025, 51 since
    first = index.applicable(letter, as_of=DAY, limit=5).hits[0]
    assert (first.label, "引文不在第四十三条，而在同一文本的第五十一条" in first.reason) == ("第五十一条", True)
    assert "第四十三条" not in {hit.label for hit in index.applicable(letter, as_of=DAY, limit=5).hits}


def test_a_cited_article_comes_once(index: StatuteIndex) -> None:
    assert offered(index, WAGES + "见劳动法第五十条。").count(("劳动法", "第五十条")) == 1


def test_a_text_not_yet_in_force_is_not_offered_even_where_it_is_cited(index: StatuteIndex) -> None:
    assert offered(index, "《青石市计量规定》第一条说摊贩使用电子秤应当每年检定。") == []


def test_a_cited_article_of_a_text_that_came_later_is_not_offered(index: StatuteIndex) -> None:
    letter = "治安管理处罚法第四十三条说结伙殴打他人要拘留。"
    hits = index.applicable(letter, as_of=date(2025, 11, 20), limit=5).hits  # the text of 2025 begins on 2026-01-01
    assert not any(hit.law.endswith("治安管理处罚法") for hit in hits)


def test_a_search_of_that_day_gives_a_note_in_its_place(index: StatuteIndex) -> None:
    page = index.find("治安管理处罚法第四十三条", as_of=date(2025, 11, 20))
    assert page.hits == ()
    assert "馆藏最早的文本2025-06-27公布，自2026-01-01起施行" in page.notes[0]


LAW = (Wording("打人", ("故意伤害他人身体",)), Wording("养狗", ("动物饲养人或者管理人",)))
BITES = "动物饲养人或者管理人应当负责。"


def hit(key: str, score: float, *, law: str = "民法", text: str = BITES, level: str = "法律") -> EngineHit:
    return EngineHit(key, score, {"law": law, "law_id": law, "level": level, "article": 1, "text": text})


KEPT = [
    (
        [hit("a", 9, text="故意伤害他人身体"), hit("b", 6.3, law="乙", text="故意伤害他人身体")],
        ["a", "b"],
    ),  # .7 of the best
    ([hit("a", 9, text="故意伤害他人身体"), hit("b", 6.2, law="乙", text="故意伤害他人身体")], ["a"]),
    ([hit("a", 9), hit("b", 8, text="故意伤害他人身体"), hit("c", 7)], ["a", "b"]),  # two of one law
    ([hit("a", 9, law="甲"), hit("b", 9, law="乙"), hit("c", 9, law="丙")], ["a", "b"]),  # two of one matter
    ([hit("a", 9, law="民法修正案（一）"), hit("b", 8)], ["b"]),
    ([hit("a", 9, level="法律解释"), hit("b", 8, level="有关法律问题和重大问题的决定"), hit("c", 7)], ["c"]),
    ([hit("a", 9, text="养狗有关事项"), hit("b", 8)], ["b"]),  # shares two characters
    ([hit("a", 9, text="晚上十点以后不得"), hit("b", 8)], ["a", "b"]),  # shares six in a row
    ([EngineHit("a", 9, {**hit("a", 9).shown, "article": None}), hit("b", 8)], ["b"]),  # a preamble, a whole text
    ([hit("a", 9, text="故意伤害他人身体"), hit("b", 3)], ["a", "b"]),  # a matter of its own in the law's whole wording
    ([hit("a", 9), hit("b", 3, law="乙")], ["a"]),  # the same matter
    (
        [hit("cited", 9, law="甲", text="故意伤害他人身体"), hit("b", 6.2, text="故意伤害他人身体")],
        [],
    ),  # what is cited sets the mark all the same
    ([], []),
]


@pytest.mark.parametrize(("hits", "kept"), KEPT)
def test_strong_evidence_is_kept(hits: list[EngineHit], kept: list[str]) -> None:
    marked = frozenset({"晚上", "上十", "十点", "点以", "以后", "养狗"})
    assert [one.id for one in strong(hits, LAW, marked, cited={"cited"})] == kept


def test_a_long_letter_weighs_no_more_than_a_question() -> None:
    short, long = (question("工资" * times, (), as_of=DAY).ranking[0].weight for times in (5, 135))
    assert (short, long) == (1.0, 0.1)


def test_a_day_before_the_law_that_would_apply_is_said(index: StatuteIndex) -> None:
    found = index.applicable(WAGES, as_of=date(1990, 3, 1), limit=5)
    assert found.hits == ()
    assert found.notes[0].startswith("1990-03-01当日有效的条文，法规库没有收录相符的；别的日子有。法规库收录：")


def test_a_letter_that_names_one_of_two_rules_of_one_title_is_told_so(index: StatuteIndex) -> None:
    found = index.applicable("根据《井盖管理办法》第一条，请补装我家门口的井盖。", as_of=DAY, limit=5)
    assert "可以指2个文件" in found.notes[0]


def test_a_letter_about_nothing_in_law_has_neither_articles_nor_notes(index: StatuteIndex) -> None:
    found = index.applicable("今天天气真好。", as_of=DAY, limit=5)
    assert (found.hits, found.notes) == ((), ())


@pytest.mark.parametrize(("place", "has_rule"), [("", False), ("青石市中心", True), ("青石", True), ("白桥市", False)])
def test_local_law_stands_beside_a_letter_that_names_its_place(index: StatuteIndex, place: str, has_rule: bool) -> None:
    letter = f"{place}的夜市每天摆到凌晨，夜市应当在二十二点以前收摊，可是没有人管。"
    assert ("青石市夜市管理规定" in [law for law, _ in offered(index, letter)]) is has_rule


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("汕头的老城", ("广东省", "景宁畲族自治县", "彭水苗族土家族自治县")),
        ("家住景宁县城", ("汕头市", "广东省", "彭水苗族土家族自治县")),
        ("一封没有地方的信", ("汕头市", "广东省", "景宁畲族自治县", "彭水苗族土家族自治县")),
    ],
)
def test_a_region_is_named_with_or_without_its_kind(text: str, left: tuple[str, ...]) -> None:
    assert elsewhere(("汕头市", "广东省", "景宁畲族自治县", "彭水苗族土家族自治县"), text) == left
