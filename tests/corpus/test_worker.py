"""One file cannot take the server down."""

import fcntl
import sys
import time
from pathlib import Path

import pytest

from corpus.documents import Doubt, Limits, Page
from corpus.errors import (
    ClassifiedDocument,
    DocumentTooLarge,
    EncryptedDocument,
    NeedsTranscription,
    UnreadableDocument,
)
from corpus.reading import read
from corpus.spans import Span
from corpus.working.scratch import scratch
from corpus.working.wire import pack, unpack
from corpus.working.worker import Allowance, read_apart
from tests.corpus.papers import LETTER, archive, pdf, scan, scanned_pdf, word

ROOMY = Allowance(seconds=120)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("信.txt", LETTER.encode("gb18030")),
        ("信.pdf", pdf()),
        ("图.png", scan("寻衅滋事")),
        ("包.zip", archive(**{"1.docx": word(LETTER), "2.pdf": b"%PDF-1.4"})),
    ],
)
def test_a_file_read_apart_gives_the_same_document(name: str, data: bytes) -> None:
    assert read_apart(data, name, allowance=ROOMY) == read(data, name)


def test_what_the_reader_raises_is_raised_here() -> None:
    with pytest.raises(EncryptedDocument, match="密码"):
        read_apart(pdf(password="secret"), "锁.pdf", allowance=ROOMY)


def test_limits_reach_the_process() -> None:
    with pytest.raises(DocumentTooLarge):
        read_apart(LETTER.encode(), "信.txt", limits=Limits(bytes=10), allowance=ROOMY)


def test_a_file_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(DocumentTooLarge, match="秒的上限"):
        read_apart(scan("城东工地"), "图.png", allowance=Allowance(seconds=0.05))


def test_a_file_that_wants_too_much_memory_is_stopped() -> None:
    with pytest.raises(DocumentTooLarge, match="内存"):
        read_apart(b"a" * 40_000_000, "信.txt", allowance=Allowance(seconds=120, memory_bytes=64 * 1024 * 1024))


# It and what it starts share a lock, which is free when both have ended.
OFFICE = """#!{python}
import fcntl, subprocess, sys, time
said = open({said!r}, "w")
fcntl.flock(said, fcntl.LOCK_EX)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], pass_fds=[said.fileno()])
print(sys.argv[-1], file=said, flush=True)
time.sleep(600)
"""


def test_a_converter_that_hangs_is_ended_and_leaves_no_letter_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    (tmp_path / "soffice").write_text(OFFICE.format(python=sys.executable, said=str(said)))
    (tmp_path / "soffice").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = tmp_path / "reading"
    with pytest.raises(DocumentTooLarge):
        read_apart(b"{\\rtf1 a}", "信.rtf", allowance=Allowance(seconds=10, folder=folder))
    assert said.read_text().startswith(str(folder))  # that is where the letter was
    assert list(folder.iterdir()) == []
    deadline = time.monotonic() + 60  # the system may take a moment to bury them
    with said.open() as lock:
        while not _free(lock.fileno()):
            assert time.monotonic() < deadline
            time.sleep(0.05)


def _free(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def test_what_a_killed_process_left_behind_goes_with_the_next_file(tmp_path: Path) -> None:
    (tmp_path / "huiyin-left").mkdir()
    (tmp_path / "huiyin-left" / "letter").write_text(LETTER)
    with scratch(tmp_path) as mine:
        with scratch(tmp_path):  # another letter at the same time
            assert mine.is_dir()
        assert [one.name for one in tmp_path.iterdir()] == [mine.name]


def test_a_process_that_dies_is_a_problem_of_its_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")  # ends without a word
    with pytest.raises(UnreadableDocument, match="崩溃"):
        read_apart(LETTER.encode(), "信.txt", allowance=ROOMY)


@pytest.mark.parametrize(
    "error",
    [
        UnreadableDocument("信.pdf：损坏"),
        EncryptedDocument("信.pdf：密码"),
        ClassifiedDocument("ab" * 32),
        NeedsTranscription(
            "信.png：不清楚", (Page(1, Span(0, 0), "rapidocr", 0.5, "第一页", (Doubt(0, 0.4, ("笫",)),)),)
        ),
    ],
)
def test_errors_survive_the_way_between_processes(error: UnreadableDocument) -> None:
    back = unpack(pack(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert getattr(back, "digest", None) == getattr(error, "digest", None)
    assert getattr(back, "pages", None) == getattr(error, "pages", None)


def test_pages_are_told_while_a_file_is_read() -> None:
    told: list[tuple[int, int]] = []
    read_apart(scanned_pdf("第一张", "第二张"), "扫描.pdf", progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_listener_that_raises_stops_the_reading() -> None:
    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_apart(scanned_pdf("第一张", "第二张"), "扫描.pdf", progress=stop)
