import json
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

from tests.service.serving import COMMAND, environment, free_port, served

# Invented, and found nowhere else in the tests or the program.
CANARIES = ("尉迟青鹞", "13999170346", "云岭市丹若区雀舌巷77号", "雀舌巷77号")
LETTER = (
    "我叫尉迟青鹞，电话13999170346，住在云岭市丹若区雀舌巷77号。"
    "2026年3月5日，工地老板跑了，拖欠我三个月工资，一直没有发。请求帮助。"
)


def post(address: str, body: dict[str, str]) -> dict[str, object]:
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        found: dict[str, object] = json.loads(answer.read())
    return found


def get(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return error.read()


def test_serving_says_where_to_look(prepared: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    with served(home) as running:
        pass
    assert running.address in running.log.read_text(encoding="utf-8")


def test_a_port_in_use_names_the_setting(prepared: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        done = subprocess.run(
            [*COMMAND, "serve"], env=environment(home, port), capture_output=True, text=True, check=False
        )
    assert done.returncode == 2
    assert "HUIYIN_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_address_than_loopback_is_refused(tmp_path: Path) -> None:
    environ = environment(tmp_path / "home", free_port()) | {"HUIYIN_HOST": "0.0.0.0"}
    done = subprocess.run([*COMMAND, "serve"], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "HUIYIN_HOST" in done.stderr


def test_a_second_start_repeats_nothing(prepared: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    before = {path: path.stat().st_mtime_ns for path in (home / "index").rglob("*.store")}
    with served(home, "start") as running:
        pass
    assert {path: path.stat().st_mtime_ns for path in (home / "index").rglob("*.store")} == before
    log = running.log.read_text(encoding="utf-8")
    assert "已建立" not in log
    assert "导入" not in log


def test_the_people_of_a_letter_stay_in_the_store(prepared: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    with served(home) as running:
        kept = post(f"{running.address}/v1/letters", {"text": LETTER})
        errors = [
            get(f"{running.address}/v1/letters/{quote(CANARIES[0])}"),
            get(f"{running.address}/v1/statutes/search?as_of={quote(CANARIES[0])}&q=1"),
            get(f"{running.address}/v1/statutes/search?q={quote(LETTER)}&limit=0"),
            get(f"{running.address}/{quote(CANARIES[0])}"),
        ]
    assert "尉迟青鹞" in str(kept["analysis"])  # it is there for the clerk
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and not path.name.startswith("store.sqlite")]
    names = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")]
    leaks = [(str(path), canary) for path in outside for canary in CANARIES if canary.encode() in path.read_bytes()]
    assert leaks == []
    assert [name for name in names for canary in CANARIES if canary in name] == []
    assert [told for told in errors for canary in CANARIES if canary.encode() in told] == []


def test_the_terms_of_an_index_hold_no_canary(prepared: Path, tmp_path: Path) -> None:
    """Index files are compressed: what is stored in them is asked for by search, and each word by its term."""
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    with served(home) as running:
        post(f"{running.address}/v1/letters", {"text": LETTER})
        found = post(f"{running.address}/v1/cases/similar", {"text": "尉迟青鹞 13999170346 雀舌巷77号 工资"})
    assert "工资" in json.dumps(found, ensure_ascii=False)
    assert [canary for canary in CANARIES if canary in json.dumps(found, ensure_ascii=False)] == []


def test_the_home_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "fresh"
    done = subprocess.run(
        [*COMMAND, "library", "status"], env=environment(home, 8000), capture_output=True, check=False
    )
    assert done.returncode == 0
    assert home.stat().st_mode & 0o777 == 0o700
