"""What stands before every route: security headers, a log without letters, and no failure without its problem."""

import logging
import time
from collections.abc import Sequence
from typing import Final

from pydantic_core import to_json
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import DocumentTooLarge
from service.errors import MEDIA_TYPE, Problem, headers, problem
from service.faults import where

log = logging.getLogger("huiyin.http")

# Everything comes from this server itself; nothing may frame it, and no address with a query in it leaves it.
HEADERS: Final[Sequence[tuple[str, str]]] = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)
# Letters and what was read from them must not stay in a browser's or proxy's memory.
NO_STORE: Final = ("Cache-Control", "no-store")


def respond(told: Problem) -> Response:
    """Return a problem as an HTTP response."""
    return Response(to_json(told), told.status, headers(told), MEDIA_TYPE)


class Guard:
    """Outermost layer of the application.

    The log names the route, not the address: a search term or a path typed by hand may hold words of a letter.
    """

    def __init__(self, app: ASGIApp, *, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _harden(message)
            await send(message)

        try:
            await self._app(scope, self._limited(receive), guarded)
        except Exception as error:  # noqa: BLE001 - the last stop: whatever it was becomes a problem, and its words stay out of the log
            log.error("%s at %s", type(error).__name__, where(error))  # noqa: TRY400 - the traceback may quote a letter
            if status:
                return
            await respond(problem(error))(scope, receive, guarded)
        finally:
            route = getattr(scope.get("route"), "path", "-")
            log.info("%s %s %d %.0f ms", scope["method"], route, status, (time.perf_counter() - began) * 1000)

    def _limited(self, receive: Receive) -> Receive:
        """Count what comes in; the framework's own limit answers in plain text."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._max_bytes:
                raise DocumentTooLarge(
                    f"请求超过上限 {self._max_bytes} 字节，没有读取；上限由设置 HUIYIN_MAX_BYTES 决定"
                )
            return message

        return counted


def _harden(message: Message) -> None:
    sent = MutableHeaders(scope=message)
    for name, value in HEADERS:
        sent.setdefault(name, value)
    sent.setdefault(*NO_STORE)
