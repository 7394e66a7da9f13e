"""What stands before a place: ends of clauses and sentences, and what was cited last. Nothing is counted twice."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from corpus.citing.records import UNREAD, Basis, Citation


class Stops:
    """The places of some marks in a text; they are looked for when first asked about."""

    def __init__(self, text: str, marks: re.Pattern[str]) -> None:
        """Each match of `marks` is one."""
        self._text, self._marks = text, marks
        self._known: list[int] | None = None

    def before(self, place: int) -> int:
        """Return the place of the last mark before a place, -1 where there is none."""
        index = bisect_left(self._places(), place)
        return self._places()[index - 1] if index else -1

    def between(self, begin: int, end: int) -> int:
        """Count the marks from `begin` to before `end`."""
        return max(0, bisect_left(self._places(), end) - bisect_left(self._places(), begin))

    def _places(self) -> list[int]:
        if self._known is None:
            self._known = [found.start() for found in self._marks.finditer(self._text)]
        return self._known


@dataclass(frozen=True, slots=True)
class Latest:
    """What was cited last: of any article, of the host's own, and of its own as broken (违反本法第十条)."""

    article: Citation | None = None
    own: Citation | None = None
    broken: Citation | None = None

    def with_(self, citation: Citation, *, host: str | None, broken: bool) -> "Latest":
        """Return what was cited last once this was; `broken`: 违反 stands directly before it."""
        if citation.article is None and not (citation.unclear or "").startswith(UNREAD):
            return self  # an article whose number nobody can read is the last one all the same
        if citation.law != host:
            return replace(self, article=citation)
        anew = broken and citation.basis is not Basis.RELATIVE
        return Latest(citation, citation, citation if anew else self.broken)
