"""Neighbours by vector: filtered inside the search, changed in place, the same on both engines."""

import numpy as np
import pytest

from indexing.engine import Clause, Entry, Ids, InForce, Key, Kind, SearchEngine, Vector
from tests.indexing.contract.test_finding import phrase
from tests.indexing.encoding import Bigrams

ENCODER = Bigrams()
KIND = Kind.STATUTES
# wording of the national laws, or written for these tests; the same text before and after a revision
TEXTS = {
    "工资": "工资应当以货币形式按月支付给劳动者本人，不得克扣或者无故拖欠劳动者的工资。",
    "报酬": "用人单位未足额支付劳动报酬的，由劳动行政部门责令限期支付。",
    "抛物": "禁止从建筑物中抛掷物品，难以确定具体侵权人的由建筑物使用人补偿。",
    "噪声": "禁止夜间在噪声敏感建筑物集中区域进行产生噪声的建筑施工作业。",
}


def entry(key: str, text: str, *, begins: int = 0, ends: int = 10000_01_01, level: str = "法律") -> Entry:
    return Entry(key, text, text, {"level": (level,)}, begins, ends, {"text": text}, passage=text)


ENTRIES = [
    *(entry(key, text) for key, text in TEXTS.items()),
    entry("噪声旧", TEXTS["噪声"], begins=1997_03_01, ends=2022_06_05, level="行政法规"),
]


@pytest.fixture
def near(empty: SearchEngine) -> SearchEngine:
    """An engine whose entries have their vectors, all but 报酬."""
    with empty.draft(KIND, "first") as draft:
        draft.add(ENTRIES)
        draft.seal(1)
        empty.switch(KIND, "first")
    assert empty.learn(KIND, "first", vectors_of([one for one in ENTRIES if one.id != "报酬"]))
    return empty


def vectors_of(entries: list[Entry]) -> dict[str, Vector]:
    return dict(zip([one.id for one in entries], ENCODER.passages([one.passage for one in entries]), strict=True))


def ids(
    engine: SearchEngine, text: str, *, required: tuple[Clause, ...] = (), excluded: tuple[Clause, ...] = ()
) -> list[str]:
    found = engine.near(KIND, ENCODER.query(text), required=required, excluded=excluded, limit=10)
    return [hit.id for hit in found.hits]


def test_the_nearest_comes_first(near: SearchEngine) -> None:
    assert ids(near, "拖欠劳动者的工资")[0] == "工资"


def test_the_score_is_the_cosine(near: SearchEngine) -> None:
    asked, held = ENCODER.query("拖欠工资"), ENCODER.passages([TEXTS["工资"]])[0]
    hit = near.near(KIND, asked, limit=1).hits[0]
    assert hit.score == pytest.approx(float(asked @ held), abs=1e-3)


def test_what_is_shown_comes_back(near: SearchEngine) -> None:
    assert near.near(KIND, ENCODER.query("拖欠工资"), limit=1).hits[0].shown == {"text": TEXTS["工资"]}


def test_the_same_vector_twice_is_ordered_by_id(near: SearchEngine) -> None:
    assert ids(near, TEXTS["噪声"])[:2] == ["噪声", "噪声旧"]


def test_an_entry_without_a_vector_is_not_found(near: SearchEngine) -> None:
    assert sorted(ids(near, TEXTS["报酬"])) == ["噪声", "噪声旧", "工资", "抛物"]


FILTERED: list[tuple[tuple[Clause, ...], tuple[Clause, ...], list[str]]] = [
    ((InForce(2020_01_01),), (), ["噪声", "噪声旧"]),
    ((InForce(2022_06_05),), (), ["噪声"]),  # the last day does not count
    ((InForce(1997_02_28),), (), ["噪声"]),
    ((Key("level", ("行政法规",)),), (), ["噪声旧"]),
    ((Key("level", ("行政法规",)), InForce(2023_01_01)), (), []),
    ((), (Key("level", ("行政法规",)),), ["噪声"]),
    ((), (Ids(("噪声",)),), ["噪声旧"]),
    ((Ids(("工资", "报酬")),), (), ["工资"]),  # however far, and 报酬 has no vector
    ((phrase("抛掷物品"),), (), ["抛物"]),
    ((phrase("量子"),), (), []),
]


@pytest.mark.parametrize(("required", "excluded", "expected"), FILTERED)
def test_filters_hold_inside_the_search(
    near: SearchEngine, required: tuple[Clause, ...], excluded: tuple[Clause, ...], expected: list[str]
) -> None:
    found = ids(near, TEXTS["噪声"], required=required, excluded=excluded)
    assert [one for one in found if one.startswith("噪声") or len(found) < 3] == expected


def test_a_filter_that_few_fit_still_fills_the_answer(empty: SearchEngine) -> None:
    many = [entry(f"近{n:03}", TEXTS["噪声"]) for n in range(300)] + [entry("远", TEXTS["工资"], level="宪法")]
    with empty.draft(KIND, "first") as draft:
        draft.add(many)
        draft.seal(1)
        empty.switch(KIND, "first")
    empty.learn(KIND, "first", vectors_of(many))
    assert ids(empty, TEXTS["噪声"], required=(Key("level", ("宪法",)),)) == ["远"]


def test_it_is_known_which_entries_lack_a_vector(near: SearchEngine) -> None:
    assert near.lacking(KIND, ["工资", "报酬", "没有"]) == {"报酬"}
    assert near.learned(KIND) == 4


def test_a_vector_that_comes_later_is_found(near: SearchEngine) -> None:
    assert near.learn(KIND, "first", vectors_of([ENTRIES[1]]))
    assert ids(near, TEXTS["报酬"])[0] == "报酬"
    assert near.lacking(KIND, ["报酬"]) == frozenset()


def test_a_vector_leaves_the_words_of_its_entry_alone(near: SearchEngine) -> None:
    from indexing.engine import Query

    found = near.search(KIND, Query(required=(phrase("无故拖欠"), Key("level", ("法律",)), InForce(2020_01_01))))
    assert [(hit.id, hit.shown) for hit in found.hits] == [("工资", {"text": TEXTS["工资"]})]


def test_a_vector_for_what_is_not_there_brings_nothing_in(near: SearchEngine) -> None:
    assert near.learn(KIND, "first", {"没有": ENCODER.query("工资")})
    assert near.learned(KIND) == 4


def test_vectors_for_a_generation_that_serves_no_longer_are_refused(near: SearchEngine) -> None:
    with near.draft(KIND, "second") as draft:
        draft.add(ENTRIES)
        draft.seal(2)
        near.switch(KIND, "second")
        near.drop_others(KIND)
    assert not near.learn(KIND, "first", vectors_of(ENTRIES))
    assert near.learned(KIND) == 0


def test_a_replaced_entry_loses_its_vector(near: SearchEngine) -> None:
    near.put(KIND, [entry("工资", "已经改写。")], sequence=2)
    assert near.lacking(KIND, ["工资"]) == {"工资"}
    assert "工资" not in ids(near, TEXTS["工资"])


def test_a_replaced_entry_is_found_by_its_new_vector(near: SearchEngine) -> None:
    changed = entry("工资", TEXTS["抛物"])
    near.put(KIND, [changed], sequence=2)
    near.learn(KIND, "first", vectors_of([changed]))
    assert ids(near, TEXTS["抛物"])[:2] == ["工资", "抛物"]


def test_a_deleted_entry_is_not_found(near: SearchEngine) -> None:
    near.delete(KIND, ["工资"], sequence=2)
    assert "工资" not in ids(near, TEXTS["工资"])
    assert near.learned(KIND) == 3


def test_before_any_vector_nothing_is_near(filled: SearchEngine) -> None:
    assert filled.near(KIND, ENCODER.query("工资"), limit=5).hits == ()
    assert filled.learned(KIND) == 0


def test_recall_is_that_of_an_exact_search(empty: SearchEngine) -> None:
    """Of the ten nearest of 3,000 at most one in a hundred is missed."""
    random = np.random.default_rng(20261124)
    cloud = random.standard_normal((3000, 64)).astype(np.float32) + 2 * random.standard_normal((1, 64)).astype(
        np.float32
    )
    cloud /= np.linalg.norm(cloud, axis=1, keepdims=True)
    with empty.draft(KIND, "first") as draft:
        draft.add([Entry(f"{n:04}", "条", "条") for n in range(len(cloud))])
        draft.seal(1)
        empty.switch(KIND, "first")
    empty.learn(KIND, "first", {f"{n:04}": vector for n, vector in enumerate(cloud)})
    met = 0
    for query in cloud[:40] + 0.1 * random.standard_normal((40, 64)).astype(np.float32):
        asked = (query / np.linalg.norm(query)).astype(np.float32)
        exact = {f"{n:04}" for n in np.argsort(-(cloud @ asked))[:10]}
        met += len(exact & {hit.id for hit in empty.near(KIND, asked, limit=10).hits})
    assert met >= 396
