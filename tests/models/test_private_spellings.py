"""Private data in the spellings of clerks' letters: figures in words, cut lines, dialect, lists of children."""

import pytest

from models.private import mask, private
from tests.models.marked import read


@pytest.mark.parametrize(
    "line",
    [
        # Figures in words, and letters for figures.
        "身份证{id_number|四四零五一三一九六二零七一五三零二一}",
        "{id_number|44O513197OO8O2415l}，身份证上的。",
        "电话{phone|136二八八0〇五五9}",
        "手机{phone|l36OO288OOO}",
        "转账到 {bank_card|六二二八 四八零零 一二三四 五六七八 九一七}",
        "二〇二五年十一月二十日，共一二三四五户。",  # fewer places than a number has
        "型号oil00000000000ll",
        # A card's last places, behind a gap or on the next line.
        "卡号{bank_card|622700 0312 4567 8901 25}",
        "银行卡{bank_card|6217 0033 1234\\n5678 901}，建行。",
        "卡号{bank_card|6217003312345678}\\n2026年3月1日",
        # Other spellings.
        "车牌{plate|粤D六七八九二}",
        "邮箱{email|lixiang88(at)example.com}",
        "{email|li.xiang @ example . com}",
        "看过邮件 {email|li@example.com}. Thanks",
        "passport No. {passport|E87654321}",
        "抖音号“{account|kk_shantou66}”",
        "微信“{wechat|kk_shantou66}”",
        # Doors without a house's number, in English, with gaps in the tail.
        "{address|Room 804, Tower C}, Garden City",
        "{address|金平区鮀莲街道莲塘村祠堂后第二间}",
        "住{address|金环路 88 号 之 三 502 室}",
        "前面第三间店是他的",
        # A class without its school.
        "他是{school|高一3班}的",
        "儿子在{school|市二幼大班}",
        "五年级的班主任",
    ],
)
def test_numbers_doors_and_classes_are_found_in_other_spellings(line: str) -> None:
    text, marks = read(line)
    assert [(one.kind, one.span.of(text)) for one in private(text)] == [(kind, span.of(text)) for kind, span in marks]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我叫林 晓 东，林 晓 东报案。", "我叫林**，林**报案。"),  # set wide before a word, too
        ("带两个孩子林小朵、林小北走。", "带两个孩子[姓名1]、[姓名2]走。"),  # the second child as the first
        ("林小北哭了。孩子林小北今年6岁。", "[姓名1]哭了。孩子[姓名1]今年6岁。"),  # a child wherever it stands
        ("推销员买买提江·吐尔逊来过。", "推销员[姓名1]来过。"),
    ],
)
def test_nothing_of_a_name_is_left_over_or_eaten_beside_it(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text", ["阮阿弟伊前日互人拍。", "个阮母惊死。", "阮个铺互人砸了。", "阮写佇后面。", "收件人：信访"]
)
def test_we_and_he_of_dialect_letters_are_nobody_s_surname(text: str) -> None:
    assert mask(text).text == text


def test_a_surname_that_is_we_elsewhere_is_hidden() -> None:
    assert mask("阮阿妹是越南人。").text == "阮**是越南人。"
