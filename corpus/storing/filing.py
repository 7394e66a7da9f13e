"""Imports into the statute library, in batches: a killed import goes on where it stopped, a second one does nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, or_, select, update

from corpus.clauses.relations import relations
from corpus.raw import ImportReport, RawStatute, Skipped, Source
from corpus.statutes import Statute, parse
from corpus.storing import rows, tables
from corpus.storing.merging import merge
from corpus.storing.referring import forget, read_citations
from corpus.storing.schema import READING
from corpus.titles import names_of
from corpus.validity.settling import settle

# A batch is one transaction. The default source (378 statutes) is filed whole or not at all, so that a first start
# which is killed finds an empty library; the largest source, 3,416 statutes, stays below 100 MB of memory with it.
BATCH = 500
# Of a library filled anew after a change of reading the index of the old one must not pass for up to date.
BEGIN = READING * 1_000_000


@dataclass(slots=True)
class _Tally:
    """What an import has met so far."""

    statutes: int = 0
    filed: int = 0
    provisions: int = 0
    problems: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def file(source: Source, engine: Engine, *, progress: Callable[[int, int], None] | None = None) -> ImportReport:
    """Bring all statutes of a source into the library; what is there unchanged is passed over.

    `progress` is called with (done, all).
    """
    tally, total = _Tally(), len(source)
    with engine.connect() as db:
        before = set(db.execute(select(tables.works.c.id)).scalars())
    stream = source.statutes()
    while batch := list(islice(stream, BATCH)):
        with engine.begin() as db:
            _file_batch(db, source, batch, tally, before)
        if progress:
            progress(tally.statutes, total)
    read_citations(engine)
    with engine.begin() as db:
        _mark(db, source, tally)
    return ImportReport(
        source.name, tally.statutes, tally.filed, tally.provisions, tuple(tally.problems), tuple(tally.changes)
    )


def _file_batch(
    db: Connection, source: Source, batch: Sequence[RawStatute | Skipped], tally: _Tally, before: set[str]
) -> None:
    touched: set[str] = set()
    known = _digests(db, source.name)
    for raw in batch:
        tally.statutes += 1
        if isinstance(raw, Skipped):
            tally.problems.append(raw.reason)
            continue
        digest = blake2b(repr(raw).encode(), digest_size=16).hexdigest()
        if known.get(raw.key) == digest:
            continue
        statute = _known_better(db, raw, parse(raw, source=source.name, known_until=source.known_until))
        touched |= {statute.work.id, *_replace(db, source.name, raw.key, tally)}
        tally.problems += [*statute.problems, *_file(db, statute)]
        tally.filed += 1
        tally.provisions += len(statute.provisions)
        mark = {"source": source.name, "key": raw.key, "digest": digest, "version": statute.version.id}
        db.execute(insert(tables.filings), [mark])
    if touched:
        tally.changes += settle(db, touched, before)
        _count_up(db)


def _known_better(db: Connection, raw: RawStatute, statute: Statute) -> Statute:
    """Find the work that a text belongs to where title and issuer alone mislead.

    One title on one day is one work, though sources give it different ranks (红十字标志使用办法, 1996-01-29); so are
    texts of one title whose histories begin on the same day, though an older one tells what it replaced and a newer
    one does not any more (军人抚恤优待条例, 2019 and 2024).
    """
    versions, title = tables.versions.c, statute.work.title
    query = select(versions.work, versions.promulgated, versions.history).join(
        tables.works, tables.works.c.id == versions.work
    )
    query = query.where(tables.works.c.title == title)
    version, ids = statute.version, []
    for row in db.execute(query):
        same_day = row.promulgated is not None and row.promulgated == version.promulgated
        first = row.history.split(" ", 1)[0]
        same_line = first[:4].isdigit() and bool(version.history) and version.history[0].startswith(first)
        ids += [row.work] if same_day or same_line else []
    if not ids or version.work in ids:
        return statute
    return parse(raw, source=version.source, known_until=version.known_until, work_id=ids[0])


def _digests(db: Connection, source: str) -> dict[str, str]:
    query = select(tables.filings.c.key, tables.filings.c.digest).where(tables.filings.c.source == source)
    return {row.key: row.digest for row in db.execute(query)}


def _replace(db: Connection, source: str, key: str, tally: _Tally) -> Iterator[str]:
    """Take away what this source filed under this key before; yield the works that lost a text.

    Of a version that other sources filed, too, the words are those of one of them. Where they are of this source they
    go, and the others are asked for theirs anew at their next import: only the words of one are stored.
    """
    filings = tables.filings.c
    mine = (filings.source == source) & (filings.key == key)
    version = db.execute(select(filings.version).where(mine)).scalar()
    if version is None:
        return
    db.execute(delete(tables.filings).where(mine))
    others = sorted(set(db.execute(select(filings.source).where(filings.version == version)).scalars()))
    held = rows.version(db.execute(select(tables.versions).where(tables.versions.c.id == version)).one())
    if others and held.source != source:
        db.execute(delete(tables.conflicts).where(_of_both(version, source)))
        return
    if others:
        db.execute(update(tables.filings).where(filings.version == version).values(digest=""))
        tally.problems.append(f"{source}更正了{key}的文字；请重新导入{'、'.join(others)}，以便再作比对")
    forget(db, version)
    for table in (tables.provisions, tables.edges, tables.conflicts):
        db.execute(delete(table).where(table.c.version == version))
    db.execute(delete(tables.versions).where(tables.versions.c.id == version))
    yield held.work


def _of_both(version: str, source: str) -> ColumnElement[bool]:
    conflict = tables.conflicts.c
    return (conflict.version == version) & or_(conflict.held_source == source, conflict.other_source == source)


def _file(db: Connection, statute: Statute) -> tuple[str, ...]:
    """File one version; where another source gave it already, compare and keep the better."""
    held = db.execute(select(tables.versions).where(tables.versions.c.id == statute.version.id)).first()
    if held is not None:
        forget(db, statute.version.id)  # another source may bring other words
        return merge(db, rows.version(held), statute)
    if db.execute(select(tables.works.c.id).where(tables.works.c.id == statute.work.id)).first() is None:
        db.execute(insert(tables.works), [rows.of_work(statute.work)])
        names = [{"name": name, "work": statute.work.id} for name in names_of(statute.work.title)]
        db.execute(insert(tables.names), names)
    db.execute(insert(tables.versions), [rows.of_version(statute.version)])
    if statute.provisions:
        db.execute(insert(tables.provisions), rows.of_provisions(statute.provisions))
    edges = [rows.of_edge(edge) for edge in relations(statute)]
    if edges:
        db.execute(insert(tables.edges), edges)
    return ()


def _mark(db: Connection, source: Source, tally: _Tally) -> None:
    db.execute(delete(tables.imports).where(tables.imports.c.source == source.name))
    mark = {"source": source.name, "known_until": source.known_until, "statutes": tally.statutes}
    db.execute(insert(tables.imports), [mark])


def _count_up(db: Connection) -> None:
    number = db.execute(select(tables.state.c.value).where(tables.state.c.key == "sequence")).scalar() or BEGIN
    db.execute(delete(tables.state).where(tables.state.c.key == "sequence"))
    db.execute(insert(tables.state), [{"key": "sequence", "value": number + 1}])
