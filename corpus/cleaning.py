"""A letter's text as the models want it, with the way back to every original character."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from corpus.pages.paragraphs import continues
from corpus.spans import Span

# Zero-width characters, direction marks, soft hyphen, byte order mark and controls except tab and newline.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text and, for each of its characters, the offset in the original (`offsets` ascends)."""

    text: str
    offsets: tuple[int, ...]
    length: int

    def original(self, span: Span) -> Span:
        """Return the stretch of the original that a span of the clean text stands for; an empty one stays empty."""
        if span.start >= len(self.offsets):
            return Span(self.length, self.length)
        start = self.offsets[span.start]
        return Span(start, start if span.end <= span.start else self.offsets[span.end - 1] + 1)

    def cleaned(self, span: Span) -> Span:
        """Return the stretch of the clean text that is left of a span of the original."""
        start = bisect_right(self.offsets, span.start - 1)
        return Span(start, max(start, bisect_right(self.offsets, span.end - 1)))


def clean(text: str) -> Cleaned:
    """Join lines broken by a margin, drop the invisible, make one blank of many, unfold look-alike radicals.

    Case, width and punctuation stay: terms.normalise() is for those. Every clean character is one of the original.
    """
    characters: list[str] = []
    offsets: list[int] = []
    for line_start, line, joined in _lines(text):
        for index, character in _visible(line):
            characters.append(character)
            offsets.append(line_start + index)
        if not joined and line_start + len(line) < len(text):
            characters.append("\n")
            offsets.append(line_start + len(line))
    return Cleaned("".join(characters), tuple(offsets), len(text))


def _lines(text: str) -> list[tuple[int, str, bool]]:
    """Return offset, words and whether the next line belongs to the same paragraph."""
    lines = re.split(r"\r\n|\n|\r", text)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    return list(zip(starts, lines, continues(lines), strict=True))


def _visible(line: str) -> list[tuple[int, str]]:
    kept: list[tuple[int, str]] = []
    for index, character in enumerate(line):
        if _INVISIBLE.match(character):
            continue
        if _BLANKS.match(character):
            if kept and kept[-1][1] != " ":
                kept.append((index, " "))
            continue
        kept.append((index, _unfolded(character)))
    if kept and kept[-1][1] == " ":
        kept.pop()
    return kept


def _unfolded(character: str) -> str:
    """Return the ordinary character for a Kangxi radical or a compatibility ideograph, which PDF fonts like to give."""
    code = ord(character)
    if 0x2E80 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", character)
    return character
