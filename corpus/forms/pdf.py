"""PDF: text by pypdfium2, tables by pdfplumber, pictures of pages by rapidocr, decided page by page."""

import io
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.documents import Box, Limits, Piece, Reading
from corpus.encodings import plausibility
from corpus.errors import DocumentTooLarge, EmptyDocument, EncryptedDocument, NeedsRecognition, UnreadableDocument
from corpus.pages import ocr
from corpus.pages.layout import Line
from corpus.pages.sheets import Sheet, Table, bind
from corpus.working.progress import tell

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfiumError, PdfPage

# pdfium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
_LOCKED = frozenset({4, 5})
# A table has at least two rows of two cells: six ruling lines, or four boxes where cells are drawn as such.
_RULES_OF_TABLE = 4
# Fonts without a map to Unicode give private-use and replacement characters; true text scores above .4 (encodings.py).
_READABLE = 0.0
# Fewer characters than this over a picture of a page are the scanner's, not the letter's.
_FEW = 40
# Words of two columns that pdfium puts into one line stand at least this many characters apart.
_GAP = 1.8

Glyph = tuple[str, Box]


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """Read every page; a page without any text becomes a note, a file without any an error."""
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
    recognised = 0
    for number in range(1, len(document) + 1):
        if time.monotonic() > deadline:
            raise DocumentTooLarge(f"{name}：读到第 {number} 页时已超过 {limits.seconds:g} 秒的上限；请拆成几份再交。")
        page, glyphs, is_picture = _page(document, number, name)
        if is_picture:
            recognised += 1
            _check_recognised(recognised, name, limits)
            sheets.append(Sheet("rapidocr", tuple(ocr.lines(_picture(page)))))
        else:
            sheets.append(_sheet(page, glyphs, data, number))
        tell(number, len(document))
    unread = [number for number, sheet in enumerate(sheets, start=1) if not sheet.lines and not sheet.tables]
    if len(unread) == len(sheets):
        raise EmptyDocument(f"{name}：PDF 里没有认出文字；请检查原件是否为空白，或把内容录入为文本。")
    notes = (f"第 {'、'.join(map(str, unread))} 页没有认出文字，可能是空白页，请对照原件。",) if unread else ()
    return Reading(bind(sheets), notes)


def _check_recognised(count: int, name: str, limits: Limits) -> None:
    if limits.recognised_pages == 0:
        raise NeedsRecognition(f"{name}：PDF 里有扫描页，要先做文字识别。")
    if count > limits.recognised_pages:
        raise DocumentTooLarge(f"{name}：扫描页超过上限 {limits.recognised_pages} 页，未读取；请分几份再交。")


def _page(document: "PdfDocument", number: int, name: str) -> tuple["PdfPage", list[Glyph], bool]:
    """Return a page, its characters, and whether it is the picture of a page.

    It is one if there are hardly any characters over a picture that fills it (a scanner's stamp of date or number),
    if there are none but something is drawn (type turned into outlines), or if the characters are no writing (fonts
    without a map to Unicode).
    """
    import pypdfium2

    try:
        page = document[number - 1]
        glyphs = list(_glyphs(page))
        words = "".join(glyph for glyph, _ in glyphs if not glyph.isspace())
        if len(words) >= _FEW and plausibility(words) >= _READABLE:
            return page, glyphs, False
        garbled = bool(words) and plausibility(words) < _READABLE
        drawn = not words and next(page.get_objects(), None) is not None
        return page, glyphs, garbled or drawn or _is_pictured(page)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"{name}：PDF 第 {number} 页已损坏，读不出；请重新取得原文件。") from error


def _is_pictured(page: "PdfPage") -> bool:
    """Tell whether pictures cover half of a page; a seal or a photograph in a letter does not."""
    import pypdfium2

    whole = page.get_width() * page.get_height()
    covered = 0.0
    for thing in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)):
        left, bottom, right, top = thing.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered >= 0.5 * whole)


def _picture(page: "PdfPage") -> "Image":
    """Return a page as a picture of 200 dpi, less for paper above A4: the recogniser shrinks to 2,000 pixels anyway."""
    picture: Image = page.render(scale=min(200 / 72, 2400 / max(page.get_width(), page.get_height()))).to_pil()
    return picture


def _sheet(page: "PdfPage", glyphs: Sequence[Glyph], data: bytes, number: int) -> Sheet:
    import pypdfium2

    rules = sum(1 for _ in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_PATH,)))
    tables = _tables(data, number) if rules >= _RULES_OF_TABLE and glyphs else []
    outside = [glyph for glyph in glyphs if not any(_inside(glyph[1], outline) for outline, _ in tables)]
    return Sheet(
        "pdfplumber" if tables else "pypdfium2",
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
