"""The state of a text on a day, as a clause that engines filter by and as read from what a hit shows."""

from collections.abc import Mapping
from datetime import date

from corpus.law import State
from corpus.validity.phases import Phases
from indexing.engine import Between, Clause, Every, Key, Without
from indexing.fields import Day
from indexing.provisions import date_of

# What a text can be asked for by; other states are those of single articles, told by the article itself.
ASKED = (
    State.IN_FORCE,
    State.UNKNOWN,
    State.NOT_YET_IN_FORCE,
    State.AMENDED,
    State.REPEALED,
    State.EXPIRED,
)
_TURNS = (Day.BEGUN, Day.CERTAIN, Day.DOUBTFUL, Day.OVER)


def clause_of(state: State, day: int) -> Clause:
    """Return what fits entries of a state on a day (yyyymmdd); `state` is one of ASKED."""
    begun, over = Between(Day.BEGUN, last=day), Between(Day.OVER, last=day)
    sure = Every((Between(Day.CERTAIN, last=day), Between(Day.DOUBTFUL, first=day + 1)))
    if state is State.NOT_YET_IN_FORCE:
        return Without(begun)
    if state is State.IN_FORCE:
        return Every((begun, Without(over), sure))
    if state is State.UNKNOWN:
        return Every((begun, Without(over), Without(sure)))
    return Every((begun, over, Key("end", (state,))))


def state_of(shown: Mapping[str, str | int | None], day: date) -> State:
    """Return the state on a day of an entry as it is shown."""
    begun, certain, doubtful, over = (date_of(int(shown[name] or 0)) for name in _TURNS)
    return Phases(begun, certain, doubtful, over, State(str(shown["end"]))).state(day)
