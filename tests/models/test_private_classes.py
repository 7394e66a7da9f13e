"""Classes of private data that the trial letters showed to leak, each by other sentences than theirs.

Marked as in `cases`: {kind|words}. What is not marked must stay as it is.
"""

import pytest

from models.private import mask, private
from tests.models.marked import read


def check(line: str) -> None:
    text, marks = read(line)
    assert [(one.kind, one.span.of(text)) for one in private(text)] == [(kind, span.of(text)) for kind, span in marks]


@pytest.mark.parametrize(
    "line",
    [
        # The number as it was given, though no phone has it.
        "有事请打电话：{phone|0000-5512348}，晚上在家。",
        "我的手机是{phone|139 000 01 278}。",
        "联系方式 {phone|66351278}",
        "电话{phone|138000020}少写了几位也请留着。",
        "Tel: {phone|+86 1380 000 2211}",
        "电话400-820-8820打不通，12345也没人接。",  # numbers of service
        "电话费5400元没有退。",
        "手机 5000000元货款没结。",
        # A card's number cut anywhere.
        "工资卡是{bank_card|6222 020000 00 0001234}，请查流水。",
        "卡号{bank_card|621700-0000-00000-0345}。",
        "钱打到{bank_card|62284 80000 00000 0067}，农业银行的",
        "我卡里 {bank_card|955880 000000 0000333}",
        "{bank_card|6013 82000 000 0000 888}，中国银行的卡",
        "我们测了几组数：1234 5678 9012 3456 789。",  # no card, no bank
    ],
)
def test_numbers_that_were_given_as_somebody_s_are_hidden(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        "我是{address|柳树湾村三组}的村民。",
        "{address|大石坝村五社}的水断了。",
        "住{address|丰乐镇红旗村二小组}，腿脚不便。",
        "家在{address|五号楼三零一}。",
        "我住{address|十二栋八零二}，姓关。",
        "住{address|梧桐街15号院}，平房。",
        "住{address|胜利路8号院2号楼}。",
        "一号楼二号楼三号楼都没有水。",  # buildings, nobody's door
        "这个村三组长管不了。",
        "七号楼一百多户没有电。",
    ],
)
def test_groups_of_a_village_and_doors_in_words_are_addresses(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        "申请人　{name|安静}，女，住在城南。",
        "举报人：{name|余有田}（双桥村）",
        "投诉人：{name|江山}\n电话：{phone|13800001111}",
        "联系人:{name|温暖} {phone|13800001112}",
        "女儿的妈妈：{name|谈心}",
        "被申请人：{name|石来财}，男。",
        "会员：{name|云海}（真名）",
        "家长：{name|成功}\n2026年3月1日",
        "姓名 {name|高原}\n年龄 43",
        "投诉人：{name|白雪}；电话同上。",
        # What is written into a field instead of a name.
        "联系人：同上",
        "举报人：匿名",
        "投诉人：全体业主",
        "联系人：公司法务",
        "当事人：云海物业公司",
        "老师：安排好了没有",
    ],
)
def test_what_is_written_into_a_field_for_names_is_a_name(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        "请尽快处理。\n此致\n敬礼\n{name|谢意}\n2026年1月1日",
        "请尽快处理。\n{name|江河}\n二〇二六年二月二日",
        "请查处。\n        {name|方圆}   学号不便写\n2026/3/3",
        "请查处。\n{name|时光}\n{phone|13800001113}",
        "请查处。\n敬礼！\n　　{name|华丽}",
        "请查处。\n此致\n敬礼\n业主\n2026年1月1日",  # nobody
        "请查处。\n全体村民\n2026年1月1日",
        "请查处。\n谢谢\n2026年1月1日",
    ],
)
def test_a_line_under_the_letter_is_a_signature(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        "我女儿{name|妞妞}今年三岁，被烫伤了。",
        "儿子{name|天佑}在幼儿园摔断了手。",
        "我家孩子小名叫{name|豆豆}，刚上一年级。",
        "小孙女{name|婷婷}放学没人管。",
        "外孙{name|浩浩}过敏住院。",
        "小女{name|可馨}被同学打了。",
        "{name|若曦}是我女儿的同班同学，也挨过打。",
        # Children without a name.
        "孩子天天哭，儿子偷偷告诉我的。",
        "女儿爸爸来了，孩子奶奶也来了。",
        "孩子高中毕业，女儿大学没考上。",
        "对方是我同事，他是我朋友。",
        "儿子车祸住院，母亲白内障。",
    ],
)
def test_bare_given_names_of_children_are_names(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        "侄子{name|商海}把房子卖了。",
        "舍友{name|钱满满}两个人一起吐了。",
        "朋友{name|万家兴}介绍我去的。",
        "辅警{name|江山}同志扶我起来。",
        "邻居{name|兰花}告诉我要报警。",
        "外号{name|黑皮}，成天打人。",
        "一个叫“{name|彪哥}”的人收钱。",
        "人称“{name|三爷}”，没人敢惹。",
        "游客：{name|Peter Chen}",
        "我叫{name|Anna Maria Rossi}，在这里教书。",
        "外教{name|John Smith}没有证。",
        "老板{name|向天歌}不给钱。",
        # Nobody.
        "他又开了一家叫“极速”的店。",
        "大家都叫“月供”。",
        "莫急莫慌，莫怕麻烦。",
        "卢大姐和余大妈都看见了。",
        "就是有余劳务公司。",
        "WIFI也没有，GPS也坏了。",
        "民警同志，你好。",
    ],
)
def test_other_people_are_named_too(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        # Identity cards cut by hand or by recognition; a wrong check digit where the card is named.
        "身份证{id_number|440 508 1985 0712 663X}。",
        "{id_number|44050819850712 663X}，户口本上的。",
        "公民身份号码 {id_number|4 4 0 5 0 8 1 9 8 5 0 7 1 2 6 6 3 9}",
        "老证{id_number|440508 850712 663}，身份证丢了。",
        "残疾人证{id_number|44050819850712663X43}",
        "还款18600 {id_number|44050819850712663X}",  # no sum is glued to it
        "受理编号44051120260305000123。",
        "IMEI 866789012345678",
        # Accounts.
        "户名{name|蒋秋萍}，账号 {bank_card|4405016401010000012345}",
        "对公账户：{bank_card|2003 0201 0920 0123 456}",
        "{bank_card|6217 8520 0001 2345 678}是我的",
        "转到{bank_card|80020000001234567}这个账号",
        "快手号{account|lmz_8890}",
        "抖音：{account|shantou.dage88}",
        "看抖音上说的",
        # Plates.
        "{plate|粤 D·8K321}停在门口",
        "{plate|粤D 8K 321}",
        "{plate|粤D·F12345}",
        "{plate|粤D12345F}",
        "{plate|粤D8821学}",
        "{plate|粤D3K21挂}",
        "牌照{plate|8K321}",
        "{plate|粤B·1234应急}",
        # Phones.
        "{phone|一三八 一二三四 五六七八}",
        "{phone|+852 6123 4567}",
        "{phone|00853-66123456}",
        "{phone|138/1234/5678}",
        "面积120/1300/4000",
    ],
)
def test_numbers_are_found_however_they_are_cut(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        "她{birth|2009年4月5日}出生。",
        "出生日期：{birth|1990.12.01}",
        "生于{birth|一九五八年三月}。",
        "男，汉族，{birth|1971年2月3日}，务农。",
        "{birth|1985-07-12}生，",
        "公司2009年4月5日成立。",
        "2009年4月5日出生证开错了。",
        "生日那天是周三。",
        "一九五八年生。",  # a year alone
        "孩子在{school|东山小学五年级2班}。",
        "女儿在{school|第三幼儿园中一班}被打。",
        "他是{school|海门中学高二（3）班}的。",
        "儿子就读于{school|新华学校}，",
        "孙女读{school|西埔小学三年级}",
        "东山小学食堂不卫生。",
        "五年级的学生都要交钱。",
        "孩子可以入读哪所小学？",
        "幼儿园大班额太多。",
    ],
)
def test_days_of_birth_and_a_child_s_class_are_private(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        "户籍所在地{address|江西省赣州市于都县银坑镇平安村8组}",
        "送达地址：{address|流沙西街道南山村新村片12栋}",
        "{address|河溪镇西田村第八村民小组}的水池",
        "{address|海滨路阳光海岸2栋104铺}是赌场",
        "住{address|泰山路富丽大厦1508}，",
        "{address|新兴路4号后座五楼}有人呼救",
        "{address|幸福里小区十一号楼三单元五零二}",
        "3栋2单元的电梯坏了",
        "住{address|3栋2单元}",
        "中山路134号公交站牌歪了",
        "富丽大厦2023年才交房",
        "阳光花园1200户没有水",
        "共23栋6578套房",
    ],
)
def test_an_address_is_whole_and_a_building_is_nobody_s(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        # Bare given names, nicknames.
        "{name|小雨}今年十三岁，不敢回家。",
        "是{name|阿坤}先动手，{name|阿明}在旁边看。",
        "{name|雪梅}跟我说她看见了。",
        "我是{name|小芳}的妈妈。",
        "收钱的外号叫{name|铁头}，真名不知道。",
        "有个叫{name|二虎}的，天天讹人。",
        "领头的叫{name|光头强}，跑了。",
        "“{name|刀疤}”带了十几个人。",
        "村民小组长“{name|老鬼}”{name|吴阿四}。",
        "“{name|花姐}”负责记账。",
        # Of other peoples.
        "{name|阿依古丽}在夜市摆摊。",
        "藏族同胞{name|次仁多吉}在此开店。",
        "老婆{name|阮氏秋香}是越南人。",
        # Set wide, and in rows.
        "受害人 {name|李 雪梅}，女",
        "本人{name|黄 小 明}，是学徒。",
        "签名：{name|戴 兵} {name|李 军} {name|邓 斌}",
        "村民代表签名：{name|蚁瑞林} {name|纪松海} {name|郑汉强}",
        "户主（{name|汤有福}、{name|连国强}、{name|佘赛花}）联名。",
        # Words that are names, and the same words that are none.
        "{name|关大海}和他老婆吵架。",
        "{name|高远}带人堵门，{name|方圆}在旁边录像。",
        "申请人 {name|高兴}，男。领导来了我很高兴。",
        # Nothing is eaten.
        "{name|郑浩}带了四五个人来。",
        "我女儿{name|丹丹}被老师骂哭了。",
        "曾用名{name|欧阳小宝}。",
        "我跟{name|曹阳}签的合同。",
        "{name|白雪}是老板。",
        "{name|岑康}兄弟拿着刀。",
    ],
)
def test_names_without_a_surname_or_set_oddly_are_names(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    "line",
    [
        "吴警官说不够立案标准，林副所长也这么说。",
        "李所和张队都来过，陈姐、黄伯和刘婶看见了。",
        "三婶家的鸡、二叔公的地、阿公的田。",
        "阮厝老母病了没人理。",
        "叫伊细声滴伊还爱拍人。",
        "维修师傅整天不来，小区保安胡作非为。",
        "高峰期堵车，全家把门锁好，方案说得好听。",
        "小雨转中雨，大雪压塌大棚，老鼠成群。",
        "最后，祝陈书记工作顺利。",
        "一家叫“极速”的店，人称“小香港”的夜市。",
        "签字盖章都齐了，名单给你们。",
        "志达派遣公司不给钱，我们去找志达。",
        "工人“讨薪”，老板跑了。",
        "开车的叫救护车，房子里没人。",
    ],
)
def test_titles_kin_and_ordinary_words_stay(line: str) -> None:
    check(line)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("女儿林小朵今年9岁。", "女儿[姓名1]今年9岁。"),  # of a child nothing stays (DOMAIN §4)
        ("林小朵（女，今年9岁）被打。", "[姓名1]（女，今年9岁）被打。"),
        ("外号叫豹哥，真名许志豪。", "外号叫[姓名1]，真名许**。"),  # half of a nickname is the nickname
        ("证人阿依古丽和阿坤。", "证人[姓名1]和[姓名2]。"),
        ("本人黄 小 明，黄小明。", "本人黄**，黄**。"),  # one person, however it is set
    ],
)
def test_a_placeholder_tells_no_more_than_a_grown_person_s_surname(text: str, masked: str) -> None:
    assert mask(text).text == masked
