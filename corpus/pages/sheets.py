"""Pages with places on them (PDF, OFD, pictures) to leaves: margins left out, columns in order, paragraphs joined."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.documents import Doubt, Leaf, Piece
from corpus.pages.layout import Line, begins_inside, columns, margins, paragraphs

# A page of OCR with a greater share of doubtful characters is for a person to transcribe.
# Three letters at 67 to 33 dpi: up to a share of 0.11 at most 6 % of the characters were wrong, from 0.18 on 6 to 55 %.
DOUBTFUL_PAGE = 0.12


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; a cell without words, or covered by a merged one, is an empty piece."""

    top: float
    rows: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page: its tables, and the lines outside them."""

    method: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()


def bind(sheets: Sequence[Sheet]) -> tuple[Leaf, ...]:
    """Return the leaves of a document; a paragraph may go on over the edge of a page."""
    outer = margins([sheet.lines for sheet in sheets])
    leaves = [_leaf(sheet, left_out) for sheet, left_out in zip(sheets, outer, strict=True)]
    inside = [_starts_inside(sheet, left_out) for sheet, left_out in zip(sheets, outer, strict=True)]
    return tuple(
        replace(leaf, goes_on=leaf.goes_on and after and not leaf.draft)
        for leaf, after in zip(leaves, [*inside[1:], False], strict=True)
    )


def _starts_inside(sheet: Sheet, left_out: frozenset[Line]) -> bool:
    """Tell whether a page begins with running text that may belong to the page before."""
    body = [line for line in sheet.lines if line not in left_out]
    first = min((line.box.top for line in body), default=2.0)
    return bool(body) and begins_inside(columns(body)[0]) and not any(table.top < first for table in sheet.tables)


def _leaf(sheet: Sheet, left_out: frozenset[Line]) -> Leaf:
    joined: list[tuple[Piece, ...]] = []
    unfinished = False
    top = 0.0
    body = [line for line in sheet.lines if line not in left_out]
    for table in [*sorted(sheet.tables, key=lambda table: table.top), None]:
        bottom = table.top if table else 2.0
        for group in columns([line for line in body if top <= line.box.top < bottom]):
            more, breaks_off = paragraphs(group)
            if unfinished and begins_inside(group):
                joined[-1] += more.pop(0)
            joined += more
            unfinished = breaks_off
        if table:
            joined += table.rows
            top, unfinished = table.top, False
    leaf = Leaf(
        sheet.method,
        tuple(joined),
        goes_on=unfinished,
        margins=tuple(line.text for line in sheet.lines if line in left_out),
        confidence=_confidence(body),
    )
    return _as_draft(leaf) if _doubtful_share(body) > DOUBTFUL_PAGE else leaf


def _confidence(lines: Sequence[Line]) -> float | None:
    known = [(line.confidence, len(line.text)) for line in lines if line.confidence is not None]
    return sum(value * length for value, length in known) / sum(length for _, length in known) if known else None


def _doubtful_share(lines: Sequence[Line]) -> float:
    written = sum(len(line.text) for line in lines)
    return sum(len(line.doubts) for line in lines) / written if written else 0.0


def _as_draft(leaf: Leaf) -> Leaf:
    words: list[str] = []
    doubts: list[Doubt] = []
    offset = 0
    for paragraph in leaf.paragraphs:
        for piece in paragraph:
            doubts += [replace(doubt, offset=offset + doubt.offset) for doubt in piece.doubts]
            words.append(piece.text)
            offset += len(piece.text)
        words.append("\n")
        offset += 1
    draft = "".join(words).removesuffix("\n")
    return replace(leaf, paragraphs=(), draft=draft, draft_doubts=tuple(doubts), goes_on=False)
