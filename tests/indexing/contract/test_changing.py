"""Entries that come, change and go in a serving generation."""

import pytest

from corpus.errors import IndexMissing
from indexing.engine import Entry, InForce, Kind, Query, Ranking, SearchEngine, Stream

NEW = Entry("新#1", "电动自行车不得在楼道内充电。", "新规 电动自行车不得在楼道内充电。", {"level": ("地方性法规",)})


def found(engine: SearchEngine, *terms: str) -> list[str]:
    return [hit.id for hit in engine.search(Kind.STATUTES, Query((Ranking(Stream.WORDS, terms),))).hits]


def test_an_entry_is_found_when_put_returns(filled: SearchEngine) -> None:
    filled.put(Kind.STATUTES, [NEW], sequence=8)
    assert found(filled, "楼道") == ["新#1"]


def test_another_engine_on_the_same_store_sees_it_too(filled: SearchEngine) -> None:
    assert found(filled, "楼道") == []
    other = _second(filled)
    other.put(Kind.STATUTES, [NEW], sequence=8)
    other.close()
    assert found(filled, "楼道") == ["新#1"]


def _second(engine: SearchEngine) -> SearchEngine:
    """The same store opened once more, as another process would."""
    from indexing.elastic import ElasticEngine
    from indexing.embedded import EmbeddedEngine

    if isinstance(engine, EmbeddedEngine):
        return EmbeddedEngine(engine._folders._home)
    assert isinstance(engine, ElasticEngine)
    return ElasticEngine(engine._cluster)


def test_an_entry_of_the_same_id_is_replaced(filled: SearchEngine) -> None:
    filled.put(Kind.STATUTES, [Entry("条例#10", "已经改写。", "条例 已经改写。")], sequence=8)
    assert (found(filled, "农民工"), found(filled, "改写")) == ([], ["条例#10"])


def test_replacing_does_not_change_the_count(filled: SearchEngine) -> None:
    filled.put(Kind.STATUTES, [NEW], sequence=8)
    filled.put(Kind.STATUTES, [NEW], sequence=9)
    generation = filled.serving(Kind.STATUTES)
    assert generation is not None
    assert generation.count == 11


def test_a_replaced_entry_is_filtered_by_its_new_days(filled: SearchEngine) -> None:
    filled.put(Kind.STATUTES, [Entry("新#1", "楼道", "楼道", {}, 2024_01_01, 2025_01_01)], sequence=8)
    filled.put(Kind.STATUTES, [Entry("新#1", "楼道", "楼道", {}, 2025_01_01)], sequence=9)
    query = Query((Ranking(Stream.WORDS, ("楼道",)),), required=(InForce(2024_06_01),))
    assert filled.search(Kind.STATUTES, query).hits == ()


def test_a_deleted_entry_is_gone_when_delete_returns(filled: SearchEngine) -> None:
    filled.delete(Kind.STATUTES, ["条例#10"], sequence=8)
    assert found(filled, "农民工") == []


def test_deleting_what_is_not_there_is_no_error(filled: SearchEngine) -> None:
    filled.delete(Kind.STATUTES, ["没有#1"], sequence=8)
    generation = filled.serving(Kind.STATUTES)
    assert generation is not None
    assert generation.count == 10


def test_a_change_carries_the_sequence_of_the_record(filled: SearchEngine) -> None:
    filled.put(Kind.STATUTES, [NEW], sequence=12)
    generation = filled.serving(Kind.STATUTES)
    assert generation is not None
    assert generation.sequence == 12


AFTER = [
    (7, 8),  # the generation stood there: it takes the number over
    (6, 7),  # it stands further already
    (9, 7),  # what came between went to another generation: it must not claim to hold it
]


@pytest.mark.parametrize(("after", "stands"), AFTER)
def test_a_sequence_is_taken_over_only_from_where_the_generation_stands(
    filled: SearchEngine, after: int, stands: int
) -> None:
    filled.put(Kind.STATUTES, [NEW], sequence=8, after=after)
    generation = filled.serving(Kind.STATUTES)
    assert generation is not None
    assert (generation.sequence, found(filled, "楼道")) == (stands, ["新#1"])


def test_a_draft_takes_what_came_meanwhile_in_place_of_what_it_has(filled: SearchEngine) -> None:
    with filled.draft(Kind.STATUTES, "second") as draft:
        draft.add([NEW, Entry("新#2", "楼道", "楼道")])
        draft.put([Entry("新#1", "已经改写。", "已经改写。"), Entry("新#3", "改写", "改写")])
        assert draft.seal(8).count == 3
        filled.switch(Kind.STATUTES, "second")
    assert (found(filled, "楼道"), found(filled, "改写")) == (["新#2"], ["新#3", "新#1"])


def test_a_change_does_not_ask_for_a_new_generation(filled: SearchEngine) -> None:
    before = filled.serving(Kind.STATUTES)
    filled.delete(Kind.STATUTES, ["条例#10"], sequence=8)
    after = filled.serving(Kind.STATUTES)
    assert before is not None
    assert after is not None
    assert after.name == before.name


def test_nothing_is_put_where_nothing_was_built(empty: SearchEngine) -> None:
    with pytest.raises(IndexMissing, match="huiyin index build"):
        empty.put(Kind.CASES, [NEW], sequence=1)


def test_nothing_is_deleted_where_nothing_was_built(empty: SearchEngine) -> None:
    with pytest.raises(IndexMissing, match="huiyin index build"):
        empty.delete(Kind.CASES, ["新#1"], sequence=1)


def test_statutes_and_cases_are_separate_stores(filled: SearchEngine) -> None:
    with filled.draft(Kind.CASES, "first") as draft:
        draft.add([NEW])
        draft.seal(1)
        filled.switch(Kind.CASES, "first")
    assert found(filled, "楼道") == []
    assert [hit.id for hit in filled.search(Kind.CASES, Query()).hits] == ["新#1"]
