"""`huiyin cases …`."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.options import AsJson, a_file_or_dash
from service.commands.running import FAILED, assembled, contents, emit
from service.commands.wording import CommandLine

app = CommandLine("案例库：导入供比对的事项。")

File = Annotated[
    Path | None,
    typer.Argument(
        metavar="文件",
        help="一行一个 JSON 的文件：id、text、kind、charges、cause、date",
        parser=a_file_or_dash,
        show_default=False,
    ),
]
Demo = Annotated[bool, typer.Option("--demo", help="导入自带的演示案例，全部虚构")]


@app.callback()
def cases() -> None:
    """案例库：导入供比对的事项。"""


@app.command("import")
def import_(file: File = None, demo: Demo = False, as_json: AsJson = False) -> None:
    """导入案例；库里已有的编号不重复导入；坏的行和文件里重复的编号报告后跳过。

    例：huiyin cases import 案例.ndjson

    例：huiyin cases import --demo
    """
    if (file is None) != demo:
        raise typer.BadParameter("要么写一个文件，要么用 --demo，二者选一")
    from service.matters import demo_lines, import_cases

    with assembled() as parts:
        report = import_cases(parts, contents(file)[0].splitlines() if file else demo_lines())
        lines = [f"读到 {report.read} 件，新增 {report.new} 件"]
        emit(report, as_json, [*lines, *(f"第 {one.line} 行：{one.detail}" for one in report.problems)])
    if report.problems:
        raise typer.Exit(FAILED)
