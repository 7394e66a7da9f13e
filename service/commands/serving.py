"""`huiyin serve` and `huiyin start`."""

import typer

from service.commands.running import assembled, progress


def serve() -> None:
    """启动网页和接口，只监听本机；按 Ctrl+C 停止。

    例：HUIYIN_PORT=8010 huiyin serve
    """
    from service.server import bind, run

    with assembled() as parts, bind(parts.settings) as socket:
        run(parts, socket, say=typer.echo)


def start() -> None:
    """一步到位：法规库空时导入、索引过时则重建、没有案例时导入演示案例，然后启动。

    例：huiyin start
    """
    from service.server import bind, run
    from service.upkeep import make_ready

    with assembled() as parts, bind(parts.settings) as socket:
        make_ready(parts, say=typer.echo, progress=progress)
        run(parts, socket, say=typer.echo)
