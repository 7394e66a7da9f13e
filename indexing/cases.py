"""Earlier matters and cases near a text, each with what the two have in common."""

import inspect
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from corpus import duplicates
from corpus.cases import Case
from corpus.errors import InvalidQuery
from corpus.judging.records import Standing
from corpus.spans import Span
from indexing import alike, highlights
from indexing.alike import NAMED, NOTHING, Alike, Content, content_words, shared_words
from indexing.build import Changes
from indexing.engine import Clause, EngineHit, Entry, Key, Kind, Query, SearchEngine
from indexing.ranking import rankings, shared, telling

# Hits that are looked at to tell which shared words are common to all and which are particular.
_COMPARED = 30
# So many words of content two letters share at least; of few words a third, of a sentence two. Of the five
# nearest to each of 300 letters of a mayor's mailbox, copies apart, those without such a word in common had the same
# topic in 36 of 100 cases, with one or two in 62, with three or more in 72; by chance 16.
_SHARED = 3
_SENTENCE = 4  # words of content; below that a few words were typed to look something up
# Texts that may be nearly the same and are compared exactly.
_CANDIDATES = 200
# Changes that are put in together; a thousand letters are some megabytes.
_AT_ONCE = 500
# A sealed case is kept and counted, and comes up for nobody.
_SEALED = "yes"
_UNSHOWN = (Key("sealed", (_SEALED,)),)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which cases come at all: each member one of its values, where it has any."""

    kinds: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    charges: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()  # as corpus.cases.cited writes them

    @property
    def clauses(self) -> tuple[Key, ...]:
        """What the engine is asked for."""
        pairs = (
            ("kind", self.kinds),
            ("standing", self.standings),
            ("cause", self.causes),
            ("charge", self.charges),
            ("court", self.courts),
            ("cites", self.cites),
        )
        return tuple(Key(name, values) for name, values in pairs if values)


ALL = Narrowing()


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case with why it is near. `text` and `highlights` (spans in it) are masked as the caller put them in."""

    id: str
    score: float
    reason: str  # one Chinese sentence
    text: str
    kind: str
    standing: Standing
    cause: str | None
    charges: tuple[str, ...]
    date: date | None
    highlights: tuple[Span, ...]
    alike: Alike = NOTHING
    cites: tuple[str, ...] = ()
    share: float | None = None  # what a nearly identical text has in common with the one asked about, 0 to 1


@dataclass(frozen=True, slots=True)
class Changed:
    """Cases that came or changed, masked, and the sequence that an index has by them."""

    cases: tuple[Case, ...]
    sequence: int


class CaseStore(Protocol):
    """Where cases are kept. It hands them out masked: what an index gets comes out of it again word for word."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Case]: ...

    def sequence(self) -> int:
        """State of the store, growing with every change."""

    def changed(self, after: int, *, limit: int) -> Changed:
        """What the next changes after a sequence were about, as it is now."""


@dataclass(frozen=True, slots=True)
class Unchanging:
    """Cases that are all there is, as a store: those of an evaluation."""

    cases: Sequence[Case]

    def __len__(self) -> int:
        return len(self.cases)

    def __iter__(self) -> Iterator[Case]:
        return iter(self.cases)

    def sequence(self) -> int:
        """Always the same."""
        return 1

    def changed(self, after: int, *, limit: int) -> Changed:  # noqa: ARG002 - as every store
        """Nothing."""
        return Changed((), after)


class MaskedCases:
    """All cases of a store, as the source of an index."""

    kind = Kind.CASES

    def __init__(self, store: CaseStore) -> None:
        self._store = store

    @property
    def shape(self) -> str:
        """The wording of this file: whatever changes here asks for a new generation."""
        return inspect.getsource(sys.modules[__name__]) + duplicates.VERSION

    def sequence(self) -> int:
        """State of the store."""
        return self._store.sequence()

    def count(self) -> int:
        """How many cases there are."""
        return len(self._store)

    def entries(self) -> Iterator[Entry]:
        """Yield every case."""
        return map(_entry, self._store)

    def changes(self, after: int) -> Changes:
        """The next changes after a sequence."""
        changed = self._store.changed(after, limit=_AT_ONCE)
        return Changes(tuple(map(_entry, changed.cases)), changed.sequence)


class CaseIndex:
    """Search over cases; indexing/build.py keeps them as the store has them."""

    def __init__(self, engine: SearchEngine, *, content: Content) -> None:
        self._engine = engine
        self._content = content

    def similar(
        self, text: str, *, limit: int = 5, cause: str | None = None, cites: Sequence[str] = (), only: Narrowing = ALL
    ) -> list[CaseHit]:
        """Find the cases nearest to `text`, those that are nearly the same text first, each with its share.

        Where the text's own `cause` and the articles that it `cites` are given, a reason says that they are the same.
        Cases that share too few words of content are left out, so there may be none.
        Raises InvalidQuery for a text without words, IndexMissing, ClusterUnavailable.
        """
        ranking = rankings(text)
        if not ranking:
            raise InvalidQuery("没有可供比较的文字")
        words = content_words(text, self._content)
        required: tuple[Clause, ...] = (*shared(text), *only.clauses)
        query = Query(ranking=ranking, required=required, excluded=_UNSHOWN, limit=max(limit, _COMPARED))
        hits = self._engine.search(Kind.CASES, query).hits
        copies = self._copies(text, only, hits)
        common = [(hit, shared_words(words, str(hit.shown["text"]), self._content)) for hit in hits]
        frequent = Counter(word for _, found in common for word in found)
        enough = min(_SHARED, max(1 if len(words) < _SENTENCE else 2, len(words) // 3))
        near = [(hit, found) for hit, found in common if len(found) >= enough and hit.id not in copies]
        asked = _Asked(text, cause, tuple(cites), self._content)
        told = [asked.hit(hit, sorted(found, key=lambda word: frequent[word])[:NAMED]) for hit, found in near[:limit]]
        return [*(asked.copy(hit, part) for hit, part in copies.values()), *told][:limit]

    def listed(self, only: Narrowing) -> list[CaseHit]:
        """Return the cases that fit, in no order that means anything: whoever asks without a text orders them."""
        return [_hit(hit) for hit in self._engine.walk(Kind.CASES, Query(required=only.clauses, excluded=_UNSHOWN))]

    def _copies(self, text: str, only: Narrowing, hits: Sequence[EngineHit]) -> dict[str, tuple[EngineHit, float]]:
        """Return what is nearly the same text, by id, the nearest first, each with the share in common."""
        sought = duplicates.bands(text)
        if not sought:
            return {}
        query = Query(required=(Key("band", sought), *only.clauses), excluded=_UNSHOWN, limit=_CANDIDATES)
        scores = {hit.id: hit for hit in hits}
        mine = duplicates.shingles(text)
        found = []
        for hit in self._engine.search(Kind.CASES, query).hits:
            part = duplicates.share(mine, duplicates.shingles(str(hit.shown["text"])))
            if part >= duplicates.NEARLY_THE_SAME:
                found.append((scores.get(hit.id, hit), part))
        found.sort(key=lambda one: (-one[1], one[0].id))
        return {hit.id: (hit, part) for hit, part in found}


class _Asked:
    """The text that was asked about, as its hits are explained."""

    def __init__(self, text: str, cause: str | None, cites: tuple[str, ...], content: Content) -> None:
        self._cause = cause
        self._cites = cites
        self._content = content
        self._demands = content_words(alike.demands(text), content)
        self._organs = alike.organs(text)
        self._words = content_words(text, content)

    def copy(self, hit: EngineHit, share: float) -> CaseHit:
        """Explain a hit that is nearly the same text."""
        found = self.hit(hit, shared_words(self._words, str(hit.shown["text"]), self._content)[:NAMED])
        return replace(found, share=share, reason=f"文字有 {share:.0%} 相同；{found.reason}")

    def hit(self, hit: EngineHit, facts: Sequence[str]) -> CaseHit:
        """Explain a hit by the facts that it shares and whatever else is alike."""
        found = _hit(hit)
        asked = shared_words(self._demands, alike.demands(found.text), self._content)
        same = Alike(
            facts=tuple(facts),
            demands=tuple(asked[:NAMED]),
            organs=tuple(sorted(self._organs & alike.organs(found.text))),
            articles=alike.articles(self._cites, str(hit.shown["cites"]).splitlines()),
        )
        reasons = [f"事由同为“{found.cause}”"] if found.cause and found.cause == self._cause else []
        return replace(
            found,
            reason="，".join((*reasons, same.told)),
            alike=same,
            highlights=highlights.spans(found.text, frozenset(facts)),
        )


def _entry(case: Case) -> Entry:
    court = case.judgment.court if case.judgment else None
    return Entry(
        id=case.id,
        text=case.text,
        ranked="\n".join((telling(case.text), case.cause or "", *case.charges)),
        keys={
            "kind": (case.kind,),
            "standing": (case.standing,),
            "cause": (case.cause,) if case.cause else (),
            "charge": case.charges,
            "court": (court.value,) if court else (),
            "cites": case.cites,
            "band": duplicates.bands(case.text),
            "sealed": (_SEALED,) if case.sealed else (),
        },
        shown={
            "text": case.text,
            "kind": case.kind,
            "cause": case.cause,
            "charges": "\n".join(case.charges),
            "date": case.date.isoformat() if case.date else None,
            "standing": case.standing,
            "cites": "\n".join(case.cites),
        },
    )


def _hit(hit: EngineHit) -> CaseHit:
    shown = hit.shown
    return CaseHit(
        id=hit.id,
        score=hit.score,
        reason="",
        text=str(shown["text"]),
        kind=str(shown["kind"]),
        standing=Standing(str(shown["standing"])),
        cause=None if shown["cause"] is None else str(shown["cause"]),
        charges=tuple(str(shown["charges"]).splitlines()),
        date=date.fromisoformat(str(shown["date"])) if shown["date"] else None,
        highlights=(),
        cites=tuple(str(shown["cites"]).splitlines()),
    )
