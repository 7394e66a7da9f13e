"""`huiyin jobs …`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson
from service.commands.running import assembled, emit
from service.commands.wording import CommandLine

if TYPE_CHECKING:
    from service.answers import Job

app = CommandLine("任务：后台读的文件进行到哪里。")

Limit = Annotated[int, typer.Option("--limit", help="最多多少个", min=1, max=10_000)]


@app.command("list")
def list_(limit: Limit = 20, as_json: AsJson = False) -> None:
    """最近的任务，最新的在前。任务由网页和接口交来，由 huiyin serve 逐个读。

    例：huiyin jobs list
    """
    with assembled() as parts:
        found = parts.jobs.all(limit=limit)
        emit(found, as_json, (line for one in found for line in _summary(one)) if found else ["没有任务"])


@app.command("show")
def show(key: Annotated[str, typer.Argument(metavar="编号", help="交文件时给的编号")], as_json: AsJson = False) -> None:
    """一个任务：进行到哪里，结果是什么，没有读出的是什么、为什么。

    例：huiyin jobs show 20261124-3f9a2c1b04d7
    """
    with assembled() as parts:
        found = parts.jobs.job(key)
        emit(found, as_json, [*_summary(found), *_answers(found)])


@app.command("retry")
def retry(key: Annotated[str, typer.Argument(metavar="编号", help="失败的任务")], as_json: AsJson = False) -> None:
    """重试一个失败的任务；文件还留着的才可以重试。

    例：huiyin jobs retry 20261124-3f9a2c1b04d7
    """
    from service.receiving.backlog import retry as retry_job

    with assembled() as parts:
        found = retry_job(parts, key)
        emit(found, as_json, _summary(found))


@app.command("dismiss")
def dismiss(key: Annotated[str, typer.Argument(metavar="编号", help="失败的任务")], as_json: AsJson = False) -> None:
    """删去一个失败的任务留着的文件；任务和失败的原因仍在。

    例：huiyin jobs dismiss 20261124-3f9a2c1b04d7
    """
    from service.receiving.backlog import dismiss as dismiss_job

    with assembled() as parts:
        found = dismiss_job(parts, key)
        emit(found, as_json, _summary(found))


def _answers(job: "Job") -> Iterator[str]:
    from service.commands import printing

    for one in job.analyses or (job.analysis,):
        if one is not None:
            yield from printing.analysis(one)


def _summary(job: "Job") -> Iterator[str]:
    pages = f"{job.pages_read}/{job.pages} 页" if job.pages else "尚未打开" if job.ended is None else ""
    yield f"{job.id} {job.state} {pages}　{job.created} 交来，试 {job.attempts} 次" + (
        f"，{job.ended} 结束" if job.ended else ""
    )
    if job.letters:
        yield f"  收下 {len(job.letters)} 封：{'、'.join(job.letters)}"
    yield from (f"  {one.what}：{one.why}" for one in job.failures)
