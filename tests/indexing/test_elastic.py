"""The cluster away, silent, or something else: said in one error with its reason, and over when the cluster is back."""

import json
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.errors import ClusterUnavailable, IndexBuildFailed, IndexMissing, IndexUnavailable, InvalidSetting
from indexing.build import build
from indexing.circuit import FAILURES
from indexing.cluster import Cluster, Session
from indexing.elastic import ElasticEngine
from indexing.engine import Entry, Kind, Query
from tests.indexing.building import COUNT, Numbered
from tests.indexing.conftest import free_port


class Road:
    """A road to a server that can be closed and opened: a port that forwards what it gets."""

    def __init__(self, target: str) -> None:
        self._target = (urlsplit(target).hostname, urlsplit(target).port)
        self.port = free_port()
        self._door: socket.socket | None = None
        self._open: list[socket.socket] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        self._door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._welcome, args=(self._door,), daemon=True).start()

    def close(self) -> None:
        for one in [self._door, *self._open]:
            if one is not None:
                hang_up(one)
        self._door, self._open = None, []

    def _welcome(self, door: socket.socket) -> None:
        while True:
            try:
                guest, _ = door.accept()
            except OSError:  # closed
                return
            host = socket.create_connection(self._target)
            self._open += [guest, host]
            for one, other in ((guest, host), (host, guest)):
                threading.Thread(target=carry, args=(one, other), daemon=True).start()


def carry(one: socket.socket, other: socket.socket) -> None:
    try:
        while data := one.recv(65536):
            other.sendall(data)
    except OSError:  # closed on either side
        return


def hang_up(one: socket.socket) -> None:
    with suppress(OSError):  # never connected, or closed by the other side
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@pytest.fixture
def road(elastic_url: str) -> Iterator[Road]:
    road = Road(elastic_url)
    yield road
    road.close()


@pytest.fixture
def engine(road: Road) -> Iterator[ElasticEngine]:
    engine = ElasticEngine(Cluster((road.url,), prefix=f"huiyin-test-{secrets.token_hex(4)}", timeout=5))
    yield engine
    engine.close()
    road.close()
    road.open()
    with closing(ElasticEngine(engine._cluster)) as other:  # its circuit is closed
        for index in other._session.held(other._alias(Kind.STATUTES)):
            other._session.remove(index)


@pytest.mark.elasticsearch
def test_an_engine_starts_while_the_cluster_is_away(engine: ElasticEngine, road: Road) -> None:
    with pytest.raises(ClusterUnavailable, match="检索集群没有应答"):
        engine.describe()
    road.open()
    assert engine.describe().startswith("Elasticsearch 8.")


@pytest.mark.elasticsearch
def test_search_goes_away_with_the_cluster_and_comes_back_by_itself(engine: ElasticEngine, road: Road) -> None:
    road.open()
    build(engine, Numbered("旧编", sequence=1))
    road.close()
    with pytest.raises(ClusterUnavailable, match="检索集群没有应答"):
        engine.search(Kind.STATUTES, Query())
    road.open()
    assert engine.search(Kind.STATUTES, Query(limit=1, counted=True)).total == COUNT


@pytest.mark.elasticsearch
def test_a_change_while_the_cluster_is_away_says_so(engine: ElasticEngine, road: Road) -> None:
    road.open()
    build(engine, Numbered("旧编", sequence=1))
    road.close()
    with pytest.raises(ClusterUnavailable):
        engine.put(Kind.STATUTES, [Entry("补#1", "补编", "补编")], sequence=2)
    road.open()
    serving = engine.serving(Kind.STATUTES)
    assert serving is not None
    assert serving.sequence == 1  # the record is ahead of the index, so the next build catches up


class Leaving(Numbered):
    """A source during whose reading the cluster goes away."""

    def __init__(self, road: Road) -> None:
        super().__init__("新编", sequence=2)
        self._road = road

    def entries(self) -> Iterator[Entry]:
        for place, entry in enumerate(super().entries()):
            if place == COUNT // 2:
                self._road.close()
            yield entry


@pytest.mark.elasticsearch
def test_a_build_that_loses_the_cluster_leaves_the_old_generation_serving(engine: ElasticEngine, road: Road) -> None:
    road.open()
    build(engine, Numbered("旧编", sequence=1))
    with pytest.raises(ClusterUnavailable):
        build(engine, Leaving(road))
    road.open()
    with closing(ElasticEngine(engine._cluster)) as other:
        assert other.search(Kind.STATUTES, Query(limit=1)).hits[0].id == "旧编#0000"


@pytest.mark.elasticsearch
def test_a_dropped_index_is_not_brought_back_by_a_late_write(elastic_url: str) -> None:
    engine = ElasticEngine(Cluster((elastic_url,), prefix=f"huiyin-test-{secrets.token_hex(4)}"))
    build(engine, Numbered("旧编", sequence=1))
    for index in engine._session.held(engine._alias(Kind.STATUTES)):
        engine._session.remove(index)
    with pytest.raises(IndexMissing):
        engine.put(Kind.STATUTES, [Entry("补#1", "补编", "补编")], sequence=2)
    assert engine._session.held(engine._alias(Kind.STATUTES)) == {}


class Matters(Numbered):
    kind = Kind.CASES


@pytest.mark.elasticsearch
def test_the_index_keeps_no_readable_terms_of_letters(elastic_url: str) -> None:
    engine = ElasticEngine(Cluster((elastic_url,), prefix=f"huiyin-test-{secrets.token_hex(4)}"))
    build(engine, Matters("旧编", sequence=1))
    answer = engine._session._client.get(index=engine._alias(Kind.CASES), id="旧编#0001")
    engine._session.remove(next(iter(engine._session.held(engine._alias(Kind.CASES)))))
    assert answer["_source"] == {"shown": {}}


def test_a_port_that_refuses_is_a_cluster_away() -> None:
    engine = ElasticEngine(Cluster((f"http://127.0.0.1:{free_port()}",)))
    with pytest.raises(ClusterUnavailable, match="ConnectionError"):
        engine.search(Kind.STATUTES, Query())


def test_a_server_that_never_answers_is_a_cluster_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        engine = ElasticEngine(Cluster((f"http://127.0.0.1:{door.getsockname()[1]}",), timeout=0.3))
        with pytest.raises(ClusterUnavailable, match="ConnectionTimeout"):
            engine.search(Kind.STATUTES, Query())


def test_a_server_that_keeps_silent_is_left_in_peace_for_a_while() -> None:
    """Ten questions reach it three times: nobody else waits for the timeout."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        engine = ElasticEngine(Cluster((f"http://127.0.0.1:{door.getsockname()[1]}",), timeout=0.1))
        for _ in range(10):
            with pytest.raises(ClusterUnavailable, match="没有应答"):
                engine.search(Kind.STATUTES, Query())
        with pytest.raises(ClusterUnavailable, match="5 秒后会自动再试"):
            engine.search(Kind.STATUTES, Query())
        door.setblocking(False)
        reached = 0
        with suppress(BlockingIOError):
            while True:
                door.accept()[0].close()
                reached += 1
    assert reached == FAILURES


@pytest.mark.elasticsearch
def test_a_host_that_is_away_is_passed_over(elastic_url: str) -> None:
    engine = ElasticEngine(Cluster((f"http://127.0.0.1:{free_port()}", elastic_url)))
    for _ in range(4):  # the client begins with either
        assert engine.describe().startswith("Elasticsearch 8.")
        engine._session._version = None
    engine.close()


@contextmanager
def answering(status: int, body: object, *, product: str | None) -> Iterator[str]:
    """A web server that says the same to everything: what cannot be had here as a real one."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say()

        def do_POST(self) -> None:
            self._say()

        def _say(self) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            if product:
                self.send_header("X-Elastic-Product", product)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


UNFIT = [
    ({"version": {"number": "7.17.28"}}, "Elasticsearch", 200, IndexUnavailable, "7.17.28，需要 8.18 以上"),
    ({"version": {"number": "8.17.10"}}, "Elasticsearch", 200, IndexUnavailable, "8.17.10，需要 8.18 以上"),
    ({"version": {"number": "9.1.0"}}, "Elasticsearch", 200, IndexUnavailable, "9.1.0，需要 8.18 以上"),
    ({"version": {"number": "2.19.0"}}, None, 200, IndexUnavailable, "不是 Elasticsearch"),  # a fork names no product
    (
        {"error": {"type": "security_exception"}},
        "Elasticsearch",
        401,
        IndexUnavailable,
        "凭证（401）：API key 或用户名、密码不对",
    ),
    ({"error": {"type": "security_exception"}}, "Elasticsearch", 403, IndexUnavailable, "凭证（403）：权限不够"),
    ({"error": {"type": "circuit_breaking_exception"}}, "Elasticsearch", 429, ClusterUnavailable, "暂时不能服务"),
    ({"error": {"type": "no_master"}}, "Elasticsearch", 503, ClusterUnavailable, "暂时不能服务"),
]


@pytest.mark.parametrize(("body", "product", "status", "error", "words"), UNFIT)
def test_an_unfit_server_is_refused_with_the_reason(
    body: object, product: str | None, status: int, error: type[Exception], words: str
) -> None:
    with answering(status, body, product=product) as url:
        engine = ElasticEngine(Cluster((url,)))
        with pytest.raises(error, match=words):
            engine.search(Kind.STATUTES, Query())
        engine.close()


@contextmanager
def busy(statuses: dict[str, list[int]]) -> Iterator[tuple[str, list[list[str]]]]:
    """A server that takes each entry of a bulk request with the next of its statuses; what was sent is kept."""
    sent: list[list[str]] = []

    class Taking(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say({"version": {"number": "8.19.9"}})

        def do_PUT(self) -> None:
            lines = self.rfile.read(int(self.headers["Content-Length"])).decode().splitlines()
            sent.append([json.loads(line)["index"]["_id"] for line in lines[::2]])
            self._say({"errors": True, "items": [{"index": self._taken(one)} for one in sent[-1]]})

        def _taken(self, key: str) -> dict[str, object]:
            status = statuses[key].pop(0)
            return {"_id": key, "status": status, **({"error": {"type": f"e{status}"}} if status > 299 else {})}

        def _say(self, body: object) -> None:
            data = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()


def test_only_what_can_succeed_is_sent_again() -> None:
    """429 is a full queue and 503 a shard that moves; 400 stays what it is."""
    with busy({"甲": [201], "乙": [429, 201], "丙": [503, 201], "丁": [400]}) as (url, sent):
        session = Session(Cluster((url,)))
        refused = session.write("any-write", [{"_id": key} for key in "甲乙丙丁"])
        session.close()
    assert sent == [["甲", "乙", "丙", "丁"], ["乙", "丙"]]
    assert refused == ["丁 400 e400"]


@pytest.mark.elasticsearch
def test_a_build_that_is_refused_says_which_and_why_without_the_text(elastic_url: str) -> None:
    class Wrong(Numbered):
        def entries(self) -> Iterator[Entry]:
            for entry in super().entries():
                yield replace(entry, begins=10**12) if entry.id.endswith("7") else entry

    engine = ElasticEngine(Cluster((elastic_url,), prefix=f"huiyin-test-{secrets.token_hex(4)}"))
    with pytest.raises(
        IndexBuildFailed, match=r"拒绝写入 50 条：旧编#0007 400 \w+；旧编#0017 .*；旧编#0027 "
    ) as failed:
        build(engine, Wrong("旧编", sequence=1))
    assert "内容" not in str(failed.value)
    assert engine._session.held(engine._alias(Kind.STATUTES)) == {}
    engine.close()


def test_a_certificate_file_that_is_missing_is_a_setting_that_cannot_hold(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="没有这个文件"):
        ElasticEngine(Cluster(("https://127.0.0.1:9200",), ca=tmp_path / "ca.crt"))


def test_secrets_do_not_stand_in_what_is_printed() -> None:
    cluster = Cluster(("https://127.0.0.1:9200",), api_key="k3y", user="u", password="p4ss")
    assert "k3y" not in repr(cluster)
    assert "p4ss" not in repr(cluster)
