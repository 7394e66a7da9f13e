"""A text as its patterns want it: folded, without blanks inside a line (审　判　长), with the way back."""

from dataclasses import dataclass
from functools import cached_property

from corpus.spans import Span
from corpus.terms import normalise


@dataclass(frozen=True)
class Flat:
    """The words of `original` and the place of each of its characters."""

    original: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the original for one of the flat text, which must not be empty."""
        return Span(self.places[start], self.places[end - 1] + 1)

    def written(self, start: int, end: int) -> str:
        """Return a stretch of the flat text as the original writes it, without its blanks."""
        return "".join(self.original[place] for place in self.places[start:end])

    @cached_property
    def window(self) -> str:
        """The beginning, where a judgment names itself; a page of a public site has its own lines above it."""
        return self.text[:_WINDOW]


_WINDOW = 800


def flat(text: str) -> Flat:
    """Fold a text and leave out the blanks; ends of lines stay."""
    folded = normalise(text)
    places = tuple(place for place, one in enumerate(folded) if one == "\n" or not one.isspace())
    return Flat(text, "".join(folded[place] for place in places), places)
