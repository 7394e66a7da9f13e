"""What does not fit in a request or a line of bulk input, told in Chinese by field, never by value."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from corpus.errors import InvalidRecord
from service.errors import FieldProblem

# pydantic's kinds of error (docs.pydantic.dev/latest/errors/validation_errors); {…} are its own context values.
_TOLD: Final[Mapping[str, str]] = {
    "missing": "不能缺",
    "json_invalid": "不是有效的 JSON",
    "string_type": "要是文字",
    "string_unicode": "含有不是文字的字符",
    "string_too_short": "不能为空",
    "string_too_long": "最多 {max_length} 个字",
    "string_pattern_mismatch": "写法不对",
    "int_type": "要是整数",
    "int_parsing": "要是整数",
    "int_from_float": "要是整数",
    "greater_than_equal": "至少是 {ge}",
    "less_than_equal": "最多是 {le}",
    "date_type": "日期要写成 2024-05-01",
    "date_parsing": "日期要写成 2024-05-01",
    "date_from_datetime_parsing": "日期要写成 2024-05-01",
    "date_from_datetime_inexact": "日期要写成 2024-05-01",
    "enum": "没有这个选项",
    "literal_error": "没有这个选项",
    "list_type": "要是列表",
    "tuple_type": "要是列表",
    "dict_type": "要是对象",
    "dataclass_type": "要是对象",
    "model_attributes_type": "要是对象",
    "extra_forbidden": "没有这个字段",
    "unexpected_keyword_argument": "没有这个字段",
}
_OTHERWISE: Final = "不合要求"
_PLACES: Final = frozenset({"body", "query", "path", "header"})

Record = TypeVar("Record")


def field_problems(errors: Iterable[ErrorDetails | Mapping[str, Any]]) -> tuple[FieldProblem, ...]:
    """Translate pydantic's errors; the input that they carry is left out."""
    return tuple(
        FieldProblem(field=_name(error["loc"]), detail=_TOLD.get(error["type"], _OTHERWISE).format(**_context(error)))
        for error in errors
    )


def record(adapter: TypeAdapter[Record], fields: object) -> Record:
    """Make a record of parsed JSON; InvalidRecord names each field that does not fit."""
    try:
        return adapter.validate_python(fields)
    except ValidationError as error:
        told = "；".join(f"{one.field}：{one.detail}" for one in field_problems(error.errors()))
        raise InvalidRecord(told) from None


def _name(location: Iterable[int | str]) -> str:
    steps = [str(step) for step in location]
    if steps and steps[0] in _PLACES:
        steps = steps[1:]
    return ".".join(steps) or "内容"


def _context(error: ErrorDetails | Mapping[str, Any]) -> Mapping[str, Any]:
    return error.get("ctx") or {}
