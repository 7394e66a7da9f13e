"""Exact search, for whoever must say that no article contains something: no vectors, no synonyms, an exact total.

Words, 与 或 非 and titles are the engine's to find. What stands in one 款 or 句, or near to something, is looked up in
the text of every article that has the words, so that the total is exact there, too, and the same on every engine.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from indexing import grammar, hits, states
from indexing.engine import Clause, EngineHit, Every, Found, InForce, Kind, Query, SearchEngine
from indexing.expression import Expression, words_sought
from indexing.fields import TALLIED, Order
from indexing.filters import choose, clauses
from indexing.matching import Stretch, candidates
from indexing.page import Counted, Empty, Search, Sorting, StatutePage
from indexing.provisions import day_of, labels_of
from indexing.query import filters_taken
from indexing.ranking import rankings
from indexing.settling import DEEPEST

_BASES = {
    Sorting.RANK: "精确检索，按效力层级排列，同级的新法在前",
    Sorting.DATE: "精确检索，按公布日期排列，新的在前",
    Sorting.RELEVANCE: "精确检索，按词语的相关程度排列",
}
_ORDERS = {Sorting.RANK: Order.RANK, Sorting.DATE: Order.DATE}
_UNRANKED = "所选的排列用不上（检索式没有可比较的词，或符合的太多），改按效力层级排列"


@dataclass(frozen=True, slots=True)
class _Sought:
    """What an exact query means: what must hold of an article, and what an engine is asked for it."""

    expression: Expression | None  # None: filters alone
    clauses: tuple[Clause, ...]
    whole: bool  # whether the clauses say all

    def holds(self, hit: EngineHit) -> bool:
        titles = (str(hit.shown["law"]), *str(hit.shown["path"]).split("\n"))
        return self.expression is None or Stretch(str(hit.shown["text"]), titles).holds(self.expression)


@dataclass(frozen=True, slots=True)
class _Answer:
    hits: tuple[EngineHit, ...]
    total: int
    labels: Mapping[str, int]
    states: Mapping[str, int]
    generation: str


class ExactSearch:
    """Exact search over the statutes that an engine serves; `titles` are the library's names of laws."""

    def __init__(
        self, engine: SearchEngine, *, titles: Callable[[], Mapping[str, tuple[str, ...]]], covers: Callable[[], str]
    ) -> None:
        self._engine = engine
        self._titles = titles
        self._covers = covers

    def find(self, asked: Search, sorting: Sorting) -> StatutePage:
        """Find every article of which the expression holds.

        Raises InvalidQuery with the place of what cannot be read, IndexMissing, ClusterUnavailable.
        """
        sought, notes = self._sought(asked)
        first = self._engine.search(Kind.STATUTES, Query(required=sought.clauses, limit=1, counted=True))
        sorting, found, otherwise = self._sorted(sought, sorting, asked, first)
        following, why = asked.next(more=found.total > asked.reach, seal=found.generation, kind=("exact", sorting))
        told, empty = self._emptiness(sought, asked.as_of, held=not notes) if not found.total else ((), None)
        return StatutePage(
            hits=tuple(hits.exactly(hit, sought.expression) for hit in found.hits),
            total=found.total,
            exact=True,
            next=following,
            basis=_BASES[sorting],
            covers=self._covers(),
            notes=(*notes, *told, *otherwise, *why),
            empty=empty,
            counts=counts_of(found.labels, found.states) if asked.tallied else (),
        )

    def _sought(self, asked: Search) -> tuple[_Sought, list[str]]:
        rest, typed = filters_taken(asked.query)
        expression = grammar.read(rest) if rest.strip() or not (typed or asked.given) else None
        chosen, notes = choose([*typed, *asked.given], self._titles())
        narrowing, unknown = clauses(chosen, asked.as_of, labels=lambda: self._engine.tally(Kind.STATUTES, Query()))
        clause, whole = candidates(expression) if expression else (Every(()), True)
        return _Sought(expression, (*narrowing, clause), whole), [*notes, *unknown]

    def _sorted(
        self, sought: _Sought, sorting: Sorting, asked: Search, first: Found
    ) -> tuple[Sorting, _Answer, tuple[str, ...]]:
        """Answer in the order asked for; where nothing can be compared, in that of effect, and say so."""
        if sorting is not Sorting.RELEVANCE:
            return sorting, self._in_order(sought, _ORDERS[sorting], asked, first), ()
        found = self._by_score(sought, asked, first)
        if found is None:
            return Sorting.RANK, self._in_order(sought, Order.RANK, asked, first), (_UNRANKED,)
        return sorting, found, ()

    def _in_order(self, sought: _Sought, order: Order, asked: Search, first: Found) -> _Answer:
        wanted = Query(required=sought.clauses, order=order, offset=asked.offset, limit=asked.reach - asked.offset)
        if not sought.whole:
            return _looked_at(self._engine.walk(Kind.STATUTES, wanted), sought, asked, first.generation)
        return self._counted(sought, asked, first, self._engine.search(Kind.STATUTES, wanted).hits)

    def _by_score(self, sought: _Sought, asked: Search, first: Found) -> _Answer | None:
        """Rank by the words sought; None where they do not rank all hits, or there are too many to look at."""
        words = [word.written for word in words_sought(sought.expression)] if sought.expression else []
        wanted = Query(rankings(" ".join(words)), sought.clauses, offset=asked.offset, counted=True)
        if not wanted.ranking:
            return None
        if sought.whole:
            found = self._engine.search(Kind.STATUTES, replace(wanted, limit=asked.reach - asked.offset))
            return self._counted(sought, asked, first, found.hits) if found.total == first.total else None
        found = self._engine.search(Kind.STATUTES, replace(wanted, offset=0, limit=DEEPEST))
        if not found.total == first.total == len(found.hits):
            return None
        return _looked_at(found.hits, sought, asked, first.generation)

    def _counted(self, sought: _Sought, asked: Search, first: Found, page: tuple[EngineHit, ...]) -> _Answer:
        """Return a page with the engine's own counts."""
        labels: Mapping[str, int] = {}
        by_state: dict[str, int] = {}
        if asked.tallied:
            labels = self._engine.tally(Kind.STATUTES, Query(required=sought.clauses))
            by_state = state_counts(self._engine, Query(required=sought.clauses), asked.as_of)
        return _Answer(page, first.total or 0, labels, by_state, first.generation)

    def _emptiness(self, sought: _Sought, as_of: date, *, held: bool) -> tuple[tuple[str, ...], Empty]:
        """Say why nothing was found."""
        if not held:
            return (), Empty.NOT_HELD
        any_day = tuple(clause for clause in sought.clauses if not isinstance(clause, InForce))
        if len(any_day) < len(sought.clauses):
            every = self._engine.walk(Kind.STATUTES, Query(required=any_day))
            if any(sought.holds(hit) for hit in every):
                told = f"{as_of.isoformat()}当日有效的条文里没有符合的；别的日子有，写上“效力:全部”可以看到"
                return (told,), Empty.OTHER_DAYS
        return ("法规库收录的条文里没有符合的；没有收录的文件不在此列",), Empty.NOTHING


def state_counts(engine: SearchEngine, wanted: Query, as_of: date) -> dict[str, int]:
    """Count what fits a query by its state on a day; states of none are left out."""
    day = day_of(as_of)
    counts = {
        state.value: engine.search(
            Kind.STATUTES,
            replace(wanted, required=(*wanted.required, states.clause_of(state, day)), limit=1, offset=0, counted=True),
        ).total
        for state in states.ASKED
    }
    return {state: count for state, count in counts.items() if count}


def counts_of(labels: Mapping[str, int], by_state: Mapping[str, int]) -> tuple[Counted, ...]:
    """Return counts by filter, the values that most hits have first."""
    by_name: dict[str, dict[str, int]] = {name: {} for name in TALLIED}
    for label, count in labels.items():
        name, _, value = label.partition("=")
        by_name[name][value] = count
    by_name["state"] = dict(by_state)
    return tuple(
        Counted(name, tuple(sorted(values.items(), key=lambda one: (-one[1], one[0]))))
        for name, values in by_name.items()
    )


def _looked_at(candidates: Iterable[EngineHit], sought: _Sought, asked: Search, generation: str) -> _Answer:
    """Look at every candidate, and keep those of the page."""
    offset = asked.offset
    page: list[EngineHit] = []
    labels: Counter[str] = Counter()
    by_state: Counter[str] = Counter()
    total = 0
    for hit in candidates:
        if not sought.holds(hit):
            continue
        if offset <= total < asked.reach:
            page.append(hit)
        total += 1
        if asked.tallied:
            labels.update(labels_of(hit.shown))
            by_state[states.state_of(hit.shown, asked.as_of).value] += 1
    return _Answer(tuple(page), total, labels, by_state, generation)
