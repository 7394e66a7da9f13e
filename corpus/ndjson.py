"""Lines of JSON (NDJSON, .jsonl), one value each, in UTF-8: read one by one, a bad line is known by its place."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import InvalidRecord

_MARK = b"\xef\xbb\xbf"  # Windows editors put it before the first line
OTHER_ENCODING = (
    "文字不是 UTF-8 编码，多半是 GBK（Windows 的“ANSI”）；请在编辑器里把整个文件另存为 UTF-8，"
    "或运行 iconv -f GB18030 -t UTF-8 原文件 > 新文件，再交新文件"
)
NO_JSON = "不是有效的 JSON；一行要是一个完整的 {…}，中间不换行"


def parsed(line: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return the value of a line; raises InvalidRecord that says what to do and quotes nothing of it."""
    try:
        words = line.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidRecord(OTHER_ENCODING) from None
    try:
        return json.loads(words)
    except (ValueError, RecursionError):  # no JSON, a number of thousands of digits, brackets without end
        raise InvalidRecord(NO_JSON) from None


def values(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the number and the value of each line that is not blank; InvalidRecord names file and line."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield number, parsed(line)
            except InvalidRecord as error:
                raise InvalidRecord(f"{path.name} 第 {number} 行：{error}") from None
