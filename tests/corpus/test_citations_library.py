"""Every self and relative citation of the wheel's 26,196 articles points at a unit that is there, or is listed."""

from itertools import groupby

from corpus.citing.gathering import gathered, unresolved
from corpus.citing.names import compiled
from corpus.library import Library

# 前三项 and 前五项 of 环境保护税法 9 are the first three and five pollutants of a ranking: no 项 of any law.
UNRESOLVED = {"环境保护税法第九条前三项", "环境保护税法第九条前五项"}


def test_citations_within_the_wheels_laws_resolve(library: Library) -> None:
    names = compiled(library.titles())
    reasons: list[tuple[str, str | None]] = []
    for _, held in groupby(library.provisions(), key=lambda one: one[1].id):
        found = list(held)
        title, units = found[0][0].title, [unit for _, _, unit in found if unit.number]
        articles = {unit.number: unit for unit in units if unit.number}
        for unit, citation in gathered(title, units, names=names):
            if citation.law == title and citation.article is not None:
                where = f"{title}{unit.label}{citation.span.of(unit.text)}"
                reasons.append((where, unresolved(citation, articles)))
    assert len(reasons) > 4_500
    assert {where.removeprefix("中华人民共和国") for where, why in reasons if why} == UNRESOLVED
