"""`huiyin bench`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson
from service.commands.running import assembled, emit

if TYPE_CHECKING:
    from service.bench import Bench

Rounds = Annotated[int, typer.Option("--rounds", help="每封信、每个问题量几遍", min=1, max=1000)]


def bench(rounds: Rounds = 5, as_json: AsJson = False) -> None:
    """量这台机器上的速度：一封信的分析、检索、启动、内存。要先有索引。

    例：OMP_NUM_THREADS=1 huiyin bench
    """
    from service.bench import measure

    with assembled() as parts:
        found = measure(parts, rounds=rounds)
        emit(found, as_json, _lines(found))


def _lines(found: "Bench") -> Iterator[str]:
    yield f"部件就绪 {found.ready_s:.2f} 秒，内存 {found.memory_mb:.0f} MB"
    letters, search = found.letters, found.search
    yield (
        f"分析一封信（平均 {found.characters} 字，含法条与类似事项）："
        f"p50 {letters.p50:.1f} ms，p99 {letters.p99:.1f} ms（{letters.count} 次）"
    )
    yield f"检索法条：p50 {search.p50:.1f} ms，p99 {search.p99:.1f} ms（{search.count} 次）"
