"""What makes vectors of texts, and the vectors that were made before: no text is embedded twice by one encoder."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexing.engine import Vector

# A query of SQLite may name so many values everywhere (SQLITE_MAX_VARIABLE_NUMBER of old builds is 999).
_AT_ONCE = 900


class Encoder(Protocol):
    """Texts -> rows of unit length; assembly hands one in (models/encoder.py)."""

    @property
    def name(self) -> str:
        """Fingerprint of the weights: vectors of different names cannot be compared."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed what is to be found, one row each."""

    def query(self, text: str) -> NDArray[np.float32]:
        """Embed what is looked for. Raises ModelUnusable."""

    def lacking(self) -> str:
        """Say in Chinese why a query cannot be embedded at once, nothing where it can; takes no time."""

    def prepare(self) -> None:
        """Make what queries need, however long it takes. Raises ModelUnusable."""


class KeptVectors:
    """All vectors that an encoder ever made of passages, in one file by the hash of the text, as float16.

    The index is always rebuilt from the record; this file saves the hours of embedding it again. Safe to share between
    threads and processes; a file that is lost is filled again.
    """

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._path = folder / f"{encoder.name}.sqlite"
        self._encoder = encoder
        self._making = threading.Lock()

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """Return the vectors of these passages; those that were never made are made now and kept."""
        keys = [sha256(text.encode()).digest() for text in texts]
        with self._making, self._opened() as db:
            held = _held(db, keys)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in held}
            if missing:
                made = self._encoder.passages(list(missing.values())).astype(np.float16)
                rows = [(key, vector.tobytes()) for key, vector in zip(missing, made, strict=True)]
                with db:
                    db.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
                held.update(zip(missing, made, strict=True))
        return [held[key].astype(np.float32) for key in keys]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=30)) as db:
            # Of 512 numbers each takes 1.4 kB; WITHOUT ROWID spills every vector to a page of its own, 4.7 kB.
            db.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB)")
            yield db


def _held(db: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float16]]:
    held: dict[bytes, NDArray[np.float16]] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        found = db.execute(f"SELECT text, vector FROM vectors WHERE text IN ({marks})", some)  # noqa: S608 - marks only
        held.update((key, np.frombuffer(vector, dtype=np.float16)) for key, vector in found)
    return held
