"""The engine on a cluster: Elasticsearch 8, core features only (no scripts, plugins, language analysers, paid tier).

Each kind has an alias (`huiyin-statutes`) that points to one generation (`huiyin-statutes-<name>`). The terms are made
here as for the embedded engine; the cluster only splits them at spaces.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError, UnsupportedProductError
from elasticsearch.helpers import streaming_bulk

from corpus.errors import ClusterUnavailable, IndexBuildFailed, IndexMissing, IndexUnavailable, InvalidSetting
from indexing import dsl
from indexing.engine import SLACK, EngineHit, Entry, Found, Generation, Kind, Query, settle

T = TypeVar("T")

# Too busy or not there: asking again later can succeed. Any other refusal is for good.
_PASSING = frozenset({429, 502, 503, 504})
# Bulk requests a busy cluster is asked again, two seconds apart at first, then twice as long each time.
_ATTEMPTS = 5
# Writing and refreshing may take this many times the patience of a search.
_WRITING = 6


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


class ElasticEngine:
    """SearchEngine on a cluster. Nothing is sent before the first question, so it starts while the cluster is away."""

    schema = f"elasticsearch 8: {dsl.MAPPING}"

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._session = _Session(cluster)

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

    def put(self, kind: Kind, entries: Sequence[Entry], *, sequence: int) -> None:
        """Add or replace by id in the serving generation; visible when this returns. Raises IndexMissing."""
        self._change(kind, [{"_id": entry.id, **dsl.document(entry)} for entry in entries], sequence)

    def delete(self, kind: Kind, ids: Sequence[str], *, sequence: int) -> None:
        """Remove by id; unknown ids are no error; gone when this returns. Raises IndexMissing."""
        self._change(kind, [{"_op_type": "delete", "_id": one} for one in ids], sequence)

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

    def close(self) -> None:
        """Release connections."""
        self._session.close()

    def _alias(self, kind: Kind) -> str:
        return f"{self._cluster.prefix}-{kind}"

    def _change(self, kind: Kind, actions: Sequence[Mapping[str, Any]], sequence: int) -> None:
        alias = self._alias(kind)
        names = self._session.aliased(alias)
        if not names:
            raise IndexMissing(f"还没有建立检索库（{kind}），请先运行 huiyin index build")
        # only by the alias: a late write must not bring a dropped index into being again
        refused = self._session.write(alias, actions, require_alias=True)
        if refused:
            raise IndexUnavailable(f"检索集群拒绝写入 {len(refused)} 条：" + "；".join(refused[:3]))
        self._session.refresh(alias)
        self._session.note(names[0], sequence)


class ElasticDraft:
    """An index that the alias does not point to yet."""

    def __init__(self, session: "_Session", generation: Generation, alias: str, settings: Mapping[str, Any]) -> None:
        self._session = session
        self._kind = generation.kind
        self._alias = alias
        self._index = f"{alias}-{generation.name}"
        self._settings = settings
        self._sealed = False

    def __enter__(self) -> Self:
        self._session.create(self._index, self._settings)
        return self

    def __exit__(self, *error: object) -> None:
        if self._sealed and error[0] is None:
            return
        with suppress(ClusterUnavailable):  # away: the next build drops it
            if self._index not in self._session.aliased(self._alias):
                self._session.remove(self._index)

    def add(self, entries: Sequence[Entry]) -> None:
        """Write a batch; ids must be new. Raises IndexBuildFailed with three reasons of the cluster."""
        actions = [{"_op_type": "create", "_id": entry.id, **dsl.document(entry)} for entry in entries]
        refused = self._session.write(self._index, actions)
        if refused:
            raise IndexBuildFailed(f"检索集群拒绝写入 {len(refused)} 条：" + "；".join(refused[:3]))

    def seal(self, sequence: int) -> Generation:
        """Make all visible and say what is there."""
        self._session.open_up(self._index)
        self._session.note(self._index, sequence)
        self._sealed = True
        return self._session.generation(self._kind, self._index, self._alias)

    def search(self, query: Query) -> Found:
        """Search what is sealed, for checks before the switch."""
        return self._session.search(self._index, query, self._alias)


class _Session:
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

    def create(self, index: str, settings: Mapping[str, Any]) -> None:
        self.version()
        _ours(lambda: self._writer.indices.create(index=index, settings=settings, mappings=dsl.MAPPING))

    def open_up(self, index: str) -> None:
        """Let the cluster refresh as usual, and do it now."""
        _ours(lambda: self._writer.indices.put_settings(index=index, settings={"refresh_interval": None}))
        self.refresh(index)

    def refresh(self, index: str) -> None:
        _ours(lambda: self._writer.indices.refresh(index=index))

    def note(self, index: str, sequence: int) -> None:
        """Keep the state of the record in the mapping, where nothing searches."""
        _ours(lambda: self._client.indices.put_mapping(index=index, meta={"sequence": sequence}))

    def generation(self, kind: Kind, index: str, alias: str) -> Generation:
        mapping = _ours(lambda: self._client.indices.get_mapping(index=index))[index]["mappings"]
        count = int(_ours(lambda: self._client.count(index=index))["count"])
        return Generation(index.removeprefix(f"{alias}-"), kind, sequence=mapping["_meta"]["sequence"], count=count)

    def search(self, index: str, query: Query, alias: str) -> Found:
        self.version()
        answer = _ours(
            lambda: self._client.search(
                index=index,
                query=dsl.wanted(query),
                size=query.limit + SLACK,
                track_total_hits=query.counted,
                search_type="dfs_query_then_fetch",  # one set of frequencies over all shards
            )
        )["hits"]
        hits = (EngineHit(hit["_id"], hit["_score"], hit["_source"]["shown"]) for hit in answer["hits"])
        generation = answer["hits"][0]["_index"].removeprefix(f"{alias}-") if answer["hits"] else ""
        return Found(settle(hits, limit=query.limit), answer["total"]["value"] if query.counted else None, generation)

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
            return [_reason(result) for done, result in results if not done and not _was_gone(result)]

        return _ours(send)

    def remove(self, index: str) -> None:
        _ours(lambda: self._writer.indices.delete(index=index, ignore_unavailable=True))

    def close(self) -> None:
        self._client.close()


def _was_gone(result: Mapping[str, Any]) -> bool:
    return bool(result.get("delete", {}).get("status") == 404)


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
