"""How well search of cases finds what judges call similar: LeCaRD, 67 narratives of crimes over 2,611 judgments.

The protocol of the data: the judged candidates of a query are ranked again, nDCG with the gain 2^label - 1, means over
5 folds by query; the first stage is searched over all documents, where a candidate of label 1 to 3 is to be found.
Nothing is learned here, so that the folds only say how far the figures scatter. The judgments stand in an index of
their own that is thrown away.
"""

import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from corpus.cases import Case
from corpus.gold import records
from indexing.build import build
from indexing.cases import MaskedCases, Unchanging
from indexing.engine import Clause, Ids, Key, Kind, Query, SearchEngine
from indexing.ranking import rankings
from service.quality import search as search_quality
from service.quality.search import DEEP, Comparison, Figures, Floors, Judged, Ranking, Run

if TYPE_CHECKING:
    from service.assembly import Assembly

TASK: Final = "lecard"
QUERIES, DOCUMENTS = "lecard_queries.jsonl.gz", "lecard_docs.jsonl.gz"
AGAIN: Final = ("nDCG@10", "nDCG@30")
FIRST: Final = ("R@100",)
FOLDS, SEED = 5, 13
WORDS, CHARGE = "按词语", "同罪名的在先，再按词语"
_NO_CHARGE: Final = "unknown"

System = Callable[["_Asked", tuple[Clause, ...]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class CaseQuality:
    """`again` ranks the judged candidates, `first` searches all documents; `scatter` is the deviation over folds."""

    queries: int
    documents: int
    again: tuple[Figures, ...]
    first: tuple[Figures, ...]
    scatter: Mapping[str, float]
    floors: Floors
    changed: Comparison | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query: the narrative, what it is charged as, and the grades of its candidates."""

    id: str
    text: str
    charges: tuple[str, ...]
    labels: Mapping[str, int]


def case_quality(
    parts: "Assembly",
    data: Path,
    *,
    run: Path | None = None,
    against: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> CaseQuality:
    """Ask every query; raises InvalidRecord where a file is not there."""
    before = search_quality.stored(against, task=TASK) if against else None
    asked = [_asked(row) for row in records(data, QUERIES)]
    cases = [_case(row) for row in records(data, DOCUMENTS)]
    graded = [Judged(one.id, one.text, {doc: 2**label - 1 for doc, label in one.labels.items()}) for one in asked]
    relevant = [Judged(one.id, one.text, {doc: 1 for doc, label in one.labels.items() if label}) for one in asked]
    again, first = [], []
    with TemporaryDirectory() as scratch, parts.beside(Path(scratch)) as other:
        build(other.engine, MaskedCases(Unchanging(cases)))
        for done, (name, ask) in enumerate(_systems(other.engine).items()):
            if progress:
                progress(done, 2)
            again.append(_ranking(name, ask, asked, among=True))
            first.append(_ranking(name, ask, asked, among=False))
    best = again[-1]
    places = {one.system: search_quality.places(one, relevant) for one in first}
    if run:
        search_quality.store(Run({"task": TASK, "documents": len(cases)}, places), run)
    found = tuple(search_quality.figures(one, graded, AGAIN) for one in again)
    return CaseQuality(
        queries=len(asked),
        documents=len(cases),
        again=found,
        first=tuple(search_quality.figures(one, relevant, FIRST) for one in first),
        scatter=_scatter(best, graded),
        floors=search_quality.floors(TASK, found[-1], data=data, about={}),
        changed=search_quality.compare(CHARGE, before, places[CHARGE]) if before else None,
    )


def _asked(row: Mapping[str, Any]) -> _Asked:
    labels = {one["doc"]: int(one["label"]) for one in row["candidates"]}
    return _Asked(row["id"], row["query"], tuple(row["charges"]), labels)


def _case(row: Mapping[str, Any]) -> Case:
    charges = tuple(name for name in row["subfacts"] if name != _NO_CHARGE)
    return Case(id=row["id"], text=row["text"], kind="criminal", charges=charges)


def _systems(engine: SearchEngine) -> dict[str, System]:
    """Both rank as indexing/cases.py does; the second takes the charge that a query states, as similar matters may."""

    def words(one: _Asked, required: tuple[Clause, ...]) -> list[str]:
        return _ids(engine, one, required)

    def charge(one: _Asked, required: tuple[Clause, ...]) -> list[str]:
        same = Key("charge", one.charges)
        return [*_ids(engine, one, (*required, same)), *_ids(engine, one, required)]

    return {WORDS: words, CHARGE: charge}


def _ids(engine: SearchEngine, one: _Asked, required: tuple[Clause, ...]) -> list[str]:
    query = Query(rankings(one.text), required, limit=DEEP)
    return [hit.id for hit in engine.search(Kind.CASES, query).hits]


def _ranking(system: str, ask: System, asked: Sequence[_Asked], *, among: bool) -> Ranking:
    """Ask all queries: `among` their judged candidates, else over all documents."""
    hits, times = {}, []
    for one in asked:
        required = (Ids(tuple(one.labels)),) if among else ()
        began = time.perf_counter()
        hits[one.id] = tuple(dict.fromkeys(ask(one, required)))[:DEEP]
        times.append((time.perf_counter() - began) * 1000)
    return Ranking(system, hits, search_quality.middle(times))


def _scatter(ranking: Ranking, judged: Sequence[Judged]) -> dict[str, float]:
    """Return the standard deviation of the means of 5 folds by query."""
    order = sorted(judged, key=lambda one: one.id)
    random.Random(SEED).shuffle(order)  # noqa: S311 -- an order, no secret
    means = [search_quality.figures(ranking, order[fold::FOLDS], AGAIN).values for fold in range(FOLDS)]
    return {name: statistics.stdev(one[name] for one in means) for name in AGAIN}
