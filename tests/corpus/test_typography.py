"""What is print and what is law in the difference of two texts."""

import pytest

from corpus.comparing.typography import key, signs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（一）处２００元", "(一)处200元"),
        ("处二百元以下罚款", "处200元以下罚款"),
        ("第一百二十条之一", "第120条之1"),
        ("二〇二六年一月一日", "2026年1月1日"),
        ("五万元", "50000元"),
        ("一万二千元", "1.2万元"),
        ("百分之五十", "50％"),
        ("“单位”", '"单位"'),
        ("「单位」", "“单位”"),
        ("第一款\n第二款", "第一款第二款"),  # sources break lines differently
        ("处　罚", "处罚"),
    ],
)
def test_what_is_printed_in_another_way_is_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("处二百元", "处二千元"),
        ("两人", "二人"),  # another word
        ("甲、乙", "甲和乙"),
        ("十百", "一千"),  # no number at all
        ("百分之五", "五"),
    ],
)
def test_another_word_is_a_change(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_signs_say_where_they_stand_in_the_text_as_printed() -> None:
    text = "处 二百元"
    assert [(sign.key, sign.span.of(text)) for sign in signs(text)] == [("处", "处"), ("200", "二百"), ("元", "元")]


def test_a_number_of_any_length_is_read() -> None:
    assert key("9" * 5000) == "9" * 5000
