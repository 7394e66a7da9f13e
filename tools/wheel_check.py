"""Build the wheel, install it into a clean environment and start huiyin from /.

A part of `make test`. It proves that data files, migrations, pages and weights travel in the wheel and that nothing
leans on the checkout or on the current directory.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 180  # a first start imports the library and builds the index; generous for a busy machine


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Run a command, return what it printed; a failure shows all of it."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def free_port() -> int:
    """Return a port on loopback that nobody holds now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int, server: subprocess.Popen[str]) -> None:
    """Return once /readyz answers 200; leave with an error when the server ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit(f"huiyin start ended with {server.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    sys.exit(f"not ready after {START_SECONDS} s")


def main() -> None:
    """Build, install, start, ask one question, stop."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
        wheel = next(folder.glob("huiyin-*.whl"))
        venv.create(folder / "clean", with_pip=True)
        python = folder / "clean" / "bin" / "python"
        pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "-q", "-c", ROOT / "constraints.txt")
        run(*pip, "torch==2.13.0")
        run(*pip, wheel)
        port = free_port()
        own = {"HUIYIN_HOME": str(folder / "home"), "HUIYIN_CACHE": str(folder / "cache"), "HUIYIN_PORT": str(port)}
        env = {**os.environ, **own}
        huiyin = folder / "clean" / "bin" / "huiyin"
        run(huiyin, "--help", cwd=Path("/"), env=env)
        server = subprocess.Popen([str(huiyin), "start"], cwd="/", env=env, text=True)
        try:
            wait_until_ready(port, server)
        finally:
            server.terminate()
            server.wait(timeout=30)
        found = run(huiyin, "search", "statutes", "民法典第1254条", "--json", cwd=Path("/"), env=env)
        if "高空抛" not in found and "建筑物中抛掷物品" not in found:
            sys.exit(f"the article is not in the answer:\n{found[:2000]}")
    print(f"{wheel.name}: built, installed into a clean environment, started from /, found an article")  # noqa: T201 - a script


if __name__ == "__main__":
    main()
