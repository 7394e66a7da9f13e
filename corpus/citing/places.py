"""Where in its own article a citing text stands: what 前款, 本条, 前两项 mean there (DOMAIN §5.4 rule 4)."""

import re
from bisect import bisect_right
from dataclasses import replace

from corpus.citing.outline import Line, outline
from corpus.citing.records import Host, Part, Target
from corpus.citing.units import LEVELS
from corpus.numerals import NUMERAL, parse

_HEADING = re.compile(rf"第([{NUMERAL}]+)(分编|编|章|节)")
# 第三条　… at the beginning of a line, or of what a decision quotes: the article's own number, no citation.
_LABEL = re.compile(
    rf"第([{NUMERAL}]+)条(?:之([{NUMERAL}]+))?(?:[ 　]+(?![的规所和与及或、至到第中]|以外|款|项)|(?=本\w{{1,6}}自))"
)
_HEADING_LINE = re.compile(
    rf"第[{NUMERAL}]+(?:分编|编|章|节)(?![、至到和与及或的规所])[^，。；：（）\n]{{0,30}}(?=\n|$)"
)
_ITEM = re.compile(rf"\s*（([{NUMERAL}]+)）")
_NEXT = re.compile(rf"[\n“。][ 　]*第[{NUMERAL}]+条(?:之[{NUMERAL}]+)?(?:[ 　]|(?=本\w{{1,6}}自))")
_LINE_BEGINS = frozenset("\n“。")
_FIELD = {"编": "book", "分编": "subbook", "章": "chapter", "节": "section"}

# 民法典 is kept in one file a book by LawRefBook, and the wheel knows no 编 at all (DATA.md).
CIVIL_CODE_BOOKS = ("总则", "物权", "合同", "人格权", "婚姻家庭", "继承", "侵权责任")


class _Lines:
    """The lines of one article, found by place and by item without going through them all."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.last = lines[-1].paragraph if lines else None
        self.holders: dict[int | None, set[int]] = {}
        self._lines = lines
        self._starts = [line.start for line in lines]
        for line in lines:
            self.holders.setdefault(line.item, set()).add(line.paragraph)

    def at(self, place: int) -> Line | None:
        index = bisect_right(self._starts, place)
        return self._lines[index - 1] if index else None


_NO_LINES = _Lines(())


class Places:
    """The lines of a text as 款 and 项 of the article around them.

    That article is the host's where the text is one article, or the one whose label (第三条　) stands above in a
    text of several: a whole law, or the new articles that a decision quotes.
    """

    def __init__(self, text: str, host: Host | None) -> None:
        """Without labels the whole text is the host article, where `host` names no paragraph."""
        self._host = host
        self._text = text
        self._labels: dict[int, re.Match[str]] = {}
        self._starts: list[int] = []
        self._outlines: dict[int, _Lines] = {}

    def is_label(self, place: int) -> bool:
        """Tell whether a unit is no citation but the number of the article or heading that begins here.

        Places are asked about from left to right; below a label its article is the one around.
        """
        before = self._text[max(0, place - 8) : place].rstrip(" 　")
        if before and before[-1] not in _LINE_BEGINS:
            return False
        label = _LABEL.match(self._text, place)
        if label:
            self._labels[place] = label
            self._starts.append(place)
        return label is not None or _HEADING_LINE.match(self._text, place) is not None

    def article(self, place: int) -> Target | None:
        """The article around a place, None where the text stands in none."""
        if label := self._label(place):
            return Target(article=parse(label[1]), article_sub=(parse(label[2]) or 0) if label[2] else 0)
        if self._host is None or self._host.article is None:
            return None
        return Target(article=self._host.article, article_sub=self._host.article_sub)

    def paragraph(self, place: int) -> int | None:
        """Number of the paragraph around a place; None where it is not known."""
        if self._host and self._host.paragraph is not None and not self._label(place):
            return self._host.paragraph
        line = self._lines(place).at(place)
        return line.paragraph if line else None

    def item(self, place: int) -> int | None:
        """Number of the item whose line a place is in."""
        if line := self._lines(place).at(place):
            return line.item
        begin = self._text.rfind("\n", 0, place) + 1
        opened = _ITEM.match(self._text, begin)
        return parse(opened[1]) if opened else None

    def base(self, level: int, number: int, place: int) -> Target | None:
        """Return the unit of the article around a place that a bare 第N款, 第N项 or 第N目 hangs on (rule 5).

        An item hangs on the paragraph of the same list; which one that is stays open (None) where it is not seen.
        """
        article = self.article(place)
        if article is None or level == LEVELS["款"]:
            return article
        holders = self._lines(place).holders.get(number, set())
        own = self.paragraph(place)
        listed = self._text.endswith("下列", 0, place) or (
            self.item(place) and not self._text.endswith("违反", 0, place)
        )
        at = own if own in holders or (listed and not holders) else (min(holders) if len(holders) == 1 else None)
        if level == LEVELS["项"]:
            return replace(article, paragraph=at)
        return replace(article, paragraph=own, item=self.item(place))

    def lacks(self, level: int, number: int, place: int) -> bool:
        """Tell whether the article around a place, being wholly here, has no such 款 or 项."""
        lines = self._lines(place)
        if lines.last is None:
            return False
        if level == LEVELS["款"]:
            return number > lines.last
        return level == LEVELS["项"] and number not in lines.holders

    def _label(self, place: int) -> re.Match[str] | None:
        at = bisect_right(self._starts, place)
        return self._labels[self._starts[at - 1]] if at else None

    def _lines(self, place: int) -> _Lines:
        """Lines of the article around a place, with offsets of the text; none where it is not wholly here."""
        at = bisect_right(self._starts, place)
        begin = self._labels[self._starts[at - 1]].end() if at else 0
        if not at and (self._host is None or self._host.article is None or self._host.paragraph is not None):
            return _NO_LINES
        if begin not in self._outlines:
            following = _NEXT.search(self._text, begin)
            below = outline(self._text[begin : following.start() if following else None])
            lines = tuple(replace(ln, start=ln.start + begin, end=ln.end + begin) for ln in below)
            self._outlines[begin] = _Lines(lines)
        return self._outlines[begin]

    def relative(self, words: str, place: int, *, changed: Target | None = None) -> list[Target]:
        """Return what 前款, 前两款, 前条, 前项, 本条, 本款, 本项, 本章 mean at a place; none without a host.

        `changed` is the unit whose new words a decision quotes here. A unit that cannot be counted stays None, so
        that it resolves to nothing instead of to a wrong one.
        """
        if words[-1] in "章节编":
            return self._scope(words[-1])
        article = self.article(place)
        if article is None:
            return []
        before = words.startswith("前")
        count = (parse(words[1:-1]) or 1) if before and len(words) > 2 else 1
        if words.endswith("条"):
            return self._articles(article, count) if before else [article]
        at = self.paragraph(place)
        if changed is not None and not self._label(place):
            article, at = replace(changed, paragraph=None, item=None, subitem=None), changed.paragraph
        if words.endswith("款"):
            numbers = [at] if not before else _preceding(at, count)
            return [Target(article=article.article, article_sub=article.article_sub, paragraph=n) for n in numbers]
        items = [self.item(place)] if not before else _preceding(self.item(place), count)
        return [Target(article=article.article, article_sub=article.article_sub, paragraph=at, item=n) for n in items]

    def _articles(self, article: Target, count: int) -> list[Target]:
        """Articles before the host, in order; where they are not known, counted down among 之N or plain numbers."""
        known = self._host.preceding[-count:] if self._host and not self._labels else ()
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
            for number, name in enumerate(CIVIL_CODE_BOOKS, start=1):
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
