"""Which article of one text of a work became which of another: by their words, since numbers move."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.comparing.typography import key
from corpus.law import Provision

# From how large a share of common character pairs on two articles are taken for one that was changed. Of the pairs of
# 治安管理处罚法 2012 / 2025 below .42, read one by one, those from .38 on are one article (3), the one at .35 is not.
LIKE = 0.37
# The same for two articles that break the order of the texts. Penalties are written in formulas: of 257 such pairs of
# 47 laws and rules looked through, about half of those below .5 are two articles, and the last that clearly is two is
# at .60 (治安管理处罚法 2012 第六十二条, 偷越国境, and 2025 第五十九条, 损毁财物); from .61 on nearly all are one.
APART = 0.61


@dataclass(frozen=True, slots=True)
class Match:
    """An article of both texts, or of one only: what was added or removed."""

    old: Provision | None
    new: Provision | None


# Of a law of 300 articles that was revised throughout it takes half a second (海商法 1992 / 2025), and every page about
# such a law asks for it.
@lru_cache(maxsize=64)
def matched(old: tuple[Provision, ...], new: tuple[Provision, ...]) -> tuple[Match, ...]:
    """Match two texts article by article, in the order of the new one; what was removed stands where it was.

    The matching keeps the order of the text where it can; an article that went to another place is found all the same.
    """
    before, after = [key(unit.text) for unit in old], [key(unit.text) for unit in new]
    chosen = _partners(before, after)
    partner = {j: i for i, j in chosen.items()}
    found: list[Match] = []
    done = 0
    for j, unit in enumerate(new):
        i = partner.get(j)
        if i is None:
            found.append(Match(None, unit))
            continue
        while done <= i:  # what was removed before the old place of this article
            if done not in chosen:
                found.append(Match(old[done], None))
            done += 1
        found.append(Match(old[i], unit))
    found += [Match(old[i], None) for i in range(done, len(old)) if i not in chosen]
    return tuple(found)


def _partners(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which old article became which new one: the same words, then along the order of the text, then wherever."""
    chosen = _unchanged(old, new)
    taken = set(chosen.values())
    rows = [i for i in range(len(old)) if i not in chosen]
    columns = [j for j in range(len(new)) if j not in taken]
    likeness = _likeness([old[i] for i in rows], [new[j] for j in columns])
    kept = _in_order(chosen)
    regular = {
        (a, b): score for (a, b), score in likeness.items() if score >= APART or _fits(rows[a], columns[b], kept)
    }
    for i, j in _along(len(rows), len(columns), regular).items():
        chosen[rows[i]] = columns[j]
        taken.add(columns[j])
    for _, a, b in sorted(((score, i, j) for (i, j), score in likeness.items() if score >= APART), reverse=True):
        i, j = rows[a], columns[b]
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def _in_order(chosen: dict[int, int]) -> list[tuple[int, int]]:
    """Return the most of the pairs that keep the order of both texts (longest rising subsequence)."""
    ends: list[int] = []  # the lowest new place that ends a run of each length
    last: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in sorted(chosen.items()):
        at = bisect_left(ends, pair[1])
        before[pair] = last[at - 1] if at else None
        ends[at : at + 1] = [pair[1]]
        last[at : at + 1] = [pair]
    run: list[tuple[int, int]] = []
    step = last[-1] if last else None
    while step is not None:
        run.append(step)
        step = before[step]
    return run[::-1]


def _fits(i: int, j: int, kept: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a pair stands between the same unchanged articles in both texts."""
    at = bisect_left(kept, (i, -1))
    return (at == 0 or kept[at - 1][1] < j) and (at == len(kept) or j < kept[at][1])


def _unchanged(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Most articles are not touched by an amendment; of equal texts the first goes with the first."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        places[new[j]].append(j)
    return {i: places[text].pop() for i, text in enumerate(old) if places.get(text)}


def _likeness(old: Sequence[str], new: Sequence[str]) -> dict[tuple[int, int], float]:
    """Share of common character pairs (Dice) of all pairs of articles that have any in common above LIKE."""
    left, right = [_grams(text) for text in old], [_grams(text) for text in new]
    holders: dict[str, list[int]] = defaultdict(list)
    for j, grams in enumerate(right):
        for gram in grams:
            holders[gram].append(j)
    found = {}
    for i, grams in enumerate(left):
        common: Counter[int] = Counter()
        for gram, count in grams.items():
            for j in holders.get(gram, ()):
                common[j] += min(count, right[j][gram])
        size = grams.total()
        for j, shared in common.items():
            score = 2 * shared / (size + right[j].total())
            if score >= LIKE:
                found[i, j] = score
    return found


def _grams(text: str) -> Counter[str]:
    return Counter(text[k : k + 2] for k in range(max(len(text) - 1, 1)))


def _along(rows: int, columns: int, likeness: dict[tuple[int, int], float]) -> dict[int, int]:
    """The pairing of highest total likeness that keeps both orders."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            score = likeness.get((i, j))
            both = best[i + 1][j + 1] + score if score else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    chosen: dict[int, int] = {}
    i = j = 0
    while i < rows and j < columns:
        score = likeness.get((i, j))
        if score and best[i][j] == best[i + 1][j + 1] + score:
            chosen[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chosen
