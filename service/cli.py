"""The command line: `huiyin …`. Commands parse, call and print; what they call stands elsewhere.

Command modules import nothing heavy at their top, so that `huiyin --help` answers at once (a test holds this).
"""

import os
import sys

import typer

from corpus.errors import HuiyinError, InvalidSetting
from service import faults
from service.commands import (
    analyze,
    cases,
    cite,
    classify,
    index,
    jobs,
    letters,
    library,
    lists,
    mask,
    measure,
    quality,
    search,
    serving,
    settings,
    takein,
)
from service.commands.running import FAILED
from service.commands.wording import CommandLine, complaint

WRONG_USE = 2
OTHERS = 0o077

app = CommandLine(
    "回音：读懂群众来信，找到适用法条。检索与判断都只是线索，不是法律意见。",
    name="huiyin",
    epilog="每个命令都有 --help（带例子）和 --json。退出码：0 成功，1 失败，2 用法不对。",
)
app.command("analyze")(analyze.analyze)
app.command("classify")(classify.classify)
app.command("cite")(cite.cite)
app.command("mask")(mask.mask)
app.command("take-in")(takein.take_in)
app.add_typer(letters.app, name="letters")
app.add_typer(lists.app, name="lists")
app.add_typer(jobs.app, name="jobs")
app.add_typer(cases.app, name="cases")
app.add_typer(search.app, name="search")
app.add_typer(library.app, name="library")
app.add_typer(index.app, name="index")
app.command("start")(serving.start)
app.command("serve")(serving.serve)
app.command("settings")(settings.show)
app.command("bench")(measure.bench)
app.add_typer(quality.evaluate, name="evaluate")
app.add_typer(quality.train, name="train")


def main() -> None:
    """Run the command line; the errors that huiyin raises on purpose are told in one line.

    So is any other, by its kind and place: its words, and what a traceback shows, may be a letter's.
    """
    os.umask(OTHERS)  # letters are for their owner alone, wherever the settings put them
    try:
        sys.exit(app(prog_name="huiyin", standalone_mode=False))
    except typer.TyperException as error:
        typer.echo(complaint(error), err=True)
        sys.exit(WRONG_USE)
    except InvalidSetting as error:
        typer.echo(str(error), err=True)
        sys.exit(WRONG_USE)
    except HuiyinError as error:
        typer.echo(f"错误：{error}", err=True)
        sys.exit(FAILED)
    except Exception as error:  # noqa: BLE001 - the last stop
        typer.echo(f"错误：{faults.told(error)}", err=True)
        sys.exit(FAILED)
