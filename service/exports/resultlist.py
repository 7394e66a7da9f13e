"""What a search found as a file of Word: what was asked, then each article with its marks."""

import io
from collections.abc import Sequence

from docx import Document
from docx.shared import Cm

from corpus.titles import quoted
from service.exports.paper import HEAD, begin, number_pages, put_title, put_words
from service.law.found import FoundArticle, FoundPage
from service.marking import Mark, stretches

_TITLE = "法条检索结果"


def written(heading: Sequence[str], found: FoundPage) -> bytes:
    """Return the file; `heading` are lines that stand above the list."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    begin(paper, _TITLE, size=12)
    number_pages(section.footer.paragraphs[0])
    put_title(paper, _TITLE)
    for line in heading:
        put_words(paper.add_paragraph(), line, size=10)
    for place, one in enumerate(found.hits, start=1):
        put_words(paper.add_paragraph(), f"{place}. {quoted(one.law)}{one.label}", font=HEAD)
        about = (one.state_text, one.level, one.issuer, f"{one.version} 的文本", one.path)
        put_words(paper.add_paragraph(), "　".join(filter(None, about)), size=9)
        paragraph = paper.add_paragraph()
        for stretch in stretches(one.text, [Mark(span, "highlight") for span in one.highlights]):
            put_words(paragraph, stretch.words).font.bold = bool(stretch.kinds)
        put_words(paper.add_paragraph(), told(one), size=9)
    packed = io.BytesIO()
    paper.save(packed)
    return packed.getvalue()


def told(one: FoundArticle) -> str:
    """Say why an article is in the list, and in which 款."""
    return f"{one.reason}（第{one.paragraph}款）" if one.paragraph else one.reason
