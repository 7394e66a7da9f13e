"""Search of statutes: by words and meaning, or exactly; with filters, counts and local law apart."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from corpus.law import Article, Level
from corpus.validity.several import articles
from indexing.page import Search as Asked
from indexing.page import Sorting, StatutePage
from service.answers import Hits
from service.inputs import StatuteQuery
from service.law.found import Facet, FacetValue, FoundArticle, FoundPage, Why

if TYPE_CHECKING:
    from indexing.hits import StatuteHit
    from service.assembly import Assembly

LONGEST_PAGE: Final = 100
# Of the local law that a question without a place leaves aside so many are shown on its first page.
_LOCAL: Final = 3


class Mode(StrEnum):
    """How a query is read."""

    QUESTION = "question"  # words, a question, a citation; by words and meaning
    EXACT = "exact"  # an expression; nothing but what it says


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; `as_of` None is today. `given` are filters by name, as indexing/filters.py has them."""

    query: str
    as_of: date | None = None
    levels: tuple[Level, ...] = ()
    limit: int = 20
    cursor: str | None = None
    mode: Mode = Mode.QUESTION
    sorting: Sorting = Sorting.RANK  # of an exact search
    given: tuple[tuple[str, str], ...] = field(default=())
    facets: bool = False


def find(parts: "Assembly", search: Search) -> FoundPage:
    """Search articles as they read on a day; an exact citation comes first."""
    day = search.as_of or parts.today()
    given = (*search.given, *(("level", level.value) for level in search.levels))
    asked = Asked(search.query, day, given, limit=search.limit, cursor=search.cursor, tallied=search.facets)
    index = parts.statutes
    page = index.exactly(asked, search.sorting) if search.mode is Mode.EXACT else index.answer(asked)
    local, local_total = _local(parts, asked, page)
    return FoundPage(
        hits=_found(parts, page.hits, day),
        total=page.total,
        next=page.next,
        as_of=day,
        notes=page.notes,
        total_exact=page.exact,
        basis=page.basis,
        covers=page.covers,
        empty=page.empty,
        facets=tuple(Facet(one.name, tuple(FacetValue(*value) for value in one.values)) for one in page.counts),
        national=page.national,
        local=local,
        local_total=local_total,
    )


def find_line(parts: "Assembly", line: StatuteQuery, *, limit: int, as_of: date | None) -> Hits:
    """Answer one line of bulk input; the line's own day goes before the command's."""
    day = line.as_of or as_of or parts.today()
    asked = Asked(line.query, day, tuple(("level", level.value) for level in line.level), limit=limit)
    return Hits(line.id, _found(parts, parts.statutes.answer(asked).hits, day))


def _local(parts: "Assembly", asked: Asked, page: StatutePage) -> tuple[tuple[FoundArticle, ...], int]:
    """Return the first of the local law that was left aside, and how much there is; on the first page only."""
    if not page.national or asked.cursor:
        return (), 0
    found, total = parts.statutes.local(Asked(asked.query, asked.as_of, asked.given, limit=_LOCAL))
    return _found(parts, found, asked.as_of), total


def _found(parts: "Assembly", hits: "tuple[StatuteHit, ...]", day: date) -> tuple[FoundArticle, ...]:
    ids = [hit.id for hit in hits]
    held = parts.library.ask(lambda db: articles(db, ids, day))
    return tuple(_article(hit, held[hit.id]) for hit in hits)


def _article(hit: "StatuteHit", article: Article) -> FoundArticle:
    return FoundArticle(
        law=hit.law,
        article=hit.article,
        article_sub=hit.article_sub or 0,
        version=hit.version,
        text=hit.text,
        score=hit.score,
        highlights=hit.highlights,
        reason=hit.reason,
        label=hit.label,
        path=hit.path,
        level=hit.level,
        law_id=hit.law_id,
        provision_id=hit.id,
        issuer=article.work.issuer,
        region=article.work.region,
        promulgated=article.version.promulgated,
        effective_from=article.version.effective_from,
        state=article.validity.state,
        state_text=article.validity.told,
        paragraph=hit.paragraph,
        snippet=hit.snippet,
        why=Why(hit.cited, hit.terms, hit.near),
        address=address(article),
    )


def address(article: Article) -> str:
    """Return where this text of an article stands for as long as the library holds it, judged on its day."""
    unit, number = article.provision, article.provision.number
    name = str(number) if number else f"units/{quote(unit.label, safe='')}"
    version = quote(article.version.id, safe="")
    return f"/statutes/{article.work.id}/{name}?version={version}&as_of={article.validity.as_of}"
