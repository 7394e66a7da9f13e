"""Makes the encoder and fills the vectors of the statutes in behind the words, while the server serves."""

import os
import threading
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Self

from service.upkeep import fill_vectors

if TYPE_CHECKING:
    from service.assembly import Assembly

# How long until it is looked again whether vectors are lacking: after a new generation, or when search is back.
PAUSE_S: Final = 60.0
# What cannot be made now (damaged weights, a full disk) costs half a minute of a core each time: seldomer and seldomer.
LONGEST_PAUSE_S: Final = 3600.0
# Requests go first.
NICE: Final = 10


class Filler:
    """One thread of low priority, for as long as the context lasts; none where there is no encoder."""

    def __init__(self, parts: "Assembly") -> None:
        self._parts = parts
        self._stop = Event()
        self._thread = Thread(target=self._run, name="vectors", daemon=True)

    def __enter__(self) -> Self:
        if self._parts.encoder is not None:
            self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Let go after the texts that are being embedded, some seconds; the next start goes on there.

        An encoder that is just being made for this machine (half a minute) is not waited for: it is made to its end.
        """
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def _run(self) -> None:
        if hasattr(os, "setpriority"):  # on Linux a thread has a priority of its own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
        pause = PAUSE_S
        while not self._stop.is_set():
            try:
                fill_vectors(self._parts, stopped=self._stop.is_set)
                pause = PAUSE_S
            except Exception as error:  # noqa: BLE001 - search may be away or the disk full; this thread outlives it
                self._parts.log.warning("vectors: %s: %s", type(error).__name__, error)
                pause = min(2 * pause, LONGEST_PAUSE_S)
            self._stop.wait(pause)
