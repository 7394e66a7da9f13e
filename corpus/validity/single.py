"""One article with its validity on a day, as its version, other texts and other sources have it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from corpus.law import Article, Provision, Version, Work
from corpus.validity.annexed import annexed
from corpus.validity.attested import attested
from corpus.validity.notices import noticed
from corpus.validity.settling import Said, told_of
from corpus.validity.states import judge
from corpus.validity.successors import pointed


def judged(
    db: Connection, work: Work, version: Version, unit: Provision, *, held: Sequence[Version], as_of: date
) -> Article:
    """Return a unit of a version with all that is known of it on the day; `held` are all versions of the work."""
    article = Article(work, version, unit, judge(version, held, as_of))
    return pointed(db, weighed(db, article, held=held, said=told_of(db, work.title, bearing_on=unit.number)))


def weighed(db: Connection, article: Article, *, held: Sequence[Version], said: Sequence[Said]) -> Article:
    """Return an article with the state that sources, other texts (`said`) and its own annexes leave it."""
    return annexed(db, noticed(attested(db, article, held), said, article.validity.as_of))
