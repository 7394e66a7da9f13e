"""Which line ends are only the edge of the paper."""

import re
import unicodedata
from collections.abc import Sequence

# What begins a paragraph of its own however full the line before it is: an indent, a numbered point, an article.
_OPENING = re.compile(
    r"[ \t　]{2}|　|"
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|"
    r"第[^，。]{1,6}[条章节]　"
)
_CLOSED = frozenset("。！？；：!?;:")


def width(line: str) -> int:
    """Return the width of a line in half-width cells."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)


def opens_paragraph(line: str) -> bool:
    """Tell whether a line begins a paragraph by its words alone."""
    return _OPENING.match(line) is not None


def continues(lines: Sequence[str]) -> tuple[bool, ...]:
    """Tell for each line whether the next one goes on in the same paragraph.

    A line does when it fills the measure: the width that at least three lines share to within two characters.
    A full line that ends its sentence goes on as well, unless an indent or a number follows.
    """
    widths = [width(line.rstrip()) for line in lines]
    measure = _measure(widths)
    if measure is None:
        return (False,) * len(lines)
    return tuple(
        index + 1 < len(lines)
        and widths[index] >= measure - 4
        and bool(lines[index + 1].strip())
        and not opens_paragraph(lines[index + 1])
        and not (line.rstrip()[-1:] in _CLOSED and widths[index] < measure - 2)
        for index, line in enumerate(lines)
    )


def _measure(widths: Sequence[int]) -> int | None:
    """Return the width of a full line; None where lines do not look broken by a margin.

    30 cells are fifteen characters: narrower lines are fields of a form, not a column.
    """
    widest = max(widths, default=0)
    sharing = [value for value in widths if value >= widest - 4]
    return widest if widest >= 30 and len(sharing) >= 3 else None
