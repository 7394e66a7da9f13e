"""Earlier matters and cases: like a text or a stored letter, of a cause or charge, that cite an article.

There is no way to ask by judge, lawyer or party, and nothing is counted by them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from corpus.cases import Case, cited, told
from corpus.citations import find
from corpus.citing.records import Citation
from corpus.errors import InvalidQuery, NotHeld
from corpus.judging.records import Applied, Standing
from corpus.law import Article, ArticleNumber
from corpus.terms import characters
from indexing.cases import CaseHit, Narrowing
from service.answers import Hits
from service.cases.alike import CitedThen, Likeness, Matter, Matters
from service.inputs import CaseQuery
from service.storing.searchable import LETTER, cites_of

if TYPE_CHECKING:
    from service.assembly import Assembly

# Longer than any query typed for its signs; what a letter writes before a colon is its own.
NARRATIVE: Final = 120
# 案由:民间借贷 beside the words, as in the search of statutes.
SIGNED: Final = re.compile(r"(?<!\S)(?P<key>案由|罪名|类型|法院|引用)[:：](?P<value>\S+)")
# 刑法 293, 刑法第293条之一: what a lawyer types for an article.
BARE: Final = re.compile(
    r"《?(?P<law>[^\d《》]+?)》?\s*第?\s*(?P<no>\d{1,4})\s*条?(?:之(?P<sub>[一二三四五六七八九十]|\d{1,2}))?"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A text or a stored letter to compare with, and which cases come at all; one of all these at least."""

    text: str | None = None
    letter: str | None = None
    cause: str | None = None
    charge: str | None = None
    cites: str | None = None
    standing: str | None = None
    court: str | None = None
    by_rank: bool = False  # 指导性案例 first, as a court looks for like cases
    limit: int = 5


def search(parts: "Assembly", asked: Question) -> Matters:
    """Answer a question. Raises InvalidQuery where nothing is asked or the article cannot be read, LetterNotFound."""
    asked = _unsigned(asked)
    articles, notes = _articles(parts, asked.cites) if asked.cites else ({}, ())
    only = _narrowing(asked, articles)
    if asked.letter is not None:
        found = _like_letter(parts, asked.letter, only, asked.limit)
    elif asked.text:
        found = parts.cases.similar(asked.text, limit=asked.limit, cites=_cited_in(parts, asked.text), only=only)
    elif only.clauses:
        return _listed(parts, only, articles, asked.limit, notes)
    else:
        raise InvalidQuery("请写一段叙述，或给出来信编号、案由、罪名、法条中的至少一样")
    hits = _matters(parts, found, articles)
    if asked.by_rank:
        hits.sort(key=_weight)  # stable: the nearest first within a rank
    return Matters(tuple(hits), notes=notes)


def similar(parts: "Assembly", text: str, *, limit: int) -> Matters:
    """Return the matters that are most like a text, masked."""
    return search(parts, Question(text, limit=limit))


def similar_line(parts: "Assembly", line: CaseQuery, *, limit: int) -> Hits:
    """Answer one line of bulk input."""
    return Hits(line.id, similar(parts, line.query, limit=limit).hits)


def _unsigned(asked: Question) -> Question:
    """Take 案由:…, 罪名:… out of a typed query; what is asked for beside it goes first."""
    text = (asked.text or "").strip()
    if len(text) > NARRATIVE or "\n" in text:
        return asked
    signs = {sign["key"]: sign["value"] for sign in SIGNED.finditer(text)}
    return replace(
        asked,
        text=" ".join(SIGNED.sub(" ", text).split()) or None,
        cause=asked.cause or signs.get("案由"),
        charge=asked.charge or signs.get("罪名"),
        cites=asked.cites or signs.get("引用"),
        standing=asked.standing or signs.get("类型"),
        court=asked.court or signs.get("法院"),
    )


def _narrowing(asked: Question, articles: Mapping[str, Article | None]) -> Narrowing:
    if asked.standing is not None and asked.standing not in set(Standing):
        raise InvalidQuery(f"没有“{asked.standing}”这一类案例，可用：{'、'.join(Standing)}")
    return Narrowing(
        standings=(asked.standing,) if asked.standing else (),
        causes=(asked.cause, f"{asked.cause}纠纷") if asked.cause else (),
        charges=(asked.charge, f"{asked.charge}罪") if asked.charge else (),
        courts=(asked.court,) if asked.court else (),
        cites=tuple(articles),
    )


def _like_letter(parts: "Assembly", key: str, only: Narrowing, limit: int) -> list[CaseHit]:
    """Compare with a stored letter, which is not like itself."""
    analysis = parts.register.letter(key).analysis
    found = parts.cases.similar(analysis.masked, limit=limit + 1, cites=cites_of(analysis), only=only)
    return [hit for hit in found if hit.id != key][:limit]


def _listed(
    parts: "Assembly", only: Narrowing, articles: Mapping[str, Article | None], limit: int, notes: tuple[str, ...]
) -> Matters:
    """Return the cases that fit: by standing, those that rest on the article first, then the latest."""
    hits = _matters(parts, parts.cases.listed(only), articles)
    likeness = Likeness.CITING if articles else Likeness.FITTING
    hits.sort(key=lambda one: (_weight(one), not any(then.decides for then in one.cited), -_age(one.date), one.id))
    shown = tuple(replace(one, likeness=likeness, reason=_why(one)) for one in hits[:limit])
    return Matters(shown, total=len(hits), notes=notes)


def _weight(one: Matter) -> int:
    return one.rank or len(Standing) + 1


def _age(day: date | None) -> int:
    return day.toordinal() if day else 0


def _why(one: Matter) -> str:
    said = "；".join(f"{'裁判依据' if then.decides else '文中提到'}{then.article}，{then.detail}" for then in one.cited)
    return said or "符合所给的条件"


def _matters(parts: "Assembly", found: list[CaseHit], articles: Mapping[str, Article | None]) -> list[Matter]:
    cases = parts.register.cases([hit.id for hit in found])
    return [_matter(parts, hit, cases.get(hit.id), articles) for hit in found]


def _matter(parts: "Assembly", hit: CaseHit, case: Case | None, articles: Mapping[str, Article | None]) -> Matter:
    judgment = case.judgment if case else None
    said = (judgment.number, judgment.court, judgment.procedure, judgment.outcome) if judgment else (None,) * 4
    number, court, procedure, outcome = (one.value if one else None for one in said)
    applied = [one for one in judgment.applied if _key(one) in articles] if judgment else []
    return Matter(
        id=hit.id,
        score=hit.score,
        reason=hit.reason,
        kind=hit.kind,
        cause=hit.cause,
        text=hit.text,
        likeness=Likeness.SIMILAR if hit.share is None else Likeness.COPY,
        share=hit.share,
        facts=hit.alike.facts,
        demands=hit.alike.demands,
        organs=hit.alike.organs,
        articles=hit.alike.articles,
        standing="来信" if hit.kind == LETTER and case is None else hit.standing,
        rank=hit.standing.rank if case else None,
        number=number,
        court=court,
        procedure=procedure,
        date=hit.date,
        charges=hit.charges,
        outcome=outcome,
        cited=tuple(_then(parts, one, articles) for one in applied),
    )


def _key(one: Applied) -> str:
    return cited(one.law, one.article, one.article_sub)


def _then(parts: "Assembly", one: Applied, articles: Mapping[str, Article | None]) -> CitedThen:
    """Say how a case cites an article, and whether its words then are the words of the day asked for."""
    name = told(_key(one))
    now = articles[_key(one)]
    if one.provision_id is None or now is None:
        return CitedThen(name, one.decides, None, one.detail or "案例没有裁判日期，未核对当时的条文")
    if one.provision_id == now.provision.id:
        return CitedThen(name, one.decides, True, "所引文本就是今天的文本")
    then = parts.library.provision(one.provision_id, as_of=parts.today())
    same = characters(then.provision.text) == characters(now.provision.text)
    compared = "条文与今天相同" if same else "同一条号当时的文字与今天不同，请核对"
    return CitedThen(name, one.decides, same, f"所引是{then.version.label}公布的文本，{compared}")


def _articles(parts: "Assembly", asked: str) -> tuple[dict[str, Article | None], tuple[str, ...]]:
    """Read the article asked for; each comes with its text of today, None where that is not held."""
    found: dict[str, Article | None] = {}
    notes = []
    for one in _mentions(parts, asked):
        assert one.law is not None
        assert one.article is not None
        key = cited(one.law, one.article, one.article_sub)
        try:
            number = ArticleNumber(one.article, one.article_sub)
            found[key] = parts.library.article(one.law, number, as_of=parts.today())
        except NotHeld as error:
            found[key] = None
            notes.append(f"{error}；按案例自己写的条号列出")
    if not found:
        raise InvalidQuery("看不出是哪一条；请写成：刑法 293、民法典第675条、《治安管理处罚法》第二十六条")
    return found, tuple(notes)


def _mentions(parts: "Assembly", asked: str) -> list[Citation]:
    titles = parts.library.titles()
    bare = BARE.fullmatch(asked.strip())
    sub = f"之{bare['sub']}" if bare and bare["sub"] else ""
    written = f"《{bare['law'].strip()}》第{bare['no']}条{sub}" if bare else asked
    return [one for one in find(written, titles=titles) if one.law and one.article]


def _cited_in(parts: "Assembly", text: str) -> tuple[str, ...]:
    mentions = find(text, titles=parts.library.titles())
    return tuple(cited(one.law, one.article, one.article_sub) for one in mentions if one.law and one.article)
