"""Days written in Chinese and what day each is: 3月5日, 二〇二四年三月, 去年, 上个月12号, 前天, 三天前, 六一儿童节.

What is only a week, a month or a year stands for its last day that is not after the day it is counted from: by then,
whatever happened in it had happened, and the law of that day is the one that was in force at its end.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.spans import Span

_DIGITS = {character: digit for digit, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "0": 0,
    "o": 0,
    "两": 2,
    "元": 1,
}
_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇零○0o一二三四五六七八九]{3})"
# 23年5月3日; 干了23年5月, 判了15年5月 are no days.
_TWO = (
    r"(?<![0-9a-z〇零○一二三四五六七八九十第满近约共达了刑期龄])"
    r"(?:[0-9]{2}|[〇零○一二六七八九][〇零○一二三四五六七八九])"
)
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元(?= ?月))"
_ONES = "[一二三四五六七八九]"
_DAY = rf"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十{_ONES}?|廿{_ONES}?|{_ONES})(?![0-9])"
_COUNT = r"(?:[0-9]{1,3}|[一二两三四五六七八九]?十?[一二三四五六七八九]?|半)"
_THEN = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3}
_AGO = {"大前": 3, "前": 2, "昨": 1, "今": 0}  # before 天, 日, 晚, 夜, 早, 晨
# Feasts of a fixed day. 国庆, 五一 alone mean some days of holiday, and so does a feast with 期间, 假期 or 前后.
_FEASTS = {
    "元旦": (1, 1), "三八妇女节": (3, 8), "妇女节": (3, 8), "植树节": (3, 12), "劳动节": (5, 1), "五一劳动节": (5, 1),
    "五四青年节": (5, 4), "青年节": (5, 4), "儿童节": (6, 1), "六一儿童节": (6, 1), "六一": (6, 1), "建党节": (7, 1),
    "建军节": (8, 1), "八一建军节": (8, 1), "教师节": (9, 10), "国庆节": (10, 1), "圣诞节": (12, 25),
}  # fmt: skip
_FEAST = "|".join(sorted(_FEASTS, key=len, reverse=True))
# Days of the lunar calendar are not read: a year's tables would be needed, and letters mean now one calendar, now both.
_LUNAR = r"(?:农历|阴历|旧历|腊月|正月|冬月|除夕|大年|年三十|年初|春节|清明|端午|中秋|重阳)"
_HAN = "〇零○一二三四五六七八九十廿"
_UNREAD = re.compile(
    rf"(?:(?:{_YEAR} ?年|大前年|今年|去年|前年)的?)?(?:"
    rf"(?:农历|阴历|旧历)[^，。,；;！？!?\n]{{0,12}}?[日号初]{_COUNT}?"
    rf"|(?:腊月|正月|冬月)(?:初|廿)?{_COUNT}|除夕夜?|大年(?:三十|初{_COUNT})|年三十)"
    rf"|(?<![0-9a-z])[0-9ol{_HAN}]{{2,5}} ?年 ?[0-9ol{_HAN}]{{1,3}} ?月 ?[0-9ol{_HAN}]{{1,3}} ?[日号]"
    r"|(?<![0-9个几半a-z.第])[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日号]"
)
_SAID = re.compile(
    rf"(?P<feast>(?P<feast_year>{_YEAR} ?年|今年|去年|前年)?的?(?P<name>{_FEAST})"
    r"节?(?!期间|假|前|后|放|小长假|快乐|联欢|晚会|路|街|小学))"
    rf"|(?P<full>(?:(?<![0-9a-z]){_YEAR}|{_TWO}) ?年 ?{_MONTH} ?月份? ?{_DAY} ?[日号]?|"
    rf"(?<![0-9a-z.\-/]){_YEAR}(?P<mark>[./\-]){_MONTH}(?P=mark){_DAY}(?![.\-/][0-9]))"
    rf"|(?P<month>(?:(?<![0-9a-z]){_YEAR}|{_TWO}) ?年 ?{_MONTH} ?月(?!份?工资)份?)"
    rf"|(?P<then>大前年|今年|本年|去年|上年|前年)(?! ?的?{_LUNAR}) ?的?"
    rf"(?:(?P<then_month>{_MONTH}) ?月份? ?(?:(?P<then_day>{_DAY}) ?[日号])?)?"
    rf"|(?P<short>(?<![0-9个几半a-z.第])(?<![0-9o{_HAN}]年)(?<![0-9o{_HAN}]年 )"
    rf"{_MONTH} ?月 ?{_DAY} ?[日号]|(?<![0-9a-z.年第]){_MONTH}月{_DAY}(?=[，,。、 ]))"
    rf"|(?P<last>上个?月|本月|这个月|当月) ?(?:(?P<last_day>{_DAY}) ?[日号])?"
    rf"|(?P<ago>大前天|前[天日晚]|昨[天日晚夜]|今[天日早晚晨])"
    rf"|(?P<week>(?P<which>上上|上|本|这)(?:个)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])?)"
    rf"|(?P<back>(?P<count>{_COUNT})(?P<unit>天|日|周|个?星期|个?礼拜|个多?月|年)(?:多)?"
    r"(?:之前|以前|前(?!后)))"
    rf"|(?P<bare>(?<![0-9个几半一二三四五六七八九十a-z.第]){_MONTH} ?月份(?!{_DAY}))"
    rf"|(?P<year>(?<![0-9a-z]){_YEAR} ?年(?!度?(?:版|修|第)))"
)

_BIRTH_AFTER = re.compile(
    r"[ ]?(?:[0-9一二三四五六七八九十]{1,3} ?[多周]?岁|生人|生[，,。、）)]|生于|"
    r"[^，。,；;！？!?\n]{0,24}出生(?!医学|证))"
)
_BIRTH_BEFORE = re.compile(r"(?:出生(?:日期|于)?|生于|生日)[ :：]{0,2}$")


@dataclass(frozen=True, slots=True)
class Named:
    """A day as the letter names it. `relative` ones were counted from `base`, or took their year from it."""

    date: dt.date
    span: Span
    precision: str  # day, week, month, year
    relative: bool
    base: dt.date


def named(normal: str, base: dt.date) -> Iterator[Named]:
    """Yield the days of a normalised text in order; impossible ones (2月30日) are passed over."""
    year: tuple[int, bool] | None = None  # of the day before, and whether it was counted
    for match in _SAID.finditer(normal):
        try:
            date, precision, relative = _resolved(match, base, year)
        except ValueError:
            continue
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        if (not relative or match["then"] or match["feast_year"]) and not of_birth(normal, span):
            year = date.year, relative
        yield Named(_last(date, precision, base), span, precision, relative, base)


def unread(normal: str, known: Iterable[Span]) -> Iterator[Span]:
    """Yield what is plainly a day and none of the `known`: 2月30日, a day of the lunar calendar, a misread year."""
    read = tuple(known)
    for match in _UNREAD.finditer(normal):
        span = Span(match.start(), match.end())
        if not any(span.start < one.end and one.start < span.end for one in read) and not of_birth(normal, span):
            yield span


def of_birth(normal: str, span: Span) -> bool:
    """Tell whether somebody was born on this day, or is as old as it says."""
    before = normal[max(0, span.start - 6) : span.start]
    return bool(_BIRTH_AFTER.match(normal, span.end) or _BIRTH_BEFORE.search(before))


def _last(first: dt.date, precision: str, base: dt.date) -> dt.date:
    """Return the last day of what begins on `first`, or `base` where that comes earlier and not before `first`."""
    lengths = {
        "day": 1,
        "week": 7,
        "month": calendar.monthrange(first.year, first.month)[1],
        "year": 365 + calendar.isleap(first.year),
    }
    last = first + dt.timedelta(days=lengths[precision] - 1)
    return base if first <= base < last else last


def _resolved(match: re.Match[str], base: dt.date, year: tuple[int, bool] | None) -> tuple[dt.date, str, bool]:
    if match["full"] or match["month"] or match["year"]:
        numbers = _numbers(match[0])
        if numbers[0] < 100:
            numbers[0] = _in_full(numbers[0], base)
        precision = {3: "day", 2: "month", 1: "year"}[len(numbers)]
        return dt.date(*(*numbers, 1, 1)[:3]), precision, False
    if match["feast"]:
        return _feast(match, base, year)
    if match["then"]:
        month, day = match["then_month"], match["then_day"]
        date = dt.date(base.year + _THEN[match["then"]], _number(month) if month else 1, _number(day) if day else 1)
        return date, "day" if day else "month" if month else "year", True
    if match["short"] or match["bare"]:
        return _without_year(_numbers(match[0]), base, year)
    if match["ago"]:
        return base - dt.timedelta(days=_AGO[match["ago"][:-1]]), "day", True
    return _counted(match, base)


def _in_full(year: int, base: dt.date) -> int:
    """Return the year that two digits mean: of this century unless that is to come, else 1950 to 1999."""
    if 2000 + year <= base.year:
        return 2000 + year
    if year < 50:
        raise ValueError(year)
    return 1900 + year


def _feast(match: re.Match[str], base: dt.date, year: tuple[int, bool] | None) -> tuple[dt.date, str, bool]:
    month, day = _FEASTS[match["name"]]
    written = match["feast_year"]
    if not written:
        return _without_year([month, day], base, year)
    if written in _THEN:
        return dt.date(base.year + _THEN[written], month, day), "day", True
    return dt.date(_numbers(written)[0], month, day), "day", False


def _counted(match: re.Match[str], base: dt.date) -> tuple[dt.date, str, bool]:
    if match["last"]:
        first = _months_before(base.replace(day=1), int(match["last"].startswith("上")))
        day = match["last_day"]
        return (first.replace(day=_number(day)), "day", True) if day else (first, "month", True)
    return _week(match, base) if match["week"] else _back(match, base)


def _without_year(numbers: list[int], base: dt.date, year: tuple[int, bool] | None) -> tuple[dt.date, str, bool]:
    month, day, precision = numbers[0], (*numbers, 1)[1], "day" if len(numbers) > 1 else "month"
    if year is not None and dt.date(year[0], month, day) <= base:
        return dt.date(year[0], month, day), precision, year[1]
    latest = base.year if (month, day) <= (base.month, base.day) else base.year - 1
    return dt.date(latest, month, day), precision, True


def _week(match: re.Match[str], base: dt.date) -> tuple[dt.date, str, bool]:
    monday = base - dt.timedelta(days=base.weekday() + 7 * match["which"].count("上"))
    weekday = "一二三四五六日".find((match["weekday"] or "一").replace("天", "日").replace("末", "六"))
    return monday + dt.timedelta(days=weekday), "day" if match["weekday"] else "week", True


def _back(match: re.Match[str], base: dt.date) -> tuple[dt.date, str, bool]:
    half, unit = match["count"] == "半", match["unit"]
    count = 0 if half else _number(match["count"])
    if not half and not count:
        raise ValueError(match[0])
    if unit in ("天", "日"):
        return base - dt.timedelta(days=count), "day", True
    if unit.endswith(("周", "星期", "礼拜")):
        return base - dt.timedelta(days=7 * count), "day", True
    months = (6 if unit == "年" else 0) if half else count * (12 if unit == "年" else 1)
    return _months_before(base, months).replace(day=1), "month", True


def _months_before(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _numbers(written: str) -> list[int]:
    return [_number(part) for part in re.findall(rf"{_YEAR}|[0-9]+|[〇零○元一二三四五六七八九十廿]+", written)]


def _number(written: str) -> int:
    """Read 12, 十二, 二十三, 廿三, 二〇二四; raises ValueError for what is none of these."""
    if written.isascii() and written:
        return int(written)
    written = written.replace("廿", "二十")
    tens, ten, ones = written.partition("十")
    if ten:
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    if not written or any(character not in _DIGITS for character in written):
        raise ValueError(written)
    return int("".join(str(_DIGITS[character]) for character in written))
