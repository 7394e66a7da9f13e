"""Measurements count right; how long anything takes is not tested."""

from pathlib import Path

import pytest

from indexing.build import build
from indexing.embedded import EmbeddedEngine
from indexing.engine import Ids, Kind, Query
from indexing.measuring import times, update_times
from tests.indexing.building import Numbered


def test_each_question_is_asked_once_in_order() -> None:
    asked: list[str] = []
    times(asked.append, ["一", "二", "一"])
    assert asked == ["一", "二", "一"]


def test_one_answer_is_its_own_middle_and_edge() -> None:
    one = times(str.strip, ["一"])
    assert (one.count, one.p50) == (1, one.p99)


def test_the_middle_and_the_edge_are_answers_that_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    # a clock by which the answers take 1, 2, … 200 milliseconds
    ticks = iter([moment for taken in range(1, 201) for moment in (0.0, taken / 1000)])
    monkeypatch.setattr("indexing.measuring.time.perf_counter", lambda: next(ticks))
    found = times(str.strip, ["问"] * 200)
    monkeypatch.undo()
    assert (found.count, round(found.p50), round(found.p99)) == (200, 100, 198)


def test_a_change_is_timed_until_it_is_found(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    build(engine, Numbered("编", sequence=7))
    assert update_times(engine, Kind.STATUTES, rounds=3).count == 3
    (held,) = engine.search(Kind.STATUTES, Query((), (Ids(("measured",)),))).hits
    assert "第2次修改" in str(held.shown["text"])
