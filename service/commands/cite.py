"""`huiyin cite`."""

from service.commands.options import STDOUT, AsJson, AsOf, BulkIn, BulkOut, LetterFile
from service.commands.running import assembled, contents, emit, one_of, run_bulk


def cite(
    file: LetterFile = None,
    *,
    as_of: AsOf = None,
    source: BulkIn = None,
    target: BulkOut = STDOUT,
    as_json: AsJson = False,
) -> None:
    """找出文中引用的法条，并核对是否真有其条、那一天是否有效。

    例：huiyin cite 来信.txt --as-of 2024-05-01

    批量：huiyin cite --in 来信.ndjson --out 引用.ndjson（一行 {"id","text","as_of"?,"host"?}）
    """
    one_of(file, source)
    from service.commands import printing
    from service.inputs import CITING
    from service.texts import cite_text, text_of

    day = as_of.date() if as_of else None
    with assembled() as parts:
        if source is not None:
            run_bulk(
                source,
                target,
                CITING,
                lambda one: cite_text(parts, one.text, key=one.id, as_of=one.as_of or day, host=one.host),
            )
        elif file is not None:
            data, name = contents(file)
            text = text_of(parts, data, name)
            answer = cite_text(parts, text, key=name, as_of=day)
            emit(answer, as_json, printing.citations(answer.citations, text))
