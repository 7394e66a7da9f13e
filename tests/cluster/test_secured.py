"""TLS by a private authority, users and API keys: who may enter works, who may not is told why."""

import secrets
from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus.errors import IndexUnavailable
from indexing.build import build
from indexing.cluster import Cluster
from indexing.elastic import ElasticEngine
from indexing.engine import Entry, Kind, Query
from tests.cluster.nodes import Nodes
from tests.indexing.building import COUNT, Numbered

# What the README tells an operator to give us.
ROLE = {
    "cluster": ["monitor"],
    "index": [{"names": ["huiyin-test-*"], "privileges": ["read", "write", "manage"]}],
}


@pytest.fixture
def ours(secured: Nodes) -> Cluster:
    """As an operator sets it: an API key that is limited to our indexes."""
    with secured.client() as client:
        key = client.security.create_api_key(name="huiyin", role_descriptors={"huiyin": ROLE})["encoded"]
    return Cluster(secured.urls, prefix=f"huiyin-test-{secrets.token_hex(4)}", api_key=key, ca=secured.ca)


@pytest.fixture
def engine(ours: Cluster) -> Iterator[ElasticEngine]:
    engine = ElasticEngine(ours)
    yield engine
    engine.close()


def test_a_key_limited_to_our_indexes_does_all_that_is_needed(engine: ElasticEngine) -> None:
    build(engine, Numbered("旧编", sequence=1))
    build(engine, Numbered("新编", sequence=2))
    engine.put(Kind.STATUTES, [Entry("补#1", "补编的内容", "补编的内容")], sequence=3)
    engine.delete(Kind.STATUTES, ["新编#0000"], sequence=4)
    assert engine.search(Kind.STATUTES, Query(limit=1, counted=True)).total == COUNT
    assert len(list(engine.walk(Kind.STATUTES, Query()))) == COUNT
    assert engine.describe().startswith("Elasticsearch 8.19")
    assert len(engine._session.held(engine._alias(Kind.STATUTES))) == 1


def test_user_and_password_will_do(ours: Cluster, secured: Nodes) -> None:
    engine = ElasticEngine(replace(ours, api_key=None, user=secured.user, password=secured.password))
    assert build(engine, Numbered("旧编", sequence=1)).generation.count == COUNT
    engine.close()


def test_indexes_of_others_are_closed_to_the_key(ours: Cluster) -> None:
    engine = ElasticEngine(replace(ours, prefix="payroll"))
    with pytest.raises(IndexUnavailable, match=r"403.*权限不够.*monitor.*read、write、manage"):
        build(engine, Numbered("旧编", sequence=1))
    engine.close()


REFUSED = [
    ({"api_key": "bm90LWEta2V5OndyaXR0ZW4="}, r"401.*API key 或用户名、密码不对"),
    ({"api_key": None, "user": "elastic", "password": "wrong"}, r"401.*API key 或用户名、密码不对"),
    ({"api_key": None}, r"401"),
    ({"ca": None}, r"证书不受信任.*CA 证书"),  # the authorities of the system do not know ours
]


@pytest.mark.parametrize(("change", "words"), REFUSED)
def test_who_may_not_enter_is_told_why(ours: Cluster, change: dict[str, str | None], words: str) -> None:
    engine = ElasticEngine(replace(ours, **change))  # type: ignore[arg-type]  # fields of Cluster by name
    with pytest.raises(IndexUnavailable, match=words) as refused:
        engine.describe()
    assert "wrong" not in str(refused.value)
    engine.close()
