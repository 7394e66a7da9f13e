import json

import pytest

from service.bulk import BulkProblem, answers, as_line
from service.inputs import STATUTE_QUERIES, TEXTS


@pytest.mark.parametrize(
    "line",
    [
        b'{"id":"\\ud800"}',  # half of a surrogate pair cannot be written back
        b'{"id":"\\ud800","text":"a"}',
        b'{"id":"1","text":"\\ud800"}',
        b"[" * 200_000,
        b'{"id":' + b"[" * 200_000,
        b'{"id":' + b"9" * 6_000 + b"}",
        b'{"id":"1","text":7}',
        b"\xff\xfe",
        b"null",
    ],
    ids=lambda line: line[:24].decode("latin-1"),
)
def test_a_line_that_does_not_fit_is_its_own_problem_and_no_other_lines(line: bytes) -> None:
    good = b'{"id":"2","text":"a"}'
    told = [json.loads(as_line(one)) for one in answers([line, good], TEXTS, lambda one: one)]
    assert (told[0]["line"], told[0]["status"]) == (1, 422)
    assert told[1] == {"id": "2", "text": "a"}


@pytest.mark.parametrize("day", [0, "0", 1714521600, "2024-5-1", "20240501", "2024-02-30", True])
def test_a_day_is_written_as_a_day_and_never_a_number(day: object) -> None:
    line = json.dumps({"id": "1", "query": "工资", "as_of": day}).encode()
    told = list(answers([line], STATUTE_QUERIES, lambda one: one))
    assert [(one.status, "2024-05-01" in one.detail) for one in told if isinstance(one, BulkProblem)] == [(422, True)]
