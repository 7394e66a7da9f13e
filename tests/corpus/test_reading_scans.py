"""Pictures of text, recognised by the models inside rapidocr's wheel; small pictures, so that the suite stays quick."""

import io

import pytest
from PIL import Image

from corpus.documents import Limits
from corpus.errors import (
    ClassifiedDocument,
    DocumentTooLarge,
    EmptyDocument,
    NeedsRecognition,
    NeedsTranscription,
    UnreadableDocument,
)
from corpus.reading import read
from tests.corpus.papers import archive, pdf, scan, scanned_pdf

WORDS = "城东工地拖欠工资三万二千元\n请求依法处理"


@pytest.mark.parametrize(
    ("form", "name"), [("PNG", "信.png"), ("JPEG", "信.jpg"), ("TIFF", "信.tif"), ("BMP", "信.bmp")]
)
def test_a_picture_of_text_is_read(form: str, name: str) -> None:
    document = read(scan(WORDS, form=form), name)
    assert document.text == WORDS + "\n"
    assert [page.method for page in document.pages] == ["rapidocr"]


def test_recognised_text_says_how_sure_it_is_and_where_it_stands() -> None:
    document = read(scan(WORDS), "信.png")
    confidence = document.pages[0].confidence
    assert confidence is not None
    assert confidence > 0.95
    assert [run.span.of(document.text) for run in document.runs] == WORDS.split("\n")
    assert document.runs[0].box.top < document.runs[1].box.top


def test_paper_that_lay_askew_is_read_in_order() -> None:
    assert read(scan(WORDS + "\n此致 敬礼", turned=3.0), "信.png").text.replace(" ", "") == WORDS + "\n此致敬礼\n"


def test_a_doubtful_character_names_what_else_it_may_be() -> None:
    document = read(scan("寻衅滋事"), "信.png")
    sure = {document.text[doubt.offset]: doubt for doubt in document.doubts}
    assert "寻" in document.text
    assert set(sure) <= set("寻衅滋事畔")
    assert all(doubt.alternatives and doubt.confidence < 0.9 for doubt in document.doubts)


def test_a_page_too_doubtful_is_a_draft_for_a_person_never_a_text() -> None:
    with pytest.raises(NeedsTranscription) as caught:
        read(scan(WORDS, shrunk=0.16), "糊.png")
    page = caught.value.pages[0]
    assert page.draft
    assert all(0 <= doubt.offset < len(page.draft) for doubt in page.draft_doubts)
    assert len(page.draft_doubts) > len(page.draft) / 10
    assert "人工录入" in str(caught.value)
    assert page.draft not in str(caught.value)


def test_a_scanned_pdf_is_read_page_by_page() -> None:
    document = read(scanned_pdf("第一张 城东工地", "第二张 拖欠工资"), "扫描.pdf")
    assert [page.method for page in document.pages] == ["rapidocr", "rapidocr"]
    assert "拖欠工资" in document.pages[1].span.of(document.text)


def test_a_picture_is_not_recognised_where_there_is_no_time_for_it() -> None:
    for name, data in (
        ("信.png", scan(WORDS)),
        ("信.pdf", scanned_pdf(WORDS)),
        ("包.zip", archive(**{"图.png": scan(WORDS)})),
    ):
        with pytest.raises(NeedsRecognition):
            read(data, name, limits=Limits(recognised_pages=0))


def test_typed_pages_need_no_recognition() -> None:
    assert read(pdf(), "信.pdf", limits=Limits(recognised_pages=0)).pages[0].method == "pypdfium2"


def test_a_mark_of_secrecy_in_a_scan_is_seen() -> None:
    with pytest.raises(ClassifiedDocument):
        read(scan("机密★10年\n关于某事的报告"), "扫描.png")


def test_a_picture_without_text_is_empty() -> None:
    buffer = io.BytesIO()
    Image.new("L", (400, 400), 255).save(buffer, "PNG")
    with pytest.raises(EmptyDocument, match="没有认出文字"):
        read(buffer.getvalue(), "白.png")


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (scan(WORDS), Limits(pixels=1000)),
        (scanned_pdf("甲", "乙"), Limits(recognised_pages=1)),
    ],
)
def test_pictures_over_a_limit_are_refused(data: bytes, limits: Limits) -> None:
    with pytest.raises(DocumentTooLarge):
        read(data, "大", limits=limits)


def test_a_truncated_picture_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="图片已损坏"):
        read(scan(WORDS)[:-2000], "断.png")
