"""Lines of bulk input, as the contracts name their fields; other fields of a line are left alone."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, TypeAdapter
from pydantic_core import PydanticKnownError

from corpus.cases import Case
from corpus.citing.records import Host
from corpus.law import Level

_WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _day(sent: object) -> object:
    """Refuse numbers, which pydantic counts in seconds from 1970: a law of that day would be asked for."""
    if type(sent) is date or (isinstance(sent, str) and _WRITTEN.fullmatch(sent)):
        return sent
    raise PydanticKnownError("date_type")


Day = Annotated[date, BeforeValidator(_day)]
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
    as_of: Day | None = None
    host: Host | None = None


@dataclass(frozen=True, slots=True)
class StatuteQuery:
    """One search for articles."""

    id: str
    query: Words
    as_of: Day | None = None
    level: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """One narrative to compare with."""

    id: str
    query: Words


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case of an import: the members of Case, none of them blank."""

    id: Words
    text: Words
    kind: Words
    charges: tuple[Words, ...] = ()
    cause: Words | None = None
    date: Day | None = None

    def case(self) -> Case:
        """Return it as the others know it."""
        return Case(self.id, self.text, self.kind, self.charges, self.cause, self.date)


TEXTS: Final = TypeAdapter(Text)
CITING: Final = TypeAdapter(CitingText)
STATUTE_QUERIES: Final = TypeAdapter(StatuteQuery)
CASE_QUERIES: Final = TypeAdapter(CaseQuery)
CASES: Final = TypeAdapter(CaseRecord)
