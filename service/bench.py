"""How fast this installation is on this machine, on letters and questions of our own."""

import statistics
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from indexing.measuring import Times, search_times, times
from service.intake import analyse_text
from service.matters import demo_cases

if TYPE_CHECKING:
    from service.assembly import Assembly

CHARACTERS: Final = 300


@dataclass(frozen=True, slots=True)
class Bench:
    """`ready_s` is from the first part to the last, models loaded and indexes open; `memory_mb` is resident memory."""

    ready_s: float
    memory_mb: float
    characters: int
    letters: Times
    search: Times


def measure(parts: "Assembly", *, rounds: int) -> Bench:
    """Time letters and searches one after the other, after one round that warms up."""
    began = time.perf_counter()
    parts.warm_up()
    ready = time.perf_counter() - began
    letters = _letters()
    for letter in letters:
        analyse_text(parts, letter, key="bench")
    return Bench(
        ready_s=ready,
        memory_mb=_resident_mb(),
        characters=round(statistics.mean(map(len, letters))),
        letters=times(lambda text: analyse_text(parts, text, key="bench"), letters * rounds),
        search=search_times(parts.statutes, as_of=parts.today(), rounds=rounds),
    )


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
