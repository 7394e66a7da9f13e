"""What a source tells of the life of a text: "2005-08-28 第十届…通过", one event a line, or several run together."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from corpus.clauses.commencement import DAY, day_of
from corpus.law import VersionKind

_EVENT = re.compile(r"修正|修改|修订|通过|公布|发布|批准|颁布")
_KINDS = {"修正": VersionKind.AMENDED, "修改": VersionKind.AMENDED, "修订": VersionKind.REVISED}
# …会议通过根据2016年4月21日…第五次修正: a new event begins; …会议通过并经2020年3月26日…批准的《…》修正 is one.
_GLUED = re.compile(
    rf"(?<=[正改订过准布行])[\s　]*(?:[（(][^）)]*[）)])?[\s　；;，,]*(?:根据|和)?[\s　]*(?={DAY}(?!起?[施实]行))"
)
_LOOSE = re.compile(r"[\s　；;，,]*(?:根据)?[\s　]*$")
# 国务院 calls 修订 what a decision on single articles did; the text keeps its first clause of commencement.
_BY_DECISION = re.compile(r"修改.*决定")
_CHANGED = re.compile(r"修[正订改]")
_BEGINS = re.compile(rf"自?\s*{DAY}\s*起?(?:正式)?[施实]行")


def parted(history: Iterable[str]) -> tuple[str, ...]:
    """Return the history with one event a line, each with its own day; a line without one is left as it is."""
    return tuple(event for line in history for event in _events(line))


def _events(line: str) -> Iterator[str]:
    first, *others = _GLUED.split(line[10:]) if line[:4].isdigit() else [line[10:]]
    yield line[:10] + _LOOSE.sub("", first) if others else line
    for words in others:
        day = day_of(words)
        if day:
            yield f"{day.isoformat()} {_LOOSE.sub('', re.sub(DAY, '', words, count=1)).strip()}"


def kinds(history: Iterable[str]) -> list[VersionKind]:
    """Return what each event made: the first text, a whole new one, or an amended one; other lines are passed over."""
    found = []
    for line in history:
        verbs = _EVENT.findall(line)
        if verbs:
            kind = _KINDS.get(verbs[-1], VersionKind.ENACTED)
            by_decision = kind is VersionKind.REVISED and _BY_DECISION.search(line)
            found.append(VersionKind.AMENDED if by_decision else kind)
    return found


def days(history: Iterable[str]) -> list[date]:
    """Return the days of the events that have one."""
    return [date.fromisoformat(line[:10]) for line in history if line[:4].isdigit()]


def last_change(history: Iterable[str]) -> date | None:
    """Return the last day that a change of the text names, not that of its beginning; None where there is none."""
    found = []
    for line in history:
        if line[:4].isdigit() and _CHANGED.search(line):
            named = (day_of(one) for one in re.findall(DAY, _BEGINS.sub("", line)))
            found += [date.fromisoformat(line[:10]), *(day for day in named if day)]
    return max(found, default=None)
