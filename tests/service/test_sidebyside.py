"""新旧条文对照表: the Word file, read back with python-docx."""

import io
from pathlib import Path

import pytest
from docx import Document
from docx.table import _Cell
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from service.assembly import Assembly
from service.cli import app
from service.exports.paper import DOCX
from service.exports.sidebyside import file_name, table
from service.law.comparison import difference
from tests.service.test_comparison import TITLE, held

__all__ = ["held"]


@pytest.fixture
def rows(held: Assembly) -> list[tuple[_Cell, _Cell]]:
    paper = Document(io.BytesIO(table(difference(held, TITLE, "2010", "2024", whole=True))))
    return [(row.cells[0], row.cells[1]) for row in paper.tables[0].rows]


def _struck(cell: _Cell) -> list[str]:
    return [run.text for paragraph in cell.paragraphs for run in paragraph.runs if run.font.strike]


def _added(cell: _Cell) -> list[str]:
    found = [run for paragraph in cell.paragraphs for run in paragraph.runs if run.font.bold]
    assert all(run.font.underline for run in found)
    return [run.text for run in found]


def test_each_article_of_both_texts_has_its_row(rows: list[tuple[_Cell, _Cell]]) -> None:
    assert [(old.text.split("　")[0], new.text.split("　")[0]) for old, new in rows[1:]] == [
        ("第一条", "第一条"),
        ("第二条", "（删去）"),
        ("第三条", "第二条（原第三条，推算）"),
        ("（新增）", "第三条"),
    ]


def test_words_that_went_are_struck_and_words_that_came_stand_out(rows: list[tuple[_Cell, _Cell]]) -> None:
    assert [(_struck(old), _added(new)) for old, new in rows[1:]] == [
        (["二十三"], ["二十二"]),
        (["摊贩应当自备垃圾桶并且带走垃圾。"], []),
        ([], []),
        ([], ["市民可以向城市管理部门举报油烟扰民。"]),
    ]


def test_the_head_names_both_texts_and_the_foot_their_source(held: Assembly) -> None:
    paper = Document(io.BytesIO(table(difference(held, TITLE, "2010", "2024", whole=True))))
    assert [cell.text.split("\n")[0] for cell in paper.tables[0].rows[0].cells] == [
        "旧：2010-05-01的文本",
        "新：2024-01-01的文本",
    ]
    foot = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "旧文本来源：青石市 2026，截至2026-09-01" in foot
    assert "4条有变化，0条未变" in foot
    assert "推算" in foot


def test_the_command_writes_the_file(held: Assembly, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_HOME", str(held.settings.home))
    out = tmp_path / "对照表.docx"
    told = CliRunner().invoke(app, ["library", "diff", TITLE, "2010", "2024", "--out", str(out)]).output
    assert "4 条有变化，0 条未变；已写入" in told
    assert len(Document(str(out)).tables[0].rows) == 5


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--out", "表.doc"], "文件名要以 .docx 结尾"),
        (["--out", "没有的文件夹/表.docx"], "没有这个文件夹"),
        (["--article", "第一条"], "条号要写成 43 或 120-1"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_read(options: list[str], told: str) -> None:
    result = CliRunner().invoke(app, ["library", "diff", TITLE, "2010", "2024", *options])
    assert result.exit_code == 2
    assert told in result.output


def test_http_sends_it_under_its_name(client: TestClient, held: Assembly) -> None:
    answer = client.get(f"/v1/statutes/{TITLE}/diff.docx", params={"old": "2010", "new": "2024"})
    assert answer.headers["content-type"] == DOCX
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E9%9D%92")
    assert len(Document(io.BytesIO(answer.content)).tables[0].rows) == 5


def test_the_name_of_the_file_says_what_is_compared(held: Assembly) -> None:
    found = difference(held, TITLE, "2010", "2024")
    assert file_name(found) == f"{TITLE}新旧条文对照表（2010-05-01，2024-01-01）.docx"


def test_the_page_shows_both_texts_and_offers_the_file(client: TestClient, held: Assembly) -> None:
    page = client.get(f"/statutes/{TITLE}/diff?old=2010&new=2024").text
    assert '<mark class="cut">二十三</mark>' in page
    assert '<mark class="put">二十二</mark>' in page
    assert "原第三条，推算" in page
    assert "diff.docx?old=" in page
