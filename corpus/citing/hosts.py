"""Where a citing text stands, completed from the library."""

import re
from dataclasses import replace
from datetime import date

from corpus.citing.aliases import aliases
from corpus.citing.names import Names, compiled
from corpus.citing.records import Host
from corpus.errors import NotHeld
from corpus.law import ArticleNumber
from corpus.library import Library

# 行政法规/信访工作条例(2022-02-25).md, 中华人民共和国治安管理处罚法@2025-06-27, 民法典/婚姻家庭编.md
_ENDING = re.compile(r"\.(?:md|txt|docx?|pdf|html?|ofd)$", re.IGNORECASE)
_DAY = re.compile(r"(?:@|[（(])\d{4}-\d\d-\d\d[)）]?$")
_BOOK = re.compile(r"(民法典)/(?:\w+编|附则)$")
_FEW = 6
"""How many articles before the host are kept: 前六条 is the most that any of 148,191 articles says."""


def law_of(source: str, *, names: Names) -> str:
    """Return the law that a source's path or name stands for, with its official title where it is known."""
    plain = _DAY.sub("", _ENDING.sub("", source))
    book = _BOOK.search(plain)
    return names.official(book[1] if book else plain.rsplit("/", 1)[-1])


def completed(host: Host, library: Library, *, as_of: date) -> Host:
    """Fill in the law from the source, and the headings and articles before the host from the library."""
    names = compiled(library.titles())
    law = names.official(host.law) if host.law else law_of(host.source, names=names) if host.source else None
    host = replace(host, law=law)
    if law is None or host.article is None or host.path:
        return host
    works = names.get(law, ())
    number = ArticleNumber(host.article, host.article_sub)
    try:
        article = library.article(works[0], number, as_of=as_of) if len(works) == 1 else None
    except NotHeld:
        article = None  # a host that is not held is no error: its citations are still found
    if article is None:
        return host
    units = library.units(article.version.id)
    numbers = [unit.number for unit in units if unit.number]
    place = numbers.index(number)
    text = "\n".join(unit.text for unit in units)
    return replace(
        host,
        path=article.provision.path,
        preceding=tuple(numbers[max(0, place - _FEW) : place]),
        articles=max(numbers).no,
        aliases=tuple(aliases(text, names=names).items()),
    )
