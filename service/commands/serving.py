"""`huiyin serve` and `huiyin start`."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import typer

from service.commands.options import AsJson
from service.commands.running import assembled, progress

if TYPE_CHECKING:
    from service.web.server import Started


def serve(as_json: AsJson = False) -> None:
    """启动网页和接口，只监听本机；按 Ctrl+C 停止。

    例：HUIYIN_PORT=8010 huiyin serve
    """
    from service.web.server import bind, run

    with assembled() as parts, bind(parts.settings) as socket:
        run(parts, socket, say=_told(as_json))


def start(as_json: AsJson = False) -> None:
    """一步到位：法规库空时导入、索引过时则重建、没有案例时导入演示案例，然后启动。

    例：huiyin start
    """
    from service.upkeep import make_ready
    from service.web.server import bind, run

    with assembled() as parts, bind(parts.settings) as socket:
        make_ready(parts, say=partial(typer.echo, err=as_json), progress=progress)
        run(parts, socket, say=_told(as_json))


def _told(as_json: bool) -> "Callable[[Started], None]":
    """Return what is printed when the server answers; as JSON one line, so that a program can wait for it."""
    return _line if as_json else _sentence


def _line(started: "Started") -> None:
    from pydantic_core import to_json

    typer.echo(to_json(started).decode())


def _sentence(started: "Started") -> None:
    typer.echo(f"回音已启动，请打开 {started.url} （试用版，只监听本机；按 Ctrl+C 停止）")
    if started.engine:
        typer.echo(f"检索引擎：{started.engine}")
    if started.reason:
        typer.echo(f"注意：{started.reason}")
