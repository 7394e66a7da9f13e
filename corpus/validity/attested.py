"""A text that its source marks invalid without a day: until when it is known to have been in force all the same.

The mark says that the text was over when the source was made, not since when. That it applied on an earlier day is
said only up to the last day for which something held speaks: a text newly passed or wholly revised on that day which
rests on it, or another source, made on that day, that does not mark it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, func, select

from corpus.law import Article, State, Version, VersionKind
from corpus.storing import originals, tables
from corpus.titles import quoted
from corpus.validity.states import IN_FORCE_FLAGS, judge

# 根据《甲》和其他有关法律、依照国务院《甲》规定; an amended text keeps such words when they no longer hold.
_RESTS = re.compile(r"(?:根据|依照|按照|依据|遵守)[^。；\n]*$")
# Marks of a source for which the text was in force when it was made.
_SILENT = {"现行有效", None}
_WHOLE = (VersionKind.ENACTED, VersionKind.REVISED)


def attested(db: Connection, article: Article, held: Sequence[Version]) -> Article:
    """Return the article as 现行有效 up to the last such day, and with what is known of that day after it.

    Where anything but the mark of its source is in doubt it stays as it is; `held` are all versions of the work.
    """
    version, as_of = article.version, article.validity.as_of
    if article.validity.state is not State.UNKNOWN or version.ended_by or version.flag in IN_FORCE_FLAGS:
        return article
    unmarked = replace(version, flag=None)
    alone = judge(unmarked, [unmarked if one.id == version.id else one for one in held], as_of)
    if alone.state is not State.IN_FORCE or version.effective_from is None:
        return article
    sources = list(_sources(db, version))
    marked = min(
        (day for day, _, flag in sources if flag not in IN_FORCE_FLAGS), default=version.known_until or date.max
    )
    silent = [(day, words) for day, words, flag in sources if flag in _SILENT]
    told = [one for one in (*_resting(db, article), *silent) if version.effective_from <= one[0] < marked]
    if not told:
        return article
    day, words = max(told)
    if as_of <= day:
        evidence = f"{version.basis}；{words}；来源标注“{version.flag}”，没有载明自何日起"
        return replace(article, validity=replace(article.validity, state=State.IN_FORCE, evidence=evidence))
    evidence = f"{article.validity.evidence}；{words}，此后至当日是否有效未证实"
    return replace(article, validity=replace(article.validity, evidence=evidence))


def _resting(db: Connection, article: Article) -> Iterator[tuple[date, str]]:
    """Yield the texts, passed or revised as a whole, that rest on this one, each with its day."""
    cited, unit, of, works = tables.citations.c, tables.provisions.c, tables.versions.c, tables.works.c
    title, own = article.work.title, article.version.promulgated
    if own is None:
        return
    namesakes = select(func.min(of.promulgated)).join(tables.works, works.id == of.work)
    namesakes = namesakes.where(works.title == title, works.id != article.work.id, of.promulgated > own)
    until = db.execute(namesakes).scalar() or date.max
    query = (
        select(works.title, of.promulgated, unit.label, unit.text, cited.start)
        .select_from(tables.citations)
        .join(tables.provisions, unit.id == cited.provision)
        .join(tables.versions, of.id == cited.version)
        .join(tables.works, works.id == of.work)
        .where(cited.target == title, works.id != article.work.id, of.kind.in_(_WHOLE), of.promulgated < until)
    )
    for row in db.execute(query):
        if _RESTS.search(row.text[: row.start]):
            place = f"{quoted(row.title)}{row.label}"
            yield row.promulgated, f"{row.promulgated.isoformat()}公布的{place}仍以本文件为依据"


def _sources(db: Connection, version: Version) -> Iterator[tuple[date, str, str | None]]:
    """Yield the sources of the same text: the day on which each was made, what its silence says, and its mark."""
    filed = tables.filings.c
    query = select(filed.source, filed.reach, filed.original).where(filed.version == version.id)
    for row in db.execute(query.where(filed.reach.is_not(None))):
        until = "" if row.reach.isoformat() in row.source else f"（截至{row.reach.isoformat()}）"
        yield row.reach, f"{row.source}{until}没有标注本文件失效", originals.unpacked(row.original).flag
