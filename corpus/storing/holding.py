"""Which version of which work each source's text is, and that version as all of them give it: in any order the same."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from corpus.statutes import Statute, parse
from corpus.storing import rows, tables
from corpus.storing.merging import merge
from corpus.storing.originals import unpacked
from corpus.storing.referring import forget
from corpus.titles import names_of, short_of
from corpus.validity.settling import Touched

_FILED = [column for column in tables.filings.c if column.name not in {"digest", "original"}]


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a batch brought, parsed already, by source and key; `lost` are versions that a source took its text from."""

    parsed: dict[tuple[str, str], Statute] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)


class _Filing(NamedTuple):
    row: Row[Any]
    version: str  # the one that it is a text of, by all filings of the title


def hold(db: Connection, title: str, fresh: Fresh, touched: Touched) -> list[str]:
    """Make the versions of a title what its sources give; versions whose sources are the same as before are left.

    Adds to `touched`; returns what merging met.
    """
    filed = list(db.execute(select(*_FILED).where(tables.filings.c.title == title)))
    filings = _placed(filed)
    old, new = defaultdict[str, set[tuple[str, str]]](set), defaultdict[str, list[_Filing]](list)
    for one in filings:
        old[one.row.version].add((one.row.source, one.row.key))
        new[one.version].append(one)
    gone = {version for version in old if version and version not in new} | fresh.lost
    changed = {v for v, of in new.items() if v in fresh.lost or {(f.row.source, f.row.key) for f in of} != old.get(v)}
    mine, notes = _of_title(db, title), list[str]()
    for version in sorted((gone | changed) & mine):
        _drop(db, version, touched)
    for version in sorted(changed):
        notes += _write(db, [_statute(db, one, fresh) for one in sorted(new[version], key=_preferred)])
        for one in new[version]:
            db.execute(update(tables.filings).where(_this(one)).values(version=version))
    works = {version.split("@")[0] for version in (gone & mine) | changed}
    _works(db, title, filings, works)
    touched.works.update(works)
    return notes


def _placed(filed: Sequence[Row[Any]]) -> list[_Filing]:
    """Find the works that texts of one title belong to, where title and issuer alone mislead.

    One title on one day is one work, though sources give it different ranks (红十字标志使用办法, 1996-01-29); so are
    texts of one title whose histories begin on the same day, though an older one tells what it replaced and a newer
    one does not any more (军人抚恤优待条例, 2019 and 2024).
    """
    groups: list[tuple[set[object], list[Row[Any]]]] = []
    for row in filed:
        marks = {row.own.split("@")[0], row.promulgated, row.begun} - {None}
        members = [row]
        for group in [g for g in groups if g[0] & marks]:
            groups.remove(group)
            marks |= group[0]
            members += group[1]
        groups.append((marks, members))
    found = []
    for _, members in groups:
        work = min(row.own.split("@")[0] for row in members)
        found += [_Filing(row, f"{work}@{row.own.split('@')[1]}") for row in members]
    return found


def _preferred(one: _Filing) -> tuple[int, str, str]:
    """The words held are those of the source that reaches farthest, of two the first by name, in whatever order."""
    reach: date = one.row.reach or date.min
    return -reach.toordinal(), one.row.source, one.row.key


def _statute(db: Connection, one: _Filing, fresh: Fresh) -> Statute:
    work, filed = one.version.split("@")[0], fresh.parsed.get((one.row.source, one.row.key))
    if filed and filed.work.id == work:
        return filed
    raw = unpacked(db.execute(select(tables.filings.c.original).where(_this(one))).scalar_one())
    return parse(raw, source=one.row.source, known_until=one.row.reach, work_id=work)


def _this(one: _Filing) -> ColumnElement[bool]:
    return and_(tables.filings.c.source == one.row.source, tables.filings.c.key == one.row.key)


def _of_title(db: Connection, title: str) -> set[str]:
    works, versions = tables.works.c, tables.versions.c
    query = select(versions.id).join(tables.works, works.id == versions.work).where(works.title == title)
    return set(db.execute(query).scalars())


def _drop(db: Connection, version: str, touched: Touched) -> None:
    """Take a version away, and remember what hung on it."""
    held = db.execute(select(tables.versions).where(tables.versions.c.id == version)).one()
    touched.replaced[version] = rows.version(held)
    touched.targets.update(db.execute(select(tables.edges.c.target).where(tables.edges.c.version == version)).scalars())
    forget(db, version)
    for table in (tables.provisions, tables.edges, tables.conflicts):
        db.execute(delete(table).where(table.c.version == version))
    db.execute(delete(tables.versions).where(tables.versions.c.id == version))


def _write(db: Connection, statutes: Sequence[Statute]) -> tuple[str, ...]:
    merged = merge(statutes)
    written: Iterable[tuple[Any, list[dict[str, object]]]] = (
        (tables.versions, [rows.of_stated(merged.version)]),
        (tables.provisions, rows.of_provisions(merged.provisions)),
        (tables.edges, [rows.of_edge(edge) for edge in merged.edges]),
        (tables.conflicts, [rows.of_conflict(one, merged.version.id) for one in merged.conflicts]),
    )
    for table, found in written:
        if found:
            db.execute(insert(table), found)
    return merged.notes


def _works(db: Connection, title: str, filings: Sequence[_Filing], works: set[str]) -> None:
    """Say of each work what its texts do; a work without texts goes.

    What the text itself proves goes before what a source says, then the last text, then the source preferred.
    """
    for work in sorted(works):
        mine = sorted((one for one in filings if one.version.split("@")[0] == work), key=_preferred)
        mine.sort(key=lambda one: (one.row.ranked is not None, one.row.promulgated or date.min), reverse=True)
        db.execute(delete(tables.works).where(tables.works.c.id == work))
        db.execute(delete(tables.names).where(tables.names.c.work == work))
        if not mine:
            continue
        said = {
            name: next((getattr(one.row, name) for one in mine if getattr(one.row, name)), None)
            for name in ("issuer", "level", "region")
        }
        db.execute(insert(tables.works), [{"id": work, "title": title, "short": short_of(title), **said}])
        db.execute(insert(tables.names), [{"name": name, "work": work} for name in names_of(title)])
