"""What a typed query means, sign by sign."""

import pytest

from corpus.errors import InvalidQuery
from indexing.query import Asked, parse

TITLES = {
    "中华人民共和国民法典": ("w1",),
    "民法典": ("w1",),
    "中华人民共和国刑事诉讼法": ("w2",),
    "刑事诉讼法": ("w2",),
    "刑诉法": ("w2",),
    "中华人民共和国劳动法": ("w3",),
    "劳动法": ("w3",),
}


def ask(query: str) -> Asked:
    return parse(query, titles=TITLES)


WORDS = [
    ("拖欠工资", "拖欠工资"),
    ("  拖欠   工资 ", "拖欠 工资"),
    ("公司拖欠工资不给怎么办？", "公司拖欠工资不给怎么办？"),
]


@pytest.mark.parametrize(("query", "words"), WORDS)
def test_words_are_what_ranks(query: str, words: str) -> None:
    assert ask(query).words == words


PHRASES = [
    ('"拖欠工资" 赔偿', ("拖欠工资",)),
    ("“拖欠工资” 赔偿", ("拖欠工资",)),  # as a Chinese keyboard types it
    ("赔偿 「拖欠工资」", ("拖欠工资",)),
    ('"拖欠工资" "经济补偿"', ("拖欠工资", "经济补偿")),
    ("合同里的“双倍工资”怎么算", ()),  # inside a sentence quotation marks are the writer's
    ("“双倍工资”怎么算", ()),
]


@pytest.mark.parametrize(("query", "phrases"), PHRASES)
def test_quotation_marks_that_stand_apart_make_a_phrase(query: str, phrases: tuple[str, ...]) -> None:
    assert ask(query).phrases == phrases


EXCLUDED = [
    ("拖欠工资 -农民工", ("农民工",)),
    ("拖欠工资 －农民工 -建筑", ("农民工", "建筑")),
    ('拖欠工资 -"劳动报酬"', ("劳动报酬",)),
    ("2020-05-01 以后", ()),  # a date is not an exclusion
    ("工资 - 补偿", ()),  # nor is a dash between words
]


@pytest.mark.parametrize(("query", "excluded"), EXCLUDED)
def test_a_minus_before_a_word_excludes_it(query: str, excluded: tuple[str, ...]) -> None:
    assert ask(query).excluded == excluded


def test_what_is_excluded_does_not_rank() -> None:
    assert ask("拖欠工资 -农民工").words == "拖欠工资"


FILTERS = [
    ("层级:法律 工资", ("level", ("法律",))),
    ("工资 层级：行政法规", ("level", ("行政法规",))),
    ("法律:刑诉法 搜查", ("work", ("w2",))),
    ("法律：《民法典》 抛物", ("work", ("w1",))),
    ("地区:广东省 工资", ("region", ("广东省",))),
    ("机关:国务院 工资", ("issuer", ("国务院",))),
    ("刑诉法 搜查", ("work", ("w2",))),  # a name that stands apart narrows
    ("《民法典》 抛物", ("work", ("w1",))),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_keys_and_names_of_laws_narrow(query: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert ask(query).filters == (expected,)


def test_two_laws_that_stand_apart_are_both_searched() -> None:
    assert ask("民法典 刑诉法 证据").filters == (("work", ("w1", "w2")),)


def test_a_law_named_inside_a_sentence_does_not_narrow() -> None:
    asked = ask("劳动法规定的加班费怎么算")
    assert (asked.filters, asked.named) == ((), ("中华人民共和国劳动法",))


def test_an_unknown_key_is_ordinary_text() -> None:
    assert ask("问题:工资没有发").words == "问题:工资没有发"


def test_a_level_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(InvalidQuery, match="行政法规"):
        ask("层级:大法 工资")


def test_a_law_that_is_not_held_is_said() -> None:
    assert ask("法律:星际航行法 工资").notes == ("法规库没有收录《星际航行法》",)


CITED = [
    ("民法典第1254条", ("中华人民共和国民法典", 1254, 0)),
    ("民法典 1254", ("中华人民共和国民法典", 1254, 0)),
    ("《刑事诉讼法》第一百二十条之一", ("中华人民共和国刑事诉讼法", 120, 1)),
    ("刑诉法120之1", ("中华人民共和国刑事诉讼法", 120, 1)),
    ("高空抛物 民法典第1254条", ("中华人民共和国民法典", 1254, 0)),
]


@pytest.mark.parametrize(("query", "cited"), CITED)
def test_a_citation_is_read(query: str, cited: tuple[str, int, int]) -> None:
    assert [(one.law, one.article, one.article_sub) for one in ask(query).citations] == [cited]


def test_a_citation_does_not_rank_and_the_rest_does() -> None:
    assert ask("高空抛物 民法典第1254条").words == "高空抛物"


@pytest.mark.parametrize("query", ["", "   ", "？！", '""', "-农民工"])
def test_nothing_to_search_for_is_refused(query: str) -> None:
    with pytest.raises(InvalidQuery, match="请输入要检索的内容"):
        ask(query)


def test_a_letter_has_no_signs() -> None:
    letter = "反映以下问题：\n-工资没有发\n“老板” 说没有钱\n层级:大法"
    assert ask(letter) == Asked(words=letter, free=letter)


def test_a_long_question_has_no_signs() -> None:
    question = "我在公司工作三年，" * 20 + " -工资"
    assert ask(question).excluded == ()
