"""Similar matters: found, explained, changed at once, and nothing in the index but what was handed over."""

import secrets
from datetime import date
from pathlib import Path

import pytest

from corpus.cases import Case, cited
from corpus.errors import IndexMissing, InvalidQuery
from corpus.spans import Span
from indexing.build import build
from indexing.cases import CaseIndex, Changed, MaskedCases, Narrowing
from indexing.embedded import EmbeddedEngine
from indexing.engine import Kind

# All invented.
CASES = (
    Case(
        "w1", "我在青石镇的工地干了三个月，包工头拖欠工资一直不给，打电话也不接。", "complaint", cause="劳动和社会保障"
    ),
    Case(
        "w2",
        "饭店老板拖欠我和同事两个月的工资，说没有营业额。",
        "complaint",
        cause="劳动和社会保障",
        date=date(2026, 3, 2),
    ),
    Case("n1", "楼下烧烤店夜里两点还在放音乐，噪音很大，孩子睡不着。", "complaint", cause="环境保护"),
    Case("t1", "被告人趁夜间无人，撬开仓库门锁盗窃电缆三卷。", "criminal", charges=("盗窃罪", "故意毁坏财物罪")),
)


def is_long(word: str) -> bool:
    """Stand in for models/content.py, which this layer does not know."""
    return len(word) > 1 and word != "没有"


class Kept(tuple[Case, ...]):
    """A store that numbers its cases as they stand."""

    def __new__(cls, *cases: Case) -> "Kept":
        return super().__new__(cls, cases)

    def sequence(self) -> int:
        return len(self)

    def changed(self, after: int, *, limit: int) -> Changed:
        cases = self[after : after + limit]
        return Changed(cases, after + len(cases))


def put(index: CaseIndex, *cases: Case) -> None:
    index._engine.put(Kind.CASES, list(MaskedCases(Kept(*cases)).entries()), sequence=len(CASES) + len(cases))


@pytest.fixture
def index(tmp_path: Path) -> CaseIndex:
    engine = EmbeddedEngine(tmp_path)
    build(engine, MaskedCases(Kept(*CASES)))
    return CaseIndex(engine, content=is_long)


SIMILAR = [
    ("装修公司拖欠工资，包工头也不接电话", "w1"),
    ("饭店不发工资，老板说没有钱", "w2"),
    ("邻居夜里放音乐，噪音吵得睡不着", "n1"),
    ("有人在仓库盗窃电缆", "t1"),
]


@pytest.mark.parametrize(("text", "nearest"), SIMILAR)
def test_the_nearest_case_comes_first(index: CaseIndex, text: str, nearest: str) -> None:
    assert index.similar(text)[0].id == nearest


def test_the_reason_names_words_that_both_have(index: CaseIndex) -> None:
    assert index.similar("有人在仓库盗窃电缆")[0].reason == "都提到“仓库”“盗窃”“电缆”"


def test_the_reason_names_particular_words_before_common_ones(index: CaseIndex) -> None:
    put(index, Case("e1", "电梯停运，物业不管。", "complaint"), Case("e2", "电梯停运，轮椅下不来。", "complaint"))
    reasons = {hit.id: hit.reason for hit in index.similar("电梯坏了，物业不修，轮椅用不了")}
    assert reasons == {"e1": "都提到“物业”“电梯”", "e2": "都提到“轮椅”“电梯”"}


def test_one_word_in_common_does_not_make_a_sentence_alike(index: CaseIndex) -> None:
    assert index.similar("饭店后厨排烟管道漏油，路面打滑，行人摔倒") == []


def test_a_sealed_case_comes_up_for_nobody(index: CaseIndex) -> None:
    text = "饭店老板拖欠工资，请为我保密。"
    put(index, Case("s1", text, "complaint", cause="信访", sealed=True))
    assert [hit.id for hit in index.similar(text)] == ["w2"]
    assert index.listed(Narrowing(causes=("信访",))) == []


def test_words_without_content_make_nothing_alike(index: CaseIndex) -> None:
    assert index.similar("没有执照，没有人管") == []  # w2 has 没有 too


def test_one_word_in_common_is_not_enough_for_a_long_letter(index: CaseIndex) -> None:
    letter = "小区电梯停运，物业推诿，维修基金去向不明，业主老板要求公开账目，街道居委会协调无果，请求督促。"
    assert index.similar(letter) == []  # w2 has 老板


def test_placeholders_of_masked_data_are_not_what_two_letters_have_in_common(index: CaseIndex) -> None:
    put(index, Case("p1", "电话[电话1]打不通，住[住址1]。", "complaint"))
    assert index.similar("楼道堆物，请联系[电话1]，我住[住址1]") == []


def test_the_same_cause_is_said(index: CaseIndex) -> None:
    reasons = {hit.id: hit.reason for hit in index.similar("拖欠工资", cause="劳动和社会保障")}
    assert reasons["w2"].startswith("事由同为“劳动和社会保障”")


def test_another_cause_is_not_said(index: CaseIndex) -> None:
    assert "事由" not in index.similar("拖欠工资", cause="环境保护")[0].reason


def test_a_hit_gives_the_case_back(index: CaseIndex) -> None:
    hit = index.similar("饭店拖欠工资")[0]
    assert (hit.text, hit.kind, hit.cause, hit.date) == (CASES[1].text, "complaint", "劳动和社会保障", date(2026, 3, 2))


def test_charges_come_back_in_order(index: CaseIndex) -> None:
    assert index.similar("盗窃电缆")[0].charges == ("盗窃罪", "故意毁坏财物罪")


def test_shared_words_are_marked_in_the_text(index: CaseIndex) -> None:
    hit = index.similar("有人在仓库盗窃电缆")[0]
    assert [span.of(hit.text) for span in hit.highlights] == ["仓库", "盗窃电缆"]
    assert all(isinstance(span, Span) for span in hit.highlights)


def test_only_the_kinds_asked_for_come(index: CaseIndex) -> None:
    assert [hit.id for hit in index.similar("夜间的噪音和盗窃", only=Narrowing(kinds=("criminal",)))] == ["t1"]


def test_no_more_come_than_asked_for(index: CaseIndex) -> None:
    assert len(index.similar("拖欠工资", limit=1)) == 1


def test_a_case_is_found_when_put_returns(index: CaseIndex) -> None:
    put(index, Case("e1", "电梯坏了半年没有人修。", "complaint"))
    assert index.similar("电梯没有人修")[0].id == "e1"


def test_a_changed_case_is_found_by_its_new_words_only(index: CaseIndex) -> None:
    put(index, Case("n1", "电梯坏了半年。", "complaint"))
    assert (index.similar("烧烤店噪音"), index.similar("电梯")[0].id) == ([], "n1")


@pytest.mark.parametrize("text", ["", "  \n", "，。！"])
def test_a_text_without_words_is_refused(index: CaseIndex, text: str) -> None:
    with pytest.raises(InvalidQuery, match="没有可供比较的文字"):
        index.similar(text)


def test_before_the_first_build_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="huiyin index build"):
        CaseIndex(EmbeddedEngine(tmp_path), content=is_long).similar("拖欠工资")


def test_the_index_holds_nothing_but_what_was_handed_over(tmp_path: Path) -> None:
    """The writer's name stands in the letter; the caller masks it; no file of the index may know it."""
    name = f"canary{secrets.token_hex(8)}"
    letter = f"我叫{name}，饭店拖欠工资。"
    masked = Case("m1", letter.replace(name, "〔姓名〕"), "complaint")
    engine = EmbeddedEngine(tmp_path)
    build(engine, MaskedCases(Kept(masked)))
    put(CaseIndex(engine, content=is_long), masked)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if name.encode() in path.read_bytes() or name in path.name] == []


LETTER = "我们小区的电梯已经坏了半年，物业一直说在等配件，老人孩子每天爬十二楼，请求派出所和街道办督促维修电梯。"


@pytest.fixture
def copies(index: CaseIndex) -> CaseIndex:
    put(
        index,
        Case("same", LETTER.replace("十二楼", "十六楼"), "complaint"),
        Case("like", "楼里电梯坏了，物业拖着不修，请求街道办督促维修电梯，配件早该到了。", "complaint"),
    )
    return index


def test_a_nearly_identical_text_comes_first_with_its_share(copies: CaseIndex) -> None:
    found = copies.similar(LETTER)
    assert [(hit.id, hit.share is not None) for hit in found][:2] == [("same", True), ("like", False)]
    assert found[0].share is not None
    assert found[0].share == pytest.approx(0.875)
    assert found[0].reason.startswith("文字有 88% 相同")


def test_a_copy_is_found_however_many_cases_are_nearer_by_their_words(copies: CaseIndex) -> None:
    assert copies.similar(LETTER, limit=1)[0].id == "same"


def test_what_is_alike_is_told_apart(copies: CaseIndex) -> None:
    like = copies.similar(LETTER)[1].alike
    assert "电梯" in like.facts
    assert (set(like.demands), like.organs) == ({"街道办", "督促", "维修", "电梯"}, ("街道",))


def test_articles_that_both_cite_are_named(index: CaseIndex) -> None:
    law = cited("中华人民共和国劳动合同法", 30)
    put(index, Case("j1", "工地拖欠工资，判决支付工资。", "civil", cites=(law,)))
    hit = next(hit for hit in index.similar("拖欠工资，请求支付工资", cites=(law,)) if hit.id == "j1")
    assert hit.alike.articles == (law,)
    assert "都引用《中华人民共和国劳动合同法》第30条" in hit.reason


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        (Narrowing(charges=("盗窃罪",)), ["t1"]),
        (Narrowing(causes=("环境保护",)), ["n1"]),
        (Narrowing(kinds=("criminal",), causes=("环境保护",)), []),
    ],
)
def test_without_a_text_all_that_fit_are_listed(index: CaseIndex, only: Narrowing, ids: list[str]) -> None:
    assert [hit.id for hit in index.listed(only)] == ids


def test_an_index_follows_the_store_from_where_it_stands(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    first = build(engine, MaskedCases(Kept(*CASES)))
    news = [Case(f"k{number}", f"第{number}号路灯不亮。", "complaint") for number in range(1200)]
    second = build(engine, MaskedCases(Kept(*CASES, *news)))
    assert (second.built, second.generation.name) == (False, first.generation.name)
    assert (second.generation.sequence, second.generation.count) == (1204, 1204)
