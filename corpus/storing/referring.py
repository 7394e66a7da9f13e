"""What provisions cite, in SQL: read once all texts of an import are there, since names of laws come with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select

from corpus.citing.gathering import gathered
from corpus.citing.names import Names
from corpus.citing.records import Basis, Citation, Role, Target
from corpus.clauses.docnumbers import spelled
from corpus.law import ArticleNumber, Edge, Provision
from corpus.numerals import LIMIT, chinese
from corpus.spans import Span
from corpus.storing import rows, tables

_BATCH = 100  # versions of one transaction; a killed import goes on behind the last one
_LEVELS = (("book", "编"), ("subbook", "分编"), ("chapter", "章"), ("section", "节"))
# A decision on 《甲解释》等十八件司法解释 does not say in its title which of them a bare 第N条 is of.
_SEVERAL = "》等"
_OWN_PART = ("本编", "本章", "本节")


@dataclass(frozen=True, slots=True)
class Reference:
    """One provision cites a unit of a law; `span` is the first place of its text where it does."""

    version: str  # of the citing text
    provision: str
    span: Span
    target: str  # title of the law cited, the full official one where it is known, or a document's number
    part: str | None  # 第二编第三章, where that and no article is cited
    number: ArticleNumber | None  # None: the whole law, or a part of it
    to: ArticleNumber | None  # the article that ends a range


def read_citations(engine: Engine) -> None:
    """Read all versions that were not read yet, or with other names of laws; what was read before is done."""
    with engine.connect() as db:
        names, digest = _names(db)
        query = (
            select(tables.versions.c.id, tables.works.c.title)
            .join(tables.works, tables.works.c.id == tables.versions.c.work)
            .outerjoin(tables.readings, tables.readings.c.version == tables.versions.c.id)
            .where(or_(tables.readings.c.names.is_(None), tables.readings.c.names != digest))
            .order_by(tables.versions.c.id)
        )
        waiting = iter([(row.id, row.title) for row in db.execute(query)])
    while batch := list(islice(waiting, _BATCH)):
        with engine.begin() as db:
            for version, title in batch:
                _read(db, version, title, names)
            db.execute(insert(tables.readings), [{"version": version, "names": digest} for version, _ in batch])


def forget(db: Connection, version: str) -> None:
    """Take away what was read of a version."""
    for table in (tables.citations, tables.readings):
        db.execute(delete(table).where(table.c.version == version))


def references_of(db: Connection, version: str) -> tuple[Reference, ...]:
    """Return what the provisions of a version cite, in the order of its text."""
    table = tables.citations
    return tuple(_reference(row) for row in db.execute(select(table).where(table.c.version == version).order_by("id")))


def edges_of(db: Connection, version: str) -> tuple[Edge, ...]:
    """Return what a version says of other texts: repeals, amendments, interpretations, bases."""
    table = tables.edges
    return tuple(rows.edge(row) for row in db.execute(select(table).where(table.c.version == version).order_by("id")))


def references_to(db: Connection, names: Iterable[str], as_of: date) -> tuple[Reference, ...]:
    """Return where a law of these names is cited by texts that serve on a day; repealed texts cite no more."""
    table, version = tables.citations, tables.versions.c
    query = (
        select(table)
        .join(tables.versions, version.id == table.c.version)
        .where(
            table.c.target.in_(tuple(names)),
            or_(version.serves_from.is_(None), version.serves_from <= as_of),
            or_(version.serves_to.is_(None), version.serves_to > as_of),
        )
        .order_by(table.c.version, table.c.id)
    )
    return tuple(_reference(row) for row in db.execute(query))


def _names(db: Connection) -> tuple[Names, str]:
    found = rows.titles(db)
    digest = blake2b(digest_size=16)
    for name, works in found.items():
        for work in works:
            digest.update(f"{name}\n{work}\n".encode())
    return Names(found), digest.hexdigest()


def _read(db: Connection, version: str, title: str, names: Names) -> None:
    forget(db, version)
    query = select(tables.provisions).where(tables.provisions.c.version == version)
    units = [rows.provision(row) for row in db.execute(query.order_by(tables.provisions.c.ordinal))]
    found = list(_rows(title, units, names))
    if found:
        db.execute(insert(tables.citations), found)


def _rows(title: str, units: list[Provision], names: Names) -> Iterator[dict[str, object]]:
    """Make a row of each unit cited; what a decision changes is no citation, nor what an article says of itself."""
    seen: set[tuple[object, ...]] = set()
    for unit, citation in gathered(title, units, names=names):
        if citation.law is None or citation.unsure or citation.role not in (Role.CITE, Role.EXCEPTION):
            continue
        if _SEVERAL in citation.law:
            continue
        number, part = _number(citation.target), _part(citation.target)
        if citation.law == title and (number == unit.number if number else _of_itself(citation, unit)):
            continue
        to = _number(citation.to) if citation.to else None
        key = (unit.id, citation.law, part, number, to)
        if key in seen:
            continue
        seen.add(key)
        yield {
            "version": unit.version,
            "provision": unit.id,
            "start": citation.start,
            "end": citation.end,
            "target": spelled(citation.law) if citation.basis is Basis.DOCUMENT_NUMBER else citation.law,
            "part": part,
            "no": number.no if number else None,
            "sub": number.sub if number else None,
            "to_no": to.no if to else None,
            "to_sub": to.sub if to else None,
        }


def _of_itself(citation: Citation, unit: Provision) -> bool:
    """Tell whether the whole own law is meant, or the part of it around the unit (本章)."""
    return not citation.target.part or citation.span.of(unit.text).startswith(_OWN_PART)


def _number(target: Target) -> ArticleNumber | None:
    return ArticleNumber(target.article, target.article_sub) if target.article is not None else None


def _part(target: Target) -> str | None:
    named = [(getattr(target.part, name), kind) for name, kind in _LEVELS]
    return "".join(f"第{chinese(number)}{kind}" for number, kind in named if number and number < LIMIT) or None


def _reference(row: Row[Any]) -> Reference:
    number = ArticleNumber(row.no, row.sub or 0) if row.no is not None else None
    to = ArticleNumber(row.to_no, row.to_sub or 0) if row.to_no is not None else None
    return Reference(row.version, row.provision, Span(row.start, row.end), row.target, row.part, number, to)
