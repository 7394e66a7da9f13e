"""What stands at the ends of a link between two texts, and the words that make it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.law import ArticleNumber, EdgeKind, Provision, State, Version, Work
from corpus.numerals import chinese

_ENDS: Final = re.compile("[。；\n]")
# Lists without a full stop (the names of all crimes) are one sentence of thousands of characters; this much on either
# side of what is cited is read.
_ASIDE: Final = 120


@dataclass(frozen=True, slots=True)
class Node:
    """A law, or one unit of it, as it reads on the day; without `work` the library does not hold it."""

    title: str
    label: str | None  # 第一百二十条之一, 第二编第三章; None: the whole law
    work: Work | None = None
    version: Version | None = None
    provision: Provision | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One text bears on another; `words` are those of the source that say so."""

    kind: EdgeKind
    source: Node
    target: Node
    words: str
    note: str | None = None  # what is to be known of it: a number that moved, a text that is not held
    effective: date | None = None


def sentence(source: Node, start: int, end: int) -> str:
    """Return the sentence of the source around a place; of a very long one a stretch, with … where it was cut."""
    text = source.provision.text if source.provision else ""
    begins = [found.end() for found in _ENDS.finditer(text, 0, start)]
    following = _ENDS.search(text, end)
    first, last = begins[-1] if begins else 0, following.end() if following else len(text)
    low, high = max(first, start - _ASIDE), min(last, end + _ASIDE)
    return ("…" if low > first else "") + text[low:high].strip() + ("…" if high < last else "")


def label(number: ArticleNumber | None) -> str | None:
    """Return 第一百二十条之一; None of no number."""
    if number is None:
        return None
    return f"第{chinese(number.no)}条" + (f"之{chinese(number.sub)}" if number.sub else "")
