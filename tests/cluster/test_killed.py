"""Three nodes, three shards, one copy of each; kill -9 of a node while it is written to and while it is asked."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from corpus.errors import ClusterUnavailable
from indexing.build import Changes, build, catch_up
from indexing.cluster import Cluster
from indexing.elastic import ElasticEngine
from indexing.engine import Entry, Kind, Phrase, Query
from tests.cluster.nodes import Nodes

COUNT = 12_000
EVERY = Query(required=(Phrase(("的", "内", "容")),), limit=50, counted=True)


class Edition:
    """Entries that all carry the word of their edition; `midway` happens when half of them are read."""

    kind = Kind.STATUTES
    shape = "edition"

    def __init__(self, word: str, *, sequence: int, midway: Callable[[], None] = lambda: None) -> None:
        self._word = word
        self._sequence = sequence
        self._midway = midway

    def sequence(self) -> int:
        return self._sequence

    def count(self) -> int:
        return COUNT

    def entries(self) -> Iterator[Entry]:
        for number in range(COUNT):
            if number == COUNT // 2:
                self._midway()
            text = f"{self._word}第{number}条的内容，写得稍长一些，像一条法规那样。"
            yield Entry(f"{self._word}#{number:05}", text, text)

    def changes(self, after: int) -> Changes | None:
        return None


class Letters(Edition):
    """A store that letters come to, one after the other."""

    def __init__(self) -> None:
        super().__init__("来信", sequence=0)
        self.kept: list[Entry] = []

    def sequence(self) -> int:
        return len(self.kept)

    def count(self) -> int:
        return len(self.kept)

    def entries(self) -> Iterator[Entry]:
        yield from list(self.kept)

    def changes(self, after: int) -> Changes:
        return Changes(tuple(self.kept[after : after + 100]), len(self.kept[: after + 100]))


@pytest.fixture
def engine(nodes: Nodes) -> Iterator[ElasticEngine]:
    prefix = f"huiyin-test-{secrets.token_hex(4)}"
    engine = ElasticEngine(Cluster(nodes.urls, prefix=prefix, timeout=20, shards=3, replicas=1))
    yield engine
    nodes.settle()
    with closing(ElasticEngine(engine._cluster)) as other:
        for index in other._session.held(other._alias(Kind.STATUTES)):
            other._session.remove(index)
    engine.close()


@contextmanager
def asking(cluster: Cluster, told: list[tuple[str, int | None]]) -> Iterator[None]:
    """Ask all the time from a thread of its own; keep of each answer the editions in it and the total."""
    done = threading.Event()

    def ask() -> None:
        with closing(ElasticEngine(cluster)) as engine:
            while not done.is_set():
                try:
                    found = engine.search(Kind.STATUTES, EVERY)
                    told.append(("".join(sorted({hit.id[:2] for hit in found.hits})), found.total))
                except Exception as error:  # noqa: BLE001 - judged by the test
                    told.append((str(error), None))

    asker = threading.Thread(target=ask)
    asker.start()
    try:
        yield
    finally:
        done.set()
        asker.join()


def ids(engine: ElasticEngine) -> set[str]:
    return {hit.id for hit in engine.walk(Kind.STATUTES, Query())}


@pytest.mark.parametrize("name", ["n1", "n2", "n3"])  # one of them is the master
def test_a_node_dies_during_a_build(engine: ElasticEngine, nodes: Nodes, name: str) -> None:
    """Nothing is lost, questions are answered all the time, and each from one whole generation."""
    build(engine, Edition("旧编", sequence=1))
    nodes.settle()
    told: list[tuple[str, int | None]] = []
    with asking(engine._cluster, told):
        report = build(engine, Edition("新编", sequence=2, midway=lambda: nodes.kill(name)))
        nodes.revive(name)
    assert report.generation.count == COUNT
    assert ids(engine) == {f"新编#{number:05}" for number in range(COUNT)}
    assert set(told) == {("旧编", COUNT), ("新编", COUNT)}
    assert told == sorted(told, reverse=True)  # 旧 stands after 新: first all old ones, then all new ones


def test_a_node_dies_while_letters_come(engine: ElasticEngine, nodes: Nodes) -> None:
    """Whatever was acknowledged is there; what was not is there after the next letter."""
    store = Letters()
    build(engine, store)
    nodes.settle()
    acknowledged: set[str] = set()
    for number in range(120):
        if number == 40:
            nodes.kill("n2")
        store.kept.append(Entry(f"来信#{number:05}", f"第{number}件事的内容", f"第{number}件事的内容"))
        try:
            catch_up(engine, store)
        except ClusterUnavailable:
            continue
        acknowledged.update(entry.id for entry in store.kept)
    nodes.revive("n2")
    assert len(acknowledged) == 120
    assert ids(engine) == acknowledged


def test_without_a_majority_the_reason_is_told_and_it_comes_back_by_itself(engine: ElasticEngine, nodes: Nodes) -> None:
    build(engine, Edition("旧编", sequence=1))
    nodes.settle()
    nodes.kill("n1")
    nodes.kill("n2")
    with pytest.raises(ClusterUnavailable, match=r"没有应答|暂时不能服务"):
        engine.put(Kind.STATUTES, [Entry("新#1", "内容", "内容")], sequence=2)
    nodes.revive("n1", "n2")
    with closing(ElasticEngine(engine._cluster)) as other:
        other.put(Kind.STATUTES, [Entry("新#1", "内容", "内容")], sequence=2)
        assert other.search(Kind.STATUTES, EVERY).total == COUNT
