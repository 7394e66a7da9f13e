"""Lines of bulk input, as the contracts name their fields; other fields of a line are left alone."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import Field, TypeAdapter

from corpus.cases import Case
from corpus.citing.records import Host
from corpus.law import Level

Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


@dataclass(frozen=True, slots=True)
class Text:
    """One letter."""

    id: str
    text: Words


@dataclass(frozen=True, slots=True)
class CitingText:
    """One text with citations, the day on which it speaks and where it stands itself."""

    id: str
    text: Words
    as_of: date | None = None
    host: Host | None = None


@dataclass(frozen=True, slots=True)
class StatuteQuery:
    """One search for articles."""

    id: str
    query: Words
    as_of: date | None = None
    level: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """One narrative to compare with."""

    id: str
    query: Words


TEXTS: Final = TypeAdapter(Text)
CITING: Final = TypeAdapter(CitingText)
STATUTE_QUERIES: Final = TypeAdapter(StatuteQuery)
CASE_QUERIES: Final = TypeAdapter(CaseQuery)
CASES: Final = TypeAdapter(Case)
