"""Lists of letters: by a saved mapping, each row once."""

import datetime as dt
import hashlib

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from corpus.errors import ClassifiedDocument, InvalidRecord, UnreadableDocument
from corpus.lists import Columns
from service.assembly import Assembly
from service.receiving.lists import import_list
from service.storing import tables
from tests.corpus.papers import workbook

ROWS = (
    ("工单号", "姓名", "诉求", "登记", "渠道"),
    ("A-1", "尉迟青鹞", "工地拖欠我三个月工资", "2026-03-05", "电话"),
    ("A-2", "毛样本", "楼上深夜施工噪音扰民", "2026-03-06", "来信"),
)
COLUMNS = Columns(text="诉求", number="工单号", name="姓名", date="登记")
XLSX = workbook(*ROWS)
CSV = "\n".join(",".join(row) for row in ROWS).encode("gb18030")
MAPPING = "市长热线"


def numbers(parts: Assembly) -> list[str]:
    with parts._store.connect() as db:
        return list(db.execute(select(tables.foreign_numbers.c.number)).scalars())


@pytest.mark.parametrize(("data", "name"), [(XLSX, "表.xlsx"), (CSV, "表.csv")])
def test_a_second_import_of_a_list_changes_nothing(parts: Assembly, data: bytes, name: str) -> None:
    first = import_list(parts, data, name, mapping=MAPPING, columns=COLUMNS)
    assert (first.rows, first.new, first.known, first.problems) == (2, 2, 0, ())
    second = import_list(parts, data, name, mapping=MAPPING)
    assert (second.new, second.known) == (0, 2)
    assert parts.register.count()[0] == 2
    assert numbers(parts) == ["A-1", "A-2"]


def test_the_same_number_in_the_other_form_is_the_same_letter(parts: Assembly) -> None:
    import_list(parts, XLSX, "表.xlsx", mapping=MAPPING, columns=COLUMNS)
    assert import_list(parts, CSV, "表.csv", mapping=MAPPING).new == 0


def test_a_mapping_is_saved_once_and_used_by_its_name(parts: Assembly) -> None:
    import_list(parts, XLSX, "表.xlsx", mapping=MAPPING, columns=COLUMNS)
    more = workbook(ROWS[0], ("A-3", "李样本", "路灯不亮", "2026-03-07", "来信"))
    assert import_list(parts, more, "下月.xlsx", mapping=MAPPING).columns == COLUMNS
    assert parts.register.count()[0] == 3


def test_usual_heads_need_no_mapping(parts: Assembly) -> None:
    usual = workbook(("编号", "姓名", "内容"), ("7", "毛样本", "路灯不亮"))
    assert import_list(parts, usual, "表.xlsx", mapping="街道").columns == Columns("内容", "编号", "姓名")


def test_unusual_heads_are_asked_for(parts: Assembly) -> None:
    with pytest.raises(InvalidRecord, match="--text"):
        import_list(parts, XLSX, "表.xlsx", mapping="街道")
    assert parts.register.mappings() == {}


def test_the_same_number_of_another_office_is_another_letter(parts: Assembly) -> None:
    import_list(parts, XLSX, "表.xlsx", mapping=MAPPING, columns=COLUMNS)
    assert import_list(parts, XLSX, "表.xlsx", mapping="信访局", columns=COLUMNS).new == 2


def test_rows_without_a_number_are_known_by_what_they_say(parts: Assembly) -> None:
    columns = Columns(text="诉求", name="姓名")
    assert import_list(parts, XLSX, "表.xlsx", mapping=MAPPING, columns=columns).new == 2
    assert import_list(parts, XLSX, "表.xlsx", mapping=MAPPING).new == 0


def test_a_bad_row_takes_no_other_away(parts: Assembly) -> None:
    found = import_list(parts, workbook(*ROWS, ("A-3", "", "", "")), "表.xlsx", mapping=MAPPING, columns=COLUMNS)
    assert (found.new, found.problems) == (2, ("第 4 行：“诉求”一列是空的。",))


def test_the_writer_in_a_column_is_masked(parts: Assembly) -> None:
    import_list(parts, XLSX, "表.xlsx", mapping=MAPPING, columns=COLUMNS)
    assert not any("尉迟青鹞" in case.text for case in parts.register.searchable())


def test_a_marked_row_is_refused_by_itself_and_noted_by_its_place(parts: Assembly) -> None:
    data = workbook(*ROWS, ("A-9", "尉迟青鹞", "机密★5年", ""), ("A-10", "", "路灯不亮", ""))
    found = import_list(parts, data, "表.xlsx", mapping=MAPPING, columns=COLUMNS)
    assert (found.rows, found.new, found.refused) == (4, 3, (4,))
    assert found.problems[0].startswith("第 4 行带有国家秘密标志")
    assert "A-9" not in numbers(parts)
    assert parts.register.mappings() == {MAPPING: COLUMNS}
    (noted,) = parts.register.refusals()
    assert (noted.sha256, noted.place) == (hashlib.sha256(data).hexdigest(), "清单第 4 行")


def test_a_list_that_bears_a_mark_itself_is_refused_and_noted(parts: Assembly) -> None:
    with pytest.raises(ClassifiedDocument):
        import_list(parts, workbook(("机密★5年",), *ROWS), "表.xlsx", mapping=MAPPING, columns=COLUMNS)
    assert parts.register.count()[0] == 0
    assert [one.place for one in parts.register.refusals()] == [None]


def test_a_day_that_is_a_bare_number_is_the_day_of_the_letter(parts: Assembly) -> None:
    data = workbook(ROWS[0], ("A-1", "", "昨天工地拖欠我工资", 46030, ""))
    import_list(parts, data, "表.xlsx", mapping=MAPPING, columns=COLUMNS)
    with parts._store.connect() as db:
        (key,) = db.execute(select(tables.foreign_numbers.c.letter)).scalars()
    assert parts.register.letter(key).analysis.as_of == dt.date(2026, 1, 7)


def test_a_broken_list_is_said(parts: Assembly) -> None:
    with pytest.raises(UnreadableDocument):
        import_list(parts, XLSX[:-100], "表.xlsx", mapping=MAPPING, columns=COLUMNS)


def test_two_imports_at_once_keep_each_row_once(parts: Assembly) -> None:
    others = []

    def another(done: int, _total: int) -> None:
        if done == 1:
            others.append(import_list(parts, XLSX, "表.xlsx", mapping=MAPPING))

    first = import_list(parts, XLSX, "表.xlsx", mapping=MAPPING, columns=COLUMNS, progress=another)
    assert [(one.new, one.known, one.problems) for one in (first, *others)] == [(1, 1, ()), (1, 1, ())]
    assert parts.register.count()[0] == 2


def test_a_list_is_imported_over_http_by_a_saved_mapping(client: TestClient, parts: Assembly) -> None:
    heads = {"text": "诉求", "number": "工单号", "name": "姓名", "date": "登记"}
    first = client.post("/v1/lists", files={"file": ("表.xlsx", XLSX)}, data={"mapping": MAPPING, **heads}).json()
    assert (first["rows"], first["new"], first["known"], first["problems"]) == (2, 2, 0, [])
    assert client.get("/v1/lists/mappings").json() == {MAPPING: heads}
    again = client.post("/v1/lists", files={"file": ("表.csv", CSV)}, data={"mapping": MAPPING}).json()
    assert (again["new"], again["known"]) == (0, 2)
    assert parts.register.count()[0] == 2


@pytest.mark.parametrize(
    ("data", "sent", "status"),
    [
        (XLSX, {}, 422),  # no name of a mapping
        (XLSX, {"mapping": " "}, 422),
        (XLSX, {"mapping": MAPPING}, 422),  # unusual heads
        (XLSX, {"mapping": MAPPING, "number": "工单号"}, 422),  # a number, but of what?
        (XLSX, {"mapping": MAPPING, "text": "没有的列"}, 422),
        (XLSX[:-100], {"mapping": MAPPING}, 422),
        (b"", {"mapping": MAPPING}, 422),
        (b"\x7fELF\x02\x01\x01" + bytes(64), {"mapping": MAPPING}, 422),
    ],
)
def test_a_list_that_cannot_be_imported_is_a_named_problem_and_saves_nothing(
    client: TestClient, parts: Assembly, data: bytes, sent: dict[str, str], status: int
) -> None:
    answer = client.post("/v1/lists", files={"file": ("表.xlsx", data)}, data=sent)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert parts.register.mappings() == {}
    assert parts.register.count()[0] == 0
