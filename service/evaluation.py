"""How well search finds what is known to be right: STARD, questions of lay people with the articles that answer them.

Measured against what the library holds: a question counts when at least one of its articles is there. Figures of
other libraries are therefore not to be compared.
"""

import gzip
import json
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpus.errors import InvalidRecord, NotHeld
from corpus.law import ArticleNumber
from service.statutes import Search, find

if TYPE_CHECKING:
    from service.assembly import Assembly

FILE: Final = "stard.jsonl.gz"
NEAR: Final = 10
WIDE: Final = 100


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the articles, (work id, number), that answer it."""

    text: str
    gold: frozenset[tuple[str, ArticleNumber]]


@dataclass(frozen=True, slots=True)
class SearchQuality:
    """Means over the questions. Recall is the share of a question's articles among the first 10 and 100 hits."""

    questions: int
    left_out: int  # none of their articles is held
    recall_at_10: float
    recall_at_100: float
    mrr: float  # of the first right article, 0 beyond 100


def search_quality(
    parts: "Assembly", data: Path, *, split: str, progress: Callable[[int, int], None] | None = None
) -> SearchQuality:
    """Ask every question of a split of STARD; raises InvalidRecord where the file or the split is not there."""
    path = data / FILE
    if not path.is_file():
        raise InvalidRecord(f"数据文件夹里没有 {FILE}：{data}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        asked = [_question(parts, row) for row in map(json.loads, lines) if row["split"] == split]
    questions = [one for one in asked if one.gold]
    if not questions:
        raise InvalidRecord(f"{FILE} 的 {split} 部分没有可以检验的问题")
    ranks = []
    for done, one in enumerate(questions, start=1):
        ranks.append(_ranks(parts, one))
        if progress:
            progress(done, len(questions))
    return SearchQuality(
        questions=len(questions),
        left_out=len(asked) - len(questions),
        recall_at_10=_recall(questions, ranks, NEAR),
        recall_at_100=_recall(questions, ranks, WIDE),
        mrr=statistics.mean(1 / min(found) if found else 0.0 for found in ranks),
    )


def _question(parts: "Assembly", row: dict[str, Any]) -> Question:
    return Question(row["query"], frozenset(found for gold in row["gold"] for found in _held(parts, gold)))


def _held(parts: "Assembly", gold: dict[str, Any]) -> Iterable[tuple[str, ArticleNumber]]:
    """Yield the article as the library names it, nothing where it is not held."""
    number = ArticleNumber(gold["article_no"], gold["article_sfx"] or 0)
    try:
        article = parts.library.article(gold["law"], number, as_of=parts.today())
    except NotHeld:
        return
    yield article.work.id, number


def _ranks(parts: "Assembly", question: Question) -> list[int]:
    hits = find(parts, Search(question.text, limit=WIDE)).hits
    return [
        rank
        for rank, hit in enumerate(hits, start=1)
        if hit.article and (hit.law_id, ArticleNumber(hit.article, hit.article_sub)) in question.gold
    ]


def _recall(questions: list[Question], ranks: list[list[int]], depth: int) -> float:
    return statistics.mean(
        sum(rank <= depth for rank in found) / len(one.gold) for one, found in zip(questions, ranks, strict=True)
    )
