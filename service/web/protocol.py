"""What uvicorn answers before there is a request to hand on, in the one form that failures have here."""

import h11
from pydantic_core import to_json
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.errors import MALFORMED, MEDIA_TYPE
from service.web.guard import HEADERS


class Protocol(H11Protocol):
    """HTTP/1.1 by h11. An address with letters that are not percent-encoded comes to its end here."""

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words, in English
        """Answer what is not HTTP and hang up."""
        body = to_json(MALFORMED)
        own = {"content-type": MEDIA_TYPE, "content-length": str(len(body)), "connection": "close", **dict(HEADERS)}
        headers = [(name.encode(), value.encode()) for name, value in own.items()]
        answer = h11.Response(status_code=MALFORMED.status, headers=headers, reason=b"Bad Request")
        for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
