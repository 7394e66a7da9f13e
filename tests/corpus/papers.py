"""Files for the tests of reading, made on the spot; every person, number and place is invented."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import docx
import openpyxl
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")

LETTER = """尊敬的领导：
　　我叫王测试，在城东建筑工地做工，自二〇二三年三月起被拖欠工资共计三万二千元，多次讨要没有结果。包工头说等工程款到了再给，可是工程早已经结束了，到现在一分钱也没有拿到。
一、请求依法处理，责令支付工资。
二、请求书面答复。
此致
敬礼"""

TRADITIONAL = (
    "尊敬的長官您好：我叫王測試，在城東工地做工，自去年三月起被拖欠工資共計三萬二千元，多次討要沒有結果，請求依法處理。"
)


@cache
def pdf(text: str = LETTER, *, rows: tuple[tuple[str, ...], ...] = (), after: str = "", password: str = "") -> bytes:
    """A PDF with the text, then a ruled table of the rows, then more text."""
    paper = FPDF()
    paper.add_font("noto", fname=FONT)
    paper.set_font("noto", size=12)
    paper.add_page()
    paper.multi_cell(0, 8, text)
    paper.ln()
    if rows:
        with paper.table(first_row_as_headings=False) as table:
            for row in rows:
                table.row(row)
    if after:
        paper.multi_cell(0, 8, after)
    if password:
        paper.set_encryption(owner_password="owner-only", user_password=password)
    return bytes(paper.output())


@cache
def placed_pdf(*pages: tuple[tuple[float, float, str], ...]) -> bytes:
    """A PDF whose lines stand at these places: millimetres from the left and from the top, in the order drawn."""
    paper = FPDF()
    paper.add_font("noto", fname=FONT)
    paper.set_font("noto", size=12)
    paper.set_auto_page_break(auto=False)
    for page in pages:
        paper.add_page()
        for x, y, words in page:
            paper.text(x, y, words)
    return bytes(paper.output())


def blank_pdf(pages: int = 1) -> bytes:
    """A PDF whose pages hold no text, as a scanner makes them."""
    paper = FPDF()
    for _ in range(pages):
        paper.add_page()
    return bytes(paper.output())


@cache
def scan(text: str, *, form: str = "PNG", turned: float = 0.0, shrunk: float = 1.0) -> bytes:
    """A picture of these lines at 200 dpi, turned by so many degrees, shrunk until it can hardly be read."""
    type_ = ImageFont.truetype(FONT, 33)
    words = text.split("\n")
    paper = Image.new("L", (max(int(type_.getlength(line)) for line in words) + 200, 60 * len(words) + 200), 255)
    for number, line in enumerate(words):
        ImageDraw.Draw(paper).text((100, 100 + 60 * number), line, font=type_, fill=0)
    if turned:
        paper = paper.rotate(turned, fillcolor=255, expand=True)
    if shrunk != 1.0:
        size = paper.size
        paper = paper.resize((int(size[0] * shrunk), int(size[1] * shrunk))).resize(size)
    buffer = io.BytesIO()
    paper.save(buffer, form)
    return buffer.getvalue()


def scanned_pdf(*texts: str) -> bytes:
    """A PDF whose pages are pictures, as a scanner makes it."""
    paper = FPDF()
    for text in texts:
        paper.add_page()
        paper.image(io.BytesIO(scan(text)), 0, 0, paper.w, paper.h, keep_aspect_ratio=True)
    return bytes(paper.output())


def word(
    *paragraphs: str,
    rows: tuple[tuple[str, ...], ...] = (),
    after: tuple[str, ...] = (),
    header: str = "页眉不属于正文",
) -> bytes:
    """A Word document: paragraphs, a table, more paragraphs, a header and a footer."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    for paragraph in after:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def archive(**members: str | bytes) -> bytes:
    """A zip archive with these members, compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return buffer.getvalue()


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive with these files, some of words and some of bytes."""
    return archive(**files)


def workbook(*rows: tuple[object, ...]) -> bytes:
    """An Excel file with one sheet of these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ofd(*pages: tuple[str, ...], signed: str = "") -> bytes:
    """An OFD file whose pages hold these lines, 6 mm apart, with a seal of this day where one is given."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    signs = "<ofd:Signatures>Signs/Signatures.xml</ofd:Signatures>" if signed else ""
    members: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {ns} DocType='OFD' Version='1.0'><ofd:DocBody><ofd:DocInfo/>"
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{signs}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        "</ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(f"<ofd:Page ID='{n}' BaseLoc='Pages/{n}.xml'/>" for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for number, lines in enumerate(pages):
        words = "".join(
            f"<ofd:TextObject ID='{100 + n}' Boundary='20 {40 + 6 * n} 170 5' Font='1' Size='4.2'>"
            f"<ofd:TextCode X='0' Y='4' DeltaX='g {len(line)} 4.2'>{line}</ofd:TextCode></ofd:TextObject>"
            for n, line in enumerate(lines)
        )
        members[f"Doc_0/Pages/{number}.xml"] = (
            f"<ofd:Page {ns}><ofd:Content><ofd:Layer ID='9'>{words}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    if signed:
        members["Signs/Signatures.xml"] = (
            f"<ofd:Signatures {ns}><ofd:Signature ID='1' Type='Seal' BaseLoc='Sign_0/Signature.xml'/></ofd:Signatures>"
        )
        members["Signs/Sign_0/Signature.xml"] = (
            f"<ofd:Signature {ns}><ofd:SignedInfo><ofd:Provider ProviderName='测试签章'/>"
            f"<ofd:SignatureDateTime>{signed}</ofd:SignatureDateTime><ofd:StampAnnot/></ofd:SignedInfo></ofd:Signature>"
        )
    return archive(**members)
