"""A run of units behind one law: lists, ranges, and what each member inherits (DOMAIN §5.4 rules 2 and 3)."""

import re
from dataclasses import dataclass, replace

from corpus.citing.misread import misread, unread, unread_rest, unread_sub
from corpus.citing.records import Target
from corpus.citing.units import ARTICLE, LEVELS, Element, Ordinal, depth, element, lost_article, put
from corpus.numerals import NUMERAL, parse

_TO = re.compile(rf"\s?(?:至|到|[-－—–~～]+)\s?(?=(?:[第笫弟]|(?P<bare>(?!两条)[{NUMERAL}]+条)))")
# 第二百九十一条之一、之二
_AND_SUB = re.compile(rf"\s?(?:、|和|与|及|以及|或者|或)\s?之(?P<sub>[{NUMERAL}]+)(?![{NUMERAL}]*[条款项年月日])")
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
    unclear: str | None = None  # why its number cannot be told


def chain(text: str, begin: int, *, base: Target, named: bool) -> list[Link]:
    """Read the units at `begin` below `base`; `named`: a law or a relative word stands directly before them.

    Empty where no unit is there. The first link begins at `begin`; the caller moves it to the law's first character.
    """
    whole = named and base == Target()
    first = element(text, begin, bare=named) or misread(text, begin, bare=whole)
    if first is None and named:
        first = unread(text, begin, bare=whole)
    if first is None and whole:
        first = lost_article(text, begin) or unread_rest(text, begin)
    if first is None or first.level <= depth(base):
        return []
    links = _members(first, base)
    links[0].start = begin
    while _next(text, links):
        pass
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
            links.append(Link(target, found.level, ordinal.start, ordinal.end, None, found.doubt, found.unclear))
    return links


def _after(last: Link, found: Element) -> list[Link]:
    """Make the links of an element that takes its upper units, and the doubt about them, from the link before."""
    links = _members(found, last.target)
    for link in links:
        if found.level > ARTICLE:
            link.doubt, link.unclear = link.doubt or last.doubt, link.unclear or last.unclear
    return links


def _next(text: str, links: list[Link]) -> bool:
    """Read one more element behind the links into them, False where the run ends."""
    last = links[-1]
    if few := _FIRST_FEW.match(text, last.end):
        below = ARTICLE <= depth(last.target) < LEVELS[few[2]]
        links[-1:] = _first(last, few) if below else [last]
        return below
    if last.level <= ARTICLE and last.to is None and (sub := unread_sub(text, last.end)):
        last.end, last.unclear = sub.end, last.unclear or sub.unclear
    if (of := _OF.match(text, last.end)) and (found := _below(text, of.end(), bare=of.end() == last.end)):
        deepest = depth(last.to) if last.to else depth(last.target)
        if found.level > deepest:
            links[-1:] = _deeper(last, found)
            return True
    to = _TO.match(text, last.end) if last.to is None else None
    if to and (found := _read(text, to.end(), bare=to["bare"] is not None)):
        last.to, last.end = put(Target(), found.level, found.ordinals[0]), found.ordinals[0].end
        last.doubt, last.unclear = last.doubt or found.doubt, last.unclear or found.unclear
        links += _after(last, replace(found, ordinals=found.ordinals[1:]))
        return True
    found = _listed(text, last)
    links += _after(last, found) if found else []
    return found is not None


def _listed(text: str, last: Link) -> Element | None:
    """Read what stands beside the last unit: 、第三条, 和六条, 、之二 of the same article."""
    article = last.target.article
    if article and last.level == depth(last.target) == ARTICLE and (another := _AND_SUB.match(text, last.end)):
        ordinal = Ordinal(article, parse(another["sub"]) or 0, another.start("sub") - 1, another.end(), ranged=False)
        return Element(ARTICLE, (ordinal,), another.end(), last.doubt, last.unclear)
    if (sep := _AND.match(text, last.end)) and (found := _read(text, sep.end())):
        return found
    if (sep := _BARE_AND.match(text, last.end)) and (found := element(text, sep.end(), bare=True)):
        ascending = found.ordinals[0].number > (last.target.article or found.ordinals[0].number)
        return found if ascending else None  # 第三条和两条建议 is no list
    return None


def _read(text: str, begin: int, *, bare: bool = False) -> Element | None:
    """Read a unit with its 第 that stands behind another one, spoiled or not; `bare`: the 第 may be left out."""
    return element(text, begin, bare=bare) or misread(text, begin, bare=False) or unread(text, begin, bare=False)


def _below(text: str, begin: int, *, bare: bool) -> Element | None:
    """Read a 款, 项 or 目 behind an article, spoiled or not."""
    if found := element(text, begin, bare=bare):
        return found
    spoiled = misread(text, begin, bare=False) or unread(text, begin, bare=False)
    return spoiled if spoiled and spoiled.level > ARTICLE else None


def _deeper(last: Link, found: Element) -> list[Link]:
    """Return the last link with a lower unit added: 第一条 + 第二款."""
    if last.to is not None:
        last.to, last.end = put(last.to, found.level, found.ordinals[0]), found.end
        return [last]
    added = _after(last, found)
    added[0].start, added[0].level = last.start, last.level
    return added


def _first(last: Link, few: re.Match[str]) -> list[Link]:
    """第三百零七条之一前三款: its first three paragraphs, all of one span; 前三项 likewise."""
    level, count, end = LEVELS[few[2]], parse(few[1]) or 2, few.end()
    numbered = (Ordinal(number, 0, last.start, end, ranged=False) for number in range(1, count + 1))
    return [Link(put(last.target, level, one), last.level, last.start, end, doubt=last.doubt) for one in numbered]
