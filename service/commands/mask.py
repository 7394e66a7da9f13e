"""`huiyin mask`."""

from service.commands.options import STDOUT, AsJson, BulkIn, BulkOut, LetterFile
from service.commands.running import assembled, contents, emit, one_of, run_bulk


def mask(file: LetterFile = None, *, source: BulkIn = None, target: BulkOut = STDOUT, as_json: AsJson = False) -> None:
    """遮蔽来信中的姓名、住址、出生日期、孩子的学校班级和各种号码。

    号码：电话、身份证、护照、银行卡、邮箱、车牌、微信、QQ、抖音等账号。

    例：huiyin mask 来信.txt

    批量：huiyin mask --in 来信.ndjson --out 遮蔽.ndjson（一行 {"id","text"}）
    """
    one_of(file, source)
    from service.inputs import TEXTS
    from service.texts import mask_text, text_of

    with assembled() as parts:
        if source is not None:
            run_bulk(source, target, TEXTS, lambda one: mask_text(parts, one.text, key=one.id))
        elif file is not None:
            data, name = contents(file)
            answer = mask_text(parts, text_of(parts, data, name), key=name)
            emit(answer, as_json, [answer.masked])
