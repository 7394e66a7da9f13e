"""Two sources of one version: differences are kept, gaps are filled, better is never replaced by worse."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from enum import IntEnum
from operator import itemgetter

from sqlalchemy import Connection, delete, insert, select, update

from corpus.clauses.relations import relations
from corpus.law import ArticleNumber, Provision, Version
from corpus.parsing.annexes import preamble_of
from corpus.statutes import Statute
from corpus.storing import rows, tables
from corpus.titles import quoted

# Remains of pictures and tables in a text: {width="5.1in"}, +-----+. A text without them is the better one.
_REMAINS = re.compile(r'\{?(?:width|height)="|\+-{3,}|-{8,}')
_PICTURE = re.compile(r"!?\S*\{[^}]*\}")
_LETTER = re.compile(r"[^\w]+")


def merge(db: Connection, held: Version, statute: Statute) -> tuple[str, ...]:
    """Bring a second source of a held version in; returns what was filled or differs, one Chinese sentence each."""
    query = select(tables.provisions).where(tables.provisions.c.version == held.id)
    have = [rows.provision(row) for row in db.execute(query.order_by(tables.provisions.c.ordinal))]
    offered = {item.id: item for item in statute.provisions}
    missing = _missing(have, statute.provisions)
    if not have:
        db.execute(insert(tables.provisions), rows.of_provisions(statute.provisions))
    elif missing:
        _fill(db, have, missing)
    different = 0
    for item in have:
        other = offered.get(item.id)
        if other:
            different += _compare(db, held, statute.version, item, other)
    _dates(db, held, statute.version)
    _edges(db, held, statute)
    notes = []
    if missing and have:
        labels = "、".join(item.label for item in missing)[:60]
        notes.append(
            f"{quoted(statute.work.title)}（{held.label}）原来缺的条文由{statute.version.source}补上：{labels}"
        )
    if different:
        notes.append(f"{quoted(statute.work.title)}（{held.label}）有{different}条与{held.source}不同，两种文字都保留")
    return tuple(notes)


class _Part(IntEnum):
    """The parts of a text in their order."""

    PREAMBLE = 0
    BODY = 1
    ANNEXES = 2


def _part(unit: Provision) -> _Part:
    if preamble_of((unit.label,)):
        return _Part.PREAMBLE
    return _Part.ANNEXES if unit.label.startswith("附") else _Part.BODY


def _missing(have: list[Provision], offered: tuple[Provision, ...]) -> list[Provision]:
    """Return the articles that the held text lacks, and its annexes or preamble where it has none at all.

    Sources cut annexes in different pieces under different names; pieces of two are never put together.
    """
    ids, parts = {unit.id for unit in have}, {_Part.BODY, *map(_part, have)}
    return [unit for unit in offered if unit.id not in ids and (unit.number or _part(unit) not in parts)]


def _places(units: list[Provision]) -> Iterator[tuple[_Part, ArticleNumber]]:
    """Yield where each unit belongs: a unit of the body without a number stays behind the article before it."""
    before = ArticleNumber(0)
    for unit in units:
        before = unit.number or before
        yield _part(unit), before


def _fill(db: Connection, have: list[Provision], missing: list[Provision]) -> None:
    """Put what was missing in its place and number the order anew."""
    places = [*zip(_places(have), have, strict=True), *zip(_places(missing), missing, strict=True)]
    together = [unit for _, unit in sorted(places, key=itemgetter(0))]
    for ordinal, row in enumerate(rows.of_provisions(together), 1):
        if any(item.id == row["id"] for item in missing):
            db.execute(insert(tables.provisions), [row | {"ordinal": ordinal}])
        else:
            provisions = tables.provisions
            db.execute(update(provisions).where(provisions.c.id == row["id"]).values(ordinal=ordinal))


def _compare(db: Connection, held: Version, other: Version, mine: Provision, theirs: Provision) -> int:
    """Keep the fuller path and the cleaner text; return 1 where the words differ."""
    values: dict[str, object] = {}
    if len(theirs.path) > len(mine.path) or (len(theirs.path) == len(mine.path) and _fuller(theirs.path, mine.path)):
        values["path"] = "\n".join(theirs.path)
    if _REMAINS.search(mine.text) and not _REMAINS.search(theirs.text) and _whole(theirs.text, mine.text):
        values["text"] = theirs.text
    if values:
        db.execute(update(tables.provisions).where(tables.provisions.c.id == mine.id).values(values))
    if _plain(mine.text) == _plain(theirs.text):
        return 0
    swapped = "text" in values
    row = {
        "version": held.id,
        "label": mine.label,
        "held_source": other.source if swapped else held.source,
        "held": theirs.text if swapped else mine.text,
        "other_source": held.source if swapped else other.source,
        "other": mine.text if swapped else theirs.text,
    }
    db.execute(insert(tables.conflicts), [row])
    return 1


def _fuller(theirs: tuple[str, ...], mine: tuple[str, ...]) -> bool:
    """第一编 总则 is fuller than the rebuilt 第一编."""
    return sum(map(len, theirs)) > sum(map(len, mine)) and theirs[0].startswith(mine[0])


def _whole(theirs: str, mine: str) -> bool:
    """The cleaner text must not lack the table that the other one has (印花税法 20: its tariff)."""
    return len(_plain(theirs)) >= len(_plain(_PICTURE.sub("", mine)))


def _plain(text: str) -> str:
    """What is compared: letters and digits; spaces, brackets and quotation marks differ between all sources."""
    return _LETTER.sub("", unicodedata.normalize("NFKC", text))


def _dates(db: Connection, held: Version, other: Version) -> None:
    """Fill what is unknown; a proved day stays, and a different one is kept as a conflict."""
    filled = held
    if held.effective_from is None and other.effective_from is not None:
        filled = replace(filled, effective_from=other.effective_from, basis=other.basis)
    elif held.effective_from and other.effective_from and held.effective_from != other.effective_from:
        row = {
            "version": held.id,
            "label": "施行日期",
            "held_source": held.source,
            "held": f"{held.effective_from.isoformat()}：{held.basis}",
            "other_source": other.source,
            "other": f"{other.effective_from.isoformat()}：{other.basis}",
        }
        db.execute(insert(tables.conflicts), [row])
    if not held.history:
        filled = replace(filled, history=other.history, kind=other.kind)
    days = [day for day in (held.known_until, other.known_until) if day]
    filled = replace(filled, known_until=max(days, default=None), flag=held.flag or other.flag)
    if filled != held:
        db.execute(update(tables.versions).where(tables.versions.c.id == held.id).values(rows.of_version(filled)))


def _edges(db: Connection, held: Version, statute: Statute) -> None:
    """A source that knows the history dates clauses that the other could not (自公布之日 of an amended text)."""
    mine = db.execute(select(tables.edges.c.effective).where(tables.edges.c.version == held.id)).scalars().all()
    theirs = relations(statute)
    if sum(day is not None for day in mine) < sum(edge.effective is not None for edge in theirs):
        db.execute(delete(tables.edges).where(tables.edges.c.version == held.id))
        db.execute(insert(tables.edges), [rows.of_edge(edge) for edge in theirs])
