"""Where a text may cite: titles in 《》, known names, 本法, 前款, 第N条. One pass, left to right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from corpus.citing.names import Names, border, canonical
from corpus.numerals import NUMERAL
from corpus.titles import COUNTRY

TITLE_LIMIT = 130
"""Longest title read between 《 and 》; the longest of 3,416 documents has 74 characters."""


class Kind(Enum):
    """What stands at a place."""

    TITLE = auto()  # 《刑法》
    NAME = auto()  # 刑法
    OWN = auto()  # 本法
    SAME = auto()  # 同法, 该法
    RELATIVE = auto()  # 前款, 本条, 同条, 各该款
    UNIT = auto()  # 第三条
    NUMBER = auto()  # 公安部令第159号
    SPOKEN = auto()  # …，六十三条说


@dataclass(frozen=True, slots=True)
class Mention:
    """One place; `words` are canonical for names, and what stands between the brackets for titles."""

    kind: Kind
    start: int
    end: int
    words: str


# Each pattern goes on behind its first character, which the pass has found already.
_OWN = (
    r"《?(?:实施细则|实施条例|实施办法|实施规定|暂行规定|暂行条例|暂行办法|补充规定|补充安排|若干规定|"
    r"法典|法(?![律人院官庭])|条例|规定|办法|细则|规则|解释|决定|决议|安排|规范|准则|规程|章程|意见|通知|批复|守则|修正案)》?"
)
# 食品安全法 begins 食品安全法实施条例, 第 stands inside 公安部令第159号: the later and longer one is meant.
_BEGINNINGS = {Kind.NAME: (Kind.NAME, Kind.OWN), Kind.NUMBER: (Kind.UNIT, Kind.NAME)}
_RELATIVE = (
    r"(?<=前)[一二两三四五六七八九十]?(?:款(?!项)|条(?![件约款例文])|项(?!目))|"
    r"(?<=[本同该])(?:条(?![件约款例文])|款(?!项)|项(?!目)|章(?!程)|节(?![目日假])|编(?![号制]))|(?<=各)该[款项条]"
)
_BEFORE_OWN = "基根文样资标副课书版原日正脚剧"  # 基本法, 根本法, 成本条, 文本款: 本 ends another word
_UNIT = rf"(?<=[第笫弟])(?=\s?（?\s?[{NUMERAL}OolI=ニ+З])"
# A letter that has named the law goes on without 第; a counted noun (，三十条意见) says nothing after it.
_SPOKEN = (
    rf"(?<=[，,。；;、：:])[{NUMERAL}]{{2,6}}条(?:之[{NUMERAL}]+)?(?=(?:也|又|还|明确|上)?(?:说|讲|写|规定(?!都)))"
)
_PUBLISHED = re.compile(r"(?:公布|发布|颁布|批准)的?《")  # the number is that of the title behind it
_NUMBER = re.compile(
    r"(?P<organ>(?:[一-鿿]{2,20}(?:令|公告)|国令))(?:〔\d{4}〕|\d{4}年)?第?[\d一二三四五六七八九十百〇零]+号$|"
    r"(?:法释|法发|法|法研|高检发释字|高检发|高检会|高检研发|公通字|公复字|公法|国发|国办发|国办函|国函|中发|中办发|"
    r"人社部发|劳社部发|劳部发|财税|国税发|民发|司发|银发|环发|建[一-鿿])"
    r"[〔（【]\s?\d{4}\s?[〕）】]第?\d+号$"
)


@lru_cache(maxsize=8)
def _anchors(last_marks: str) -> re.Pattern[str]:
    """Compile the one pattern of the pass; names are looked at where one of their last marks stands.

    It begins with a class of characters and nothing else, for which alone `re` has a fast search.
    """
    return re.compile(
        rf"[《第笫弟本前同该各号，,。；;、：:{re.escape(last_marks)}](?:(?<=《)(?P<t>)|{_UNIT}(?P<u>)|"
        rf"(?<![{_BEFORE_OWN}].)(?<!(?<!造)成.)(?:(?<=本)(?P<o>{_OWN})|(?P<r>{_RELATIVE}))|"
        rf"(?<=[同该])(?<![合协共赞].)(?P<s>法(?![律人院官庭])|条例|规定第|办法第|解释第)|"
        rf"(?<=[{re.escape(last_marks)}])(?P<n>)|(?<=号)(?P<d>)|(?P<b>{_SPOKEN}))",
        re.DOTALL,
    )


def mentions(text: str, *, names: Names) -> Iterator[Mention]:
    """Yield every place in order, longest name first; the places do not overlap."""
    held: Mention | None = None
    position = 0
    for mention in _candidates(text, names=names):
        if mention.start < position:
            if held and mention.start <= held.start and held.kind in _BEGINNINGS.get(mention.kind, ()):
                held, position = mention, mention.end
            continue
        if held:
            yield held
        held, position = mention, mention.end
    if held:
        yield held


def _candidates(text: str, *, names: Names) -> Iterator[Mention]:
    """Yield the places as the pattern meets them, names perhaps within one another."""
    for found in _anchors(names.last_marks).finditer(text):
        start, end = found.span()
        group = found.lastgroup
        if group == "n":
            begin = names.ending_at(text, end)
            if begin is not None:
                yield Mention(Kind.NAME, begin, end, canonical(text[begin:end]))
        elif group == "u":
            yield Mention(Kind.UNIT, start, end, "")
        elif group == "b":
            yield Mention(Kind.SPOKEN, start + 1, end, "")  # the first character is the mark before it
        elif group == "t":
            closing = _closing(text, start)
            if closing:
                yield Mention(Kind.TITLE, start, closing, text[start + 1 : closing - 1])
        elif group == "d":
            number = _NUMBER.search(text, max(0, start - 30), end)
            if number and not _PUBLISHED.match(text, end):
                begin = number.start() + _issuer(number["organ"] or "")
                yield Mention(Kind.NUMBER, begin, end, text[begin:end])
        else:
            kind = {"o": Kind.OWN, "r": Kind.RELATIVE, "s": Kind.SAME}[group or ""]
            end -= found[0].endswith("第")
            yield Mention(kind, start, end, text[start:end])


def _issuer(organ: str) -> int:
    """Return where the issuer of an order begins; the name of the state has a word in it that ends names elsewhere."""
    state = organ.rfind(COUNTRY)
    return state if state >= 0 else border(organ)


def _closing(text: str, opening: int) -> int | None:
    """Return the end of the title that opens here, inner 《》 and all; None where it does not close in reach."""
    level = 0
    for place in range(opening, min(opening + TITLE_LIMIT, len(text))):
        mark = text[place]
        level += (mark == "《") - (mark == "》")
        if level == 0:
            return place + 1
        if mark == "\n":
            break
    first = text.find("》", opening, opening + TITLE_LIMIT)
    return first + 1 if first > 0 else None
