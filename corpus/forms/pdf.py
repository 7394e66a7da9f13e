"""PDF: text by pypdfium2, tables by pdfplumber, decided page by page."""

import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.documents import Box, Leaf, Limits, Piece, Reading
from corpus.encodings import plausibility
from corpus.errors import DocumentTooLarge, EmptyDocument, EncryptedDocument, UnreadableDocument
from corpus.layout import Line, begins_inside, columns, margins, paragraphs

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfiumError, PdfPage

# pdfium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
_LOCKED = frozenset({4, 5})
# A table has at least two rows of two cells: six ruling lines, or four boxes where cells are drawn as such.
_RULES_OF_TABLE = 4
# Fonts without a map to Unicode give private-use and replacement characters; true text scores above .4 (encodings.py).
_READABLE = 0.0
# Words of two columns that pdfium puts into one line stand at least this many characters apart.
_GAP = 1.8

Glyph = tuple[str, Box]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; a cell without words, or covered by a merged one, is an empty piece."""

    top: float
    rows: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page: its tables, and the lines outside them."""

    lines: tuple[Line, ...]
    tables: tuple[Table, ...]


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """Read every page; a page without text (a scan) becomes a note, a file without any text an error."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _not_opened(error, name) from error
    try:
        return _read_pages(document, data, name, limits)
    finally:
        document.close()


def _not_opened(error: "PdfiumError", name: str) -> UnreadableDocument:
    if error.err_code in _LOCKED:
        return EncryptedDocument(f"{name}：PDF 设有打开密码；请解除密码后再交。")
    return UnreadableDocument(f"{name}：PDF 已损坏或不完整，打不开，可能在传送中被截断；请重新取得原文件。")


def _read_pages(document: "PdfDocument", data: bytes, name: str, limits: Limits) -> Reading:
    if len(document) > limits.pages:
        raise DocumentTooLarge(f"{name}：共 {len(document)} 页，超过上限 {limits.pages} 页，未读取；请拆成几份再交。")
    deadline = time.monotonic() + limits.seconds
    sheets: list[Sheet] = []
    for number in range(1, len(document) + 1):
        if time.monotonic() > deadline:
            raise DocumentTooLarge(f"{name}：读到第 {number} 页时已超过 {limits.seconds:g} 秒的上限；请拆成几份再交。")
        sheets.append(_sheet(document, number, data, name))
    unread = [number for number, sheet in enumerate(sheets, start=1) if not sheet.lines and not sheet.tables]
    if len(unread) == len(sheets):
        raise EmptyDocument(f"{name}：PDF 里没有文字，多半是扫描件或照片；请交带文字的 PDF，或把内容录入为文本。")
    notes = (
        (f"第 {'、'.join(map(str, unread))} 页没有可读的文字（空白或扫描图像），未读出，请对照原件。",)
        if unread
        else ()
    )
    outer = margins([sheet.lines for sheet in sheets])
    leaves = [_leaf(sheet, left_out) for sheet, left_out in zip(sheets, outer, strict=True)]
    starts = [_starts_inside(sheet, left_out) for sheet, left_out in zip(sheets, outer, strict=True)]
    linked = [
        replace(leaf, goes_on=leaf.goes_on and after) for leaf, after in zip(leaves, [*starts[1:], False], strict=True)
    ]
    return Reading(tuple(linked), notes)


def _starts_inside(sheet: Sheet, left_out: frozenset[Line]) -> bool:
    """Tell whether a page begins with running text that may belong to the page before."""
    body = [line for line in sheet.lines if line not in left_out]
    first = min((line.box.top for line in body), default=2.0)
    return bool(body) and begins_inside(columns(body)[0]) and not any(table.top < first for table in sheet.tables)


def _leaf(sheet: Sheet, left_out: frozenset[Line]) -> Leaf:
    body = [line for line in sheet.lines if line not in left_out]
    joined: list[tuple[Piece, ...]] = []
    unfinished = False
    top = 0.0
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
    return Leaf(
        "pdfplumber" if sheet.tables else "pypdfium2",
        tuple(joined),
        goes_on=unfinished,
        margins=tuple(line.text for line in sheet.lines if line in left_out),
    )


def _sheet(document: "PdfDocument", number: int, data: bytes, name: str) -> Sheet:
    import pypdfium2

    try:
        page = document[number - 1]
        glyphs = list(_glyphs(page))
        ruled = sum(1 for _ in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_PATH,))) >= _RULES_OF_TABLE
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"{name}：PDF 第 {number} 页已损坏，读不出；请重新取得原文件。") from error
    if glyphs and plausibility("".join(glyph for glyph, _ in glyphs)) < _READABLE:
        raise UnreadableDocument(
            f"{name}：PDF 第 {number} 页的字体没有文字编码，读出来是乱码；请打印后扫描，或交 Word 文档。"
        )
    tables = _tables(data, number) if ruled and glyphs else []
    outside = [glyph for glyph in glyphs if not any(_inside(glyph[1], outline) for outline, _ in tables)]
    return Sheet(
        tuple(_lines(outside)),
        tuple(Table(outline.top, tuple(_row(glyphs, row) for row in rows)) for outline, rows in tables),
    )


def _tables(data: bytes, number: int) -> list[tuple[Box, list[list[Box | None]]]]:
    """Return outline and cells of every table that has at least two rows and two columns."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[number]) as document:
        page = document.pages[0]
        left, top, right, bottom = page.bbox
        width, height = right - left, bottom - top

        def scaled(box: tuple[float, float, float, float]) -> Box:
            x0, y0, x1, y1 = box
            return Box((x0 - left) / width, (y0 - top) / height, (x1 - left) / width, (y1 - top) / height)

        return [
            (scaled(table.bbox), [[scaled(cell) if cell else None for cell in row.cells] for row in table.rows])
            for table in page.find_tables()
            if len(table.rows) > 1 and len(table.columns) > 1
        ]


def _row(glyphs: Sequence[Glyph], cells: Sequence[Box | None]) -> tuple[Piece, ...]:
    """Return the words of each cell, parted by tabs.

    pdfplumber says where the cells are; the characters come from pdfium, because pdfminer returned none at all
    for OpenType fonts as fpdf2 embeds them.
    """
    pieces: list[Piece] = []
    for index, cell in enumerate(cells):
        words = "".join(glyph for glyph, box in glyphs if cell and _inside(box, cell) and glyph not in "\r\n").strip()
        pieces.append(Piece(("\t" if index else "") + words, cell if words else None))
    return tuple(pieces)


def _inside(box: Box, outline: Box) -> bool:
    middle_x, middle_y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return outline.left <= middle_x <= outline.right and outline.top <= middle_y <= outline.bottom


def _lines(glyphs: Sequence[Glyph]) -> list[Line]:
    lines: list[Line] = []
    row: list[Glyph] = []
    for glyph, box in glyphs:
        if glyph in "\r\n":
            lines += _split(row)
            row = []
        else:
            row.append((glyph, box))
    return lines + _split(row)


def _glyphs(page: "PdfPage") -> Iterator[Glyph]:
    """Yield every character with its em box, as fractions of the page from its top left."""
    import pypdfium2

    words = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    width, height = (right - left) or 1.0, (top - bottom) or 1.0
    before = ""
    for index in range(words.count_chars()):
        code = pypdfium2.raw.FPDFText_GetUnicode(words, index)
        if 0xD800 <= code < 0xDC00:  # pdfium counts in UTF-16: wait for the second half
            before = chr(code)
            continue
        glyph = (before + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        before = ""
        x0, y0, x1, y1 = words.get_charbox(index, loose=True)
        # U+FFFE is how pdfium writes a hyphen at the end of a line, U+0002 an unknown glyph of the same kind.
        yield (
            "-" if glyph in "\ufffe\x02" else glyph,
            Box((x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height),
        )


def _split(row: Sequence[Glyph]) -> list[Line]:
    """Part the characters of a line where the gap between two is wide, as between columns."""
    parts: list[list[Glyph]] = []
    em = max((box.right - box.left for _, box in row), default=0.0)
    end = 0.0
    for glyph, box in row:
        blank = glyph.isspace() or glyph == "\0"
        if not blank:
            if not parts or abs(box.left - end) > _GAP * em:
                parts.append([])
            end = box.right
        if parts:
            parts[-1].append((" " if blank else glyph, box))
    return [_line(part) for part in parts]


def _line(part: Sequence[Glyph]) -> Line:
    boxes = [box for glyph, box in part if glyph != " "]
    around = Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return Line("".join(glyph for glyph, _ in part).rstrip(), around)
