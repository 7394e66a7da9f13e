"""Generations: made aside, served all at once, dropped afterwards."""

import pytest

from corpus.errors import IndexMissing
from indexing.engine import Entry, Generation, Kind, Query, Ranking, SearchEngine, Stream
from tests.indexing.contract.conftest import ENTRIES

NEW = Entry("新#1", "电动自行车不得在楼道内充电。", "新规 电动自行车不得在楼道内充电。")


def ids(engine: SearchEngine) -> list[str]:
    return [hit.id for hit in engine.search(Kind.STATUTES, Query()).hits]


def test_before_the_first_build_a_search_says_what_to_do(empty: SearchEngine) -> None:
    with pytest.raises(IndexMissing, match="huiyin index build"):
        empty.search(Kind.STATUTES, Query())


def test_before_the_first_build_nothing_serves(empty: SearchEngine) -> None:
    assert empty.serving(Kind.STATUTES) is None


def test_what_serves_says_name_sequence_and_count(filled: SearchEngine) -> None:
    assert filled.serving(Kind.STATUTES) == Generation("first", Kind.STATUTES, sequence=7, count=len(ENTRIES))


def test_a_draft_is_not_served(filled: SearchEngine) -> None:
    with filled.draft(Kind.STATUTES, "second") as draft:
        draft.add([NEW])
        draft.seal(8)
        assert "新#1" not in ids(filled)


def test_a_sealed_draft_can_be_searched(filled: SearchEngine) -> None:
    with filled.draft(Kind.STATUTES, "second") as draft:
        draft.add([NEW])
        draft.seal(8)
        found = draft.search(Query((Ranking(Stream.WORDS, ("楼道",)),)))
        assert [hit.id for hit in found.hits] == ["新#1"]


def test_seal_says_what_is_there(empty: SearchEngine) -> None:
    with empty.draft(Kind.STATUTES, "second") as draft:
        draft.add([NEW])
        assert draft.seal(8) == Generation("second", Kind.STATUTES, sequence=8, count=1)


def test_a_switch_serves_the_new_generation_and_nothing_of_the_old(filled: SearchEngine) -> None:
    with filled.draft(Kind.STATUTES, "second") as draft:
        draft.add([NEW])
        draft.seal(8)
        filled.switch(Kind.STATUTES, "second")
    assert ids(filled) == ["新#1"]


def test_dropping_the_others_leaves_the_serving_one(filled: SearchEngine) -> None:
    with filled.draft(Kind.STATUTES, "second") as draft:
        draft.add([NEW])
        draft.seal(8)
        filled.switch(Kind.STATUTES, "second")
        filled.drop_others(Kind.STATUTES)
    assert ids(filled) == ["新#1"]


def test_a_dropped_generation_can_be_made_again(filled: SearchEngine) -> None:
    for name in ("second", "first"):
        with filled.draft(Kind.STATUTES, name) as draft:
            draft.add([NEW])
            draft.seal(8)
            filled.switch(Kind.STATUTES, name)
            filled.drop_others(Kind.STATUTES)
    assert ids(filled) == ["新#1"]


def break_off(engine: SearchEngine, *, sealed: bool = False, switched: bool = False) -> None:
    with engine.draft(Kind.STATUTES, "second") as draft:
        draft.add([NEW])
        if sealed or switched:
            draft.seal(8)
        if switched:
            engine.switch(Kind.STATUTES, "second")
        raise RuntimeError("the disk is full")


def test_a_draft_that_fails_leaves_nothing_behind(filled: SearchEngine) -> None:
    with pytest.raises(RuntimeError, match="disk"):
        break_off(filled)
    with filled.draft(Kind.STATUTES, "second") as draft:  # the same name is free again
        assert draft.seal(8).count == 0


@pytest.mark.parametrize("sealed", [False, True])
def test_a_draft_that_fails_leaves_the_old_one_serving(filled: SearchEngine, *, sealed: bool) -> None:
    before = ids(filled)
    with pytest.raises(RuntimeError, match="disk"):
        break_off(filled, sealed=sealed)
    assert ids(filled) == before


def test_an_error_after_the_switch_does_not_take_the_serving_generation(filled: SearchEngine) -> None:
    with pytest.raises(RuntimeError, match="disk"):
        break_off(filled, switched=True)
    assert ids(filled) == ["新#1"]


def test_an_empty_generation_serves(empty: SearchEngine) -> None:
    with empty.draft(Kind.STATUTES, "first") as draft:
        draft.seal(0)
        empty.switch(Kind.STATUTES, "first")
    assert ids(empty) == []
