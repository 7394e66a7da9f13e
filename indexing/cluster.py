"""The way to an Elasticsearch cluster: how to enter it, and what is asked of it.

Only this file and refusals.py know the client. Core features only: no script, plugin, language analyser or paid tier.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from elastic_transport.client_utils import DEFAULT
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from corpus.errors import IndexMissing, IndexUnavailable, InvalidSetting
from indexing import dsl
from indexing.circuit import Circuit
from indexing.engine import EngineHit, Found, Generation, Kind, Query
from indexing.refusals import PASSING, Refused, translated
from indexing.settling import settle, settled

T = TypeVar("T")

# What a busy cluster did not take is sent again, two seconds later at first, then twice as long each time.
_ATTEMPTS = 5
# Writing and refreshing may take this many times the patience of a search.
_WRITING = 6
# What the queries need: `rescore_vector` of a search of neighbours came with 8.18.
_OLDEST = (8, 18)
# A walk through all hits: how many at once (1,000 articles are about a megabyte), and how long between two pages.
_PAGE = 1000
_KEPT = "1m"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the cluster is and how to enter it: by API key, by user and password, or freely."""

    urls: tuple[str, ...]  # of one cluster: where a host does not answer the next one is asked
    prefix: str = "huiyin"
    api_key: str | None = field(default=None, repr=False)
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca: Path | None = None  # of a private authority, otherwise those of the system
    timeout: float = 10.0  # seconds for one search
    shards: int = 1  # 26,196 articles take 36 MB in the embedded engine; a shard bears some tens of GB
    replicas: int = 0


class Session:
    """The client; every method turns its errors into ours and looks at the server before the first use."""

    def __init__(self, cluster: Cluster) -> None:
        if cluster.ca and not cluster.ca.is_file():
            raise InvalidSetting(f"检索集群的 CA 证书：没有这个文件 {cluster.ca}")
        self._client = Elasticsearch(
            list(cluster.urls),
            api_key=cluster.api_key,
            basic_auth=(cluster.user, cluster.password or "") if cluster.user else None,
            ca_certs=str(cluster.ca) if cluster.ca else DEFAULT,
            request_timeout=cluster.timeout,
            max_retries=len(cluster.urls) - 1,  # another host, never the same one again
            retry_on_timeout=True,  # everything here may be asked twice
        )
        self._circuit = Circuit()
        self._patience = cluster.timeout * _WRITING / 2  # the cluster gives up before the connection does
        self._writer = self._client.options(request_timeout=cluster.timeout * _WRITING)
        self._version: str | None = None

    def version(self) -> str:
        """Version of the server, asked once. Raises IndexUnavailable for what is older, for 9.x and for forks."""
        if self._version is None:
            number = str(self._ask(self._client.info)["version"]["number"])
            major, minor = (int(part) for part in number.split(".")[:2])
            if major != _OLDEST[0] or minor < _OLDEST[1]:
                raise IndexUnavailable(f"检索集群是 Elasticsearch {number}，需要 8.18 以上的 8.x（8.19 经过测试）")
            self._version = number
        return self._version

    def _ask(self, question: Callable[[], T]) -> T:
        return self._circuit.ask(lambda: translated(question))

    def held(self, alias: str) -> dict[str, Any]:
        """All generations of an alias, serving or not."""
        self.version()
        return dict(self._ask(lambda: self._client.indices.get_alias(index=f"{alias}-*")))

    def aliased(self, alias: str) -> list[str]:
        """The generation that serves, as a list of one or none."""
        return [index for index, about in self.held(alias).items() if alias in about["aliases"]]

    def point(self, alias: str, index: str) -> None:
        """Move the alias in one step, away from whatever it points to at that moment."""
        actions: list[dict[str, Any]] = [
            {"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}},
            {"add": {"index": index, "alias": alias}},
        ]
        self._ask(lambda: self._writer.indices.update_aliases(actions=actions))

    def create(self, index: str, kind: Kind, settings: Mapping[str, Any]) -> None:
        """Make an index with the mapping of its kind, and its own name for writing."""
        self.version()
        self._ask(
            lambda: self._writer.indices.create(
                index=index, settings=settings, mappings=dsl.MAPPINGS[kind], aliases={written(index): {}}
            )
        )

    def open_up(self, index: str) -> None:
        """Let the cluster refresh as usual, and do it now."""
        self._ask(lambda: self._writer.indices.put_settings(index=index, settings={"refresh_interval": None}))
        self.refresh(index)

    def refresh(self, index: str) -> None:
        """Make what was written visible."""
        self._ask(lambda: self._writer.indices.refresh(index=index))

    def note(self, index: str, sequence: int) -> None:
        """Keep the state of the record in the mapping, where nothing searches."""
        self._ask(lambda: self._client.indices.put_mapping(index=index, meta={"sequence": sequence}))

    def generation(self, kind: Kind, index: str, alias: str) -> Generation:
        """Describe what an index holds. Raises IndexUnavailable where no build of ours sealed it."""
        known = self._ask(lambda: self._client.indices.get(index=index, features=["mappings", "settings"]))[index]
        sequence = known["mappings"].get("_meta", {}).get("sequence")
        if not isinstance(sequence, int):  # not written by this program, or by a build that nobody finished
            raise IndexUnavailable(f"检索库 {index} 已损坏，请运行 huiyin index build --anew 重建")
        begun = datetime.fromtimestamp(int(known["settings"]["index"]["creation_date"]) / 1000, UTC)
        return Generation(index.removeprefix(f"{alias}-"), kind, sequence, self.count(index), begun)

    def search(self, index: str, query: Query, alias: str) -> Found:
        """Answer a query in the final order of indexing/settling.py."""
        reach = query.offset + query.limit
        answers: list[dict[str, Any]] = []

        def best(count: int) -> list[EngineHit]:
            answers.append(self._best(index, query, offset=0, count=count))
            return [_hit(hit) for hit in answers[-1]["hits"]]

        if query.ranking:
            hits = settled(best, reach=reach)[query.offset : reach]
        else:
            answers.append(self._best(index, query, offset=query.offset, count=query.limit))
            hits = [_hit(hit) for hit in answers[-1]["hits"]]
        generation = answers[-1]["hits"][0]["_index"].removeprefix(f"{alias}-") if hits else ""
        return Found(tuple(hits), answers[-1]["total"]["value"] if query.counted else None, generation)

    def _best(self, index: str, query: Query, *, offset: int, count: int) -> dict[str, Any]:
        return self._found(
            index,
            query=dsl.wanted(query),
            sort=dsl.order(query),
            from_=offset,
            size=count,
            source_includes=["shown"],
            track_total_hits=query.counted,
            search_type="dfs_query_then_fetch",  # one set of frequencies over all shards
        )

    def walk(self, index: str, query: Query) -> Iterator[EngineHit]:
        """Yield all that fits in the order asked for, from one point in time, whatever happens to the index since."""
        self.version()
        point = self._ask(
            lambda: self._client.open_point_in_time(index=index, keep_alive=_KEPT, allow_partial_search_results=False)
        )["id"]
        try:
            after: Sequence[Any] | None = None
            while True:
                page = self._page(point, query, after)
                yield from map(_hit, page)
                if len(page) < _PAGE:
                    return
                after = page[-1]["sort"]
        finally:
            with suppress(IndexUnavailable):  # it ends by itself
                self._ask(lambda: self._client.close_point_in_time(id=point))

    def _page(self, point: str, query: Query, after: Sequence[Any] | None) -> list[dict[str, Any]]:
        answer = self._ask(
            lambda: self._client.search(
                pit={"id": point, "keep_alive": _KEPT},
                query=dsl.wanted(query),
                sort=dsl.order(query),
                search_after=after,
                size=_PAGE,
                source_includes=["shown"],
                track_total_hits=False,
            )
        )
        return list(answer["hits"]["hits"])

    def tally(self, index: str, query: Query) -> dict[str, int]:
        """Count what fits by label."""
        answer = self._answer(index, query=dsl.wanted(query), aggs=dsl.TALLY, size=0)
        return {one["key"]: int(one["doc_count"]) for one in answer["aggregations"]["tallied"]["buckets"]}

    def near(self, index: str, nearest: Mapping[str, Any], alias: str, *, count: int) -> Found:
        """Answer a search of neighbours, settled; the score is the cosine."""
        hits = self._found(index, knn=nearest, size=count, source_includes=["shown"])["hits"]
        found = [EngineHit(hit["_id"], 2 * hit["_score"] - 1, hit["_source"]["shown"]) for hit in hits]
        return Found(tuple(settle(found)), None, hits[0]["_index"].removeprefix(f"{alias}-") if hits else "")

    def ids(self, index: str, query: Mapping[str, Any], *, limit: int) -> frozenset[str]:
        """Return the ids of what fits, in no order."""
        answer = self._found(index, query=query, size=limit, source=False)
        return frozenset(hit["_id"] for hit in answer["hits"])

    def count(self, index: str, query: Mapping[str, Any] | None = None) -> int:
        """Return how many fit; all where there is no query."""
        return int(self._found(index, query=query, size=0, track_total_hits=True)["total"]["value"])

    def _found(self, index: str, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - the client's own parameters
        return dict(self._answer(index, **asked)["hits"])

    def _answer(self, index: str, **asked: Any) -> Mapping[str, Any]:  # noqa: ANN401 - the client's own parameters
        """Search all of an index or fail: an answer without the hits of a lost shard would look whole."""
        self.version()
        return self._ask(lambda: dict(self._client.search(index=index, allow_partial_search_results=False, **asked)))

    def write(self, alias: str, actions: Iterable[Mapping[str, Any]]) -> list[str]:
        """Write in batches; return why the cluster refused which, without quoting the text.

        Only by an alias: a late write must not bring a dropped index into being again. Raises IndexMissing where that
        is gone. What a busy or recovering cluster did not take is sent again, and nothing else.
        """

        def send() -> list[str]:
            results = streaming_bulk(
                self._writer,
                (dict(action) for action in actions),
                index=alias,
                require_alias=True,
                timeout=f"{self._patience:.0f}s",
                max_retries=_ATTEMPTS,
                retry_on_status=PASSING,
                raise_on_error=False,
            )
            refused = [Refused.of(result) for done, result in results if not done]
            if any(one.type == "index_not_found_exception" for one in refused):
                raise IndexMissing("检索集群上没有这个检索库，请先运行 huiyin index build")
            return [str(one) for one in refused if not one.was_gone]

        return self._ask(send)

    def spent(self) -> float:
        """Return the processor seconds of all nodes since they started."""
        nodes = self._ask(lambda: self._client.nodes.stats(metric="process"))["nodes"]
        return sum(int(node["process"]["cpu"]["total_in_millis"]) for node in nodes.values()) / 1000

    def remove(self, index: str) -> None:
        """Delete an index, if it is there."""
        self._ask(lambda: self._writer.indices.delete(index=index, ignore_unavailable=True))

    def close(self) -> None:
        """Release connections."""
        self._client.close()


def _hit(hit: Mapping[str, Any]) -> EngineHit:
    return EngineHit(hit["_id"], hit["_score"] or 0.0, hit["_source"]["shown"])


def written(index: str) -> str:
    """Return the name by which an index is written to, serving or not."""
    return f"{index}-write"
