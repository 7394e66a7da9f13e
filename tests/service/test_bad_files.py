"""Files that break readers, over HTTP and on the command line: a named error in Chinese, and nothing half kept."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from service import cli
from service.assembly import Assembly
from service.storing import tables
from tests.corpus.papers import LETTER, archive, pdf, scan, word, workbook
from tests.corpus.test_reading_bad import big_picture, pdf_of
from tests.service.letters import TEXT

BAD = [
    ("锁.pdf", pdf(password="secret"), 422, "密码"),
    ("断.docx", word(LETTER)[:-300], 422, "不完整"),
    ("断.pdf", pdf()[:200], 422, "损坏"),
    ("空.txt", b"", 422, "空"),
    ("白.txt", " \n　".encode(), 422, "没有文字"),
    ("弹.zip", archive(**{"a.txt": " " * 400_000_000}), 413, "超过上限"),
    ("弹.docx", archive(**{"[Content_Types].xml": "<x/>", "word/document.xml": " " * 400_000_000}), 413, "超过上限"),
    ("弹.png", big_picture(60_000, 60_000), 413, "超过"),
    ("万页.pdf", pdf_of(10_000), 413, "超过上限"),
    ("双.pdf", pdf() + archive(**{"a.txt": "另一封信"}), 415, "同时是"),
    ("程序.pdf", b"\x7fELF\x02\x01\x01" + bytes(64), 415, "不"),
    ("坏.zip", archive(**{"1.docx": word(LETTER)[:-300], "2.pdf": pdf()[:200]}), 422, "坏.zip"),
]


def remains(parts: Assembly) -> dict[str, int]:
    """What of letters the store and the folder for reading hold."""
    held = (tables.letters, tables.originals, tables.uploads, tables.jobs, tables.refusals)
    with parts._store.connect() as db:
        rows = {table.name: db.execute(select(func.count()).select_from(table)).scalar_one() for table in held}
    reading = parts.settings.home / "reading"
    return {name: count for name, count in rows.items() if count} | {
        path.name: 1 for path in reading.rglob("*") if reading.exists()
    }


@pytest.mark.parametrize("address", ["/v1/letters", "/v1/analyses", "/"])
@pytest.mark.parametrize(("name", "data", "status", "words"), BAD, ids=[one[0] for one in BAD])
def test_a_bad_file_is_a_named_problem_and_leaves_nothing(  # noqa: PLR0917 - fixtures
    client: TestClient, parts: Assembly, address: str, name: str, data: bytes, status: int, words: str
) -> None:
    answer = client.post(address, files={"file": (name, data)})
    assert answer.status_code == status
    assert words in answer.json()["detail"]
    assert remains(parts) == {}


@pytest.mark.parametrize(("name", "data", "status", "words"), BAD, ids=[one[0] for one in BAD])
def test_the_command_line_names_it_alike(  # noqa: PLR0917 - fixtures
    parts: Assembly,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    name: str,
    data: bytes,
    status: int,
    words: str,
) -> None:
    del status
    file = tmp_path / name
    file.write_bytes(data)
    monkeypatch.setenv("HUIYIN_HOME", str(parts.settings.home))
    monkeypatch.setattr("sys.argv", ["huiyin", "take-in", str(file)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    told = capfd.readouterr().err.splitlines()[-1]
    assert left.value.code == 1
    assert told.startswith("错误：")
    assert words in told
    assert remains(parts) == {}


def test_a_suffix_that_lies_is_read_by_its_bytes_and_said(client: TestClient) -> None:
    answer = client.post("/v1/analyses", files={"file": ("信.docx", pdf(TEXT))}).json()
    assert "钱多谷" in answer["text"]
    assert answer["notes"][0] == "文件后缀是 docx，内容是 pdf，已按内容读取。"


@pytest.mark.parametrize("bad", ["断.docx", "锁.pdf", "程序.pdf", "空.txt"])
def test_one_bad_file_among_good_ones_loses_none_of_them(client: TestClient, parts: Assembly, bad: str) -> None:
    sent = archive(
        **{"甲.txt": TEXT.encode(), bad: {one[0]: one[1] for one in BAD}[bad], "乙.docx": word("后一份在此")}
    )
    answer = client.post("/v1/letters", files={"file": ("包.zip", sent)})
    assert answer.status_code == 201
    analysis = answer.json()["analysis"]
    assert TEXT in analysis["text"]
    assert "后一份在此" in analysis["text"]
    assert [(one["name"], bool(one["problem"])) for one in analysis["files"]] == sorted(
        [("甲.txt", False), (bad, True), ("乙.docx", False)]
    )
    assert parts.register.letter(answer.json()["id"]).analysis.files[0].name


def test_a_marked_file_among_good_ones_is_left_out_by_itself(client: TestClient, parts: Assembly) -> None:
    sent = archive(**{"甲.txt": TEXT.encode(), "乙.docx": word(LETTER, header="机密★10年")})
    answer = client.post("/v1/letters", files={"file": ("包.zip", sent)})
    assert answer.status_code == 201
    assert TEXT in answer.json()["analysis"]["text"]
    assert remains(parts) == {"letters": 1, "originals": 1, "refusals": 1}


def test_the_answer_says_what_read_each_page(client: TestClient) -> None:
    sent = archive(**{"1.txt": TEXT.encode(), "2.pdf": pdf("另有一页")})
    answer = client.post("/v1/analyses", files={"file": ("包.zip", sent)}).json()
    assert [(one["number"], one["method"], one["confidence"]) for one in answer["pages"]] == [
        (1, "plain", None),
        (2, "pypdfium2", None),
    ]
    second = answer["pages"][1]["span"]
    assert answer["text"][second["start"] : second["end"]].strip() == "另有一页"


def test_a_list_is_pointed_to_its_own_way_in_with_the_command(client: TestClient) -> None:
    answer = client.post("/v1/analyses", files={"file": ("表.xlsx", workbook(("编号", "内容"), ("1", TEXT)))})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:huiyin:problem:ListOfLetters")
    assert "huiyin lists import 表.xlsx" in answer.json()["detail"]


def test_the_page_names_a_file_that_could_not_be_read(client: TestClient) -> None:
    sent = archive(**{"甲.txt": TEXT.encode(), "锁.pdf": pdf(password="secret")})
    page = client.post("/", files={"file": ("包.zip", sent)}, headers={"accept": "text/html"}).text
    assert "文字从哪里来" in page
    assert "<strong>没有读出</strong>　锁.pdf：" in page


def test_a_picture_among_typed_files_becomes_a_job(client: TestClient) -> None:
    sent = archive(**{"甲.txt": TEXT.encode(), "乙.png": scan(LETTER)})
    assert client.post("/v1/letters", files={"file": ("包.zip", sent)}).status_code == 202
