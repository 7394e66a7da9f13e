"""PDF: text by pypdfium2, tables by pdfplumber, decided page by page."""

import io
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.documents import Leaf, Limits, Reading
from corpus.encodings import plausibility
from corpus.errors import DocumentTooLarge, EmptyDocument, EncryptedDocument, UnreadableDocument
from corpus.paragraphs import join

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfiumError, PdfPage

Box = tuple[float, float, float, float]

# pdfium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
_LOCKED = frozenset({4, 5})
# A table of letters has at least two rows of two cells: six ruling lines, or four boxes where cells are drawn as such.
_RULES_OF_TABLE = 4
# Fonts without a map to Unicode give private-use and replacement characters; true text scores above .4 (encodings.py).
_READABLE = 0.0


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
    leaves: list[Leaf] = []
    unread: list[int] = []
    for number in range(1, len(document) + 1):
        if time.monotonic() > deadline:
            raise DocumentTooLarge(f"{name}：读到第 {number} 页时已超过 {limits.seconds:g} 秒的上限；请拆成几份再交。")
        leaf = _page(document, number, data, name)
        if not any(line.strip() for line in leaf.lines):
            unread.append(number)
        leaves.append(leaf)
    if len(unread) == len(leaves):
        raise EmptyDocument(f"{name}：PDF 里没有文字，多半是扫描件或照片；请交带文字的 PDF，或把内容录入为文本。")
    notes = (
        (f"第 {'、'.join(map(str, unread))} 页没有可读的文字（空白或扫描图像），未读出，请对照原件。",)
        if unread
        else ()
    )
    return Reading(tuple(leaves), notes)


def _page(document: "PdfDocument", number: int, data: bytes, name: str) -> Leaf:
    import pypdfium2

    try:
        page = document[number - 1]
        text = page.get_textpage().get_text_range()
        ruled = sum(1 for _ in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_PATH,))) >= _RULES_OF_TABLE
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"{name}：PDF 第 {number} 页已损坏，读不出；请重新取得原文件。") from error
    if text.strip() and plausibility(text) < _READABLE:
        raise UnreadableDocument(
            f"{name}：PDF 第 {number} 页的字体没有文字编码，读出来是乱码；请打印后扫描，或交 Word 文档。"
        )
    tables = _tables(data, number) if ruled and text.strip() else []
    if tables:
        return Leaf("pdfplumber", tuple(_tabular_lines(page, tables)))
    return Leaf("pypdfium2", tuple(join(_lines(text), full_lines=1)))


def _lines(text: str) -> list[str]:
    # U+FFFE is how pdfium writes a hyphen at the end of a line, U+0002 an unknown glyph of the same kind.
    return text.replace("\ufffe", "-").replace("\x02", "-").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _tables(data: bytes, number: int) -> list[tuple[Box, list[list[Box | None]]]]:
    """Return outline and cells of every table that has at least two rows and two columns."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[number]) as document:
        page = document.pages[0]
        return [
            (table.bbox, [row.cells for row in table.rows])
            for table in page.find_tables()
            if len(table.rows) > 1 and len(table.columns) > 1
        ]


def _tabular_lines(page: "PdfPage", tables: list[tuple[Box, list[list[Box | None]]]]) -> Iterator[str]:
    """Yield the lines of a page, each table row one line with its cells parted by tabs.

    pdfplumber says where the cells are; the characters come from pdfium, because pdfminer returned none at all
    for OpenType fonts embedded by fpdf2.
    """
    characters = _characters(page)
    outside = [(glyph, x, y) for glyph, x, y in characters if not any(_inside(x, y, box) for box, _ in tables)]
    tops = sorted(box[1] for box, _ in tables)
    ordered = sorted(tables, key=lambda table: table[0][1])
    for place in range(len(tops) + 1):
        group = [glyph for glyph, _, y in outside if sum(1 for top in tops if top < y) == place]
        yield from (line for line in join(_lines("".join(group)), full_lines=1) if line.strip())
        if place < len(ordered):
            for cells in ordered[place][1]:
                yield "\t".join(_cell(characters, cell) for cell in cells)


def _characters(page: "PdfPage") -> list[tuple[str, float, float]]:
    """Return every character of a page with its middle, measured from the top left as pdfplumber does."""
    import pypdfium2

    words = page.get_textpage()
    height = page.get_height()
    characters: list[tuple[str, float, float]] = []
    x = y = 0.0
    for index in range(words.count_chars()):
        glyph = chr(pypdfium2.raw.FPDFText_GetUnicode(words, index))
        if not glyph.isspace():  # line ends and blanks that pdfium adds have no place: they stay with their neighbour
            left, bottom, right, top = words.get_charbox(index)
            x, y = (left + right) / 2, height - (bottom + top) / 2
        characters.append((glyph, x, y))
    return characters


def _cell(characters: list[tuple[str, float, float]], box: Box | None) -> str:
    """Return the text of a cell, its lines joined; a cell that a merged one covers is empty."""
    if box is None:
        return ""
    return "".join(_lines("".join(glyph for glyph, x, y in characters if _inside(x, y, box)).strip()))


def _inside(x: float, y: float, box: Box) -> bool:
    left, top, right, bottom = box
    return left <= x <= right and top <= y <= bottom
