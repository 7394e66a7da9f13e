"""Uploads of several letters, of marked files, of lists; messages and their day."""

import hashlib
from http import HTTPStatus

import pytest
from fastapi.testclient import TestClient

from corpus.errors import ListOfLetters
from service.answers import Delivered, JobState, Kept
from service.assembly import Assembly
from service.intake import analyse_submitted, take_in
from service.receiving.backlog import work
from tests.corpus.papers import scan, workbook, zipped
from tests.corpus.test_delivery import MARKED
from tests.corpus.test_grouping import FIRST, PENALTY, SECOND
from tests.service.test_backlog import send, uploads
from tests.service.test_secrecy import remains

THREE = zipped({"1.txt": FIRST, "2.txt": SECOND, "3.txt": "我叫尉迟青鹞，楼下烧烤店油烟太大，请管管。"})
LIST = workbook(("编号", "来信内容"), ("A1", "路灯不亮"), ("A2", "井盖丢失"))
MAIL = (
    "From: a@example.com\nSubject: wages\nDate: Mon, 12 Jan 2026 08:30:00 +0800\nContent-Type: text/plain; charset=utf-8\n\n"
    "领导你好，去年11月15日工地拖欠我工资。\n"
).encode()


def test_each_letter_of_an_archive_is_kept_as_one_of_its_own(client: TestClient, parts: Assembly) -> None:
    answer = client.post("/v1/letters", files={"file": ("包.zip", THREE)})
    assert answer.status_code == HTTPStatus.CREATED
    told = answer.json()
    assert told["told"].startswith("这个压缩包里有 3 封信，分别收下。")
    assert (told["problems"], told["refused"]) == ([], [])
    assert len({one["id"] for one in told["letters"]}) == 3
    assert parts.register.count()[0] == 3
    for one, words in zip(told["letters"], (FIRST, SECOND, "尉迟青鹞"), strict=True):
        kept = client.get(f"/v1/letters/{one['id']}").json()
        assert words in kept["analysis"]["text"]
    assert "卫东升" not in told["letters"][0]["analysis"]["text"]


def test_one_letter_with_its_papers_is_answered_as_ever(client: TestClient) -> None:
    upload = zipped({"信.txt": FIRST, "决定书.txt": PENALTY})
    answer = client.post("/v1/letters", files={"file": ("包.zip", upload)}).json()
    assert set(answer) == {"id", "received", "analysis", "events"}
    assert [one["kind"] for one in answer["analysis"]["papers"]] == ["行政处罚决定书"]


def test_each_letter_of_an_archive_is_analysed_by_itself(client: TestClient) -> None:
    told = client.post("/v1/analyses", files={"file": ("包.zip", THREE)}).json()
    assert [one["as_of"] for one in told["letters"][:2]] == ["2026-03-05", "2026-04-01"]
    assert told["told"].startswith("这个压缩包里有 3 封信，分别分析。")


def test_the_page_shows_each_letter_of_an_archive(client: TestClient) -> None:
    page = client.post("/", files={"file": ("包.zip", THREE)}).text
    assert page.count("可能适用的法条") == 3
    assert "这个压缩包里有 3 封信" in page
    assert "看不出跟着哪一封的单独列出" in page
    assert len(set(page.split('id="')[1:])) == len(page.split('id="')[1:])  # no id twice


def test_a_marked_file_of_an_archive_is_refused_alone_by_its_place(client: TestClient, parts: Assembly) -> None:
    upload = zipped({"1.txt": FIRST, "2.txt": MARKED, "3.txt": SECOND})
    told = client.post("/v1/letters", files={"file": ("包.zip", upload)}).json()
    assert (len(told["letters"]), told["refused"]) == (2, ["压缩包里第 2 个文件"])
    assert "保密工作机构" in told["problems"][0]["why"]
    (noted,) = client.get("/v1/refusals").json()
    assert (noted["place"], noted["sha256"]) == ("压缩包里第 2 个文件", hashlib.sha256(MARKED).hexdigest())
    assert remains(parts.settings.home, "雀舌巷".encode(), MARKED, upload) == []


def test_the_only_letter_beside_a_marked_file_says_so_itself(client: TestClient, parts: Assembly) -> None:
    upload = zipped({"信.txt": FIRST, "决定书.txt": PENALTY, "甲.txt": MARKED})
    kept = client.post("/v1/letters", files={"file": ("包.zip", upload)}).json()
    assert "第 3 个文件带有国家秘密标志" in kept["analysis"]["notes"][0]
    assert "第 3 个文件" in client.get(f"/v1/letters/{kept['id']}").json()["analysis"]["notes"][0]
    assert remains(parts.settings.home, "雀舌巷".encode(), upload) == []


def test_several_letters_with_a_scan_are_read_by_one_job(client: TestClient, parts: Assembly) -> None:
    upload = zipped(
        {"1.txt": FIRST, "2.png": scan("尊敬的领导：\n工地拖欠工资三万二千元\n请求依法处理"), "3.txt": MARKED}
    )
    key = send(client, "/v1/letters", upload, "包.zip")
    assert work(parts, key)
    job = client.get(f"/v1/jobs/{key}").json()
    assert (job["state"], job["letter"], len(job["letters"]), job["letters"][0]) == ("完成", key, 2, key)
    assert [one["what"] for one in job["failures"]] == ["压缩包里第 3 个文件"]
    assert "拖欠工资" in client.get(f"/v1/letters/{job['letters'][1]}").json()["analysis"]["text"]
    assert "分别收下" in client.get(f"/jobs/{key}").text
    assert uploads(parts) == 0
    assert remains(parts.settings.home, "雀舌巷".encode(), MARKED[:30]) == []


def test_a_job_that_died_after_the_first_letter_of_several_keeps_each_once(
    client: TestClient, parts: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = zipped({"1.txt": FIRST, "2.png": scan("尊敬的领导：\n工地拖欠工资三万二千元\n请求依法处理")})
    key = send(client, "/v1/letters", upload, "包.zip")
    with monkeypatch.context() as patch:
        patch.setattr(parts.jobs, "end", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("died here")))
        assert not work(parts, key)
    assert work(parts, key)
    assert parts.register.count()[0] == 2
    assert parts.jobs.job(key).state is JobState.DONE


def test_an_analysis_of_several_letters_by_a_job_answers_all_of_them(client: TestClient, parts: Assembly) -> None:
    upload = zipped({"1.txt": FIRST, "2.png": scan("尊敬的领导：\n工地拖欠工资三万二千元\n请求依法处理")})
    key = send(client, "/v1/analyses", upload, "包.zip")
    work(parts, key)
    job = client.get(f"/v1/jobs/{key}").json()
    assert len(job["analyses"]) == 2
    assert job["analysis"] == job["analyses"][0]
    assert client.get(f"/jobs/{key}").text.count("可能适用的法条") == 2


def test_a_picture_that_nobody_can_read_gets_a_job_of_its_own(client: TestClient, parts: Assembly) -> None:
    blurred = scan("城东工地拖欠工资三万二千元\n请求依法处理", shrunk=0.16)
    upload = zipped({"甲/信.txt": FIRST, "乙/糊.png": blurred, "丙/信.txt": SECOND})
    key = send(client, "/v1/letters", upload, "包.zip")
    work(parts, key)
    assert parts.register.count()[0] == 2
    (other,) = [one for one in parts.jobs.all(limit=5) if one.id != key]
    assert other.id in parts.jobs.job(key).failures[0].why
    work(parts, other.id)
    assert parts.jobs.job(other.id).state is JobState.TO_TRANSCRIBE


@pytest.mark.parametrize("address", ["/v1/letters", "/v1/analyses", "/"])
@pytest.mark.parametrize(
    ("name", "data"), [("表.xlsx", LIST), ("表.csv", "编号,来信内容\nA1,路灯不亮\nA2,井盖丢失\n".encode("gb18030"))]
)
def test_a_list_is_pointed_to_its_own_way_in(
    client: TestClient, parts: Assembly, address: str, name: str, data: bytes
) -> None:
    answer = client.post(address, files={"file": (name, data)})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"huiyin lists import {name}" in answer.text
    assert parts.register.count()[0] == 0


def test_a_list_is_not_taken_in_as_a_letter(parts: Assembly) -> None:
    with pytest.raises(ListOfLetters):
        take_in(parts, LIST, "表.xlsx", limits=parts.limits)


def test_a_list_is_imported_on_its_page(client: TestClient, parts: Assembly) -> None:
    empty = {"text": "", "number": "", "name": "", "date": ""}
    page = client.post("/lists", files={"file": ("表.xlsx", LIST)}, data={"mapping": "市长热线", **empty})
    assert "新收 2 封" in page.text
    assert "市长热线" in client.get("/lists").text
    wrong = client.post(
        "/lists",
        files={"file": ("表.xlsx", LIST)},
        data={"mapping": "街道", **empty, "text": "没有的列"},
        headers={"accept": "text/html"},
    )
    assert "没有这些列：没有的列" in wrong.text
    assert list(parts.register.mappings()) == ["市长热线"]


def test_the_day_of_a_message_is_the_letter_s_and_is_named_so(parts: Assembly) -> None:
    found = analyse_submitted(parts, MAIL, "信.eml", limits=parts.limits)
    assert not isinstance(found, Delivered)
    assert (found.as_of.isoformat(), found.as_of_basis) == ("2025-11-15", "信中所说的日期")
    assert "自2026-01-12推算" in found.as_of_reason
    plain = analyse_submitted(parts, MAIL.replace("去年11月15日".encode(), b""), "信.eml", limits=parts.limits)
    assert not isinstance(plain, Delivered)
    assert (plain.as_of.isoformat(), plain.as_of_basis, plain.as_of_reason) == (
        "2026-01-12", "邮件日期", "邮件日期为2026-01-12",
    )  # fmt: skip


def test_several_days_of_events_are_told_with_the_one_that_was_taken(parts: Assembly) -> None:
    words = "2020年8月10日我被花盆砸中。2025年5月3日李某打了我，要求处理。"
    found = take_in(parts, words.encode(), None, limits=parts.limits)
    assert isinstance(found, Kept)
    assert any(
        note.startswith("事情发生的日子不止一个：2020-08-10、2025-05-03；以下按 2020-08-10 的法")
        for note in found.analysis.notes
    )
