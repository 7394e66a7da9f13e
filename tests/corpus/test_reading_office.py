"""doc and rtf by LibreOffice where the machine has it, a clear error where it has not."""

import shutil
import subprocess
from pathlib import Path

import pytest

from corpus.errors import ClassifiedDocument, UnreadableDocument, UnsupportedForm
from corpus.reading import read
from tests.corpus.papers import archive, word

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def rtf(text: str) -> bytes:
    """An RTF file as Word writes Chinese: one \\u escape for each UTF-16 unit."""
    words = "".join(f"\\u{ord(character)}?" if character != "\n" else "\\par " for character in text)
    return f"{{\\rtf1\\ansi\\deff0 {words}\\par}}".encode("ascii")


@pytest.fixture(scope="module")
def doc(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder: Path = tmp_path_factory.mktemp("doc")
    (folder / "a.docx").write_bytes(word("工地拖欠工资", "请求处理"))
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'p').as_uri()}", "--headless", "--convert-to", "doc"]
    subprocess.run([*command, "--outdir", str(folder), str(folder / "a.docx")], check=True, capture_output=True)
    return (folder / "a.doc").read_bytes()


@needs_office
def test_an_old_word_document_is_read(doc: bytes) -> None:
    document = read(doc, "信.doc")
    assert (document.kind, document.text) == ("doc", "工地拖欠工资\n请求处理\n")


@needs_office
def test_rtf_is_read() -> None:
    assert read(rtf("工地拖欠工资\n请求处理"), "信.rtf").text == "工地拖欠工资\n请求处理\n"


@needs_office
def test_an_open_document_is_read_and_is_no_archive_of_its_parts(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word("工地拖欠工资", "请求处理"))
    command = [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "odt"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, capture_output=True)
    document = read((tmp_path / "a.odt").read_bytes(), "信.odt")
    assert (document.kind, document.text, document.notes) == ("odt", "工地拖欠工资\n请求处理\n", ())


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ("application/vnd.oasis.opendocument.spreadsheet", "另存为 xlsx"),
        ("application/vnd.oasis.opendocument.presentation", "另存为 PDF"),
        ("application/epub+zip", "另存为 PDF"),
    ],
)
def test_other_documents_that_are_packed_are_named(declared: str, told: str) -> None:
    with pytest.raises(UnsupportedForm, match=told):
        read(archive(mimetype=declared, **{"content.xml": "<p>正文</p>"}), "表.ods")


@needs_office
def test_a_marked_rtf_is_refused() -> None:
    with pytest.raises(ClassifiedDocument):
        read(rtf("机密★10年\n正文"), "信.rtf")


def test_without_libreoffice_the_error_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnsupportedForm, match="另存为 docx"):
        read(rtf("正文"), "信.rtf")


@needs_office
def test_a_broken_old_document_is_named() -> None:
    with pytest.raises(UnreadableDocument):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "坏.doc")
