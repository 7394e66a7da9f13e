"""Why a letter is not shown beside other letters, even masked: the phrase that says so.

信访工作条例 30(3): what reports wrongdoing reaches neither the accused nor their unit, and who works at the desk may
belong to it. 未成年人保护法 103: nothing that leads to a minor; the same for victims of sexual offences (DOMAIN §4).
Recall first: one letter less to compare with costs little.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from corpus.spans import Span


class Cause(StrEnum):
    """What keeps a letter out of sight."""

    SECRECY = "来信人要求保密"
    SEXUAL = "涉及性侵害"
    DANGER = "涉及人身安全"
    MINOR = "涉及受侵害的未成年人"
    REPORT = "检举揭发"


@dataclass(frozen=True, slots=True)
class Seal:
    """Why a letter is kept out of sight, and where it says so."""

    cause: Cause
    span: Span


_IN_SENTENCE: Final = r"[^。！？!?\n]"
_IN_CLAUSE: Final = r"[^。，！？!?\n]"
_WRITER: Final = r"(?:举报人|反映人|写信人|来信人|信访人|投诉人|检举人|本人)"
_ASK: Final = r"(?:请|望|恳|求|务必|严格|一定|注意|能否|能不能|麻烦|必须|应当|予以|给予|[替为帮给对]我)"
# Agreements, duties and offices of secrecy are no wish, and neither is its refusal.
_NO_WISH_BEFORE: Final = r"(?<!不用)(?<!不需)(?<!无需)(?<!不必)(?<!需要)"
_NO_WISH_AFTER: Final = r"(?!协议|费|工作|局|义务|规定|法|制度|期|条款|级|责任|室|办|委员会|承诺|单位)"
_NOT: Final = r"(?:不要|不得|不能|不可|不想|不愿|不希望|别|勿|莫|严禁|防止|避免|以免)再?"
_TELL: Final = (
    r"(?:让|给|告诉|告知|通知|透露|泄露|泄漏|外泄|外传|外泻|暴露|公开|转|交给|反馈给|说出|讲出|把|将|向|对|跟|同)"
)
_OF_WRITER: Final = (
    rf"(?:知道|晓得|{_WRITER}|(?:我|本人)的?(?:名字|姓名|真名|身份|信息|电话|情况)|是我|我[写说讲]的?"
    r"|(?:这封|此|该|我的|把|将|本)信)"
)
_SECRECY: Final = re.compile(
    "|".join(
        (
            rf"{_NO_WISH_BEFORE}{_ASK}{_IN_SENTENCE}{{0,14}}?保[密蜜]{_NO_WISH_AFTER}",
            rf"{_NOT}{_TELL}{_IN_SENTENCE}{{0,24}}?{_OF_WRITER}",
            rf"不(?:希望|想|愿){_IN_CLAUSE}{{0,10}}(?:知道|晓得)",
            rf"{_NOT}(?:(?:把|将)(?:这封|此|该|我的)?信|告诉(?:他|她|村|镇|所|单位|领导|老板|厂)|外[泄泻传露])",
            r"(?:匿名|化名)(?:来信|举报|反映|投诉|检举|信)",
            rf"(?<!应当)(?<!应)保守{_IN_CLAUSE}{{0,4}}(?:身份|隐私)|{_ASK}{_IN_SENTENCE}{{0,6}}保守秘密",
            rf"不[敢便想愿]{_IN_CLAUSE}{{0,4}}(?:署名|留名|写名|实名|具名|透露身份|透露姓名|暴露)",
            rf"(?:怕|担心|恐|以免|避免|防止){_IN_CLAUSE}{{0,10}}(?:报复|穿小鞋|找我麻烦|对我不利|打击)",
            rf"保护好?{_IN_CLAUSE}{{0,6}}(?:{_WRITER}|我的(?:身份|隐私|信息|安全))",
            rf"(?:看完|阅后){_IN_CLAUSE}{{0,6}}(?:烧|撕|销毁)",
            rf"(?:知道|晓得|发现){_IN_CLAUSE}{{0,8}}(?:打死|弄死|整死|报复|饶不了|活不)",
        )
    )
)
_SEXUAL: Final = re.compile(
    r"强奸|轮奸|奸污|强暴|迷奸|猥亵|性侵|性骚扰|非礼|裸照|耍流氓|色狼|猥琐|摸[我她]的?(?:胸|臀|下体|大腿|屁股)"
    r"|偷拍(?:裙底|洗澡|隐私)|(?:脱|扒|撕)[了掉]?[我她]的?(?:衣|裤|裙)|不雅(?:照|视频)|卖淫"
)
# Whoever is in danger is found by the one he hides from.
_DANGER: Final = re.compile(
    r"家暴|家庭暴力|人身(?:安全)?保护令|躲(?:在|到|进)|躲避?[他她]|菜刀|砍[我她人死]|杀[我她了死]|弄死|打死[我她]|恐吓|跟踪[我她]"
    r"|自杀|轻生|遗书|不想活|活不下去|跳楼|[喝吃吞]了?农药|农药自|割腕|同归于尽|威胁(?:要|说|我|她)"
)
_CHILD: Final = (
    r"(?:未成年|孩子|小孩|女儿|儿子|孙女|孙子|女童|男童|女孩|男孩|幼儿|婴儿|学生|继女|继子|侄女|侄子|小学|中学|幼儿园"
    r"|[初高][一二三]|[一二三四五六]年级|(?<![\d二三四五六七八九])(?:[一-九两]|十[一-七]?|1[0-7]|[1-9])(?:周)?岁)"
)
_HARM: Final = (
    r"(?:虐待|殴打|毒打|体罚|霸凌|欺凌|欺负|家暴|拐走|拐卖|抢走|囚禁|遗弃|打伤|扇耳光|扇巴掌|经常打|往死里打|打骂|打(?:[我他她]|孩子|小孩|学生)"
    r"|被[^。，！？!?\n]{0,6}打(?![电扫工卡车算听印折针])|自残|自杀|针扎|勒索|失踪|伤害[我他她孩])"
)
_MINOR: Final = re.compile(rf"{_CHILD}[^\n]{{0,40}}?{_HARM}|{_HARM}[^\n]{{0,40}}?{_CHILD}|打(?:孩子|小孩|学生)")
# Who reports wrongdoing says so; who tells of an officer that takes, beats or covers up reports it in other words.
_REPORT: Final = re.compile(
    r"(?:我|本人|我们|现|特|来信|实名|要|向[^。，！？!?\n]{1,12})[^。，！？!?\n]{0,4}(?:举报|检举|揭发|控告)(?!电话|箱|平台|热线|人)"
    r"|^\s*(?:实名)?(?:举报|检举|揭发|控告)(?:信|书|：|:|人)"
    r"|受贿|行贿|索贿|贪污|保护伞|以权谋私|徇私|枉法|渎职|滥用职权|吃拿卡要|通风报信|官商勾结|黑恶|涉黑|挪用|套取|冒领"
    r"|侵吞|收礼|卖官|包养|违纪|违法违规办案|刑讯|利益输送|公车私用"
    rf"|(?:收|拿)[受了]?{_IN_CLAUSE}{{0,6}}(?:黑钱|红包|好处费|回扣|贿赂|财物)"
    r"|(?:民警|警察|警官|辅警|所长|队长|刑警|交警|局长|科长|处长|村长|村支书|支书|书记|主任|镇长|乡长|县长|区长|市长|干部"
    rf"|领导|公务员|法官|检察官|城管|执法人员|校长){_IN_CLAUSE}{{0,20}}?"
    r"(?:[收拿索][^。，！？!?\n]{0,8}钱|打(?![电扫工卡车算听印折针])|骂|辱|踢|威胁|勒索|包庇|勾结|赌|嫖|偷卖|私分|侵占|霸占|泄露|扣押)",
    re.MULTILINE,
)


def seal(text: str) -> Seal | None:
    """Return why a letter is not to be shown beside others, None where nothing in it says so."""
    for cause, words in (
        (Cause.SECRECY, _SECRECY),
        (Cause.SEXUAL, _SEXUAL),
        (Cause.DANGER, _DANGER),
        (Cause.MINOR, _MINOR),
        (Cause.REPORT, _REPORT),
    ):
        if found := words.search(text):
            return Seal(cause, Span(*found.span()))
    return None
