"""Words and vectors in one list, by rank: the same list on every engine, whatever its scores are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexing.engine import EngineHit

# STARD dev, the 59,364 national articles, query side trained, R@5 / R@10 / R@100 / MRR: vectors alone .610 / .694 /
# .894 / .597 (BM25 over grams .415 / .480 / .694 / .450); by rank as here .631 / .703 / .901 / .616; cosine stretched
# over the candidates + .15 BM25/best .628 / .698 / .901 / .625. With 400 candidates of each instead of 200 the same.
CANDIDATES = 200
_SOFT = 10
_WORDS = 0.3


@dataclass(frozen=True, slots=True)
class Fused:
    """A hit with its ranks from 1, None where it is not among the candidates; its score is that of the fusion."""

    hit: EngineHit
    word: int | None
    near: int | None


def fuse(words: Sequence[EngineHit], near: Sequence[EngineHit]) -> list[Fused]:
    """Return all hits of both, each once, best first; equal ones by id."""
    by_word = {hit.id: rank for rank, hit in enumerate(words, start=1)}
    by_vector = {hit.id: rank for rank, hit in enumerate(near, start=1)}
    every = {hit.id: hit for hit in (*words, *near)}
    fused = [_fused(hit, by_word.get(one), by_vector.get(one)) for one, hit in every.items()]
    return sorted(fused, key=lambda one: (-one.hit.score, one.hit.id))


def following(words: Sequence[EngineHit], *, after: int) -> list[Fused]:
    """Return hits by words alone that come after `after` others, as they go on below the fused ones."""
    return [_fused(hit, rank, None) for rank, hit in enumerate(words, start=after + 1)]


def _fused(hit: EngineHit, word: int | None, near: int | None) -> Fused:
    score = (_WORDS / (_SOFT + word) if word else 0.0) + (1 / (_SOFT + near) if near else 0.0)
    return Fused(replace(hit, score=score), word, near)
