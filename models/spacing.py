"""Gaps inside of words that typesetters and PDF files leave: 金砂东路 55 号, 黄 小 明.

They are closed for reading and kept in the text.
Spans found in what is closed lead back to the original with `Closed.original`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.spans import Span
from models.surnames import surnames

_HAN = r"\u3400-\u9fff"
_GAP = r"[ \u3000\u00a0\t]{1,5}"
_FIGURE = r"[0-9０-９a-zA-Z]"
_NEXT_TO_FIGURES = re.compile(
    rf"(?<=[{_HAN}])[ \u3000\u00a0]{{1,2}}(?={_FIGURE})|(?<={_FIGURE})[ \u3000\u00a0]{{1,2}}(?=[{_HAN}])"
)


@dataclass(frozen=True, slots=True)
class Closed:
    """A text without its gaps and where its characters stood."""

    text: str
    places: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """Return where a stretch of the closed text stands in the original, gaps inside of it included."""
        return Span(self.places[span.start], self.places[span.end - 1] + 1)


def without_gaps_at_figures(text: str) -> Closed:
    """Close the gaps between Chinese and figures."""
    return _without(text, (Span(*gap.span()) for gap in _NEXT_TO_FIGURES.finditer(text)))


def without_gaps_in_names(text: str) -> Closed:
    """Close the gaps of what may be a name set wide: a surname, then one or two single characters or a given name."""
    gaps = (
        Span(name.start() + gap.start(), name.start() + gap.end())
        for name in _wide().finditer(text)
        for gap in re.finditer(_GAP, name[0])
    )
    return _without(text, gaps)


def _without(text: str, gaps: Iterable[Span]) -> Closed:
    closed = {place for gap in gaps for place in range(gap.start, gap.end)}
    places = tuple(place for place in range(len(text)) if place not in closed)
    return Closed("".join(text[place] for place in places) if closed else text, places)


@cache
def _wide() -> re.Pattern[str]:
    all_ = surnames()
    families = "".join(sorted(all_.certain | all_.frequent | all_.rare))
    certain = "".join(sorted(all_.certain))  # 戴 兵 李军: the next one's surname
    compound = "|".join(sorted(all_.compound))
    begins = rf"(?:(?<![{_HAN}])|(?<=[人叫警告师生主友]))"  # 被控告人连 杰, not 廖利安 黄 秀
    # A third character is the next name's surname where a single one follows it: 戴 兵 李 军.
    third = rf"(?:{_GAP}(?![{families}]{_GAP}[{_HAN}](?![{_HAN}]))[{_HAN}])?"
    return re.compile(
        rf"{begins}[{families}]{_GAP}[{_HAN}]{_GAP}(?![{certain}])[{_HAN}](?=[{_HAN}])"  # 黄 晓 斌报案
        rf"|(?:{begins}[{families}]|(?<![{_HAN}])(?:{compound})){_GAP}[{_HAN}]{third}(?![{_HAN}])"
        rf"|{begins}(?:[{families}]|{compound}){_GAP}[{_HAN}]{{2}}(?![{_HAN}])"
    )
