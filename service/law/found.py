"""What a search of statutes answers, field for field as HTTP, `--json` and exports have it; never renamed."""

from dataclasses import dataclass
from datetime import date

from corpus.law import Level, State
from corpus.spans import Span
from indexing.page import Empty


@dataclass(frozen=True, slots=True)
class Why:
    """What brought an article up: its number written in the query, words of the query, its rank by meaning."""

    cited: bool
    terms: tuple[str, ...]
    near: int | None


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that a search found; `highlights` and `snippet` are spans of `text`.

    `snippet` is the 款 that matched best, `paragraph` its number; None where the text has one only or nothing of it is
    marked. `address` is a path that shows this text of this article, on the day of the search, for as long as the
    library holds it. `state` is judged on the day of the search.
    """

    law: str
    article: int | None
    article_sub: int
    version: str
    text: str
    score: float
    highlights: tuple[Span, ...]
    reason: str
    label: str
    path: str
    level: Level
    law_id: str
    provision_id: str
    issuer: str | None
    region: str | None
    promulgated: date | None
    effective_from: date | None
    state: State
    state_text: str
    paragraph: int | None
    snippet: Span
    why: Why
    address: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """How many articles among the hits have a value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts by the name of a filter: level, issuer, region, year (of promulgation), state.

    An article of two organs counts for both. `state` is that of the text as a whole; a single article that was
    suspended or repealed says so itself.
    """

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of hits; `next` is the cursor of the page after it.

    Unless `total_exact`, there are at least `total`: some came up by meaning alone. `basis` says what the order rests
    on, `covers` what the library holds and to which day. `notes` say what the query names and the library does not
    hold: an empty answer with notes is not an empty law, and `empty` says which of the three kinds it is (未收录,
    当日无, 无相符). `facets` count all that have the words, where they were asked for. A question that names no place
    is answered by the law of the whole country (`national`); the first of the local law are in `local`, `local_total`
    counts it.
    """

    hits: tuple[FoundArticle, ...]
    total: int
    next: str | None
    as_of: date
    notes: tuple[str, ...]
    total_exact: bool
    basis: str
    covers: str
    empty: Empty | None = None
    facets: tuple[Facet, ...] = ()
    national: bool = False
    local: tuple[FoundArticle, ...] = ()
    local_total: int = 0

    @property
    def bounds(self) -> str:
        """What the order rests on, and that local law is left aside; Chinese, for people."""
        return self.basis + ("；没有写明地区，只列全国性规定" if self.national else "")
