"""Of a file with a mark of state secrecy only hash and time remain: not in the store, the index, the log, an answer."""

import hashlib
import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.errors import ClassifiedDocument
from service.answers import JobState
from service.assembly import Assembly
from service.intake import take_in
from service.receiving.backlog import work
from service.texts import mask_text
from tests.corpus.papers import LETTER, pdf, scan, word

CANARY = "雀舌巷七十七号的尉迟青鹞"
MARKED = f"机密★10年\n{CANARY}反映情况\n"
SCAN = scan(MARKED)


def remains(home: Path, *canaries: bytes) -> list[str]:
    """The files under home that hold any of these bytes."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in files if any(canary in path.read_bytes() for canary in canaries)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (f"{CANARY}.txt", MARKED.encode()),
        (f"{CANARY}.txt", MARKED.encode("gb18030")),
        (f"{CANARY}.docx", word("机密★10年", CANARY)),
        (f"{CANARY}.pdf", pdf(MARKED)),
        (f"机密★{CANARY}.txt", LETTER.encode()),
    ],
)
@pytest.mark.parametrize("address", ["/v1/letters", "/v1/analyses", "/"])
def test_a_marked_file_is_refused_and_nothing_of_it_remains(  # noqa: PLR0917 - fixtures
    client: TestClient, parts: Assembly, caplog: pytest.LogCaptureFixture, address: str, name: str, data: bytes
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = client.post(address, files={"file": (name, data)})
    assert answer.status_code == 422
    assert "保密工作机构" in answer.text
    assert CANARY not in answer.text + caplog.text
    told = client.get("/v1/refusals").json()
    assert [one["sha256"] for one in told] == [hashlib.sha256(data).hexdigest()]
    assert remains(parts.settings.home, CANARY.encode(), CANARY.encode("gb18030"), data) == []


def test_a_marked_scan_leaves_nothing_of_its_bytes_once_it_is_read(
    client: TestClient, parts: Assembly, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key = client.post("/v1/letters", files={"file": (f"{CANARY}.png", SCAN)}).json()["id"]
    some = SCAN[len(SCAN) // 2 : len(SCAN) // 2 + 40]
    assert remains(parts.settings.home, some)  # it has to wait somewhere until it is read
    work(parts, key)
    job = parts.jobs.job(key)
    assert job.state is JobState.FAILED
    assert "保密工作机构" in job.failures[0].why
    assert remains(parts.settings.home, some, CANARY.encode()) == []
    assert CANARY not in caplog.text + client.get(f"/v1/jobs/{key}").text
    assert [one.at for one in parts.register.refusals()] == ["2026-11-24T09:30:00+08:00"]


def test_typed_words_with_a_mark_are_noted_too(client: TestClient, parts: Assembly) -> None:
    assert client.post("/v1/letters", json={"text": MARKED}).status_code == 422
    assert len(parts.register.refusals()) == 1
    assert remains(parts.settings.home, CANARY.encode()) == []


def test_commands_note_what_they_refuse(parts: Assembly) -> None:
    with pytest.raises(ClassifiedDocument):
        take_in(parts, MARKED.encode(), f"{CANARY}.txt", limits=parts.limits)
    with pytest.raises(ClassifiedDocument):
        mask_text(parts, MARKED, key="1")
    assert len(parts.register.refusals()) == 2
    assert remains(parts.settings.home, CANARY.encode()) == []
