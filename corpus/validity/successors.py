"""A later text of like name beside one that its source calls invalid, where no clause says what ended it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from corpus.comparing.matching import matched
from corpus.law import Article, Provision, State, Version
from corpus.storing import rows, tables
from corpus.titles import quoted
from corpus.validity.states import IN_FORCE_FLAGS

# What may differ between the names of a text and of the one that came in its place (信访条例, 信访工作条例; 中医药条例,
# 中医药法; …若干问题的解释（二）, …问题的解释（一）). Of the 73 texts marked invalid that no clause ends
# eight have such a neighbour that is not marked itself; read one by one all are what came in their place.
_FORM = re.compile(r"中华人民共和国|工作|管理|暂行|试行|若干|关于|的|实施|（[^）]*）|条例|办法|规定|细则|规则|法$")


def pointed(db: Connection, article: Article) -> Article:
    """Name that later text in the evidence, and its article that is most alike; the state stays as it is."""
    version, validity = article.version, article.validity
    if validity.state is not State.UNKNOWN or version.ended_by or version.flag in IN_FORCE_FLAGS:
        return article
    found = [pair for pair in _later(db, article) if pair[1].promulgated and pair[1].promulgated <= validity.as_of]
    if not found:
        return article
    title, later = max(found, key=lambda pair: pair[1].label)
    begins = f"，自{later.effective_from.isoformat()}起施行" if later.effective_from else ""
    other = f"{quoted(title)}{_like(db, article, later)}（{later.label}公布{begins}）"
    evidence = f"{validity.evidence}；馆藏另有名称相近的{other}，是否取代本文件须核对"
    return replace(article, validity=replace(validity, evidence=evidence))


def _later(db: Connection, article: Article) -> Iterator[tuple[str, Version]]:
    """Yield the later texts of works of like title and the same place that are not marked invalid themselves."""
    work, day = article.work, article.version.promulgated
    if day is None:
        return
    versions, works = tables.versions, tables.works.c
    query = select(versions, works.title).join(tables.works, works.id == versions.c.work).where(works.id != work.id)
    query = query.where(works.region == work.region if work.region else works.region.is_(None))
    for row in db.execute(query.where(versions.c.promulgated > day)):
        if row.flag in IN_FORCE_FLAGS and _FORM.sub("", row.title) == _FORM.sub("", work.title):
            yield row.title, rows.version(row)


def _like(db: Connection, article: Article, later: Version) -> str:
    pairs = matched(_units(db, article.version.id), _units(db, later.id))
    return next((pair.new.label for pair in pairs if pair.old == article.provision and pair.new), "")


def _units(db: Connection, version: str) -> tuple[Provision, ...]:
    unit = tables.provisions
    query = select(unit).where(unit.c.version == version).order_by(unit.c.ordinal)
    return tuple(map(rows.provision, db.execute(query)))
