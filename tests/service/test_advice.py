import pytest

from service.advice import only_thanks
from service.assembly import Assembly
from service.intake import analyse_text, take_in

THANKS = "感谢信\n派出所的民警在雨里帮我找到了走失的老母亲，还把她背回家。写信就一件事：请领导表扬他们。"
LETTERS = [
    (THANKS, True),
    ("送上锦旗一面，感谢社区医生半夜出诊。", True),
    ("感谢您百忙之中看信。我要投诉物业。", False),  # thanks by form only
    (THANKS + "另外楼下违规搭棚，请查处。", False),  # a matter beside the thanks
    ("老板拖欠工资。", False),
]


@pytest.mark.parametrize(("letter", "thanks"), LETTERS)
def test_letters_of_thanks_are_told_from_others(letter: str, thanks: bool) -> None:
    assert only_thanks(letter) is thanks


def test_a_letter_of_thanks_has_neither_articles_nor_matters_beside_it(parts: Assembly) -> None:
    answer = analyse_text(parts, THANKS, key="t")
    assert (answer.articles, answer.matters) == ((), ())


def test_reasons_of_likeness_name_words_of_content(parts: Assembly) -> None:
    letter = "今年四月到七月我在清河区的工地干活，项目部拖欠工资，劳务公司一分没有给，电话也没有人接。"
    reasons = [matter.reason for matter in analyse_text(parts, letter, key="t").matters]
    assert reasons
    assert not any(word in reason for reason in reasons for word in ("今年", "没有", "一分", "电话", "清河区"))


def test_a_letter_with_nothing_in_common_has_no_matter_beside_it(parts: Assembly) -> None:
    assert analyse_text(parts, "您好，阳光明媚，桂花香满庭院，燕子南飞，枫叶渐红，祝您秋安。", key="t").matters == ()


def test_a_letter_that_asks_for_secrecy_stands_beside_no_other(parts: Assembly) -> None:
    told = "谷溪派出所旁边的修车铺夜里切割钢管，噪音吵得一条街睡不着，报警三次都没有人来。"
    for words in (told, told + "请不要让修车铺老板知道是我写的。"):
        take_in(parts, words.encode(), None, limits=parts.limits)
    answer = analyse_text(parts, told, key="t")
    assert [matter.text for matter in answer.matters if "修车铺" in matter.text] == [told]
    (note,) = analyse_text(parts, told + "请替我保密。", key="t").notes
    assert note.startswith("来信人要求保密（“")


def test_a_citation_is_judged_by_the_day_that_its_own_sentence_or_line_tells(parts: Assembly) -> None:
    letter = (
        "2020年8月10日我被打伤。2025年5月3日被拖欠工资，应按劳动合同法第三十条处理。\n"
        "2025年5月3日又被罚款。公司说按劳动合同法第八十五条。\n"
        "请看劳动合同法第三十八条。"
    )
    answer = analyse_text(parts, letter, key="t")
    assert answer.as_of.isoformat() == "2020-08-10"
    told = ["按信中同处所写 2025-05-03 的法核对：" in one.detail for one in answer.citations]
    assert told == [True, True, False]


def test_a_day_that_cannot_be_read_is_left_to_a_person(parts: Assembly) -> None:
    answer = analyse_text(parts, "事情发生在2062年1月5日，他打了我。", key="t")
    assert answer.as_of_reason == "信中写的日期“2062年1月5日”在今天之后，请人定日期"
    assert f"{answer.as_of_reason}。" in answer.notes
