"""Classes of private data that the trial letters showed to leak, each by other sentences than theirs.

Marked as in `cases`: {kind|words}. What is not marked must stay as it is.
"""

import pytest

from models.private import private
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
