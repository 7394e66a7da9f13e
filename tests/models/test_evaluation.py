"""The code that measures is measured itself, on figures that a hand can check."""

import numpy as np
import pytest

from models import evaluation
from models.letters import Example, Letters


def letters(count: int) -> tuple[Example, ...]:
    return tuple(
        Example(f"raw:{number // 2}", "甲", (), frozenset({f"words:{number // 2}"})) for number in range(count)
    )


@pytest.mark.parametrize(
    ("gold", "guessed", "expected"),
    [
        ([0, 0, 1, 1], [0, 0, 1, 1], [1, 1]),
        ([0, 0, 1, 1], [0, 1, 1, 1], [2 / 3, 0.8]),  # P 1 R .5; P 2/3 R 1
        ([0, 0], [0, 0], [1, 0]),  # a label that nobody bears and nobody guesses
    ],
)
def test_f1_of_each_label(gold: list[int], guessed: list[int], expected: list[float]) -> None:
    assert evaluation.f1(np.array(gold), np.array(guessed), 2) == pytest.approx(expected)


def test_calibration_error_is_the_gap_between_claim_and_truth() -> None:
    right = np.array([True, False] * 50)
    assert evaluation.expected_calibration_error(np.full(100, 0.9), right) == pytest.approx(0.4)
    assert evaluation.expected_calibration_error(np.full(100, 0.5), right) == pytest.approx(0.0)


def test_groups_never_stand_on_both_sides_of_a_fold() -> None:
    raw = letters(40)
    seen = []
    for rest, fold in evaluation.folds(raw):
        assert not {raw[place].group for place in rest} & {raw[place].group for place in fold}
        seen += fold.tolist()
    assert sorted(seen) == list(range(40))


def test_nothing_tied_to_a_judged_letter_is_learned_from() -> None:
    judged = Example("raw:1", "甲", (), frozenset({"words:7"}))
    twin = Example("raw:2", "甲", (), frozenset({"words:7", "words:8"}))  # another group, the same letter
    other = Example("raw:3", "甲", (), frozenset({"words:9"}))
    words = tuple(Example(f"words:{number}", "甲", ()) for number in (1, 7, 9))
    kept = evaluation.learnable(Letters((judged, twin, other), words, frozenset(), {}), [judged], [twin, other])
    assert [example.group for example in kept] == ["words:1", "words:9", "raw:3"]


def test_the_threshold_lets_pass_what_is_right_often_enough() -> None:
    sure = [([3.0, 0.0], 0), ([0.0, 3.0], 1)] * 20
    unsure = [([0.5, 0.0], 0), ([0.5, 0.0], 1), ([0.0, 0.5], 1), ([0.0, 0.5], 0)] * 5
    scores, gold = np.array([row for row, _ in sure + unsure]), np.array([label for _, label in sure + unsure])
    fitted = evaluation.calibrate(scores, gold, accuracy=0.95)
    accepted = fitted.probabilities(scores).max(axis=1) >= fitted.threshold
    assert accepted.tolist() == [True] * 40 + [False] * 20


def test_where_no_letter_is_sure_enough_all_go_to_a_person() -> None:
    fitted = evaluation.calibrate(np.array([[1.0, 0.0]] * 3), np.array([1, 0, 1]), accuracy=1.0)
    assert fitted.threshold == evaluation.NEVER


def test_aninterval_holds_its_value_and_narrows_with_more_groups() -> None:
    def width(count: int) -> float:
        right = np.arange(count) % 4 > 0
        made = evaluation.interval(lambda rows: float(right[rows].mean()), np.arange(count))
        assert made.low <= made.value <= made.high
        return made.high - made.low

    assert width(1600) < width(100) / 2
