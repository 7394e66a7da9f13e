"""Lists of letters by a mapping of columns."""

import hashlib
import io
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from corpus.documents import Limits
from corpus.errors import ClassifiedDocument, EmptyDocument, InvalidRecord, ListOfLetters
from corpus.lists import Columns, ListedLetter, MarkedRow, guess, heads, letters, offer, refuse_list
from corpus.reading import read
from tests.corpus.papers import workbook

ROWS = (
    ("编号", "姓名", "诉求内容", "登记日期", "渠道"),
    ("A001", "王测试", "工地拖欠工资\n请处理", date(2023, 4, 3), "来信"),
    (20230002.0, "李样本", "噪音扰民", "2023-04-04", None),
)
MAPPING = Columns(text="诉求内容", number="编号", name="姓名", date="登记日期")
CSV = '编号,姓名,诉求内容,登记日期,渠道\nA001,王测试,"工地拖欠工资\n请处理",2023-04-03,来信\n20230002,李样本,噪音扰民,2023-04-04,\n'
EXPECTED = [
    ListedLetter(2, "工地拖欠工资 请处理", "A001", "王测试", "2023-04-03", {"渠道": "来信"}),
    ListedLetter(3, "噪音扰民", "20230002", "李样本", "2023-04-04", {}),
]


def with_second_sheet(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook(*ROWS)))
    second = book.create_sheet("第二张")
    for row in rows:
        second.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_workbook_gives_a_letter_for_each_row() -> None:
    assert letters(workbook(*ROWS), "表.xlsx", MAPPING) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_file_gives_the_same_letters(encoding: str) -> None:
    found = letters(CSV.encode(encoding), "表.csv", MAPPING)
    assert found == [
        ListedLetter(2, "工地拖欠工资\n请处理", "A001", "王测试", "2023-04-03", {"渠道": "来信"}),
        EXPECTED[1],
    ]


def test_a_title_and_blank_rows_above_the_heads_are_passed_over() -> None:
    found = letters(workbook(("某街道来信登记表",), (None,), *ROWS), "表.xlsx", MAPPING)
    assert [letter.row for letter in found if isinstance(letter, ListedLetter)] == [4, 5]


def test_usual_heads_are_recognised() -> None:
    assert guess(heads(workbook(*ROWS), "表.xlsx")) == MAPPING


def test_unusual_heads_are_left_to_the_office() -> None:
    assert guess(("甲", "乙")) is None


@pytest.mark.parametrize(
    ("heads", "options"),
    [
        (
            ("序", "工单流水", "诉求人/电话", "诉求描述(详)"),
            '--text "诉求描述(详)" --number "工单流水" --name "诉求人/电话"',
        ),
        (("来电时间", "反映问题"), '--text "反映问题" --date "来电时间"'),
        (("甲", "乙"), ""),
    ],
)
def test_a_mapping_of_unusual_heads_is_offered(heads: tuple[str, ...], options: str) -> None:
    assert offer(heads) == options


def test_a_row_without_text_and_a_second_use_of_a_number_are_problems_of_their_own() -> None:
    found = letters(
        workbook(*ROWS, ("A003", "赵空白", None), ("A001", "孙重号", "再次来信"), ROWS[1]), "表.xlsx", MAPPING
    )
    assert [str(answer) for answer in found if isinstance(answer, InvalidRecord)] == [
        "第 4 行：“诉求内容”一列是空的。",
        "第 5 行：编号与第 2 行相同，内容不同，没有收；请核对，若是另一封信，改用不重复的编号后再导入一次。",
        "第 6 行：编号和内容与第 2 行相同，只收一次。",
    ]
    assert found[:2] == EXPECTED


def test_a_mapping_for_another_list_is_refused_with_the_heads_that_are_there() -> None:
    with pytest.raises(InvalidRecord, match=r"没有这些列：正文.*表头是：编号、姓名"):
        letters(workbook(*ROWS), "表.xlsx", Columns(text="正文"))


def test_a_list_without_letters_is_said() -> None:
    with pytest.raises(EmptyDocument):
        letters(workbook(ROWS[0]), "表.xlsx", MAPPING)


@pytest.mark.parametrize(
    "marked",
    [
        ("A9", "钱", "机密★5年", None, None),
        ("A9", "钱", "正文", None, "绝密★长期"),  # in a column that nobody mapped
        ("机密★A9", "钱", "正文", None, None),
        ("A9", "钱", "正文", None, None, "机密★多出一格"),
    ],
)
def test_a_marked_row_is_left_out_and_the_others_stay(marked: tuple[object, ...]) -> None:
    data = workbook(*ROWS, marked, ("A10", "孙", "路灯不亮", None, None))
    found = letters(data, "表.xlsx", MAPPING)
    assert found[:2] == EXPECTED
    assert found[2] == MarkedRow(4, hashlib.sha256(data).hexdigest())
    assert isinstance(found[3], ListedLetter)


def test_under_a_head_that_says_so_the_level_alone_marks_a_row() -> None:
    rows = "编号,诉求内容,密级\nA1,路灯不亮,公开\nA2,某案情况,秘密\nA3,有人泄露商业秘密,无\n"
    found = letters(rows.encode(), "表.csv", Columns(text="诉求内容", number="编号"))
    assert [type(one) for one in found] == [ListedLetter, MarkedRow, ListedLetter]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (46030, "2026-01-08"),  # a day whose format was lost: days since 1899-12-30
        (46030.75, "2026-01-08"),
        ("46030", "2026-01-08"),  # as text, as exports have it
        (20260305, "2026-03-05"),
        ("2026/3/5", "2026/3/5"),  # as it is written; the days of letters are read elsewhere
        ("3月5日", "3月5日"),
        (12345, "12345"),  # no day of these times
    ],
)
def test_a_day_that_is_a_bare_number_is_read_as_a_day(cell: object, day: str) -> None:
    (found,) = letters(workbook(ROWS[0], ("A1", "王", "漏水", cell, None)), "表.xlsx", MAPPING)
    assert isinstance(found, ListedLetter)
    assert found.date == day


def test_bare_numbers_count_from_the_epoch_of_their_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(ROWS[0], ("A1", "王", "漏水", 44568, None))))
    book.epoch = CALENDAR_MAC_1904
    written = io.BytesIO()
    book.save(written)
    (found,) = letters(written.getvalue(), "表.xlsx", MAPPING)
    assert isinstance(found, ListedLetter)
    assert found.date == "2026-01-08"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("表.xlsx", workbook(*ROWS)),
        ("表.csv", CSV.encode("gb18030")),
        ("周报.xlsx", workbook(("市长热线周报表",), ("序", "诉求描述(详)"), (1, "楼上" * 10), (2, "工地" * 10))),
    ],
)
def test_a_table_whose_rows_are_letters_is_no_letter(name: str, data: bytes) -> None:
    with pytest.raises(ListOfLetters, match="huiyin lists import"):
        refuse_list(data, name, Limits())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("工资.xlsx", workbook(("姓名", "月份", "金额"), ("王", "三月", 3200), ("李", "三月", 2800))),  # an attachment
        ("登记表.xlsx", workbook(("姓名", "王测试"), ("反映事项", "工地拖欠工资" * 5), ("要求", "支付工资"))),
        ("信.csv", "尊敬的领导：我家楼上漏水，请处理。\n谢谢，盼复。\n".encode()),
        ("信.txt", CSV.encode()),  # called a text
    ],
)
def test_other_tables_and_texts_are_left_to_the_reader(name: str, data: bytes) -> None:
    refuse_list(data, name, Limits())


def test_a_workbook_can_be_read_as_a_document_too() -> None:
    assert read(workbook(*ROWS), "表.xlsx").text.split("\n")[1] == "A001\t王测试\t工地拖欠工资 请处理\t2023-04-03\t来信"


@pytest.mark.parametrize(
    "rows",
    [
        [("机密★1年",), *ROWS],  # a title above the heads
        [(*ROWS[0], "机密★1年"), *ROWS[1:]],  # a head
    ],
)
def test_a_mark_of_secrecy_anywhere_in_a_list_is_seen(rows: list[tuple[object, ...]]) -> None:
    with pytest.raises(ClassifiedDocument):
        letters(workbook(*rows), "表.xlsx", MAPPING)
    with pytest.raises(ClassifiedDocument):
        heads(workbook(*rows), "表.xlsx")


def test_a_mark_of_secrecy_on_a_later_sheet_is_seen() -> None:
    with pytest.raises(ClassifiedDocument):
        letters(with_second_sheet(("绝密★10年",)), "表.xlsx", MAPPING)


def test_a_later_sheet_is_a_problem_and_not_lost_in_silence() -> None:
    *found, last = letters(with_second_sheet(*ROWS), "表.xlsx", MAPPING)
    assert found == EXPECTED
    assert str(last).startswith("工作表“第二张”没有读")


def test_a_mapped_head_that_is_there_twice_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="不止一列：诉求内容"):
        letters("编号,诉求内容,诉求内容\nA1,第一,第二\n".encode(), "表.csv", Columns(text="诉求内容"))


def test_a_row_longer_than_the_heads_is_a_problem() -> None:
    (found,) = letters("编号,诉求内容\nA1,路灯坏了,没人修\n".encode(), "表.csv", Columns(text="诉求内容"))
    assert isinstance(found, InvalidRecord)
    assert "多出" in str(found)
