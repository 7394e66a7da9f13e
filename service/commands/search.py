"""`huiyin search …`."""

from typing import Annotated

import typer

from corpus.law import Level
from service.commands.options import STDOUT, AsJson, AsOf, BulkIn, BulkOut
from service.commands.running import assembled, emit, one_of, run_bulk
from service.commands.wording import CommandLine

app = CommandLine("检索法条和类似事项。")

Query = Annotated[str | None, typer.Argument(metavar="检索词", help="词语、问题，或一条引用", show_default=False)]
Limit = Annotated[int, typer.Option("--k", "--limit", help="最多多少条", min=1, max=1000)]
Levels = Annotated[list[Level] | None, typer.Option("--level", help="只要这一层级，可写多次", show_default=False)]


@app.command("statutes")
def statutes(
    query: Query = None,
    *,
    as_of: AsOf = None,
    levels: Levels = None,
    limit: Limit = 10,
    source: BulkIn = None,
    target: BulkOut = STDOUT,
    as_json: AsJson = False,
) -> None:
    """检索法条；写明确的引用时，那一条排在最前。

    例：huiyin search statutes "拖欠工资" --as-of 2024-05-01

    例：huiyin search statutes "民法典第1254条"

    批量：huiyin search statutes --in 问题.ndjson --k 100 --out 结果.ndjson（一行 {"id","query","as_of"?,"level"?}）
    """
    one_of(query, source, what="检索词")
    from service.commands import printing
    from service.inputs import STATUTE_QUERIES
    from service.statutes import Search, find, find_line

    day = as_of.date() if as_of else None
    with assembled() as parts:
        if source is not None:
            run_bulk(source, target, STATUTE_QUERIES, lambda one: find_line(parts, one, limit=limit, as_of=day))
        elif query is not None:
            page = find(parts, Search(query, as_of=day, levels=tuple(levels or ()), limit=limit))
            emit(page, as_json, printing.hits(page))


@app.command("cases")
def cases(
    query: Query = None,
    *,
    limit: Limit = 10,
    source: BulkIn = None,
    target: BulkOut = STDOUT,
    as_json: AsJson = False,
) -> None:
    """找类似事项：与一段叙述最接近的案例和来信（只显示遮蔽后的文字）。

    例：huiyin search cases "工地老板跑了，三个月工资没发"

    批量：huiyin search cases --in 叙述.ndjson --k 100 --out 结果.ndjson（一行 {"id","query"}）
    """
    one_of(query, source, what="检索词")
    from service.advice import similar, similar_line
    from service.commands import printing
    from service.inputs import CASE_QUERIES

    with assembled() as parts:
        if source is not None:
            run_bulk(source, target, CASE_QUERIES, lambda one: similar_line(parts, one, limit=limit))
        elif query is not None:
            found = similar(parts, query, limit=limit)
            emit(found, as_json, printing.matters(found.hits))
