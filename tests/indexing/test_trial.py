"""A bench on a cluster, beside what serves: it measures and leaves nothing behind."""

import secrets
from pathlib import Path

import pytest

from indexing.elastic import ElasticEngine
from indexing.engine import Kind
from service.assembly import Assembly
from service.quality.cluster import measure
from service.settings import Settings
from tests.indexing.libraries import Invented


@pytest.mark.elasticsearch
def test_a_bench_on_a_cluster_clears_away_what_it_built(elastic_url: str, tmp_path: Path) -> None:
    prefix = f"huiyin-test-{secrets.token_hex(4)}"
    settings = Settings(home=tmp_path, encoder="none", elastic_url=elastic_url, elastic_prefix=prefix)
    with Assembly(settings) as parts:
        parts.library.import_from(Invented())
        found = measure(parts, rounds=1)
        assert found is not None
        assert (found.entries, found.words.count) == (parts.library.coverage().provisions, 20)
        assert parts.engine.serving(Kind.STATUTES) is None
        assert isinstance(parts.engine, ElasticEngine)
        assert parts.engine._session.held(f"{prefix}-trial") == {}


def test_without_a_cluster_nothing_is_measured(tmp_path: Path) -> None:
    with Assembly(Settings(home=tmp_path, encoder="none")) as parts:
        assert measure(parts, rounds=1) is None
