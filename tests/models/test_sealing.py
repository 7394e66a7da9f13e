"""A letter that asks for secrecy, touches a minor or reports wrongdoing is not shown beside others."""

import pytest

from models.sealing import Cause, seal


@pytest.mark.parametrize(
    ("text", "cause", "words"),
    [
        ("请不要让谷饶派出所知道是我写的。", Cause.SECRECY, "不要让谷饶派出所知道"),
        ("恳请领导一定为我保密。", Cause.SECRECY, "保密"),
        ("请贵局对举报人信息严格保密", Cause.SECRECY, "保密"),
        ("千万别把信转给镇里，也莫告诉村长我的名字", Cause.SECRECY, "我的名字"),
        ("这是一封匿名信。", Cause.SECRECY, "匿名信"),
        ("我不敢署名，请谅解。", Cause.SECRECY, "不敢署名"),
        ("我怕他们打击报复，只好写信。", Cause.SECRECY, "报复"),
        ("请保护举报人的安全。", Cause.SECRECY, "保护举报人"),
        ("楼下足浴店的老板多次对服务员猥亵", Cause.SEXUAL, "猥亵"),
        ("我家小孩在班里一直被同学欺凌，老师不管", Cause.MINOR, "小孩在班里一直被同学欺凌"),
        ("我今年14岁，继父喝了酒就打我", Cause.MINOR, "今年14岁"),
        ("继父经常打我，我在第六中学读初二", Cause.MINOR, "初二"),
        ("现举报某镇镇长收了老板的好处费，给他批地", Cause.REPORT, "好处费"),
        ("反映某所民警充当赌场保护伞", Cause.REPORT, "保护伞"),
    ],
)
def test_what_keeps_a_letter_out_of_sight(text: str, cause: Cause, words: str) -> None:
    found = seal(text)
    assert found is not None
    assert found.cause == cause
    assert words in text[found.span.start : found.span.end] or text[found.span.start : found.span.end] in words


@pytest.mark.parametrize(
    "text",
    [
        "公司逼我签保密协议，每月扣保密费。",  # a duty of secrecy, no wish
        "我愿意实名反映，不需要保密。",
        "物业经理说保密工作不归他管。",
        "小区门口天天堵车，请交警管一管。",
        "孩子要上小学了，学位一直没有安排。",
        "楼上打骂声很大，影响休息。",
        "公司拖欠工资三个月，请人社局督促发放。",
        "请不要让大货车进小区。",
        "别把垃圾桶放在我家门口。",
    ],
)
def test_an_ordinary_letter_may_be_shown(text: str) -> None:
    assert seal(text) is None
