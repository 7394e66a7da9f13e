"""Builds a generation as a process of its own and halts where it is told, so that a test can kill it there.

    python -m tests.indexing.building ENGINE WHERE POINT

WHERE is the folder of the embedded engine, or URL and prefix on a cluster.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from indexing.build import Changes, build
from indexing.cluster import Cluster
from indexing.elastic import ElasticEngine
from indexing.embedded import EmbeddedEngine
from indexing.engine import Entry, Kind, SearchEngine

COUNT = 1200
POINTS = ("while writing", "before the switch", "after the switch")


class Numbered:
    """A source of short entries that all carry the word of their edition."""

    kind = Kind.STATUTES
    shape = "numbered"

    def __init__(self, edition: str, *, sequence: int, point: str = "") -> None:
        self._edition = edition
        self._sequence = sequence
        self._point = point

    def sequence(self) -> int:
        return self._sequence

    def count(self) -> int:
        return COUNT

    def entries(self) -> Iterator[Entry]:
        for number in range(COUNT):
            if number == COUNT // 2:
                halt_at("while writing", self._point)
            text = f"{self._edition}第{number}条的内容。"
            yield Entry(f"{self._edition}#{number:04}", text, text)

    def changes(self, after: int) -> Changes | None:
        return None


class HaltingEmbedded(EmbeddedEngine):
    point = ""

    def switch(self, kind: Kind, name: str) -> None:
        halt_at("before the switch", self.point)
        super().switch(kind, name)
        halt_at("after the switch", self.point)


class HaltingElastic(ElasticEngine):
    point = ""

    def switch(self, kind: Kind, name: str) -> None:
        halt_at("before the switch", self.point)
        super().switch(kind, name)
        halt_at("after the switch", self.point)


def halt_at(here: str, point: str) -> None:
    """Where this is the point, say so and wait to be killed."""
    if here == point:
        sys.stdout.write("halted\n")
        sys.stdout.flush()
        time.sleep(600)


def engine_at(name: str, where: str) -> HaltingEmbedded | HaltingElastic:
    if name == "embedded":
        return HaltingEmbedded(Path(where))
    url, prefix = where.split()
    return HaltingElastic(Cluster((url,), prefix=prefix))


def main() -> None:
    name, where, point = sys.argv[1:]
    engine = engine_at(name, where)
    engine.point = point
    searching: SearchEngine = engine
    build(searching, Numbered("新编", sequence=2, point=point))


if __name__ == "__main__":
    main()
