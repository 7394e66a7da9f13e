"""How fast this installation is on this machine, on letters and questions of our own."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from service.intake import analyse_text
from service.matters import demo_cases
from service.statutes import Search, find

if TYPE_CHECKING:
    from service.assembly import Assembly

# What people type: words, a question, exact citations.
QUERIES: Final = (
    "拖欠工资",
    "高空抛物",
    "民法典第1254条",
    "刑法120之1",
    "噪声扰民 夜间施工",
    "物业不退装修押金怎么办",
    "行政复议申请期限",
    "派出所不给报案回执",
    "养犬伤人谁负责",
    "劳动合同到期不续签有补偿吗",
    "信访 答复 期限",
    "取保候审保证金退还",
)
WARM_UP: Final = 20


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of request, one after the other on one thread."""

    what: str
    p50_ms: float
    p95_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Bench:
    """`ready_s` is from the first part to the last, models loaded and indexes open; `memory_mb` is resident memory."""

    ready_s: float
    memory_mb: float
    rounds: int
    timings: tuple[Timing, ...]


def measure(parts: "Assembly", *, rounds: int) -> Bench:
    """Warm up, then time letters and searches."""
    began = time.perf_counter()
    parts.warm_up()
    ready = time.perf_counter() - began
    letters = _letters()
    characters = round(statistics.mean(map(len, letters)))
    memory = _resident_mb()
    return Bench(
        ready_s=ready,
        memory_mb=memory,
        rounds=rounds,
        timings=(
            _timed(
                f"分析一封信（平均 {characters} 字，含法条与类似事项）",
                lambda text: analyse_text(parts, text, key="bench"),
                letters,
                rounds,
            ),
            _timed("检索法条", lambda query: find(parts, Search(query)), QUERIES, rounds),
        ),
    )


def _letters() -> tuple[str, ...]:
    """Return letters of about 300 characters, each made of two demonstration cases."""
    texts = [case.text for case in demo_cases()]
    return tuple((first + second)[:300] for first, second in pairwise(texts))


def _timed(what: str, call: Callable[[str], object], inputs: Sequence[str], rounds: int) -> Timing:
    for one in islice(cycle(inputs), WARM_UP):
        call(one)
    taken = []
    for one in islice(cycle(inputs), rounds):
        began = time.perf_counter()
        call(one)
        taken.append((time.perf_counter() - began) * 1000)
    points = statistics.quantiles(taken, n=100, method="inclusive")
    return Timing(what, points[49], points[94], points[98])


def _resident_mb() -> float:
    """Return the resident memory of this process, by Linux's own account."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("/proc/self/status 没有 VmRSS")
