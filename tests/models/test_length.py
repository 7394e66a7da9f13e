"""A letter twice as long takes twice the work to mask, whatever it repeats."""

from functools import partial

import pytest

from models.private import mask
from tests.steps import steps

_FAMILIES = "张王李赵陈杨黄周"
_GIVEN = "伟芳娜敏静丽强磊洋艳勇军杰涛明超霞平刚桂"


def _names(count: int) -> str:
    return "".join(
        f"举报人{_FAMILIES[n % 8]}{_GIVEN[n // 8 % 20]}{_GIVEN[n // 160 % 20]}，电话138{n:08d}。" for n in range(count)
    )


@pytest.mark.parametrize(
    "words",
    [
        "我叫张",
        "我叫张三、",  # each announces a list
        "王·",  # a name with a dot, and nothing else
        "我叫艾力·买买提。",
        "住在朝阳路23号，",
        "女儿朵朵和",
    ],
)
def test_twice_the_same_words_are_twice_the_steps(words: str) -> None:
    mask(words)  # what is done once is done
    once, twice = (steps(partial(mask, words * number)) for number in (60, 120))
    assert twice <= 2.2 * once


def test_twice_the_people_are_twice_the_steps() -> None:
    mask(_names(1))
    once, twice = (steps(partial(mask, _names(number))) for number in (60, 120))
    assert twice <= 2.2 * once


@pytest.mark.parametrize("text", ["a" * 30_000, "a.b-" * 7_500])
def test_letters_without_an_at_sign_are_read_once(text: str) -> None:
    assert mask(text).private == ()  # from each of its letters anew, this would be read for minutes
