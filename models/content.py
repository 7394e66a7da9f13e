"""Which words of a letter are its matter: no stop words, no set phrases of letters, no counts, places, times."""

import re

from models import features

_DIGIT = "[一二三四五六七八九十百千万亿零〇两几半数多]"
_UNIT = "[个次天年月日号点分秒时名人家元块角层楼户件条本张起位口岁周遍回步头只场组根]"
_COUNTED = re.compile(rf"[第每上下这那前后]?{_DIGIT}+{_UNIT}*|[每哪某各上下这那前后]{_UNIT}+")
_PLACE = re.compile(r".{2,}[省市区县镇乡村路街巷]")  # 清河区 and the like; 小区 and 社区 stay
_TIME = re.compile(
    r"[今去前明当次近昨后早]{1,2}[年天日晚月]|[上下中]午|早上|晚上|傍晚|周[一二三四五六日末]|(?:星期|礼拜).?"
)


def is_content(word: str) -> bool:
    """Tell whether a normalised word says what a letter is about."""
    return (
        len(word) > 1
        and features.counts(word)
        and word not in features.word_list("letterwords.txt")
        and word not in features.word_list("emptywords.txt")
        and not _COUNTED.fullmatch(word)
        and not _PLACE.fullmatch(word)
        and not _TIME.fullmatch(word)
    )
