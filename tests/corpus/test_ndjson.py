"""Lines of JSON: a bad one is told by its place and what to do, and nothing of it is quoted."""

from pathlib import Path

import pytest

from corpus.errors import InvalidRecord
from corpus.ndjson import parsed, values

LETTER = '{"id": "1", "text": "尉迟青鹞反映拖欠工资"}'


@pytest.mark.parametrize("line", [LETTER.encode(), b"\xef\xbb\xbf" + LETTER.encode(), LETTER.encode() + b"\r\n"])
def test_a_line_of_utf_8_is_read(line: bytes) -> None:
    assert parsed(line)["id"] == "1"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (LETTER.encode("gb18030"), "UTF-8"),
        (LETTER.encode("utf-16"), "UTF-8"),
        (LETTER[:-1].encode(), "不是有效的 JSON"),
        (b"[" * 200_000, "不是有效的 JSON"),
        (b"9" * 5_000, "不是有效的 JSON"),
    ],
)
def test_a_line_that_cannot_be_read_says_what_to_do(line: bytes, told: str) -> None:
    with pytest.raises(InvalidRecord, match=told) as caught:
        parsed(line)
    assert "尉迟" not in str(caught.value)
    assert "codec" not in str(caught.value)


def test_the_line_is_named_by_its_place_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "清单.ndjson"
    file.write_bytes(LETTER.encode() + b"\n\n" + LETTER.encode("gb18030") + b"\n")
    found = values(file)
    assert next(found)[0] == 1
    with pytest.raises(InvalidRecord, match=r"^清单\.ndjson 第 3 行：文字不是 UTF-8 编码"):
        next(found)
