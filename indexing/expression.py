"""The language of exact search as records: words, 与 或 非, 标题, 同款, 近. indexing/grammar.py reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """Within what words have to stand together."""

    ARTICLE = "条"
    PARAGRAPH = "款"
    SENTENCE = "句"


@dataclass(frozen=True, slots=True)
class Word:
    """Characters in a row, in one sentence; punctuation between them does not count."""

    characters: tuple[str, ...]  # as indexing/places.py gives them, no other form
    written: str


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts holds, or several."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Near:
    """Two words, or one of several each, with at most `distance` characters between them, in either order.

    Punctuation does not count, for texts of one law differ in it; a number or Latin word is one character. Words that
    overlap are not near.
    """

    distance: int
    left: tuple[Word, ...]
    right: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """The part holds within one 条, 款 or 句."""

    unit: Unit
    part: "Expression"


@dataclass(frozen=True, slots=True)
class Heading:
    """The part holds of the law's title and the headings above an article, taken together."""

    part: "Expression"


Expression = Word | And | Or | Not | Near | Same | Heading


def words_sought(expression: Expression) -> Iterator[Word]:
    """Yield the words that are to stand in the text, none of those that must not, none of titles."""
    match expression:
        case Word():
            yield expression
        case And(parts) | Or(parts):
            for part in parts:
                yield from words_sought(part)
        case Near(_, left, right):
            yield from left
            yield from right
        case Same(_, part):
            yield from words_sought(part)
        case Not() | Heading():
            return
