"""Clusters of these tests: `make test-cluster`, outside the gate. They need memory: 0.9 GB a node."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cluster.nodes import Nodes


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    """Three nodes without security."""
    with _running("--nodes", "3") as nodes:
        yield nodes


@pytest.fixture(scope="module")
def secured() -> Iterator[Nodes]:
    """One node with TLS by a private authority, users and API keys."""
    with _running("--secure") as nodes:
        yield nodes


@contextmanager
def _running(*options: str) -> Iterator[Nodes]:
    launcher = os.environ.get("HUIYIN_TEST_ELASTIC_CLUSTER")
    if not launcher:
        pytest.fail("HUIYIN_TEST_ELASTIC_CLUSTER: the path of the script that starts clusters")
    # not pytest's tmp_path: run by root the servers are another user, and every folder above must be open to it
    folder = Path(tempfile.mkdtemp(dir="/tmp", prefix="huiyin-cluster-"))
    folder.chmod(0o755)
    nodes = Nodes(launcher, folder, *options)
    try:
        yield nodes
    finally:
        nodes.stop()
        shutil.rmtree(folder, ignore_errors=True)
