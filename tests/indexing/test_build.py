"""Builds: repeated for nothing, checked before they serve, and killed with SIGKILL at every point."""

import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import IndexBuildFailed, IndexUnavailable
from indexing.build import build, fingerprint, fingerprint_of, outdated
from indexing.cluster import Cluster
from indexing.elastic import ElasticEngine
from indexing.embedded import EmbeddedEngine
from indexing.engine import Entry, Kind, Phrase, Query, SearchEngine
from tests.indexing.building import COUNT, POINTS, Numbered, engine_at

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=[pytest.param("embedded"), pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """An engine's name and where it stands, empty."""
    if request.param == "embedded":
        yield request.param, str(tmp_path)
        return
    where = f"{request.getfixturevalue('elastic_url')} huiyin-test-{secrets.token_hex(4)}"
    yield request.param, where
    engine = engine_at(request.param, where)
    assert isinstance(engine, ElasticEngine)
    for index in engine._session.held(engine._alias(Kind.STATUTES)):
        engine._session.remove(index)
    engine.close()


def kill_at(point: str, place: tuple[str, str]) -> None:
    """Let a real process build, and kill it at a point."""
    words = [sys.executable, "-m", "tests.indexing.building", *place, point]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"halted\n"
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL


def editions(engine: SearchEngine) -> set[str]:
    """The editions found in what serves; one phrase is in every entry."""
    found = engine.search(Kind.STATUTES, Query(required=(Phrase(("的", "内", "容")),), limit=COUNT))
    assert len(found.hits) == COUNT
    return {hit.id[:2] for hit in found.hits}


def generations(engine: SearchEngine) -> int:
    """How many generations stand there, serving or not."""
    if isinstance(engine, EmbeddedEngine):
        folder = engine._folders.folder(Kind.STATUTES, "any").parent
        return sum(one.is_dir() for one in folder.iterdir())
    assert isinstance(engine, ElasticEngine)
    return len(engine._session.held(engine._alias(Kind.STATUTES)))


SERVING_AFTER = [
    (POINTS[0], "旧编", 1),
    (POINTS[1], "旧编", 1),
    (POINTS[2], "新编", 2),  # the switch was the last word: the new one serves, the old one lies about
]


@pytest.mark.parametrize(("point", "edition", "sequence"), SERVING_AFTER)
def test_a_build_killed_at_any_point_leaves_one_whole_generation_serving(
    place: tuple[str, str], point: str, edition: str, sequence: int
) -> None:
    engine = engine_at(*place)
    build(engine, Numbered("旧编", sequence=1))
    kill_at(point, place)
    serving = engine.serving(Kind.STATUTES)
    assert serving is not None
    assert (editions(engine), serving.sequence, serving.count) == ({edition}, sequence, COUNT)


@pytest.mark.parametrize("point", POINTS[:2])
def test_the_build_after_a_killed_one_succeeds_and_clears_up(place: tuple[str, str], point: str) -> None:
    engine = engine_at(*place)
    build(engine, Numbered("旧编", sequence=1))
    kill_at(point, place)
    report = build(engine, Numbered("新编", sequence=2))
    assert (report.built, editions(engine), generations(engine)) == (True, {"新编"}, 1)


def test_a_first_build_killed_before_the_switch_leaves_nothing_serving(place: tuple[str, str]) -> None:
    kill_at("before the switch", place)
    assert engine_at(*place).serving(Kind.STATUTES) is None


def test_a_second_run_repeats_nothing(place: tuple[str, str]) -> None:
    engine = engine_at(*place)
    first = build(engine, Numbered("旧编", sequence=1))
    second = build(engine, Numbered("旧编", sequence=1))
    assert (first.built, second.built, second.generation) == (True, False, first.generation)


def test_changed_content_is_built_and_the_old_one_dropped(place: tuple[str, str]) -> None:
    engine = engine_at(*place)
    build(engine, Numbered("旧编", sequence=1))
    report = build(engine, Numbered("新编", sequence=2))
    assert (report.built, editions(engine), generations(engine)) == (True, {"新编"}, 1)


def test_a_change_put_in_place_needs_no_build(place: tuple[str, str]) -> None:
    engine = engine_at(*place)
    build(engine, Numbered("旧编", sequence=1))
    engine.put(Kind.STATUTES, [Entry("补#1", "补编的内容。", "补编的内容。")], sequence=2)
    assert not build(engine, Numbered("旧编", sequence=2)).built


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build(
        EmbeddedEngine(tmp_path), Numbered("旧编", sequence=1), progress=lambda done, total: told.append((done, total))
    )
    assert told == [(500, COUNT), (1000, COUNT), (COUNT, COUNT)]


class Short(Numbered):
    """A source that announces more than it gives."""

    def count(self) -> int:
        return COUNT + 1


class Broken(Numbered):
    """A source that fails half-way."""

    def entries(self) -> Iterator[Entry]:
        yield next(super().entries())
        raise OSError("the disk is gone")


def test_a_source_that_gives_less_than_it_announced_does_not_serve(place: tuple[str, str]) -> None:
    engine = engine_at(*place)
    build(engine, Numbered("旧编", sequence=1))
    with pytest.raises(IndexBuildFailed, match="1201"):
        build(engine, Short("新编", sequence=2))
    assert editions(engine) == {"旧编"}


def test_a_source_that_fails_leaves_the_old_one_serving(place: tuple[str, str]) -> None:
    engine = engine_at(*place)
    build(engine, Numbered("旧编", sequence=1))
    with pytest.raises(OSError, match="disk"):
        build(engine, Broken("新编", sequence=2))
    assert (editions(engine), generations(engine)) == ({"旧编"}, 1)


class Growing(Numbered):
    """A source to which a letter comes while it is read."""

    def entries(self) -> Iterator[Entry]:
        yield from super().entries()
        yield Entry("来信", "刚刚收到的内容。", "刚刚收到的内容。")


def test_a_letter_that_comes_during_a_build_does_not_fail_it(place: tuple[str, str]) -> None:
    engine = engine_at(*place)
    assert build(engine, Growing("旧编", sequence=1)).generation.count == COUNT + 1


class Alike(Numbered):
    """Form letters: all of them begin in the same words."""

    def entries(self) -> Iterator[Entry]:
        for number in range(COUNT):
            text = f"尊敬的领导您好，我是青石镇的一名普通居民，反映第{number}件事。"
            yield Entry(f"来信{number:04}", text, text)


def test_form_letters_that_begin_alike_are_built(place: tuple[str, str]) -> None:
    assert build(engine_at(*place), Alike("信", sequence=1)).generation.count == COUNT


DAMAGED = ["meta.json", "generation.json", "serving", "folder"]


def damage(engine: EmbeddedEngine, what: str) -> None:
    folder = engine._folders.folder(Kind.STATUTES, engine._folders.serving(Kind.STATUTES))
    if what == "folder":
        shutil.rmtree(folder)
    else:
        (folder.parent / what if what == "serving" else folder / what).write_bytes(b"")


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_index_is_built_again(tmp_path: Path, what: str) -> None:
    build(EmbeddedEngine(tmp_path), Numbered("旧编", sequence=1))
    damage(EmbeddedEngine(tmp_path), what)
    engine = EmbeddedEngine(tmp_path)
    assert build(engine, Numbered("旧编", sequence=1)).built
    assert (editions(engine), generations(engine)) == ({"旧编"}, 1)


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_index_says_what_to_do(tmp_path: Path, what: str) -> None:
    build(EmbeddedEngine(tmp_path), Numbered("旧编", sequence=1))
    damage(EmbeddedEngine(tmp_path), what)
    with pytest.raises(IndexUnavailable, match="已损坏，请运行 huiyin index build --anew"):
        EmbeddedEngine(tmp_path).serving(Kind.STATUTES)


def test_an_index_whose_texts_are_cut_off_says_so(tmp_path: Path) -> None:
    build(EmbeddedEngine(tmp_path), Numbered("旧编", sequence=1))  # let go at once: it maps the files
    folders = EmbeddedEngine(tmp_path)._folders
    folder = folders.folder(Kind.STATUTES, folders.serving(Kind.STATUTES))
    for store in folder.glob("*.store"):
        store.write_bytes(store.read_bytes()[:100])
    with pytest.raises(IndexUnavailable, match="已损坏"):
        EmbeddedEngine(tmp_path).search(Kind.STATUTES, Query())


def test_anew_builds_what_is_up_to_date(tmp_path: Path) -> None:
    engine, source = EmbeddedEngine(tmp_path), Numbered("旧编", sequence=1)
    first = build(engine, source)
    again = build(engine, source, anew=True)
    assert again.built
    assert again.generation.name != first.generation.name


@pytest.mark.elasticsearch
def test_an_index_of_another_hand_behind_the_alias_is_built_again(elastic_url: str) -> None:
    engine = ElasticEngine(Cluster((elastic_url,), prefix=f"huiyin-test-{secrets.token_hex(4)}"))
    alias = engine._alias(Kind.STATUTES)
    engine._session._client.indices.create(index=f"{alias}-foreign", aliases={alias: {}})
    with pytest.raises(IndexUnavailable, match="已损坏"):
        engine.serving(Kind.STATUTES)
    assert build(engine, Numbered("旧编", sequence=1)).built
    for index in engine._session.held(alias):
        engine._session.remove(index)
    engine.close()


OUTDATED = [
    (Numbered("旧编", sequence=1), None),
    (Numbered("旧编", sequence=2), "内容已更新（检索库第 1 版，现为第 2 版）"),
]


@pytest.mark.parametrize(("source", "reason"), OUTDATED)
def test_it_is_said_why_a_build_is_due(tmp_path: Path, source: Numbered, reason: str | None) -> None:
    engine = EmbeddedEngine(tmp_path)
    build(engine, Numbered("旧编", sequence=1))
    assert outdated(engine, source, engine.serving(Kind.STATUTES)) == reason


def test_without_a_generation_a_build_is_due(tmp_path: Path) -> None:
    assert outdated(EmbeddedEngine(tmp_path), Numbered("旧编", sequence=1), None) == "还没有建立检索库"


class Reshaped(Numbered):
    shape = "numbered, with chapters"


def test_another_shape_of_the_entries_asks_for_a_new_generation(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    build(engine, Numbered("旧编", sequence=1))
    reason = outdated(engine, Reshaped("旧编", sequence=1), engine.serving(Kind.STATUTES))
    assert reason == "检索库的格式与本程序不同"


def test_the_name_of_a_generation_tells_what_it_was_made_by(tmp_path: Path) -> None:
    engine, source = EmbeddedEngine(tmp_path), Numbered("旧编", sequence=1)
    assert fingerprint_of(build(engine, source).generation.name) == fingerprint(engine, source)


def test_opening_and_searching_change_no_file(tmp_path: Path) -> None:
    build(EmbeddedEngine(tmp_path), Numbered("旧编", sequence=1))
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*")}
    engine = EmbeddedEngine(tmp_path)
    engine.serving(Kind.STATUTES)
    engine.search(Kind.STATUTES, Query(required=(Phrase(("的", "内", "容")),)))
    engine.close()
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*")} == before


def test_a_folder_that_does_not_exist_is_not_made_by_asking(tmp_path: Path) -> None:
    assert EmbeddedEngine(tmp_path / "index").serving(Kind.STATUTES) is None
    assert list(tmp_path.iterdir()) == []
