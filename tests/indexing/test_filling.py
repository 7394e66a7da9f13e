"""Vectors fill in behind the words: once for each text, and on from where they were cut off."""

import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexing.build import build
from indexing.encoding import KeptVectors
from indexing.engine import Entry, Kind, SearchEngine
from indexing.filling import fill, filled
from tests.indexing.building import engine_at
from tests.indexing.encoding import Bigrams
from tests.indexing.filling import COUNT, Passages

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=[pytest.param("embedded"), pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    if request.param == "embedded":
        yield engine_at("embedded", str(tmp_path / "index"))
        return
    where = f"{request.getfixturevalue('elastic_url')} huiyin-test-{secrets.token_hex(4)}"
    engine = engine_at("elastic", where)
    yield engine
    for index in engine._session.held(engine._alias(Kind.STATUTES)):  # type: ignore[union-attr]  # of this kind
        engine._session.remove(index)  # type: ignore[union-attr]  # the same
    engine.close()


def far(engine: SearchEngine) -> tuple[int, int]:
    serving = engine.serving(Kind.STATUTES)
    assert serving is not None
    state = filled(engine, serving)
    return state.done, state.total


def test_every_entry_gets_its_vector(engine: SearchEngine, tmp_path: Path) -> None:
    build(engine, Passages("旧编", sequence=1))
    assert far(engine) == (0, COUNT)
    assert fill(engine, Passages("旧编", sequence=1), KeptVectors(tmp_path / "vectors", Bigrams()))
    assert far(engine) == (COUNT, COUNT)


def test_it_is_told_how_far_it_is(tmp_path: Path) -> None:
    engine = engine_at("embedded", str(tmp_path / "index"))
    build(engine, Passages("旧编", sequence=1))
    told: list[tuple[int, int]] = []
    kept = KeptVectors(tmp_path / "vectors", Bigrams())
    fill(engine, Passages("旧编", sequence=1), kept, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (64, COUNT)
    assert told[-1] == (COUNT, COUNT)


def test_without_an_index_there_is_nothing_to_fill(tmp_path: Path) -> None:
    engine = engine_at("embedded", str(tmp_path / "index"))
    assert not fill(engine, Passages("旧编", sequence=1), KeptVectors(tmp_path / "vectors", Bigrams()))


def test_the_same_text_is_never_embedded_twice(engine: SearchEngine, tmp_path: Path) -> None:
    encoder = Bigrams()
    for sequence in (1, 2):  # another generation, and another process's view of the same file
        source = Passages("旧编", sequence=sequence)
        build(engine, source)
        assert fill(engine, source, KeptVectors(tmp_path / "vectors", encoder))
    assert far(engine) == (COUNT, COUNT)
    assert len(encoder.read) == len(set(encoder.read)) == COUNT


def test_another_encoder_embeds_all_again(tmp_path: Path) -> None:
    engine = engine_at("embedded", str(tmp_path / "index"))
    other = Bigrams(name="other")
    for encoder in (Bigrams(), other):
        source = Passages("旧编", sequence=1)
        build(engine, source, anew=True)
        fill(engine, source, KeptVectors(tmp_path / "vectors", encoder))
    assert len(other.read) == COUNT


def test_stopped_it_goes_on_where_it_was(engine: SearchEngine, tmp_path: Path) -> None:
    build(engine, Passages("旧编", sequence=1))
    encoder = Bigrams()
    kept = KeptVectors(tmp_path / "vectors", encoder)
    assert not fill(engine, Passages("旧编", sequence=1), kept, stopped=lambda: len(encoder.read) >= 128)
    assert far(engine) == (128, COUNT)
    assert fill(engine, Passages("旧编", sequence=1), kept)
    assert (far(engine), len(encoder.read)) == ((COUNT, COUNT), COUNT)


def test_a_switch_of_generations_ends_it(engine: SearchEngine, tmp_path: Path) -> None:
    class Switching(Passages):
        def entries(self) -> Iterator[Entry]:
            for place, entry in enumerate(super().entries()):
                if place == COUNT // 2:
                    build(engine, Passages("新编", sequence=2))
                yield entry

    build(engine, Passages("旧编", sequence=1))
    kept = KeptVectors(tmp_path / "vectors", Bigrams())
    assert not fill(engine, Switching("旧编", sequence=1), kept)
    assert fill(engine, Passages("新编", sequence=2), kept)
    assert far(engine) == (COUNT, COUNT)


def test_killed_it_goes_on_where_it_was(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.indexing.filling", str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"halted\n"
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    engine, encoder = engine_at("embedded", str(tmp_path / "index")), Bigrams()
    assert far(engine) == (256, COUNT)
    assert fill(engine, Passages("旧编", sequence=1), KeptVectors(tmp_path / "vectors", encoder))
    assert (far(engine), len(encoder.read)) == ((COUNT, COUNT), COUNT - 256)
    query = encoder.query("旧编第7条的内容。")
    assert engine.near(Kind.STATUTES, query, limit=1).hits[0].id == "旧编#0007"
