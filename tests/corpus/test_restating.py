"""What is told of an article in other words: where it says another law, and where it only says it otherwise."""

import pytest

from corpus.citing.quotation import contains, differing
from corpus.citing.restating import agrees, contradictions, likeness

DEADLINE = "当事人不服的，可以自收到决定书之日起六十日内申请复议；逾期不申请的，决定发生效力。"
DUTY = "物业服务人应当采取必要的安全保障措施，防止坠物；未采取的，依法承担侵权责任。"
LISTED = "有下列情形之一的，用人单位可以解除合同：\n（一）严重违反规章制度的；\n（二）被依法追究刑事责任的。"
RANGES = "殴打他人的，处五日以上十日以下拘留，并处二百元以上五百元以下罚款；情节较轻的，处五日以下拘留。"


@pytest.mark.parametrize(
    ("text", "told", "pairs"),
    [
        (DEADLINE, "当事人不服的，可以自收到决定书之日起三十日内申请复议", [("六十日", "三十日")]),
        (DEADLINE, "当事人不服的，可以自收到决定书之日起60日内申请复议", []),  # another way to write it
        (DEADLINE, "不服的可以自收到决定书之日起六十日内申请复议", []),  # words left out
        (DEADLINE, "当事人不服的，不可以自收到决定书之日起六十日内申请复议", [("", "不")]),
        (DUTY, "物业服务人可以采取必要的安全保障措施，防止坠物", [("应当", "可以")]),
        (DUTY, "物业服务人必须采取必要的安全保障措施，防止坠物", []),  # a duty all the same
        (DUTY, "业主应当采取必要的安全保障措施，防止坠物", [("物业服务人", "业主")]),
        (DUTY, "安全保障措施应当采取必要的安全保障措施，防止坠物", []),  # a thing in its place, and nobody else
        (LISTED, "严重违反规章制度的，用人单位不得解除合同", [("可以", "不得")]),  # the order is turned
        (LISTED, "严重违反规章制度的，用人单位可以解除合同", []),
        (RANGES, "殴打他人的，处五日以上十五日以下拘留", [("十日", "十五日")]),
        (RANGES, "殴打他人的，处五日以上十日以上拘留", [("以下", "以上")]),
        (RANGES, "殴打他人的，情节较轻的，处五日以下拘留", []),
        (RANGES, "殴打他人的，处五日以上十日以下拘留，并处二百元以上两千元以下罚款", [("五百元", "两千元")]),
    ],
)
def test_an_amount_a_duty_a_negation_or_a_person_is_a_contradiction(
    text: str, told: str, pairs: list[tuple[str, str]]
) -> None:
    assert list(contradictions(text, told)) == pairs


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        ("物业服务人应当采取必要的安全保障措施，防止坠物", True),
        ("物业服务人应当采取必要的安全保障措施，业主委员会有权监督收费", False),  # half of it is made up
    ],
)
def test_what_is_told_agrees_only_where_each_clause_is_there(told: str, whole: bool) -> None:
    assert agrees(DUTY, told) is whole


def test_the_nearest_part_is_the_shortest_that_has_the_words() -> None:
    assert likeness(RANGES, "情节较轻的，处五日以下拘留").part == "情节较轻的，处五日以下拘留。"


@pytest.mark.parametrize(
    ("quotation", "there", "differs"),
    [
        ("可以自收到决定书之日起六十日内申请复议", True, ""),
        ("可以自收到决定书之日起60日内 申请复议", True, ""),  # typography
        ("当事人不服的……决定发生效力", True, ""),
        ("当事人不服的······决定发生效力", True, ""),  # dots as they are typed
        ("决定发生效力……当事人不服的", False, ""),  # not in this order
        ("可以自收到决定书之日起三十日内申请复议", False, "条文“六十日”引作“三十日”"),
        ("逾期不申请的，决定不发生效力", False, "引文多出“不”"),
        ("可以自收到之日起六十日内申请复议", False, "引文缺“决定书”"),
    ],
)
def test_a_quotation_is_word_for_word_or_its_difference_is_shown(quotation: str, there: bool, differs: str) -> None:
    assert (contains(DEADLINE, quotation), differing(DEADLINE, quotation)) == (there, differs)
