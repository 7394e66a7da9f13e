"""What is marked in a text."""

import pytest

from indexing.highlights import sought, spans

MARKED = [
    ("拖欠工资", "不得克扣或者无故拖欠劳动者的工资。", ["拖欠", "工资"]),
    ("拖欠劳动报酬", "用人单位拖欠劳动报酬的", ["拖欠劳动报酬"]),  # neighbours are one mark
    ("抛", "禁止抛掷物品", ["抛"]),  # one character where the query has nothing longer
    ("ＰＭ２．５", "空气中PM2.5的含量", ["PM2.5"]),  # width and case are folded, the text stays
    ("罚款5元", "罚款15元，另收5元", ["罚款", "5"]),  # not inside another number
    ("工资", "", []),
    ("量子", "工资应当按月支付", []),
]


@pytest.mark.parametrize(("query", "text", "expected"), MARKED)
def test_the_words_that_matched_are_marked(query: str, text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in spans(text, sought(query))] == expected


def test_a_pair_across_two_words_is_not_marked() -> None:
    # 资不 is in the query only where 工资 and 不给 meet
    assert spans("投资不得低于一万元", sought("工资不给")) == ()


def test_words_of_grammar_are_not_marked_beside_others() -> None:
    text = "应当依法及时支付工资"
    assert [span.of(text) for span in spans(text, sought("工资应当及时发"))] == ["工资"]


def test_words_of_grammar_alone_are_marked() -> None:
    assert [span.of("应当支付") for span in spans("应当支付", sought("应当"))] == ["应当"]
