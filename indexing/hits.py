"""An article that was found, as it is given back: where it stands, what is marked, and why it was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus import terms
from corpus.citing.records import Citation, Resolved
from corpus.law import Article, ArticleNumber, Level
from corpus.links import label
from corpus.spans import Span
from corpus.titles import quoted
from indexing import highlights, matching, places
from indexing.engine import EngineHit
from indexing.expression import Expression, words_sought
from indexing.provisions import shown_of
from indexing.query import Asked
from indexing.wording import Wording, put

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
    paragraph: int | None  # 款 that matched best, from 1; None where the text has one only, or nothing is marked
    snippet: Span  # where it stands, or the first one
    terms: tuple[str, ...]  # what of the query stands in the text, as it is written there
    cited: bool = False  # whether the query wrote the article's own number
    near: int | None = None  # rank by meaning


def verified(article: Article, found: Resolved, score: float) -> StatuteHit:
    """Return an article that a letter cites, or means by the number that it cites, with what verifying it gave."""
    written = label(ArticleNumber(found.citation.article or 0, found.citation.article_sub))
    reason = f"来信写明了{quoted(article.work.title)}{written}；{found.reason}"
    shown = shown_of(article.work, article.version, article.provision)
    return replace(_hit(EngineHit(article.provision.id, score, shown), (), reason), cited=True)


def exact(article: Article, citation: Citation, score: float) -> StatuteHit:
    """Return an article that a query cites."""
    shown = shown_of(article.work, article.version, article.provision)
    reason = f"查询写明了{quoted(article.work.title)}{article.provision.label}；{article.validity.evidence}"
    if citation.doubt:
        reason += f"（{citation.doubt}）"
    return replace(_hit(EngineHit(article.provision.id, score, shown), (), reason), cited=True)


def ranked(
    hit: EngineHit, asked: Asked, lay: tuple[Wording, ...], marked: frozenset[str], *, near: int | None = None
) -> StatuteHit:
    """Return an article with what it shares with the query; `near` is its rank by meaning."""
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
    if near:
        reasons.append(f"意思相近（语义排第{near}）")
    reason = "；".join(reasons) or "法律名称或章节标题与查询相符"
    if law in asked.named:
        reason = f"出自查询提到的{quoted(law)}，{reason}"
    return _hit(hit, spans, reason, near=near)


def exactly(hit: EngineHit, expression: Expression | None) -> StatuteHit:
    """Return an article of which an exact expression holds."""
    text = str(hit.shown["text"])
    spans = tuple(_merged(matching.spans(text, list(words_sought(expression))) if expression else []))
    words = _named(text, spans)
    reason = "条文含有" + "".join(f"“{word}”" for word in words) if words else "符合检索式"
    return _hit(hit, spans, reason)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans with those that touch or overlap joined."""
    last: Span | None = None
    for span in spans:
        if last and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _named(text: str, spans: tuple[Span, ...]) -> list[str]:
    """Return the longest of what is marked."""
    return sorted(dict.fromkeys(span.of(text) for span in spans), key=len, reverse=True)[:_NAMED]


def _hit(found: EngineHit, spans: tuple[Span, ...], reason: str, *, near: int | None = None) -> StatuteHit:
    shown = found.shown
    known = shown["effective_from"] is not None
    paragraph, snippet = _best(str(shown["text"]), spans)
    return StatuteHit(
        id=found.id,
        law_id=str(shown["law_id"]),
        law=str(shown["law"]),
        level=Level(str(shown["level"])),
        article=_number(shown["article"]),
        article_sub=_number(shown["article_sub"]),
        version=str(shown["version"]),
        label=str(shown["label"]),
        path=str(shown["path"]).replace("\n", " "),
        text=str(shown["text"]),
        score=found.score,
        highlights=spans,
        reason=reason if known else f"{reason}；施行日期没有得到证明，效力请核实",
        commencement_known=known,
        paragraph=paragraph,
        snippet=snippet,
        terms=tuple(dict.fromkeys(span.of(str(shown["text"])) for span in spans)),
        near=near,
    )


def _best(text: str, spans: tuple[Span, ...]) -> tuple[int | None, Span]:
    """Return the 款 in which most characters are marked, the first of equal ones."""
    held = places.paragraphs(text) or [Span(0, len(text))]
    marked = [sum(one.end - one.start for one in spans if span.overlaps(one)) for span in held]
    best = marked.index(max(marked))
    return (best + 1 if spans and len(held) > 1 else None), held[best]


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)
