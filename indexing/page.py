"""What a search of statutes is asked and what it gives back: one page of hits with its total, counts and notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.errors import InvalidQuery
from indexing import cursor as cursors
from indexing.hits import StatuteHit
from indexing.settling import DEEPEST

TOO_DEEP = f"一次检索能看到前 {DEEPEST} 条，请缩小范围"


class Sorting(StrEnum):
    """The order of an exact search."""

    RANK = "rank"  # order of effect, then the newest law first, articles 1, 2, 3
    DATE = "date"  # the newest law first
    RELEVANCE = "relevance"


class Empty(StrEnum):
    """Why an answer has no hits."""

    NOT_HELD = "未收录"  # what was named is not in the library
    OTHER_DAYS = "当日无"  # nothing of that day fits, but there is something on other days
    NOTHING = "无相符"  # nothing that the library holds fits


@dataclass(frozen=True, slots=True)
class Search:
    """One search: what was typed, the day, filters by name (indexing/filters.py), which page, whether to count."""

    query: str
    as_of: date
    given: tuple[tuple[str, str], ...] = ()
    limit: int = 20
    cursor: str | None = None
    tallied: bool = False

    @property
    def offset(self) -> int:
        """How many hits come before the page. Raises InvalidQuery where it cannot be reached."""
        offset = cursors.offset_of(self.cursor) if self.cursor else 0
        if not (0 < self.limit <= DEEPEST and offset < DEEPEST):
            raise InvalidQuery(TOO_DEEP)
        return offset

    @property
    def reach(self) -> int:
        """Where the page ends."""
        return min(self.offset + self.limit, DEEPEST)

    def next(self, *, more: bool, seal: str, kind: Sequence[object] = ()) -> tuple[str | None, tuple[str, ...]]:
        """Return the mark of the page after this one, and what is to be said where it cannot be reached.

        Raises InvalidQuery where this page was asked for by the mark of another question or state.
        """
        question = (self.query, self.as_of, *sorted(self.given), *kind)
        if self.cursor:
            cursors.check(self.cursor, question, seal)
        if not more:
            return None, ()
        return (None, (TOO_DEEP,)) if self.reach == DEEPEST else (cursors.mark(self.reach, question, seal), ())


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of the hits have a value, by the name of a filter; the values that most have come first."""

    name: str  # level, issuer, region, year, state
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class StatutePage:
    """One page of hits. `total` counts the cited and all that fit the filters and share a pair of characters.

    Not `exact`: at least so many, since some come up by meaning alone. `notes` say what was asked for by name and is
    not held, and where less had to be asked to find anything; an empty answer with notes is not an empty law. `basis`
    says what the order rests on, `covers` what the library holds and to which day. `counts` are of all that fit by
    words, where they were asked for.
    """

    hits: tuple[StatuteHit, ...]
    total: int
    exact: bool
    next: str | None
    basis: str
    covers: str
    notes: tuple[str, ...] = ()
    empty: Empty | None = None
    counts: tuple[Counted, ...] = ()
    national: bool = False  # whether local law was left out of a question that names no place
