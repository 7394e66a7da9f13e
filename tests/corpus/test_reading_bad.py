"""Files made to break a reader, and files broken by chance: a named error within the limits, never anything else."""

import io
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from corpus.documents import Limits
from corpus.errors import DocumentTooLarge, UnreadableDocument, UnsupportedForm
from corpus.reading import read
from tests.corpus.papers import LETTER, archive, ofd, pdf, word, workbook

NO_OCR = Limits(recognised_pages=0)


def pdf_of(pages: int) -> bytes:
    """A PDF by hand, its pages all the same object: small, and as many pages as one likes."""
    kids = " ".join(["3 0 R"] * pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{words}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 4\n0000000000 65535 f \n{table}trailer << /Size 4 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + end.encode()


def big_picture(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says it is this large."""
    buffer = io.BytesIO()
    Image.new("1", (8, 8)).save(buffer, "PNG")
    data = bytearray(buffer.getvalue())
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("万页.pdf", pdf_of(10_000)),
        ("弹.docx", archive(**{"[Content_Types].xml": "<x/>", "word/document.xml": " " * 400_000_000})),
        ("弹.xlsx", archive(**{"xl/workbook.xml": " " * 400_000_000})),
        ("弹.zip", archive(**{"a.txt": " " * 400_000_000})),
        ("弹.png", big_picture(60_000, 60_000)),
        ("大.png", big_picture(9_000, 9_000)),
    ],
)
def test_bombs_are_refused_before_they_unfold(name: str, data: bytes) -> None:
    with pytest.raises(DocumentTooLarge, match="超过"):
        read(data, name)


@pytest.mark.parametrize("front", [pdf(), b"\x89PNG\r\n\x1a\n" + bytes(50), LETTER.encode()])
def test_a_file_of_two_forms_is_refused(front: bytes) -> None:
    with pytest.raises(UnsupportedForm, match="同时是"):
        read(front + archive(**{"a.txt": "另一封信"}), "信.pdf")


def test_an_archive_that_holds_a_pdf_unpacked_is_an_archive() -> None:
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        target.writestr("信.pdf", pdf())
    assert read(buffer.getvalue(), "包.zip").kind == "zip"


def test_entities_in_xml_are_not_unfolded() -> None:
    laughs = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)
    )
    bomb = (
        f"{laughs}]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>&m;</w:document>"
    )
    with pytest.raises(UnreadableDocument):
        read(archive(**{"[Content_Types].xml": "<x/>", "word/document.xml": bomb}), "弹.docx")


def test_a_thousand_nested_mails_end() -> None:
    mail = b"a".join(
        b"From: a@b.c\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n" for _ in range(1000)
    )
    with pytest.raises(UnreadableDocument):
        read(mail, "信.eml")


WHOLE: dict[str, bytes] = {
    "pdf": pdf(),
    "docx": word(LETTER, rows=(("甲", "乙"),)),
    "xlsx": workbook(("内容",), (LETTER,)),
    "ofd": ofd(tuple(LETTER.split("\n")), signed="20230401"),
    "zip": archive(**{"1.txt": LETTER.encode(), "2.docx": word(LETTER)}),
    "html": f"<html><body><table><tr><td>{LETTER}</td></tr></table></body></html>".encode(),
    "eml": b"From: a@b.c\r\nSubject: =?gb2312?B?zba?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\nxOO6w6Oh\r\n--b--\r\n",
    "txt": LETTER.encode("gb18030"),
}


@pytest.mark.parametrize("form", sorted(WHOLE))
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_file_broken_anywhere_is_read_or_named(form: str, data: st.DataObject) -> None:
    broken = bytearray(WHOLE[form])
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(broken) // 2, len(broken)))
    try:
        document = read(bytes(broken[:cut]), f"信.{form}", limits=NO_OCR)
    except UnreadableDocument:
        return
    assert document.paragraphs


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(min_size=1, max_size=400), st.sampled_from(["信.txt", "信.pdf", "信", "信.html", "信.zip"]))
def test_any_bytes_are_read_or_named(data: bytes, name: str) -> None:
    try:
        document = read(data, name, limits=NO_OCR)
    except UnreadableDocument:
        return
    assert document.text.strip()
