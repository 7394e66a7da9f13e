"""What other texts say of a single article: changed since, repealed in part, suspended somewhere."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from corpus.law import Article, EdgeKind, State
from corpus.titles import quoted
from corpus.validity.settling import Said


def noticed(article: Article, said: Iterable[Said], as_of: date) -> Article:
    """Return the article with the state that these texts give it on the day, beside what its version has.

    An amendment counts where its text was promulgated after the version held, which therefore lacks it (刑法 165
    without 修正案（十二）); the state is then 未知, since the words shown are not those of the day.
    """
    for item in said:
        begun = item.edge.effective is not None and item.edge.effective <= as_of
        if begun and article.validity.state in {State.IN_FORCE, State.PARTLY_INVALID}:
            article = _one(article, item)
    return article


def _one(article: Article, item: Said) -> Article:
    kind, day = item.edge.kind, item.edge.effective
    if kind in {EdgeKind.AMENDS, EdgeKind.RENUMBERS}:
        if not _lacks(article, item):
            return article
        words = f"{item.place}自{day}起修改了本条，馆藏文本没有并入该修改，所示文字不是当日的现行文本"
        return _with(article, State.UNKNOWN, words, item.place)
    if kind is EdgeKind.PARTLY_REPEALS:
        words = f"{item.place}自{day}起废止本文件中{item.edge.part}"
        return _with(article, State.PARTLY_INVALID, words, item.place)
    if kind is EdgeKind.SUSPENDS:
        if item.edge.number not in {None, article.provision.number}:
            return article
        words = f"{quoted(item.title)}自{day}起{item.edge.part}暂停或者调整适用本条，期限以该文件为准，其他地方不受影响"
        return _with(article, State.SUSPENDED, words, None)
    return article


def _lacks(article: Article, item: Said) -> bool:
    held = article.version.promulgated
    same = item.edge.number == article.provision.number
    return same and held is not None and item.promulgated is not None and item.promulgated > held


def _with(article: Article, state: State, words: str, by: str | None) -> Article:
    validity = article.validity
    evidence = f"{words}；{validity.evidence}"
    return replace(
        article,
        validity=replace(validity, state=state, evidence=evidence, superseded_by=by or validity.superseded_by),
    )
