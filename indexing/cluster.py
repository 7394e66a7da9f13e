"""The way to an Elasticsearch cluster: how to enter it, what is asked of it, and its errors turned into ours.

The only file that knows the client. Core features only: no scripts, plugins, language analysers, no paid tier.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError, UnsupportedProductError
from elasticsearch.helpers import streaming_bulk

from corpus.errors import ClusterUnavailable, IndexMissing, IndexUnavailable, InvalidSetting
from indexing import dsl
from indexing.engine import EngineHit, Found, Generation, Kind, Query
from indexing.settling import settle, settled

T = TypeVar("T")

# Too busy or not there: asking again later can succeed. Any other refusal is for good.
_PASSING = frozenset({429, 502, 503, 504})
# Bulk requests a busy cluster is asked again, two seconds apart at first, then twice as long each time.
_ATTEMPTS = 5
# Writing and refreshing may take this many times the patience of a search.
_WRITING = 6
# A walk through all hits: how many at once (1,000 articles are about a megabyte), and how long between two pages.
_PAGE = 1000
_KEPT = "1m"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the cluster is and how to enter it: by API key, by user and password, or freely."""

    urls: tuple[str, ...]
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
        )
        self._writer = self._client.options(request_timeout=cluster.timeout * _WRITING)
        self._version: str | None = None

    def version(self) -> str:
        """Version of the server, asked once. Raises IndexUnavailable for 7.x, 9.x and forks."""
        if self._version is None:
            number = str(_ours(self._client.info)["version"]["number"])
            if not number.startswith("8."):
                raise IndexUnavailable(f"检索集群是 Elasticsearch {number}，需要 8.x（8.19 经过测试）")
            self._version = number
        return self._version

    def held(self, alias: str) -> dict[str, Any]:
        """All generations of an alias, serving or not."""
        self.version()
        return dict(_ours(lambda: self._client.indices.get_alias(index=f"{alias}-*")))

    def aliased(self, alias: str) -> list[str]:
        """The generation that serves, as a list of one or none."""
        return [index for index, about in self.held(alias).items() if alias in about["aliases"]]

    def point(self, alias: str, index: str) -> None:
        """Move the alias in one step."""
        actions: list[dict[str, Any]] = [{"remove": {"index": old, "alias": alias}} for old in self.aliased(alias)]
        actions.append({"add": {"index": index, "alias": alias}})
        _ours(lambda: self._client.indices.update_aliases(actions=actions))

    def create(self, index: str, kind: Kind, settings: Mapping[str, Any]) -> None:
        """Make an index with the mapping of its kind."""
        self.version()
        _ours(lambda: self._writer.indices.create(index=index, settings=settings, mappings=dsl.MAPPINGS[kind]))

    def open_up(self, index: str) -> None:
        """Let the cluster refresh as usual, and do it now."""
        _ours(lambda: self._writer.indices.put_settings(index=index, settings={"refresh_interval": None}))
        self.refresh(index)

    def refresh(self, index: str) -> None:
        """Make what was written visible."""
        _ours(lambda: self._writer.indices.refresh(index=index))

    def note(self, index: str, sequence: int) -> None:
        """Keep the state of the record in the mapping, where nothing searches."""
        _ours(lambda: self._client.indices.put_mapping(index=index, meta={"sequence": sequence}))

    def generation(self, kind: Kind, index: str, alias: str) -> Generation:
        """Describe what an index holds. Raises IndexUnavailable where no build of ours sealed it."""
        mapping = _ours(lambda: self._client.indices.get_mapping(index=index))[index]["mappings"]
        count = int(_ours(lambda: self._client.count(index=index))["count"])
        sequence = mapping.get("_meta", {}).get("sequence")
        if not isinstance(sequence, int):  # not written by this program, or by a build that nobody finished
            raise IndexUnavailable(f"检索库 {index} 已损坏，请运行 huiyin index build --anew 重建")
        return Generation(index.removeprefix(f"{alias}-"), kind, sequence=sequence, count=count)

    def search(self, index: str, query: Query, alias: str) -> Found:
        """Answer a query in the final order of indexing/settling.py."""
        self.version()
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
        answer = _ours(
            lambda: self._client.search(
                index=index,
                query=dsl.wanted(query),
                sort=dsl.order(query),
                from_=offset,
                size=count,
                source_includes=["shown"],
                track_total_hits=query.counted,
                search_type="dfs_query_then_fetch",  # one set of frequencies over all shards
            )
        )
        return dict(answer["hits"])

    def walk(self, index: str, query: Query) -> Iterator[EngineHit]:
        """Yield all that fits in the order asked for, from one point in time, whatever happens to the index since."""
        self.version()
        point = _ours(lambda: self._client.open_point_in_time(index=index, keep_alive=_KEPT))["id"]
        try:
            after: Sequence[Any] | None = None
            while True:
                page = self._page(point, query, after)
                yield from map(_hit, page)
                if len(page) < _PAGE:
                    return
                after = page[-1]["sort"]
        finally:
            _ours(lambda: self._client.close_point_in_time(id=point))

    def _page(self, point: str, query: Query, after: Sequence[Any] | None) -> list[dict[str, Any]]:
        answer = _ours(
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
        self.version()
        answer = _ours(lambda: self._client.search(index=index, query=dsl.wanted(query), aggs=dsl.TALLY, size=0))
        return {one["key"]: int(one["doc_count"]) for one in answer["aggregations"]["tallied"]["buckets"]}

    def near(self, index: str, nearest: Mapping[str, Any], alias: str, *, count: int) -> Found:
        """Answer a search of neighbours, settled; the score is the cosine."""
        self.version()
        answer = _ours(lambda: self._client.search(index=index, knn=nearest, size=count, source_includes=["shown"]))
        hits = answer["hits"]["hits"]
        found = [EngineHit(hit["_id"], 2 * hit["_score"] - 1, hit["_source"]["shown"]) for hit in hits]
        return Found(tuple(settle(found)), None, hits[0]["_index"].removeprefix(f"{alias}-") if hits else "")

    def ids(self, index: str, query: Mapping[str, Any], *, limit: int) -> frozenset[str]:
        """Return the ids of what fits, in no order."""
        self.version()
        answer = _ours(lambda: self._client.search(index=index, query=query, size=limit, source=False))
        return frozenset(hit["_id"] for hit in answer["hits"]["hits"])

    def count(self, index: str, query: Mapping[str, Any]) -> int:
        """Return how many fit."""
        self.version()
        return int(_ours(lambda: self._client.count(index=index, query=query))["count"])

    def write(self, index: str, actions: Iterable[Mapping[str, Any]], *, require_alias: bool = False) -> list[str]:
        """Write in batches; return why the cluster refused which, without quoting the text."""

        def send() -> list[str]:
            results = streaming_bulk(
                self._writer,
                (dict(action) for action in actions),
                index=index,
                require_alias=require_alias,
                max_retries=_ATTEMPTS,
                raise_on_error=False,
            )
            return [_reason(result) for done, result in results if not (done or _was_gone(result))]

        return _ours(send)

    def remove(self, index: str) -> None:
        """Delete an index, if it is there."""
        _ours(lambda: self._writer.indices.delete(index=index, ignore_unavailable=True))

    def close(self) -> None:
        """Release connections."""
        self._client.close()


def _hit(hit: Mapping[str, Any]) -> EngineHit:
    return EngineHit(hit["_id"], hit["_score"] or 0.0, hit["_source"]["shown"])


def _was_gone(result: Mapping[str, Any]) -> bool:
    """Tell of a removal or a vector that its entry was not there any more."""
    return any(result.get(what, {}).get("status") == HTTPStatus.NOT_FOUND for what in ("delete", "update"))


def _reason(result: Mapping[str, Any]) -> str:
    about = next(iter(result.values()))
    return f"{about.get('_id')} {about['status']} {about['error'].get('type')}"


def _ours(question: Callable[[], T]) -> T:
    """Ask the cluster and turn its errors into ours."""
    try:
        return question()
    except UnsupportedProductError as error:
        raise IndexUnavailable("检索集群不是 Elasticsearch；它的分支不受支持") from error
    except TransportError as error:  # refused, timed out, certificate not trusted
        raise ClusterUnavailable(f"检索集群没有应答（{type(error).__name__}：{error.message}）") from error
    except NotFoundError as error:
        raise IndexMissing("检索集群上没有这个检索库，请先运行 huiyin index build") from error
    except ApiError as error:
        if error.status_code in _PASSING:
            raise ClusterUnavailable(f"检索集群暂时不能服务（{error.status_code} {error.message}）") from error
        if error.status_code in {401, 403}:
            raise IndexUnavailable(f"检索集群拒绝了凭证（{error.status_code}），请检查密钥或用户权限") from error
        raise IndexUnavailable(f"检索集群拒绝了请求（{error.status_code} {error.message}）") from error
