"""The matters: letters kept whole or not at all, read back, and handed out masked for the index.

Every public method is one transaction. Events are only ever added.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Engine, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.cases import Case
from corpus.errors import CaseNotFound, LetterNotFound
from corpus.lists import Columns
from service.answers import Analysed, Event, Kept, Refusal
from service.storing import tables
from service.storing.searchable import JUDGMENT, Searchable, case_of, counts, note

TAKEN_IN = "收到"
ANALYSED = "完成分析"

_ANALYSED: TypeAdapter[Analysed] = TypeAdapter(Analysed)


@dataclass(frozen=True, slots=True)
class Letter:
    """What came in, exactly as it came."""

    name: str
    data: bytes
    form: str
    received: datetime
    foreign: tuple[str, str] | None = None  # the mapping of a list, and the number in it


class Register:
    """The store of letters behind one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, letter: Letter, analysis: Analysed) -> None:
        """Keep letter, identities, analysis and first events under the analysis's id, all or nothing."""
        key = analysis.id
        answer = _ANALYSED.dump_python(analysis, mode="json", exclude={"text", "masked"})
        received = letter.received.isoformat(timespec="seconds")
        digest = hashlib.sha256(letter.data).hexdigest()
        with self._engine.begin() as db:
            db.execute(
                insert(tables.letters).values(id=key, received=received, form=letter.form, masked=analysis.masked)
            )
            db.execute(
                insert(tables.originals).values(
                    letter=key, name=letter.name, sha256=digest, data=letter.data, text=analysis.text
                )
            )
            if people := _identities(analysis):
                db.execute(insert(tables.identities), people)
            db.execute(insert(tables.analyses).values(letter=key, made=received, answer=answer))
            if letter.foreign:
                mapping, number = letter.foreign
                db.execute(insert(tables.foreign_numbers).values(mapping=mapping, number=number, letter=key))
            for kind in (TAKEN_IN, ANALYSED):
                db.execute(insert(tables.events).values(letter=key, at=received, kind=kind))
            note(db, (key,))

    def letter(self, key: str) -> Kept:
        """Read a letter back with its latest analysis; LetterNotFound when there is none."""
        with self._engine.connect() as db:
            row = db.execute(
                select(tables.letters, tables.originals.c.text, tables.analyses.c.answer)
                .join(tables.originals, tables.originals.c.letter == tables.letters.c.id)
                .join(tables.analyses, tables.analyses.c.letter == tables.letters.c.id)
                .where(tables.letters.c.id == key)
                .order_by(tables.analyses.c.id.desc())
                .limit(1)
            ).first()
            if row is None:
                raise LetterNotFound("来信库里没有这个编号的信；编号在收信时给出，如 20261124-3f9a2c1b04d7")
            happened = db.execute(
                select(tables.events).where(tables.events.c.letter == key).order_by(tables.events.c.id)
            ).all()
        analysis = _ANALYSED.validate_python({**row.answer, "text": row.text, "masked": row.masked}, strict=False)
        return Kept(
            id=key,
            received=row.received,
            analysis=analysis,
            events=tuple(Event(at=one.at, kind=one.kind) for one in happened),
        )

    def refuse(self, digest: str, at: datetime, *, place: str | None = None) -> None:
        """Note that a file with a mark of state secrecy came, where it stood in its upload, and nothing else of it."""
        with self._engine.begin() as db:
            values = {"sha256": digest, "at": at.isoformat(timespec="seconds"), "place": place}
            db.execute(insert(tables.refusals).values(values))

    def refusals(self) -> tuple[Refusal, ...]:
        """Return what was refused, the last one first."""
        t = tables.refusals.c
        with self._engine.connect() as db:
            return tuple(Refusal(*row) for row in db.execute(select(t.sha256, t.at, t.place).order_by(t.number.desc())))

    def save_mapping(self, name: str, columns: Columns) -> None:
        """Save a mapping of columns, in place of another of the same name."""
        with self._engine.begin() as db:
            values = {"name": name, "columns": asdict(columns)}
            db.execute(upsert(tables.mappings).values(values).on_conflict_do_update(["name"], set_=values))

    def mapping(self, name: str) -> Columns | None:
        """Return the mapping of this name, None where there is none."""
        return self.mappings().get(name)

    def mappings(self) -> dict[str, Columns]:
        """Return all mappings of columns by name."""
        t = tables.mappings.c
        with self._engine.connect() as db:
            return {row.name: Columns(**row.columns) for row in db.execute(select(t.name, t["columns"]))}

    def foreign_numbers(self, mapping: str) -> frozenset[str]:
        """Return the numbers that lists of a mapping have brought so far."""
        t = tables.foreign_numbers.c
        with self._engine.connect() as db:
            return frozenset(db.execute(select(t.number).where(t.mapping == mapping)).scalars())

    def add_cases(self, cases: Iterable[tuple[Case, str]]) -> int:
        """Keep cases with their masked texts and return how many are new; one whose id is known stays as it is."""
        rows = [_case_row(case, masked) for case, masked in cases]
        with self._engine.begin() as db:
            # One at a time, and the database says which were new: another import may be running.
            keep = upsert(tables.cases).on_conflict_do_nothing()
            new = [row["id"] for row in rows if db.execute(keep, row).rowcount]
            note(db, new)
            return len(new)

    def case(self, key: str) -> Case:
        """Return a case, masked; CaseNotFound when there is none."""
        found = self.cases((key,))
        if not found:
            raise CaseNotFound("案例库里没有这个编号的案例；编号见检索结果，如 （2024）云0102刑初88号刑事判决书")
        return found[key]

    def cases(self, keys: Collection[str]) -> dict[str, Case]:
        """Return the cases of these ids, masked; ids of letters and unknown ones are left out."""
        with self._engine.connect() as db:
            return {row.id: case_of(row) for row in db.execute(select(tables.cases).where(tables.cases.c.id.in_(keys)))}

    def case_text(self, key: str) -> str | None:
        """Return the text of a case as it was imported, None where there is none of this id; nobody is shown it."""
        with self._engine.connect() as db:
            return db.execute(select(tables.cases.c.text).where(tables.cases.c.id == key)).scalar()

    def holds_letter(self, key: str) -> bool:
        """Tell whether a letter of this id is kept."""
        with self._engine.connect() as db:
            return db.execute(select(tables.letters.c.id).where(tables.letters.c.id == key)).first() is not None

    def sequence(self) -> int:
        """Return a number that grows with every letter and case: the state of what the index has to hold."""
        return self.searchable().sequence()

    def count(self) -> tuple[int, int]:
        """Return how many letters and how many cases are kept."""
        with self._engine.connect() as db:
            return counts(db)

    def searchable(self) -> Searchable:
        """Return everything that may be compared with, masked; from here the index is built again."""
        return Searchable(self._engine)


def _identities(analysis: Analysed) -> list[dict[str, Any]]:
    return [
        {
            "letter": analysis.id,
            "position": position,
            "kind": one.kind,
            "start": one.start,
            "end": one.end,
            "words": analysis.text[one.start : one.end],
        }
        for position, one in enumerate(analysis.private)
    ]


def _case_row(case: Case, masked: str) -> dict[str, Any]:
    row = asdict(case)
    del row["cites"]  # stand in the judgment
    return {
        **row,
        "charges": list(case.charges),
        "masked": masked,
        "judgment": JUDGMENT.dump_python(case.judgment, mode="json"),
    }
