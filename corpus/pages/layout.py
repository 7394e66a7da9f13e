"""Lines on a page, in the order in which a person reads them: columns, margins, paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.documents import Box, Doubt, Piece
from corpus.pages.paragraphs import opens_paragraph

# Headers and footers stand in these strips of a page: GB/T 9704 (公文格式) leaves 37 mm of 297 above and 35 below.
_HEAD, _FOOT = 0.125, 0.88
# 3, - 3 -, — 3 —, 第3页, 第 3 页 共 5 页, 3/5, Page 3 of 5
_PAGE_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–－·•\s，,]*(?:(?:[/／]|of|共|/\s*共)\s*\d{1,4}\s*页?)?[-—–－·•\s]*|page\s*\d+(?:\s*of\s*\d+)?",
    re.IGNORECASE,
)
# A column is read as one only if most of its lines fill it: fields of a form side by side do not.
_FILLED, _MOSTLY = 0.75, 0.6
_FEWEST_LINES = 4
# A full line may lack two characters: no line begins with 。 or ends with （ (禁则).
_GRACE = 2.2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type on a page; a line of two columns is two of them.

    `parted` says that it is made of fields side by side, so that its right end is no margin. `box` serves the order of
    reading; `place` is where the line stands on the picture, if paper that lay askew was straightened for `box`.
    """

    text: str
    box: Box
    confidence: float | None = None
    doubts: tuple[Doubt, ...] = ()
    parted: bool = False
    place: Box | None = None

    @property
    def seen(self) -> Box:
        """Where the line stands on the page as it is seen."""
        return self.place or self.box

    @property
    def height(self) -> float:
        """The height of the line as a fraction of the page's."""
        return self.box.bottom - self.box.top

    @property
    def em(self) -> float:
        """The width of a full-width character, as a fraction of the page's width."""
        cells = sum(1.0 if ord(character) > 0x2E7F else 0.5 for character in self.text) or 1.0
        return (self.box.right - self.box.left) / cells


def columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in reading order, grouped by the column they stand in (one group where there are none).

    Lines across both columns, such as a title, part the page into bands; each band is read left, then right.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return [_by_rows(lines)] if lines else []
    groups: list[list[Line]] = []
    across = sorted((line for line in lines if _crosses(line, gutter)), key=lambda line: line.box.top)
    top = 0.0
    for edge in [*across, None]:
        bottom = edge.box.top if edge else 2.0
        band = [line for line in lines if not _crosses(line, gutter) and top <= _middle(line) < bottom]
        groups.append(_by_rows([line for line in band if line.box.right <= gutter]))
        groups.append(_by_rows([line for line in band if line.box.right > gutter]))
        if edge:
            groups.append([edge])
            top = _middle(edge)
    return [group for group in groups if group]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return the place between two columns of running text, or None."""
    for step in range(35, 66):
        place = step / 100
        left = [line for line in lines if line.box.right <= place]
        right = [line for line in lines if line.box.left >= place]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) >= _FEWEST_LINES and crossing <= len(lines) / 4 and _full(left) and _full(right):
            return place
    return None


def _full(column: Sequence[Line]) -> bool:
    start = min(line.box.left for line in column)
    width = max(line.box.right for line in column) - start
    filled = sum(1 for line in column if line.box.right - line.box.left >= _FILLED * width)
    return filled >= _MOSTLY * len(column)


def _crosses(line: Line, gutter: float) -> bool:
    return line.box.left < gutter < line.box.right


def _middle(line: Line) -> float:
    return (line.box.top + line.box.bottom) / 2


def _by_rows(lines: Sequence[Line]) -> list[Line]:
    """Sort lines from top to bottom, those on one height from left to right and joined by a blank."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=_middle):
        if rows and _middle(line) - _middle(rows[-1][0]) < 0.5 * min(line.height, rows[-1][0].height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=lambda line: line.box.left)) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    line = row[0]
    for other in row[1:]:
        shift = len(line.text) + 1
        doubts = tuple(replace(doubt, offset=doubt.offset + shift) for doubt in other.doubts)
        known = [value for value in (line.confidence, other.confidence) if value is not None]
        words = f"{line.text} {other.text}"
        line = Line(
            words,
            _around(line.box, other.box),
            min(known, default=None),
            line.doubts + doubts,
            parted=True,
            place=_around(line.seen, other.seen),
        )
    return line


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def margins(pages: Sequence[Sequence[Line]]) -> list[frozenset[Line]]:
    """Return for each page its headers, footers and page numbers.

    Lines of the strips above and below count: a page number by its form, anything else only if the same words
    (digits aside) stand there on at least half of two or more pages. No line is lost for its place alone.
    """
    strips = [[line for line in page if line.box.bottom <= _HEAD or line.box.top >= _FOOT] for page in pages]
    seen = Counter(key for strip in strips for key in {_key(line) for line in strip})
    often = max(2, (len(pages) + 1) // 2)
    return [
        frozenset(
            line
            for line in strip
            if (seen[_key(line)] >= often and not _at_left(line, page)) or _is_page_number(line, number, page)
        )
        for number, (strip, page) in enumerate(zip(strips, pages, strict=True), start=1)
    ]


def _is_page_number(line: Line, number: int, page: Sequence[Line]) -> bool:
    """Tell whether a line is the number of its page.

    Bare digits are one only if they are this page's and stand apart from the left margin: the end of a telephone
    number that was broken at the foot of a page was lost otherwise.
    """
    words = line.text.strip()
    if _PAGE_NUMBER.fullmatch(words) is None:
        return False
    return not re.fullmatch(r"[\d/／]+", words) or (
        int(re.split(r"[/／]", words)[0] or 0) == number and not _at_left(line, page)
    )


def _at_left(line: Line, page: Sequence[Line]) -> bool:
    """Tell whether bare digits begin where running text begins, and so may be the rest of a broken line."""
    bare = re.fullmatch(r"[\d\s/／.-]+", line.text) is not None
    return bare and len(page) > 1 and line.box.left < min(other.box.left for other in page) + 2 * line.em


def _key(line: Line) -> tuple[str, bool]:
    return re.sub(r"[\d\s]+", "#", line.text.strip()), line.box.top < 0.5


def paragraphs(group: Sequence[Line]) -> tuple[list[tuple[Piece, ...]], bool]:
    """Join the lines of one column to paragraphs; tell as well whether the last one breaks off in a full line."""
    left = min(line.box.left for line in group)
    right = _right_margin(group, left)
    pitch = median([after.box.top - line.box.top for line, after in pairwise(group)] or [0.0])
    joined: list[list[Piece]] = []
    going_on = False
    for index, line in enumerate(group):
        if going_on:
            blank = " " if joined[-1][-1].text[-1:].isascii() and line.text[:1].isascii() else ""
            joined[-1].append(_piece(line, blank))
        else:
            joined.append([_piece(line, "")])
        after = group[index + 1] if index + 1 < len(group) else None
        going_on = _is_full(line, right) and after is not None and _follows(line, after, left, pitch)
    last = group[-1]
    unfinished = _is_full(last, right) and last.text.rstrip()[-1:] not in "。！？；：!?;:"
    return [tuple(pieces) for pieces in joined], unfinished


def begins_inside(group: Sequence[Line]) -> bool:
    """Tell whether the first line of a column may go on with the paragraph of the column or page before."""
    left = min(line.box.left for line in group)
    return group[0].box.left <= left + 1.2 * group[0].em and not opens_paragraph(group[0].text)


def _right_margin(group: Sequence[Line], left: float) -> float | None:
    """Return where full lines end: where two of them do, or as far from the right edge as others begin from the left.

    None for lines of fewer than sixteen characters: those are fields (a column of a two-column page holds 18 or more).
    """
    widest = max(group, key=lambda line: line.box.right)
    right, em = widest.box.right, widest.em
    shared = sum(1 for line in group if line.box.right >= right - _GRACE * em) > 1
    return right if right - left >= 16 * em and (shared or right >= 1 - left - 4 * em) else None


def _is_full(line: Line, right: float | None) -> bool:
    return right is not None and not line.parted and line.box.right >= right - _GRACE * line.em


def _follows(line: Line, after: Line, left: float, pitch: float) -> bool:
    indented = after.box.left > left + 1.2 * after.em
    apart = after.box.top - line.box.top > 1.5 * pitch
    other_type = not 0.75 < after.height / (line.height or 1.0) < 1.33
    return not (indented or apart or other_type or opens_paragraph(after.text))


def _piece(line: Line, before: str) -> Piece:
    doubts = tuple(replace(doubt, offset=doubt.offset + len(before)) for doubt in line.doubts)
    return Piece(before + line.text, line.seen, line.confidence, doubts)
