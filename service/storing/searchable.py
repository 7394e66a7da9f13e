"""What of the store may be compared with: cases and letters, masked, and every change of them under its number.

The index is built from here and follows the numbers: whatever it lacks is found by the number that it stands at.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, Select, func, insert, select

from corpus.cases import Case, cited
from corpus.judging.records import Judgment
from indexing.cases import Changed
from models.sealing import seal
from service.answers import Analysed
from service.storing import tables

LETTER = "complaint"  # the kind under which letters are compared with each other

JUDGMENT: TypeAdapter[Judgment | None] = TypeAdapter(Judgment | None)


class Searchable(Collection[Case]):
    """Read from the store each time it is gone through, so that its size does not matter."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __len__(self) -> int:
        with self._engine.connect() as db:
            return sum(counts(db))

    def __iter__(self) -> Iterator[Case]:
        """Yield the cases in the order of import, then the letters in the order of arrival."""
        kept = tables.letters.c
        with self._engine.connect() as db:
            for row in db.execute(select(tables.cases).order_by(tables.cases.c.number)):
                yield case_of(row)
            for row in db.execute(_letters().order_by(kept.received, kept.id)):
                yield _letter(row)

    def __contains__(self, case: object) -> bool:
        return any(case == one for one in self)

    def sequence(self) -> int:
        """Return the number of the last change, 0 of an empty store."""
        with self._engine.connect() as db:
            return db.execute(select(func.max(tables.changes.c.number))).scalar() or 0

    def changed(self, after: int, *, limit: int) -> Changed:
        """Return what the next changes after a number were about, as it is now."""
        change = tables.changes.c
        next_ones = select(change.number, change.id).where(change.number > after).order_by(change.number).limit(limit)
        with self._engine.connect() as db:
            found = db.execute(next_ones).all()
            ids = [row.id for row in found]
            cases = db.execute(select(tables.cases).where(tables.cases.c.id.in_(ids)))
            letters = db.execute(_letters().where(tables.letters.c.id.in_(ids)))
            held = (*map(case_of, cases), *map(_letter, letters))
        return Changed(held, found[-1].number if found else after)


def note(db: Connection, ids: Iterable[str]) -> None:
    """Number changes in the transaction that makes them.

    SQLite lets one transaction write at a time: no smaller number appears after a greater one.
    """
    for one in ids:
        db.execute(insert(tables.changes).values(id=one))


def counts(db: Connection) -> tuple[int, int]:
    """Count letters and cases."""
    letters, cases = (
        int(db.execute(select(func.count()).select_from(table)).scalar_one())
        for table in (tables.letters, tables.cases)
    )
    return letters, cases


def cites_of(analysis: Analysed) -> tuple[str, ...]:
    """Return the articles that a letter cites, each once, as cases are found by them."""
    return _cites((one.law, one.article, one.article_sub) for one in analysis.citations)


def case_of(row: Row[Any]) -> Case:
    """Read a case, masked."""
    judgment = JUDGMENT.validate_python(row.judgment, strict=False)
    applied = judgment.applied if judgment else ()
    cites = dict.fromkeys(cited(one.law, one.article, one.article_sub) for one in applied)
    return Case(row.id, row.masked, row.kind, tuple(row.charges), row.cause, row.date, judgment, tuple(cites))


def _letters() -> Select[Any]:
    kept, made = tables.letters.c, tables.analyses.c
    latest = select(func.max(made.id)).where(made.letter == kept.id).correlate(tables.letters).scalar_subquery()
    return (
        select(kept.id, kept.masked, kept.received, made.answer["citations"].label("citations"))
        .join(tables.analyses, made.letter == kept.id)
        .where(made.id == latest)
    )


def _letter(row: Row[Any]) -> Case:
    """Return a kept letter as one of the matters that later letters are compared with; some are never shown there."""
    return Case(
        id=row.id,
        text=row.masked,
        kind=LETTER,
        date=datetime.fromisoformat(row.received).date(),
        cites=_cites((told["law"], told["article"], told["article_sub"]) for told in row.citations),
        sealed=seal(row.masked) is not None,
    )


def _cites(citations: Iterable[Sequence[Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited(law, article, sub) for law, article, sub in citations if law and article))
