"""`huiyin letters …`."""

from typing import Annotated

import typer

from service.commands.options import AsJson
from service.commands.running import assembled, emit

app = typer.Typer(help="来信库：查看收下的来信。", no_args_is_help=True)


@app.callback()
def letters() -> None:
    """来信库：查看收下的来信。"""


@app.command("show")
def show(key: Annotated[str, typer.Argument(metavar="编号", help="收信时给的编号")], as_json: AsJson = False) -> None:
    """按编号取出一封来信及其分析和经过。

    例：huiyin letters show 20261124-3f9a2c1b04d7
    """
    from service.commands import printing

    with assembled() as parts:
        kept = parts.register.letter(key)
        emit(kept, as_json, printing.kept(kept))
