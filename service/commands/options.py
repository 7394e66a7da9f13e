"""Arguments and options that several commands share."""

import os
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

STDOUT = Path("-")


def a_file(written: str) -> Path:
    """Take the path of a file that is there."""
    path = Path(written)
    if not path.exists():
        raise typer.BadParameter(f"没有这个文件：{written}")
    if path.is_dir():
        raise typer.BadParameter(f"这是文件夹，要写一个文件：{written}")
    return _readable(path)


def a_file_or_dash(written: str) -> Path:
    """Take the path of a file that is there, or "-" for standard input; typer's own `allow_dash` refuses that."""
    return Path(written) if Path(written) == STDOUT else a_file(written)


def a_folder(written: str) -> Path:
    """Take the path of a folder that is there."""
    if not Path(written).is_dir():
        raise typer.BadParameter(f"没有这个文件夹：{written}")
    return _readable(Path(written))


def a_file_or_folder(written: str) -> Path:
    """Take the path of what is there."""
    if not Path(written).exists():
        raise typer.BadParameter(f"没有这个文件或文件夹：{written}")
    return _readable(Path(written))


def a_new_docx(written: str) -> Path:
    """Take the path of a Word file to be written, in a folder that is there."""
    path = Path(written)
    if path.suffix.lower() != ".docx":
        raise typer.BadParameter(f"文件名要以 .docx 结尾：{written}")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"没有这个文件夹：{path.parent}")
    return path


def a_number(written: str) -> str:
    """Take the number of an article as addresses write it."""
    if not re.fullmatch(r"[0-9]{1,4}(-[0-9]{1,2})?", written):
        raise typer.BadParameter(f"条号要写成 43 或 120-1（第一百二十条之一）：{written}")
    return written


def a_day(written: str) -> datetime:
    """Take a day of the calendar, as 2024-05-01."""
    try:
        return datetime.strptime(written, "%Y-%m-%d")  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", written):
            raise typer.BadParameter(f"日历上没有 {written} 这一天；请核对月和日") from None
        raise typer.BadParameter(f"日期要写成 2024-05-01 这样（年-月-日），写的是：{written}") from None


def _readable(path: Path) -> Path:
    if not os.access(path, os.R_OK):
        raise typer.BadParameter(f"没有权限读：{path}")
    return path


AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON（UTF-8，字段见 /docs）")]
LetterFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="文件",
        help="来信文件（txt、pdf、docx、ofd、邮件、扫描件……）；- 从标准输入读文字",
        parser=a_file_or_dash,
        show_default=False,
    ),
]
BulkIn = Annotated[
    Path | None,
    typer.Option(
        "--in",
        metavar="文件",
        help="批量：一行一个 JSON 的文件（NDJSON）；- 从标准输入读",
        parser=a_file_or_dash,
        show_default=False,
    ),
]
BulkOut = Annotated[
    Path,
    typer.Option("--out", metavar="文件", help="批量结果写到哪里；- 写到标准输出"),
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", metavar="日期", help="按哪一天的法，如 2024-05-01；不写为今天", parser=a_day),
]
