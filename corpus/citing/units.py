"""The units of a law as a citation writes them: 第二编第三章, 第一百二十条之一第二款第（三）项第1目, 26条2款."""

import re
from dataclasses import dataclass, replace

from corpus.citing.records import DOUBTFUL, Part, Target
from corpus.numerals import NUMERAL, parse

LEVELS = {"编": 0, "分编": 1, "章": 2, "节": 3, "条": 4, "款": 5, "项": 6, "目": 7}
LEVELS |= {"條": 4, "欵": 5, "歀": 5, "項": 6}  # of letters from Hong Kong, and old forms
ARTICLE = 4
_PART_FIELDS = ("book", "subbook", "chapter", "section")

# Possessive throughout and no more than this many in a row: a list without end (第一、第一、…) is not read to its end
# again from each of its members. The longest list of units in 34,414 texts (every sixth of the data folder) has 5.
_MOST = 30
_ONE = rf"（?+\s?+[{NUMERAL}]++\s?+）?+(?:之[{NUMERAL}]++)?+"
_JOIN = r"\s?+(?:、|和|与|及|或者|或|至|到|[-－—–~～]++)\s?+"
# A kind followed by these marks is another word: 条例, 条件, 条约, 款项, 项目, 章程, 节目, 编号, 目的.
KIND = (
    r"(?P<kind>分编|编(?![号制])|章(?!程)|节(?![目日假])|[条條](?![件约款文]|例(?!外))|[款欵歀](?!项)|"
    r"[项項](?!目)|目(?![的标录前]))"
)
"""A kind of unit, for a pattern: as the group `kind`."""
_SEVERAL = rf"{_ONE}(?:(?:{_JOIN}第?+|(?=（)){_ONE}){{0,{_MOST - 1}}}+"
_BODY = rf"({_SEVERAL})\s?{KIND}(?:之\s?([{NUMERAL}]+)(?![{NUMERAL}]*[条款项年月日]))?"
_ORDINAL = r"[第笫弟]\s?"  # 笫 and 弟: read so by OCR; only before a number and a kind
_ELEMENT = re.compile(_ORDINAL + _BODY)
_BARE = re.compile(_BODY)
_PIECE = re.compile(rf"({_JOIN})?第?\s?（?\s?([{NUMERAL}]+)\s?）?(?:之([{NUMERAL}]+))?")
# 刑法第二百三十六第三款: the source has lost 条 before the 款.
_LOST_BEFORE = re.compile(rf"第([{NUMERAL}]+)(?=第[{NUMERAL}]+款)")
# 百九十三, 零十, 四百三: no number as law writes it; a character may be lost or misread.
_CUT = re.compile(r"^\s?(?:[百千]|[零〇○].)|[百千][一二三四五六七八九]$")
# 第2!4条: the 条 is not lost but stands behind what OCR made of the rest of the number.
_NOT_YET = rf"(?![^一-鿿]{{0,2}}[{NUMERAL}]*条|[一-鿿][{NUMERAL}]+条)"
# 刑法第二百三十四，: and where nothing stands in place of it, so that the number itself may be cut off.
_LOST_BEHIND = re.compile(rf"第([{NUMERAL}]{{2,}})(?=的?规定|之规定|[，。；、）\n]|$){_NOT_YET}")
# 刑法120之1, 民法典1254, and 第11） where the source has lost 条: only right after the name of a law.
_WITHOUT = "原文没有“条”字，按条号读"
_LOST = re.compile(
    r"\s?(?:第\s?)?(\d{1,4})(?:(?:之|-)(\d{1,2}|[一二三四五六七八九十]))?"
    r"(?![^\W一-鿿]|[=一二三四五六七八九十百千零〇○.．%‰年月日号个元万亿名人起件页部届次章节编款项/:：])" + _NOT_YET
)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """One number of an element with the stretch of text it stands in; `ranged`: it ends a range."""

    number: int
    sub: int
    start: int
    end: int
    ranged: bool


@dataclass(frozen=True, slots=True)
class Element:
    """第（一）、（三）项: a level of the law and the numbers written for it."""

    level: int
    ordinals: tuple[Ordinal, ...]
    end: int
    doubt: str | None = None
    unclear: str | None = None  # why its number cannot be told; the number is 0 then


def element(text: str, begin: int, *, bare: bool) -> Element | None:
    """Read one element at `begin`; `bare` allows it without 第 (26条, 2款) after a name or another element."""
    found = _ELEMENT.match(text, begin) or (_BARE.match(text, begin) if bare else None)
    if found is None:
        return None
    ordinals = []
    for piece in _PIECE.finditer(text, found.start(), found.end(1)):
        number, sub = parse(piece[2]), parse(piece[3]) if piece[3] else 0
        if not number or sub is None:
            return None
        ranged = (piece[1] or "").strip()[:1] in set("至到-－—–~～") and bool(piece[1])
        ordinals.append(Ordinal(number, sub, piece.start() + len(piece[1] or ""), piece.end(), ranged))
    if found[3]:
        last = ordinals[-1]
        ordinals[-1] = replace(last, sub=parse(found[3]) or 0)
    ordinals[-1] = replace(ordinals[-1], end=found.end())
    doubt = None if text[found.start()] not in "笫弟" else f"“{text[found.start()]}”按“第”读"
    if LEVELS[found[2]] == ARTICLE and (found[1].count("（") != found[1].count("）") or _CUT.search(found[1])):
        doubt = f"{DOUBTFUL}：“{found[1].strip()}”可能有漏字"
    return Element(LEVELS[found[2]], tuple(ordinals), found.end(), doubt)


def lost_article(text: str, begin: int) -> Element | None:
    """Read a number without 条 at `begin` as an article; a year is none."""
    before, behind = _LOST_BEFORE.match(text, begin), _LOST_BEHIND.match(text, begin)
    if (lost := before or behind) and (number := parse(lost[1])) and not 1900 <= number <= 2100:
        ordinal = Ordinal(number, 0, begin, lost.end(), ranged=False)
        return Element(ARTICLE, (ordinal,), lost.end(), _WITHOUT if before else f"{DOUBTFUL}，{_WITHOUT}")
    found = _LOST.match(text, begin)
    if found is None or 1900 <= int(found[1]) <= 2100 or int(found[1]) == 0:
        return None
    ordinal = Ordinal(int(found[1]), parse(found[2] or "0") or 0, found.start(), found.end(), ranged=False)
    return Element(ARTICLE, (ordinal,), found.end(), None if found[2] else _WITHOUT)


def put(target: Target, level: int, ordinal: Ordinal) -> Target:
    """Return `target` with this unit set and everything below it cleared."""
    if not ordinal.number:
        return target if level > ARTICLE else Target()
    if level < ARTICLE:
        levels = {name: getattr(target.part, name) for name in _PART_FIELDS[:level]}
        return Target(part=Part(**levels, **{_PART_FIELDS[level]: ordinal.number}))
    if level == ARTICLE:
        return Target(article=ordinal.number, article_sub=ordinal.sub)
    name = ("paragraph", "item", "subitem")[level - 5]
    below = {"paragraph": {"item": None, "subitem": None}, "item": {"subitem": None}}.get(name, {})
    return replace(target, **{name: ordinal.number}, **below)  # type: ignore[arg-type]  # names chosen above


def depth(target: Target) -> int:
    """Return the level of the deepest unit of `target`, -1 where it names none."""
    deepest = -1
    for level, name in enumerate(_PART_FIELDS):
        deepest = level if getattr(target.part, name) is not None else deepest
    for level, name in enumerate(("article", "paragraph", "item", "subitem"), start=ARTICLE):
        deepest = level if getattr(target, name) is not None else deepest
    return deepest


def above(target: Target, level: int) -> Target:
    """Keep of `target` what stands above `level`."""
    if level <= ARTICLE:
        part = target.part
        return Target(part=Part(part.book, part.subbook, part.chapter if level > LEVELS["章"] else None))
    return Target(
        article=target.article,
        article_sub=target.article_sub,
        paragraph=target.paragraph if level > ARTICLE + 1 else None,
        item=target.item if level > ARTICLE + 2 else None,
        subitem=target.subitem if level > ARTICLE + 3 else None,
    )
