"""Two versions of one work side by side: which article became which, and which words changed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from corpus import terms
from corpus.law import Provision
from corpus.spans import Span

# From how large a share of common character pairs on two articles are taken for one that was changed. Of the pairs of
# 治安管理处罚法 2012 / 2025 below .42, read one by one, those from .38 on are one article (3), the one at .35 is not.
LIKE = 0.37
# Equal runs shorter than this between two changes are shown as part of the change: single characters that happen to
# be the same (的, 者) make a comparison unreadable.
_SHORT = 2
_QUOTES = str.maketrans("“”‘’", "\"\"''")


class Change(StrEnum):
    """What happened to an article."""

    SAME = "未变"
    RENUMBERED = "条号变动"
    REWRITTEN = "修改"
    ADDED = "新增"
    REMOVED = "删去"


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the comparison; `cut` are the words of the old text that went, `put` those of the new that came."""

    change: Change
    old: Provision | None
    new: Provision | None
    cut: tuple[Span, ...] = ()
    put: tuple[Span, ...] = ()


def compare(old: Sequence[Provision], new: Sequence[Provision]) -> tuple[Pair, ...]:
    """Compare two texts article by article, in the order of the new one; what was removed stands where it was.

    Articles are matched by their words, not by their numbers, which move. The matching keeps the order of the text
    where it can; an article that went to another place is found all the same.
    """
    matched = _matched(old, new)
    partner = {j: i for i, j in matched.items()}
    pairs: list[Pair] = []
    done = 0
    for j, provision in enumerate(new):
        i = partner.get(j)
        if i is not None:
            while done <= i:  # what was removed before the old place of this article
                if done not in matched:
                    pairs.append(Pair(Change.REMOVED, old[done], None))
                done += 1
            pairs.append(_pair(old[i], provision))
        else:
            pairs.append(Pair(Change.ADDED, None, provision))
    pairs += [Pair(Change.REMOVED, old[i], None) for i in range(done, len(old)) if i not in matched]
    return tuple(pairs)


def _alike(text: str) -> str:
    """Width, case and the form of quotation marks are no difference; the length stays, so that spans hold."""
    return terms.normalise(text).translate(_QUOTES)


def differences(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of `old` that went and those of `new` that came; width, case and quotation marks are none."""
    matcher = SequenceMatcher(None, _alike(old), _alike(new), autojunk=False)
    cut: list[Span] = []
    put: list[Span] = []
    equal = _SHORT
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            equal = b - a
            continue
        joined = equal < _SHORT and bool(cut or put)
        _grow(cut, Span(a, b), joined=joined, gap=equal)
        _grow(put, Span(c, d), joined=joined, gap=equal)
    return tuple(span for span in cut if span.end > span.start), tuple(span for span in put if span.end > span.start)


def _grow(spans: list[Span], span: Span, *, joined: bool, gap: int) -> None:
    if joined and spans and spans[-1].end + gap == span.start:
        spans[-1] = Span(spans[-1].start, span.end)
    else:
        spans.append(span)


def _pair(old: Provision, new: Provision) -> Pair:
    if _alike(old.text) == _alike(new.text):
        return Pair(Change.SAME if old.label == new.label else Change.RENUMBERED, old, new)
    cut, put = differences(old.text, new.text)
    return Pair(Change.REWRITTEN, old, new, cut, put)


def _matched(old: Sequence[Provision], new: Sequence[Provision]) -> dict[int, int]:
    """Which old article became which new one: the same words, then along the order of the text, then wherever."""
    chosen = _unchanged(old, new)
    taken = set(chosen.values())
    rows = [i for i in range(len(old)) if i not in chosen]
    columns = [j for j in range(len(new)) if j not in taken]
    likeness = _likeness([old[i].text for i in rows], [new[j].text for j in columns])
    for i, j in _along(len(rows), len(columns), likeness).items():
        chosen[rows[i]] = columns[j]
        taken.add(columns[j])
    for _, a, b in sorted(((score, i, j) for (i, j), score in likeness.items()), reverse=True):
        i, j = rows[a], columns[b]
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def _unchanged(old: Sequence[Provision], new: Sequence[Provision]) -> dict[int, int]:
    """Most articles are not touched by an amendment; of equal texts the first goes with the first."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        places[_alike(new[j].text)].append(j)
    return {i: places[text].pop() for i, p in enumerate(old) if places.get(text := _alike(p.text))}


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
    plain = "".join(_alike(text).split())
    return Counter(plain[k : k + 2] for k in range(max(len(plain) - 1, 1)))


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
