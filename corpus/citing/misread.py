"""Numbers of units that OCR spoiled: 第1O7条, 第八+二条, 第一百二干条, 第＿条. None of them may ever count as verified.

A number that its signs leave in no doubt but one is read and marked; of any other the citation says that it cannot be
told, so that it never stands for the whole law (or the whole article) instead.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import product

from corpus.citing.records import DOUBTFUL, UNREAD
from corpus.citing.units import ARTICLE, KIND, LEVELS, Element, Ordinal
from corpus.numerals import LIMIT, NUMERAL, chinese, parse

# Signs of one number that are looked at; with more of them nothing is certain.
_SIGNS = 4
_LINE_BREAK = re.compile(r"(?:[ \t　]*\n[ \t　]*)")
_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"  # the numerals of cheques: 第捌拾贰条
_ALL_FORMAL = re.compile(f"[{_FORMAL}]+")
_EVEN = re.compile(r"\S(?:\s\S)+")  # 第 二 百 条: a line set wide, nothing is lost between the characters
# What may stand between 第 and its kind where the number is spoiled or was never filled in: signs and letters
# (第＿＿条), and one Chinese character at most that is no word of a sentence (not 民法典第1254那条).
_WORDS = "这那该此各每等的之某两"
# Its branches begin with different characters, so that a pattern has one way only to read a run of them.
_SIGN = (
    rf"(?:[^一-鿿{NUMERAL}，。；：、！？!?;“”‘’《》（）\n]|[{NUMERAL}？?]|（[^（）\n]{{0,6}}）|"
    rf"“[{NUMERAL}]{{1,8}}”|(?<=[{NUMERAL}])、(?=\S))"
)
_SPOILED = re.compile(
    rf"[第笫弟](?:{_SIGN}{{0,12}}(?:(?![{_WORDS}条款项目章节编第])[一-鿿]{_SIGN}{{0,8}})?|[某几]|\s{{1,8}}){KIND}"
)
_SPOILED_BARE = re.compile(rf"\d{{1,4}}[^\W\d一-鿿_]{_SIGN}{{0,4}}{KIND}")
# 第一百二十条之＿: what follows 之 is no word.
_SPOILED_SUB = re.compile(r"之\s?[^一-鿿\s《“，。；：、]{1,4}(?=第|的?规定|[，。；、）\s]|$)")
# 刑法第二百三十亲规定: what stands for the kind is none. 第二次, 第十二届 and the like count other things.
_COUNTED = "次届期批版部审稿案回代任讲课集篇站天轮场步名位年月日号个种类"
_GOES_ON = rf"(?:的?规定|之规定|第\s?（?[{NUMERAL}]+）?[款项])"
_OTHER_KIND = rf"(?![{_WORDS}{_COUNTED}{NUMERAL}])[一-鿿]"
_SPOILED_KIND = re.compile(
    rf"第[{NUMERAL}]{{1,7}}{_OTHER_KIND}(?={_GOES_ON})|第[{NUMERAL}]{{2,7}}{_OTHER_KIND}(?=[，。；）\n]|$)"
)
# 第九;条, 第264:…: whatever else begins with 第 behind a law; 第一案, 第一、二次 count other things.
_REST = re.compile(
    rf"[第笫弟](?P<number>[几某另]?(?:[{NUMERAL}]|[^一-鿿《》。\n]){{1,12}})(?P<kind>[条條款项])?(?P<word>(?=[一-鿿])(?!{_GOES_ON}))?"
)
_COUNTING = re.compile(rf"[{NUMERAL}\s、]+")
_ZERO = re.compile("[零〇○]")


def misread(text: str, begin: int, *, bare: bool) -> Element | None:
    """Read a unit whose number has signs that are no numerals, or spaces; None where not exactly one number fits.

    Spaces alone that a wide line or a line break made are no doubt about the number; all else is.
    """
    found = _candidate().match(text, begin)
    if found is None or not (bare or text[begin] in "第笫弟"):
        return None
    written = found["number"].strip()
    spaced = re.search(r"\s", written) is not None
    plain = "".join(written.split())
    read = _reading(plain)
    if read is None or (plain == read and not spaced and not _ALL_FORMAL.fullmatch(plain)):
        return None
    number = parse(read) or 0
    ordinal = Ordinal(number, parse(found["sub"] or "0") or 0, begin, found.end(), ranged=False)
    certain = plain == read and (_EVEN.fullmatch(written) or not re.search(r"\s", _LINE_BREAK.sub("", written)))
    doubt = None if certain else f"{DOUBTFUL}“{written}”，按“{read}”读"
    return Element(LEVELS[found["kind"]], (ordinal,), found.end(), doubt)


def unread(text: str, begin: int, *, bare: bool) -> Element | None:
    """Take a unit at `begin` of which the number, or the kind, cannot be told; `Element.unclear` says so."""
    found = _SPOILED.match(text, begin) or (_SPOILED_BARE.match(text, begin) if bare else None)
    if found:
        return _unclear(found, LEVELS[found["kind"]])
    found = _SPOILED_KIND.match(text, begin) if bare else None
    return _unclear(found, ARTICLE) if found else None


def unread_rest(text: str, begin: int) -> Element | None:
    """Take what stands behind 第 where nothing else could be made of it; 第一案 and 第十二届 count other things."""
    found = _REST.match(text, begin)
    if found is None:
        return None
    other = found["kind"] is None and found["word"] is not None and _COUNTING.fullmatch(found["number"])
    return None if other else _unclear(found, ARTICLE)


def unread_sub(text: str, begin: int) -> Element | None:
    """Take 之N behind an article where N cannot be told."""
    found = _SPOILED_SUB.match(text, begin)
    return _unclear(found, ARTICLE) if found else None


def _unclear(found: re.Match[str], level: int) -> Element:
    ordinal = Ordinal(0, 0, found.start(), found.end(), ranged=False)
    return Element(level, (ordinal,), found.end(), unclear=f"{UNREAD}：“{found[0].strip()}”")


def _reading(plain: str) -> str | None:
    """Return the only number that a run of numerals and signs can be, as it would be written."""
    table = _numerals()
    signs = sum(mark in table for mark in plain)
    if signs > _SIGNS:
        return None
    ways = ("".join(way) for way in product(*(table.get(mark, mark) for mark in plain)))
    found = {parse(way): way for way in ways if _is_number(way, as_written=not signs)}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_number(written: str, *, as_written: bool) -> bool:
    """Tell whether a reading is a number in the spelling of law; 一二 for 12 only where nobody guessed it."""
    number = parse(written)
    if not number or number >= LIMIT:
        return False
    if as_written or written.isascii() or _ZERO.search(written):
        return True
    return written.removeprefix("一") == chinese(number).removeprefix("一")


@cache
def _numerals() -> dict[str, str]:
    table = tomllib.loads(files("corpus").joinpath("data", "lookalikes.toml").read_text("utf-8"))
    return dict(table["numerals"])


@cache
def _candidate() -> re.Pattern[str]:
    """Compile 第, numerals and signs with spaces between, and the kind of unit."""
    marks = f"{NUMERAL}{_FORMAL}{re.escape(''.join(_numerals()))}"
    return re.compile(
        rf"[第笫弟]?\s?(?P<number>[{marks}](?:\s{{0,4}}[{marks}]){{0,11}})\s?{KIND}(?:之\s?(?P<sub>[{NUMERAL}]+))?"
    )
