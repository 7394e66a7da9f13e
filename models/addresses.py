"""Addresses down to the door: 省 市 区 镇 村 路 号 栋 单元 室. A road or an estate alone houses nobody and stays.

An address is found by its door (朝阳路23号, 3栋2单元501室, 槐东村三组17号) and then read to the left, word by word,
as long as the words can be parts of an address. After 住址 or 户籍地 the whole field is one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from corpus.spans import Span
from corpus.terms import normalise
from models.features import word_list
from models.findings import PrivateSpan
from models.spacing import without_gaps_at_figures
from models.tagging import Token, tagged

_HAN = r"[\u3400-\u9fff]"
_N = r"(?:[a-z]?[0-9]{1,5}[a-z]?(?:[\-—–][0-9]{1,4})?|[〇零一二两三四五六七八九十百]{1,5})"
_ROAD = (
    r"(?:路|街|道|巷|弄|胡同|里|条|段|村|庄|寨|屯|厝|围|埔|坊|社区|小区|片区|新村"
    r"|花园|公寓|苑|园|大院|宿舍|组|队|社|镇|乡|湾|坪|冲|垸"
    r"|横|片|寨|坑|塘|洋|畔|洲|墘|埠|桥头|巷尾|村口|工业[区园]|产业园|科技园)"
)
_ESTATE = r"[\u3400-\u9fff]{2,8}?(?:花园|小区|公寓|苑|城|大厦|广场|园|湾|府|庭|轩|新村|宿舍|大院|楼)"
# 号 of a house, not of a date, a line, a document or a hotline.
_HOUSE = (
    rf"{_N}号院?(?!摊|床|泊位|柜台|考场|教室|球|电梯|门诊|线|文|令|公告|车(?!库)|台风|通知|地块|公交|站|灯杆|电线杆|路灯|窗口|岗亭|井盖|"
    rf"凌晨|[早上中下晚][午上]|左右|[之以]?[前后](?!门|座|面|院|排)|开始|起|至|到)(?:[ ]?[之附][ ]?{_N}号?)?"
)
_PART = rf"(?:{_N}|[甲乙丙丁东西南北a-z])(?:号楼|号院|栋|幢|座|单元|梯|层|楼|室|房|户|号)"
_ROOM = r"[0-9]{3,4}(?![0-9年元块万人次米个天%.套户平名间栋棟m㎡余多])(?:室|房(?!产|屋|子)|号?铺面?)?"
# A floor alone describes a building (一栋三层); a unit or room is somebody's door.
_DOOR = (
    rf"(?:{_N}(?:层|楼))?(?:{_N}|[甲乙丙丁东西南北])"
    rf"(?:单元|梯|室|房(?!子|屋|产)|户(?!型|居)|号(?!楼))(?:{_N}(?:层|楼))?"
)
_HAN_ROOM = (
    r"[一二三四五六七八九十][零〇一二三四五六七八九幺]{2,3}(?![零〇一二三四五六七八九十百千万亿元块年月次])"
    r"(?:室|房|户)?"
)
# Behind a house: 后座, 后院三楼, 左边第二间, 铺面, 车库, and the number of a store (3号库).
_REAR = rf"(?:[前后]?(?:座|院|排)|铺面|车库|仓库|库|地下室|阁楼)(?:{_N}(?:层|楼))?|{_N}(?:层|楼)[前后左右]?[座边侧]?"
_INSIDE = (
    rf"(?:[ ,，、]?(?:{_ESTATE})?[ ]?(?:{_PART})+(?:[ \-]?(?:{_ROOM}|{_HAN_ROOM}))?"
    rf"|[ ,，、]?{_ESTATE}[ ]?[a-z]?座?{_ROOM})?(?:{_REAR})?"
)
_DOORS = (
    re.compile(rf"{_ROAD}(?:[东南西北中][侧边段面]?)?[ ]?{_HOUSE}{_INSIDE}"),
    re.compile(rf"(?:{_N}|[a-z])(?:栋|幢|座|号楼)[ \-]?(?:(?:{_DOOR})+(?:{_ROOM})?|{_ROOM}|{_HAN_ROOM})"),
    # A group of a village or a lane in it are some dozen households.
    re.compile(rf"[村居寨围](?:民委员会|委会)?第?{_N}(?:村民)?(?:小组|组|社|生产队)(?!长|干部|群众|织|员)"),
    re.compile(rf"(?:村|社区|[村区]{_HAN}{{1,4}}){_N}[横直]?巷(?![口子里尾])(?:之{_N})?"),
    re.compile(rf"(?:酒店|宾馆|旅馆|旅社|招待所|民宿|公寓){_HAN}{{0,5}}?[0-9]{{3,4}}(?:号?房间?|室)"),
    re.compile(rf"{_N}单元[ \-]?(?:{_PART}|{_ROOM}|{_HAN_ROOM})"),
    # Without a number of a house: 祠堂边第三间. In English: Room 1502, Block B.
    re.compile(rf"{_HAN}[边旁侧前后面][面边]?第{_N}[间户](?!店|铺)"),
    re.compile(
        r"(?<![a-z])(?:room|flat|apartment|apt|rm)\.?[ ]?[a-z]?[0-9]{1,4}[a-z]?(?![a-z0-9])"
        r"(?:[ ]?,[ ]?(?:(?:block|building|tower|blk)[ ]?[a-z0-9]{1,3}|[0-9]{1,2}/f)(?![a-z0-9]))*"
    ),
    re.compile(rf"(?:大厦|大楼|公寓|宿舍|苑|阁|轩|庭|府|{_N}楼|楼宿舍)[a-z]?座?[ ]?{_ROOM}"),
)
_UNIT = re.compile(rf"{_N}(?:栋|幢|座|号楼)[ \-]?{_N}单元")
_FIELD = re.compile(
    r"(?:住址|(?:家庭|身份证|通[讯信]|联系|收[货件]|送达|邮寄|寄件|居住|现住)地址|户籍地(?:址)?|户籍所在地|现住地?|籍贯)"
    r"(?:是|为|在)?[ :：]{0,3}"
    r"(?P<place>[^\s,，。;；!！?？:：、]{4,40})"
)
_PLACE = re.compile(r"[省市区县旗镇乡村路街巷号栋幢楼组]|小区|花园")
_STREET = re.compile(r"[^0-9０-９〇零一二两三四五六七八九十]*(?:路|街|道|巷|镇|乡|村|区|县|市)")
_ROADS = frozenset("路街巷道里")
_LEFTMOST = 40  # characters that an address can reach to the left of its door


def addresses(text: str) -> list[PrivateSpan]:
    """Return addresses that lead to a door, in order of the text, without overlap."""
    closed = without_gaps_at_figures(text)
    found = _found(normalise(closed.text), tagged(closed.text))
    return [PrivateSpan("address", closed.original(span)) for span in found]


def _found(normal: str, tokens: list[Token]) -> list[Span]:
    found: list[Span] = []
    for span in sorted({*_fields(normal), *_doors(normal, tokens)}, key=lambda one: (one.start, -one.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def street(address: str) -> str:
    """Return the part of an address that may stay: up to its road or village (DOMAIN §4, address to street)."""
    kept = _STREET.match(address)
    return kept[0] if kept else ""


def _fields(normal: str) -> Iterator[Span]:
    for match in _FIELD.finditer(normal):
        if _PLACE.search(match["place"]):
            yield Span(*match.span("place"))


def _doors(normal: str, tokens: list[Token]) -> Iterator[Span]:
    for pattern in _DOORS:
        for match in pattern.finditer(normal):
            begin = begin_of(match.start(), tokens)
            # A unit without a room or an estate leads to no door: 3栋2单元的电梯.
            if begin < match.start() or not _UNIT.fullmatch(match[0]) or normal[begin - 1 : begin] in ("住", "在"):
                # The segmenter may have joined 住 to the first word of the address (住谷|饶|镇上).
                yield Span(begin + (normal[begin] in "住在于"), match.end())


def begin_of(door: int, tokens: list[Token], *, longest: int = _LEFTMOST) -> int:
    """Read to the left from a door, or from what a school is called, while words can belong to an address."""
    begin, before, next_word = door, word_list("before_addresses.txt"), ""
    behind = bisect_left(tokens, door, key=lambda token: token[2].start)
    for word, tag, span in (tokens[place] for place in range(behind - 1, -1, -1)):
        # 前进路 is a road, 礐石 a place whose first character the dictionary lacks.
        verb = tag == "v" and len(word) > 1 and not _PLACE.search(word) and next_word[:1] not in _ROADS
        unknown = tag[:1] == "x" and not re.fullmatch(_HAN, word)
        foreign = word in before or tag[:1] in "rpcudy" or unknown or verb
        if span.end < begin or door - span.start > longest or (foreign and span.end <= begin and span.end <= door):
            break
        begin, next_word = span.start, word
    return begin
