"""The HTTP server: binds first, tells where to look, keeps letters out of the log."""

import logging
import sys
from collections.abc import Callable
from contextlib import closing
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

import uvicorn

from corpus.errors import InvalidSetting
from service.app import create_app
from service.assembly import Assembly
from service.backlog import Worker
from service.settings import Settings


def bind(settings: Settings) -> "closing[socket]":
    """Take the port before anything slow begins; raises InvalidSetting where somebody else has it."""
    bound = socket(AF_INET6 if ":" in settings.host else AF_INET, SOCK_STREAM)
    bound.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        bound.bind((settings.host, settings.port))
        bound.listen()
    except OSError as error:
        bound.close()
        raise InvalidSetting(
            f"端口 {settings.port} 不能用（{error.strerror}），可能已被占用；换一个端口：HUIYIN_PORT=8010 huiyin serve"
        ) from error
    return closing(bound)


def run(parts: Assembly, bound: socket, *, say: Callable[[str], None]) -> None:
    """Serve until told to stop."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    parts.warm_up()
    # uvicorn's own access log would write addresses with their queries; Guard writes one without.
    config = uvicorn.Config(create_app(parts), log_config=None, access_log=False, server_header=False)
    host = f"[{parts.settings.host}]" if ":" in parts.settings.host else parts.settings.host
    say(f"回音已启动，请打开 http://{host}:{parts.settings.port} （试用版，只监听本机；按 Ctrl+C 停止）")
    with Worker(parts):
        uvicorn.Server(config).run(sockets=[bound])
