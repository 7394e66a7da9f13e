"""One text as a file in every form in which letters come, for measuring how faithfully they are read."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from typing import Final

from corpus.errors import InvalidSetting
from service.quality.facsimiles import DPI, TREATMENTS, Type, pages

OFD: Final = 'xmlns:ofd="http://www.ofdspec.org/2016"'
OFD_COLUMN: Final = 38  # characters of 4.2 mm in a line of 170 mm
OFD_LINES: Final = 40


@dataclass(frozen=True, slots=True)
class Copy:
    """A file, and on how many pictures of pages its text stands (0: none)."""

    name: str
    data: bytes
    pictures: int = 0


def copy(text: str, form: str, face: Type) -> Copy:
    """Return a text in one of FORMS. Raises InvalidSetting where a typeface or fpdf2 (of the dev extra) is missing."""
    if not face.file.is_file():
        raise InvalidSetting(f"没有字体 {face.file}；请安装 fonts-noto-cjk，或用 --font 指明")
    if form in TREATMENTS:
        return _pictured(text, form, face)
    name, write = _WRITTEN[form]
    return Copy(name, write(text, face))


def _txt(encoding: str) -> Callable[[str, Type], bytes]:
    return lambda text, _face: text.encode(encoding)


def _html(text: str, _face: Type) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n"))
    return f'<html><head><meta charset="gb18030"></head><body>{body}</body></html>'.encode("gb18030")


def _eml(text: str, _face: Type) -> bytes:
    message = EmailMessage()
    message["Subject"] = ""  # sender and day would be read as part of the letter, which is meant
    message.set_content(text, charset="gb18030", cte="base64")
    return message.as_bytes()


def _docx(text: str, _face: Type) -> bytes:
    import docx

    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _xlsx(text: str, _face: Type) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for line in text.split("\n"):
        book.active.append([line])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _pdf(text: str, face: Type) -> bytes:
    try:
        from fpdf import FPDF
    except ImportError:
        raise InvalidSetting("写 PDF 要用 fpdf2：pip install fpdf2") from None
    paper = FPDF()
    paper.add_font("letter", fname=face.file, collection_font_number=face.face)
    paper.set_font("letter", size=14)
    paper.add_page()
    paper.multi_cell(0, 8, text)
    return bytes(paper.output())


def _ofd(text: str, _face: Type) -> bytes:
    lines = [line[at : at + OFD_COLUMN] for line in text.split("\n") for at in range(0, len(line), OFD_COLUMN)]
    sheets = [lines[at : at + OFD_LINES] for at in range(0, len(lines), OFD_LINES)]
    listed = "".join(f"<ofd:Page ID='{n}' BaseLoc='Pages/{n}.xml'/>" for n in range(len(sheets)))
    members = {
        "OFD.xml": f"<ofd:OFD {OFD} DocType='OFD' Version='1.0'><ofd:DocBody><ofd:DocInfo/>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, sheet in enumerate(sheets):
        words = "".join(
            f"<ofd:TextObject ID='{100 + n}' Boundary='20 {25 + 6 * n} 170 5' Font='1' Size='4.2'>"
            f"<ofd:TextCode X='0' Y='4' DeltaX='g {len(line)} 4.2'>{escape(line)}</ofd:TextCode></ofd:TextObject>"
            for n, line in enumerate(sheet)
        )
        members[f"Doc_0/Pages/{number}.xml"] = (
            f"<ofd:Page {OFD}><ofd:Content><ofd:Layer ID='9'>{words}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return buffer.getvalue()


def _pictured(text: str, form: str, face: Type) -> Copy:
    """Return pages as a scanner writes them (PDF), a photograph as TIFF of JPEG pages, since a letter may have two."""
    sheets = [TREATMENTS[form](page) for page in pages(text, face)]
    buffer = io.BytesIO()
    if form == "photo":
        sheets[0].save(buffer, "TIFF", save_all=True, append_images=sheets[1:], compression="jpeg", quality=70)
        return Copy("信.tif", buffer.getvalue(), len(sheets))
    sheets[0].save(buffer, "PDF", save_all=True, append_images=sheets[1:], resolution=DPI, quality=75)
    return Copy("信.pdf", buffer.getvalue(), len(sheets))


_WRITTEN: Final[dict[str, tuple[str, Callable[[str, Type], bytes]]]] = {
    "txt-utf8": ("信.txt", _txt("utf-8")),
    "txt-gb18030": ("信.txt", _txt("gb18030")),
    "txt-utf16": ("信.txt", _txt("utf-16")),
    "html": ("信.html", _html),
    "eml": ("信.eml", _eml),
    "docx": ("信.docx", _docx),
    "xlsx": ("信.xlsx", _xlsx),
    "ofd": ("信.ofd", _ofd),
    "pdf": ("信.pdf", _pdf),
}
FORMS: Final = (*_WRITTEN, *TREATMENTS)
