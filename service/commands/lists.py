"""`huiyin lists …`."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.options import AsJson, a_file
from service.commands.running import FAILED, assembled, contents, emit, progress
from service.commands.wording import CommandLine

app = CommandLine("来信清单（xlsx、csv）：一行一封，按存好的对应关系导入。")

File = Annotated[Path, typer.Argument(metavar="清单", help="xlsx 或 csv", parser=a_file)]
Mapping = Annotated[str, typer.Option("--mapping", metavar="名称", help="对应关系的名称，如“市长热线”")]
Text = Annotated[str | None, typer.Option("--text", metavar="列名", help="来信内容在哪一列", show_default=False)]
Number = Annotated[str | None, typer.Option("--number", metavar="列名", help="编号在哪一列", show_default=False)]
Name = Annotated[str | None, typer.Option("--name", metavar="列名", help="来信人在哪一列", show_default=False)]
Date = Annotated[str | None, typer.Option("--date", metavar="列名", help="来信日期在哪一列", show_default=False)]


@app.command("import")
def import_(
    file: File,
    *,
    mapping: Mapping,
    text: Text = None,
    number: Number = None,
    name: Name = None,
    date: Date = None,
    as_json: AsJson = False,
) -> None:
    """导入清单。写了 --text 就存下这个对应关系，以后只写名称；都没有时按常见的表头认。编号已收过的不重复收。

    例：huiyin lists import 热线.xlsx --mapping 市长热线 --number 工单号 --text 诉求内容

    例：huiyin lists import 下月.csv --mapping 市长热线
    """
    if text is None and any((number, name, date)):
        raise typer.BadParameter("写了列名，就要用 --text 指明来信内容在哪一列")
    from corpus.lists import Columns
    from service.receiving.lists import import_list

    columns = Columns(text, number, name, date) if text else None
    with assembled() as parts:
        with progress("导入清单") as told:
            found = import_list(parts, *contents(file), mapping=mapping, columns=columns, progress=told)
        lines = [f"读到 {found.rows} 行，新收 {found.new} 封，已收过 {found.known} 封"]
        emit(found, as_json, [*lines, *found.problems])
    if found.problems:
        raise typer.Exit(FAILED)


@app.command("mappings")
def mappings(as_json: AsJson = False) -> None:
    """存好的对应关系。

    例：huiyin lists mappings
    """
    with assembled() as parts:
        found = parts.register.mappings()
        lines = (
            f"{name}：内容“{one.text}”，编号“{one.number or '无'}”，"
            f"来信人“{one.name or '无'}”，日期“{one.date or '无'}”"
            for name, one in found.items()
        )
        emit(found, as_json, lines if found else ["没有对应关系"])
