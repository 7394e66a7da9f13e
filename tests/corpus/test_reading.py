"""Which form a file has, and what is said of those that cannot be read."""

import pytest

from corpus.documents import Limits
from corpus.errors import (
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
    UnreadableDocument,
    UnsupportedForm,
)
from corpus.reading import read
from tests.corpus.papers import LETTER, archive, blank_pdf, pdf, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("信.txt", LETTER.encode(), "txt"),
        ("信", LETTER.encode(), "txt"),  # no suffix at all
        ("信.pdf", pdf(), "pdf"),
        ("信.docx", word(LETTER), "docx"),
        ("信.PDF", word(LETTER), "docx"),  # renamed by hand: the bytes decide
        ("信.txt", pdf(), "pdf"),
        ("信.pdf", b"\r\n\r\n" + pdf(), "pdf"),  # scanners write some bytes before the header
    ],
)
def test_form_is_told_by_the_bytes(name: str, data: bytes, kind: str) -> None:
    document = read(data, name)
    assert document.kind == kind
    assert "拖欠工资" in document.text


def test_a_suffix_that_lies_is_said() -> None:
    assert read(word(LETTER), "信.pdf").notes == ("文件后缀是 pdf，内容是 docx，已按内容读取。",)


def test_a_suffix_that_is_true_needs_no_note() -> None:
    assert read(word(LETTER), "信.docx").notes == ()


@pytest.mark.parametrize(
    ("name", "data", "error", "reason"),
    [
        ("空.txt", b"", EmptyDocument, "0 字节"),
        ("白.txt", b" \r\n\t\n", EmptyDocument, "没有文字"),
        ("白.docx", word(""), EmptyDocument, "没有文字"),
        ("扫描.pdf", blank_pdf(2), EmptyDocument, "空白"),
        ("锁.pdf", pdf(password="secret"), EncryptedDocument, "密码"),
        ("锁.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedDocument, "密码"),
        ("断.pdf", pdf()[:900], UnreadableDocument, "不完整"),
        ("断.docx", word(LETTER)[:-400], UnreadableDocument, "不完整"),
        ("坏.docx", archive(**{"word/document.xml": "<w:"}), UnreadableDocument, "损坏"),
        ("假.pdf", LETTER.encode(), UnsupportedForm, "后缀是 pdf"),
        ("旧.xls", OLE + "Workbook".encode("utf-16-le"), UnsupportedForm, "另存为 xlsx"),
        ("程序.txt", bytes(range(32)) * 20, UnreadableDocument, "txt"),
        ("图.jpg", b"\xff\xd8\xff\xe0" + bytes(100), UnreadableDocument, "图片已损坏"),
        ("包.rar", b"Rar!\x1a\x07\x00" + bytes(100), UnsupportedForm, "RAR"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(
    name: str, data: bytes, error: type[UnreadableDocument], reason: str
) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, name)
    assert type(caught.value) is error
    assert str(caught.value).startswith(f"{name}：")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (LETTER.encode(), Limits(bytes=100)),
        (LETTER.encode(), Limits(characters=50)),
        (blank_pdf(3), Limits(pages=2)),
        (pdf(), Limits(seconds=-1)),
        (word(LETTER), Limits(unfolded_bytes=1000)),
    ],
)
def test_a_file_over_a_limit_is_refused(data: bytes, limits: Limits) -> None:
    with pytest.raises(DocumentTooLarge, match="超过"):
        read(data, "大", limits=limits)


def test_an_error_never_quotes_the_letter() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(LETTER.encode("gb18030")[:-1], "信.txt")
    assert "王测试" not in str(caught.value)
