"""`huiyin analyze`."""

from service.commands.options import STDOUT, AsJson, BulkIn, BulkOut, LetterFile
from service.commands.running import assembled, contents, emit, one_of, run_bulk


def analyze(
    file: LetterFile = None, *, source: BulkIn = None, target: BulkOut = STDOUT, as_json: AsJson = False
) -> None:
    """分析来信：主题、隐私、引用、摘要、适用法条、类似事项。

    例：huiyin analyze 来信.pdf

    批量：huiyin analyze --in 来信.ndjson --out 分析.ndjson（一行 {"id","text"}）
    """
    one_of(file, source)
    from service.commands import printing
    from service.inputs import TEXTS
    from service.intake import analyse_submitted, analyse_text

    with assembled() as parts:
        if source is not None:
            run_bulk(source, target, TEXTS, lambda one: analyse_text(parts, one.text, key=one.id))
        elif file is not None:
            answer = analyse_submitted(parts, *contents(file), limits=parts.limits)
            emit(answer, as_json, printing.answered(answer))
