"""Summaries are sentences of the letter, keywords its own words; neither shows a person."""

import pytest

from models.keywords import keywords
from models.private import private
from models.summary import sentences, summarise

LETTER = (
    "尊敬的领导：您好！\n我是金平区某小区业主，物业公司从去年开始乱收停车费，每个月涨到三百块，还把消防通道划成收费车位。"
    "今天天气不错。我们多次反映，一直没有结果。请相关部门查处物业公司的违法行为，恢复消防通道，退还多收的停车费。谢谢！\n此致\n敬礼"
)


def test_a_summary_is_made_of_the_letter_s_own_sentences_in_order() -> None:
    made = summarise(LETTER)
    assert made.text == "".join(span.of(LETTER) for span in made.spans)
    assert list(made.spans) == sorted(made.spans)


def test_a_summary_keeps_matter_and_demand_and_leaves_out_greeting_and_small_talk() -> None:
    made = summarise(LETTER).text
    assert "乱收停车费" in made
    assert "请相关部门查处" in made
    assert not any(phrase in made for phrase in ("您好", "敬礼", "谢谢", "天气"))


@pytest.mark.parametrize("text", ["", " \n", "停水", "！！！", "停水停电没人管" * 200])
def test_any_text_has_a_summary_of_bounded_length(text: str) -> None:
    assert len(summarise(text).text) <= 160


def test_sentences_cover_all_but_space() -> None:
    text = "一。 二！三\n\n四；五"
    assert [span.of(text) for span in sentences(text)] == ["一。", "二！", "三", "四；", "五"]


def test_a_repeated_sentence_is_told_once() -> None:
    text = "物业公司乱收停车费没人管。" * 5
    assert summarise(text).text == "物业公司乱收停车费没人管。"


def test_keywords_name_the_matter() -> None:
    assert {"消防通道", "停车费", "物业公司"} <= set(keywords(LETTER))


def test_keywords_name_nobody() -> None:
    text = "民警赵铁柱和陈书记包庇赌场，赌场老板是欧阳建国。"
    found = keywords(text, private=tuple(one.span for one in private(text)))
    assert "赌场" in found
    assert not any(part in word for part in ("赵", "铁柱", "陈", "欧阳", "建国") for word in found)
