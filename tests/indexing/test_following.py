"""What a record takes in while its index is built anew: found before, during and after the switch, never hidden."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import IndexBuildFailed
from indexing.build import Changes, build, catch_up, outdated
from indexing.elastic import ElasticEngine
from indexing.embedded import EmbeddedEngine
from indexing.engine import Entry, Generation, Ids, Kind, Query, SearchEngine
from tests.indexing.building import COUNT, HaltingElastic, HaltingEmbedded, Numbered, engine_at

Engine = HaltingEmbedded | HaltingElastic
BASE = 10  # sequence of a record that has taken in nothing yet


class Record(Numbered):
    """Entries, and numbered changes of them; `meanwhile` happens in the middle of the reading."""

    def __init__(self) -> None:
        super().__init__("旧编", sequence=BASE)
        self.taken: list[Entry] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def take_in(self, key: str) -> None:
        self.taken.append(Entry(key, f"{key}的内容。", f"{key}的内容。"))

    def sequence(self) -> int:
        return BASE + len(self.taken)

    def count(self) -> int:
        return COUNT + len(self.taken)

    def entries(self) -> Iterator[Entry]:
        known = list(self.taken)
        for place, entry in enumerate(super().entries()):
            if place == COUNT // 2:
                self.meanwhile()
            yield entry
        yield from known

    def changes(self, after: int) -> Changes:
        next_ones = tuple(self.taken[after - BASE :][:2])
        return Changes(next_ones, after + len(next_ones))


@pytest.fixture(params=[pytest.param("embedded"), pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "embedded":
        yield engine_at("embedded", str(tmp_path))
        return
    engine = engine_at("elastic", f"{request.getfixturevalue('elastic_url')} huiyin-test-{secrets.token_hex(4)}")
    yield engine
    assert isinstance(engine, ElasticEngine)
    for index in engine._session.held(engine._alias(Kind.STATUTES)):
        engine._session.remove(index)
    engine.close()


@pytest.fixture
def record(engine: Engine) -> Record:
    record = Record()
    build(engine, record)
    return record


def holds(engine: SearchEngine, *ids: str) -> bool:
    return {hit.id for hit in engine.search(Kind.STATUTES, Query(required=(Ids(ids),))).hits} == set(ids)


def serving(engine: SearchEngine) -> Generation:
    generation = engine.serving(Kind.STATUTES)
    assert generation is not None
    return generation


def letter_comes(engine: Engine, record: Record, key: str) -> None:
    """A letter is kept, and put into what serves; the embedded engine lets no one write while it builds."""
    record.take_in(key)
    if isinstance(engine, ElasticEngine):
        catch_up(engine, record)
        assert holds(engine, key)


def test_what_comes_while_entries_are_read_is_in_the_new_generation(engine: Engine, record: Record) -> None:
    def letters_come() -> None:
        for key in ("甲", "乙", "丙"):
            letter_comes(engine, record, key)

    record.meanwhile = letters_come
    report = build(engine, record, anew=True)
    assert (report.generation.sequence, report.generation.count) == (BASE + 3, COUNT + 3)
    assert holds(engine, "甲", "乙", "丙")


def test_what_comes_between_the_last_look_and_the_switch_is_put_in_after_it(
    engine: Engine, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = serving(engine).name
    switch = engine.switch

    def late(kind: Kind, name: str) -> None:
        letter_comes(engine, record, "甲")
        switch(kind, name)
        letter_comes(engine, record, "乙")

    monkeypatch.setattr(engine, "switch", late)
    report = build(engine, record, anew=True)
    assert report.generation.name != before
    assert (report.generation.sequence, outdated(engine, record, serving(engine))) == (BASE + 2, None)
    assert holds(engine, "甲", "乙")


def test_a_second_change_after_the_switch_does_not_hide_the_first(engine: Engine, record: Record) -> None:
    """The builder dies right after the switch: the new generation lacks a letter, and the next letter brings both."""
    record.take_in("甲")
    with engine.draft(Kind.STATUTES, f"{serving(engine).name}-new") as draft:
        draft.add(list(Numbered("旧编", sequence=BASE).entries()))
        draft.seal(BASE)
        engine.switch(Kind.STATUTES, f"{serving(engine).name}-new")
    assert not holds(engine, "甲")
    record.take_in("乙")
    catch_up(engine, record)
    assert holds(engine, "甲", "乙")
    assert serving(engine).sequence == record.sequence()


def test_a_switch_while_a_change_is_written_claims_nothing(
    engine: Engine, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer looked at the old generation, which holds 甲; its own change lands in the new one, which does not."""
    record.take_in("甲")
    catch_up(engine, record)
    record.take_in("乙")
    put = engine.put

    def overtaken(kind: Kind, entries: tuple[Entry, ...], *, sequence: int, after: int) -> None:
        monkeypatch.undo()
        name = f"{serving(engine).name}-new"
        with engine.draft(Kind.STATUTES, name) as draft:
            draft.add(list(Numbered("旧编", sequence=BASE).entries()))
            draft.seal(BASE)
            engine.switch(Kind.STATUTES, name)
        put(kind, entries, sequence=sequence, after=after)
        assert serving(engine).sequence == BASE

    monkeypatch.setattr(engine, "put", overtaken)
    catch_up(engine, record)
    assert holds(engine, "甲", "乙")
    assert serving(engine).sequence == record.sequence()


def test_recorded_changes_ask_for_no_new_generation(engine: Engine, record: Record) -> None:
    before = serving(engine)
    for key in ("甲", "乙", "丙"):
        record.take_in(key)
    report = build(engine, record)
    assert (report.built, report.generation.name) == (False, before.name)
    assert (report.generation.sequence, holds(engine, "甲", "乙", "丙")) == (BASE + 3, True)


def test_an_index_ahead_of_its_record_is_built_anew(engine: Engine, record: Record) -> None:
    """The store was put back from a copy: the index knows letters that the store does not."""
    record.take_in("甲")
    build(engine, record)
    record.taken.clear()
    assert build(engine, record).built
    assert not holds(engine, "甲")


def test_nothing_is_caught_up_before_the_first_build(tmp_path: Path) -> None:
    assert catch_up(EmbeddedEngine(tmp_path), Record()) is None


@pytest.mark.elasticsearch
def test_of_two_builds_at_once_one_serves_and_the_other_says_why_not(elastic_url: str) -> None:
    where = f"{elastic_url} huiyin-test-{secrets.token_hex(4)}"
    engine, other = engine_at("elastic", where), engine_at("elastic", where)
    assert isinstance(engine, ElasticEngine)
    record = Record()

    def another_build() -> None:
        build(other, Numbered("新编", sequence=BASE))

    record.meanwhile = another_build
    with pytest.raises(IndexBuildFailed, match="另一个进程也在建"):
        build(engine, record)
    held = engine._session.held(engine._alias(Kind.STATUTES))
    assert [holds(engine, "新编#0000"), len(held)] == [True, 1]
    for index in held:
        engine._session.remove(index)
    engine.close()
    other.close()
