"""A real server in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60  # a busy machine; a server that ends is noticed at once
COMMAND = (sys.executable, "-c", "from service.cli import main; main()")


@dataclass
class Served:
    """Where the server answers and what it printed; `log` is whole once the context is left."""

    address: str
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, port: int) -> dict[str, str]:
    return {**os.environ, "HUIYIN_HOME": str(home), "HUIYIN_PORT": str(port), "OMP_NUM_THREADS": "1"}


@contextmanager
def served(home: Path, *command: str) -> Iterator[Served]:
    port = free_port()
    running = Served(f"http://127.0.0.1:{port}", home.parent / "server.log")
    with running.log.open("wb") as log:
        process = subprocess.Popen(
            [*COMMAND, *(command or ("serve",))],
            cwd="/",
            env=environment(home, port),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(running, process)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(running: Served, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, running.log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{running.address}/readyz", timeout=10) as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"not ready after {SECONDS} s: " + running.log.read_text(encoding="utf-8"))
