"""A run of units behind one law: lists, ranges, and what each member inherits (DOMAIN §5.4 rules 2 and 3)."""

import re
from dataclasses import dataclass, replace

from corpus.citing.records import Target
from corpus.citing.units import ARTICLE, LEVELS, Element, Ordinal, depth, element, lost_article, misread_article, put
from corpus.numerals import NUMERAL, parse

_TO = re.compile(r"\s?(?:至|到|[-－—–~～]+)\s?(?=[第笫弟])")
_BARE_AND = re.compile(rf"\s?(?:、|和|与|及|以及|或者|或)(?=[{NUMERAL}]+条(?!\w?(?:意见|建议|理由|措施|线|路)))")
_AND = re.compile(r"\s?(?:、|和|与|及|以及|或者|或|并|，|,)?\s?(?=[第笫弟])")
_OF = re.compile(r"\s{0,2}的?(?=[第笫弟（]|[0-9]+[款项])")
_FIRST_FEW = re.compile(r"前([两二三四五六七八九])(款|项)")


@dataclass(slots=True)
class Link:
    """One member of the run while it is read; `level` is the unit that its own words begin with."""

    target: Target
    level: int
    start: int
    end: int
    to: Target | None = None
    doubt: str | None = None


def chain(text: str, begin: int, *, base: Target, named: bool) -> list[Link]:
    """Read the units at `begin` below `base`; `named`: a law or a relative word stands directly before them.

    Empty where no unit is there. The first link begins at `begin`; the caller moves it to the law's first character.
    """
    first = element(text, begin, bare=named) or misread_article(text, begin, bare=named and base == Target())
    if first is None and named and base == Target():
        first = lost_article(text, begin)
    if first is None or first.level <= depth(base):
        return []
    links = _members(first, base)
    links[0].start = begin
    while step := _next(text, links):
        links = step
    return links


def _members(found: Element, base: Target) -> list[Link]:
    """Make the links of one element: 第（一）、（三）项 are two, 第一至三项 is one with its end."""
    links: list[Link] = []
    for ordinal in found.ordinals:
        if ordinal.ranged and links:
            links[-1].to = put(Target(), found.level, ordinal)
            links[-1].end = ordinal.end
        else:
            target = put(base, found.level, ordinal)
            links.append(Link(target, found.level, ordinal.start, ordinal.end, doubt=found.doubt))
    return links


def _after(last: Link, found: Element) -> list[Link]:
    """Make the links of an element that takes its upper units, and the doubt about them, from the link before."""
    links = _members(found, last.target)
    for link in links:
        link.doubt = link.doubt or (last.doubt if found.level > ARTICLE else None)
    return links


def _next(text: str, links: list[Link]) -> list[Link] | None:
    """Read one more element behind the links, None where the run ends."""
    last = links[-1]
    if few := _FIRST_FEW.match(text, last.end):
        level = LEVELS[few[2]]
        return _first(links, level, parse(few[1]) or 2, few.end()) if ARTICLE <= depth(last.target) < level else None
    if (of := _OF.match(text, last.end)) and (found := element(text, of.end(), bare=of.end() == last.end)):
        deepest = depth(last.to) if last.to else depth(last.target)
        if found.level > deepest:
            return _deeper(links, found)
    if (to := _TO.match(text, last.end)) and (found := element(text, to.end(), bare=False)) and last.to is None:
        last.to, last.end = put(Target(), found.level, found.ordinals[0]), found.ordinals[0].end
        return links + _after(last, replace(found, ordinals=found.ordinals[1:]))
    if (sep := _AND.match(text, last.end)) and (found := element(text, sep.end(), bare=False)):
        return links + _after(last, found)
    if (sep := _BARE_AND.match(text, last.end)) and (found := element(text, sep.end(), bare=True)):
        ascending = found.ordinals[0].number > (last.target.article or found.ordinals[0].number)
        return links + _after(last, found) if ascending else None  # 第三条和两条建议 is no list
    return None


def _deeper(links: list[Link], found: Element) -> list[Link]:
    """Add a lower unit to the last link: 第一条 + 第二款."""
    last = links[-1]
    if last.to is not None:
        last.to, last.end = put(last.to, found.level, found.ordinals[0]), found.end
        return links
    added = _after(last, found)
    added[0].start, added[0].level = last.start, last.level
    return [*links[:-1], *added]


def _first(links: list[Link], level: int, count: int, end: int) -> list[Link]:
    """第三百零七条之一前三款: its first three paragraphs, all of one span; 前三项 likewise."""
    last = links[-1]
    for number in range(1, count + 1):
        ordinal = Ordinal(number, 0, last.start, end, ranged=False)
        links = [*links, Link(put(last.target, level, ordinal), last.level, last.start, end, doubt=last.doubt)]
    return [link for link in links if link is not last]
