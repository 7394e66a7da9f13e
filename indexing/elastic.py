"""The engine on a cluster: Elasticsearch 8.

Each kind has an alias (`huiyin-statutes`) that points to one generation (`huiyin-statutes-<name>`). The terms are made
here as for the embedded engine; the cluster only splits them at spaces.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any, Self

from corpus.errors import ClusterUnavailable, IndexBuildFailed, IndexMissing, IndexUnavailable
from indexing import dsl
from indexing.cluster import Cluster, Session, written
from indexing.engine import Clause, EngineHit, Entry, Found, Generation, Kind, Query, Vector
from indexing.settling import SLACK

# Batches under way to the cluster while the terms of the next are made here. Two keep both cores of a small server
# busy: one at a time, a shard writes with one thread.
_UNDER_WAY = 2


class ElasticEngine:
    """SearchEngine on a cluster. Nothing is sent before the first question, so it starts while the cluster is away."""

    schema = f"elasticsearch 8, each index written by its own alias: {dsl.MAPPINGS}"

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._session = Session(cluster)

    def describe(self) -> str:
        """Name and version, for status pages. Raises ClusterUnavailable, IndexUnavailable for an unfit server."""
        return f"Elasticsearch {self._session.version()}"

    def serving(self, kind: Kind) -> Generation | None:
        """What searches are answered from, None before the first build."""
        alias = self._alias(kind)
        names = self._session.aliased(alias)
        return self._session.generation(kind, names[0], alias) if names else None

    def search(self, kind: Kind, query: Query) -> Found:
        """Answer from the serving generation. Raises IndexMissing, ClusterUnavailable."""
        alias = self._alias(kind)
        return self._session.search(alias, query, alias)

    def walk(self, kind: Kind, query: Query) -> Iterator[EngineHit]:
        """Yield all that fits a query without ranking, from one point in time."""
        return self._session.walk(self._alias(kind), query)

    def tally(self, kind: Kind, query: Query) -> Mapping[str, int]:
        """Count what fits by each label of TALLIED keys, exactly: more labels are asked for than there are."""
        return self._session.tally(self._alias(kind), query)

    def near(
        self,
        kind: Kind,
        vector: Vector,
        *,
        required: Sequence[Clause] = (),
        excluded: Sequence[Clause] = (),
        limit: int = 20,
    ) -> Found:
        """Find the entries nearest to `vector` among those that fit, by a graph over bytes, rescored in float."""
        alias, count = self._alias(kind), limit + SLACK
        nearest = dsl.nearest(vector, required=required, excluded=excluded, count=count)
        found = self._session.near(alias, nearest, alias, count=count)
        return replace(found, hits=found.hits[:limit])

    def lacking(self, kind: Kind, ids: Sequence[str]) -> frozenset[str]:
        """Return those of the entries that serve and have no vector."""
        return self._session.ids(self._alias(kind), dsl.without_vector(ids), limit=len(ids))

    def learn(self, kind: Kind, generation: str, vectors: Mapping[str, Vector]) -> bool:
        """Give entries their vectors, by id, visible when this returns."""
        alias = self._alias(kind)
        index = f"{alias}-{generation}"
        if index not in self._session.aliased(alias):
            return False
        actions = [
            {"_op_type": "update", "_id": one, "doc": {"vector": vector.tolist()}} for one, vector in vectors.items()
        ]
        try:
            _all_taken(self._session.write(written(index), actions))
        except IndexMissing:  # dropped since
            return False
        self._session.refresh(index)
        return True

    def learned(self, kind: Kind) -> int:
        """Return how many entries that serve have a vector. Raises IndexMissing."""
        return self._session.count(self._alias(kind), dsl.WITH_VECTOR)

    def put(self, kind: Kind, entries: Sequence[Entry], *, sequence: int, after: int | None = None) -> None:
        """Add or replace by id in the serving generation; visible when this returns. Raises IndexMissing."""
        self._change(kind, [{"_id": entry.id, **dsl.document(entry)} for entry in entries], sequence, after)

    def delete(self, kind: Kind, ids: Sequence[str], *, sequence: int) -> None:
        """Remove by id; unknown ids are no error; gone when this returns. Raises IndexMissing."""
        self._change(kind, [{"_op_type": "delete", "_id": one} for one in ids], sequence, None)

    def draft(self, kind: Kind, name: str) -> "ElasticDraft":
        """Begin a generation beside the serving one."""
        settings = {
            "number_of_shards": self._cluster.shards,
            "number_of_replicas": self._cluster.replicas,
            "refresh_interval": -1,  # nobody looks before it is sealed
        }
        return ElasticDraft(self._session, Generation(name, kind, sequence=0, count=0), self._alias(kind), settings)

    def switch(self, kind: Kind, name: str) -> None:
        """Serve from the sealed generation `name`, at once and all or nothing."""
        alias = self._alias(kind)
        self._session.point(alias, f"{alias}-{name}")

    def drop_others(self, kind: Kind) -> None:
        """Remove every generation that does not serve, leftovers of crashes too."""
        alias = self._alias(kind)
        serving = self._session.aliased(alias)
        for index in self._session.held(alias):
            if index not in serving:
                self._session.remove(index)

    def clear(self, kind: Kind) -> None:
        """Remove every generation, the serving one too: of a trial that is over."""
        for index in self._session.held(self._alias(kind)):
            self._session.remove(index)

    def spent(self) -> float:
        """Return the processor seconds of all nodes since they started: what of a time was the server's work."""
        return self._session.spent()

    def close(self) -> None:
        """Release connections."""
        self._session.close()

    def _alias(self, kind: Kind) -> str:
        return f"{self._cluster.prefix}-{kind}"

    def _change(self, kind: Kind, actions: Sequence[Mapping[str, Any]], sequence: int, after: int | None) -> None:
        alias = self._alias(kind)
        serving = self.serving(kind)
        if serving is None:
            raise IndexMissing(f"还没有建立检索库（{kind}），请先运行 huiyin index build")
        _all_taken(self._session.write(alias, actions))
        self._session.refresh(alias)
        if after in {None, serving.sequence}:
            # of the generation that was looked at: where another one serves by now, that one's number stays behind
            with suppress(IndexMissing):
                self._session.note(f"{alias}-{serving.name}", sequence)


def _all_taken(refused: Sequence[str]) -> None:
    if refused:
        raise IndexUnavailable(f"检索集群拒绝写入 {len(refused)} 条：" + "；".join(refused[:3]))


class ElasticDraft:
    """An index that the alias does not point to yet."""

    def __init__(self, session: Session, generation: Generation, alias: str, settings: Mapping[str, Any]) -> None:
        self._session = session
        self._kind = generation.kind
        self._alias = alias
        self._index = f"{alias}-{generation.name}"
        self._settings = settings
        self._sealed = False
        self._sending = ThreadPoolExecutor(_UNDER_WAY, thread_name_prefix="bulk")
        self._under_way: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        self._session.create(self._index, self._kind, self._settings)
        return self

    def __exit__(self, *error: object) -> None:
        self._sending.shutdown(cancel_futures=True)
        if self._sealed and error[0] is None:
            return
        with suppress(ClusterUnavailable):  # away: the next build drops it
            if self._index not in self._session.aliased(self._alias):
                self._session.remove(self._index)

    def add(self, entries: Sequence[Entry]) -> None:
        """Write a batch; ids must be new. Raises IndexBuildFailed with three reasons of the cluster, maybe only later.

        An entry that is sent again because its answer was lost replaces itself.
        """
        actions = [{"_id": entry.id, **dsl.document(entry)} for entry in entries]
        if len(self._under_way) == _UNDER_WAY:
            self._under_way.popleft().result()
        self._under_way.append(self._sending.submit(self._write, actions))

    def put(self, entries: Sequence[Entry]) -> None:
        """Add or replace by id, after all that was added before."""
        self._arrive()
        self.add(entries)

    def _arrive(self) -> None:
        while self._under_way:
            self._under_way.popleft().result()

    def _write(self, actions: Sequence[Mapping[str, Any]]) -> None:
        try:
            _all_taken(self._session.write(written(self._index), actions))
        except ClusterUnavailable:
            raise
        except IndexMissing as error:
            raise IndexBuildFailed("另一个进程也在建，新检索库被它清走了；原检索库继续服务，请再建一次") from error
        except IndexUnavailable as error:
            raise IndexBuildFailed(f"{error}；原检索库继续服务") from error

    def seal(self, sequence: int) -> Generation:
        """Make all visible and say what is there."""
        self._arrive()
        self._session.open_up(self._index)
        self._session.note(self._index, sequence)
        self._sealed = True
        return self._session.generation(self._kind, self._index, self._alias)

    def search(self, query: Query) -> Found:
        """Search what is sealed, for checks before the switch."""
        return self._session.search(self._index, query, self._alias)
