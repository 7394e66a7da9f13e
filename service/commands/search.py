"""`huiyin search …`."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.law import Level
from service.commands.options import STDOUT, AsJson, AsOf, BulkIn, BulkOut
from service.commands.running import assembled, emit, one_of, run_bulk
from service.commands.wording import CommandLine

app = CommandLine("检索法条和类似事项。")


def a_sorting(written: str) -> str:
    """Take an order of exact search."""
    from indexing.page import Sorting

    if written not in set(Sorting):
        raise typer.BadParameter(f"排列只有 {'、'.join(Sorting)}：{written}")
    return written


def a_list_file(written: str) -> Path:
    """Take the path of a file to be written, of a kind that there is, in a folder that is there."""
    from service.exports.export import Format

    path = Path(written)
    if path.suffix.lower().removeprefix(".") not in set(Format):
        raise typer.BadParameter(f"文件名要以 .json、.csv 或 .docx 结尾：{written}")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"没有这个文件夹：{path.parent}")
    return path


Query = Annotated[str | None, typer.Argument(metavar="检索词", help="词语、问题，或一条引用", show_default=False)]
Limit = Annotated[int, typer.Option("--k", "--limit", help="最多多少条", min=1, max=1000)]
Levels = Annotated[list[Level] | None, typer.Option("--level", help="只要这一层级，可写多次", show_default=False)]

Exact = Annotated[bool, typer.Option("--exact", help="精确检索：不用语义和近义词，总数准确；写法见网页“法条检索”")]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="排列",
        help="精确检索的排列：rank 层级，date 公布日期，relevance 相关",
        parser=a_sorting,
    ),
]
Given = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="键:值",
        help="筛选，可写多次；键：法律、层级、机关、地区、效力、公布、施行、年份",
        show_default=False,
    ),
]
AllStates = Annotated[bool, typer.Option("--all-states", help="也要已废止、已修改、尚未生效的文本，并标明")]
Facets = Annotated[bool, typer.Option("--facets", help="按层级、机关、地区、年份、效力计数")]
Export = Annotated[
    Path | None,
    typer.Option(
        "--export",
        metavar="文件",
        help="前 1000 条写成文件：.json、.csv（Excel 可直接打开）或 .docx",
        parser=a_list_file,
        show_default=False,
    ),
]
Cursor = Annotated[str | None, typer.Option("--cursor", metavar="标记", help="上一页的 next", show_default=False)]

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
    exact: Exact = False,
    sort: Sort = "rank",
    given: Given = None,
    all_states: AllStates = False,
    facets: Facets = False,
    export: Export = None,
    cursor: Cursor = None,
    limit: Limit = 10,
    source: BulkIn = None,
    target: BulkOut = STDOUT,
    as_json: AsJson = False,
) -> None:
    """检索法条；写明确的引用时，那一条排在最前。

    例：huiyin search statutes "拖欠工资" --as-of 2024-05-01

    例：huiyin search statutes "民法典第1254条"

    精确检索：huiyin search statutes --exact "同款(用人单位 经济补偿) 非 试用期" --sort date

    筛选：huiyin search statutes "拖欠工资" --filter 机关:国务院 --filter 公布:2018至2020

    导出：huiyin search statutes "拖欠工资" --export 结果.docx

    批量：huiyin search statutes --in 问题.ndjson --k 100 --out 结果.ndjson（一行 {"id","query","as_of"?,"level"?}）
    """
    one_of(query, source, what="检索词")
    from indexing.page import Sorting
    from indexing.query import named_filter
    from service.commands import printing
    from service.exports.export import Format
    from service.exports.export import export as exported
    from service.inputs import STATUTE_QUERIES
    from service.law.searching import Mode, Search, find, find_line

    day = as_of.date() if as_of else None
    filters = [*(given or []), *(["效力:全部"] if all_states else [])]
    with assembled() as parts:
        if source is not None:
            run_bulk(source, target, STATUTE_QUERIES, lambda one: find_line(parts, one, limit=limit, as_of=day))
        elif query is not None:
            search = Search(
                query,
                as_of=day,
                levels=tuple(levels or ()),
                limit=limit,
                cursor=cursor,
                mode=Mode.EXACT if exact else Mode.QUESTION,
                sorting=Sorting(sort),
                given=tuple(map(named_filter, filters)),
                facets=facets,
            )
            if export is not None:
                export.write_bytes(exported(parts, search, Format(export.suffix.lower().removeprefix("."))))
            else:
                page = find(parts, search)
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
    from service.cases.similar import Question, search, similar_line
    from service.commands import printing
    from service.inputs import CASE_QUERIES

    asked = Question(
        query, letter, cause=cause, charge=charge, cites=cites, standing=standing, by_rank=by_rank, limit=limit
    )
    with assembled() as parts:
        if source is not None:
            run_bulk(source, target, CASE_QUERIES, lambda one: similar_line(parts, one, limit=limit))
        else:
            found = search(parts, asked)
            emit(found, as_json, printing.cases(found))
