"""`huiyin classify`."""

from enum import StrEnum
from typing import Annotated

import typer

from service.commands.options import STDOUT, AsJson, BulkIn, BulkOut, LetterFile
from service.commands.running import assembled, contents, emit, one_of, run_bulk


class Task(StrEnum):
    """What can be classified."""

    COMPLAINTS = "complaints"


TaskOption = Annotated[Task, typer.Option("--task", help="分类任务：complaints 为群众来信的主题")]


def classify(
    file: LetterFile = None,
    *,
    task: TaskOption = Task.COMPLAINTS,  # noqa: ARG001 - the only task so far; the option is part of the contract
    source: BulkIn = None,
    target: BulkOut = STDOUT,
    as_json: AsJson = False,
) -> None:
    """给来信分类，给出校准过的概率；拿不准时写明“需人工判断”。

    例：huiyin classify 来信.txt

    批量：huiyin classify --task complaints --in 来信.ndjson --out 标签.ndjson（一行 {"id","text"}）
    """
    one_of(file, source)
    from service.commands import printing
    from service.inputs import TEXTS
    from service.texts import classify_text, text_of

    with assembled() as parts:
        if source is not None:
            run_bulk(source, target, TEXTS, lambda one: classify_text(parts, one.text, key=one.id))
        elif file is not None:
            data, name = contents(file)
            answer = classify_text(parts, text_of(parts, data, name), key=name)
            emit(answer, as_json, printing.labels(answer.labels, answer.abstained))
