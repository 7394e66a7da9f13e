"""Generations: built beside the serving one, checked, switched to in one step; then the old one is dropped.

A build that dies at any point leaves the old generation serving; what it left behind is dropped by the next build.
What the record takes in during a build goes to the old generation, and to the new one before and after the switch.
"""

import inspect
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from typing import Protocol

from corpus import terms
from corpus.errors import ClusterUnavailable, IndexBuildFailed, IndexUnavailable
from indexing import places
from indexing.engine import Draft, Entry, Generation, Ids, Key, Kind, Phrase, Query, SearchEngine

Progress = Callable[[int, int], None]
"""Told after each batch: entries written, entries in all."""

# 26,196 articles take 7 s: some seven batches a second, often enough for a progress bar.
_BATCH = 500
# One entry in so many is looked for again before the switch, by the characters that it begins with.
_SAMPLED = 997
_BEGINNING = 12


@dataclass(frozen=True, slots=True)
class Changes:
    """What a record took in next: the entries, and the sequence that an index has by them."""

    entries: tuple[Entry, ...]
    sequence: int


class Source(Protocol):
    """The record that an index is built from."""

    @property
    def kind(self) -> Kind:
        """Which store the entries belong to."""

    @property
    def shape(self) -> str:
        """How a record becomes an entry; another shape asks for another generation."""

    def sequence(self) -> int:
        """State of the content, growing with every change."""

    def count(self) -> int:
        """How many entries there will be."""

    def entries(self) -> Iterator[Entry]:
        """All of them, ids unique."""

    def changes(self, after: int) -> Changes | None:
        """The next changes after a sequence, some at a time, at the end that sequence; None where none are recorded."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `built` is False where the serving generation was already as it should be."""

    generation: Generation
    built: bool
    seconds: float


def build(engine: SearchEngine, source: Source, *, anew: bool = False, progress: Progress | None = None) -> BuildReport:
    """Make the serving generation hold what the record holds; does nothing where it already does, unless `anew`.

    Recorded changes are put into what serves; where that does not do, a new generation is built. A damaged one is built
    again. Raises IndexBuildFailed where the new one does not pass its checks: the old one goes on serving.
    """
    began = time.perf_counter()
    serving = _readable(engine, source.kind)
    if serving is not None and not anew:
        if fingerprint_of(serving.name) == fingerprint(engine, source):
            serving = catch_up(engine, source) or serving
        if outdated(engine, source, serving) is None:
            return BuildReport(serving, built=False, seconds=time.perf_counter() - began)
    sequence = source.sequence()  # before the entries: what comes meanwhile is put in again, never left out
    name = name_of(fingerprint(engine, source))
    with engine.draft(source.kind, name) as draft:
        ids, samples = _write(draft, source, progress)
        generation = draft.seal(_follow(draft, source, sequence, ids))
        _check(draft, generation, len(ids), samples)
        engine.switch(source.kind, name)
        engine.drop_others(source.kind)
    generation = catch_up(engine, source) or generation
    return BuildReport(generation, built=True, seconds=time.perf_counter() - began)


def catch_up(engine: SearchEngine, source: Source) -> Generation | None:
    """Put what the record took in since into what serves, visible when this returns; say what serves then.

    None before the first build. Where changes are not recorded one by one nothing happens. A switch in between does no
    harm: the generation that serves by then takes over no sequence that went to another one, and is asked again.
    """
    while (serving := engine.serving(source.kind)) is not None:
        changes = source.changes(serving.sequence)
        if changes is None or changes.sequence == serving.sequence:
            return serving
        engine.put(source.kind, changes.entries, after=serving.sequence, sequence=changes.sequence)
    return None


def _follow(draft: Draft, source: Source, sequence: int, ids: set[str]) -> int:
    """Put what the record took in during the writing into the draft, too; return the sequence that it has by then."""
    while (changes := source.changes(sequence)) is not None and changes.sequence != sequence:
        draft.put(changes.entries)
        ids.update(entry.id for entry in changes.entries)
        sequence = changes.sequence
    return sequence


def _readable(engine: SearchEngine, kind: Kind) -> Generation | None:
    """Return what serves and answers; None where nothing does, or nothing whole."""
    try:
        serving = engine.serving(kind)
        if serving is not None:
            engine.search(kind, Query(limit=1))
    except ClusterUnavailable:
        raise
    except IndexUnavailable:
        return None
    return serving


def outdated(engine: SearchEngine, source: Source, serving: Generation | None) -> str | None:
    """Say in one Chinese sentence why a build is due, None where none is."""
    if serving is None:
        return "还没有建立检索库"
    if fingerprint_of(serving.name) != fingerprint(engine, source):
        return "检索库的格式与本程序不同"
    if serving.sequence != source.sequence():
        return f"内容已更新（检索库第 {serving.sequence} 版，现为第 {source.sequence()} 版）"
    return None


def fingerprint(engine: SearchEngine, source: Source) -> str:
    """Return what an entry, its terms and the engine's fields are made by; nobody has to bump a number."""
    made_by = (
        engine.schema,
        source.shape,
        inspect.getsource(terms),
        inspect.getsource(places),
        version("rjieba"),
        version("jieba"),
    )
    return sha256("\0".join(made_by).encode()).hexdigest()[:12]


def name_of(made_by: str) -> str:
    """Return a new name for a generation of this fingerprint."""
    return f"{made_by}-{secrets.token_hex(4)}"


def fingerprint_of(name: str) -> str:
    """Return the fingerprint in a generation's name."""
    return name.partition("-")[0]


def _write(draft: Draft, source: Source, progress: Progress | None) -> tuple[set[str], list[Entry]]:
    """Write all entries; return their ids, and some to look for afterwards.

    There may be more of them than were counted at first, a letter has come in meanwhile; never fewer.
    """
    total, done, ids = source.count(), 0, set[str]()
    samples: list[Entry] = []
    for batch in _batches(source.entries()):
        draft.add(batch)
        samples.extend(entry for place, entry in enumerate(batch, done) if place % _SAMPLED == 0)
        ids.update(entry.id for entry in batch)
        done += len(batch)
        if progress:
            progress(done, max(done, total))
    if done < total:
        raise IndexBuildFailed(f"应有 {total} 条，只读到 {done} 条；原检索库继续服务")
    return ids, samples


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while batch := list(islice(entries, _BATCH)):
        yield batch


def _check(draft: Draft, generation: Generation, written: int, samples: list[Entry]) -> None:
    """Count, and find entries again by id, keys and their own beginnings."""
    if generation.count != written:
        raise IndexBuildFailed(f"写入 {written} 条，新检索库中有 {generation.count} 条；原检索库继续服务")
    for entry in samples:
        beginning = tuple(places.tokens(entry.text)[:_BEGINNING])
        keys = [Key(name, values) for name, values in entry.keys.items() if values]
        phrase = (Phrase(beginning),) if beginning else ()
        if not draft.search(Query(required=(Ids((entry.id,)), *keys, *phrase), limit=1)).hits:
            raise IndexBuildFailed(f"新检索库中找不到 {entry.id}；原检索库继续服务")
