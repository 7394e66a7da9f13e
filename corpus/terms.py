"""The terms of a text: one set of functions for index and query, for both engines, for keywords and classifiers.

Three streams: characters in order (phrases), characters and pairs of neighbours (ranking), words (second ranking
field, keywords, classifiers). A query finds what was indexed only because both come from here.
"""

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import add
from tempfile import TemporaryDirectory

from corpus.spans import Span

# Scripts written without spaces: radicals, kana, Han with extensions A to J, Hangul, compatibility forms.
_UNSPACED = "\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
# Everything else that is a letter or digit stays whole, decimals too (第1254条, 3.5倍, pm2.5). A run is cut at 60
# because Elasticsearch's `whitespace` tokenizer cuts at 255 and a pair of runs must stay below that.
_RUN = rf"[^\W_{_UNSPACED}]{{1,60}}(?:\.[0-9]{{1,60}})?"
_CHARACTER = re.compile(rf"(?=[{_UNSPACED}])[^\W_]|{_RUN}")
# Letters and digits without a gap; most are Han throughout and need no closer look.
_STRETCH = re.compile(r"[^\W_]+(?:\.[0-9]+[^\W_]*)*")
_UNIFORM = re.compile(rf"[{_UNSPACED}]+")
# What jieba's dictionary and hidden Markov model know; characters beyond are words of their own.
_BLOCK = re.compile(rf"[\u4e00-\u9fd5]+|(?=[{_UNSPACED}])[^\W_]|{_RUN}")

Segmenter = Callable[[str], Iterable[str]]
"""Cuts a run of Han characters into words that together are the run."""


class _Folds(dict[int, int]):
    """What each code point folds to, computed when it is first met."""

    def __missing__(self, code: int) -> int:
        folded = _fold(chr(code))
        self[code] = folded
        return folded


def _fold(character: str) -> int:
    """Fold width, compatibility and case where the result is one code point; otherwise keep the character."""
    if unicodedata.category(character) == "Cs":
        return 0xFFFD  # half of a pair cannot be written to any index
    composed = unicodedata.normalize("NFKC", character)
    if len(composed) != 1:
        composed = character
    lowered = composed.lower()
    return ord(lowered if len(lowered) == 1 else composed)


_FOLDS = _Folds()


def normalise(text: str) -> str:
    """Fold case, width and compatibility forms; the length in code points stays, so offsets hold.

    A character whose NFKC form is longer (㎡, ⑩, ﬁ) stays as it is.
    """
    return text.translate(_FOLDS)


def characters(text: str) -> list[str]:
    """Return characters in order, runs of letters and digits whole; punctuation and space are left out."""
    return _CHARACTER.findall(normalise(text))


def characters_with_spans(text: str) -> list[tuple[str, Span]]:
    """Return what `characters` returns, each with its place in `text`."""
    return list(_placed(characters(text), text))


def grams(text: str) -> list[str]:
    """Return characters and pairs of neighbours; nothing pairs across punctuation, space or a line's end."""
    terms: list[str] = []
    for stretch in _STRETCH.findall(normalise(text)):
        if _UNIFORM.fullmatch(stretch):
            terms.extend(stretch)
            terms.extend(map(add, stretch, stretch[1:]))
        else:
            terms.extend(_mixed_grams(stretch))
    return terms


def _mixed_grams(stretch: str) -> Iterator[str]:
    before, edge = "", -1
    for match in _CHARACTER.finditer(stretch):
        yield match[0]
        if match.start() == edge:
            yield before + match[0]
        before, edge = match[0], match.end()


def words(text: str) -> list[str]:
    """Return the words of `text` in order, numbers and Latin words whole, without punctuation."""
    return words_by(_segmenter(), text)


def words_by(segment: Segmenter, text: str) -> list[str]:
    """Return the words of `text` as `segment` cuts them; what `words` does with the segmenter of this machine."""
    found: list[str] = []
    for block in _BLOCK.findall(normalise(text)):
        if len(block) > 1 and "\u4e00" <= block[0] <= "\u9fd5":
            found.extend(segment(block))
        else:
            found.append(block)
    return found


def words_with_spans(text: str) -> list[tuple[str, Span]]:
    """Return what `words` returns, each with its place in `text`."""
    return list(_placed(words(text), text))


def _placed(terms: list[str], text: str) -> Iterator[tuple[str, Span]]:
    """Find each term's place: between two of them stands nothing a term could begin with."""
    normal = normalise(text)
    at = 0
    for term in terms:
        start = normal.index(term, at)
        at = start + len(term)
        yield term, Span(start, at)


@cache
def _segmenter() -> Segmenter:
    try:
        return by_rjieba()
    except ImportError:  # no wheel for this machine
        return by_jieba()


def by_rjieba() -> Segmenter:
    """The dictionary and algorithm of jieba in Rust: 20 to 24 times as fast; a test shows the same tokens."""
    import rjieba

    segment: Segmenter = rjieba.cut
    return segment


def by_jieba() -> Segmenter:
    """The reference. Its cache is kept out of the shared temporary folder, where anybody could have put it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own: escapes in its patterns, pkg_resources
        import jieba

    jieba.setLogLevel("WARNING")
    reference = jieba.Tokenizer()
    with TemporaryDirectory() as folder:
        reference.tmp_dir = folder
        reference.initialize()
    segment: Segmenter = reference.cut
    return segment
