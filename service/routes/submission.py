"""A letter as it is sent: typed text in JSON, or a file in a form."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import UploadFile

from corpus.errors import UnsupportedForm
from service.inputs import Words

FORM: Final = "multipart/form-data"
JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Typed:
    """A letter as text."""

    text: Words


@dataclass(frozen=True, slots=True)
class Submission:
    """What was sent: a file with its name, or typed text."""

    data: bytes
    name: str | None  # None: typed


# What OpenAPI says of the two forms; the route reads the request itself.
BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {
                "schema": {
                    "type": "object",
                    "required": ["text"],
                    "properties": {"text": {"type": "string", "description": "来信的文字"}},
                }
            },
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "txt、pdf、docx、ofd、邮件、压缩包、扫描件、照片……",
                        }
                    },
                }
            },
        },
    }
}
_TYPED: Final = TypeAdapter(Typed)


async def _submission(request: Request) -> Submission:
    """Read the body; it is asynchronous because reading a request is."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == JSON:
        return _typed(await request.body())
    if kind == FORM:
        async with request.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            if isinstance(file, UploadFile):
                return Submission(await file.read(), file.filename or "未命名")
        raise RequestValidationError([{"type": "missing", "loc": ("body", "file")}])
    raise UnsupportedForm('请求体要是 application/json 的 {"text": "…"}，或 multipart/form-data 的文件 file')


def _typed(body: bytes) -> Submission:
    try:
        return Submission(_TYPED.validate_json(body).text.encode(), None)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from None


Submitted = Annotated[Submission, Depends(_submission)]
