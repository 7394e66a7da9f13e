"""A text as the signs that carry meaning: what two sources print differently and what is no change of the law."""

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus import terms
from corpus.numerals import parse
from corpus.spans import Span

_QUOTES = str.maketrans("“”‘’「」『』＂＇", "\"\"''\"\"''\"'")
# 两 is left out: 两人 and 二人 are other words, not another way to write a number.
_HAN = "零〇○一二三四五六七八九十百千"
_NUMBER = rf"[0-9]{{1,18}}(?:\.[0-9]{{1,9}})?[万亿]?|[{_HAN}]+(?:[万亿][{_HAN}]*)*"
_FIGURE = rf"百分之(?P<share>{_NUMBER})|(?P<percent>[0-9]{{1,18}}(?:\.[0-9]{{1,9}})?)%|(?P<number>{_NUMBER})"
# The number of an item, （二）, is one sign: of （二）甲（三）乙 against （二）乙 甲 came, and two brackets did not.
_SIGN = re.compile(rf"\((?P<item>{_NUMBER})\)|{_FIGURE}|\S")
_NUMERIC = re.compile(_FIGURE)
_FIGURES = "0123456789"
_PLACES = {"亿": 100_000_000, "万": 10_000}


@dataclass(frozen=True, slots=True)
class Sign:
    """One character, one whole number or the number of an item; of equal `key` the law says the same."""

    key: str
    span: Span
    number: bool = False


def signs(text: str) -> list[Sign]:
    """Return the signs of a text in order; spaces and line ends are none.

    Width, case, the form of quotation marks and of numbers (二百元, 200元; 五万, 50000; 百分之五, 5%) leave no trace
    in `key`.
    """
    return [
        Sign(key(match[0]) if match.lastgroup else match[0], Span(*match.span()), number=bool(match.lastgroup))
        for match in _SIGN.finditer(_plain(text))
    ]


def key(text: str) -> str:
    """Return what is equal of two texts that differ in print only: the keys of its signs."""
    return "".join(_NUMERIC.sub(_figures, _plain(text)).split())


def _plain(text: str) -> str:
    return terms.normalise(text).translate(_QUOTES)


def _figures(match: re.Match[str]) -> str:
    share = match["share"] or match["percent"]
    return f"{_value(share)}%" if share else _value(match["number"])


def _value(written: str) -> str:
    """Return a number in figures; what is written with signs of numbers and is none (十百) as it stands."""
    if written[0] in _FIGURES:
        number = Decimal(written.rstrip("万亿")) * _PLACES.get(written[-1], 1)
        return f"{number.normalize():f}"
    total, rest = 0, written
    for place, value in _PLACES.items():
        head, sign, tail = rest.partition(place)
        if sign:
            if (head_value := parse(head)) is None:
                return written
            total, rest = total + head_value * value, tail
    last = parse(rest) if rest else 0
    return written if last is None else str(total + last)
