"""A stretch of text, counted in Unicode code points from its beginning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`; `0 <= start <= end`, code points, end not included."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether at least one character belongs to both."""
        return self.start < other.end and other.start < self.end
