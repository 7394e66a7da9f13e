"""Imports into the statute library: one transaction a source, so that a killed import leaves nothing half done."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from corpus import rows, tables
from corpus.amendments import amendments
from corpus.law import Edge, Provision, Version, Work
from corpus.statutes import RawStatute, Statute, parse
from corpus.titles import names_of
from corpus.validity import tenured


class Source(Protocol):
    """Where statutes come from."""

    name: str
    known_until: date | None

    @property
    def fingerprint(self) -> str:
        """What tells one state of the source from another."""

    def __len__(self) -> int:
        """Count the statutes, for progress."""

    def statutes(self) -> Iterator[RawStatute]:
        """Yield each statute once."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one import did."""

    source: str
    changed: bool  # False: this state of the source was imported before, nothing was done
    statutes: int
    provisions: int
    problems: tuple[str, ...]  # what could not be understood and why


def file(source: Source, engine: Engine, *, progress: Callable[[int, int], None] | None = None) -> ImportReport:
    """Bring all statutes of a source into the library, or do nothing where this state of it is already there.

    `progress` is called with (done, all). Either everything of the source is filed, or nothing.
    """
    with engine.begin() as db:
        known = db.execute(select(tables.imports).where(tables.imports.c.source == source.name)).first()
        if known and known.fingerprint == source.fingerprint:
            return ImportReport(source.name, changed=False, statutes=known.works, provisions=0, problems=())
        statutes = []
        for done, raw in enumerate(source.statutes(), 1):
            statutes.append(parse(raw, source=source.name, known_until=source.known_until))
            if progress:
                progress(done, len(source))
        _write(db, statutes)
        _chain(db, {statute.work.id for statute in statutes})
        _mark(db, source, len(statutes))
    problems = tuple(problem for statute in statutes for problem in statute.problems)
    count = sum(len(statute.provisions) for statute in statutes)
    return ImportReport(source.name, changed=True, statutes=len(statutes), provisions=count, problems=problems)


def _write(db: Connection, statutes: Iterable[Statute]) -> None:
    held = {row.id for row in db.execute(select(tables.versions.c.id))}
    works: dict[str, Work] = {}
    versions: dict[str, Version] = {}
    provisions: list[Provision] = []
    edges: list[Edge] = []
    for statute in statutes:
        works.setdefault(statute.work.id, statute.work)
        if statute.version.id in held or statute.version.id in versions:
            continue
        versions[statute.version.id] = statute.version
        provisions += statute.provisions
        edges += amendments(statute.work.title, statute.provisions, statute.version.effective_from)
    present = {row.id for row in db.execute(select(tables.works.c.id))}
    new = [work for work in works.values() if work.id not in present]
    _insert(db, tables.works, [asdict(work) for work in new])
    _insert(db, tables.names, [{"name": n, "work": w.id} for w in new for n in names_of(w.title)])
    _insert(db, tables.versions, [asdict(version) for version in versions.values()])
    _insert(db, tables.provisions, rows.of_provisions(provisions))
    _insert(db, tables.edges, [rows.of_edge(edge) for edge in edges])


def _insert(db: Connection, table: Table, values: list[dict[str, object]]) -> None:
    if values:
        db.execute(insert(table), values)


def _chain(db: Connection, works: set[str]) -> None:
    """Give every version of these works the days on which it serves."""
    grouped = defaultdict(list)
    for row in db.execute(select(tables.versions)):
        if row.work in works:
            grouped[row.work].append(rows.version(row))
    for versions in grouped.values():
        for version in tenured(versions):
            days = {key: getattr(version, key) for key in ("effective_to", "serves_from", "serves_to")}
            db.execute(update(tables.versions).where(tables.versions.c.id == version.id).values(days))


def _mark(db: Connection, source: Source, count: int) -> None:
    db.execute(delete(tables.imports).where(tables.imports.c.source == source.name))
    mark = {"source": source.name, "fingerprint": source.fingerprint, "known_until": source.known_until, "works": count}
    db.execute(insert(tables.imports), [mark])
    number = db.execute(select(tables.state.c.value).where(tables.state.c.key == "sequence")).scalar() or 0
    db.execute(delete(tables.state).where(tables.state.c.key == "sequence"))
    db.execute(insert(tables.state), [{"key": "sequence", "value": number + 1}])
