"""`huiyin letters …`."""

from typing import Annotated

import typer

from service.commands.options import AsJson
from service.commands.running import assembled, emit
from service.commands.wording import CommandLine

app = CommandLine("来信库：查看收下的来信。")


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


@app.command("refused")
def refused(as_json: AsJson = False) -> None:
    """带密级标志而拒收的文件：只有时间、SHA-256 和在压缩包或清单里的位置，没有内容和文件名。

    例：huiyin letters refused
    """
    with assembled() as parts:
        found = parts.register.refusals()
        emit(
            found,
            as_json,
            [" ".join(filter(None, (one.at, one.sha256, one.place))) for one in found] or ["没有拒收的文件"],
        )
