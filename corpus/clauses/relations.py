"""Edges from one text to others: what it repeals, amends, interprets, rests on or suspends."""

import re
from collections.abc import Iterator
from datetime import date

from corpus.clauses.amendments import amendments
from corpus.clauses.commencement import on_publication
from corpus.clauses.repeals import Effect, annexed, repeals
from corpus.law import Edge, EdgeKind, Provision
from corpus.parsing.numbering import number_of
from corpus.statutes import Statute
from corpus.titles import tidy

_KINDS = {
    Effect.WHOLE: EdgeKind.REPEALS,
    Effect.PARTLY: EdgeKind.PARTLY_REPEALS,
    Effect.LAPSE: EdgeKind.LAPSES,
    Effect.OVERRIDE: EdgeKind.LAPSES,
    Effect.ANNEX: EdgeKind.LAPSES,
}
_INTERPRETS = re.compile(r"关于(?:适用|执行|实施)?《(.+?)》(.*)的(?:解释|规定|批复|意见)(?:（.+）)?$")
_SUSPENDS = re.compile(r"在(.+?)(?:暂时|暂停|临时)?(?:调整|停止|变通)(?:适用|实施)《(.+?)》(.*)的(?:决定|通知)$")
_BASIS = re.compile(r"(?:根据|依据|依照)((?:[、和以及]*《[^》]+》)+)[^。]*?，?制定本")
_NAME = re.compile(r"《([^》]+)》")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零]+条(?:之[一二三四五六七八九十]+)?")
_REPEALING = re.compile(r"废止|失效|停止执行|停止施行|不再适用|为准")


def relations(statute: Statute) -> tuple[Edge, ...]:
    """All edges that the text itself states; the titles are as written there, the works may not be held."""
    title, version = statute.work.title, statute.version
    edges = list(amendments(title, statute.provisions, version.effective_from))
    if statute.provisions:
        edges += _of_title(statute, statute.provisions[0])
    for provision in statute.provisions:
        if _REPEALING.search(provision.text):
            edges += _repealed(statute, provision)
        if "制定本" in provision.text:
            edges += _based_on(provision)
    return tuple(edge for edge in edges if edge.target != title or edge.kind is EdgeKind.REPEALS)


def _repealed(statute: Statute, provision: Provision) -> Iterator[Edge]:
    """Carried-forward clauses count from the first version (DOMAIN §5.3 trap 2), not from an amended text."""
    published = statute.first
    annexes = {unit.label: unit.text for unit in statute.provisions if unit.number is None}
    for repeal in repeals(provision.text, published=published, effective=_effective(statute, provision.text)):
        yield Edge(
            _KINDS[repeal.effect],
            provision.version,
            provision.id,
            repeal.title,
            effective=repeal.day,
            issued=repeal.issued or repeal.began,
            document=repeal.document,
            part=repeal.part,
        )
        if repeal.effect is Effect.ANNEX:
            for name in annexed(annexes.get(repeal.part or "", "")):
                yield Edge(EdgeKind.REPEALS, provision.version, provision.id, tidy(name), effective=repeal.day)


def _effective(statute: Statute, text: str) -> date | None:
    return statute.first if on_publication(text) else statute.version.effective_from or statute.first


def _of_title(statute: Statute, provision: Provision) -> Iterator[Edge]:
    title, starts = statute.work.title, statute.version.effective_from
    suspends = _SUSPENDS.search(title)
    if suspends:
        yield from _suspended(statute, suspends)
        return
    interprets = _INTERPRETS.search(title)
    if interprets:
        labels = _ARTICLE.findall(interprets[2]) or [None]
        for label in labels:
            number = number_of(label) if label else None
            target = tidy(interprets[1])
            yield Edge(EdgeKind.INTERPRETS, provision.version, provision.id, target, number, starts)


def _suspended(statute: Statute, found: re.Match[str]) -> Iterator[Edge]:
    """授权国务院在…自由贸易试验区暂时调整适用《种子法》有关规定: the articles stand in the decision's own list."""
    starts = statute.version.effective_from or statute.version.promulgated
    listed = [provision for provision in statute.provisions if provision.number]
    for provision in listed or statute.provisions[:1]:
        yield Edge(
            EdgeKind.SUSPENDS,
            provision.version,
            provision.id,
            tidy(found[2]),
            provision.number,
            starts,
            part=f"在{found[1]}",
        )


def _based_on(provision: Provision) -> Iterator[Edge]:
    found = _BASIS.search(provision.text)
    for name in _NAME.findall(found[1]) if found else ():
        yield Edge(EdgeKind.BASED_ON, provision.version, provision.id, tidy(name))
