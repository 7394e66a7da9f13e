"""The thirty trial letters, whose truth was written without looking at any program: what was reached stays reached."""

import datetime as dt
from pathlib import Path

import pytest

from models.trials import Trials, measure_letters

LETTERS = Path(__file__).parents[1] / "letters" / "expected.jsonl"


@pytest.fixture(scope="module")
def trials() -> Trials:
    return measure_letters(LETTERS, today=dt.date(2026, 11, 24))


def test_private_texts_are_covered(trials: Trials) -> None:
    assert trials.leaks == ()


def test_nothing_else_is_masked(trials: Trials) -> None:
    assert trials.overmasked == ()


def test_the_day_of_the_events_is_right(trials: Trials) -> None:
    assert trials.event_days == trials.letters, trials.wrong_event_days


def test_the_letter_s_own_day_is_right(trials: Trials) -> None:
    assert trials.letter_days == trials.letters, trials.wrong_letter_days
