"""All citations of one version of a law, article by article, each read where it stands."""

from collections.abc import Iterator, Sequence

from corpus.citing.aliases import aliases
from corpus.citing.finding import find
from corpus.citing.names import Names
from corpus.citing.outline import holders_of, missing_unit
from corpus.citing.records import Citation, Host
from corpus.law import ArticleNumber, Provision

_FEW = 6  # as in hosts.py: 前六条 is the most that any article says


def gathered(title: str, units: Sequence[Provision], *, names: Names) -> Iterator[tuple[Provision, Citation]]:
    """Yield every citation with the unit that it stands in; `units` are those of one version, in order."""
    text = "\n".join(unit.text for unit in units)
    given = tuple(aliases(text, names=names).items()) if "以下" in text else ()
    last = max((unit.number.no for unit in units if unit.number), default=None)
    before: list[ArticleNumber] = []
    for unit in units:
        number = unit.number
        host = Host(
            title,
            number.no if number else None,
            number.sub if number else 0,
            path=unit.path,
            preceding=tuple(before[-_FEW:]),
            articles=last,
            aliases=given,
        )
        for citation in find(unit.text, titles=names, host=host):
            yield unit, citation
        if number:
            before.append(number)


def unresolved(citation: Citation, articles: dict[ArticleNumber, Provision]) -> str | None:
    """Say why a citation of the own law points at nothing, None where its unit is there."""
    if citation.unclear:
        return citation.unclear
    unit = articles.get(ArticleNumber(citation.article or 0, citation.article_sub))
    if unit is None:
        return "没有这一条"
    if citation.item and citation.paragraph is None and len(holders_of(unit.text, citation.item)) > 1:
        return "几款都有这一项，文中没有写明是哪一款"
    missing = missing_unit(unit.text, citation.target)
    return missing[1] if missing else None
