"""Fills an index with vectors as a process of its own and halts after a while, so that a test can kill it there.

python -m tests.indexing.filling FOLDER
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from indexing.build import build
from indexing.encoding import KeptVectors
from indexing.engine import Entry
from indexing.filling import fill
from tests.indexing.building import COUNT as ALL
from tests.indexing.building import Numbered, engine_at, halt_at
from tests.indexing.encoding import Bigrams

COUNT = 600
HALT = 256


class Passages(Numbered):
    """Short entries that have a passage each."""

    def count(self) -> int:
        return COUNT

    def entries(self) -> Iterator[Entry]:
        for place, entry in zip(range(ALL), super().entries(), strict=True):
            if place < COUNT:
                yield replace(entry, passage=entry.text)


def main() -> None:
    folder = Path(sys.argv[1])
    engine = engine_at("embedded", str(folder / "index"))
    source = Passages("旧编", sequence=1)
    build(engine, source)

    def told(done: int, total: int) -> None:
        if done >= HALT:
            halt_at("now", "now")

    fill(engine, source, KeptVectors(folder / "vectors", Bigrams()), progress=told)


if __name__ == "__main__":
    main()
