"""Names that open a clause and act in it: 关大海和他老婆吵架, 高远带人堵门. Ordinary words do so too (全家把门锁了).

The form of a name alone proves little, so what a word of the dictionary must do is more than what an unknown one must.
"""

import re
from collections.abc import Iterator

from corpus.spans import Span
from models.surnames import calls, given, not_names, plausible, surname
from models.tagging import known

_HAN = r"\u3400-\u9fff"
_WHEN = r"(?<=[昨今当]晚)|(?<=[昨今前那当]天)|(?<=当时)|(?<=后来)|(?<=结果)|(?<=因为)|(?<=但是)|(?<=就是)"
_BEGINS = rf"(?:^|(?<=[，,。；;：:！!？?\n\u3000“])|{_WHEN})"
_KIN = (
    r"(?:老婆|老公|丈夫|妻子|爱人|妈|爸|母亲|父亲|儿子|女儿|家人|哥|弟|姐|妹|媳妇|邻居|同事|同学|朋友|老乡|前夫|前妻|男友|"
    r"女友|房东)"
)
_OFFICE = r"(?:会计|书记|主任|村长|老师|司机|保安|经理)"
_SURELY = (
    rf"(?:(?:和|跟|与)?[他她](?:的)?{_KIN}|是我(?:们)?[{_HAN}]{{0,3}}?{_KIN}|是我们?[{_HAN}]{{1,4}}的{_OFFICE}|"
    r"带[着了]?(?:人|几|[一二两三四五六七八九十]+[个多]|一[帮群伙])|打了?(?:我|他|她|110)|骂我|骂了我|欠我|威胁我|对我|告诉我|"
    r"把[我他她]|在(?:旁边|一旁|现场|场)|住在?[^，。]{2,10}[镇村区路号]|没有?(?:付|还)|不接电话|可以(?:出庭|作证)|答应我|借我的?|"
    r"骗我|砸了|捅了)"
)
_OF = r"的(?:案卷|电话|手机|老婆|妻子|丈夫|儿子|女儿|房子|车)"
_LIKELY = rf"(?:把|将|说|骂|打|带|拿|负责|答应|欠|住|跑了|躲|是(?!的|不)|{_OF})"
_ACTORS = (
    (re.compile(rf"{_BEGINS}([{_HAN}]{{2,3}}?)(?={_SURELY})"), True),
    (re.compile(rf"{_BEGINS}([{_HAN}]{{3,4}}?)(?={_LIKELY})"), False),
)


def actors(text: str) -> Iterator[Span]:
    """Yield names, in no order, some of them twice."""
    for pattern, surely in _ACTORS:
        for match in pattern.finditer(text):
            if _may_be_named(match[1], surely=surely):
                yield Span(*match.span(1))


def _may_be_named(word: str, *, surely: bool) -> bool:
    """Tell whether a word has a name's form; a word of the dictionary only where it surely acts as a person does."""
    if not plausible(word) or calls(word) or not not_names().isdisjoint((word[:2], word[:3])):
        return False
    rest = word[len(surname(word)) :]
    if not given(rest):
        return False
    return surely or (len(rest) == 2 and not known(word) and not known(word[:2]) and not known(rest))
