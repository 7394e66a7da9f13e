import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from service.marking import Mark, stretches


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [("拖欠工资三月", ())]),
        ([(0, 2, "a")], [("拖欠", ("a",)), ("工资三月", ())]),
        ([(0, 4, "a"), (2, 6, "b")], [("拖欠", ("a",)), ("工资", ("a", "b")), ("三月", ("b",))]),  # overlap
        ([(0, 6, "a"), (2, 4, "b")], [("拖欠", ("a",)), ("工资", ("a", "b")), ("三月", ("a",))]),  # one inside
        ([(2, 2, "a")], [("拖欠工资三月", ())]),  # empty
        ([(4, 9, "a")], [("拖欠工资三月", ())]),  # beyond the end
        ([(2, 4, "a"), (2, 4, "a")], [("拖欠", ()), ("工资", ("a",)), ("三月", ())]),  # twice the same
    ],
)
def test_a_text_is_cut_where_marks_begin_and_end(
    marks: list[tuple[int, int, str]], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = stretches("拖欠工资三月", [Mark(Span(start, end), kind) for start, end, kind in marks])
    assert [(one.words, one.kinds) for one in found] == expected


@given(st.text(), st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40), st.sampled_from("abc"))))
def test_no_character_is_lost_or_doubled(text: str, marks: list[tuple[int, int, str]]) -> None:
    found = stretches(text, [Mark(Span(start, end), kind) for start, end, kind in marks])
    assert "".join(one.words for one in found) == text
