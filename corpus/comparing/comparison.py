"""Two versions of one work side by side: which words changed, whatever became of the numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from corpus import terms
from corpus.comparing.matching import matched
from corpus.comparing.typography import Sign, key, signs
from corpus.law import Provision
from corpus.spans import Span

# Equal runs shorter than this between two changes are shown as part of the change: single characters that happen to
# be the same (的, 者) make a comparison unreadable.
_SHORT = 2
_STOPS, _PAUSES = "。;", "。;,:、"


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

    @property
    def computed(self) -> bool:
        """True: that the one article became the other is said by their words only, which no text states (推算)."""
        return self.old is not None and self.new is not None and self.old.label != self.new.label


def compare(old: Sequence[Provision], new: Sequence[Provision]) -> tuple[Pair, ...]:
    """Compare two texts article by article, in the order of `matched`."""
    return tuple(paired(match.old, match.new) for match in matched(tuple(old), tuple(new)))


def paired(old: Provision | None, new: Provision | None) -> Pair:
    """Compare one article of two texts, or one that only one of them has."""
    if old is None or new is None:
        return Pair(Change.REMOVED if old else Change.ADDED, old, new)
    if key(old.text) == key(new.text):
        return Pair(Change.SAME if old.label == new.label else Change.RENUMBERED, old, new)
    return Pair(Change.REWRITTEN, old, new, *differences(old.text, new.text))


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the old text and what stands in their place in the new one; one of them may be empty."""

    cut: Span
    put: Span


def differences(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the words of `old` that went and those of `new` that came, as spans; typography is no difference."""
    found = changes(old, new)
    cut, put = (one.cut for one in found), (one.put for one in found)
    return tuple(filter(_any, cut)), tuple(filter(_any, put))


def changes(old: str, new: str) -> tuple[Difference, ...]:
    """Return what differs of two texts, in order; typography is no difference.

    A change begins and ends where words do in both texts (竞争者/竞赛者, not 争/赛), and at whole numbers.
    """
    left, right = signs(old), signs(new)
    ends = _ends(old, left), _ends(new, right)
    matcher = SequenceMatcher(None, [sign.key for sign in left], [sign.key for sign in right], autojunk=False)
    changed = [_Block(*codes) for tag, *codes in matcher.get_opcodes() if tag != "equal"]
    blocks = _joined(_widened(changed, (left, right), ends))
    return tuple(Difference(_span(left, one.a, one.b), _span(right, one.c, one.d)) for one in blocks)


def _any(span: Span) -> bool:
    return span.start < span.end


def _span(found: Sequence[Sign], begin: int, end: int) -> Span:
    """Return what signs [begin, end) cover; of none, the place behind the sign before."""
    if begin < end:
        return Span(found[begin].span.start, found[end - 1].span.end)
    place = found[begin - 1].span.end if begin else 0
    return Span(place, place)


class _Block(NamedTuple):
    """Signs [a, b) of the old text stand against [c, d) of the new one."""

    a: int
    b: int
    c: int
    d: int

    def moved(self, starts: int, ends: int) -> "_Block":
        return _Block(self.a + starts, self.b + ends, self.c + starts, self.d + ends)


def _ends(text: str, found: Sequence[Sign]) -> set[int]:
    """Return before which signs, and behind the last, a word can end: everywhere but inside words."""
    inside = {place for _, span in terms.words_with_spans(text) for place in range(span.start + 1, span.end)}
    free = {i for i, sign in enumerate(found) if sign.span.start not in inside or sign.number}
    return free | {i + 1 for i, sign in enumerate(found) if sign.number} | {0, len(found)}


def _widened(
    changed: Sequence[_Block], texts: tuple[Sequence[Sign], Sequence[Sign]], ends: tuple[set[int], set[int]]
) -> Iterator[_Block]:
    """Move each block to the ends of words in both texts, through the equal signs beside it and no further."""
    before = 0  # in the old text, where the last block ended
    for at, block in enumerate(changed):
        after = changed[at + 1].a if at + 1 < len(changed) else len(texts[0])
        one = _slid(block, texts, ends, before=before, after=after)
        while one.a > before and not (one.a in ends[0] and one.c in ends[1]):
            one = one.moved(-1, 0)
        while one.b < after and not (one.b in ends[0] and one.d in ends[1]):
            one = one.moved(0, 1)
        before = one.b
        yield one


def _slid(
    block: _Block,
    texts: tuple[Sequence[Sign], Sequence[Sign]],
    ends: tuple[set[int], set[int]],
    *,
    before: int,
    after: int,
) -> _Block:
    """Of the places where the same words can be said to have come or gone, take whole sentences, then whole words.

    甲。乙。 against 甲。丙。乙。 reads as 丙。 that came, not as 。丙.
    """
    if (block.a == block.b) == (block.c == block.d):
        return block  # words against words: there is one place only
    text, start, end = (texts[1], block.c, block.d) if block.a == block.b else (texts[0], block.a, block.b)
    low = high = 0
    while block.a + low > before and text[start + low - 1].key == text[end + low - 1].key:
        low -= 1
    while block.b + high < after and text[start + high].key == text[end + high].key:
        high += 1

    def fit(by: int) -> tuple[bool, bool, bool, int]:
        one = block.moved(by, by)
        whole = {one.a, one.b} <= ends[0] and {one.c, one.d} <= ends[1]
        first = text[start + by - 1].key if start + by else _STOPS[0]
        last = text[end + by - 1].key
        return whole, first in _STOPS and last in _STOPS, first in _PAUSES and last in _PAUSES, -abs(by)

    by = max(range(low, high + 1), key=fit)
    return block.moved(by, by)


def _joined(blocks: Iterable[_Block]) -> list[_Block]:
    """Make one of blocks with fewer than _SHORT equal signs between them."""
    found: list[_Block] = []
    for one in blocks:
        if found and one.a - found[-1].b < _SHORT:
            found[-1] = _Block(found[-1].a, one.b, found[-1].c, one.d)
        else:
            found.append(one)
    return found
