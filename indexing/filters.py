"""What narrows a search, typed as 键:值 or given as parameters: laws, levels, organs, places, states, days.

Several values of one key widen it (层级:法律、行政法规), several keys narrow, two ranges of one day
must both hold.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from corpus.errors import InvalidQuery
from corpus.law import Level, State
from corpus.titles import tidy
from indexing import states
from indexing.engine import FOREVER, UNKNOWN_DAY, Between, Clause, Either, InForce, Key
from indexing.fields import Day
from indexing.provisions import NATIONAL, day_of

Chosen = tuple[str, tuple[str, ...]]
"""The name of a filter, and its values."""

KEYS: Mapping[str, str] = {
    "法律": "work",
    "法规": "work",
    "法律名": "work",
    "层级": "level",
    "级别": "level",
    "机关": "issuer",
    "地区": "region",
    "效力": "state",
    "效力状态": "state",
    "公布": "promulgated",
    "公布日期": "promulgated",
    "施行": "effective",
    "施行日期": "effective",
    "年份": "year",
}
# Asked for by people and in no source: said instead of taken for words.
ABSENT = {"部门": "法规库的数据没有法律部门", "法律部门": "法规库的数据没有法律部门"}
ALL_STATES = "全部"
_STATES: Mapping[str, State] = {str(state): state for state in states.ASKED} | {
    "有效": State.IN_FORCE,
    "现行": State.IN_FORCE,
    "废止": State.REPEALED,
    "已被修改": State.AMENDED,
    "已失效": State.EXPIRED,
    "尚未施行": State.NOT_YET_IN_FORCE,
}
BRACKETS = "《》〈〉"
_LIST = re.compile(r"[、,，;；]")
# How organs are called, and what they are named in full.
_NAMES = (
    ("人大", "人民代表大会"),
    ("常委会", "常务委员会"),
    ("最高法院", "最高人民法院"),
    ("最高检察院", "最高人民检察院"),
)
_DAY = r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|年)?"
_RANGE = re.compile(rf"(?:{_DAY})?(至|到|~|\.\.)?(?:{_DAY})?")
_DAYS = {"promulgated": Day.PROMULGATED, "effective": Day.EFFECTIVE}


def choose(pairs: Iterable[tuple[str, str]], titles: Mapping[str, tuple[str, ...]]) -> tuple[list[Chosen], list[str]]:
    """Read pairs of a filter's name and what was written; notes say which law is not held.

    Raises InvalidQuery for a level or a state that does not exist, and for a day that is none.
    """
    chosen: list[Chosen] = []
    notes: list[str] = []
    for name, written in pairs:
        whole = name == "work" and _held(written, titles)
        values = (written,) if whole else tuple(filter(None, _LIST.split(written)))
        if name == "level" and (wrong := set(values) - set(Level)):
            raise InvalidQuery(f"没有“{wrong.pop()}”这一层级，可用：{'、'.join(Level)}")
        if name == "state":
            values = tuple(_state(value) for value in values)
        if name in _DAYS:
            _days(written)
            values = (written,)
        if name == "work":
            notes += [f"法规库没有收录《{one.strip(BRACKETS)}》" for one in values if not _held(one, titles)]
            values = tuple(work for one in values for work in _held(one, titles))
        chosen.append((name, values))
    return chosen, notes


def clauses(
    chosen: Sequence[Chosen], as_of: date, *, labels: Callable[[], Iterable[str]]
) -> tuple[list[Clause], list[str]]:
    """Return what an engine is to filter by, and notes on places and organs of which nothing is held.

    Only what is in force on the day fits, or may be, unless states are chosen. `labels` gives those of the whole index
    (`region=广东省`), asked where places or organs are chosen: 广东 will do for 广东省, 人大 for 人民代表大会.
    """
    day = day_of(as_of)
    found: list[Clause] = []
    notes: list[str] = []
    by_name: dict[str, list[str]] = {}
    for name, values in chosen:
        if name in _DAYS:
            found.append(_between(_DAYS[name], values[0]))
        else:
            by_name.setdefault(name, []).extend(values)
    asked = by_name.pop("state", None)
    if asked is None:
        found.append(InForce(day))
    elif ALL_STATES not in asked:
        found.append(Either(tuple(states.clause_of(State(one), day) for one in asked)))
    for name, wanted in by_name.items():
        known = name in {"region", "issuer"}
        meant, unknown = _known(name, wanted, labels()) if known else (wanted, [])
        notes += unknown
        found.append(Key(name, tuple(meant)))
    return found, notes


def _held(written: str, titles: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    name = written.strip(BRACKETS)
    return titles.get(tidy(name), ())


def _state(written: str) -> str:
    if written in {ALL_STATES, "不限"}:
        return ALL_STATES
    if written not in _STATES:
        raise InvalidQuery(f"没有“{written}”这一效力状态，可用：{'、'.join((*states.ASKED, ALL_STATES))}")
    return _STATES[written]


def _known(name: str, written: Sequence[str], labels: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the values held that are meant, and notes on those that are not held."""
    held = [value for label in labels for key, _, value in [label.partition("=")] if key == name]
    found: list[str] = []
    notes: list[str] = []
    for one in written:
        meant = [value for value in held if value == one] or [value for value in held if _means(name, one, value)]
        found += meant
        what = "地区" if name == "region" else "机关"
        notes += [] if meant else [f"法规库没有收录{what}“{one}”的文件"]
    return found, notes


def _means(name: str, written: str, held: str) -> bool:
    if name == "region":
        return held.startswith(written) or (written in {"国家", "中央"} and held == NATIONAL)
    for short, full in _NAMES:
        written = written if full in written else written.replace(short, full)
    return written in held


def _between(name: Day, written: str) -> Between:
    first, last = _days(written)
    return Between(name, day_of(first) if first else UNKNOWN_DAY, day_of(last) if last else FOREVER)


def _days(written: str) -> tuple[date | None, date | None]:
    """Read 2020, 2020-05, 2020年5月1日, 2018至2020, 2020至, 至2019 as first and last day."""
    found = _RANGE.fullmatch(unicodedata.normalize("NFKC", written))
    try:
        if found and (found[1] or found[5]) and not (found[1] and found[5] and not found[4]):
            start, end = found.groups()[:3], found.groups()[4:]
            first = _first(*start) if start[0] else None
            if end[0]:
                return first, _last(*end)
            return first, None if found[4] else _last(*start)
    except ValueError:  # 2020-02-30
        pass
    told = "要写成 2020、2020-05-01、2018至2020、2020-06至（以后）、至2019（以前）这样"
    raise InvalidQuery(f"日期“{written}”看不懂，{told}")


def _first(year: str, month: str | None, day: str | None) -> date:
    return date(int(year), int(month or 1), int(day or 1))


def _last(year: str, month: str | None, day: str | None) -> date:
    months = int(month or 12)
    return date(int(year), months, int(day) if day else calendar.monthrange(int(year), months)[1])
