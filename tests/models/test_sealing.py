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
        ("我今年14岁，继父喝了酒就打我", Cause.MINOR, "14岁"),
        ("继父经常打我，我在第六中学读初二", Cause.MINOR, "经常打我"),
        ("请你们保守秘密，不要告诉村里。", Cause.SECRECY, "保守秘密"),
        ("希望为举报人保守身份。", Cause.SECRECY, "保守身份"),
        ("不希望单位知道是我反映的", Cause.SECRECY, "不希望单位知道"),
        ("我今年16岁，被我爸打得浑身是伤", Cause.MINOR, "16岁，被我爸打"),
        ("老师打孩子耳光", Cause.MINOR, "打孩子"),
        ("13岁女孩被逼卖淫", Cause.SEXUAL, "卖淫"),
        ("村书记多次收礼，请上级调查", Cause.REPORT, "收礼"),
        ("请对举报人信息严格保蜜，勿外泻。", Cause.SECRECY, "保蜜"),
        ("此信看完请烧掉，被他知道我会被打死。", Cause.SECRECY, "看完请烧"),
        ("我不希望公开我的名字", Cause.SECRECY, "不希望公开我的名字"),
        ("求你们莫跟他讲是我报个", Cause.SECRECY, "莫跟他讲是我"),
        ("我怕打击报复，不敢写名字。", Cause.SECRECY, "怕打击报复"),
        ("他在出租屋强行脱我衣服，我拼命反抗。", Cause.SEXUAL, "脱我衣"),
        ("我男人拿菜刀要砍人，我现在躲在妹妹家", Cause.DANGER, "菜刀"),
        ("老板再不给钱我就喝农药", Cause.DANGER, "农药"),
        ("我儿子（15岁）在操场被同学打，拍了视频。", Cause.MINOR, "被同学打"),
        ("我是初三2班学生的家长，孩子被人按在厕所打。", Cause.MINOR, "打"),
        ("前夫抢走三岁女儿不让我见。", Cause.MINOR, "抢走三岁"),
        ("副所长每个月收赌场老板的钱", Cause.REPORT, "收赌场老板的钱"),
        ("刑警队的两个警官打了我三个耳光，扣押公司账本", Cause.REPORT, "警官打"),
        ("村长偷卖集体土地", Cause.REPORT, "村长偷卖"),
        ("我要举报楼下的洗脚店", Cause.REPORT, "我要举报"),
        ("现举报某镇镇长收了老板的好处费，给他批地", Cause.REPORT, "现举报"),
        ("反映某所民警充当赌场保护伞", Cause.REPORT, "民警充当赌"),
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
        "我打举报电话没人接，交警也没有打电话来。",
        "民警说要等通知，一直没有回音。",
        "孩子三岁，幼儿园学费又涨了。",
        "我今年五十三岁，儿子在外打工，房子漏水没人修。",
        "小区的孩子放学打球，球打到车上。",
        "孩子要上小学了，学位一直没有安排。",
        "楼上打骂声很大，影响休息。",
        "公司拖欠工资三个月，请人社局督促发放。",
        "请不要让大货车进小区。",
        "别把垃圾桶放在我家门口。",
    ],
)
def test_an_ordinary_letter_may_be_shown(text: str) -> None:
    assert seal(text) is None
