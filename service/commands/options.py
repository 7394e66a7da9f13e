"""Arguments and options that several commands share."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON（UTF-8，字段见 /docs）")]
LetterFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="文件",
        help="来信文件（txt、pdf、docx、ofd、邮件、扫描件……）；- 从标准输入读文字",
        exists=True,
        dir_okay=False,
        allow_dash=True,
        show_default=False,
    ),
]
BulkIn = Annotated[
    Path | None,
    typer.Option(
        "--in",
        metavar="文件",
        help="批量：一行一个 JSON 的文件（NDJSON）；- 从标准输入读",
        exists=True,
        dir_okay=False,
        allow_dash=True,
        show_default=False,
    ),
]
BulkOut = Annotated[
    Path,
    typer.Option("--out", metavar="文件", help="批量结果写到哪里；- 写到标准输出", dir_okay=False, allow_dash=True),
]
STDOUT = Path("-")
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", metavar="日期", help="按哪一天的法，如 2024-05-01；不写为今天", formats=["%Y-%m-%d"]),
]
