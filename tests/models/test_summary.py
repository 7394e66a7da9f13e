"""Summaries are sentences of the letter, keywords its own words; neither shows a person."""

import pytest

from models.keywords import keywords
from models.private import mask
from models.summary import sentences, summarise

LETTER = (
    "尊敬的领导：您好！\n我是金平区某小区业主，物业公司从去年开始乱收停车费，每个月涨到三百块，还把消防通道划成收费车位。"
    "今天天气不错。我们多次反映，一直没有结果。请相关部门查处物业公司的违法行为，恢复消防通道，退还多收的停车费。谢谢！\n此致\n敬礼"
)


def test_a_summary_is_made_of_the_letter_s_own_sentences_in_order() -> None:
    made = summarise(LETTER, masked=mask(LETTER))
    assert made.text == "".join(span.of(LETTER) for span in made.spans)
    assert list(made.spans) == sorted(made.spans)


def test_a_summary_keeps_matter_and_demand_and_leaves_out_greeting_and_small_talk() -> None:
    made = summarise(LETTER, masked=mask(LETTER)).text
    assert "乱收停车费" in made
    assert "请相关部门查处" in made
    assert not any(phrase in made for phrase in ("您好", "敬礼", "谢谢", "天气"))


@pytest.mark.parametrize("text", ["", " \n", "停水", "！！！", "停水停电没人管" * 200])
def test_any_text_has_a_summary_of_bounded_length(text: str) -> None:
    assert len(summarise(text, masked=mask(text)).text) <= 160


def test_sentences_cover_all_but_space() -> None:
    text = "一。 二！三\n\n四；五"
    assert [span.of(text) for span in sentences(text)] == ["一。", "二！", "三", "四；", "五"]


def test_a_repeated_sentence_is_told_once() -> None:
    text = "物业公司乱收停车费没人管。" * 5
    assert summarise(text, masked=mask(text)).text == "物业公司乱收停车费没人管。"


def test_keywords_name_the_matter() -> None:
    assert {"消防通道", "停车费", "物业公司"} <= set(keywords(LETTER, masked=mask(LETTER)))


def test_keywords_name_nobody() -> None:
    text = "民警赵铁柱和陈书记包庇赌场，赌场老板是欧阳建国。"
    found = keywords(text, masked=mask(text))
    assert "赌场" in found
    assert not any(part in word for part in ("赵", "铁柱", "陈", "欧阳", "建国") for word in found)


MATTER = "物业公司把消防通道划成了收费车位，多次反映没有结果。"


@pytest.mark.parametrize(
    "form",
    [
        "云岭市公安局交警支队：",
        "各位领导：",
        "尊敬的市长热线：您好！",
        "市局督察支队（请领导亲启）",
        "信访局、住建局的同志们，你们好！",
        "2026年3月8日",
        "二〇二六年三月八日晚",
        "投诉人：林美珍",
        "联系电话：13800001111",
        "住址：朝阳路23号3栋501室",
        "附：照片三张。",
        "盼复，谢谢！",
    ],
)
def test_salutations_dates_and_signatures_are_no_sentences(form: str) -> None:
    text = f"{form}\n{MATTER}\n{form}"
    assert summarise(text, masked=mask(text)).text == MATTER


@pytest.mark.parametrize(
    "demand",
    [
        "请求查处物业公司。",
        "我要求退还多收的停车费。",
        "希望尽快恢复通道。",
        "请依法处理。",
        "求求你们管一管。",
        "能不能派人来看一看？",
    ],
)
def test_what_is_asked_for_stands_beside_what_happened(demand: str) -> None:
    chatter = (
        "我们这里的人都很好，邻里之间从来不吵架，大家过年过节还一起吃饭。那天的天气也不错，大家都在院子里坐着聊天。"
    )
    text = f"{MATTER}{chatter * 2}{demand}"
    made = summarise(text, masked=mask(text)).text
    assert MATTER in made
    assert demand in made


@pytest.mark.parametrize(
    "person",
    ["林美珍", "13800001111", "440507196803051228", "朝阳路23号3栋501室", "lin@example.com"],
)
def test_neither_summary_nor_keywords_show_private_data(person: str) -> None:
    text = f"申请人林美珍（{person}）：物业公司打人，请处理。联系{person}。打人的也找过{person}。"
    masked = mask(text)
    shown = summarise(text, masked=masked).text + "".join(keywords(text, masked=masked))
    assert person not in shown
    assert "林美珍" not in shown


def test_a_number_that_a_cut_sentence_divides_is_hidden_whole() -> None:
    text = "停水" * 54 + "电话13800001111再说停水的事情" + "没有人管" * 10
    assert not any(digit in summarise(text, masked=mask(text)).text.replace("[电话1]", "") for digit in "0138")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("一扫码付的都是他，扫码付的钱没有票。", "码付"),
        ("下午三点来钟打的人。", "来钟"),
        ("第五十八条说要登记，这条说得清楚。", "条说"),
        ("四口人分了七亩地，人分得不多。", "人分"),
        ("石门沟村上没人管，沟村的路坏了。", "沟村"),
    ],
)
def test_keywords_are_no_pieces_of_words(text: str, broken: str) -> None:
    assert broken not in keywords(text, masked=mask(text))
