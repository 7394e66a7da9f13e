"""How well the articles beside letters fit what a lawyer wrote down for them before any program was asked.

Whether an article shown beyond those is acceptable nobody has judged: the list is given, to be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter

from corpus.encodings import decode
from corpus.errors import InvalidRecord, NotHeld, UnreadableDocument
from corpus.law import ArticleNumber
from corpus.ndjson import values
from service.intake import analyse_text
from service.validation import record

if TYPE_CHECKING:
    from service.assembly import Assembly


@dataclass(frozen=True, slots=True)
class Named:
    """An article by the title of its law and its number; a mention of a law alone has no number."""

    law: str
    article: int | None
    article_sub: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A letter, as a file beside the list, with what a lawyer expects beside it and what it cites itself."""

    file: str
    articles_a_lawyer_would_expect: tuple[Named, ...]
    citations: tuple[Named, ...] = ()


JUDGED: Final = TypeAdapter(Judged)
Place = tuple[str, ArticleNumber]


@dataclass(frozen=True, slots=True)
class Beside:
    """An article that was shown, and whether it was expected."""

    law: str
    label: str
    expected: bool
    reason: str


@dataclass(frozen=True, slots=True)
class LetterAdvice:
    """What was shown for one letter; `missed` was expected and not shown, `not_held` cannot be."""

    file: str
    as_of: date
    shown: tuple[Beside, ...]
    missed: tuple[str, ...]
    not_held: tuple[str, ...]
    matters: tuple[str, ...]  # their reasons


@dataclass(frozen=True, slots=True)
class AdviceQuality:
    """How many expected articles were shown, those that the letter cites itself apart from those that it does not."""

    letters: int
    shown: int
    cited_expected: int
    cited_found: int
    uncited_expected: int
    uncited_found: int
    by_letter: tuple[LetterAdvice, ...]


def advice_quality(parts: "Assembly", judged: Path) -> AdviceQuality:
    """Ask for advice on every letter of an NDJSON list; raises InvalidRecord where a line or its file does not fit."""
    letters: list[LetterAdvice] = []
    asked: list[tuple[bool, bool]] = []  # of each expected article: cited by the letter, shown
    for one, text in _read(judged):
        answer = analyse_text(parts, text, key=one.file)
        expected, not_held = _held(parts, one.articles_a_lawyer_would_expect, answer.as_of)
        cited, _ = _held(parts, one.citations, answer.as_of)
        places = [(shown.law_id, ArticleNumber(shown.article or 0, shown.article_sub)) for shown in answer.articles]
        asked += [(place in cited, place in places) for place in expected]
        shown = tuple(
            Beside(article.law, article.label, place in expected, article.reason)
            for article, place in zip(answer.articles, places, strict=True)
        )
        missed = tuple(name for place, name in expected.items() if place not in places)
        reasons = tuple(matter.reason for matter in answer.matters)
        letters.append(LetterAdvice(one.file, answer.as_of, shown, missed, not_held, reasons))
    return AdviceQuality(
        letters=len(letters),
        shown=sum(len(letter.shown) for letter in letters),
        cited_expected=sum(cited for cited, _ in asked),
        cited_found=sum(cited and found for cited, found in asked),
        uncited_expected=sum(not cited for cited, _ in asked),
        uncited_found=sum(found and not cited for cited, found in asked),
        by_letter=tuple(letters),
    )


def _read(judged: Path) -> Iterator[tuple[Judged, str]]:
    for number, value in values(judged):
        try:
            one = record(JUDGED, value)
            yield one, decode((judged.parent / one.file).read_bytes(), one.file)[0]
        except (OSError, InvalidRecord, UnreadableDocument) as error:
            raise InvalidRecord(f"{judged.name} 第 {number} 行：{error}") from error


def _held(parts: "Assembly", named: tuple[Named, ...], day: date) -> tuple[dict[Place, str], tuple[str, ...]]:
    """Return the articles as the library names them with how they read, and those that it does not hold on the day."""
    held: dict[Place, str] = {}
    missing: list[str] = []
    for one in named:
        if one.article is None:
            continue
        number = ArticleNumber(one.article, one.article_sub or 0)
        try:
            found = parts.library.article(one.law, number, as_of=day)
        except NotHeld:
            missing.append(f"{one.law} {number}")
            continue
        held[found.work.id, number] = f"{one.law}{found.provision.label}"
    return held, tuple(missing)
