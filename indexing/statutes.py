"""Articles of law for a question: exact citations first, then BM25 over grams and words, each hit with its reason."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from corpus import terms
from corpus.citations import find
from corpus.citing.records import Citation
from corpus.errors import AmbiguousLaw, InvalidQuery, NotHeld
from corpus.law import Article, ArticleNumber, Level, State
from corpus.library import Library
from corpus.spans import Span
from corpus.titles import quoted, short_of
from indexing import applying, highlights
from indexing import cursor as cursors
from indexing.engine import (
    AnyTerm,
    Clause,
    EngineHit,
    Found,
    Ids,
    InForce,
    Key,
    Kind,
    Phrase,
    Query,
    SearchEngine,
)
from indexing.provisions import day_of, entry_of
from indexing.query import Asked, parse
from indexing.ranking import legal_rankings, rankings, shared, telling
from indexing.settling import DEEPEST
from indexing.wording import Wording, put, wordings

# Words of the query that a reason names.
_NAMED = 4
_TOO_DEEP = f"一次检索能看到前 {DEEPEST} 条，请缩小范围"
_NO_CHARACTER = "所选的范围内没有条文与检索词有相同的字，请换一个说法"
_LOOSE = "没有条文与检索词有两个字相连，以下只按单字相近排列，仅供参考；请换一个说法"


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

    `notes` say what was asked for by name and is not held, and where less had to be asked to find anything; an empty
    answer with notes is not an empty law.
    """

    hits: tuple[StatuteHit, ...]
    total: int
    next: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applicable:
    """Articles for a letter; `notes` say what it names and the library cannot tell, and where the day has no law."""

    hits: tuple[StatuteHit, ...]
    notes: tuple[str, ...]


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
        if not (0 < limit <= DEEPEST and offset < DEEPEST):
            raise InvalidQuery(_TOO_DEEP)
        limit = min(limit, DEEPEST - offset)
        asked = parse(query, titles=self._library.titles())
        cited, notes = self._cited(asked.citations, as_of, levels)
        notes = [*asked.notes, *notes]
        if not (asked.words or cited or asked.filters):  # nothing asked for is held: no other article in its place
            return StatutePage((), 0, None, tuple(notes))
        lay = wordings(telling(asked.free))
        wanted = _wanted(asked, tuple(article for article, _ in cited.values()), lay, as_of=as_of, levels=levels)
        start = max(0, offset - len(cited))
        end = max(start + 1, offset + limit - len(cited))
        found, why = self._search(replace(wanted, offset=start, limit=end - start), asked, as_of=as_of, cited=cited)
        if cursor:
            cursors.check(cursor, question, found.generation)
        above = found.hits[0].score + 1 if found.hits else 1.0
        exact = [_exact(article, citation, above) for article, citation in cited.values()]
        marked = highlights.sought(telling(asked.words))
        ranked = [_ranked(hit, asked, lay, marked) for hit in found.hits]
        total, last = len(exact) + (found.total or 0), offset + limit
        return StatutePage(
            hits=tuple([*exact[offset:], *ranked][:limit]),
            total=total,
            next=cursors.mark(last, question, found.generation) if last < min(total, DEEPEST) else None,
            notes=(*notes, *why, *((_TOO_DEEP,) if total > last == DEEPEST else ())),
        )

    def applicable(self, letter: str, *, as_of: date, limit: int) -> Applicable:
        """Find articles for a letter, masked by the caller: those it cites first, others by strong evidence only.

        A text not yet in force on the day is not offered. Raises IndexMissing, ClusterUnavailable.
        """
        mentions = tuple(one for one in find(letter, titles=self._library.titles()) if one.law and one.article)
        held, notes = self._cited(mentions, as_of, ())
        cited = {key: one for key, one in held.items() if one[0].validity.state is not State.NOT_YET_IN_FORCE}
        lay = wordings(telling(letter))
        wanted = applying.question(letter, lay, as_of=as_of)
        found = self._engine.search(Kind.STATUTES, wanted).hits if wanted.ranking else ()
        marked = highlights.sought(telling(letter))
        above = found[0].score + 1 if found else 1.0
        asked = Asked(letter)
        hits = [_exact(article, citation, above, writer="来信") for article, citation in cited.values()]
        near = applying.strong(found, lay, marked, cited=held)
        hits += [_ranked(hit, asked, lay, marked) for hit in near]
        if not hits and wanted.ranking:
            ever = self._engine.search(Kind.STATUTES, _on_any_day(wanted)).hits
            notes += [self._nothing_on(as_of)] if applying.strong(ever, lay, marked) else []
        return Applicable(tuple(hits[:limit]), tuple(dict.fromkeys(notes)))

    def _search(
        self, wanted: Query, asked: Asked, *, as_of: date, cited: Collection[str]
    ) -> tuple[Found, tuple[str, ...]]:
        """Search, and say why nothing is found. What was asked exactly stays so.

        Where nothing shares a pair of characters on any day, single ones will do.
        """
        found = self._engine.search(Kind.STATUTES, wanted)
        if found.total or cited or asked.notes:  # a law that is not held explains an empty answer
            return found, ()
        if self._ever(wanted):
            return found, (self._nothing_on(as_of),)
        if not asked.words:
            return found, ("没有条文符合所选的范围",)
        if asked.phrases or asked.excluded:
            return found, ("没有条文符合；引号里的要逐字出现，减号后的不得出现，去掉引号或减号可以放宽",)
        loose = replace(wanted, required=tuple(one for one in wanted.required if not isinstance(one, AnyTerm)))
        found = self._engine.search(Kind.STATUTES, loose)
        if found.total:
            return found, (_LOOSE,)
        return found, (self._nothing_on(as_of) if self._ever(loose) else _NO_CHARACTER,)

    def _ever(self, wanted: Query) -> bool:
        """Tell whether on any day something fits."""
        return bool(self._engine.search(Kind.STATUTES, replace(_on_any_day(wanted), offset=0, limit=1)).hits)

    def _nothing_on(self, as_of: date) -> str:
        return f"{as_of.isoformat()}当日有效的条文，法规库没有收录相符的；别的日子有。{self._library.coverage().told}"

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
                self._library.begun(citation.law, as_of)
                article = self._library.article(citation.law, number, as_of=as_of)
            except (NotHeld, AmbiguousLaw) as error:
                notes.append(str(error))
                continue
            if not levels or article.work.level in levels:
                held.setdefault(article.provision.id, (article, citation))
        return held, notes


def _wanted(
    asked: Asked,
    cited: tuple[Article, ...],
    lay: tuple[Wording, ...],
    *,
    as_of: date,
    levels: tuple[str, ...],
) -> Query:
    """Say what the engine is asked. Where the query is nothing but a citation, more of the same law comes after it."""
    words = asked.words
    required: list[Clause] = [InForce(day_of(as_of))]
    required += [Key("level", levels)] if levels else []
    required += [Key(name, values) for name, values in asked.filters]
    required += [Phrase(tuple(terms.characters(phrase))) for phrase in asked.phrases]
    if cited and not words:
        words = cited[0].provision.text
        required.append(Key("work", (cited[0].work.id,)))
    legal = [phrase for one in lay for phrase in one.legal]
    required += shared(words, phrases=legal)
    written = terms.normalise(words)
    names = [name for law in asked.named if (name := short_of(law)) not in written]  # 刑诉法 ranks as 刑事诉讼法, too
    excluded: list[Clause] = [Phrase(tuple(terms.characters(word))) for word in asked.excluded]
    excluded += [Ids(tuple(article.provision.id for article in cited))] if cited else []
    ranking = (*rankings(words, names=names), *legal_rankings(legal))
    return Query(ranking, tuple(required), tuple(excluded), counted=True)


def _on_any_day(wanted: Query) -> Query:
    return replace(wanted, required=tuple(one for one in wanted.required if not isinstance(one, InForce)))


def _exact(article: Article, citation: Citation, score: float, *, writer: str = "查询") -> StatuteHit:
    entry = entry_of(article.work, article.version, article.provision)
    reason = f"{writer}写明了{quoted(article.work.title)}{article.provision.label}；{article.validity.evidence}"
    if citation.doubt:
        reason += f"（{citation.doubt}）"
    return _hit(EngineHit(entry.id, score, entry.shown), (), reason)


def _ranked(hit: EngineHit, asked: Asked, lay: tuple[Wording, ...], marked: frozenset[str]) -> StatuteHit:
    text, law = str(hit.shown["text"]), str(hit.shown["law"])
    said = put(lay, text)
    legal = frozenset(phrase for phrases in said.values() for phrase in phrases)
    spans = highlights.spans(text, marked | legal)
    words = [
        word for word in _named(text, spans) if terms.normalise(word) not in legal and (len(word) > 1 or not legal)
    ]
    reasons = [f"“{words}”法律上说" + "".join(map("“{}”".format, phrases)) for words, phrases in said.items()][:_NAMED]
    if not asked.words:
        reasons = [f"与查询写明的条文同在{quoted(law)}，内容相近"]
    elif words:
        reasons.insert(0, "条文含有" + "".join(f"“{word}”" for word in words))
    reason = "；".join(reasons) or "法律名称或章节标题与查询相符"
    if law in asked.named:
        reason = f"出自查询提到的{quoted(law)}，{reason}"
    return _hit(hit, spans, reason)


def _named(text: str, spans: tuple[Span, ...]) -> list[str]:
    """Return the longest of what is marked."""
    return sorted(dict.fromkeys(span.of(text) for span in spans), key=len, reverse=True)[:_NAMED]


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
