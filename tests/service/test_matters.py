import json

import pytest

from service.assembly import Assembly
from service.cases.matters import import_cases
from service.intake import take_in
from tests.service.letters import TEXT

GOOD = {"id": "c1", "text": "工地拖欠工资", "kind": "complaint", "date": "2026-03-02"}


def line(**changed: object) -> bytes:
    return json.dumps({**GOOD, **changed}).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"id": ""},
        {"id": " "},
        {"text": " "},
        {"kind": ""},
        {"date": 0},  # 1970-01-01 as pydantic reads it
        {"date": "0"},
        {"date": 20260302},
        {"date": "2026-3-2"},
        {"date": "2026-02-30"},
        {"charges": [""]},
        {"cause": " "},
    ],
    ids=repr,
)
def test_a_line_that_is_no_case_is_a_problem_and_not_kept(parts: Assembly, changed: dict[str, object]) -> None:
    before = parts.register.count()
    report = import_cases(parts, [line(**changed)])
    assert [(one.line, one.status) for one in report.problems] == [(1, 422)]
    assert parts.register.count() == before


def test_of_two_lines_with_one_id_the_first_counts_and_the_second_is_told(parts: Assembly) -> None:
    report = import_cases(parts, [line(), line(text="楼上漏水")])
    assert (report.read, report.new) == (1, 1)
    assert [(one.id, one.line, "相同" in one.detail) for one in report.problems] == [("c1", 2, True)]
    assert "工地拖欠工资" in {case.text for case in parts.register.searchable()}


def test_a_case_whose_id_is_known_stays_as_it_is(parts: Assembly) -> None:
    import_cases(parts, [line()])
    report = import_cases(parts, [line(text="楼上漏水")])
    assert (report.read, report.new, report.problems) == (1, 0, ())


def test_no_case_takes_the_id_of_a_letter(parts: Assembly) -> None:
    kept = take_in(parts, TEXT.encode(), None, limits=parts.limits)
    report = import_cases(parts, [line(id=kept.id)])
    assert (report.new, len(report.problems)) == (0, 1)
