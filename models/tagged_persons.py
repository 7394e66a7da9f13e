"""What the trained tagger takes for persons, sifted: it does not know titles, nor where a name ends.

How sure it must be depends on what else speaks for a name: a surname, common characters, somebody who acts behind it.
The thresholds were read off the written sentences and off 1,200 letters (tests/models/cases/README.md).
"""

import re
from collections.abc import Iterator, Mapping, Set

from corpus.spans import Span
from models.people import Person, people
from models.surnames import (
    NOT_GIVEN,
    TITLE_AFTER,
    calls,
    given,
    is_name,
    not_names,
    plausible,
    surname,
    surnames,
    transcribed,
)
from models.tagging import Token, known, tagged

_HAN = r"\u3400-\u9fff"
_NEVER = 2.0
_MARKS = " \t\n\u3000“”\"'‘’（("
_PRONOUN = "伊侬佢"  # he and she in 潮汕, 吴 and 粤 speech, the first a surname too
_VERBS = frozenset("带打骂说把被叫让找收跑来去有是在和跟")  # 郑浩|带了
_JOINING = "和与跟同及被把将的了是在让叫找"  # 丹丹|被|老师
_NO_END = "的了是在说讲被把"  # where no name ends; the tagger joins them now and then
_PLACE_ENDS = frozenset("厝桥楼环冲山沟塘坪坳湾岭坡洲江河湖路场寨庄家街区村镇乡县市港站园城壁")
_KIN = (
    r"(?:爸|妈|爹|娘|哥|姐|弟|妹|叔|婶|伯|姑|舅子?|姨子?|嫂|儿子|女儿|孩子|孙子|孙女|老公|老婆|丈夫|妻子|爱人|外甥|侄子|侄女|女婿|媳妇|"
    r"同学|同桌|同事|工友|室友|舍友|战友|闺蜜|朋友|邻居|房东|房客|租客|老板|死者|伤者|失主|证人|司机|店员|助理|主播|导游)"
)
_INTRODUCES = re.compile(rf"(?:{_KIN}|[叫名长员工师警]|人[:：]?)$")
_JOINS = re.compile(r"[、和跟与同]$")
_KINSMAN = re.compile(r"外孙女?|侄孙|曾孙|重孙|小?舅子|小姨子|大姑子|大[哥姐伯]|小[叔姑姨舅弟妹]")
_ACTS = re.compile(
    r"(?:说|讲|告诉|骂|打[了我他她人]|带[着了人]|拿[着出走了]|把|被|跟我|对我|和我|同学|女士|先生|妈妈|爸爸|他[妈爹爸]|今年|[0-9]{1,2}岁|骑|开车|"
    r"住|在场|去世|他|她|名下|负责|给[我他她]|跑了|躲|欠|的(?:妈|爸|家长|手机|电话|老公|老婆|妻子|丈夫|父亲|母亲|儿子|女儿|房|车|钱|地))"
)
_BODY = (
    r"(?:公司|集团|有限|小区|花园|学校|中学|小学|大学|医院|派出所|分局|路|街|大道|村|镇|乡|县|市|区|省|广场|大厦|庄|家村|山庄|酒店|超市|药店|药房|饭店|桥|站|港|河|湖|"
    r"山|岛|寨|楼盘|项目|法|条例|劳务|建筑|建材|商行|商贸|装[修饰]|物业|工程队|卤味|烧烤|面馆|饭馆|专卖|牛肉|生物|置业|采石|科技|派遣|电力|地产|房地产|高架|立交|隧道|实业|金店|门店|牌|拳馆|瓷砖|轿车|汽车|开发商)"
)
BODIES = re.compile(_BODY)
_LEADS_TO_BODY = re.compile(rf"[{_HAN}](?=(?:{_BODY}))")


def persons_by_tagger(text: str, tokens: list[Token], announced: frozenset[int]) -> Iterator[Span]:
    """Yield names without titles (胡书记), masked names (李某) and things; `announced` are places a name is due."""
    words = {place: span for word, tag, span in tokens if _word(word, tag) for place in range(span.start, span.end)}
    bodies = {text[one.end() - n : one.end()] for one in _LEADS_TO_BODY.finditer(text) for n in (2, 3, 4)}
    for person in people(text):
        span = _trimmed(text, person, words)
        if span is None:
            continue
        span = _with_the_rest(text, span)
        begin = span.start - person.span.start
        length = 2 if plausible(span.of(text)) else span.end - span.start  # a third character may be a little less sure
        sure = min(person.chances[begin : begin + length], default=0.0)
        if sure >= _needed(text, span, bodies, announced=span.start in announced):
            yield span


def _word(word: str, tag: str) -> bool:
    return len(word) > 1 and known(word) and not tag.startswith("nr")


def _trimmed(text: str, person: Person, words: Mapping[int, Span]) -> Span | None:
    """Return the name without marks around it and without parts of other words: 外|孙轩轩, 岑康兄|弟, 雷军华|关."""
    whole = person.span.of(text)
    start = person.span.start + len(whole) - len(whole.lstrip(_MARKS))
    end = person.span.end - len(whole) + len(whole.rstrip(_MARKS))
    if text[start] in "区县市" and re.match(r"[a-zA-Z0-9]", text[start - 1 : start]):
        start += 1  # A2区|龙女士
    if end < start + 2:
        return None
    doubt = person.chances[end - 1 - person.span.start] < person.chances[start - person.span.start] / 2
    before, behind = words.get(start), words.get(end - 1)
    if before and before.start < start < before.end and _KINSMAN.fullmatch(before.of(text)):
        start = before.end
    if behind and behind.start >= start + 2 and doubt:
        end = behind.start
    if (
        end < start + 2
        or (before and before.start < start < before.end == end - 1)
        or (behind and behind.start <= start and behind.end > end)
    ):  # 师|傅整, 胡作非|为
        return None
    core = text[start:end]
    titled = next((place for place in range(2, len(core)) if TITLE_AFTER.match(text, start + place)), len(core))
    core = re.sub(rf"(?<=[{_HAN}]{{2}})[{_NO_END}]$", "", core[:titled])
    if not re.fullmatch(rf"[{_HAN}·•・‧]{{2,12}}", core):
        return None
    if len(core) == 3 and _overlong(
        core, text[end : end + 1], doubt=doubt, joined=bool(behind and behind.start == start + 1)
    ):
        core = core[:2]
    return _longest(core, start)


def _overlong(core: str, after: str, *, doubt: bool, joined: bool) -> bool:
    """Tell whether a third character is the next word's: 阿明|骑, 李所|和, 许蓉|已; not of 郝建设, 梁龙和的."""
    goes_on = re.match(rf"[{_HAN}]", after) is not None and after not in ("的", core[2])
    if (calls(core[:2]) and core[2] in NOT_GIVEN) or (core[2] in _VERBS and goes_on and not joined):
        return True
    whole = not re.match(rf"[{_HAN}]", after) and is_name(core, doubtful=False)  # 杨桂花 alone
    if not doubt or joined or whole or after in ("的", core[2]):
        return False
    return not is_name(core, doubtful=True) or not given(core[2])


def _longest(core: str, start: int) -> Span | None:
    """Cut a name at its longest form: a surname and two characters, but for names of other languages."""
    longest = len(surname(core)) + 2
    all_ = surnames()
    if len(core) <= longest or "·" in core or transcribed(core) or (len(core) == 4 and core[1] == "氏"):  # 阮氏秋香
        return Span(start, start + len(core))
    if surname(core) not in all_.certain | all_.frequent or not plausible(core[:longest]):
        return Span(start, start + len(core)) if len(core) == 4 else None
    return Span(start, start + longest) if len(core) == longest + 1 else None


def _with_the_rest(text: str, span: Span) -> Span:
    """Give a name what a title behind leaves over: 谷丰|收医生."""
    word = span.of(text)
    after = text[span.end : span.end + 1]
    goes_on = re.match(rf"[{_HAN}]", after) is not None and after not in _JOINING
    short = goes_on and len(word) == len(surname(word)) + 1 and plausible(word)
    left_over = short and TITLE_AFTER.match(text, span.end + 1) and not TITLE_AFTER.match(text, span.end)
    return Span(span.start, span.end + 1) if left_over else span


def _needed(text: str, span: Span, bodies: Set[str], *, announced: bool) -> float:
    """Return how sure the tagger must be: the more, the less else speaks for a name."""
    word = span.of(text)
    titled = TITLE_AFTER.match(text, span.end) is not None
    if _nobody(word, titled=titled) or BODIES.match(text[span.end : span.end + 4]):
        return _NEVER
    if TITLE_AFTER.match(text, span.start + len(surname(word))):
        return _NEVER  # 肖|副局长
    before = text[max(0, span.start - 4) : span.start]
    introduced = announced or titled or _INTRODUCES.search(before) is not None
    context = introduced or (_JOINS.search(before) or _ACTS.match(text, span.end)) is not None
    if word in bodies and not introduced:
        return 0.9 if plausible(word) else _NEVER  # a firm or a road called so elsewhere: 志达派遣公司, 万家丽高架
    if known(word) and not tagged(word)[0][1].startswith("nr"):
        return _common(word, titled=titled, introduced=introduced, context=context)
    if plausible(word) or is_name(word, doubtful=True):
        return _named(word, introduced=introduced, context=context)
    return _bare(word, context=context)


def _common(word: str, *, titled: bool, introduced: bool, context: bool) -> float:
    """Return how sure the tagger must be of a word of the dictionary: 高兴, 小芳; 焦煤, 沙田, 小雨."""
    if titled:
        return 0.4
    if introduced or (word[0] in "小阿" and context and given(word[1:])):
        return 0.5
    return 0.8 if plausible(word) and given(word[1:]) else 0.85 if context else _NEVER


def _nobody(word: str, *, titled: bool) -> bool:
    """Tell whether a word cannot be a name though it begins like one."""
    if word[-1] == "厝":  # a house in 潮汕 and 闽南 speech: 阮厝, our house
        return True
    if word in surnames().compound or calls(word) or not not_names().isdisjoint((word[:2], word[:3])):
        return True
    if word[0] == "莫" and tagged(word[1:])[0][1][:1] in "va":
        return True  # 莫慌, 莫见怪: do not
    if titled and len(word) == 2 and word[0] in "祝谢请望":
        return True  # 祝|陈书记
    return word[0] in _PRONOUN and known(word[1:])  # 叫伊细声


def _named(word: str, *, introduced: bool, context: bool) -> float:
    """Return how sure the tagger must be of a word with a surname."""
    place, three = word[-1] in _PLACE_ENDS, len(word) == 3
    if not is_name(word, doubtful=False) and not (three and is_name(word, doubtful=True)):
        if introduced:
            return 0.1 if three else 0.25
        return 0.4 if context else 0.6
    if introduced:
        return 0.3 if place else 0.1
    if place:
        return 0.6
    if context:
        return 0.2
    return 0.3 if three else 0.5


def _bare(word: str, *, context: bool) -> float:
    """Return how sure the tagger must be of a name without a Chinese surname."""
    if transcribed(word):
        return 0.5
    if len(word) > 3:
        return 0.85 if len(word) == 4 and word[0] not in surnames().certain else _NEVER
    if word[0] in "阿小" or len(set(word)) == 1 or given(word):
        return 0.5 if context or word[0] == "阿" else 0.85
    return 0.85 if context else _NEVER
