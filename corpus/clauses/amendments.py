"""Instructions by which one text changes another: which articles, and how."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus import numerals
from corpus.law import ArticleNumber, Edge, EdgeKind, Provision
from corpus.parsing.numbering import begun_inside
from corpus.titles import PENAL_CODE, tidy

_DECISION = re.compile(r"关于修改《(.+?)》(?:等\w+)?的决定$")
_PACKAGE = re.compile(r"》等\w+的决定$")
# 修改《X》, 对《X》作出修改, 《X》: the line above the instructions for one text of several.
_POINT_ON = re.compile(
    r"(?:修改|对|将)?《((?:[^《》]|《[^《》]*》)+)》(?:（[^（）]*）)?(?:作出?(?:如下|以下)?修改)?[：:]?"
)
_N = f"[{numerals.NUMERAL}]+"
_ARTICLE = rf"第{_N}条(?:之{_N})?"
_PLACE = rf"{_ARTICLE}(?:第{_N}款)?(?:第{_N}项)?"
_NUMBERS = re.compile(rf"第({_N})条(?:之({_N}))?(?:第({_N})款)?")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")


class Operation(StrEnum):
    """What is done to an article."""

    REPLACE = "修改为"
    INSERT = "增加"
    DELETE = "删去"
    RENUMBER = "改为"
    MERGE = "合并"
    WORDS = "改词"
    RENAME = "改罪名"


@dataclass(frozen=True, slots=True)
class Place:
    """An article, or one 款 of it."""

    article: ArticleNumber
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One instruction. Of RENUMBER and MERGE `places` are the old numbers and `to` the new one."""

    operation: Operation
    places: tuple[Place, ...]
    to: Place | None = None
    old: str | None = None
    new: str | None = None


_MERGE = re.compile(rf"将((?:{_PLACE}[和与、]?)+)合并，作为({_PLACE})")
_RENUMBER = re.compile(rf"(?:将|原)?((?:{_PLACE}))(?:改为|作为)({_PLACE})(?!至)")
_RENAME = re.compile(
    rf"({_ARTICLE})(?:（(?:[^（）]|（[^）]*）)*）)?的罪名由[“\"]([^”\"]+)[”\"]修改为[“\"]([^”\"]+)[”\"]"
)
_WORDS = re.compile(
    rf"(?:在|将)((?:{_PLACE}[、和及]?)+)中的[“\"]([^”\"]+)[”\"](?:(?:之?[前后])?增加|修改为|改为|删去)(?:[“\"]([^”\"]+)[”\"])?"
)
_NEW_PARAGRAPH = re.compile(rf"增加{_N}款，?(?:分别)?作为第({_N})款")
_NEW_ITEM = re.compile(rf"增加{_N}项，?作为第（?{_N}）?项")
_NEW_ARTICLE = re.compile(rf"增加{_N}条，?(?:分别)?作为(?:{PENAL_CODE}|刑法)?({_ARTICLE})")
_DELETED_PARAGRAPH = re.compile(rf"(?:删去|删除)(?:该条)?第({_N})款")
_DELETED = re.compile(rf"(?:删去|删除)(?:刑法)?((?:{_PLACE}[、和及]?)+)")
_REPLACED = re.compile(r"[^“\"]*?修改为")


def amended(title: str) -> str | None:
    """Return the title of the law that a document of this title amends; None for all other documents."""
    if title.startswith(PENAL_CODE + "修正案"):
        return PENAL_CODE
    found = _DECISION.search(title)
    return tidy(found[1]) if found else None


def changes(text: str) -> tuple[Change, ...]:
    """Read the instructions of one point (将第十八条改为第十九条，删去第二款); the quoted new text is not read."""
    renamed = _RENAME.search(text)
    if renamed:
        return (Change(Operation.RENAME, _places(renamed[1]), old=renamed[2], new=renamed[3]),)
    words = _WORDS.search(text)
    if words:
        return (Change(Operation.WORDS, _places(words[1]), old=words[2], new=words[3]),)
    return tuple(_instructions(_QUOTED.sub("", text)))


def _instructions(text: str) -> Iterator[Change]:
    merged = _MERGE.search(text)
    if merged:
        yield Change(Operation.MERGE, _places(merged[1]), to=_places(merged[2])[0])
        return
    added = _NEW_ARTICLE.search(text)
    if added:
        yield Change(Operation.INSERT, (), to=_places(added[1])[0])
        return
    moved = _RENUMBER.search(text)
    if moved:
        yield Change(Operation.RENUMBER, _places(moved[1]), to=_places(moved[2])[0])
    host = _places(moved[1]) if moved else _places(text.split("作为", 1)[0])
    yield from _inside(text, host)


def _inside(text: str, host: tuple[Place, ...]) -> Iterator[Change]:
    """What is done within the article that the instruction named first."""
    where = host[:1]
    for paragraph in _NEW_PARAGRAPH.finditer(text):
        to = Place(where[0].article, numerals.parse(paragraph[1])) if where else None
        yield Change(Operation.INSERT, where, to=to)
    if _NEW_ITEM.search(text):
        yield Change(Operation.INSERT, where)
    within = list(_DELETED_PARAGRAPH.finditer(text))
    for paragraph in within:
        yield Change(Operation.DELETE, tuple(Place(p.article, numerals.parse(paragraph[1])) for p in where))
    deleted = _DELETED.search(text)
    if deleted and not within:
        yield Change(Operation.DELETE, _places(deleted[1]))
    replaced = _REPLACED.match(text)
    if replaced and host:
        yield Change(Operation.REPLACE, host)


def _places(text: str) -> tuple[Place, ...]:
    found = []
    for no, sub, paragraph in _NUMBERS.findall(text):
        number = ArticleNumber(numerals.parse(no) or 0, (numerals.parse(sub) or 0) if sub else 0)
        found.append(Place(number, numerals.parse(paragraph) if paragraph else None))
    return tuple(found)


def amendments(title: str, provisions: Sequence[Provision], effective: date | None) -> tuple[Edge, ...]:
    """Edges of an amending document to the articles it changes; the numbers are those before the amendment."""
    target = amended(title)
    if target is None:
        return ()
    if _PACKAGE.search(title):
        return tuple(edge for provision in provisions for edge in _packaged(provision, effective))
    return tuple(
        edge for provision in provisions for edge in _edges(provision, target, changes(provision.text), effective)
    )


def _packaged(provision: Provision, effective: date | None) -> Iterator[Edge]:
    """A point of a decision on several texts (等二十七件…的决定) names its own: 修改《X》, then 1. 2. for articles."""
    first, *lines = provision.text.split("\n")
    named = _POINT_ON.fullmatch(first.strip())
    if named is None:
        return
    inside = begun_inside(lines)
    told = [line for line, quoted in zip(lines, inside, strict=True) if not quoted]
    yield from _edges(provision, tidy(named[1]), [change for line in told for change in changes(line)], effective)


def _edges(provision: Provision, target: str, found: Iterable[Change], effective: date | None) -> Iterator[Edge]:
    seen = set()
    for change in found:
        moved = change.to.article if change.to and change.operation in {Operation.RENUMBER, Operation.MERGE} else None
        kind = EdgeKind.RENUMBERS if moved else EdgeKind.AMENDS
        for number in dict.fromkeys(place.article for place in change.places):
            if (kind, number) not in seen:
                seen.add((kind, number))
                yield Edge(kind, provision.version, provision.id, target, number, effective, moved_to=moved)
