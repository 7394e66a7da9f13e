"""A real Elasticsearch, started once where nobody offers one, and stopped."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import SystemRandom

import pytest


@pytest.fixture(scope="session")
def elastic_url() -> Iterator[str]:
    """URL of a server: HUIYIN_TEST_ELASTIC_URL as it stands, or one of our own by HUIYIN_TEST_ELASTIC_CLUSTER."""
    given = os.environ.get("HUIYIN_TEST_ELASTIC_URL")
    launcher = os.environ.get("HUIYIN_TEST_ELASTIC_CLUSTER")
    if given:
        yield given
        return
    if not launcher:
        pytest.skip("needs HUIYIN_TEST_ELASTIC_URL or HUIYIN_TEST_ELASTIC_CLUSTER")
    # not pytest's tmp_path: run by root the server is another user, and every folder above must be open to it
    folder = Path(tempfile.mkdtemp(dir="/tmp", prefix="huiyin-elastic-"))
    folder.chmod(0o755)
    try:
        yield start(launcher, folder)
    finally:
        subprocess.run([sys.executable, launcher, "stop", "--dir", str(folder)], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def start(launcher: str, folder: Path, *more: str) -> str:
    """Start one node and return its URL."""
    words = [sys.executable, launcher, "start", "--dir", str(folder), "--port", str(free_port()), *more]
    started = subprocess.run(words, capture_output=True, text=True, check=True)
    return str(json.loads(started.stdout)["urls"][0])


def free_port() -> int:
    """Return a port that is free, as is the one 100 above, where nodes talk to each other."""
    while True:
        port = SystemRandom().randrange(20_000, 30_000)
        if all(is_free(one) for one in (port, port + 100)):
            return port


def is_free(port: int) -> bool:
    """Tell whether nobody listens there."""
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) != 0
