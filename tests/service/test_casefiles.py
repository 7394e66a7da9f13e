"""Judgments from files: read, masked, kept once, told where they cannot be read. All of them are invented."""

import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest

from corpus.cases import Case
from corpus.errors import CaseNotFound
from corpus.judging.records import Standing
from service.assembly import Assembly
from service.cases.casefiles import CaseFiles, import_files
from service.cases.matters import import_cases
from tests.corpus.papers import pdf

JUDGMENTS = Path(__file__).parent.parent / "judgments"
THEFT = "（2024）云0102刑初88号刑事判决书"
NAMES = (
    "钱多谷", "孙向晚", "吕长歌", "郑雨声", "尹川", "尹　川", "柏小满", "冯大川", "老川", "宋知秋", "韦石", "简青禾", "欧阳静", "谷雨", "田埂",
    "孔令风", "阿力木", "卡德尔", "潘小楼", "周大树", "邵远", "金在山", "柳叶眉", "马小跳", "秦有粮", "陆阿满", "罗一舟", "满天星", "远帆",
    "方　圆", "黎　明", "北极光", "武前程", "丁小雪", "赵铁柱", "关山月", "苏小曼", "程大勇", "文小舟", "章鱼儿", "卜算子", "高山", "蓝天明",
    "江帆", "司马清", "向阳花", "安如山", "石敢当", "时迁善", "龚自真", "1990年3月5日", "下坝村", "柳荫巷7号",
)  # fmt: skip


def text_of(name: str) -> str:
    return (JUDGMENTS / f"{name}.txt").read_text(encoding="utf-8")


def word(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def page(text: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f"<html><body>{lines}</body></html>".encode()


def table(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(parts: Assembly, folder: Path, **files: bytes) -> CaseFiles:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return import_files(parts, folder)


def said(case: Case) -> tuple[str | None, ...]:
    judgment = case.judgment
    assert judgment is not None
    fields = (judgment.number, judgment.court, judgment.procedure, judgment.cause, judgment.date)
    return tuple(one.value if one else None for one in fields)


@pytest.fixture
def all_of_them(parts: Assembly) -> CaseFiles:
    return import_files(parts, JUDGMENTS)


def test_a_folder_is_imported_and_what_is_no_judgment_told(all_of_them: CaseFiles) -> None:
    assert (all_of_them.files, all_of_them.new) == (15, 13)
    assert [one.file for one in all_of_them.problems] == ["14-no-judgment.txt", "README.md"]
    assert all("--own" in one.detail for one in all_of_them.problems)


def test_the_same_folder_again_changes_nothing(parts: Assembly, all_of_them: CaseFiles) -> None:
    again = import_files(parts, JUDGMENTS)
    assert (again.read, again.new, again.known) == (13, 0, 13)


def test_no_name_is_in_what_is_shown_or_indexed(parts: Assembly, all_of_them: CaseFiles) -> None:
    shown = "\n".join(repr(case) for case in parts.register.searchable())
    assert [name for name in NAMES if name in shown] == []


def test_a_masked_field_stands_where_its_span_says(parts: Assembly, all_of_them: CaseFiles) -> None:
    for case in parts.register.searchable():
        judgment = case.judgment
        for field in (judgment.court, judgment.cause, judgment.outcome, *judgment.charges) if judgment else ():
            if field:
                assert "".join(field.span.of(case.text).split()) == "".join(field.value.split())


def test_articles_are_kept_with_the_law_of_the_judgment_s_day(parts: Assembly, all_of_them: CaseFiles) -> None:
    judgment = parts.register.case(THEFT).judgment
    assert judgment is not None
    assert [(one.article, one.decides, one.status) for one in judgment.applied] == [
        (264, True, "exists"),
        (67, True, "exists"),
        (52, True, "exists"),
    ]


def test_an_article_that_was_not_held_on_the_day_is_not_given_as_held(parts: Assembly, all_of_them: CaseFiles) -> None:
    judgment = parts.register.case("（2023）云01刑终215号刑事裁定书").judgment  # 刑事诉讼法 is not in this library
    assert judgment is not None
    assert [(one.article, one.provision_id, one.status) for one in judgment.applied] == [(236, None, "not_in_library")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("判决书.docx", word(text_of("01-theft"))),
        ("判决书.html", page(text_of("01-theft"))),
        ("判决书.pdf", pdf(text_of("01-theft"))),
        ("判决书.txt", text_of("01-theft").encode("gb18030")),
    ],
    ids=["docx", "html", "pdf", "txt"],
)
def test_a_judgment_reads_the_same_from_any_form(parts: Assembly, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    report = import_files(parts, tmp_path / name)
    assert (report.new, report.problems) == (1, ())
    case = parts.register.case(THEFT)
    assert said(case) == ("（2024）云0102刑初88号", "云岭市清河区人民法院", "一审", None, "2024-04-26")
    assert case.charges == ("盗窃罪",)


def test_a_row_of_a_table_is_a_case_with_the_fields_of_its_columns(parts: Assembly, tmp_path: Path) -> None:
    rows = (
        ("案号", "审理法院", "案由", "当事人", "裁判日期", "全文"),
        ("（2019）云0102民初7号", "云岭市清河区人民法院", "买卖合同纠纷", "贺兰雪、云岭花市", "2019-03-08", "贺兰雪订的花没有送到，请求退款。"),
        ("", "", "", "", "2019-03-09", "只有几句话，没有案号。"),
    )  # fmt: skip
    report = imported(parts, tmp_path / "x", cases__xlsx=table(*rows))
    assert (report.new, [one.line for one in report.problems]) == (1, [3])
    case = parts.register.case("（2019）云0102民初7号")
    assert said(case) == ("（2019）云0102民初7号", "云岭市清河区人民法院", "一审", "买卖合同纠纷", "2019-03-08")
    assert "贺**订的花" in case.text


def test_an_office_s_own_case_is_taken_when_asked_for(parts: Assembly, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("来访人葛三妹反映楼上漏水，请求协调维修。", encoding="utf-8")
    assert import_files(parts, tmp_path / "own.txt").new == 0
    assert import_files(parts, tmp_path / "own.txt", own=True).new == 1
    own = [case for case in parts.register.searchable() if "楼上漏水" in case.text]
    assert [(case.standing, "葛三妹" in case.text) for case in own] == [(Standing.OWN, False)]


def test_a_text_that_differs_under_a_known_number_is_told_and_not_taken(
    parts: Assembly, all_of_them: CaseFiles, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(text_of("01-theft").replace("八个月", "九个月"), encoding="utf-8")
    report = import_files(parts, tmp_path / "a.txt")
    assert (report.new, len(report.problems), "内容不同" in report.problems[0].detail) == (0, 1, True)
    assert "八个月" in parts.register.case(THEFT).text


def test_a_file_that_cannot_be_read_does_not_take_the_others_away(parts: Assembly, tmp_path: Path) -> None:
    report = imported(
        parts,
        tmp_path / "x",
        a__docx=b"PK\x03\x04 no archive",
        b__txt=text_of("06-divorce-mediation").encode(),
        c__txt=b"",
    )
    assert (report.new, [one.file for one in report.problems]) == (1, ["a.docx", "c.txt"])


def test_a_judgment_in_a_line_of_json_is_read_as_one(parts: Assembly) -> None:
    line = json.dumps({"id": "x-1", "text": text_of("04-loan"), "kind": "civil"}).encode()
    assert import_cases(parts, [line]).new == 1
    case = parts.register.case("x-1")
    assert (case.cause, case.standing, "秦有粮" in case.text) == ("民间借贷纠纷", Standing.JUDGMENT, False)


def test_an_unknown_case_is_not_found(parts: Assembly) -> None:
    with pytest.raises(CaseNotFound):
        parts.register.case("（1999）无1号")
