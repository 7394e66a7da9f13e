"""The HTTP server: binds first, tells where to look, keeps letters out of the log."""

import logging
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

import uvicorn

from corpus.errors import HuiyinError, InvalidSetting
from service.assembly import Assembly
from service.filler import Filler
from service.follower import Follower
from service.receiving.backlog import Worker
from service.settings import Settings
from service.status import check
from service.web.app import create_app
from service.web.protocol import Protocol


@dataclass(frozen=True, slots=True)
class Started:
    """A server that answers; `state` is "ready" or "not_ready", and `reason` says why it cannot search.

    `engine`: what it searches with, and its version; None where that does not say.
    """

    url: str
    home: str
    engine: str | None
    state: str
    reason: str | None


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


def run(parts: Assembly, bound: socket, *, say: Callable[[Started], None]) -> None:
    """Serve until told to stop; `say` is called once, when whoever asks is answered."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    parts.warm_up()
    # uvicorn's own access log would write addresses with their queries; Guard writes one without.
    config = uvicorn.Config(create_app(parts), http=Protocol, log_config=None, access_log=False, server_header=False)
    say(_started(parts))
    with Worker(parts), Filler(parts), Follower(parts):
        uvicorn.Server(config).run(sockets=[bound])


def _started(parts: Assembly) -> Started:
    settings, engine, reason = parts.settings, None, None
    try:
        engine = parts.engine.describe()
        check(parts)
    except HuiyinError as error:
        reason = str(error)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return Started(
        url=f"http://{host}:{settings.port}",
        home=str(settings.home),
        engine=engine,
        state="ready" if reason is None else "not_ready",
        reason=reason,
    )
