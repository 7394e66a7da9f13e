"""Units that are no article, as a citation names them: 刑法附件一, 宪法序言, 《…的通知》第三点."""

import re
from dataclasses import dataclass

from corpus.numerals import LIMIT, NUMERAL, chinese, parse

_ENDS = r"(?=[，。；、：！？）》”\s]|的|之|所|中|里|规定|第|和|与|及|$)"
_UNIT = re.compile(
    rf"(?:(?P<annex>附[件表录图])(?:(?P<no>[{NUMERAL}]{{1,3}})(?![{NUMERAL}年月日个份页张])|{_ENDS})|"
    rf"(?P<preamble>[序前][\s　]?言|引言){_ENDS}|第(?P<point>[{NUMERAL}]{{1,3}})点(?!意见|建议|理由|要求|希望|问题))"
)
# What stands below it: 序言第二段, 附件一第三条.
_BELOW = re.compile(rf"(?:的?第（?[{NUMERAL}]+）?(?:[条款项目段点]|自然段|部分))+")


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """A unit by the name that the library gives it (附件一, 序言, 三、); `beyond`: what the words name inside of it."""

    name: str
    end: int
    beyond: str


def unnumbered(text: str, begin: int) -> Unnumbered | None:
    """Read the unit without an article number that stands at `begin`, right behind the name of its law."""
    found = _UNIT.match(text, begin)
    if found is None:
        return None
    number = parse(found["no"] or found["point"] or "") or 0
    if (found["no"] or found["point"]) and not 0 < number < LIMIT:
        return None
    written = chinese(number) if number else ""
    name = f"{found['annex']}{written}" if found["annex"] else "".join((found["preamble"] or f"{written}、").split())
    below = _BELOW.match(text, found.end())
    return Unnumbered(name, below.end() if below else found.end(), below[0] if below else "")
