"""Cuts a text into stretches by the marks that lie on them, so that overlapping marks can be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a stretch is marked: its kind as the legend names it, and a word for whoever points at it."""

    span: Span
    kind: str  # evidence, private, citation, doubt, highlight
    told: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words under the same marks; without marks both tuples are empty."""

    words: str
    kinds: tuple[str, ...]
    told: tuple[str, ...]


def stretches(text: str, marks: Iterable[Mark]) -> tuple[Stretch, ...]:
    """Return the whole text in order, cut wherever a mark begins or ends; empty and outlying marks are left out."""
    inside = [mark for mark in marks if 0 <= mark.span.start < mark.span.end <= len(text)]
    cuts = sorted({0, len(text), *(m.span.start for m in inside), *(m.span.end for m in inside)})
    found = []
    for start, end in pairwise(cuts):
        lying = [mark for mark in inside if mark.span.start <= start and end <= mark.span.end]
        kinds = tuple(dict.fromkeys(mark.kind for mark in lying))
        told = tuple(dict.fromkeys(mark.told for mark in lying if mark.told))
        found.append(Stretch(text[start:end], kinds, told))
    return tuple(found)
