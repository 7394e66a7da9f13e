"""How well private data and days are found in trial letters whose truth somebody wrote down (tests/letters).

A private text is covered where every one of its characters is hidden, at each of its occurrences; a placeholder of the
wrong kind hides it all the same. Over-masking is what is hidden and touches neither a private nor a weak text. Where
no single day is expected, a month, a year, or a day counted from the day of reading is no wrong answer: each says so.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.encodings import decode
from corpus.errors import InvalidRecord
from corpus.ndjson import values
from corpus.spans import Span
from models.dates import Day, days
from models.private import private


@dataclass(frozen=True, slots=True)
class Trials:
    """What was measured; each miss names its letter and is as private as that."""

    letters: int
    private: int  # occurrences of private texts
    covered: int
    leaks: tuple[str, ...]
    overmasked: tuple[str, ...]
    event_days: int  # letters whose event day is right
    wrong_event_days: tuple[str, ...]
    letter_days: int
    wrong_letter_days: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Share of private occurrences that are covered; 1 where there are none."""
        return self.covered / self.private if self.private else 1.0


@dataclass(frozen=True, slots=True)
class _One:
    private: int
    leaks: list[str]
    overmasked: list[str]
    event: str | None  # what is wrong
    letter: str | None


def measure_letters(expected: Path, *, today: dt.date) -> Trials:
    """Read an NDJSON file of truths whose letters lie beside it, as if on `today`; raises OSError, InvalidRecord."""
    ones: list[_One] = []
    for number, truth in values(expected):
        try:
            text, _ = decode((expected.parent / truth["file"]).read_bytes(), str(truth["file"]))
            ones.append(_one(text, truth, today))
        except (KeyError, TypeError) as error:
            raise InvalidRecord(f"{expected.name} 第 {number} 行：缺字段，或字段写法不对：{error}") from None
    leaks = tuple(leak for one in ones for leak in one.leaks)
    events = tuple(one.event for one in ones if one.event)
    letters = tuple(one.letter for one in ones if one.letter)
    total = sum(one.private for one in ones)
    return Trials(
        letters=len(ones),
        private=total,
        covered=total - len(leaks),
        leaks=leaks,
        overmasked=tuple(over for one in ones for over in one.overmasked),
        event_days=len(ones) - len(events),
        wrong_event_days=events,
        letter_days=len(ones) - len(letters),
        wrong_letter_days=letters,
    )


def _one(text: str, truth: Mapping[str, Any], today: dt.date) -> _One:
    name = truth["file"]
    hidden = [one.span for one in private(text)]
    places = frozenset(place for span in hidden for place in range(span.start, span.end))
    must = list(_places(text, [one["text"] for one in truth["private"]]))
    may = [*must, *_places(text, truth["weak"])]
    found = days(text, today=today)
    events = {truth["event_day"], *truth["event_day_also"]}
    return _One(
        private=len(must),
        leaks=[f"{name} {span.of(text)}" for span in must if not places.issuperset(range(span.start, span.end))],
        overmasked=[f"{name} {span.of(text)}" for span in hidden if not any(span.overlaps(other) for other in may)],
        event=_wrong(name, found.event, events),
        letter=_wrong(name, found.letter, {truth["letter_day"]}),
    )


def _places(text: str, words: list[str]) -> Iterator[Span]:
    for word in words:
        for match in re.finditer(re.escape(word), text):
            yield Span(*match.span())


def _wrong(name: str, found: Day | None, expected: set[str | None]) -> str | None:
    """Say what is wrong with a day, None where nothing is."""
    got = found.date.isoformat() if found else None
    if got in expected or (None in expected and found and (found.precision != "day" or found.assumed)):
        return None
    return f"{name} {got} 应为 {' 或 '.join(sorted(day or '无' for day in expected))}"
