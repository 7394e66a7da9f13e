"""A letter is kept first; whatever search does comes after."""

from collections.abc import Sequence
from threading import Event

import pytest

from corpus.errors import ClusterUnavailable, IndexMissing
from indexing.engine import Entry, Kind
from service.assembly import Assembly
from service.follower import Follower
from service.intake import analyse_text, take_in
from service.upkeep import build_cases
from tests.service.letters import TEXT


def test_a_letter_is_kept_while_search_is_away_and_says_that_it_has_no_advice(parts: Assembly) -> None:
    (parts.settings.home / "index").rename(parts.settings.home / "away")
    kept = take_in(parts, TEXT.encode(), None, limits=parts.limits)
    assert (kept.analysis.articles, kept.analysis.matters) == ((), ())
    assert "暂时不能检索" in kept.analysis.notes[0]
    assert parts.register.count()[0] == 1
    with pytest.raises(IndexMissing):  # who keeps nothing may ask again
        analyse_text(parts, TEXT, key="t")


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_a_damaged_index_does_not_make_a_kept_letter_a_failure(parts: Assembly, content: str) -> None:
    parts.engine.close()
    for record in (parts.settings.home / "index").rglob("generation.json"):
        record.write_text(content)
    take_in(parts, TEXT.encode(), None, limits=parts.limits)
    assert parts.register.count()[0] == 1


def test_a_full_disk_after_the_letter_is_kept_is_left_to_the_next_build(
    parts: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts.engine, "put", full)
    kept = take_in(parts, TEXT.encode(), None, limits=parts.limits)
    monkeypatch.undo()
    build_cases(parts)
    serving = parts.engine.serving(Kind.CASES)
    assert serving is not None
    assert serving.sequence == parts.register.sequence()
    assert kept.id in [hit.id for hit in parts.cases.similar(TEXT, limit=5)]


def test_a_letter_that_search_missed_goes_in_by_itself(parts: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise ClusterUnavailable("检索集群没有应答")

    monkeypatch.setattr(parts.engine, "put", away)
    take_in(parts, TEXT.encode(), None, limits=parts.limits)
    monkeypatch.undo()
    follow = Event()
    put = parts.engine.put

    def noticed(kind: Kind, entries: Sequence[Entry], *, sequence: int, after: int | None = None) -> None:
        put(kind, entries, sequence=sequence, after=after)
        follow.set()

    monkeypatch.setattr(parts.engine, "put", noticed)
    with Follower(parts, pause=0.01):
        assert follow.wait(20)
    assert any(parts.register.holds_letter(hit.id) for hit in parts.cases.similar(TEXT, limit=5))
