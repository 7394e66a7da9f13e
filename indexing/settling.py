"""The final order of hits: by score, hits of one score by id, so that every engine gives the same one.

It is one order for the whole answer: whoever walks it page by page meets each hit once.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

# Two scores closer than this are one score: engines add the same numbers in another order, float32 tells them apart.
SAME_SCORE = 1e-5
# How many hits beyond the last one wanted are asked for at first, to see whether a tie goes on over the edge.
SLACK = 32
# No engine answers deeper: Elasticsearch's `index.max_result_window` as every cluster has it.
DEEPEST = 10_000


class Scored(Protocol):
    """Whatever has a score and an id."""

    @property
    def id(self) -> str:
        """Decides between equal scores."""

    @property
    def score(self) -> float:
        """The higher the better."""


T = TypeVar("T", bound=Scored)


def settle(hits: Iterable[T]) -> list[T]:
    """Put hits in their final order.

    Scores count as the same where neighbours in order differ by less than SAME_SCORE of the larger one.
    """
    ordered: list[T] = []
    tied: list[T] = []
    for hit in sorted(hits, key=lambda one: -one.score):
        if tied and not _same(tied[-1], hit):
            ordered.extend(sorted(tied, key=lambda one: one.id))
            tied = []
        tied.append(hit)
    ordered.extend(sorted(tied, key=lambda one: one.id))
    return ordered


def settled(best: Callable[[int], Sequence[T]], *, reach: int) -> list[T]:
    """Return the first `reach` hits in their final order, and what was seen beyond.

    `best` gives so many of the best hits, best first. It is asked for more as long as a tie goes on over its last one:
    only a tie that was seen whole can be ordered by id.
    """
    asked = min(reach + SLACK, DEEPEST)
    while True:
        found = best(asked)
        if len(found) < asked or asked == DEEPEST or not _goes_on(found[reach - 1 :]):
            return settle(found)
        asked = min(asked * 4, DEEPEST)


def _goes_on(hits: Sequence[T]) -> bool:
    return all(_same(one, other) for one, other in pairwise(hits))


def _same(better: Scored, worse: Scored) -> bool:
    return better.score - worse.score <= SAME_SCORE * better.score
