"""Many texts at once: NDJSON in and out, one answer or one problem a line, in order.

A line that cannot be answered becomes its problem with its id and line number; the others go on.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import to_json

from corpus.errors import InvalidRecord
from corpus.ndjson import parsed
from service.errors import Problem, problem
from service.validation import record


@dataclass(frozen=True, slots=True)
class BulkProblem:
    """What became of a line that has no answer; the members of Problem with where it happened."""

    id: str | None
    line: int
    type: str
    title: str
    status: int
    detail: str


Input = TypeVar("Input")
Answer = TypeVar("Answer")


def answers(
    lines: Iterable[bytes], shape: TypeAdapter[Input], answer: Callable[[Input], Answer]
) -> Iterator[Answer | BulkProblem]:
    """Answer each line in turn; blank lines are skipped, a failure of one line is that line's answer."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        fields: object = None
        try:
            fields = parsed(line)
            yield answer(record(shape, _writable(fields)))
        except Exception as error:  # noqa: BLE001 - whatever one line meets must not take the others' answers away
            yield _at(problem(error), fields, number)


def as_line(answer: object) -> bytes:
    """Write an answer as one line of UTF-8 JSON."""
    return to_json(answer) + b"\n"


def _writable(fields: object) -> object:
    if not _written(fields):
        raise InvalidRecord("这一行含有不是文字的字符（半个代理对）")
    return fields


def _at(told: Problem, fields: object, line: int) -> BulkProblem:
    members: dict[str, Any] = asdict(told)
    members.pop("errors")
    known = fields.get("id") if isinstance(fields, dict) else None
    return BulkProblem(id=known if isinstance(known, str) and _written(known) else None, line=line, **members)


def _written(found: object) -> bool:
    """Tell whether this can be written as UTF-8: JSON lets half of a surrogate pair through."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True
