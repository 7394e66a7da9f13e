"""Names that stand where nothing but a name can stand, so that an ordinary word or a place is one too.

A field (申请人 高兴, 会员：贺兰山), a signature (柳絮 above a date), a child's bare given name (女儿朵朵), a nickname
(叫“龙哥”的人), a name in Latin letters (游客：Ann Lee), a word of title behind (民警黎明同志). What stands before and
behind decides; of the word only the form is asked.
"""

import re
from collections.abc import Iterator
from functools import cache

from corpus.spans import Span
from models.features import word_list
from models.rarity import rarity
from models.surnames import NOT_GIVEN, given, plausible, transcribed
from models.tagging import Token, known, tagged

_HAN = r"\u3400-\u9fff"
_KIN = (
    r"爸爸|妈妈|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|丈夫|妻子|老公|老婆|老伴|爱人|前夫|前妻|儿子|女儿|闺女|孩子|哥哥|弟弟|姐姐|妹妹|"
    r"大哥|大姐|侄子|侄儿|侄女|外甥女?|孙子|孙女|外孙女?|儿媳妇?|女婿|岳父|岳母|公公|婆婆|舅舅|舅妈|姑姑|姑父|姨妈|叔叔|婶婶|伯父|伯母|"
    r"表[哥弟姐妹]|堂[哥弟姐妹]"
)
_ROLE = (
    r"会员|游客|业主|家长|住户|租户|租客|户主|房东|房主|车主|司机|店主|店长|店员|导游|患者|病人|老兵|战友|党员|学生|同学|同桌|同事|工友|室友|"
    r"舍友|朋友|好友|闺蜜|邻居|老乡|民警|辅警|交警|警察|医生|护士|老师|教师|教练|保安|经理|会计|律师|法官|志愿者|社工|网格员|外教|留学生|村民|"
    r"居民|市民|职工|员工|农民工|老板|原告|被告|法定代表人|客户|乘客|消费者|买家|卖家|房客|先生|女士"
)
_PARTY = rf"(?:[{_HAN}]{{1,4}}人|姓名|名字|真名|户名)"
_ENDS = (
    rf"(?=[ \t　]*(?:$|[\n（(,，、;；。/|]|电话|手机|身份证|男|女|[a-zA-Z0-9０-９+]|[ \t　]{{2}}|[ 　](?![{_HAN}])))"
)
_NAME = rf"([{_HAN}]{{2,4}}?)"
_FIELDS = (
    re.compile(rf"(?:{_PARTY}|{_ROLE}|{_KIN})[ \t　]*[:：][ \t　]*{_NAME}{_ENDS}"),
    # Without a colon only at the beginning of a line, and set off by space.
    re.compile(rf"(?:^|(?<=\n))[ \t　]*(?:[{_HAN}]{{0,8}}的)?(?:{_PARTY}|{_ROLE}|{_KIN})[ \t　]{{1,6}}{_NAME}{_ENDS}"),
)
_TITLED = re.compile(
    rf"(?:{_ROLE}|{_KIN})([{_HAN}]{{2,3}}?)(?=同志|先生|女士|老师|医生|警官|介绍|告诉|答应|作证|证实|打来电话|陪我|帮我|带我|代笔|代写)"
)
_LATIN = re.compile(
    rf"(?:(?:{_PARTY}|{_ROLE}|{_KIN}|我叫|名叫|我是|自称)[ \t]*[:：]?[ \t]*|(?:^|(?<=\n))[ \t　]*)"
    r"((?:[A-Z][a-z]+|[A-Z]\.)(?:[ ·\-][A-Z](?:[a-z]+|\.))*[ ·][A-Z][a-zA-Z]+|[A-Z]{2,}[ ,]{1,2}[A-Z]{2,})(?![a-zA-Z])"
)
_CHILD = re.compile(
    r"(?:女儿|儿子|孩子|闺女|小?孙子|小?孙女|外孙女?|娃娃?|宝宝|小女儿?|小儿子?|丫头|妹妹|弟弟|侄女|侄子|外甥女?|小朋友)"
    r"(?P<called>[ ]?(?:小名|乳名|昵称|名字)?[ ]?(?:叫做?|名叫|是)?[“\"「]?)"
)
_SCHOOLFELLOW = re.compile(
    rf"([{_HAN}]{{2,3}})[”\"]?是(?:我|他|她|我们|孩子|女儿|儿子|我女儿|我儿子)的?(?:同班|好|小|老)?(?:同学|同桌|室友|朋友|闺蜜|玩伴)"
)
_ROW = re.compile(
    r"(?:签名|签字|名单|联名人?|联署人?|签章|捺印|代表)(?:如下|[（(][^）)\n]{0,8}[）)])?"
    r"(?:[:：][ \t\u3000]*\n?|[ \t\u3000]*\n)"
)
_RUN = re.compile(rf"(?<![{_HAN}])[{_HAN}]{{2,3}}(?:[ \t\u3000]+[{_HAN}]{{2,3}}(?![{_HAN}])){{2,}}")
_IN_ROW = re.compile(rf"[ \t\u3000]*(?:[0-9]{{1,2}}[.、．)][ ]?)?([{_HAN}]{{2,4}})(?![{_HAN}])[ \t\u3000、,，;；]*\n?")
_KINSMAN = re.compile(rf"(?:{_KIN}|我[爸妈爹娘哥姐弟妹]|同胞|族(?:群众|青年|姑娘|小伙|男子|女子|妇女|商人|人)?)")
_FOREIGN = re.compile(rf"[{_HAN}]{{3,5}}(?=[是在说的被把，,。、；;：:（(])")
_VIETNAMESE = re.compile(
    rf"([阮黎范陈吴武裴黄杜胡丁邓潘]氏[{_HAN}]{{1,2}}?)(?=[是在被说把和，,。的、（(；;：:）)\s]|今年|来自|$)"
)
_LAST_LINES = 8
_SIGNED = re.compile(rf"[ \t　]*([{_HAN}]{{2,4}})(?=[ \t　]*$|[ \t　]{{2,}}|[（(])")
_DATED = re.compile(
    r"[ \t　]*(?:日期[:：])?"
    r"(?:[0-9０-９]{2,4}[年./\-]|[0-9０-９]{1,2}月|[〇零一二三四五六七八九]{4}年|tel|电话|手机|邮箱|1[3-9])",
    re.IGNORECASE,
)
_GREETED = re.compile(r"[ \t　]*(?:此致)?[ \t　，,]*敬礼[!！。]?[ \t　]*$")
_RARE = 10.0  # idf: 侄子商海 12.3, 柳絮 10.7; 高血压 8.0, 车祸 9.5, 白内障 9.6 are illnesses, not nephews


def plain_names(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Yield names, in no order, some of them twice."""
    for pattern in _FIELDS:
        for match in pattern.finditer(text):
            if plausible(match[1]):
                yield Span(*match.span(1))
    for match in _TITLED.finditer(text):
        if plausible(match[1]) and (len(match[1]) == 3 or tagged(match[1])[0][1][:1] in "nt"):
            yield Span(*match.span(1))
    for match in _LATIN.finditer(text):
        yield Span(*match.span(1))
    for match in _VIETNAMESE.finditer(text):
        yield Span(*match.span(1))
    yield from _rows(text)
    yield from _children(text, tokens)
    yield from _kin(text, tokens)
    yield from _signed(text)


def _rows(text: str) -> Iterator[Span]:
    """Yield the names in a row, one beside or below the other, after 签名 or 名单, or three and more alone."""
    for run in _RUN.finditer(text):
        row = [Span(run.start() + one.start(), run.start() + one.end()) for one in re.finditer(rf"[{_HAN}]+", run[0])]
        if all(plausible(one.of(text)) and not known(one.of(text)) for one in row):
            yield from row
    for label in _ROW.finditer(text):
        at = label.end()
        while (one := _IN_ROW.match(text, at)) and (plausible(one[1]) or (len(one[1]) == 3 and not known(one[1]))):
            yield Span(*one.span(1))
            at = one.end()


def _children(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Yield bare given names of children: a doubled character, a word that is a name or none of the dictionary."""
    starts = {span.start: (word, tag, span) for word, tag, span in tokens}
    for match in _CHILD.finditer(text):
        word, tag, span = starts.get(match.end(), ("", "", Span(0, 0)))
        rare = len(word) == 2 and plausible(word) and rarity(word) >= _RARE and tag[:1] == "n"
        if rare or _given(word, tag, called=match["called"].strip() not in ("", "是")):
            yield span
    for match in _SCHOOLFELLOW.finditer(text):
        for word, tag, span in (starts.get(start, ("", "", Span(0, 0))) for start in range(*match.span(1))):
            if (
                span.end == match.end(1)
                and (tag.startswith("nr") or not known(word))
                and _given(word, tag, called=True)
            ):
                yield span


def _kin(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Yield names behind kin that the dictionary does not know: 舅舅全福, 老婆其其格."""
    starts = {span.start: (word, tag, span) for word, tag, span in tokens}
    for match in _KINSMAN.finditer(text):
        word, tag, span = starts.get(match.end(), ("", "", Span(0, 0)))
        if len(word) == 2 and plausible(word) and (tag == "nz" or not known(word)) and given(word[1:]):
            yield span
        foreign = _FOREIGN.match(text, match.end())
        if foreign and transcribed(foreign[0]):
            yield Span(*foreign.span())


def _given(word: str, tag: str, *, called: bool) -> bool:
    if not 2 <= len(word) <= 3 or not re.fullmatch(rf"[{_HAN}]+", word) or word in word_list("not_given.txt"):
        return False
    if len(word) == 2 and word[0] == word[1]:
        return tag[:1] not in "drt" and (called or tag[:1] != "v")
    if tag in ("nr", "nrt", "nrfg", "nz"):
        return len(word) == 2 or word[-1] not in NOT_GIVEN  # 郑浩|带
    return not known(word) and (called or set(word) <= _given_characters())


@cache
def _given_characters() -> frozenset[str]:
    return frozenset("".join(word_list("given_characters.txt")))


def _signed(text: str) -> Iterator[Span]:
    """Yield the name on a line near the end that follows 敬礼 or stands above a date, a phone or a mail address."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    for place in range(max(1, len(lines) - _LAST_LINES), len(lines)):
        line = lines[place]
        after = lines[place + 1][0] if place + 1 < len(lines) else ""
        signed = _SIGNED.match(line[0])
        if signed and (_GREETED.match(lines[place - 1][0]) or _DATED.match(after)) and plausible(signed[1]):
            yield Span(line.start() + signed.start(1), line.start() + signed.end(1))
