"""Word documents (OOXML): everything a reader of the page sees in the body, in document order."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.documents import Limits, Reading, plain_leaf
from corpus.errors import DocumentTooLarge, UnreadableDocument

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted text of tracked changes, and the second copy of a text box for old programs.
_UNSEEN = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """Read paragraphs, tables (one row a line, cells parted by tabs), text boxes and content controls.

    Walks the XML itself: python-docx's own iterators pass over content controls, text boxes and inserted text of
    tracked changes, which would lose sentences silently. Headers and footers are other parts and stay out.
    """
    import docx

    _check_size(data, name, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = tuple(_lines(document.element.body))
        outside = tuple(_outside(document))
    except Exception as error:  # python-docx lets KeyError, XMLSyntaxError and others of its parts through
        raise UnreadableDocument(
            f"{name}：Word 文档已损坏或不完整，打不开；请用 Word 或 WPS 打开后另存再交。"
        ) from error
    return Reading((plain_leaf("docx", lines),), margins=outside)


def _outside(document: "WordDocument") -> Iterator[str]:
    """Yield the words of headers and footers: no part of the letter, but a mark of secrecy may stand there."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield from (line for line in _lines(relation.target_part.element) if line.strip())


def _check_size(data: bytes, name: str, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unfolded = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableDocument(f"{name}：Word 文档不完整，可能在传送中被截断；请重新取得原文件。") from error
    if unfolded > limits.unfolded_bytes:
        raise DocumentTooLarge(
            f"{name}：展开后有 {unfolded // 1024 // 1024} MB，"
            f"超过上限 {limits.unfolded_bytes // 1024 // 1024} MB，未读取。"
        )


def _lines(element: "Element") -> Iterator[str]:
    for child in element:
        if child.tag in _UNSEEN:
            continue
        if child.tag == f"{_W}p":
            yield from _paragraph(child).split("\n")
            for box in _boxes(child):
                yield from _lines(box)
        elif child.tag == f"{_W}tr":
            yield "\t".join(_cell(cell) for cell in _cells(child))
        else:
            yield from _lines(child)


def _cells(row: "Element") -> Iterator["Element"]:
    """Yield the cells of a row, also those inside content controls, but not those of a table inside a cell."""
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag not in _UNSEEN:
            yield from _cells(child)


def _cell(cell: "Element") -> str:
    return " ".join(line for line in (line.strip() for line in _lines(cell)) if line)


def _paragraph(element: "Element") -> str:
    pieces: list[str] = []
    for child in element:
        if child.tag in _UNSEEN or child.tag == f"{_W}txbxContent":
            continue
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag == f"{_W}tab":
            pieces.append("\t")
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            pieces.append("\n")
        elif child.tag not in {f"{_W}pPr", f"{_W}rPr"}:
            pieces.append(_paragraph(child))
    return "".join(pieces)


def _boxes(element: "Element") -> Iterator["Element"]:
    for child in element:
        if child.tag in _UNSEEN:
            continue
        if child.tag == f"{_W}txbxContent":
            yield child
        else:
            yield from _boxes(child)
