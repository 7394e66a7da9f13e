"""Lets the index of matters follow the store where a letter could not be put in: when search is back, it goes in."""

from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Self

from indexing.build import catch_up
from service.faults import where

if TYPE_CHECKING:
    from service.assembly import Assembly

# A letter that came while search was away is found so long after it is back, or with the next letter.
PAUSE_S: Final = 30.0


class Follower:
    """One thread, for as long as the context lasts; asks one small question where nothing is lacking."""

    def __init__(self, parts: "Assembly", *, pause: float = PAUSE_S) -> None:
        self._parts = parts
        self._pause = pause
        self._stop = Event()
        self._thread = Thread(target=self._run, name="follower", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stop.wait(self._pause):
            try:
                with self._parts.filing:
                    catch_up(self._parts.engine, self._parts.case_source)
            except Exception as error:  # noqa: BLE001 - search may be away or the disk full; this thread outlives it
                self._parts.log.warning("matters: %s at %s", type(error).__name__, where(error))
