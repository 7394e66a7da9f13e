"""The page of search: words or an exact expression, filters, counts to narrow by, local law apart."""

from dataclasses import asdict, dataclass, replace
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.responses import HTMLResponse

from corpus.errors import InvalidQuery
from corpus.law import Level
from indexing import states
from indexing.filters import ALL_STATES
from indexing.page import Sorting
from indexing.provisions import NATIONAL
from service import words
from service.exports.export import Format
from service.law.found import FoundArticle, FoundPage
from service.law.searching import Mode, Search, find
from service.marking import Mark, Stretch, stretches
from service.routes.pages import render, written_day
from service.routes.parts import Parts

router = APIRouter(include_in_schema=False)

PAGE: Final = 10
# Values of one count that are shown; the rest is reached by typing.
VALUES: Final = 8
# As the addresses of this page name them: what narrows to a work is a law there.
FILTERS: Final = {"law" if name == "work" else name: told for name, told in words.FILTERS.items()}
SORTINGS: Final = {Sorting.RANK: "效力层级", Sorting.DATE: "公布日期", Sorting.RELEVANCE: "相关程度"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the search form; a field that was left empty is an empty text."""

    q: Annotated[str, Query(max_length=2000)] = ""
    mode: str = ""
    sort: str = ""
    as_of: str = ""
    law: str = ""
    level: str = ""
    issuer: str = ""
    region: str = ""
    state: str = ""
    promulgated: str = ""
    effective: str = ""
    year: str = ""

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Filters with their values."""
        return [(name, value) for name in FILTERS if (value := str(getattr(self, name)))]

    def address(self, path: str = "/statutes", **more: str) -> str:
        """Return where this search stands."""
        return f"{path}?{urlencode({name: value for name, value in {**asdict(self), **more}.items() if value})}"

    def search(self, cursor: str | None) -> Search:
        """Return what is to be searched. Raises InvalidQuery for a day that is none, or a level that does not exist."""
        if self.level and self.level not in set(Level):
            raise InvalidQuery("没有这个层级；可选的层级见检索框")
        given = ((name if name != "law" else "work", value) for name, value in self.chosen if name != "level")
        return Search(
            self.q,
            as_of=written_day(self.as_of),
            levels=(Level(self.level),) if self.level else (),
            limit=PAGE,
            cursor=cursor,
            mode=Mode.EXACT if self.mode == Mode.EXACT else Mode.QUESTION,
            sorting=Sorting(self.sort) if self.sort in set(Sorting) else Sorting.RANK,
            given=tuple(given),
            facets=cursor is None,
        )


@router.get("/statutes")
def search(parts: Parts, asked: Annotated[Asked, Depends()], cursor: str | None = None) -> HTMLResponse:
    """Search articles."""
    form = {"levels": tuple(Level), "states": (*states.ASKED, ALL_STATES), "sortings": SORTINGS, "filters": FILTERS}
    if not asked.q.strip():
        return render("statutes.html", here="/statutes", asked=asked, page=None, **form)
    page = find(parts, asked.search(cursor))
    return render(
        "statutes.html",
        here="/statutes",
        asked=asked,
        page=page,
        hits=[(hit, _marked(hit), _snippet(hit)) for hit in page.hits],
        local=[(hit, _snippet(hit)) for hit in page.local],
        facets=_facets(asked, page),
        removals=[(FILTERS[name], value, replace(asked, **{name: ""}).address()) for name, value in asked.chosen],
        following=asked.address(cursor=page.next) if page.next else None,
        files=[(one, asked.address(f"/v1/statutes/search.{one}")) for one in Format],
        national=NATIONAL,
        **form,
    )


def _facets(asked: Asked, page: FoundPage) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """Return counts with the address of each narrower search."""
    return [
        (
            FILTERS[facet.name],
            [
                (one.value, one.count, replace(asked, **{facet.name: one.value}).address())
                for one in facet.values[:VALUES]
                if getattr(asked, facet.name) != one.value
            ],
        )
        for facet in page.facets
        if len(facet.values) > 1
    ]


def _marked(hit: FoundArticle) -> tuple[Stretch, ...]:
    return stretches(hit.text, [Mark(span, "highlight") for span in hit.highlights])


def _snippet(hit: FoundArticle) -> tuple[Stretch, ...]:
    """Return the 款 that matched best, with its marks."""
    start, end = hit.snippet.start, hit.snippet.end
    inside = [one for one in hit.highlights if start <= one.start and one.end <= end]
    moved = [Mark(replace(one, start=one.start - start, end=one.end - start), "highlight") for one in inside]
    return stretches(hit.text[start:end].strip("\n"), moved)
