"""`huiyin cases …`."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.options import STDOUT, AsJson, a_file_or_folder
from service.commands.running import FAILED, assembled, contents, emit, progress
from service.commands.wording import CommandLine

LINES = frozenset({".ndjson", ".jsonl", ".json"})  # one case a line

app = CommandLine("案例库：导入裁判文书、案例库条目和本单位案例，供比对。")


def _a_source(written: str) -> Path:
    """Take the path of what is there, or "-" for standard input."""
    return STDOUT if written == str(STDOUT) else a_file_or_folder(written)


Source = Annotated[
    Path | None,
    typer.Argument(
        metavar="文件或文件夹",
        help="裁判文书、案例库条目（docx、pdf、html、txt……），或一行一件的 xlsx、csv；"
        "一行一个 JSON 的 ndjson：id、text、kind、charges、cause、date；- 从标准输入读 ndjson",
        parser=_a_source,
        show_default=False,
    ),
]
Demo = Annotated[bool, typer.Option("--demo", help="导入自带的演示案例，全部虚构")]
Own = Annotated[bool, typer.Option("--own", help="看不出是裁判文书的，也作为本单位自己的案例导入")]
Key = Annotated[str, typer.Argument(metavar="编号", help="检索结果里的编号", show_default=False)]


@app.callback()
def cases() -> None:
    """案例库：导入裁判文书、案例库条目和本单位案例，供比对。"""


@app.command("import")
def import_(source: Source = None, *, demo: Demo = False, own: Own = False, as_json: AsJson = False) -> None:
    """导入案例：读出案号、法院、案由、程序、日期、所引法条和裁判结果，遮蔽当事人、代理人、法官后入库。

    库里已有的不重复导入；读不了的文件、坏的行报告后跳过，不留半份。

    例：huiyin cases import 裁判文书/

    例：huiyin cases import 案例.xlsx

    例：huiyin cases import --demo
    """
    if (source is None) != demo:
        raise typer.BadParameter("要么写一个文件或文件夹，要么用 --demo，二者选一")
    if source is not None and source != STDOUT and source.suffix not in LINES:
        _import_files(source, own=own, as_json=as_json)
        return
    from service.cases.matters import demo_lines, import_cases

    with assembled() as parts:
        report = import_cases(parts, contents(source)[0].splitlines() if source else demo_lines())
        lines = [f"读到 {report.read} 件，新增 {report.new} 件"]
        emit(report, as_json, [*lines, *(f"第 {one.line} 行：{one.detail}" for one in report.problems)])
    if report.problems:
        raise typer.Exit(FAILED)


@app.command("show")
def show(key: Key, as_json: AsJson = False) -> None:
    """取出一件案例，只有遮蔽后的文字。

    例：huiyin cases show "（2024）云0102刑初88号刑事判决书"
    """
    from service.commands import printing

    with assembled() as parts:
        found = parts.register.case(key)
        emit(found, as_json, printing.case(found))


def _import_files(source: Path, *, own: bool, as_json: bool) -> None:
    from service.cases.casefiles import import_files

    with assembled() as parts, progress("导入") as told:
        report = import_files(parts, source, own=own, progress=told)
        lines = [f"读了 {report.files} 个文件，{report.read} 件案例：新增 {report.new} 件，原已有 {report.known} 件"]
        for one in report.problems:
            line = f"第 {one.line} 行：" if one.line else ""
            lines.append(f"{one.file}：{line}{one.detail}")
        emit(report, as_json, lines)
    if report.problems:
        raise typer.Exit(FAILED)
