"""What is known of a text on a day, from its own source and from one that holds the next text."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.law import Validity, Version, VersionKind
from corpus.validity.states import judge, tenured

FIRST = Version(
    id="w@2013-01-01",
    work="w",
    kind=VersionKind.ENACTED,
    adopted=None,
    promulgated=date(2013, 1, 1),
    effective_from=date(2013, 2, 1),
    effective_to=None,
    by=None,
    source="甲",
    known_until=date(2025, 4, 19),
    basis="文本写明“自2013年2月1日起施行”",
)
NEXT = replace(
    FIRST,
    id="w@2025-06-27",
    kind=VersionKind.UNKNOWN,
    promulgated=date(2025, 6, 27),
    effective_from=date(2026, 1, 1),
    source="乙",
    known_until=date(2026, 8, 28),
    basis="文本写明“自2026年1月1日起施行”",
)
HISTORY = ("2013-01-01 通过", "2025-06-27 修订")


def on(day: date, following: Version | None) -> Validity:
    held = tenured([FIRST, following] if following else [FIRST])
    return judge(held[0], held, day)


@pytest.mark.parametrize(
    ("following", "told"),
    [
        (NEXT, "现行有效"),  # published two months after the reach of the first source
        (replace(NEXT, promulgated=date(2025, 10, 28)), "现行有效"),  # 网络安全法: six months after it
        (replace(NEXT, history=HISTORY), "现行有效"),
        (replace(NEXT, promulgated=date(2025, 11, 27), history=HISTORY), "现行有效"),
        # Published long after, and no history: a change between would not be known.
        (replace(NEXT, promulgated=date(2025, 11, 27)), "现行有效（截至2025-04-19，此后未知）"),
        # A source that reaches no farther tells nothing more; nor does no source.
        (replace(NEXT, known_until=date(2025, 4, 19)), "现行有效（截至2025-04-19，此后未知）"),
        (None, "现行有效（截至2025-04-19，此后未知）"),
    ],
)
def test_a_source_that_holds_the_next_text_knows_the_one_before_it(following: Version | None, told: str) -> None:
    assert on(date(2025, 12, 31), following).told == told


def test_that_evidence_is_named_with_its_source() -> None:
    found = on(date(2025, 12, 31), NEXT)
    assert found.known_until == date(2026, 8, 28)
    assert (
        "乙（截至2026-08-28）收录的下一文本2025-06-27公布、2026-01-01起施行，没有其间另有修改的记载" in found.evidence
    )


def test_a_change_between_leaves_the_text_unknown() -> None:
    found = on(date(2025, 12, 31), replace(NEXT, history=("2013-01-01 通过", "2020-10-01 修正", *HISTORY[1:])))
    assert (found.told, found.known_until) == ("未知", date(2025, 4, 19))


def test_a_newer_text_without_a_proved_day_is_told_first() -> None:
    """宪法 of 2018: its last article keeps the first day."""
    following = replace(NEXT, effective_from=None, basis="文本没有写明施行日期")
    found = on(date(2025, 8, 1), following)
    assert found.evidence.startswith("2025-06-27已公布新文本，当日可能已经适用新文本，而不是2013-01-01公布的文本")
    assert (found.told, found.superseded_by) == ("未知", "2025-06-27公布的文本")
