"""An article as 款, 项 and 目: lines are paragraphs, （一） opens an item and 1. a sub-item of the line above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.citing.records import Status, Target
from corpus.numerals import NUMERAL, parse

_ITEM = re.compile(rf"\s*[（(]\s?([{NUMERAL}]+)\s?[）)]")
_MARKED = re.compile(rf"\n\s*[（(]\s?[{NUMERAL}]+\s?[）)]")
_OLD_ITEM = re.compile(r"\s*([一二三四五六七八九十]{1,3}(?=、)|\d{1,2}(?=[.．、](?!\d)))")  # texts without any （一）
_SUBITEM = re.compile(r"\s*(\d{1,2})\s?[.．、](?!\d)")
_INSIDE = re.compile(rf"(?<=[：；。，])\s?[（(]([{NUMERAL}]+)[）)]")  # items that the source ran into one line


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article; `item` and `subitem` are None in the paragraph's own words."""

    paragraph: int
    item: int | None
    subitem: int | None
    start: int
    end: int


def outline(text: str) -> tuple[Line, ...]:
    """Number the lines of an article (DOMAIN §5.4: 款 are counted, lines beginning （一） belong to the one above).

    A line between （一） and （二） goes on with （一）. Where the source has lost the marks of the first items, lines
    between 下列…： and （三） count as the items before it when there are as many as are missing.
    """
    return tuple(_counted(list(_lines(text)), text))


def _lines(text: str) -> Iterator[Line]:
    """Tell items from other lines; paragraphs are counted afterwards."""
    start = 0
    marked = _MARKED.search(text) is not None
    for line in text.split("\n"):
        opened = (_ITEM if marked else _OLD_ITEM).match(line)
        below = _SUBITEM.match(line) if marked else None
        item = parse(opened[1]) if opened and start else None
        subitem = parse(below[1]) if below and start else None
        yield Line(0, item, subitem, start, start + len(line))
        start += len(line) + 1


def _counted(lines: list[Line], text: str) -> Iterator[Line]:
    """Give each line its paragraph and the item that it goes on with."""
    paragraph, item = 0, None
    following = _following(lines)
    missing = _missing_marks(lines, text, following)
    for place, line in enumerate(lines):
        after = following[place + 1]
        if line.item or line.subitem:
            item = line.item or item
        elif missing[place]:
            item = missing[place]
        elif item is None or after is None or lines[after].item != item + 1:
            paragraph, item = paragraph + bool(text[line.start : line.end].strip()), None
        yield replace(line, paragraph=max(paragraph, 1), item=item)


def _following(lines: list[Line]) -> list[int | None]:
    """Say for each line, and for the end, which line from there on opens the next item."""
    found: list[int | None] = [None]
    for place in range(len(lines) - 1, -1, -1):
        found.append(place if lines[place].item else found[-1])
    return found[::-1]


def _missing_marks(lines: list[Line], text: str, following: list[int | None]) -> list[int | None]:
    """Say for each line the number of an item whose （一） the source has lost, None for every other line."""
    found: list[int | None] = []
    ending = ""
    colon: int | None = None  # the line with 下列…： above, where only lines that end in ； stand between
    for place, line in enumerate(lines):
        after = following[place]
        lost = colon is not None and after is not None and lines[after].item == after - colon and after > colon + 1
        bare = line.item is None and line.subitem is None
        found.append(place - colon if colon is not None and lost and bare else None)
        ending = text[line.start : line.end].rstrip()[-1:] or ending
        if line.item or ending in ("：", ":"):
            colon = None if line.item else place
        elif ending not in ("；", ";"):
            colon = None
    return found


def items_of(text: str, paragraph: int) -> frozenset[int]:
    """Return the numbers of the items of one paragraph, also of those run into its line."""
    return _items(text, [line for line in outline(text) if line.paragraph == paragraph])


def _items(text: str, lines: list[Line]) -> frozenset[int]:
    numbers = {line.item for line in lines if line.item}
    if not numbers:
        inside = (parse(found[1]) for line in lines for found in _INSIDE.finditer(text, line.start, line.end))
        numbers = {number for number in inside if number}
    return frozenset(numbers)


def holders_of(text: str, item: int) -> tuple[int, ...]:
    """Return the paragraphs that have an item of this number (rule 6: it attaches to the only one)."""
    by_paragraph = groupby(outline(text), key=lambda line: line.paragraph)
    return tuple(paragraph for paragraph, lines in by_paragraph if item in _items(text, list(lines)))


def words_of(text: str, *, paragraph: int | None, item: int | None, subitem: int | None) -> str | None:
    """Return the words of a unit of an article, None where it has no such unit."""
    lines = outline(text)
    if paragraph is not None:
        lines = tuple(line for line in lines if line.paragraph == paragraph)
    if item is not None:
        inner = tuple(line for line in lines if line.item == item)
        if not inner and paragraph is not None and item in items_of(text, paragraph):
            inner = lines  # run into one line: the paragraph is as near as it gets
        lines = inner
    if subitem is not None:
        lines = tuple(line for line in lines if line.subitem == subitem)
    return "\n".join(text[line.start : line.end] for line in lines) if lines else None


def missing_unit(text: str, target: Target) -> tuple[Status, str] | None:
    """Say which 款, 项 or 目 the article lacks, None where it has all that is named."""
    paragraph, item, subitem = target.paragraph, target.item, target.subitem
    if paragraph is None and item is not None:
        holders = holders_of(text, item)
        if len(holders) > 1:
            several = "、".join(f"第{number}款" for number in holders)
            return Status.UNRESOLVED, f"的{several}都有第{item}项，文中没有写明是哪一款"
        paragraph = holders[0] if holders else None
    if paragraph and words_of(text, paragraph=paragraph, item=None, subitem=None) is None:
        return Status.NO_SUCH_UNIT, f"没有第{paragraph}款"
    if item and (paragraph is None or item not in items_of(text, paragraph)):
        return Status.NO_SUCH_UNIT, f"{f'第{paragraph}款' if paragraph else ''}没有第{item}项"
    if subitem and words_of(text, paragraph=paragraph, item=item, subitem=subitem) is None:
        return Status.NO_SUCH_UNIT, f"没有第{subitem}目"
    return None
