"""What all files of Word have in common: the letters of official papers, runs, numbers of pages."""

from typing import Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Word and WPS have these in Chinese offices (GB/T 9704-2012 sets 仿宋 for the text of official papers); where a machine
# lacks them it takes its own.
BODY, HEAD = "仿宋", "黑体"


def begin(paper: Document, title: str, *, size: float) -> None:
    """Set the letters of the text, and what the file says of itself."""
    name_font(paper.styles["Normal"].element.get_or_add_rPr(), BODY)
    paper.styles["Normal"].font.size = Pt(size)
    paper.core_properties.title, paper.core_properties.author = title, "回音"


def put_title(paper: Document, title: str) -> None:
    """Add the title, in the middle."""
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    put_words(paragraph, title, font=HEAD, size=16)


def put_words(paragraph: Paragraph, words: str, *, font: str | None = None, size: float | None = None) -> Run:
    """Add words to a paragraph."""
    run = paragraph.add_run(words)
    if font:
        name_font(run.element.get_or_add_rPr(), font)
    if size:
        run.font.size = Pt(size)
    return run


def name_font(properties: CT_RPr, name: str) -> None:
    """Name a font for Chinese as well; `font.name` of python-docx sets the one for Latin letters only."""
    fonts = properties.get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(kind), name)


def number_pages(paragraph: Paragraph) -> None:
    """Add the number of the page that it stands on."""
    run = put_words(paragraph, "", size=9)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run.element.append(part)
