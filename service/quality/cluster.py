"""How fast a cluster takes articles in and answers, and whose work that is."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from indexing.build import build
from indexing.elastic import ElasticEngine
from indexing.engine import Kind
from indexing.measuring import Times, search_times, update_times
from indexing.provisions import Provisions
from indexing.statutes import StatuteIndex

if TYPE_CHECKING:
    from service.assembly import Assembly

_UPDATES: Final = 10


@dataclass(frozen=True, slots=True)
class OnCluster:
    """Building the index of words in indexes of its own, and asking them.

    `ours` and `server` are the processor seconds that building took on either side. They overlap: on a machine that
    is idle otherwise the greater of the two is about the least that `seconds` can be, and says who is the limit.
    """

    engine: str
    entries: int
    seconds: float
    ours: float
    server: float
    update: Times
    words: Times


def measure(parts: "Assembly", *, rounds: int) -> OnCluster | None:
    """Build beside what serves, ask, and clear away; None where no cluster is set.

    Raises ClusterUnavailable, IndexUnavailable.
    """
    trial = parts.trial_cluster()
    if trial is None:
        return None
    engine = ElasticEngine(trial)
    try:
        began, spent, server = time.perf_counter(), time.process_time(), engine.spent()
        entries = build(engine, Provisions(parts.library)).generation.count
        seconds, ours, theirs = time.perf_counter() - began, time.process_time() - spent, engine.spent() - server
        return OnCluster(
            engine=engine.describe(),
            entries=entries,
            seconds=seconds,
            ours=ours,
            server=theirs,
            words=search_times(StatuteIndex(engine, parts.library), as_of=parts.today(), rounds=rounds),
            update=update_times(engine, Kind.STATUTES, rounds=_UPDATES),
        )
    finally:
        engine.clear(Kind.STATUTES)
        engine.close()
