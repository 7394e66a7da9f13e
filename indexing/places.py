"""Sentences and 款 of a text, and its characters in order with a mark where a sentence ends.

A sentence ends with 。！？ and with its 款. Semicolons and the ends of 项 do not end it: what stands before the colon
of “有下列情形之一的：” is said of every 项 below. A 款 is a line; one that begins with （一） belongs to the one above.
"""

import re
from collections.abc import Iterator, Sequence

from corpus import terms
from corpus.spans import Span

# Stands among the characters at the end of a sentence, so that no phrase goes on over it. Never a term of its own.
BREAK = "。"
_PARAGRAPH = re.compile(r"\n(?![^\S\n]*[（(])")
_SENTENCE = re.compile(r"[。！？!?]+|\n(?![^\S\n]*[（(])")


def tokens(text: str) -> list[str]:
    """Return the characters of a text in order, BREAK between its sentences."""
    return joined(terms.characters(part) for part in _SENTENCE.split(text))


def joined(parts: Iterator[list[str]]) -> list[str]:
    """Return lists of characters as one, BREAK between them; empty ones leave nothing."""
    found: list[str] = []
    for part in parts:
        if found and part:
            found.append(BREAK)
        found.extend(part)
    return found


def lines(texts: Sequence[str]) -> list[str]:
    """Return the characters of several texts, BREAK between them and between their sentences."""
    return joined(tokens(text) for text in texts)


def placed(text: str) -> list[tuple[str, Span]]:
    """Return what `tokens` returns, each with its place in `text`; that of a BREAK is the beginning of what follows."""
    found: list[tuple[str, Span]] = []
    for span in sentences(text):
        inside = terms.characters_with_spans(span.of(text))
        if found and inside:
            found.append((BREAK, Span(span.start, span.start)))
        found += [(token, Span(span.start + at.start, span.start + at.end)) for token, at in inside]
    return found


def sentences(text: str) -> list[Span]:
    """Return where the sentences of a text stand, each with the signs that end it, none empty."""
    return list(_parts(_SENTENCE, text))


def paragraphs(text: str) -> list[Span]:
    """Return where the 款 of a text stand, each with its 项, none empty."""
    return list(_parts(_PARAGRAPH, text))


def _parts(ends: re.Pattern[str], text: str) -> Iterator[Span]:
    start = 0
    for end in [*(match.end() for match in ends.finditer(text)), len(text)]:
        if text[start:end].strip():
            yield Span(start, end)
        start = end
