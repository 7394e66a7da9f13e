"""Where two sources of one text of a law differ, text by text, for whoever has to decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.comparing.comparison import differences
from corpus.law import Conflict
from corpus.spans import Span

if TYPE_CHECKING:
    from service.assembly import Assembly

_DAY = "施行日期"


@dataclass(frozen=True, slots=True)
class Differing:
    """One unit in two wordings, or the day of commencement; the spans are what one wording has and the other not."""

    label: str
    held: str
    other: str
    held_source: str
    other_source: str
    held_spans: tuple[Span, ...]
    other_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A text of a law of which sources say different things; `units` counts the units, `days` the days that differ."""

    law: str
    version: date | None
    units: int
    days: int
    differing: tuple[Differing, ...]


def disputed(parts: "Assembly", law: str | None = None) -> tuple[Disputed, ...]:
    """Return the texts whose sources differ, of one law where it is named; raises what `Library.named` raises."""
    found = parts.library.conflicts()
    if law is not None:
        title = parts.library.named(law, parts.today()).title
        found = tuple(one for one in found if one.title == title)
    return tuple(_texts(found))


def _texts(found: tuple[Conflict, ...]) -> Iterator[Disputed]:
    for (law, day), group in groupby(found, key=lambda one: (one.title, one.promulgated)):
        ones = tuple(map(_differing, group))
        days = sum(one.label == _DAY for one in ones)
        yield Disputed(law, day, len(ones) - days, days, ones)


def _differing(one: Conflict) -> Differing:
    held, other = differences(one.held, one.other)
    return Differing(one.label, one.held, one.other, one.held_source, one.other_source, held, other)
