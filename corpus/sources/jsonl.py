"""Statutes as JSON Lines, gzipped or not: one document a line, as prepared from LawRefBook/Laws.

Fields read: id, title, level, organ, publish_date, effective_date, effective_basis, expired_flag, duplicate_of,
history, source_path, articles[{path, label, text}]; of a file with older versions also last_amended.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import InvalidRecord
from corpus.law import Level
from corpus.ndjson import parsed
from corpus.raw import RawArticle, RawStatute, Skipped

# The snapshot that both files were made from (their DATA.md); nothing in them is younger.
SNAPSHOT = date(2025, 4, 19)
# Days that the source states apart from the text. "laws.db" is the first commencement mixed in (DOMAIN §5.3 trap 1).
_TRUSTED = {"repo_db", "info_block", "article_text"}
_LEVELS = {level.value: level for level in Level}
_FOLDERS = (
    ("行政法规/", Level.ADMINISTRATIVE_REGULATION),
    ("司法解释/", Level.JUDICIAL_INTERPRETATION),
    ("", Level.LAW),
)
_PLACE = re.compile(r"^(.+?(?:省|自治区|自治州|市|县|区))人民代表大会")
_MUNICIPALITIES = {"北京", "上海", "天津", "重庆"}
_PROVINCE = re.compile(r"^DLC/[^/]+/[^/]+/([^/]+)/")


class JsonLines:
    """One file of statutes. Its name in the library is LawRefBook with the snapshot and the file's own name."""

    def __init__(self, path: Path, known_until: date | None = SNAPSHOT) -> None:
        self._path = path
        self.name = (
            f"LawRefBook {known_until.isoformat() if known_until else ''}".strip() + f"（{path.name.split('.')[0]}）"
        )
        self.known_until = known_until

    def __len__(self) -> int:
        """Count the lines, for progress; InvalidRecord as `statutes` raises it."""
        return sum(1 for _ in self._lines())

    def statutes(self) -> Iterator[RawStatute | Skipped]:
        """Yield each line; InvalidRecord names the line that is no statute, or the file that is broken."""
        for number, line in enumerate(self._lines(), 1):
            try:
                yield _statute(parsed(line))
            except InvalidRecord as error:
                raise InvalidRecord(f"{self._path.name}第{number}行不是法规记录：{error}") from None
            except KeyError as error:
                raise InvalidRecord(f"{self._path.name}第{number}行不是法规记录：缺字段 {error}") from error
            except (ValueError, TypeError, AttributeError) as error:
                raise InvalidRecord(f"{self._path.name}第{number}行不是法规记录：{error!r}") from error

    def _lines(self) -> Iterator[bytes]:
        if self._path.suffix != ".gz":
            with self._path.open("rb") as lines:
                yield from lines
            return
        try:
            with gzip.open(self._path) as lines:
                yield from lines
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise InvalidRecord(f"{self._path.name}不是完整的gzip文件，请重新取一份") from error


def _statute(record: dict[str, Any]) -> RawStatute | Skipped:
    title, path = record["title"], record.get("source_path", "")
    if record.get("duplicate_of"):
        return Skipped(record["id"], f"《{title}》：来源自己标为{record['duplicate_of']}的重复，没有再收录")
    if not record["articles"]:
        return Skipped(record["id"], f"《{title}》：来源没有条文")
    trusted = record.get("effective_basis") in _TRUSTED
    history = tuple(f"{event['date'] or '日期未知'} {event['event']}" for event in record.get("history", ()))
    return RawStatute(
        key=record["id"],
        title=title,
        level=_level(record.get("level"), path),
        issuer=record.get("organ"),
        promulgated=_day(record.get("publish_date") or record.get("last_amended")),
        articles=tuple(_article(article) for article in record["articles"]),
        flag="失效" if record.get("expired_flag") else None,
        effective=_day(record.get("effective_date")) if trusted else None,
        region=_region(record.get("organ"), path),
        history=history,
    )


def _article(article: dict[str, Any]) -> RawArticle:
    return RawArticle(tuple(article["path"]), article["label"], article["text"])


def _level(name: str | None, path: str) -> Level:
    if name:
        return _LEVELS.get(name, Level.UNKNOWN)
    return next(level for folder, level in _FOLDERS if path.startswith(folder))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _region(organ: str | None, path: str) -> str | None:
    place = _PLACE.match(organ or "")
    if place and not place[1].startswith("全国"):
        return place[1]
    province = _PROVINCE.match(path)
    if province is None:
        return None
    return f"{province[1]}{'市' if province[1] in _MUNICIPALITIES else '省'}"
