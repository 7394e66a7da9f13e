"""A folder for what the reading of one file lays down, gone afterwards; a killed process's goes with the next one."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

PREFIX: Final = "huiyin-"


@contextmanager
def scratch(place: Path | None) -> Iterator[Path]:
    """Give an empty folder for its owner alone, below `place` (made where missing), else below the system's own.

    Whoever uses a folder of `place` holds a lock on it, which ends with the process: what nobody holds was left behind.
    """
    with ExitStack() as held:
        if place is None:
            yield Path(held.enter_context(_made(None)))
            return
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _locked(place, wait=True):  # so that nobody takes for left what is being made
            for left in place.glob(f"{PREFIX}*"):
                with _locked(left) as free:
                    if free:
                        shutil.rmtree(left, ignore_errors=True)
            folder = Path(held.enter_context(_made(place)))
            held.enter_context(_locked(folder))
        yield folder


def _made(place: Path | None) -> TemporaryDirectory[str]:
    # A converter may be writing yet while it is killed.
    return TemporaryDirectory(prefix=PREFIX, dir=place, ignore_cleanup_errors=True)


@contextmanager
def _locked(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold the lock of a folder; gives False where another holds it or the folder has gone."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        yield False
        return
    try:
        yield _lock(handle, wait=wait)
    finally:
        os.close(handle)


def _lock(handle: int, *, wait: bool) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True
