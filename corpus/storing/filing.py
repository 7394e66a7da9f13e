"""Imports into the statute library, in batches: a killed import goes on where it stopped, a second one does nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice

from sqlalchemy import Connection, Engine, delete, insert, select, update

from corpus.raw import ImportReport, RawStatute, Skipped, Source
from corpus.statutes import Statute, parse
from corpus.storing import tables
from corpus.storing.holding import Fresh, hold
from corpus.storing.originals import packed
from corpus.storing.referring import read_citations
from corpus.storing.schema import READING
from corpus.validity.settling import Touched, settle

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
    with engine.begin() as db:
        before = set(db.execute(select(tables.works.c.id)).scalars())
        _reach(db, source, tally, before)
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
    fresh, titles = Fresh(), set[str]()
    known = _digests(db, source.name)
    for raw in batch:
        tally.statutes += 1
        if isinstance(raw, Skipped):
            tally.problems.append(raw.reason)
            continue
        if known.get(raw.key) == _digest(raw):
            continue
        statute = parse(raw, source=source.name, known_until=source.known_until)
        titles |= _put(db, raw, statute, fresh)
        tally.problems += statute.problems
        tally.filed += 1
        tally.provisions += len(statute.provisions)
    _settle(db, titles, fresh, tally, before)


def _put(db: Connection, raw: RawStatute, statute: Statute, fresh: Fresh) -> set[str]:
    """Write down what a source gave under a key in place of what it gave before; return the titles concerned."""
    filings, own, source = tables.filings, statute.work, statute.version.source
    mine = (filings.c.source == source) & (filings.c.key == raw.key)
    old = db.execute(select(filings.c.title, filings.c.version).where(mine)).first()
    if old:
        db.execute(delete(filings).where(mine))
        fresh.lost.add(old.version)
    begun = statute.version.history[0][:10] if statute.version.history else ""
    row = {
        "source": source,
        "key": raw.key,
        "digest": _digest(raw),
        "version": "",
        "title": own.title,
        "own": statute.version.id,
        "promulgated": statute.version.promulgated,
        "begun": begun if begun[:4].isdigit() else None,
        "issuer": own.issuer,
        "level": own.level,
        "ranked": statute.ranked,
        "region": own.region,
        "reach": statute.version.known_until,
        "original": packed(raw),
    }
    db.execute(insert(filings), [row])
    fresh.parsed[source, raw.key] = statute
    return {own.title, old.title} if old else {own.title}


def _settle(db: Connection, titles: set[str], fresh: Fresh, tally: _Tally, before: set[str]) -> None:
    """Put the texts of these titles together anew, and derive all that follows from them."""
    touched = Touched()
    for title in sorted(titles):
        tally.problems += hold(db, title, fresh, touched)
    if touched.works:
        tally.changes += settle(db, touched, before)
        _count_up(db)


def _reach(db: Connection, source: Source, tally: _Tally, before: set[str]) -> None:
    """A source that reaches farther than at its last import knows more of the texts that are the same, too."""
    filings = tables.filings.c
    mine = (filings.source == source.name) & filings.reach.is_distinct_from(source.known_until)
    titles = set(db.execute(select(filings.title).where(mine)).scalars())
    if not titles:
        return
    fresh = Fresh(lost=set(db.execute(select(filings.version).where(mine)).scalars()))
    db.execute(update(tables.filings).where(mine).values(reach=source.known_until))
    _settle(db, titles, fresh, tally, before)


def _digest(raw: RawStatute) -> str:
    return blake2b(repr(raw).encode(), digest_size=16).hexdigest()


def _digests(db: Connection, source: str) -> dict[str, str]:
    query = select(tables.filings.c.key, tables.filings.c.digest).where(tables.filings.c.source == source)
    return {row.key: row.digest for row in db.execute(query)}


def _mark(db: Connection, source: Source, tally: _Tally) -> None:
    db.execute(delete(tables.imports).where(tables.imports.c.source == source.name))
    mark = {"source": source.name, "known_until": source.known_until, "statutes": tally.statutes}
    db.execute(insert(tables.imports), [mark])


def _count_up(db: Connection) -> None:
    number = db.execute(select(tables.state.c.value).where(tables.state.c.key == "sequence")).scalar() or BEGIN
    db.execute(delete(tables.state).where(tables.state.c.key == "sequence"))
    db.execute(insert(tables.state), [{"key": "sequence", "value": number + 1}])
