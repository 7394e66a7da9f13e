"""Private data found and hidden. What is hidden comes back only through the map, which the caller keeps apart.

Defaults (DOMAIN §4): a name becomes 张**, an address is cut at its street, all else becomes its kind in brackets; so do
the names of children, of which nothing stays, and names without a surname (豹哥, 小雨), whose first character is half.
Placeholders stay the same inside one letter and never mean two things: a second 张 becomes 张**2.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.spans import Span
from models.addresses import addresses, street
from models.birth_and_school import births_and_schools
from models.findings import KINDS, PrivateSpan, Taken
from models.identifiers import identifiers
from models.persons import persons
from models.surnames import plausible, surname

_CHILD_BEFORE = re.compile(
    r"(?:儿子|女儿|闺女|孩子|小孩|孙子|孙女|外孙女?|侄子|侄女|外甥女?|娃儿?|同学|学生|同桌|小朋友|未成年人|女童|男童|幼女)"
    r"(?:的?(?:小名|大名|姓名|名字))?(?:名?叫做?|是|为)?[ :：“\"(（]{0,2}"
    r"(?:[\u3400-\u9fff]{2,4}[、和跟与及][ ]?){0,4}$"  # 孩子林小朵、林小北
)
_LIST = 28  # characters before a name in which 孩子 and four names with their joints fit
_CHILD_BEHIND = re.compile(
    r"[”\"]?(?:同学|小朋友|[,，(（ ]{0,2}(?:男|女)?[,，、 ]{0,2}(?:今年|现年|年仅|年方|才|刚|刚满|未满|只有)?[ ]?"
    r"(?:[0-9]|1[0-7]|[一二三四五六七八九十]|十[一二三四五六七])(?:周)?岁)"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A letter without its people. `map` leads from each placeholder to the original and is as private as that."""

    text: str
    private: tuple[PrivateSpan, ...]
    map: Mapping[str, str]
    placeholders: tuple[str, ...]  # one for each of `private`

    def within(self, original: str, span: Span) -> str:
        """Return what may be shown of a stretch of the original; private data that reaches into it is a placeholder."""
        pieces: list[str] = []
        at = span.start
        for place in self._reaching(span):
            one = self.private[place].span
            pieces += (original[at : one.start], self.placeholders[place])
            at = one.end
        return "".join((*pieces, original[at : span.end]))

    def share(self, span: Span) -> float:
        """Return how much of a stretch of the original is private, 0 to 1."""
        spans = (self.private[place].span for place in self._reaching(span))
        inside = sum(min(one.end, span.end) - max(one.start, span.start) for one in spans)
        return inside / max(1, span.end - span.start)

    def _reaching(self, span: Span) -> range:
        """Return the places of the private data that overlap a stretch; they are in order and do not overlap."""
        begin = bisect_right(self.private, span.start, key=lambda one: one.span.end)
        return range(begin, bisect_left(self.private, span.end, begin, key=lambda one: one.span.start))


def private(text: str, *, known: Iterable[PrivateSpan] = ()) -> list[PrivateSpan]:
    """Return private data in order of the text, without overlap: numbers first, days and schools, addresses, names.

    Before them all goes what is `known`: whom the form of a text tells, as a judgment's does.
    """
    found = list(known)
    taken = Taken(len(text), (one.span for one in found))
    for one in (*identifiers(text), *births_and_schools(text), *addresses(text), *persons(text)):
        if taken.free(one.span):
            taken.take(one.span)
            found.append(one)
    return sorted(found, key=lambda one: one.span)


def mask(text: str, *, known: Iterable[PrivateSpan] = ()) -> Masked:
    """Hide what `private` finds; the same original gets the same placeholder."""
    found = private(text, known=known)
    placeholders: dict[tuple[str, str], str] = {}
    originals: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    children = {_bare(one.span.of(text)) for one in found if one.kind == "name" and _of_a_child(text, one.span)}
    pieces: list[str] = []
    used: list[str] = []
    at = 0
    for one in found:
        original = one.span.of(text)
        key = (one.kind, _bare(original))
        if key not in placeholders:
            placeholders[key] = _placeholder(one, text, numbers, child=key[1] in children)
            originals[placeholders[key]] = original
        used.append(placeholders[key])
        pieces += (text[at : one.span.start], placeholders[key])
        at = one.span.end
    pieces.append(text[at:])
    return Masked("".join(pieces), tuple(found), originals, tuple(used))


def _bare(original: str) -> str:
    return re.sub(r"[\s\-]", "", original)


def _placeholder(one: PrivateSpan, text: str, numbers: Counter[str], *, child: bool) -> str:
    """Return a placeholder that neither stands in the letter itself nor for something else; counts it in `numbers`."""
    kind, original = one.kind, one.span.of(text)
    name = re.sub(r"\s", "", original)
    nickname = len(name) == 2 and name[1] in "哥姐爷妹仔佬嫂"
    hidden = kind != "name" or nickname or not plausible(name) or child
    family = "" if hidden else surname(name)
    stays = family + "**" if family else street(original) if kind == "address" else ""
    while True:
        numbers[kind + stays] += 1
        number = numbers[kind + stays]
        made = f"{stays}{number if number > 1 else ''}" if family else f"{stays}[{KINDS[kind]}{number}]"
        if made not in text:
            return made


def _of_a_child(text: str, span: Span) -> bool:
    """Tell whether the words around a name say that it is a child's."""
    before, behind = text[max(0, span.start - _LIST) : span.start], text[span.end : span.end + 14]
    return bool(_CHILD_BEFORE.search(before) or _CHILD_BEHIND.match(behind))
