"""Articles of law for a question: exact citations first, then BM25 over grams and words, each hit with its reason."""

from dataclasses import dataclass
from datetime import date

from corpus import terms
from corpus.citing.records import Citation
from corpus.errors import InvalidQuery, NotHeld
from corpus.law import Article, ArticleNumber, Level
from corpus.library import Library
from corpus.spans import Span
from corpus.titles import quoted, short_of
from indexing import cursor as cursors
from indexing import highlights
from indexing.engine import (
    DEEPEST,
    SLACK,
    Clause,
    EngineHit,
    InForce,
    Key,
    Kind,
    Phrase,
    Query,
    SearchEngine,
)
from indexing.provisions import day_of, entry_of
from indexing.query import Asked, parse
from indexing.ranking import rankings, shared, telling

# Words of the query that a reason names.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class StatuteHit:
    """An article with why it was found. `article` is None for units without a number, `article_sub` without 之N."""

    id: str
    law_id: str
    law: str
    level: Level
    article: int | None
    article_sub: int | None
    version: str
    label: str
    path: str
    text: str
    score: float
    highlights: tuple[Span, ...]  # in `text`
    reason: str  # one Chinese sentence
    commencement_known: bool


@dataclass(frozen=True, slots=True)
class StatutePage:
    """One page of hits. `total` counts all articles that fit the filters and share a pair of characters.

    `notes` say what was asked for by name and is not held; an empty answer with notes is not an empty law.
    """

    hits: tuple[StatuteHit, ...]
    total: int
    next: str | None
    notes: tuple[str, ...] = ()


class StatuteIndex:
    """Search over the statute library; `engine` serves what indexing/build.py made from `library`."""

    def __init__(self, engine: SearchEngine, library: Library) -> None:
        self._engine = engine
        self._library = library

    def find(
        self, query: str, *, as_of: date, levels: tuple[str, ...] = (), limit: int = 20, cursor: str | None = None
    ) -> StatutePage:
        """Find articles whose text is in force on a day; unknown commencement is kept and marked in the reason.

        Raises InvalidQuery, IndexMissing, ClusterUnavailable.
        """
        question = (query, as_of, *sorted(levels))
        offset = cursors.offset_of(cursor) if cursor else 0
        if not 0 < limit <= DEEPEST - SLACK - offset:
            raise InvalidQuery(f"一次检索能看到前 {DEEPEST - SLACK} 条，请缩小范围")
        asked = parse(query, titles=self._library.titles())
        cited, notes = self._cited(asked.citations, as_of, levels)
        notes = [*asked.notes, *notes]
        if not (asked.words or cited or asked.filters):  # nothing asked for is held: no other article in its place
            return StatutePage((), 0, None, tuple(notes))
        articles = tuple(article for article, _ in cited.values())
        wanted = _wanted(asked, articles, as_of=as_of, levels=levels, limit=offset + limit)
        found = self._engine.search(Kind.STATUTES, wanted)
        if cursor:
            cursors.check(cursor, question, found.generation)
        marked = highlights.sought(telling(asked.words))
        above = found.hits[0].score + 1 if found.hits else 1.0
        exact = [_exact(article, citation, above) for article, citation in cited.values()]
        ranked = [_ranked(hit, asked, marked) for hit in found.hits]
        total = len(exact) + (found.total or 0)
        return StatutePage(
            hits=tuple([*exact, *ranked][offset : offset + limit]),
            total=total,
            next=cursors.mark(offset + limit, question, found.generation) if total > offset + limit else None,
            notes=tuple(notes),
        )

    def _cited(
        self, citations: tuple[Citation, ...], as_of: date, levels: tuple[str, ...]
    ) -> tuple[dict[str, tuple[Article, Citation]], list[str]]:
        """Look up the articles that the query names; what is not held becomes a note."""
        held: dict[str, tuple[Article, Citation]] = {}
        notes: list[str] = []
        for citation in citations:
            if citation.law is None or citation.article is None:
                continue
            number = ArticleNumber(citation.article, citation.article_sub)
            try:
                article = self._library.article(citation.law, number, as_of=as_of)
            except NotHeld as error:
                notes.append(str(error))
                continue
            if not levels or article.work.level in levels:
                held.setdefault(article.provision.id, (article, citation))
        return held, notes


def _wanted(asked: Asked, cited: tuple[Article, ...], *, as_of: date, levels: tuple[str, ...], limit: int) -> Query:
    """Say what the engine is asked. Where the query is nothing but a citation, more of the same law comes after it."""
    words = asked.words
    required: list[Clause] = [InForce(day_of(as_of))]
    required += [Key("level", levels)] if levels else []
    required += [Key(name, values) for name, values in asked.filters]
    required += [Phrase(tuple(terms.characters(phrase))) for phrase in asked.phrases]
    if cited and not words:
        words = cited[0].provision.text
        required.append(Key("work", (cited[0].work.id,)))
    required += shared(words)
    written = terms.normalise(words)
    names = [name for law in asked.named if (name := short_of(law)) not in written]  # 刑诉法 ranks as 刑事诉讼法, too
    excluded: list[Clause] = [Phrase(tuple(terms.characters(word))) for word in asked.excluded]
    excluded += [Key("unit", tuple(article.provision.id for article in cited))] if cited else []
    return Query(rankings(words, names=names), tuple(required), tuple(excluded), limit, counted=True)


def _exact(article: Article, citation: Citation, score: float) -> StatuteHit:
    entry = entry_of(article.work, article.version, article.provision)
    reason = f"查询写明了{quoted(article.work.title)}{article.provision.label}；{article.validity.evidence}"
    if citation.doubt:
        reason += f"（{citation.doubt}）"
    return _hit(EngineHit(entry.id, score, entry.shown), (), reason)


def _ranked(hit: EngineHit, asked: Asked, marked: frozenset[str]) -> StatuteHit:
    text, law = str(hit.shown["text"]), str(hit.shown["law"])
    spans = highlights.spans(text, marked)
    words = sorted(dict.fromkeys(span.of(text) for span in spans), key=len, reverse=True)[:_NAMED]
    if not asked.words:
        reason = f"与查询写明的条文同在{quoted(law)}，内容相近"
    elif words:
        reason = "条文含有" + "".join(f"“{word}”" for word in words)
    else:
        reason = "法律名称或章节标题与查询相符"
    if law in asked.named:
        reason = f"出自查询提到的{quoted(law)}，{reason}"
    return _hit(hit, spans, reason)


def _hit(found: EngineHit, spans: tuple[Span, ...], reason: str) -> StatuteHit:
    shown = found.shown
    known = shown["effective_from"] is not None
    return StatuteHit(
        id=found.id,
        law_id=str(shown["law_id"]),
        law=str(shown["law"]),
        level=Level(str(shown["level"])),
        article=_number(shown["article"]),
        article_sub=_number(shown["article_sub"]),
        version=str(shown["version"]),
        label=str(shown["label"]),
        path=str(shown["path"]),
        text=str(shown["text"]),
        score=found.score,
        highlights=spans,
        reason=reason if known else f"{reason}；施行日期没有得到证明，效力请核实",
        commencement_known=known,
    )


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)
