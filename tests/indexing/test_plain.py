"""The plain Elasticsearch that search is measured against, on a real server."""

import secrets

import pytest

from corpus.errors import IndexMissing
from indexing.cluster import Cluster
from indexing.plain import Plain

pytestmark = pytest.mark.elasticsearch


def test_it_finds_by_its_own_analyser_and_leaves_nothing(elastic_url: str) -> None:
    with Plain(Cluster(urls=(elastic_url,), prefix=f"huiyin-test-{secrets.token_hex(4)}")) as plain:
        assert plain.put([("劳动法 50", "工资应当按月支付"), ("民法典 675", "借款人应当返还借款")]) == []
        assert plain.matched("拖欠工资", limit=5) == ["劳动法 50"]
        assert plain.matched("借款", limit=5) == ["民法典 675"]
        index = plain._index
        assert plain.count(index) == 2
    with Plain(Cluster(urls=(elastic_url,), prefix="huiyin-test-other")) as other, pytest.raises(IndexMissing):
        other.count(index)
