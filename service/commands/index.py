"""`huiyin index …`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson
from service.commands.running import assembled, emit, progress
from service.commands.wording import CommandLine

if TYPE_CHECKING:
    from service.status import IndexStatus

app = CommandLine("索引：建立、查看。索引总可以从法规库和来信库重建。")


Wait = Annotated[bool, typer.Option("--wait", help="等语义向量也补齐；中断了下次接着补")]
Anew = Annotated[bool, typer.Option("--anew", help="已是最新也重新建")]


@app.command("build")
def build(anew: Anew = False, wait: Wait = False, as_json: AsJson = False) -> None:
    """建立索引：新的一代建好、核对之后才切换；已是最新的不重复建，损坏的重新建。

    例：huiyin index build
    """
    from service.status import TITLES
    from service.upkeep import build_cases, build_statutes, fill_vectors

    with assembled() as parts:
        with progress("法条索引") as told:
            statutes = build_statutes(parts, anew=anew, progress=told)
        with progress("事项索引") as told:
            cases = build_cases(parts, anew=anew, progress=told)
        if wait:
            with progress("语义向量") as told:
                while not fill_vectors(parts, progress=told):  # the library or the generation has changed meanwhile
                    statutes = build_statutes(parts)
        reports = (statutes, cases)
        emit(
            reports,
            as_json,
            [
                f"{TITLES[one.generation.kind]}：{one.generation.name}，{one.generation.count} 条，"
                + (f"用时 {one.seconds:.1f} 秒" if one.built else "已是最新")
                for one in reports
            ],
        )


@app.command("status")
def status(as_json: AsJson = False) -> None:
    """哪一代在服务、多少条、是否与库一致。

    例：huiyin index status
    """
    from service.status import indexes

    with assembled() as parts:
        found = indexes(parts)
        emit(found, as_json, _lines(found))


def _lines(found: "tuple[IndexStatus, ...]") -> Iterator[str]:
    for one in found:
        serves = (one.name or "还没有建立") + (f"，自 {one.since} 起" if one.since else "")
        yield f"{one.title}：{serves}，{one.count} 条，{one.outdated or '与库一致'}{_vectors(one)}"


def _vectors(one: "IndexStatus") -> str:
    return "" if one.vectors is None else f"，语义向量 {one.vectors} 条"
