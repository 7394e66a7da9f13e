"""Whatever a file is, the server goes on: everything but short plain text is read in a process of its own."""

import sys

import pytest

from corpus.errors import UnreadableDocument
from service.assembly import Assembly
from service.receiving.reading import SHORT_TEXT, read_letter
from service.texts import text_of
from tests.corpus.papers import LETTER, pdf


@pytest.fixture
def without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process that would read a file dies at once."""
    monkeypatch.setattr(sys, "executable", "/bin/false")


@pytest.mark.usefixtures("without_processes")
@pytest.mark.parametrize("name", [None, "信.txt"])
def test_typed_and_short_plain_text_needs_no_process(parts: Assembly, name: str | None) -> None:
    assert read_letter(parts, LETTER.encode(), name, limits=parts.limits).text.strip() == LETTER


@pytest.mark.usefixtures("without_processes")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("信.pdf", pdf()),
        ("信.txt", pdf()),  # the bytes decide, not the name
        ("长.txt", b"a" * (SHORT_TEXT + 1)),
    ],
)
def test_every_other_file_is_read_in_a_process_of_its_own(parts: Assembly, name: str, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="崩溃"):
        read_letter(parts, data, name, limits=parts.limits)


def test_commands_about_one_thing_read_files_the_same_way(parts: Assembly) -> None:
    assert "王测试" in text_of(parts, pdf(), "信.pdf")
