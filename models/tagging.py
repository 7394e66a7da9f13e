"""Words with their part of speech, by jieba's dictionary and hidden Markov model in Rust, or jieba itself."""

from functools import cache
from typing import Protocol

from corpus.spans import Span


class _Tagger(Protocol):
    def __call__(self, text: str) -> list[tuple[str, str]]:
        """Cut a text into (word, tag) that together are the text."""


@cache
def _tagger() -> _Tagger:
    try:
        import rjieba
    except ImportError:  # no wheel for this machine
        from jieba import posseg

        return lambda text: [(pair.word, pair.flag) for pair in posseg.lcut(text)]
    tag: _Tagger = rjieba.tag
    return tag


Token = tuple[str, str, Span]
"""(word, tag, place)."""


def tagged(text: str) -> list[Token]:
    """Return (word, tag, span) for all of the text, punctuation included. Names are `nr`, places `ns`."""
    found: list[Token] = []
    at = 0
    for word, tag in _tagger()(text):
        found.append((word, tag, Span(at, at + len(word))))
        at += len(word)
    return found


def known(word: str) -> bool:
    """Tell whether the dictionary has this word; others were put together by the hidden Markov model."""
    try:
        import rjieba
    except ImportError:
        from jieba import dt

        dt.initialize()
        return bool(dt.FREQ.get(word))
    return bool(rjieba.has_word(word))
