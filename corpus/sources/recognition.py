"""Which kind of source a path is."""

from pathlib import Path

from corpus.errors import InvalidRecord
from corpus.raw import Source
from corpus.sources.jsonl import JsonLines
from corpus.sources.lawrefbook import INFO_END, LawRefBook
from corpus.sources.office import REGISTER, Office


def source_at(path: Path) -> Source:
    """Return the source at a path: a JSON Lines file, a LawRefBook folder, or an office's folder with rules.toml.

    Raises InvalidRecord with what the path lacks to be one of them.
    """
    if path.is_file() and path.name.endswith((".jsonl", ".jsonl.gz")):
        return JsonLines(path)
    if not path.is_dir():
        raise InvalidRecord(f"{path}不存在，或者不是文件夹和.jsonl（.gz）文件")
    if (path / REGISTER).is_file():
        return Office(path)
    if any(INFO_END in file.read_text("utf-8", errors="replace") for file in path.rglob("*.md")):
        return LawRefBook(path)
    raise InvalidRecord(
        f"{path}里没有{REGISTER}（本单位文件），也没有含“{INFO_END}”的Markdown（LawRefBook），认不出是哪种来源"
    )
