"""The states of a text through time, in a form that an index can filter by: five days and the state at the end."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from corpus.law import State, Version
from corpus.storing import rows, tables
from corpus.validity.states import GRACE, in_order, judge

# A line of a history begins with its day.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENDS = frozenset({State.REPEALED, State.EXPIRED, State.AMENDED})


@dataclass(frozen=True, slots=True)
class Phases:
    """尚未生效 before `begun`, 现行有效 in [`certain`, `doubtful`), `end` from `over` on, 未知 at all other times.

    date.max where a phase is never reached. What other texts say of single articles (notices.py) is not in it.
    """

    begun: date
    certain: date
    doubtful: date
    over: date
    end: State

    def state(self, day: date) -> State:
        """Return the state on a day, the one that judge() gives."""
        if day < self.begun:
            return State.NOT_YET_IN_FORCE
        if day >= self.over:
            return self.end
        return State.IN_FORCE if self.certain <= day < self.doubtful else State.UNKNOWN


def phases(version: Version, versions: Sequence[Version]) -> Phases:
    """Return the phases of one version of a work; `versions` are all of them, tenured.

    Asks judge() on every day on which its answer can change; no rule is told a second time here.
    """
    told = [(day, judge(version, versions, day).state) for day in _turns(versions)]
    begun = _first(told, lambda state: state is not State.NOT_YET_IN_FORCE)
    over = _first(told, lambda state: state in _ENDS)
    certain = _first(told, lambda state: state is State.IN_FORCE)
    after = [(day, state) for day, state in told if day > certain]
    return Phases(
        begun=begun,
        certain=certain,
        doubtful=_first(after, lambda state: state is not State.IN_FORCE),
        over=over,
        end=next((state for _, state in told if state in _ENDS), State.UNKNOWN),
    )


def phases_held(db: Connection) -> dict[str, Phases]:
    """Return the phases of every version of a library, by its id (`library.ask(phases_held)`)."""
    works: dict[str, list[Version]] = {}
    for row in db.execute(select(tables.versions)):
        works.setdefault(row.work, []).append(rows.version(row))
    found: dict[str, Phases] = {}
    for held in map(in_order, works.values()):
        found.update((one.id, phases(one, held)) for one in held)
    return found


def _turns(versions: Sequence[Version]) -> list[date]:
    """Return, in order, the days on which a state can change: all that the versions name, and the end of a grace."""
    days = {date.min}
    for one in versions:
        named = (one.promulgated, one.effective_from, one.effective_to, one.serves_from, one.serves_to, one.expires)
        days.update(day for day in named if day)
        days.update({one.promulgated + GRACE} if one.promulgated else ())
        days.update(date.fromisoformat(found[0]) for line in one.history if (found := _DAY.match(line)))
    return sorted(days)


def _first(told: Sequence[tuple[date, State]], fits: Callable[[State], bool]) -> date:
    return next((day for day, state in told if fits(state)), date.max)
