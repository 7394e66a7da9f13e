"""`huiyin library graph` and `huiyin library around`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson, AsOf
from service.commands.running import assembled, emit

if TYPE_CHECKING:
    from service.law.around import Around
    from service.law.graph import Edge, Neighbourhood, Unit
    from service.law.history import Stage

EXCERPT = 160

Subject = Annotated[str, typer.Argument(metavar="条文或法规", help="如“民法典 1254”；整部法写“治安管理处罚法”")]
Article = Annotated[str, typer.Argument(metavar="条文", help="如“民法典 1254”“刑法120之1”")]
Depth = Annotated[int, typer.Option("--depth", help="走几步：1 只看直接的关系", min=1, max=3)]


def graph(subject: Subject, as_of: AsOf = None, depth: Depth = 1, as_json: AsJson = False) -> None:
    """一条或一部法引用了什么，又被什么引用、修改、废止、取代、解释、作为依据；每一项都有出处和原文。

    例：huiyin library graph "民法典 1254" --as-of 2026-01-01
    """
    from service.law.graph import neighbourhood

    with assembled() as parts:
        found = neighbourhood(parts, subject, as_of=as_of.date() if as_of else None, depth=depth)
        emit(found, as_json, _graph(found))


def around(article: Article, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """一条法条的前后左右：历次文本、引用的和引用它的、修改和解释它的、下位规定。

    例：huiyin library around "治安管理处罚法 43" --as-of 2026-03-01
    """
    from service.law.around import around as look
    from service.law.statutes import law_and_number

    law, number = law_and_number(article)
    with assembled() as parts:
        found = look(parts, law, number, as_of=as_of.date() if as_of else None)
        emit(found, as_json, _around(found))


def _around(found: "Around") -> Iterator[str]:
    from service.commands import printing

    yield from printing.article(found.shown)
    yield f"【历次文本】收录 {len(found.history)} 个"
    older = (None, *found.history)
    for stage, before in list(zip(found.history, older, strict=False))[::-1]:
        yield from _stage(stage, before)
    for group in found.groups:
        yield f"【{group.title}】{group.total} 处"
        for one in group.laws:
            for edge in one.edges:
                yield from _edge(edge)
    if not found.groups:
        yield "收录的文件里，没有找到它引用的条文，也没有找到引用、解释、修改它的条文"
    yield found.covers


def _stage(stage: "Stage", before: "Stage | None") -> Iterator[str]:
    moved = f"（原{before.label}，推算）" if before and stage.computed else ""
    begins = f"自 {stage.effective_from} 施行" if stage.effective_from else "施行日期未得到证明"
    change = f"，{stage.change}" if stage.change else ""
    yield f"  {stage.version}　{stage.label or '没有对应的条文'}{moved}{change}；{begins}，{stage.state_text}"
    yield from (f"      删：{span.of(before.text).strip()}" for span in stage.cut if before and before.text)
    yield from (f"      增：{span.of(stage.text).strip()}" for span in stage.put if stage.text)


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
