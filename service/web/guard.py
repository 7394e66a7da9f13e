"""What stands before every route: security headers, a log without letters, and no failure without its problem."""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import FOREIGN_HOST, FOREIGN_SITE, Problem, problem, refusal
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
    ("Referrer-Policy", "same-origin"),  # with no-referrer browsers name no origin, and Guard asks for it
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)
# Letters and what was read from them must not stay in a browser's or proxy's memory.
NO_STORE: Final = ("Cache-Control", "no-store")
# These change nothing here (RFC 9110, 9.2.1); whatever else another site makes a browser send is refused.
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Outermost layer of the application.

    The log names the route, not the address: a search term or a path typed by hand may hold words of a letter.
    `authorities` are the names that lead here, with the port: under any other name stands a site that has its own name
    point at this machine, to read with the eyes of the clerk's browser.
    """

    def __init__(
        self, app: ASGIApp, *, authorities: frozenset[str], tell: Callable[[Request, Problem], Response]
    ) -> None:
        self._app = app
        self._authorities = authorities
        self._tell = tell

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
            if refused := self._foreign(scope):
                await self._tell(Request(scope), refused)(scope, receive, guarded)
                return
            await self._app(scope, receive, guarded)
        except Exception as error:  # noqa: BLE001 - the last stop: whatever it was becomes a problem, and its words stay out of the log
            log.error("%s at %s", type(error).__name__, where(error))  # noqa: TRY400 - the traceback may quote a letter
            if status:
                return
            await self._tell(Request(scope), problem(error))(scope, receive, guarded)
        finally:
            route = getattr(scope.get("route"), "path", "-")
            log.info("%s %s %d %.0f ms", scope["method"], route, status, (time.perf_counter() - began) * 1000)

    def _foreign(self, scope: Scope) -> Problem | None:
        """Refuse what came by a name that is not ours, and writing that another site had a browser do."""
        sent = Headers(scope=scope)
        if sent.get("host") not in self._authorities:
            return refusal(FOREIGN_HOST)
        site, origin = sent.get("sec-fetch-site", "none"), sent.get("origin")
        own = origin is None or origin.removeprefix("http://") in self._authorities
        if scope["method"] not in SAFE and not (own and site in ("same-origin", "none")):
            return refusal(FOREIGN_SITE)
        return None


def _harden(message: Message) -> None:
    sent = MutableHeaders(scope=message)
    for name, value in HEADERS:
        sent.setdefault(name, value)
    sent.setdefault(*NO_STORE)
