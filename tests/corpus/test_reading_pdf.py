"""PDF: text by pypdfium2, tables by pdfplumber, page by page."""

import pytest

from corpus.reading import read
from tests.corpus.papers import LETTER, pdf

ROWS = (("姓名", "电话", "诉求"), ("王测试", "13800000000", "支付工资"), ("李样本", "13900000000", "书面答复"))


def test_plain_page_is_read_by_pdfium() -> None:
    document = read(pdf(), "信.pdf")
    assert [page.method for page in document.pages] == ["pypdfium2"]


def test_lines_broken_by_the_margin_are_joined_again() -> None:
    document = read(pdf(), "信.pdf")
    assert [paragraph.of(document.text).strip() for paragraph in document.paragraphs] == [
        line.strip() for line in LETTER.split("\n")
    ]


def test_page_with_a_table_is_read_by_pdfplumber_one_row_a_line() -> None:
    document = read(pdf(rows=ROWS), "表.pdf")
    assert [page.method for page in document.pages] == ["pdfplumber"]
    assert "王测试\t13800000000\t支付工资" in document.text.split("\n")


def test_text_around_a_table_keeps_its_place() -> None:
    document = read(pdf("申请事项如下：", rows=ROWS, after="以上情况属实。"), "表.pdf")
    assert document.text.index("申请事项") < document.text.index("李样本") < document.text.index("情况属实")


def test_every_character_knows_its_page() -> None:
    document = read(pdf(LETTER + "\n第一页末\n" + "\n" * 40 + "第二页首"), "信.pdf")
    assert document.page_of(document.text.index("第一页末")) == 1
    assert document.page_of(document.text.index("第二页首")) == 2


@pytest.mark.parametrize("cut", [10, 500, 3000, 9000])
def test_a_truncated_pdf_never_yields_part_of_a_letter_in_silence(cut: int) -> None:
    from corpus.errors import UnreadableDocument

    with pytest.raises(UnreadableDocument):
        read(pdf()[:cut], "断.pdf")
