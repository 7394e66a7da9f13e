"""Vectors fill in behind the words: entry by entry, going on wherever an earlier run was cut off."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from indexing.build import Progress, Source
from indexing.encoding import KeptVectors
from indexing.engine import Entry, Generation, SearchEngine

# One batch is a second or two of embedding on one core: that much is lost by a kill, so long a stop is waited for.
_BATCH = 64
# Entries that are asked about at once whether they have a vector.
_LOOKED_AT = 512


@dataclass(frozen=True, slots=True)
class Filled:
    """How far the vectors of what serves are: `done` of `total` entries have one."""

    done: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1; an empty index is full."""
        return self.done / self.total if self.total else 1.0

    @property
    def whole(self) -> bool:
        """Whether every entry has a vector."""
        return self.done >= self.total


def filled(engine: SearchEngine, generation: Generation) -> Filled:
    """Say how far the vectors of a serving generation are."""
    return Filled(engine.learned(generation.kind), generation.count)


def fill(
    engine: SearchEngine,
    source: Source,
    kept: KeptVectors,
    *,
    progress: Progress | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> bool:
    """Give every entry that serves its vector; True once all have one.

    False where it was `stopped`, or another generation serves by now: then it is to be called again. What was made is
    kept either way. Raises IndexUnavailable, ClusterUnavailable.
    """
    serving = engine.serving(source.kind)
    if serving is None:
        return False
    state = filled(engine, serving)
    done = state.done
    if state.whole:
        return True
    for entries in _batches(source.entries(), _LOOKED_AT):
        lacking = engine.lacking(source.kind, [entry.id for entry in entries if entry.passage])
        for batch in _batches(iter([entry for entry in entries if entry.id in lacking]), _BATCH):
            if stopped() or not _learn(engine, serving, batch, kept):
                return False
            done += len(batch)
            if progress:
                progress(done, state.total)
    now = engine.serving(source.kind)
    return now is not None and filled(engine, now).whole


def _learn(engine: SearchEngine, serving: Generation, batch: Sequence[Entry], kept: KeptVectors) -> bool:
    made = kept.vectors([entry.passage for entry in batch])
    vectors = {entry.id: vector for entry, vector in zip(batch, made, strict=True)}
    return engine.learn(serving.kind, serving.name, vectors)


def _batches(entries: Iterator[Entry], size: int) -> Iterator[list[Entry]]:
    while batch := list(islice(entries, size)):
        yield batch
