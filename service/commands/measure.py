"""`huiyin bench`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson
from service.commands.running import assembled, emit

if TYPE_CHECKING:
    from service.bench import Bench

Rounds = Annotated[int, typer.Option("--rounds", help="每项量多少次", min=10, max=10_000)]


def bench(rounds: Rounds = 200, as_json: AsJson = False) -> None:
    """量这台机器上的速度：一封信的分析、检索、启动、内存。要先有索引。

    例：OMP_NUM_THREADS=1 huiyin bench
    """
    from service.bench import measure

    with assembled() as parts:
        found = measure(parts, rounds=rounds)
        emit(found, as_json, _lines(found))


def _lines(found: "Bench") -> Iterator[str]:
    yield f"部件就绪 {found.ready_s:.2f} 秒，内存 {found.memory_mb:.0f} MB，每项 {found.rounds} 次"
    for one in found.timings:
        yield f"{one.what}：p50 {one.p50_ms:.1f} ms，p95 {one.p95_ms:.1f} ms，p99 {one.p99_ms:.1f} ms"
