"""Records of law to and from rows of the library's tables."""

from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from corpus.law import ArticleNumber, Conflict, Edge, EdgeKind, Level, Provision, Version, VersionKind, Work
from corpus.storing import tables

_VERSION = [field.name for field in fields(Version)]


def titles(db: Connection) -> dict[str, tuple[str, ...]]:
    """Return every known name with the ids of the works it may mean, names and ids in order."""
    found: dict[str, tuple[str, ...]] = {}
    for row in db.execute(select(tables.names).order_by(tables.names.c.name, tables.names.c.work)):
        found[row.name] = (*found.get(row.name, ()), row.work)
    return found


def work(row: Row[Any]) -> Work:
    """Return the work of a row."""
    return Work(row.id, row.title, row.short, row.issuer, Level(row.level), row.region)


def version(row: Row[Any]) -> Version:
    """Return the version of a row; other columns of the row are left alone."""
    values = {name: getattr(row, name) for name in _VERSION}
    history = tuple(row.history.split("\n")) if row.history else ()
    return Version(**{**values, "kind": VersionKind(row.kind), "history": history})


def of_version(item: Version) -> dict[str, object]:
    """Return the row of a version."""
    return asdict(item) | {"history": "\n".join(item.history)}


def stated(row: Row[Any]) -> Version:
    """Return the version of a row as its sources gave it, without anything that other texts told of it."""
    return replace(
        version(row),
        kind=VersionKind(row.said_kind),
        effective_from=row.said_from,
        basis=row.said_basis,
        by=None,
        effective_to=None,
        serves_from=None,
        serves_to=None,
        ended_by=None,
        expires=None,
    )


def of_stated(item: Version) -> dict[str, object]:
    """Return the row of a version of which nothing is derived yet."""
    said = {"said_kind": item.kind, "said_from": item.effective_from, "said_basis": item.basis}
    return of_version(item) | said


def provision(row: Row[Any]) -> Provision:
    """Return the provision of a row."""
    number = _number(row.no, row.sub)
    path = tuple(row.path.split("\n")) if row.path else ()
    return Provision(row.id, row.version, path, number, row.label, row.text)


def of_provisions(provisions: Iterable[Provision]) -> list[dict[str, object]]:
    """Return rows in the given order, numbered through within each version."""
    found = []
    ordinal, current = 0, None
    for item in provisions:
        ordinal = ordinal + 1 if item.version == current else 1
        current = item.version
        found.append(
            {
                "id": item.id,
                "version": item.version,
                "ordinal": ordinal,
                "path": "\n".join(item.path),
                "no": item.number.no if item.number else None,
                "sub": item.number.sub if item.number else None,
                "label": item.label,
                "text": item.text,
            }
        )
    return found


def edge(row: Row[Any]) -> Edge:
    """Return the edge of a row."""
    return Edge(
        EdgeKind(row.kind),
        row.version,
        row.provision,
        row.target,
        number=_number(row.no, row.sub),
        effective=row.effective,
        moved_to=_number(row.moved_no, row.moved_sub),
        issued=row.issued,
        document=row.document,
        part=row.part,
    )


def of_edge(item: Edge) -> dict[str, object]:
    """Return the row of an edge."""
    row = asdict(item)
    row.pop("number")
    row.pop("moved_to")
    number, moved = item.number, item.moved_to
    row |= {"no": number.no if number else None, "sub": number.sub if number else None}
    return row | {"moved_no": moved.no if moved else None, "moved_sub": moved.sub if moved else None}


def _number(no: int | None, sub: int | None) -> ArticleNumber | None:
    return ArticleNumber(no, sub or 0) if no is not None else None


def conflict(row: Row[Any]) -> Conflict:
    """Return the conflict of a row that has title and day of its version beside it."""
    return Conflict(row.title, row.promulgated, row.label, row.held_source, row.held, row.other_source, row.other)


def of_conflict(item: Conflict, version: str) -> dict[str, object]:
    """Return the row of a conflict about a version."""
    row = asdict(item) | {"version": version}
    del row["title"], row["promulgated"]
    return row
