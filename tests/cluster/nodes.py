"""A real cluster of several nodes, started for these tests and killed by them; nobody else's processes are touched."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import SystemRandom

from elasticsearch import Elasticsearch

from tests.indexing.conftest import is_free


class Nodes:
    """The nodes of one cluster in a folder of their own."""

    def __init__(self, launcher: str, folder: Path, *options: str) -> None:
        self._launcher = launcher
        self._folder = folder
        words = [sys.executable, launcher, "start", "--dir", str(folder), "--port", str(_ports()), *options]
        started = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
        self.urls = tuple(started["urls"])
        self._pids: dict[str, int] = started["pids"]
        self.user: str | None = started.get("user")
        self.password: str | None = started.get("password")
        self.ca = Path(started["ca"]) if "ca" in started else None

    def client(self) -> Elasticsearch:
        """Enter as the one who may do everything, as an operator would."""
        if self.user is None:
            return Elasticsearch(list(self.urls))
        return Elasticsearch(list(self.urls), basic_auth=(self.user, self.password or ""), ca_certs=str(self.ca))

    def kill(self, name: str) -> None:
        """kill -9 of a node that was started here."""
        os.kill(self._pids[name], signal.SIGKILL)

    def revive(self, *names: str) -> None:
        """Start killed nodes again and wait until every copy of every shard is back."""
        for name in names:
            words = [sys.executable, self._launcher, "node", name, "--dir", str(self._folder)]
            subprocess.run(words, capture_output=True, text=True, check=True)
            self._pids[name] = int((self._folder / name / "pid").read_text(encoding="ascii"))
        self.settle()

    def settle(self) -> None:
        """Wait until every copy of every shard is there."""
        deadline = time.monotonic() + 120
        with self.client().options(request_timeout=70, max_retries=10, retry_on_timeout=True) as client:
            nodes = len(self._pids)
            while client.cluster.health(wait_for_status="green", wait_for_nodes=str(nodes), timeout="60s")["timed_out"]:
                assert time.monotonic() < deadline, client.cat.shards().body

    def stop(self) -> None:
        """Stop what runs."""
        words = [sys.executable, self._launcher, "stop", "--dir", str(self._folder)]
        subprocess.run(words, check=False, capture_output=True)


def _ports() -> int:
    """Return the first of three free ports whose neighbours 100 above are free, too."""
    while True:
        port = SystemRandom().randrange(20_000, 30_000)
        if all(is_free(one) for first in (port, port + 100) for one in range(first, first + 3)):
            return port
