"""Text files: the encoding is detected, never guessed into mojibake."""

import pytest

from corpus.encodings import decode, plausibility
from corpus.errors import UnreadableDocument
from corpus.reading import read
from corpus.spans import Span
from tests.corpus.papers import LETTER, TRADITIONAL

SHORT = "噪音扰民"
RARE = "嫖娼、寻衅滋事、猥亵、拆迁、殴打，均已报警未果"  # words that must never be lost, rarer characters
MIXED = "Complaint No. 20230412: 谢谢"  # mostly ASCII, so little to tell the encoding by


@pytest.mark.parametrize("text", [LETTER, TRADITIONAL, SHORT, RARE, MIXED])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_gives_the_same_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "信.txt")[0] == text


@pytest.mark.parametrize("text", [TRADITIONAL, "求助：工資被欠", "噪音擾民"])
def test_big5_is_not_taken_for_gb18030(text: str) -> None:
    assert decode(text.encode("big5"), "信.txt") == (text, "big5hkscs")


@pytest.mark.parametrize("length", range(8, 60, 7))
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_a_few_words_are_enough_to_tell_the_encoding(encoding: str, length: int) -> None:
    words = LETTER[8 : 8 + length]
    assert decode(words.encode(encoding), "信.txt")[0] == words


@pytest.mark.parametrize(
    "data",
    [
        LETTER.encode()[:-1] + b"\xff",  # UTF-8 with a damaged character
        MIXED.encode()[:-1],  # UTF-8 cut inside a character; its ASCII must not prove another encoding
        b"\xff\xfe" + LETTER.encode("utf-16-le")[:-1],
        b"\xef\xbb\xbf" + LETTER.encode()[:-1],
    ],
)
def test_damaged_text_is_refused_not_shown_as_mojibake(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        decode(data, "信.txt")


def test_right_and_wrong_encodings_are_far_apart() -> None:
    assert plausibility(LETTER) > 0.6
    assert plausibility(TRADITIONAL.encode("big5").decode("gb18030")) < 0


def test_the_encoding_is_said_where_it_was_recognised() -> None:
    assert read(LETTER.encode("gb18030"), "信.txt").notes == ("文字编码认定为 GB18030。",)


def test_line_ends_become_single_newlines_and_nothing_else_changes() -> None:
    document = read("甲\r\n　　乙\r\r丙".encode(), "信.txt")
    assert document.text == "甲\n　　乙\n\n丙\n"


def test_paragraphs_leave_out_blank_lines() -> None:
    document = read("甲方\n\n乙方\n".encode(), "信.txt")
    assert document.paragraphs == (Span(0, 2), Span(4, 6))
    assert [paragraph.of(document.text) for paragraph in document.paragraphs] == ["甲方", "乙方"]


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    document = read("𠮷野家\n投诉".encode(), "信.txt")
    assert document.paragraphs[1].of(document.text) == "投诉"
