"""Earlier matters and cases near a text, each with what the two have in common."""

import inspect
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus import terms
from corpus.cases import Case
from corpus.errors import InvalidQuery
from corpus.spans import Span
from indexing import highlights
from indexing.engine import EngineHit, Entry, Key, Kind, Query, SearchEngine
from indexing.ranking import rankings, shared, telling

# Hits that are looked at to tell which shared words are common to all and which are particular.
_COMPARED = 30
# Shared words that a reason names.
_NAMED = 5
# So many words of content two letters share at least; of few words a third. Of the five nearest to each of 300 letters
# of a mayor's mailbox, copies apart, those without such a word in common had the same topic in 36 of 100 cases, with
# one or two in 62, with three or more in 72; by chance 16.
_SHARED = 3
_COMPOUND = 4


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case with why it is near. `text` and `highlights` (spans in it) are masked as the caller put them in."""

    id: str
    score: float
    reason: str  # one Chinese sentence
    text: str
    kind: str
    cause: str | None
    charges: tuple[str, ...]
    date: date | None
    highlights: tuple[Span, ...]


class MaskedCases:
    """All cases of a store at one sequence number, as the source of an index. The caller masks them before."""

    kind = Kind.CASES

    def __init__(self, cases: Collection[Case], *, sequence: int) -> None:
        self._cases = cases
        self._sequence = sequence

    @property
    def shape(self) -> str:
        """The wording of this file: whatever changes here asks for a new generation."""
        return inspect.getsource(sys.modules[__name__])

    def sequence(self) -> int:
        """State of the store."""
        return self._sequence

    def count(self) -> int:
        """How many cases there are."""
        return len(self._cases)

    def entries(self) -> Iterator[Entry]:
        """Yield every case."""
        return map(_entry, self._cases)


class CaseIndex:
    """Search over cases. What is put in comes out again word for word: hand over masked text and nothing else."""

    def __init__(self, engine: SearchEngine, *, content: Callable[[str], bool]) -> None:
        """`content` tells whether a normalised word says what a text is about; only such words make two texts alike."""
        self._engine = engine
        self._content = content

    def put(self, cases: Sequence[Case], *, sequence: int) -> None:
        """Add or replace masked cases, visible when this returns; `sequence` is the store's after the change."""
        self._engine.put(Kind.CASES, [_entry(case) for case in cases], sequence=sequence)

    def delete(self, ids: Sequence[str], *, sequence: int) -> None:
        """Remove cases, gone when this returns; `sequence` is the store's after the change."""
        self._engine.delete(Kind.CASES, ids, sequence=sequence)

    def similar(
        self, text: str, *, limit: int = 5, kinds: tuple[str, ...] = (), cause: str | None = None
    ) -> list[CaseHit]:
        """Find the cases nearest to `text`; where the text's own `cause` is given, a reason says that it is the same.

        Cases that share too few words of content are left out, so there may be none.
        Raises InvalidQuery for a text without words, IndexMissing, ClusterUnavailable.
        """
        ranking = rankings(text)
        if not ranking:
            raise InvalidQuery("没有可供比较的文字")
        words = [word for word in dict.fromkeys(terms.words(telling(text))) if self._content(word)]
        query = Query(
            ranking=ranking,
            required=(*shared(text), *((Key("kind", kinds),) if kinds else ())),
            limit=max(limit, _COMPARED),
        )
        hits = self._engine.search(Kind.CASES, query).hits
        common = [(hit, self._common(words, str(hit.shown["text"]))) for hit in hits]
        frequent = Counter(word for _, found in common for word in found)
        enough = min(_SHARED, max(1, len(words) // 3))
        near = [(hit, found) for hit, found in common if len(found) >= enough]
        return [
            _hit(hit, sorted(found, key=lambda word: frequent[word])[:_NAMED], cause) for hit, found in near[:limit]
        ]

    def _common(self, words: list[str], text: str) -> list[str]:
        """Return the words that stand in the text, too; of a compound (拖欠工资) its halves will do."""
        other = terms.normalise(telling(text))
        found: dict[str, None] = {}
        for word in words:
            if word in other:
                found[word] = None
            elif len(word) == _COMPOUND:
                halves = (word[:2], word[2:])
                found.update(dict.fromkeys(half for half in halves if self._content(half) and half in other))
        return list(found)


def _entry(case: Case) -> Entry:
    return Entry(
        id=case.id,
        text=case.text,
        ranked="\n".join((telling(case.text), case.cause or "", *case.charges)),
        keys={
            "kind": (case.kind,),
            "cause": (case.cause,) if case.cause else (),
            "charge": case.charges,
        },
        shown={
            "text": case.text,
            "kind": case.kind,
            "cause": case.cause,
            "charges": "\n".join(case.charges),
            "date": case.date.isoformat() if case.date else None,
        },
    )


def _hit(hit: EngineHit, named: list[str], cause: str | None) -> CaseHit:
    shown = hit.shown
    text = str(shown["text"])
    own = None if shown["cause"] is None else str(shown["cause"])
    reasons = [f"事由同为“{own}”"] if own and own == cause else []
    reasons.append("都提到" + "".join(f"“{word}”" for word in named))
    return CaseHit(
        id=hit.id,
        score=hit.score,
        reason="，".join(reasons),
        text=text,
        kind=str(shown["kind"]),
        cause=own,
        charges=tuple(str(shown["charges"]).splitlines()),
        date=date.fromisoformat(str(shown["date"])) if shown["date"] else None,
        highlights=highlights.spans(text, frozenset(named)),
    )
