"""/v1/lists: lists of letters, one row a letter."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, UploadFile
from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator

from corpus.lists import Columns
from service.errors import RESPONSES
from service.inputs import Words
from service.receiving.lists import ListImport, import_list
from service.routes.parts import Parts

router = APIRouter(prefix="/v1", tags=["来信清单"], responses=RESPONSES)

# A browser sends a field that was left empty as an empty text.
Head = Annotated[
    Words | None,
    BeforeValidator(lambda sent: sent or None),
    Form(description="列名；写了 text 就存下这个对应关系"),
]


def _columns(text: Head = None, number: Head = None, name: Head = None, date: Head = None) -> Columns | None:
    if text is None and any((number, name, date)):
        raise RequestValidationError([{"type": "missing", "loc": ("body", "text")}])
    return Columns(text, number, name, date) if text else None


Heads = Annotated[Columns | None, Depends(_columns)]


@router.post("/lists", summary="导入一份来信清单（xlsx、csv）")
def import_(
    parts: Parts,
    file: UploadFile,
    mapping: Annotated[Words, Form(description="对应关系的名称，如“市长热线”", max_length=128)],
    columns: Heads,
) -> ListImport:
    """一行一封，按存好的对应关系收下；编号已收过的不重复收，所以中断了可以原样再交一次。没有收下的行写明原因。"""
    return import_list(parts, file.file.read(), file.filename or "未命名", mapping=mapping, columns=columns)


@router.get("/lists/mappings", summary="存好的对应关系")
def mappings(parts: Parts) -> dict[str, Columns]:
    """名称，和哪一列是内容、编号、来信人、日期。"""
    return parts.register.mappings()
