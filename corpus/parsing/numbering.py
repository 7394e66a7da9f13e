"""Which numbers of a text are its own: not those that it quotes, carries in an annex, or that a source cut wrongly.

The decision of 1987-06-23 on treaty crimes (刑事管辖权) quotes 第七条 of three treaties and has no article itself; from
article 13 of the provisions of 2020-08-18 on private lending (民间借贷) a source cuts off 第五十二条 of 合同法.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from corpus import numerals
from corpus.law import ArticleNumber

_LABEL = re.compile(rf"第([{numerals.NUMERAL}]+)条(?:之([{numerals.NUMERAL}]+))?")
_POINT = re.compile(rf"(?:条目)?([{numerals.NUMERAL}]+)、?")
_MARKS = re.compile("[“”]")
_FIRST = ArticleNumber(1)


def number_of(label: str) -> ArticleNumber | None:
    """Read 第一百二十条之一 as ArticleNumber(120, 1); anything else is None."""
    found = _LABEL.fullmatch(label)
    if not found:
        return None
    no, sub = numerals.parse(found[1]), numerals.parse(found[2]) if found[2] else 0
    return ArticleNumber(no, sub or 0) if no else None


def point_of(label: str) -> str | None:
    """Read the label of a numbered point, 条目一 or 一、 as 一、; anything else is None."""
    found = _POINT.fullmatch(label)
    return f"{found[1]}、" if found else None


def foreign(labels: Sequence[str], texts: Sequence[str]) -> frozenset[int]:
    """Return the places of the units that bear a number which is not that of an article or point of this text.

    Own numbers ascend: they stand before a second beginning (第一条 of an annex), outside of quotation marks, and in
    every longest ascending run. Of a number that repeats none is own; a text that does not begin with its first number
    and repeats one has none at all. Points are judged apart from articles.
    """
    inside = begun_inside(texts)
    quoted = {place for place, label in enumerate(labels) if inside[place] and _number(label)}
    articles = [(place, number) for place, label in enumerate(labels) if (number := number_of(label))]
    points = [(place, number) for place, label in enumerate(labels) if (number := _point(label))]
    found = set(quoted)
    for numbered in (articles, points):
        found |= _not_own([item for item in numbered if item[0] not in quoted])
    return frozenset(found)


def begun_inside(lines: Sequence[str]) -> list[bool]:
    """Say of each line whether it begins inside a quotation (“…”) of the lines before; a mark without its pair is none.

    Straight quotation marks do not tell where a quotation ends and are passed over.
    """
    inside = [False] * len(lines)
    opened: list[int] = []
    for place, line in enumerate(lines):
        for mark in _MARKS.findall(line):
            if mark == "“":
                opened.append(place)
            elif opened:
                begin = opened.pop()
                inside[begin + 1 : place + 1] = [True] * (place - begin)
    return inside


def _number(label: str) -> ArticleNumber | None:
    return number_of(label) or _point(label)


def _point(label: str) -> ArticleNumber | None:
    point = point_of(label)
    number = numerals.parse(point[:-1]) if point else None
    return ArticleNumber(number) if number else None


def _not_own(numbered: list[tuple[int, ArticleNumber]]) -> set[int]:
    starts = [index for index, (_, number) in enumerate(numbered) if number == _FIRST]
    end = starts[1] if len(starts) > 1 else len(numbered)
    numbers = [number for _, number in numbered[:end]]
    own = _ascending(numbers)
    if numbers and numbers[0] != _FIRST and max(Counter(numbers).values()) > 1:
        own = set()
    return {place for index, (place, _) in enumerate(numbered) if index not in own}


def _ascending(numbers: list[ArticleNumber]) -> set[int]:
    """Return the places that are in every longest ascending run."""
    before = _run_lengths([(number.no, number.sub) for number in numbers])
    after = _run_lengths([(-number.no, -number.sub) for number in reversed(numbers)])[::-1]
    longest = max(before, default=0)
    steps = [b if b + a - 1 == longest else 0 for b, a in zip(before, after, strict=True)]
    alone = {step for step, count in Counter(steps).items() if step and count == 1}
    return {place for place, step in enumerate(steps) if step in alone}


def _run_lengths(numbers: list[tuple[int, int]]) -> list[int]:
    """Length of the longest ascending run that ends at each place."""
    tails: list[tuple[int, int]] = []
    lengths = []
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
        lengths.append(at + 1)
    return lengths
