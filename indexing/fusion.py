"""Words and vectors in one list: the same list on every engine, whatever its scores are."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus import terms
from indexing.engine import EngineHit

# Candidates of each side. Of the articles that answer 345 train questions of STARD .901 are among 200 + 200.
CANDIDATES = 200
# What tells of an entry how well it answers, and what it weighs, by the conditional logit of the right articles among
# the candidates (ridge 10 on standardised columns): 345 train questions of STARD by an encoder that had learned from
# the other 690. R@5 / R@10 / R@100 / MRR of these, by 5 folds: .563 / .652 / .857 / .538; the sum of both ranks alone,
# 1 / (10 + rank) and .3 times that for words, .549 / .639 / .839 / .531. On dev: .641 / .715 / .893 / .631 and
# .620 / .713 / .888 / .626 (`huiyin evaluate search`). The level of a law, too, gave .01 more; left out, because a
# researcher looks for rules as well. Which laws questions are mostly about is left out for the same reason.
_WEIGHTS: Mapping[str, float] = {
    "rank by vector": 32.0,
    "cosine behind the first": 9.6,
    "rank by words": 49.0,
    "pairs in common": 6.3,
    "candidates of the same law": 1.7,
    "length": -0.15,
}
_SOFT = 10
_WORDS = 0.3
# How much farther than the last of the near ones an entry is taken to be that only has the words.
_FARTHER = 0.02


@dataclass(frozen=True, slots=True)
class Fused:
    """A hit with its ranks from 1, None where it is not among the candidates.

    Its score is that of the fusion, from 1 to 2; below 1 where it comes after the candidates, by words alone.
    """

    hit: EngineHit
    word: int | None
    near: int | None


def fuse(words: Sequence[EngineHit], near: Sequence[EngineHit], text: str) -> list[Fused]:
    """Return all hits of both, each once, best for `text` first; equal ones by id."""
    by_word = {hit.id: rank for rank, hit in enumerate(words, start=1)}
    by_vector = {hit.id: rank for rank, hit in enumerate(near, start=1)}
    every = list({hit.id: hit for hit in (*words, *near)}.values())
    if not every:
        return []
    told = features(every, by_word, near, text) @ np.array(list(_WEIGHTS.values()))
    scores = 1 + 1 / (1 + np.exp(-told))
    fused = [
        Fused(replace(hit, score=float(score)), by_word.get(hit.id), by_vector.get(hit.id))
        for hit, score in zip(every, scores, strict=True)
    ]
    return sorted(fused, key=lambda one: (-one.hit.score, one.hit.id))


def following(words: Sequence[EngineHit], *, after: int) -> list[Fused]:
    """Return hits by words alone that come after `after` others, as they go on below the fused ones."""
    return [Fused(replace(hit, score=1 / (1 + rank)), rank, None) for rank, hit in enumerate(words, start=after + 1)]


def features(
    every: Sequence[EngineHit], by_word: Mapping[str, int], near: Sequence[EngineHit], text: str
) -> NDArray[np.float64]:
    """Return what tells how well entries answer `text`, a row each, in the order of _WEIGHTS."""
    by_vector = {hit.id: (rank, hit.score) for rank, hit in enumerate(near, start=1)}
    best, last = (near[0].score, near[-1].score) if near else (0.0, 0.0)
    far = last - best - _FARTHER
    table = np.zeros((len(every), len(_WEIGHTS)))
    for row, hit in enumerate(every):
        if hit.id in by_vector:
            rank, cosine = by_vector[hit.id]
            table[row, :2] = 1 / (_SOFT + rank), cosine - best
        else:
            table[row, 1] = far
        if hit.id in by_word:
            table[row, 2] = _WORDS / (_SOFT + by_word[hit.id])
        table[row, 5] = math.log1p(len(str(hit.shown.get("text", ""))))
    table[:, 3] = _common([str(hit.shown.get("text", "")) for hit in every], text)
    table[:, 4] = _among_its_own(every, table[:, 0] + table[:, 2])
    return table


def _common(texts: Sequence[str], asked: str) -> NDArray[np.float64]:
    """Return which share of the pairs of characters in `asked` each text has, rare ones counting more."""
    pairs = list(dict.fromkeys(gram for gram in terms.grams(asked) if len(gram) > 1))
    if not pairs:
        return np.zeros(len(texts))
    normal = [terms.normalise(text) for text in texts]
    has = np.array([[pair in text for pair in pairs] for text in normal])
    rarity = np.log((len(texts) + 1) / (has.sum(axis=0) + 0.5))
    return np.asarray(has @ rarity / rarity.sum())


def _among_its_own(every: Sequence[EngineHit], ranked: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return which share of all that `ranked` sums up falls to the law that an entry belongs to."""
    laws = [str(hit.shown.get("law_id", hit.id)) for hit in every]
    sums: defaultdict[str, float] = defaultdict(float)
    for law, value in zip(laws, ranked, strict=True):
        sums[law] += float(value)
    return np.array([sums[law] for law in laws]) / max(float(ranked.sum()), 1e-9)
