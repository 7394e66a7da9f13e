"""No request larger than the settings allow, and one answer to those that are."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import DocumentTooLarge
from service.errors import Problem, problem

# More digits than any size has; an int of thousands of digits would be an error of its own.
DIGITS = 18


class Ceiling:
    """Layer of the application that counts what comes in.

    What the framework makes of a body that breaks off (400, by the route) is thrown away: it would blame the sender's
    JSON. The rest of the body is read and let go, or a browser would show a broken connection in place of the answer.
    """

    def __init__(self, app: ASGIApp, *, max_bytes: int, tell: Callable[[Request, Problem], Response]) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(receive, self._max_bytes)
        declared = Headers(scope=scope).get("content-length", "")
        body.over = declared.isdecimal() and int(declared[:DIGITS]) > self._max_bytes

        async def unless_over(message: Message) -> None:
            if not body.over:
                await send(message)

        if not body.over:
            try:
                await self._app(scope, body.read, unless_over)
            except DocumentTooLarge:
                if not body.over:
                    raise
        if body.over:
            await body.let_go()
            await self._tell(Request(scope), problem(_too_large(self._max_bytes)))(scope, receive, send)


class _Body:
    """What one request brings."""

    def __init__(self, receive: Receive, max_bytes: int) -> None:
        self._receive = receive
        self._max_bytes = max_bytes
        self._taken = 0
        self._more = True
        self.over = False

    async def read(self) -> Message:
        """Hand on what comes, up to the limit; then DocumentTooLarge."""
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        self._more = message.get("more_body", False)
        self.over = self._taken > self._max_bytes
        if self.over:
            raise _too_large(self._max_bytes)
        return message

    async def let_go(self) -> None:
        """Read the rest and keep nothing of it."""
        while self._more:
            self._more = (await self._receive()).get("more_body", False)


def _too_large(max_bytes: int) -> DocumentTooLarge:
    return DocumentTooLarge(f"请求超过上限 {max_bytes} 字节，没有读取；上限由设置 HUIYIN_MAX_BYTES 决定")
