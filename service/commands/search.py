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

Letter = Annotated[
    str | None, typer.Option("--letter", metavar="编号", help="与来信库里的一封信比较", show_default=False)
]
Cites = Annotated[
    str | None, typer.Option("--cites", metavar="法条", help="引用这一条的案例，如“刑法 293”", show_default=False)
]
Cause = Annotated[str | None, typer.Option("--cause", metavar="案由", help="只要这一案由", show_default=False)]
Charge = Annotated[str | None, typer.Option("--charge", metavar="罪名", help="只要这一罪名", show_default=False)]
Standing = Annotated[
    str | None,
    typer.Option("--kind", metavar="类型", help="指导性案例、人民法院案例库、裁判文书、本单位案例", show_default=False),
]
ByRank = Annotated[bool, typer.Option("--by-rank", help="指导性案例在前，其次人民法院案例库，再次其他")]


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
    letter: Letter = None,
    cites: Cites = None,
    cause: Cause = None,
    charge: Charge = None,
    standing: Standing = None,
    by_rank: ByRank = False,
    limit: Limit = 10,
    source: BulkIn = None,
    target: BulkOut = STDOUT,
    as_json: AsJson = False,
) -> None:
    """找类似事项：与一段叙述或一封来信最接近的案例和来信，或引用某一条的案例（只显示遮蔽后的文字）。

    几乎相同的文本单独标出。检索词里也可以写 案由:民间借贷、罪名:盗窃、类型:指导性案例、法院:…、引用:刑法293。

    例：huiyin search cases "工地老板跑了，三个月工资没发"

    例：huiyin search cases --letter 20261124-3f9a2c1b04d7

    例：huiyin search cases --cites "刑法 293"

    例：huiyin search cases "酒后打人" --charge 寻衅滋事

    批量：huiyin search cases --in 叙述.ndjson --k 100 --out 结果.ndjson（一行 {"id","query"}）
    """
    one_of(query or letter or cites or cause or charge or standing, source, what="检索词或条件")
    if query and letter:
        raise typer.BadParameter("检索词和 --letter 只写一个")
    from service.commands import printing
    from service.inputs import CASE_QUERIES
    from service.similar import Question, search, similar_line

    asked = Question(
        query, letter, cause=cause, charge=charge, cites=cites, standing=standing, by_rank=by_rank, limit=limit
    )
    with assembled() as parts:
        if source is not None:
            run_bulk(source, target, CASE_QUERIES, lambda one: similar_line(parts, one, limit=limit))
        else:
            found = search(parts, asked)
            emit(found, as_json, printing.cases(found))
