"""Names of the street and bare given names: 豹哥, “老鬼”, 外号肥仔成, 有个叫二虎的. They are private (DOMAIN §6.5).

What calls a person so stands before (外号, 都喊她), around (quotation marks) or behind (两个人, 负责记账). A word that
only calls by surname or kinship (陈姐, 二叔) names nobody and stays.
"""

import re
from collections.abc import Iterator

from corpus.spans import Span
from models.features import word_list
from models.rarity import rarity
from models.surnames import TITLE, calls, given, not_names, plausible
from models.tagging import known, tagged

_HAN = r"\u3400-\u9fff"
_OPEN, _CLOSE = r"[“\"「『‘']", r"[”\"」』’']"
_END = r"(?=[，,。；;、：:）)（(！!？?\s”\"]|$)"
_PERSON = (
    rf"(?:[{_HAN}]{{0,3}}人|男|女|老板|中间人|家伙|小伙|小子|青年|网友|朋友|中介|经理|医生|混混|司机|工头|包工头|老头|同学|学生|社会|大哥|"
    r"老大|头目)"
)
_SOMEBODY = rf"(?:{_PERSON}|[，,。；;、]|又|在|就|也|都|来|带|把|打|给|收|经常|天天|一直|最)"
_BEHIND = rf"(?=的{_SOMEBODY}|和|跟|，|,|。|、|；|;|：|:|）|\)|（|\(|\s|$|他|她|又|在[^线]|把|带)"
_CALL = (
    r"(?:绰号|外号|花名|浑名|诨号|诨名|混名|小名|乳名|奶名|昵称|别名|化名|大名|人称|人送外号|江湖上?称|"
    r"道上(?:称|叫)|起名|取名)"
)
_CALLED = (
    re.compile(
        rf"(?:{_CALL}|自称|(?:喊|叫|称)(?:他|她|伊)(?:叫|做|作|为)?)(?:就?叫做?|是|为|叫什么)?[ :：]?"
        rf"{_OPEN}([{_HAN}]{{2,5}}){_CLOSE}(?!的(?!{_SOMEBODY}))"
    ),
    re.compile(rf"(?:叫做?|喊作?)[ ]?{_OPEN}([{_HAN}]{{2,5}}){_CLOSE}(?=的{_PERSON})"),
    re.compile(rf"{_CALL}(?:就?叫做?|是|为|叫什么|也?叫)?[ :：]?([{_HAN}]{{2,4}}?){_BEHIND}"),
    re.compile(
        rf"(?:一个|有个|那个|这个|[位名])(?:名字|名)?叫(?:做|作|什么)?[ ]?([{_HAN}]{{2,4}}?)(?=的{_SOMEBODY}|[，,、])"
    ),
)
_HAILED = re.compile(rf"(?:都|常|就|人|家|管)(?:喊|叫|称|呼)(?:他|她|伊)(?:叫|做|作|为)?[ ]?([{_HAN}]{{2,3}}?){_END}")
_ROLE_CALLED = re.compile(
    rf"[{_HAN}](?<![我你我们])(?:叫|名叫|叫做|叫什么)([{_HAN}]{{2,3}}?)(?=[，,。；;、：:）)\s]|$|的(?:[，,]|在|又|人|男|女))"
)
_DOES = (
    r"(?:负责|昨|前[天几晚]|今[天早晚]|又[来在打]|说|讲|带[着了人]|打了?|也[在来]|发语|威胁|骂|一伙|等人|手下|开着|约[我她他]|拿|把|来了|在场|"
    r"动手|收了|跟|他|她)"
)
_QUOTED = re.compile(rf"{_OPEN}([{_HAN}]{{2,3}}){_CLOSE}(?={_DOES})")
_QUOTED_BEFORE = re.compile(
    rf"{_OPEN}([{_HAN}]{{2,3}}){_CLOSE}([{_HAN}]{{2,3}}?)(?=[，,。；;、：:）)\s]|{_DOES}|是|在|的|$)"
)
_LEADER_CALLED = re.compile(rf"[的者]叫做?([{_HAN}]{{2,4}}?)(?=[，,。；;、]|$)")
_QUOTED_PAIR = re.compile(rf"{_OPEN}([{_HAN}]{{2,3}}){_CLOSE}[和、与及跟]{_OPEN}([{_HAN}]{{2,3}}){_CLOSE}(?={_DOES})")
_BEGINS = r"(?:^|(?<=[，,。；;、：:！!？?\s“\"「和跟与被找让向])|(?<=那个)|(?<=这个)|(?<=老板娘)|(?<=老板))"
_BROTHER = re.compile(
    rf"{_BEGINS}([{_HAN}](?:哥|姐|爷|妹|仔|佬|嫂))(?={_DOES}|{_CLOSE}|[是在给的、，,和跟他她也都不没]|$)"
)
_KINSHIP = frozenset(
    "大二三四五六七八九小老表堂亲帅美空学师的我你他她它们这那个各位每舅姑姨伯叔公奶爸妈姐哥弟少太乡佬靓打富外鬼阔男女子孙娘"
)
_PAIR = re.compile(
    rf"{_BEGINS}([{_HAN}]{{2,3}}?)[和跟与、]([{_HAN}]{{2,3}}?)"
    r"(?=[这那]?(?:两个?人|俩|二人|三人|两?(?:兄弟|姐弟|姐妹|兄妹|夫妻|夫妇|父子|父女|母子|母女|口子)))"
)
_FATHER_OF = re.compile(rf"{_BEGINS}([{_HAN}]{{2}})(?=他(?:爹|娘|妈|爸|哥|姐|媳妇|婆娘|老婆)|嫂子|婶子|大娘|大婶)")
_SEXED = re.compile(
    r"(?:^|(?<=[\n，,。；;、：:（( \u3000]))(?:[原被]告|第三人|本人|死者|学生|村民|民警)?"
    rf"([{_HAN}]{{2,4}}?)[ \u3000]?(?:[（(，,、][ ]?|[ \u3000]{{1,4}})[男女](?=[，,、；;。 ）)\u3000]|$)"
)
_RARE = 9.4  # idf of what may be a nickname (刀疤 11.2, 老鹰 10.0); ordinary nouns lie below (老板 7.0, 救护车 9.3)


def nicknames(text: str) -> Iterator[Span]:
    """Yield names, in no order, some of them twice."""
    yield from _called(text)
    yield from _quoted(text)
    for span in _first(_BROTHER, text):
        word = span.of(text)
        if word[0] not in _KINSHIP and not calls(word) and not known(word):
            yield span
    yield from (span for span in _first(_FATHER_OF, text) if given(span.of(text)) or _odd(span.of(text), least=10.0))
    for match in _PAIR.finditer(text):
        pair = (Span(*match.span(1)), Span(*match.span(2)))
        if all(plausible(span.of(text)) or given(span.of(text)) for span in pair):
            yield from pair
    for span in _first(_SEXED, text):
        word = span.of(text)
        if plausible(word) and not_names().isdisjoint((word[:2], word[:3])):
            yield span


def _called(text: str) -> Iterator[Span]:
    """Yield what stands behind a word that says what somebody is called."""
    for pattern in _CALLED:
        yield from (span for span in _first(pattern, text) if _odd(span.of(text)))
    for pattern in (_HAILED, _LEADER_CALLED):
        yield from (span for span in _first(pattern, text) if _odd(span.of(text)) and _noun(span.of(text)))
    yield from (span for span in _first(_ROLE_CALLED, text) if _bare(span.of(text)))


def _quoted(text: str) -> Iterator[Span]:
    """Yield what stands in quotation marks and acts as a person does, or before a name."""
    for pattern in (_QUOTED, _QUOTED_PAIR):
        for match in pattern.finditer(text):
            parts = range(1, pattern.groups + 1)
            yield from (Span(*match.span(part)) for part in parts if _odd(match[part]) and _noun(match[part]))
    for match in _QUOTED_BEFORE.finditer(text):
        if plausible(match[2]) and not known(match[2]) and _odd(match[1]):  # “老鬼”吴阿四
            yield from (Span(*match.span(part)) for part in (1, 2))


def _first(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (Span(*match.span(1)) for match in pattern.finditer(text))


def _odd(word: str, *, least: float = 0.0) -> bool:
    """Tell whether a word can be what somebody is called: no title, no kin, no ordinary beginning of a clause."""
    if (
        calls(word)
        or re.search(rf"{TITLE}$|公司|平台|软件|警官|[园乡镇村路街店厂局]$|[的了吗呢吧是]$", word)
        or word in word_list("not_given.txt")
    ):
        return False
    return not re.match(r"[我你他她它们不没别这那]", word) and rarity(word) >= least


def _noun(word: str) -> bool:
    """Tell whether a word is no verb: 喊他回家, 叫她道歉."""
    tag = tagged(word)[0][1]
    return not known(word) or (tag[:1] == "n" and rarity(word) >= _RARE)


def _bare(word: str) -> bool:
    """Tell whether a word after 叫 looks like a given name or a nickname by itself (助理叫娜娜); 叫外卖 does not."""
    if not _odd(word) or word in word_list("not_given.txt"):
        return False
    doubled = len(word) == 2 and word[0] == word[1] and tagged(word)[0][1][:1] not in "dr"
    brother = len(word) == 2 and word[1] in "哥姐爷妹仔佬嫂" and word[0] not in _KINSHIP
    return doubled or brother or (word[0] == "阿" and len(word) == 2) or (given(word) and not known(word))
