"""PDF: text by pypdfium2, tables by pdfplumber, page by page."""

import pytest

from corpus.reading import read
from corpus.spans import Span
from tests.corpus.papers import LETTER, pdf, placed_pdf

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


LEFT = tuple((20, 40 + 8 * n, f"左栏第{n}行我在城东工地做工被拖欠工资") for n in range(8))
RIGHT = tuple((115, 40 + 8 * n, f"右栏第{n}行请求依法责令支付全部款项") for n in range(8))


@pytest.mark.parametrize(
    "drawn",
    [
        LEFT + RIGHT,
        tuple(line for pair in zip(LEFT, RIGHT, strict=True) for line in pair),  # row by row, as some programs draw
    ],
)
def test_two_columns_are_read_one_after_the_other(drawn: tuple[tuple[float, float, str], ...]) -> None:
    text = read(placed_pdf(((80, 25, "信访材料汇编"), *drawn)), "栏.pdf").text
    assert text.index("信访材料") < text.index("左栏第0行")
    assert text.index("左栏第7行") < text.index("右栏第0行")
    assert text.index("右栏第0行") < text.index("右栏第7行")


def test_fields_side_by_side_are_no_columns() -> None:
    rows = [
        ("姓名：王测试", "电话：13800000000"),
        ("性别：男", "年龄：四十"),
        ("职业：木工", "籍贯：某县"),
        ("学历：高中", "民族：汉"),
    ]
    drawn = tuple(
        (x, 40.0 + 10 * n, words) for n, row in enumerate(rows) for x, words in zip((20.0, 115.0), row, strict=True)
    )
    assert read(placed_pdf(drawn), "表.pdf").text.startswith("姓名：王测试 电话：13800000000\n性别：男 年龄：四十\n")


BODY = "本页正文第{n}段，讲述工资被拖欠的经过。"


def numbered(footer: str) -> bytes:
    """Three pages with a running header and this footer."""
    return placed_pdf(
        *(
            ((20, 15, "城东街道来信材料"), (20, 80, BODY.format(n=n)), (100, 285, footer.format(n=n)))
            for n in range(1, 4)
        )
    )


@pytest.mark.parametrize(
    "footer", ["{n}", "- {n} -", "— {n} —", "第{n}页", "第 {n} 页 共 3 页", "{n}/3", "Page {n} of 3"]
)
def test_headers_and_page_numbers_are_left_out_of_the_body(footer: str) -> None:
    document = read(numbered(footer), "信.pdf")
    assert document.text == "".join(BODY.format(n=n) + "\n" for n in range(1, 4))
    assert document.margins.count("城东街道来信材料") == 3
    assert footer.format(n=2) in document.margins


def test_a_line_at_the_foot_that_stands_there_once_is_part_of_the_letter() -> None:
    document = read(placed_pdf(((20, 80, "正文"), (20, 285, "联系电话 13800000000"))), "信.pdf")
    assert "13800000000" in document.text


def test_a_paragraph_goes_on_over_the_edge_of_the_page() -> None:
    full = "我在城东建筑工地做工被拖欠工资共计三万二千元多次讨要没有结果"
    first = tuple((20.0, 200.0 + 8 * n, full) for n in range(6))
    document = read(placed_pdf(first, ((20, 40, "请求依法处理。"), (20, 60, "此致"))), "信.pdf")
    assert document.paragraphs[0].of(document.text) == full * 6 + "请求依法处理。"
    assert [page.span.of(document.text)[:7] for page in document.pages] == [full[:7], "请求依法处理。"]


def test_every_character_knows_its_place_on_the_page() -> None:
    document = read(placed_pdf(((20, 40, "左上"), (150, 250, "右下"))), "信.pdf")
    run = document.run_of(document.text.index("右下"))
    assert run is not None
    assert (round(run.box.left, 1), round(run.box.top, 1), run.page, run.confidence) == (0.7, 0.8, 1, None)


def test_characters_beyond_the_basic_plane_count_as_one() -> None:
    document = read(placed_pdf(((20, 40, "𠮷野家投诉"),)), "信.pdf")
    assert document.text == "𠮷野家投诉\n"
    assert document.runs[0].span == Span(0, 5)


@pytest.mark.parametrize("rest", ["0000", "1", "1/5"])
def test_the_rest_of_a_number_broken_at_the_foot_of_a_page_is_kept(rest: str) -> None:
    document = read(
        placed_pdf(((20, 275, "请联系我，我的电话是 13800000000，我的分机号码是 8613800"), (20, 283, rest))), "信.pdf"
    )
    assert rest in document.text
    assert document.margins == ()
