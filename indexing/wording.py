"""Lay expressions and the law's own words for them, listed in data/wording.txt: 狗没拴绳 is 饲养的动物造成他人损害."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus import terms

# What "…" may stand for: the words between verb and object of one clause.
_REACH = 12
_GAP = "…"
_CLAUSE_END = re.compile(r"[。！？!?;；\n]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a text and what the law calls such a thing; all normalised."""

    said: str
    legal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Expression:
    """An expression of the list: its pieces, between which others may stand."""

    said: str
    pieces: tuple[str, ...]
    legal: tuple[str, ...]


def wordings(text: str) -> tuple[Wording, ...]:
    """Return what in `text` the law has other words for, in the order of the text; each legal phrase comes once.

    Of two expressions for the same thing the one that stands first is named.
    """
    normal = terms.normalise(text)
    told: set[str] = set()
    found: list[Wording] = []
    for expression in _standing(normal):
        legal = tuple(phrase for phrase in expression.legal if phrase not in told and phrase not in normal)
        told.update(legal)
        if legal:
            found.append(Wording(expression.said, legal))
    return tuple(found)


def put(lay: Sequence[Wording], text: str) -> dict[str, list[str]]:
    """Return which words of a query an article's `text` puts as the law does, each with its legal phrases.

    None of these is part of another.
    """
    if not lay:
        return {}
    normal = terms.normalise(text)
    standing = {phrase: one.said for one in lay for phrase in one.legal if phrase in normal}
    found: dict[str, list[str]] = {}
    for phrase, said in standing.items():
        if not any(phrase in other and phrase != other for other in standing):
            found.setdefault(said, []).append(phrase)
    return found


def listed() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return every expression of the list with its legal phrases, normalised."""
    return tuple((one.said, one.legal) for expressions in _expressions().values() for one in expressions)


def _standing(normal: str) -> Iterator[_Expression]:
    by_beginning = _expressions()
    for at, character in enumerate(normal):
        for one in by_beginning.get(character, ()):
            if _stands(normal, at, one.pieces):
                yield one


def _stands(normal: str, at: int, pieces: tuple[str, ...]) -> bool:
    """Tell whether the pieces stand from `at` on, the later ones within reach and in the same sentence."""
    first, *others = pieces
    if not normal.startswith(first, at):
        return False
    end = at + len(first)
    for piece in others:
        near = _CLAUSE_END.split(normal[end : end + _REACH + len(piece)], maxsplit=1)[0]
        place = near.find(piece)
        if place < 0:
            return False
        end += place + len(piece)
    return True


@cache
def _expressions() -> Mapping[str, tuple[_Expression, ...]]:
    """Read the list, by the first character of each expression."""
    by_beginning: defaultdict[str, list[_Expression]] = defaultdict(list)
    for line in (files("indexing") / "data" / "wording.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        lay, _, legal = terms.normalise(line).partition(" => ")
        for said in lay.split("、"):
            one = _Expression(said, tuple(said.split(_GAP)), tuple(legal.split("、")))
            by_beginning[said[0]].append(one)
    return {character: tuple(expressions) for character, expressions in by_beginning.items()}
