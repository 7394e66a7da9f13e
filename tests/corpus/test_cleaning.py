"""Clean text, and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean
from corpus.spans import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投诉\u200b单位", "投诉单位"),  # zero-width space, as web pages leave it
        ("\ufeff投诉", "投诉"),
        ("　　我叫王测试", "我叫王测试"),
        ("姓名：   张三  ", "姓名： 张三"),
        ("⼯⼈⼯资", "工人工资"),  # Kangxi radicals, as PDF fonts map them
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("ＡＢ１２", "ＡＢ１２"),  # width is for terms.normalise()
    ],
)
def test_cleaning_keeps_the_words(text: str, expected: str) -> None:
    assert clean(text).text == expected


def test_lines_broken_by_a_margin_are_joined() -> None:
    text = "我在城东建筑工地做工，被拖欠工资三万二\n千元，依据《中华人民共和国民法典》第一千\n二百五十四条请求处理，多次讨要没有结果\n，请求依法处理。"
    assert "第一千二百五十四条" in clean(text).text


def test_short_lines_stay_apart() -> None:
    text = "姓名：王测试\n电话：13800000000\n地址：某市某路"
    assert clean(text).text == text


def test_a_span_of_the_clean_text_points_at_the_original() -> None:
    text = "　　我\u200b叫王  测试"
    cleaned = clean(text)
    found = cleaned.text.index("我叫王")
    assert cleaned.original(Span(found, found + 3)).of(text) == "我\u200b叫王"


def test_a_span_of_the_original_points_at_the_clean_text() -> None:
    text = "投\u200b诉单位"
    cleaned = clean(text)
    assert cleaned.cleaned(Span(3, 5)).of(cleaned.text) == "单位"


@given(st.text(alphabet="我投诉单位工资第一条。，\n\r \t　\u200b⼯A1𠮷"))
def test_every_clean_character_is_one_of_the_original(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.offsets) == len(cleaned.text)
    assert list(cleaned.offsets) == sorted(set(cleaned.offsets))
    assert all(0 <= offset < len(text) for offset in cleaned.offsets)


@given(st.text(alphabet="我投诉 \n　\u200b工资"), st.data())
def test_there_and_back_keeps_a_span(text: str, data: st.DataObject) -> None:
    cleaned = clean(text)
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))
    span = Span(start, end)
    if start < end:
        assert cleaned.cleaned(cleaned.original(span)) == span
