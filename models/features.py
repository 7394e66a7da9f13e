"""What the linear models see: words, pairs of words, and runs of one to four characters.

Only Han words count, without stop words. Digits and Latin letters never become features: house numbers, phones and
user ids could otherwise end up in a shipped vocabulary.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus import terms
from corpus.spans import Span

LONGEST_RUN = 4
WORD, RUN = "=", "~"  # first character of a feature: word or pair of words, run of characters

_HAN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that count, in order; `spans` are their places in the text, empty where nobody asked."""

    words: tuple[str, ...]
    spans: tuple[Span, ...] = ()


def read(text: str, *, hidden: Sequence[Span] = ()) -> Words:
    """Return the words of a letter that count, each with its place; none that touches a hidden span."""
    kept = [
        (word, span)
        for word, span in terms.words_with_spans(text)
        if counts(word) and not any(span.overlaps(one) for one in hidden)
    ]
    return Words(tuple(word for word, _ in kept), tuple(span for _, span in kept))


def counts(word: str) -> bool:
    """Tell whether a word is a feature: Han throughout and not a stop word."""
    return word not in stopwords() and _HAN.fullmatch(word) is not None


def stopwords() -> frozenset[str]:
    """Words that say nothing of a letter's topic: models/data/stopwords.txt."""
    return word_list("stopwords.txt")


@cache
def word_list(name: str) -> frozenset[str]:
    """Read a list of words from models/data: one a line, `#` begins a comment."""
    lines = (files("models") / "data" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def occurrences(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield (feature, start, end); start and end count the characters of the words joined without gaps."""
    at, before, before_at = 0, "", 0
    for word in words:
        end = at + len(word)
        yield WORD + word, at, end
        if before:
            yield f"{WORD}{before} {word}", before_at, end
        before, before_at, at = word, at, end
    joined = "".join(words)
    for length in range(1, LONGEST_RUN + 1):
        for start in range(len(joined) - length + 1):
            yield RUN + joined[start : start + length], start, start + length
