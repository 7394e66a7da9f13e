"""How far the reading of one file has come, told page by page to whoever listens in this thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Told = Callable[[int, int], None]  # pages done, pages in all

_listener: ContextVar[Told | None] = ContextVar("listener", default=None)


@contextmanager
def listening(told: Told) -> Iterator[None]:
    """Have `told` called after each page that is read inside."""
    before = _listener.set(told)
    try:
        yield
    finally:
        _listener.reset(before)


def tell(done: int, total: int) -> None:
    """Say that so many pages of a file are read."""
    told = _listener.get()
    if told is not None:
        told(done, total)
