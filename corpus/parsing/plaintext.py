"""Running text of a statute, as a file gives it, to its units: articles under their headings, or numbered points."""

import re
from collections.abc import Iterable

from corpus import numerals
from corpus.law import ArticleNumber
from corpus.parsing.headings import heading_depth
from corpus.parsing.numbering import begun_inside
from corpus.raw import RawArticle

_N = f"[{numerals.NUMERAL}]+"
_ARTICLE = re.compile(rf"(第({_N})条(?:之({_N}))?)([\s　]*)(.*)")
_POINT = re.compile(r"([一二三四五六七八九十百]+、)\s*(.+)")
# Behind a number that opens a line these go on a sentence about that article: 第三条规定的, 第三条第二款.
_GOES_ON = re.compile(r"第|规定|、|，|和|至|或|的|中|所|及")
_MARK = re.compile(r"(#{1,6})\s+(.*)")


def units(lines: Iterable[str]) -> tuple[RawArticle, ...]:
    """Split a text into its units, in order; what stands before the first is the unit without a label.

    Headings are lines of 编, 章, 节 or of Markdown (##). A text with 第一条 consists of articles; one without consists
    of points (一、); one without either is a single unit. Lines inside of a quotation open nothing (the new text of
    articles in a decision that amends them).
    """
    text = [line.strip() for line in lines if line.strip()]
    inside = begun_inside(text)
    articles = any(_opens(line, None) for line, quoted in zip(text, inside, strict=True) if not quoted)
    return _split(text, inside, articles=articles)


def _split(lines: list[str], inside: list[bool], *, articles: bool) -> tuple[RawArticle, ...]:
    found: list[RawArticle] = []
    path: list[tuple[int, str]] = []
    label, body, here = "", list[str](), tuple[str, ...]()
    last: ArticleNumber | None = None
    for line, quoted in zip(lines, inside, strict=True):
        depth, heading = _heading(line)
        opened = _opens(line, last) if articles else _point(line)
        if quoted or (depth is None and opened is None):
            body.append(line)
            continue
        if body:
            found.append(RawArticle(here, label, "\n".join(body)))
        label, body = "", []
        if depth is not None:
            path = [*(step for step in path if step[0] < depth), (depth, heading)]
        elif opened:
            label, first, last = opened[0], opened[1], opened[2] or last
            body = [first] if first else []
        here = tuple(step[1] for step in path)
    if body:
        found.append(RawArticle(here, label, "\n".join(body)))
    return tuple(found)


def _heading(line: str) -> tuple[int | None, str]:
    mark = _MARK.fullmatch(line)
    words = mark[2].strip() if mark else line
    depth = heading_depth(words)
    if depth is not None:
        return depth, words
    return (len(mark[1]), words) if mark else (None, line)


def _opens(line: str, last: ArticleNumber | None) -> tuple[str, str, ArticleNumber] | None:
    """第三条 … opens an article when a space follows, or when it is the next one and no sentence goes on."""
    found = _ARTICLE.fullmatch(line)
    number = numerals.parse(found[2]) if found else None
    if found is None or not number:
        return None
    this = ArticleNumber(number, numerals.parse(found[3]) or 0 if found[3] else 0)
    if not found[4] and found[5]:
        follows = {ArticleNumber(last.no + 1), ArticleNumber(last.no, last.sub + 1)} if last else {ArticleNumber(1)}
        if this not in follows or _GOES_ON.match(found[5]):
            return None
    return found[1], found[5], this


def _point(line: str) -> tuple[str, str, None] | None:
    found = _POINT.fullmatch(line)
    return (found[1], found[2], None) if found else None
