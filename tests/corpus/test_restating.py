"""What is told of an article in other words: where it says another law, and where it only says it otherwise."""

import pytest

from corpus.citing.quotation import contains, differing
from corpus.citing.restating import contradictions, likeness

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


HOURS = "公安机关应当在二十四小时以内通知家属；不服的，可以申诉。"
IN_MONEY = "工资应当以货币形式，通过银行转账支付给本人，不得以实物或者有价证券等其他形式替代。"
TWO_FINES = "殴打他人的，并处五百元以上一千元以下罚款。\n殴打老人的，并处一千元以上二千元以下罚款。"


@pytest.mark.parametrize(
    ("text", "told", "pair"),
    [
        (HOURS, "公安机关应当在四十八小时以内通知家属", ("二十四小时", "四十八小时")),
        (HOURS, "公安机关不必在二十四小时以内通知家属", ("应当", "不必")),
        (HOURS, "公安机关无需在二十四小时以内通知家属", ("应当", "无需")),
    ],
)
def test_hours_and_what_need_not_be_are_contradictions(text: str, told: str, pair: tuple[str, str]) -> None:
    assert pair in contradictions(text, told)


def test_a_duty_turned_behind_words_left_out_is_a_contradiction() -> None:
    assert contradictions(IN_MONEY, "工资可以以实物或者有价证券替代")


def test_words_behind_a_negation_are_not_the_words_of_the_law() -> None:
    assert not contains("前款规定的请求权不适用诉讼时效的规定。", "适用诉讼时效的规定")


def test_the_difference_shown_is_that_of_the_nearest_paragraph() -> None:
    shown = differing(TWO_FINES, "殴打他人的，并处二百元以上五百元以下罚款")
    assert shown == "条文“五百元”引作“二百元”、条文“一千元”引作“五百元”"


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
