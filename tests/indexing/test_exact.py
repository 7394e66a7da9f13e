"""Exact search on both engines against a reading of every article by rules of its own."""

import re
import secrets
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import terms
from corpus.errors import InvalidQuery
from corpus.law import Article, Level
from corpus.library import Library
from indexing import page
from indexing.build import build
from indexing.cluster import Cluster
from indexing.elastic import ElasticEngine
from indexing.embedded import EmbeddedEngine
from indexing.engine import Kind, SearchEngine
from indexing.expression import And, Expression, Heading, Near, Not, Or, Same, Unit, Word
from indexing.page import Empty, Search, Sorting, StatutePage
from indexing.provisions import Provisions
from indexing.statutes import StatuteIndex
from tests.indexing.libraries import filled

DAY = date(2026, 11, 23)
ENGINES = [pytest.param("embedded"), pytest.param("elastic", marks=pytest.mark.elasticsearch)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = filled(tmp_path_factory.mktemp("library"))
    yield library
    library.close()


@pytest.fixture(scope="module", params=ENGINES)
def index(
    request: pytest.FixtureRequest, library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StatuteIndex]:
    engine: SearchEngine
    if request.param == "embedded":
        engine = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    else:
        url = request.getfixturevalue("elastic_url")
        engine = ElasticEngine(Cluster((url,), prefix=f"huiyin-test-{secrets.token_hex(4)}"))
    build(engine, Provisions(library))
    yield StatuteIndex(engine, library)
    if isinstance(engine, ElasticEngine):
        for name in engine._session.held(engine._alias(Kind.STATUTES)):
            engine._session.remove(name)
    engine.close()


class Articles(list[Article]):
    """Articles that hypothesis does not print."""

    def __repr__(self) -> str:
        return f"{len(self)} articles"


@pytest.fixture(scope="module")
def articles(library: Library) -> Articles:
    """All that is in force on DAY, or may be."""
    found = Articles()
    for work, version, provision in library.provisions():
        begins = version.effective_from or version.serves_from
        if (begins is None or begins <= DAY) and (version.serves_to is None or version.serves_to > DAY):
            found.append(library.provision(provision.id, as_of=DAY))
            assert found[-1].work == work
    return found


def find(
    index: StatuteIndex,
    query: str,
    sorting: Sorting = Sorting.RANK,
    *,
    limit: int = 10_000,
    cursor: str | None = None,
    tallied: bool = False,
) -> StatutePage:
    return index.exactly(Search(query, DAY, limit=limit, cursor=cursor, tallied=tallied), sorting)


# ---- the oracle: texts cut by hand, words by regular expressions


@cache
def bare(text: str) -> str:
    """The text without punctuation, each number or Latin word one sign of the private use area."""
    runs: dict[str, str] = {}
    normal = re.sub(
        r"[a-z0-9]+(?:\.[0-9]+)?",
        lambda run: runs.setdefault(run[0], chr(0xE000 + hash(run[0]) % 6000)),
        terms.normalise(text),
    )
    return re.sub(r"[^\u3400-\u9fff〇\ue000-\uf8ff]", "", normal)


@cache
def parts(text: str, unit: Unit) -> list[str]:
    if unit is Unit.ARTICLE:
        return [text]
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and line.strip().startswith(("（", "(")):
            lines[-1] += line
        else:
            lines.append(line)
    cut = lines if unit is Unit.PARAGRAPH else [part for line in lines for part in re.split("[。！？!?]", line)]
    return [part for part in cut if part.strip()]


def holds(expression: Expression, text: str, titles: list[str]) -> bool:  # noqa: PLR0911 - one line a sign
    match expression:
        case Word(_, written):
            return any(bare(written) in bare(part) for part in parts(text, Unit.SENTENCE))
        case And(each):
            return all(holds(one, text, titles) for one in each)
        case Or(each):
            return any(holds(one, text, titles) for one in each)
        case Not(part):
            return not holds(part, text, titles)
        case Same(unit, part):
            return any(holds(part, piece, titles) for piece in parts(text, unit))
        case Heading(part):
            return holds(part, "\n".join(titles), titles)
        case Near(distance, left, right):
            whole = bare(text)
            within = [
                (m.start(), m.start() + len(bare(w.written)))
                for w in left
                for m in re.finditer(f"(?={bare(w.written)})", whole)
            ]
            others = [
                (m.start(), m.start() + len(bare(w.written)))
                for w in right
                for m in re.finditer(f"(?={bare(w.written)})", whole)
            ]
            return any(0 <= b[0] - a[1] <= distance or 0 <= a[0] - b[1] <= distance for a, b in product(within, others))


# ---- expressions of words that stand in the articles of the test

WORDS = ["工资", "拖欠", "劳动者", "劳动合同", "应当", "赔偿", "责任", "损害", "民法典", "合同", "刑法", "人民法院", "公安机关", "夜市", "摊贩", "外星人", "二十三点", "不得", "自愿", "债权人"]  # fmt: skip
word = st.sampled_from(WORDS)
side = st.one_of(word, st.lists(word, min_size=2, max_size=3).map(lambda each: f"({' 或 '.join(each)})"))
near = st.builds(lambda left, distance, right: f"{left} 近{distance} {right}", side, st.integers(0, 12), side)


def composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda both: f"({both[0]}) ({both[1]})"),
        pair.map(lambda both: f"({both[0]}) 或 ({both[1]})"),
        pair.map(lambda both: f"({both[0]}) 非 ({both[1]})"),
        inner.map(lambda one: f"非 ({one})"),
    )


logical = st.recursive(word, composed, max_leaves=4)
sentence = logical.map(lambda one: f"同句({one})")
paragraph = st.recursive(st.one_of(word, near, sentence), composed, max_leaves=3).map(lambda one: f"同款({one})")
heading = logical.map(lambda one: f"标题:({one})")
expression = st.recursive(st.one_of(word, near, sentence, paragraph, heading), composed, max_leaves=4)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(query=expression)
def test_every_article_of_which_it_holds_is_found_and_no_other(
    index: StatuteIndex, articles: Articles, query: str
) -> None:
    from indexing.grammar import read

    read_as = read(query)
    expected = {
        one.provision.id
        for one in articles
        if holds(read_as, one.provision.text, [one.work.title, *one.provision.path])
    }
    found = find(index, query)
    assert ({hit.id for hit in found.hits}, found.total) == (expected, len(expected))


# Written for this test: each operator once, with what it is to find in the articles of the test.
FOUND = [
    ("夜市 与 收摊", ["夜市应当在二十二点以前收摊。"]),
    ("夜市 非 二十二点", []),
    ("(夜市 或 电子秤) 应当", ["夜市应当在二十二点以前收摊。"]),  # the other is not in force yet
    ("夜市 近2 二十二点", []),
    ("夜市 近3 二十二点", ["夜市应当在二十二点以前收摊。"]),
    ("标题:夜市 收摊", ["夜市应当在二十二点以前收摊。"]),
    ("标题:收摊", []),
]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_an_expression_finds_what_it_says(index: StatuteIndex, query: str, expected: list[str]) -> None:
    assert [hit.text for hit in find(index, query).hits] == expected


def test_the_same_question_is_answered_the_same_twice(index: StatuteIndex) -> None:
    assert find(index, "同句(应当 责任)") == find(index, "同句(应当 责任)")


SORTED = ["工资", "同款(应当 责任)", "非 应当"]


@pytest.mark.parametrize("sorting", Sorting)
@pytest.mark.parametrize("query", SORTED)
def test_walking_all_pages_gives_every_hit_once(index: StatuteIndex, query: str, sorting: Sorting) -> None:
    whole = find(index, query, sorting)
    ids: list[str] = []
    cursor = None
    for _ in range(-(-whole.total // 400)):
        one = find(index, query, sorting, limit=400, cursor=cursor)
        assert one.total == whole.total
        ids += [hit.id for hit in one.hits]
        cursor = one.next
    assert (ids, cursor) == ([hit.id for hit in whole.hits], None)
    assert len(set(ids)) == whole.total


def test_by_rank_the_higher_law_comes_first_and_articles_in_their_order(index: StatuteIndex) -> None:
    levels = [hit.level for hit in find(index, "应当").hits]
    assert levels == sorted(levels, key=list(Level).index)
    numbers = [hit.article for hit in find(index, "应当 法律:劳动法").hits]
    assert numbers == sorted(number or 0 for number in numbers)


def test_by_date_the_newest_law_comes_first(index: StatuteIndex) -> None:
    days = [hit.version for hit in find(index, "应当", Sorting.DATE).hits]
    assert days == sorted(days, reverse=True)


def test_where_words_cannot_rank_every_hit_it_is_said(index: StatuteIndex) -> None:
    found = find(index, "非 应当", Sorting.RELEVANCE)
    assert found.notes[0].startswith("所选的排列用不上")


@pytest.mark.parametrize("query", ["应当", "同句(应当 责任)"])
def test_counts_add_up_to_the_total(index: StatuteIndex, query: str) -> None:
    found = find(index, query, tallied=True, limit=1)
    counts = {one.name: sum(count for _, count in one.values) for one in found.counts}
    assert {counts[name] for name in ("level", "region", "state")} == {found.total}


def test_the_engines_counts_are_those_of_looking_at_every_hit(index: StatuteIndex) -> None:
    assert find(index, "责任", tallied=True).counts == find(index, "责任 近0 责任 或 责任", tallied=True).counts


EMPTY = [
    ("外星人", Empty.NOTHING),
    ("夜市 法律:星际航行法", Empty.NOT_HELD),
    ("夜市 地区:星际", Empty.NOT_HELD),
    ("夜市 近3 二十三点", Empty.OTHER_DAYS),  # the text before
]


@pytest.mark.parametrize(("query", "empty"), EMPTY)
def test_an_empty_answer_says_which_kind_it_is(index: StatuteIndex, query: str, empty: Empty) -> None:
    found = find(index, query)
    assert (found.hits, found.total, found.empty) == ((), 0, empty)
    assert found.notes
    assert found.covers.startswith("法规库收录：")


def test_texts_of_other_days_come_when_they_are_asked_for(index: StatuteIndex) -> None:
    assert [hit.text for hit in find(index, "夜市 收摊 效力:全部").hits] == [
        "夜市应当在二十二点以前收摊。",
        "夜市应当在二十三点以前收摊。",
    ]
    assert [hit.text for hit in find(index, "夜市 收摊 效力:已修改").hits] == ["夜市应当在二十三点以前收摊。"]
    assert [hit.text for hit in find(index, "检定 效力:尚未生效").hits] == ["摊贩使用电子秤应当每年检定。"]


NARROWED = [
    ("收摊 地区:青石市", 1),
    ("收摊 地区:青石", 1),
    ("收摊 地区:全国", 0),
    ("收摊 机关:青石市人民政府", 1),
    ("收摊 机关:城管局", 0),
    ("收摊 层级:法律、地方政府规章", 1),
    ("收摊 公布:2024", 1),
    ("收摊 公布:2024-01-02至", 0),
    ("收摊 公布:至2024-01-01", 1),
    ("收摊 施行:2024年3月", 1),
    ("收摊 施行:2010", 0),
    ("收摊 年份:2024", 1),
    ("收摊 法律:青石市夜市管理规定", 1),
    ("层级:地方政府规章 年份:2024", 2),  # filters alone
]


@pytest.mark.parametrize(("query", "total"), NARROWED)
def test_filters_narrow(index: StatuteIndex, query: str, total: int) -> None:
    assert find(index, query).total == total


REFUSED = [
    ("夜市 公布:2020-02-30", "日期“2020-02-30”看不懂"),
    ("夜市 公布:前年", "日期“前年”看不懂"),
    ("夜市 效力:好", "没有“好”这一效力状态，可用：现行有效"),
    ("夜市 部门:民法", "不能按“部门”筛选：法规库的数据没有法律部门"),
    ("夜市 层级:大法", "没有“大法”这一层级"),
]


@pytest.mark.parametrize(("query", "told"), REFUSED)
def test_a_filter_that_cannot_be_is_refused(index: StatuteIndex, query: str, told: str) -> None:
    with pytest.raises(InvalidQuery, match=told):
        find(index, query)


def test_the_paragraph_that_matched_is_named(index: StatuteIndex) -> None:
    hit = find(index, "同款(抛掷物品 公安) 法律:民法典").hits
    assert [(one.article, one.paragraph) for one in find(index, "公安等机关 法律:民法典").hits] == [(1254, 3)]
    assert hit == ()


def test_past_the_deepest_hit_the_total_is_still_exact(
    index: StatuteIndex, articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = sum("应当" in bare(one.provision.text) for one in articles)
    monkeypatch.setattr(page, "DEEPEST", 50)
    found = find(index, "同条(应当) 或 应当 近0 应当", limit=50)
    assert (found.total, len(found.hits), found.notes) == (expected, 50, (page.TOO_DEEP,))
