import json

import pytest

from service.bulk import answers, as_line
from service.inputs import TEXTS


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
