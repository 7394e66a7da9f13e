"""新旧条文对照表 as a Word file: the two texts of a law in two columns."""

import io
from collections.abc import Sequence
from typing import Final

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from corpus.comparing.comparison import Change
from corpus.law import VersionKind
from corpus.spans import Span
from corpus.titles import quoted
from service.exports.paper import HEAD, begin, number_pages, put_title, put_words
from service.law.comparison import Changed, Compared, Difference
from service.marking import Mark, stretches

_NOTES: Final = (
    "删去的文字加删除线，增加的文字加粗并加下划线。空格、全角半角、引号和数字的写法不同，不算改动。",
    "标“推算”的条号变动，是程序按文字相近推算的，不是公布的对照；未能对应的条文列为删去或新增。引用前请核对公布的文本。",
)


def file_name(found: Difference) -> str:
    """Return how the file is called: 治安管理处罚法新旧条文对照表（2012-10-26，2025-06-27）.docx."""
    return f"{found.law.removeprefix('中华人民共和国')}新旧条文对照表（{found.old}，{found.new}）.docx"


def table(found: Difference) -> bytes:
    """Return the comparison as a file of Word; `found` lists what stands in it, so ask for the whole."""
    paper = Document()
    _lay_out(paper, found)
    put_title(paper, _titled(found))
    rows = paper.add_table(rows=1, cols=2)
    rows.style = "Table Grid"
    rows.autofit = False
    for cell, text, heading in zip(rows.rows[0].cells, found.texts, ("旧", "新"), strict=True):
        _head(cell, text, heading)
    for change in found.changes:
        _row(rows, change)
    _repeat(paper)
    _foot(paper, found)
    packed = io.BytesIO()
    paper.save(packed)
    return packed.getvalue()


def _titled(found: Difference) -> str:
    return f"{quoted(found.law)}新旧条文对照表"


def _lay_out(paper: Paper, found: Difference) -> None:
    """Lay an A4 page on its side, and say on each what is compared."""
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    begin(paper, _titled(found), size=11)
    foot = section.footer.paragraphs[0]
    put_words(foot, f"{quoted(found.law)}　{found.old} → {found.new}　第 ", size=9)
    number_pages(foot)
    put_words(foot, " 页", size=9)


def _head(cell: _Cell, text: Compared, heading: str) -> None:
    begins = f"自{text.effective_from}施行" if text.effective_from else "施行日期未知"
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    kind = "" if text.kind is VersionKind.UNKNOWN else f"（{text.kind}）"
    put_words(cell.paragraphs[0], f"{heading}：{text.version}的文本{kind}", font=HEAD)
    second = cell.add_paragraph()
    second.alignment = WD_ALIGN_PARAGRAPH.CENTER
    put_words(second, f"{begins}；{text.state_text}", size=9)


def _row(rows: Table, change: Changed) -> None:
    old, new = rows.add_row().cells  # type: ignore[no-untyped-call]  # python-docx leaves it without types
    moved = f"（原{change.old}，推算）" if change.computed else ""
    if change.old:
        _article(old, change.old, "", change.old_text or "", cut=change.cut_spans, gone=change.change is Change.REMOVED)
    else:
        put_words(old.paragraphs[0], "（新增）", size=9)
    if change.new:
        _article(
            new, change.new, moved, change.new_text or "", put=change.put_spans, come=change.change is Change.ADDED
        )
    else:
        put_words(new.paragraphs[0], "（删去）", size=9)


def _article(
    cell: _Cell,
    label: str,
    moved: str,
    text: str,
    *,
    cut: Sequence[Span] = (),
    put: Sequence[Span] = (),
    gone: bool = False,
    come: bool = False,
) -> None:
    """Write an article, one paragraph a line; what is gone or has come as a whole is marked throughout."""
    whole = [Span(0, len(text))]
    marks = [Mark(span, "cut") for span in (whole if gone else cut)]
    marks += [Mark(span, "put") for span in (whole if come else put)]
    paragraph = cell.paragraphs[0]
    put_words(paragraph, label, font=HEAD)
    if moved:
        put_words(paragraph, moved, size=9)
    put_words(paragraph, "　")
    for stretch in stretches(text, marks):
        for place, line in enumerate(stretch.words.split("\n")):
            if place:
                paragraph = cell.add_paragraph()
            run = put_words(paragraph, line)
            if "cut" in stretch.kinds:
                run.font.strike = True
            if "put" in stretch.kinds:
                run.font.bold = run.font.underline = True


def _foot(paper: Paper, found: Difference) -> None:
    paper.add_paragraph()
    for heading, text in zip(("旧", "新"), found.texts, strict=True):
        known = text.known_until or "未知"
        _note(paper, f"{heading}文本来源：{text.source}，截至{known}；编号{text.version_id}。")
    changed = sum(change.change is not Change.SAME for change in found.changes)
    counted = f"{changed}条有变化，{found.same}条未变。效力按{found.as_of}判断。"
    for note in (counted, *_NOTES, "回音生成，非法律意见。"):
        _note(paper, note)


def _note(paper: Paper, words: str) -> None:
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    put_words(paragraph, words, size=9)


def _repeat(paper: Paper) -> None:
    """Let the head of the table stand on every page, and no article of less than a page be torn between two."""
    for place, row in enumerate(paper.element.body.xpath("w:tbl/w:tr")):
        for name in ("w:cantSplit", *(["w:tblHeader"] if place == 0 else [])):
            row.get_or_add_trPr().append(OxmlElement(name))
