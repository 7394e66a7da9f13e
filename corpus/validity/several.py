"""Many articles at once with their validity on a day: what Library.provision() gives, in a few questions of SQL."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Connection, select

from corpus.law import Article, Version
from corpus.storing import rows, tables
from corpus.titles import COUNTRY, short_of
from corpus.validity.settling import BEARING, told_of
from corpus.validity.single import weighed
from corpus.validity.states import in_order, judge


def articles(db: Connection, ids: Sequence[str], as_of: date) -> dict[str, Article]:
    """Return the units of these ids, by id; those that are not held are left out."""
    units = [
        rows.provision(row) for row in db.execute(select(tables.provisions).where(tables.provisions.c.id.in_(ids)))
    ]
    of = tables.versions.c
    wanted = select(of.work).where(of.id.in_({unit.version for unit in units}))
    texts: dict[str, list[Version]] = {}
    for row in db.execute(select(tables.versions).where(of.work.in_(wanted))):
        texts.setdefault(row.work, []).append(rows.version(row))
    held = {work: in_order(versions) for work, versions in texts.items()}
    works = {row.id: rows.work(row) for row in db.execute(select(tables.works).where(tables.works.c.id.in_(held)))}
    spoken_of = _spoken_of(db, {work.title for work in works.values()})
    versions_by_id = {version.id: version for versions in held.values() for version in versions}
    found: dict[str, Article] = {}
    for unit in units:
        version = versions_by_id[unit.version]
        work = works[version.work]
        article = Article(work, version, unit, judge(version, held[work.id], as_of))
        said = told_of(db, work.title, bearing_on=unit.number) if work.title in spoken_of else ()
        found[unit.id] = weighed(db, article, held=held[work.id], said=said)
    return found


def _spoken_of(db: Connection, titles: Collection[str]) -> set[str]:
    """Return the titles of which other texts say something that bears on single articles."""
    named = {title: (title, short_of(title), f"{COUNTRY}{title}") for title in titles}  # two may share a name
    edge = tables.edges.c
    query = select(edge.target).where(edge.target.in_({name for names in named.values() for name in names}))
    targets = {row.target for row in db.execute(query.where(edge.kind.in_(BEARING)).distinct())}
    return {title for title, names in named.items() if targets.intersection(names)}
