"""`huiyin take-in`."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.options import AsJson, a_file_or_dash
from service.commands.running import assembled, contents, emit

File = Annotated[
    Path,
    typer.Argument(metavar="文件", help="来信文件；- 从标准输入读文字", parser=a_file_or_dash),
]


def take_in(file: File, as_json: AsJson = False) -> None:
    """收下一封来信：分析、入库、遮蔽后可供比对。压缩包里有几封信的，分别收下。试用期间请勿录入真实来信。

    一行一封的清单（xlsx、csv）用 huiyin lists import。

    例：huiyin take-in 来信.pdf
    """
    from service.commands import printing
    from service.intake import take_in as take_in_letter

    with assembled() as parts:
        taken = take_in_letter(parts, *contents(file), limits=parts.limits)
        emit(taken, as_json, printing.answered(taken))
