"""A quick part of what `huiyin evaluate reading` measures in full."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidRecord, InvalidSetting
from service.quality.copies import FORMS
from service.quality.facsimiles import TREATMENTS, Type
from service.quality.reading import distance, reading_quality

LETTERS = Path(__file__).parents[1] / "letters"


@pytest.mark.parametrize("form", [form for form in FORMS if form not in TREATMENTS])
def test_typed_forms_are_read_without_one_wrong_character(form: str) -> None:
    (found,) = reading_quality(LETTERS, [form], face=Type(), first=3)
    assert (found.errors, found.refused, found.letters) == (0.0, 0, 3)
    assert found.recalled == found.decisive


@pytest.mark.parametrize("form", ["scan-clean", "photo"])
def test_pictures_of_a_page_keep_within_two_percent(form: str, tmp_path: Path) -> None:
    (tmp_path / "信.txt").write_text((LETTERS / "letter-18.txt").read_text(encoding="utf-8")[:120], encoding="utf-8")
    (found,) = reading_quality(tmp_path, [form], face=Type())
    assert found.errors_folded <= 0.02
    assert found.pages == 1


def test_a_folder_without_letters_and_a_typeface_that_is_not_there_are_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord):
        next(reading_quality(tmp_path, ["docx"], face=Type()))
    with pytest.raises(InvalidSetting, match="fonts-noto-cjk"):
        next(reading_quality(LETTERS, ["pdf"], face=Type(tmp_path / "none.ttc")))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("", "", 0),
        ("工资", "工资", 0),
        ("", "工资", 2),
        ("拖欠工资", "拖久工资", 1),
        ("拖欠工资", "欠工资款", 2),
        ("甲乙", "乙甲", 2),
    ],
)
def test_the_distance_counts_characters_to_mend(left: str, right: str, expected: int) -> None:
    assert distance(left, right) == expected


@given(st.text(alphabet="甲乙丙", max_size=8), st.text(alphabet="甲乙丙", max_size=8))
def test_the_distance_is_the_same_both_ways_and_bounded(left: str, right: str) -> None:
    assert distance(left, right) == distance(right, left)
    assert abs(len(left) - len(right)) <= distance(left, right) <= max(len(left), len(right))
