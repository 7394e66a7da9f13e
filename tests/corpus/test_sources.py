"""Folders as sources: LawRefBook's Markdown, and an office's own files."""

import gzip
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import InvalidRecord
from corpus.law import ArticleNumber, State
from corpus.library import Library
from corpus.parsing.plaintext import units
from corpus.raw import RawStatute, Skipped
from corpus.sources.jsonl import JsonLines
from corpus.sources.lawrefbook import LawRefBook
from corpus.sources.office import Office
from corpus.sources.recognition import source_at

DAY = date(2025, 1, 1)
TEXT = """# 信访条例

2005年1月5日 国务院第76次常务会议通过

2005年1月10日 中华人民共和国国务院令第431号公布

2005年5月1日 施行

<!-- INFO END -->

## 第一章 总则

第一条 为了保持各级人民政府同人民群众的密切联系，制定本条例。

第二条 本条例所称信访，是指下列活动：

(一)书信；

(二)走访。

## 第七章 附则

第三条 本条例自2005年5月1日起施行。1995年10月28日国务院发布的《信访条例》同时废止。
"""
PART = """# 中华人民共和国民法典

# {part}

2020年5月28日 第十三届全国人民代表大会第三次会议通过

<!-- INFO END -->

## {part}

{articles}
"""


@pytest.fixture
def laws(tmp_path: Path) -> Path:
    folder = tmp_path / "Laws"
    for name, text in {
        "行政法规/信访条例(2005-01-10).md": TEXT,
        "民法典/物权.md": PART.format(
            part="第二编 物权", articles="第二百零五条 本编调整因物的归属和利用产生的民事关系。"
        ),
        "民法典/总则.md": PART.format(part="第一编 总则", articles="第一条 为了保护民事主体的合法权益，制定本法。"),
        "其他/说明.md": "# 说明\n\n这里没有法规。\n",
        "README.md": "# 读我\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with sqlite3.connect(folder / "db.sqlite3") as db:
        db.execute("CREATE TABLE law (name TEXT, publish DATE, valid_from DATE, expired INTEGER)")
        db.execute("INSERT INTO law VALUES ('信访条例', '2005-01-10', '2005-05-01', 1)")
    db.close()
    return folder


def by_title(source: LawRefBook) -> dict[str, RawStatute]:
    return {raw.title: raw for raw in source.statutes() if isinstance(raw, RawStatute)}


def test_a_markdown_text_gives_title_history_and_articles(laws: Path) -> None:
    raw = by_title(LawRefBook(laws))["信访条例"]
    assert (raw.promulgated, raw.effective, raw.flag) == (date(2005, 1, 10), date(2005, 5, 1), "失效")
    assert raw.history == (
        "2005-01-05 国务院第76次常务会议通过",
        "2005-01-10 中华人民共和国国务院令第431号公布",
    )
    assert [(a.path, a.label) for a in raw.articles] == [
        (("第一章 总则",), "第一条"),
        (("第一章 总则",), "第二条"),
        (("第七章 附则",), "第三条"),
    ]
    assert raw.articles[1].text == "本条例所称信访，是指下列活动：\n(一)书信；\n(二)走访。"


def test_the_parts_of_one_law_become_one_text_in_order(laws: Path) -> None:
    raw = by_title(LawRefBook(laws))["中华人民共和国民法典"]
    assert [(a.path, a.label) for a in raw.articles] == [
        (("第一编 总则",), "第一条"),
        (("第二编 物权",), "第二百零五条"),
    ]


def test_a_file_that_is_no_statute_is_reported(laws: Path) -> None:
    skipped = [raw.reason for raw in LawRefBook(laws).statutes() if isinstance(raw, Skipped)]
    assert skipped == ["其他/说明.md没有“<!-- INFO END -->”，不是法规文件，没有收录"]


def test_the_folder_reaches_to_its_youngest_text(laws: Path) -> None:
    assert LawRefBook(laws).known_until == date(2005, 1, 10)


def test_a_lawrefbook_folder_fills_a_library(laws: Path, tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    library.import_from(source_at(laws))
    found = library.article("信访条例", ArticleNumber(3), as_of=date(2004, 12, 1), version="2005")
    assert (found.work.issuer, found.validity.state) == ("国务院", State.NOT_YET_IN_FORCE)


OWN = """某市井盖管理办法
第一章　总　则
第一条　为了管理井盖，制定本办法。
第二条　井盖应当盖好。
第一条规定的管理，由市政部门负责。
第二章　附　则
第三条　本办法自2020年3月1日起施行。
"""
REGISTER = """
issuer = "某市人民政府办公室"
region = "某市"
known_until = 2026-11-01

[[rules]]
file = "井盖.txt"
title = "某市井盖管理办法"
promulgated = 2020-01-15
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "本单位"
    folder.mkdir()
    (folder / "井盖.txt").write_bytes(OWN.encode("gb18030"))
    (folder / "忘了.txt").write_text("第一条 忘了登记。", encoding="utf-8")
    (folder / "rules.toml").write_text(REGISTER, encoding="utf-8")
    return folder


def test_an_office_files_its_own_rules(office: Path, tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    report = library.import_from(source_at(office))
    found = library.article("某市井盖管理办法", ArticleNumber(2), as_of=DAY)
    assert found.provision.text == "井盖应当盖好。\n第一条规定的管理，由市政部门负责。"
    assert found.provision.path == ("第一章 总则",)
    assert (found.work.level.value, found.work.region, found.validity.state) == ("规范性文件", "某市", State.IN_FORCE)
    assert report.problems == ("忘了.txt没有在rules.toml中登记，没有收录",)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('[[rules]]\nfile = "a.txt"\n', "缺少：title"),
        ('[[rules]]\nfile = "a.txt"\ntitle = "甲"\nlevel = "村规"\n', "level应当是"),
        ('[[rules]]\nfile = "a.txt"\ntitle = "甲"\npromulgated = "2020年"\n', "promulgated应当是日期"),
        ('[[rules]]\nfile = "a.txt"\ntitle = "甲"\nisuer = "乙"\n', "不认识的项目：isuer"),
        ('[[rules]]\nfile = "a.txt"\ntitle = "甲"\nhistory = 3\n', "history应当是"),
        ('[[rules]]\nfile = "a.txt"\ntitle = "甲"\nhistory = [2020]\n', "history应当是"),
        ('[[rules]]\nfile = "a.txt"\ntitle = 7\n', "title应当是文字"),
        ('[[rules]]\nfile = "a.txt"\ntitle = "甲"\nlevel = ["法律"]\n', "level应当是文字"),
        ('known_until = "明天"\n', "known_until应当是日期"),
        ("rules = 3\n", r"\[\[rules\]\]下"),
        ("[[rules]\n", "读不了"),
    ],
)
def test_a_register_that_cannot_hold_is_refused_with_the_place(office: Path, wrong: str, message: str) -> None:
    (office / "rules.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(InvalidRecord, match=message):
        Office(office)


def test_a_file_that_is_missing_or_unreadable_is_reported(office: Path) -> None:
    (office / "井盖.txt").unlink()
    found = next(iter(Office(office).statutes()))
    assert found == Skipped("井盖.txt", "rules.toml中的井盖.txt不在文件夹里，没有收录")


def test_a_path_that_is_no_source_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match="认不出是哪种来源"):
        source_at(tmp_path)


def test_a_json_lines_file_is_recognised_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")
    assert isinstance(source_at(tmp_path / "a.jsonl"), JsonLines)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jsonl", '{"id": "办法"}'.encode("gb18030"), "第1行不是法规记录"),
        ("a.jsonl", b"[" * 200_000, "第1行不是法规记录"),
        ("a.jsonl.gz", b"not gzip", "不是完整的gzip文件"),
        ("a.jsonl.gz", gzip.compress(b"{}\n" * 10_000)[:-20], "不是完整的gzip文件"),  # cut off on the way
        ("a.jsonl.gz", gzip.compress(b"")[:10] + b"\xff" * 40, "不是完整的gzip文件"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    source = source_at(tmp_path / name)
    with pytest.raises(InvalidRecord, match=message):
        _ = (len(source), list(source.statutes()))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("第一条为了甲。\n第二条乙。", ["第一条", "第二条"]),  # no space at all
        ("第一条 甲。\n第一条第二款规定的丙。\n第二条 乙。", ["第一条", "第二条"]),  # a sentence about an article
        ("第一百二十条 甲。\n第一百二十条之一 乙。", ["第一百二十条", "第一百二十条之一"]),
        ("各区人民政府：\n一、甲。\n二、乙。", ["", "一、", "二、"]),  # a notice
        ("请按此办理。\n特此批复。", [""]),  # a reply
        ("第１条 甲。\n第11条 乙。", ["第１条", "第11条"]),  # full-width and Arabic numerals
    ],
)
def test_running_text_is_cut_into_its_units(text: str, labels: list[str]) -> None:
    assert [unit.label for unit in units(text.split("\n"))] == labels
