"""An article as 款, 项 and 目: lines are paragraphs, （一） opens an item and 1. a sub-item of the line above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.numerals import NUMERAL, parse

_ITEM = re.compile(rf"\s*[（(]\s?([{NUMERAL}]+)\s?[）)]")
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
    """Number the lines of an article (DOMAIN §5.4: 款 are counted, lines beginning （一） belong to the one above)."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    paragraph, item, start = 0, None, 0
    for line in text.split("\n"):
        end = start + len(line)
        opened, below = _ITEM.match(line), _SUBITEM.match(line)
        subitem = None
        if paragraph and opened:
            item = parse(opened[1])
        elif paragraph and below:
            subitem = parse(below[1])
        elif line.strip():
            paragraph, item = paragraph + 1, None
        yield Line(max(paragraph, 1), item, subitem, start, end)
        start = end + 1


def items_of(text: str, paragraph: int) -> frozenset[int]:
    """Return the numbers of the items of one paragraph, also of those run into its line."""
    lines = [line for line in outline(text) if line.paragraph == paragraph]
    numbers = {line.item for line in lines if line.item}
    if not numbers:
        inside = (parse(found[1]) for line in lines for found in _INSIDE.finditer(text, line.start, line.end))
        numbers = {number for number in inside if number}
    return frozenset(numbers)


def holders_of(text: str, item: int) -> tuple[int, ...]:
    """Return the paragraphs that have an item of this number (rule 6: it attaches to the only one)."""
    last = outline(text)[-1].paragraph
    return tuple(paragraph for paragraph in range(1, last + 1) if item in items_of(text, paragraph))


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
