import json
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import pytest

from corpus import terms
from corpus.cases import Case
from indexing.engine import AnyTerm, Clause, Kind, Phrase, Query, Stream
from service.assembly import Assembly
from service.settings import Settings
from service.upkeep import build_cases
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


@pytest.mark.parametrize("command", ["serve", "start"])
def test_a_program_is_told_by_one_line_of_json_when_and_where(prepared: Path, tmp_path: Path, command: str) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    with served(home, command, "--json") as running:
        pass
    told = [json.loads(line) for line in running.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    engine = f"tantivy {version('tantivy')}"
    assert told == [{"url": running.address, "home": str(home), "engine": engine, "state": "ready", "reason": None}]


def test_an_address_that_is_not_encoded_is_a_problem_that_says_how(prepared: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    with (
        served(home) as running,
        socket.create_connection(("127.0.0.1", int(running.address.rpartition(":")[2]))) as line,
    ):
        line.sendall("GET /v1/statutes/search?q=工资 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        with line.makefile("rb") as answer:
            head, _, body = answer.read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"content-type: application/problem+json" in head.lower()
    assert "%E5%B7%A5%E8%B5%84" in json.loads(body)["detail"]


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


# What only the letter could bring into the index. The surname, town and street of a masked letter stay.
TRACES: tuple[Clause, ...] = (
    Phrase(tuple(terms.characters("尉迟青鹞"))),
    Phrase(tuple(terms.characters("青鹞"))),
    Phrase(tuple(terms.characters("13999170346"))),
    Phrase(tuple(terms.characters("雀舌巷77号"))),
    AnyTerm(Stream.GRAMS, ("迟青", "青鹞")),
    AnyTerm(Stream.GRAMS, ("13999170346",)),
    AnyTerm(Stream.GRAMS, ("巷77", "77号")),
    AnyTerm(Stream.WORDS, ("青鹞", "尉迟青鹞", "13999170346")),
)


def traces(parts: Assembly) -> list[Clause]:
    """Return the traces that the index of matters answers with an entry.

    Its files are compressed and hold pairs of characters: looking for whole words in them proves nothing.
    """
    return [one for one in TRACES if parts.engine.search(Kind.CASES, Query(required=(one,))).hits]


def test_the_index_answers_to_nothing_that_names_a_writer(prepared: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    with served(home) as running:
        kept = post(f"{running.address}/v1/letters", {"text": LETTER})
        found = post(f"{running.address}/v1/cases/similar", {"text": LETTER})
    told = json.dumps(found, ensure_ascii=False)
    assert str(kept["id"]) in told
    assert [canary for canary in CANARIES if canary in told] == []
    with Assembly(Settings(home=home)) as parts:
        assert traces(parts) == []


def test_the_index_would_answer_to_a_letter_that_was_not_masked(parts: Assembly) -> None:
    assert traces(parts) == []
    parts.register.add_cases([(Case("c", LETTER, "complaint"), LETTER)])
    build_cases(parts)
    assert traces(parts) == list(TRACES)


def test_the_home_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "fresh"
    done = subprocess.run(
        [*COMMAND, "library", "status"], env=environment(home, 8000), capture_output=True, check=False
    )
    assert done.returncode == 0
    assert home.stat().st_mode & 0o777 == 0o700
