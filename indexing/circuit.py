"""Asks a server, and spares the asking while it is away: whoever comes meanwhile is told the reason at once."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Final, TypeVar

from corpus.errors import ClusterUnavailable, IndexUnavailable

T = TypeVar("T")

# One lost answer is bad luck, three in a row are a cluster that is away. A letter asks some five times: with a server
# that keeps silent it would wait for every timeout.
FAILURES: Final = 3
# Then it is asked again after so long; the HTTP answer tells clients the same (Retry-After in service/errors.py).
PAUSE_S: Final = 5.0


class Circuit:
    """Closed while the server answers. Open after FAILURES in a row: one question each PAUSE_S tries it again."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._failures = 0
        self._reason = ""
        self._next = 0.0  # when the next question is let through

    def ask(self, question: Callable[[], T]) -> T:
        """Return the answer. Raises what the question raises, ClusterUnavailable without asking while it is open."""
        self._admit()
        try:
            answer = question()
        except ClusterUnavailable as error:
            self._note(self._failures + 1, str(error))
            raise
        except IndexUnavailable:  # a refusal is an answer
            self._note(0)
            raise
        self._note(0)
        return answer

    def _admit(self) -> None:
        with self._lock:
            if self._failures < FAILURES:
                return
            if self._now() < self._next:
                raise ClusterUnavailable(f"{self._reason}；{PAUSE_S:.0f} 秒后会自动再试")
            self._next = self._now() + PAUSE_S  # this one tries; if it hangs, the next may try after another pause

    def _note(self, failures: int, reason: str = "") -> None:
        with self._lock:
            self._failures, self._reason = failures, reason
            self._next = self._now() + PAUSE_S
