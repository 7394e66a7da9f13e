"""`huiyin evaluate …` and `huiyin train …`: need the data folder, which is not part of the program."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.options import AsJson
from service.commands.running import assembled, emit, progress

evaluate = typer.Typer(help="检验：检索找得准不准，来信旁边的法条合不合适。", no_args_is_help=True)
train = typer.Typer(help="训练：从数据文件夹重新学出随程序的模型。", no_args_is_help=True)

Data = Annotated[Path, typer.Option("--data", metavar="文件夹", help="数据文件夹", exists=True, file_okay=False)]
Letters = Annotated[
    Path, typer.Argument(metavar="名单", help="NDJSON，写明来信文件和预期的法条", exists=True, dir_okay=False)
]
Out = Annotated[Path, typer.Option("--out", metavar="文件夹", help="模型写到哪里；写好才替换旧的", file_okay=False)]
Split = Annotated[str, typer.Option("--split", help="哪一部分：train 或 dev")]


@evaluate.callback()
def evaluating() -> None:
    """检验：检索找得准不准，来信旁边的法条合不合适。"""


@evaluate.command("search")
def search(data: Data, split: Split = "dev", as_json: AsJson = False) -> None:
    """用 STARD 的问题检验法条检索，只算法规库里有答案的问题。

    例：huiyin evaluate search --data ../shared/data
    """
    from service.evaluation import search_quality

    with assembled() as parts:
        with progress("检验") as told:
            found = search_quality(parts, data, split=split, progress=told)
        emit(
            found,
            as_json,
            [
                f"{found.questions} 个问题（另有 {found.left_out} 个，法规库没有其答案）",
                f"R@10 {found.recall_at_10:.3f}，R@100 {found.recall_at_100:.3f}，MRR {found.mrr:.3f}",
            ],
        )


@evaluate.command("advice")
def advice(letters: Letters, as_json: AsJson = False) -> None:
    """检验来信旁边的法条：律师预期的有几条在列；每封信列出的都印出来，请人读。

    例：huiyin evaluate advice tests/letters/expected.jsonl
    """
    from service.advice_quality import advice_quality
    from service.commands import printing

    with assembled() as parts:
        found = advice_quality(parts, letters)
        emit(found, as_json, printing.advice(found))


@train.callback()
def training() -> None:
    """训练：从数据文件夹重新学出随程序的模型。"""


@train.command("complaints")
def complaints(data: Data, out: Out, as_json: AsJson = False) -> None:
    """训练并检验来信主题模型，写成一个模型文件夹；一个核上约十分钟。

    例：huiyin train complaints --data ../shared/data --out 模型
    """
    from models.complaints import train_complaints

    measured = train_complaints(data, out, tell=lambda line: typer.echo(line, err=True))
    emit(measured, as_json, [f"macro-F1 {measured.macro_f1}，准确率 {measured.accuracy}"])
