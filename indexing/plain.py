"""A cluster as it comes, with its `standard` analyser on plain text: no part of search, a peer to measure against."""

from collections.abc import Iterable
from types import TracebackType
from typing import Self

from indexing.cluster import Cluster, Session, written

_MAPPINGS = {
    "dynamic": False,
    "_source": {"includes": ["name"]},
    "properties": {"text": {"type": "text", "analyzer": "standard"}},
}


class Plain(Session):
    """One index of texts, each found by a name, there as long as the context lasts."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__(cluster)
        self._index = f"{cluster.prefix}-plain"

    def __enter__(self) -> Self:
        """Make the index; what an earlier run left is dropped. Raises ClusterUnavailable, IndexUnavailable."""
        self.version()
        self.remove(self._index)
        aliases: dict[str, dict[str, str]] = {written(self._index): {}}
        self._ask(lambda: self._writer.indices.create(index=self._index, mappings=_MAPPINGS, aliases=aliases))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove(self._index)
        self.close()

    def put(self, texts: Iterable[tuple[str, str]]) -> list[str]:
        """Add (name, text) and make them visible; return what was refused."""
        refused = self.write(written(self._index), ({"_source": {"name": name, "text": text}} for name, text in texts))
        self.refresh(self._index)
        return refused

    def matched(self, text: str, *, limit: int) -> list[str]:
        """Return the names of the texts that a plain `match` ranks first."""
        found = self._found(self._index, query={"match": {"text": text}}, size=limit)
        return [str(hit["_source"]["name"]) for hit in found["hits"]]
