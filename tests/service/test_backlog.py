"""Files that are read outside the request: one end each, whatever happens in between."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic_core import to_json
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from corpus.documents import Document
from corpus.errors import JobNotFound, ReaderDied
from service.answers import JobState, Purpose
from service.assembly import Assembly
from service.receiving import backlog
from service.receiving.backlog import ATTEMPTS, LARGE, Worker, work
from service.receiving.jobs import Upload
from service.storing import tables
from tests.corpus.papers import archive, blank_pdf, scan, scanned_pdf
from tests.service.letters import NOW
from tests.service.serving import environment

WORDS = "我叫尉迟青鹞，城东工地\n拖欠工资三万二千元\n请求依法处理"
WORKER = """
import time
from service.assembly import Assembly
from service.receiving.backlog import Worker
from service.settings import load
with Assembly(load()) as parts, Worker(parts):
    time.sleep(600)
"""
ENDED = (JobState.DONE, JobState.FAILED, JobState.TO_TRANSCRIBE)


def send(client: TestClient, address: str, data: bytes, name: str = "信.png") -> str:
    """Send a file that becomes a job and return its id."""
    answer = client.post(address, files={"file": (name, data)})
    assert answer.status_code == HTTPStatus.ACCEPTED
    key = str(answer.json()["id"])
    assert answer.headers["location"] == f"/v1/jobs/{key}"
    return key


def uploads(parts: Assembly) -> int:
    with parts._store.connect() as db:
        return int(db.execute(select(func.count()).select_from(tables.uploads)).scalar_one())


def test_a_scan_is_kept_as_a_letter_under_the_id_of_its_job(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/letters", scan(WORDS))
    assert client.get(f"/v1/jobs/{key}").json()["state"] == "等候"
    assert work(parts, key)
    job = client.get(f"/v1/jobs/{key}").json()
    assert (job["state"], job["letter"], job["pages_read"], job["pages"]) == ("完成", key, 1, 1)
    letter = client.get(f"/v1/letters/{key}").json()
    assert "拖欠工资" in letter["analysis"]["text"]
    assert "尉迟青鹞" not in letter["analysis"]["masked"]


def test_the_bytes_leave_with_the_end_of_the_job(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/analyses", scan(WORDS))
    assert uploads(parts) == 1
    work(parts, key)
    assert uploads(parts) == 0


def test_an_analysis_of_a_scan_is_answered_by_its_job_and_keeps_no_letter(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/analyses", scan(WORDS))
    work(parts, key)
    assert "拖欠工资" in client.get(f"/v1/jobs/{key}").json()["analysis"]["text"]
    assert parts.register.count()[0] == 0


def test_answers_of_analyses_are_swept_after_a_day(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/analyses", scan(WORDS))
    work(parts, key)
    parts.jobs.sweep(before=NOW)
    assert parts.jobs.job(key).analysis is not None
    parts.jobs.sweep(before=NOW + backlog.SWEPT_AFTER)
    assert parts.jobs.job(key).analysis is None


def test_a_large_file_is_a_job_too(client: TestClient) -> None:
    send(client, "/v1/letters", "工地拖欠工资。\n".encode() * (LARGE // 20), "长信.txt")


def test_what_failed_is_listed_with_its_reason(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/letters", archive(**{"图.png": scan(WORDS), "坏.pdf": b"%PDF-1.4"}), "包.zip")
    work(parts, key)
    failures = client.get(f"/v1/jobs/{key}").json()["failures"]
    assert [one["what"] for one in failures] == ["坏.pdf"]
    assert "损坏" in failures[0]["why"]


def test_a_file_that_cannot_be_read_fails_at_once_and_says_why(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/letters", b"\xff\xd8\xff" + bytes(LARGE), "坏.jpg")
    assert work(parts, key)
    job = parts.jobs.job(key)
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert "图片已损坏" in job.failures[0].why


def test_a_reader_that_dies_is_tried_again_and_not_for_ever(
    client: TestClient, parts: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = send(client, "/v1/letters", scan(WORDS))
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert [work(parts, key) for _ in range(ATTEMPTS)] == [False] * (ATTEMPTS - 1) + [True]
    assert parts.jobs.job(key).state is JobState.FAILED
    monkeypatch.undo()  # the fault was ours, so the letter is still there
    with Worker(parts):
        backlog.retry(parts, key)
        _until(lambda: parts.jobs.job(key).state is JobState.DONE)
    with pytest.raises(JobNotFound):
        backlog.retry(parts, key)


def test_a_letter_waits_for_as_long_as_search_is_away(client: TestClient, parts: Assembly) -> None:
    index = parts.settings.home / "index"
    key = send(client, "/v1/letters", scan(WORDS))
    index.rename(index.with_name("away"))
    assert [work(parts, key) for _ in range(ATTEMPTS + 1)] == [False] * (ATTEMPTS + 1)
    assert (parts.jobs.job(key).state, parts.jobs.job(key).attempts, uploads(parts)) == (JobState.WAITING, 0, 1)
    assert "huiyin index build" in client.get(f"/jobs/{key}").text
    index.with_name("away").rename(index)
    assert work(parts, key)
    assert (parts.jobs.job(key).letter, parts.jobs.job(key).failures) == (key, ())


def test_the_file_of_an_accepted_letter_stays_until_a_person_dismisses_it(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/letters", b"\xff\xd8\xff" + bytes(LARGE), "坏.jpg")
    work(parts, key)
    assert uploads(parts) == 1
    backlog.dismiss(parts, key)
    assert uploads(parts) == 0
    with pytest.raises(JobNotFound):
        backlog.dismiss(parts, key)


def test_a_failed_job_is_tried_again_or_let_go_over_http(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/letters", blank_pdf(parts.limits.pages + 1) + bytes(LARGE), "长.pdf")
    work(parts, key)
    assert [(one["id"], one["state"]) for one in client.get("/v1/jobs").json()] == [(key, "失败")]
    assert client.post(f"/v1/jobs/{key}/retry").json()["state"] == "等候"
    assert client.delete(f"/v1/jobs/{key}/file").status_code == HTTPStatus.NOT_FOUND  # it waits for its file
    work(parts, key)
    assert client.delete(f"/v1/jobs/{key}/file").json()["state"] == "失败"
    assert client.post(f"/v1/jobs/{key}/retry").status_code == HTTPStatus.NOT_FOUND
    assert uploads(parts) == 0


def test_the_worker_outlives_a_fault_of_the_store(
    client: TestClient, parts: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = parts.jobs.begin
    faults = [OperationalError("SELECT", {}, Exception("database is locked"))]

    def faulty(key: str) -> Upload | None:
        if faults:
            raise faults.pop()
        return begin(key)

    monkeypatch.setattr(parts.jobs, "begin", faulty)
    key = send(client, "/v1/letters", scan(WORDS))
    with Worker(parts):
        _until_ended(parts, key)
    assert parts.jobs.job(key).letter == key


def test_a_file_that_takes_the_whole_server_down_is_given_up(parts: Assembly) -> None:
    parts.jobs.open("20261124-1", Upload("信.png", scan(WORDS), Purpose.LETTER, NOW, attempts=ATTEMPTS))
    assert work(parts, "20261124-1")
    assert parts.jobs.job("20261124-1").state is JobState.FAILED


def test_an_error_of_our_own_is_logged_by_its_name_alone(
    client: TestClient, parts: Assembly, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> Document:
        raise RuntimeError("尉迟青鹞")

    key = send(client, "/v1/letters", scan(WORDS))
    monkeypatch.setattr(backlog, "read_letters", fail)
    work(parts, key)
    assert "RuntimeError" in caplog.text
    assert "尉迟青鹞" not in caplog.text


def test_a_job_whose_letter_was_kept_before_the_process_died_keeps_no_second_one(
    client: TestClient, parts: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = send(client, "/v1/letters", scan(WORDS))
    monkeypatch.setattr(parts.jobs, "end", lambda *_, **__: (_ for _ in ()).throw(ReaderDied("died here")))
    assert not work(parts, key)
    monkeypatch.undo()
    assert work(parts, key)
    assert parts.jobs.job(key).state is JobState.DONE
    assert parts.register.count()[0] == 1


def test_the_worker_reads_what_the_queue_never_heard_of(parts: Assembly) -> None:
    parts.jobs.open("20261124-1", Upload("信.txt", WORDS.encode(), Purpose.LETTER, NOW, attempts=0))
    with Worker(parts):
        _until_ended(parts, "20261124-1")
    assert parts.jobs.job("20261124-1").state is JobState.DONE


def test_a_job_nobody_opened_is_not_found(client: TestClient) -> None:
    assert client.get("/v1/jobs/20261124-000000000000").status_code == HTTPStatus.NOT_FOUND


def test_a_job_killed_in_the_middle_is_taken_up_again_and_ends_once(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/letters", scanned_pdf(WORDS, WORDS, WORDS), "扫描.pdf")
    worker = [sys.executable, "-c", WORKER]
    home = parts.settings.home
    with subprocess.Popen(worker, cwd=Path.cwd(), env=environment(home, 1), start_new_session=True) as running:
        _until(lambda: parts.jobs.job(key).pages_read == 1)
        os.killpg(running.pid, signal.SIGKILL)
    assert parts.jobs.job(key).state is JobState.READING
    with Worker(parts):
        _until_ended(parts, key)
    job = parts.jobs.job(key)
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert parts.register.count()[0] == 1


def test_the_page_follows_a_scan_without_a_script(client: TestClient, parts: Assembly) -> None:
    sent = client.post("/", files={"file": ("信.png", scan(WORDS))}, follow_redirects=False)
    assert sent.status_code == HTTPStatus.SEE_OTHER
    address = sent.headers["location"]
    assert 'http-equiv="refresh"' in client.get(address).text
    work(parts, address.rpartition("/")[2])
    after = client.get(address).text
    assert "可能适用的法条" in after
    assert 'http-equiv="refresh"' not in after


def _until_ended(parts: Assembly, key: str) -> None:
    _until(lambda: parts.jobs.job(key).state in ENDED)


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_jobs_are_listed_as_json_without_their_answers(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/analyses", scan(WORDS))
    work(parts, key)
    assert [one["id"] for one in json.loads(to_json(parts.jobs.all(limit=5)))] == [key]
    assert parts.jobs.all(limit=5)[0].analysis is None


def test_an_unclear_page_is_shown_beside_its_guess_and_typed_by_a_person(client: TestClient, parts: Assembly) -> None:
    key = send(client, "/v1/letters", scan("城东工地拖欠工资三万二千元\n请求依法处理", shrunk=0.16), "糊.png")
    work(parts, key)
    assert parts.jobs.job(key).state is JobState.TO_TRANSCRIBE
    page = client.get(f"/jobs/{key}").text
    assert f'src="/v1/jobs/{key}/pages/1"' in page
    assert "也可能是" in page
    assert client.get(f"/v1/jobs/{key}/pages/1").content.startswith(b"\xff\xd8\xff")
    kept = client.post(f"/v1/jobs/{key}/transcription", json={"text": WORDS})
    assert (kept.status_code, kept.json()["id"]) == (HTTPStatus.CREATED, key)
    assert client.get(f"/v1/letters/{key}").json()["analysis"]["text"] == WORDS
    assert (uploads(parts), parts.jobs.job(key).drafts) == (0, ())
    again = client.post(f"/v1/jobs/{key}/transcription", json={"text": WORDS})
    assert again.status_code == HTTPStatus.NOT_FOUND
