"""`huiyin library graph`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson, AsOf
from service.commands.running import assembled, emit

if TYPE_CHECKING:
    from service.graph import Edge, Neighbourhood, Unit

EXCERPT = 160

Subject = Annotated[str, typer.Argument(metavar="条文或法规", help="如“民法典 1254”；整部法写“治安管理处罚法”")]
Depth = Annotated[int, typer.Option("--depth", help="走几步：1 只看直接的关系", min=1, max=3)]


def graph(subject: Subject, as_of: AsOf = None, depth: Depth = 1, as_json: AsJson = False) -> None:
    """一条或一部法引用了什么，又被什么引用、修改、废止、取代、解释、作为依据；每一项都有出处和原文。

    例：huiyin library graph "民法典 1254" --as-of 2026-01-01
    """
    from service.graph import neighbourhood

    with assembled() as parts:
        found = neighbourhood(parts, subject, as_of=as_of.date() if as_of else None, depth=depth)
        emit(found, as_json, _graph(found))


def _graph(found: "Neighbourhood") -> Iterator[str]:
    yield f"{_unit(found.asked)}，{found.as_of} 的法：{found.asked.state}"
    for title, edges in (("它引用、涉及的", found.out), ("引用、涉及它的", found.into), ("更远的", found.beyond)):
        if edges:
            yield f"【{title}】{len(edges)} 处"
        for edge in edges:
            yield from _edge(edge)
    if not (found.out or found.into):
        yield "法规库中没有找到与它相连的条文"


def _edge(edge: "Edge") -> Iterator[str]:
    day = f"，自 {edge.effective} 起" if edge.effective else ""
    yield f"  {edge.kind}　{_unit(edge.source)} → {_unit(edge.target)}{day}"
    if edge.words:
        yield f"      {edge.words.replace(chr(10), ' ')[:EXCERPT]}"
    if edge.note:
        yield f"      注意：{edge.note}"


def _unit(unit: "Unit") -> str:
    from corpus.titles import quoted

    states = {None: "（未收录）", "现行有效": ""}
    return f"{quoted(unit.law)}{(unit.label or '').rstrip('、')}{states.get(unit.state, f'（{unit.state}）')}"
