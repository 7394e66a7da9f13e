"""Many articles at once with their validity on a day: what Library.provision() gives, in a few questions of SQL."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Connection, select

from corpus.law import Article, Version
from corpus.storing import rows, tables
from corpus.titles import COUNTRY, short_of
from corpus.validity.annexed import annexed
from corpus.validity.attested import attested
from corpus.validity.notices import noticed
from corpus.validity.settling import BEARING, told_of
from corpus.validity.states import judge


def articles(db: Connection, ids: Sequence[str], as_of: date) -> dict[str, Article]:
    """Return the units of these ids, by id; those that are not held are left out."""
    units = [
        rows.provision(row) for row in db.execute(select(tables.provisions).where(tables.provisions.c.id.in_(ids)))
    ]
    of = tables.versions.c
    wanted = select(of.work).where(of.id.in_({unit.version for unit in units}))
    held: dict[str, list[Version]] = {}
    for row in db.execute(select(tables.versions).where(of.work.in_(wanted))):
        held.setdefault(row.work, []).append(rows.version(row))
    for versions in held.values():
        versions.sort(key=lambda one: (one.promulgated or date.min, one.effective_from or date.min))
    works = {row.id: rows.work(row) for row in db.execute(select(tables.works).where(tables.works.c.id.in_(held)))}
    spoken_of = _spoken_of(db, {work.title for work in works.values()})
    versions_by_id = {version.id: version for versions in held.values() for version in versions}
    found: dict[str, Article] = {}
    for unit in units:
        version = versions_by_id[unit.version]
        work = works[version.work]
        article = attested(db, Article(work, version, unit, judge(version, held[work.id], as_of)), held[work.id])
        if work.title in spoken_of:
            article = noticed(article, told_of(db, work.title, bearing_on=unit.number), as_of)
        found[unit.id] = annexed(db, article)
    return found


def _spoken_of(db: Connection, titles: Collection[str]) -> set[str]:
    """Return the titles of which other texts say something that bears on single articles."""
    named = {title: (title, short_of(title), f"{COUNTRY}{title}") for title in titles}  # two may share a name
    edge = tables.edges.c
    query = select(edge.target).where(edge.target.in_({name for names in named.values() for name in names}))
    targets = {row.target for row in db.execute(query.where(edge.kind.in_(BEARING)).distinct())}
    return {title for title, names in named.items() if targets.intersection(names)}
