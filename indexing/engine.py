"""What every search engine takes and gives: entries and queries in, hits out, generations behind them.

Engines know nothing of law or letters and nothing of an engine's own language leaves them. Two implement
`SearchEngine`: indexing/embedded.py and indexing/elastic.py; tests/indexing/contract holds them to the same answers.
The final order of hits is indexing/settling.py's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from corpus import terms
from indexing import places
from indexing.fields import Day, Order

Vector = NDArray[np.float32]
"""What an encoder makes of a text: one row of unit length."""

# Days are yyyymmdd integers. An unknown beginning is 0 and an unknown end is FOREVER: such an entry is always kept.
UNKNOWN_DAY = 0
FOREVER = 10000_01_01  # after the last day that can be written


class Kind(StrEnum):
    """What is indexed. Statutes are public, cases never: they stand in separate stores."""

    STATUTES = "statutes"
    CASES = "cases"


class Stream(StrEnum):
    """The three streams of corpus/terms.py; characters stand once for the text and once for its titles."""

    CHARACTERS = "characters"
    TITLES = "titles"
    GRAMS = "grams"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find. Only `shown` is kept readable; the texts are turned into terms."""

    id: str
    text: str  # phrases are looked for here
    ranked: str  # grams and words come from here: the text and whatever tells what it is about
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # exact values to filter by
    begins: int = UNKNOWN_DAY  # in force from this day on
    ends: int = FOREVER  # and no longer on this one
    shown: Mapping[str, str | int | None] = field(default_factory=dict)  # comes back with a hit
    passage: str = ""  # what an encoder reads; where there is none the entry gets no vector
    titles: tuple[str, ...] = ()  # of the whole and of the part that the text stands in
    days: Mapping[Day, int] = field(default_factory=dict)
    orders: Mapping[Order, str] = field(default_factory=dict)  # the id decides between equal ones

    @property
    def streams(self) -> Mapping[Stream, str]:
        """The terms that both engines index, with a space between them."""
        return {
            Stream.CHARACTERS: " ".join(places.tokens(self.text)),
            Stream.TITLES: " ".join(places.lines(self.titles)),
            Stream.GRAMS: " ".join(terms.grams(self.ranked)),
            Stream.WORDS: " ".join(terms.words(self.ranked)),
        }

    @property
    def labels(self) -> tuple[str, ...]:
        """The keys as both engines index them: 层级=法律."""
        return tuple(f"{name}={value}" for name, values in self.keys.items() for value in values)


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """At least one of `terms` stands in `stream`."""

    stream: Stream
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """The characters stand in this order, in one sentence, with nothing but punctuation between them.

    Of a phrase over the end of a sentence places.BREAK is one of the characters.
    """

    characters: tuple[str, ...]
    stream: Stream = Stream.CHARACTERS


@dataclass(frozen=True, slots=True)
class Key:
    """The entry has one of `values` under `name`."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ids:
    """The entry is one of these."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """`begins <= day < ends`."""

    day: int


@dataclass(frozen=True, slots=True)
class Between:
    """`first <= day <= last` of a day that the entry carries; without the day it does not fit."""

    name: Day
    first: int = UNKNOWN_DAY
    last: int = FOREVER


@dataclass(frozen=True, slots=True)
class Every:
    """All of `clauses` fit; of none everything does."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of `clauses` fits; of none nothing does."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """`clause` does not fit."""

    clause: "Clause"


Clause = AnyTerm | Phrase | Key | Ids | InForce | Between | Every | Either | Without


@dataclass(frozen=True, slots=True)
class Ranking:
    """BM25 of `terms` over `stream` times `weight`; a term named twice counts twice."""

    stream: Stream
    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """Entries that fit all of `required` and none of `excluded`, best sum of `ranking` first.

    With a ranking, an entry must have at least one of its terms. Without one every score is 0 and `order` is the order,
    that of the ids where there is none. The `limit` hits after the first `offset` are given, both at most DEEPEST
    together.
    """

    ranking: tuple[Ranking, ...] = ()
    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    limit: int = 20
    offset: int = 0
    counted: bool = False
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class EngineHit:
    """An entry that was found; `score` is BM25 with k1 1.2, b 0.75 and the factor k1 + 1."""

    id: str
    score: float
    shown: Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits in their final order; `total` is exact, None where it was not asked for."""

    hits: tuple[EngineHit, ...]
    total: int | None
    generation: str  # that answered; empty where nothing was found, a cluster does not say then


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete index. `sequence` is the state of the record that it holds.

    `since` is the moment from which it serves, in a cluster that in which it was begun; None while nobody is served.
    """

    name: str
    kind: Kind
    sequence: int
    count: int
    since: datetime | None = field(default=None, compare=False)


class Draft(Protocol):
    """A generation in the making; nobody is served from it. Leaving the context without `seal` throws it away."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def add(self, entries: Sequence[Entry]) -> None:
        """Write a batch; ids must be new."""

    def put(self, entries: Sequence[Entry]) -> None:
        """Add or replace by id what the record took in meanwhile."""

    def seal(self, sequence: int) -> Generation:
        """Write all down to the disk and say what is there."""

    def search(self, query: Query) -> Found:
        """Search what is sealed, for checks before the switch."""


class SearchEngine(Protocol):
    """Search over generations. Every method may raise IndexUnavailable; none but the named ones changes anything."""

    @property
    def schema(self) -> str:
        """Everything about fields and format that makes an old generation unusable when it changes."""

    def describe(self) -> str:
        """Name and version, for status pages. Raises ClusterUnavailable."""

    def serving(self, kind: Kind) -> Generation | None:
        """What searches are answered from, None before the first build."""

    def search(self, kind: Kind, query: Query) -> Found:
        """Answer from the serving generation. Raises IndexMissing, ClusterUnavailable."""

    def walk(self, kind: Kind, query: Query) -> Iterator[EngineHit]:
        """Yield all that fits a query without ranking in its order, however many, as they were at the beginning.

        `limit`, `offset` and `counted` of the query are left aside. Raises IndexMissing, ClusterUnavailable.
        """

    def tally(self, kind: Kind, query: Query) -> Mapping[str, int]:
        """Count what fits by each label of TALLIED keys (`level=法律`), exactly; labels of none are left out."""

    def near(
        self,
        kind: Kind,
        vector: Vector,
        *,
        required: Sequence[Clause] = (),
        excluded: Sequence[Clause] = (),
        limit: int = 20,
    ) -> Found:
        """Find the entries nearest to `vector` among those that fit; a hit's score is the cosine, there is no total.

        Entries without a vector are not found. Raises IndexMissing, ClusterUnavailable.
        """

    def lacking(self, kind: Kind, ids: Sequence[str]) -> frozenset[str]:
        """Return those of the entries that serve and have no vector; unknown ids are left out."""

    def learn(self, kind: Kind, generation: str, vectors: Mapping[str, Vector]) -> bool:
        """Give entries their vectors, by id; unknown ids are no error. False where `generation` serves no longer.

        All vectors of a generation have the same length and come from one encoder.
        """

    def learned(self, kind: Kind) -> int:
        """Return how many entries that serve have a vector. Raises IndexMissing."""

    def put(self, kind: Kind, entries: Sequence[Entry], *, sequence: int, after: int | None = None) -> None:
        """Add or replace by id in the serving generation; visible when this returns. Raises IndexMissing.

        What is replaced loses its vector. With `after` the generation takes over `sequence` only where it stood there.
        """

    def delete(self, kind: Kind, ids: Sequence[str], *, sequence: int) -> None:
        """Remove by id; unknown ids are no error; gone when this returns. Raises IndexMissing."""

    def draft(self, kind: Kind, name: str) -> Draft:
        """Begin a generation beside the serving one."""

    def switch(self, kind: Kind, name: str) -> None:
        """Serve from the sealed generation `name`, at once and all or nothing."""

    def drop_others(self, kind: Kind) -> None:
        """Remove every generation that does not serve, leftovers of crashes too."""

    def close(self) -> None:
        """Release files and connections."""
