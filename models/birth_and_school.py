"""Days of birth, and the school and class of a child: what tells who somebody is where no name stands.

A school alone is a body that letters complain of and stays. With a class, or where a child is said to go there, it is
a detail that identifies a minor (未成年人保护法 103; DOMAIN §2.7, §6.5). A year of birth alone stays.
"""

import re
from collections.abc import Iterator

from corpus.spans import Span
from corpus.terms import normalise
from models.addresses import begin_of
from models.findings import PrivateSpan
from models.spacing import without_gaps_at_figures
from models.tagging import tagged

_HAN = r"\u3400-\u9fff"
_NUMBER = "一二三四五六七八九十"
_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][九〇零○0][〇零○一二三四五六七八九0]{2})"
_DAY_OF_MONTH = rf"(?:[0-9]{{1,2}}|[初廿卅{_NUMBER}]{{1,3}})"
_MONTH = rf"(?:农历|阴历|公历)?闰?(?:[0-9]{{1,2}}|[正冬腊{_NUMBER}]{{1,2}})"
_DAY = (
    rf"(?:{_YEAR}[ ]?年[ ]?{_MONTH}[ ]?月(?:[ ]?(?:初|廿)?{_DAY_OF_MONTH}(?:[ ]?[日号]|(?=出|生)))?"
    r"|(?:19|20)[0-9]{2}[.\-/][0-9]{1,2}(?:[.\-/][0-9]{1,2})?(?![0-9])"
    r"|(?<![0-9])(?:19|20)[0-9]{2}[01][0-9][0-3][0-9](?![0-9]))"
)
_BIRTHS = (
    re.compile(
        r"(?:出生日期|出生年月日?|出生时间|出生于?|生日|生于|诞辰|降生于?)(?:是|为|在)?(?:公历|农历|阴历)?"
        rf"[ ::]{{0,3}}(?P<day>{_DAY})"
    ),
    re.compile(rf"(?P<day>{_DAY})[ ]?(?:出生(?!证|率|医)|生人|的生日|降生|生(?=[,，。;；、)）\s]|$))"),
    # As particulars stand in a paper: 男，汉族，1958年10月6日，
    re.compile(rf"[男女][,，、 ]{{1,2}}(?:[{_HAN}]{{1,4}}族[,，、 ]{{1,2}})?(?P<day>{_DAY})(?=[,，;；生)）])"),
)

_MINORS_SCHOOL = (
    r"(?:小学|中学|初中|高中|学校|幼儿园|幼稚园|托儿所|托育园|附小|附中|实小|实验小学|职校|技校|中专|中职|职中"
    rf"|(?<![{_HAN}])[{_NUMBER}]{{1,2}}[中小]|第?[{_NUMBER}0-9]{{1,3}}[中小](?=[初高小{_NUMBER}])|[{_NUMBER}]{{1,2}}幼(?=[大中小托]))"
)
_GRADE = (
    rf"(?:[{_NUMBER}0-9]{{1,2}}年级|[初高小][{_NUMBER}0-9]|(?:19|20)?[0-9]{{2}}级(?:[{_HAN}]{{2,6}}?(?:专业)?)?|学前"
    rf"|[{_NUMBER}](?=[(（][0-9{_NUMBER}]))"
)
_CLASS = rf"(?:[(（]?[0-9{_NUMBER}]{{1,3}}[)）]?班|[大中小托][大中小托]?[0-9{_NUMBER}]?班)(?![额制容化]|规模)"
_CHILD = (
    r"(?:儿子|女儿|闺女|孩子|小孩|孙子|孙女|外孙女?|侄子|侄女|外甥女?|妹妹|弟弟|妹|弟|娃|小孩儿?|[他她它])"
    r"[^，,。；;！!？?\n]{0,8}?(?<![入可以能法想要需该排件])"
)
_SCHOOLS = (
    re.compile(rf"{_MINORS_SCHOOL}[ ]?(?:的)?{_GRADE}?[ ]?{_CLASS}"),
    # A child goes there: 读广厦学校四年级, 在飞厦中学上初三.
    re.compile(
        rf"{_CHILD}(?:就读于?|转[入到去]|考[上入到]|[读念上])(?P<name>[{_HAN}]{{2,12}}?(?P<kind>{_MINORS_SCHOOL})(?:{_GRADE})?)"
    ),
    re.compile(
        rf"{_CHILD}在(?P<name>[{_HAN}]{{2,12}}?(?P<kind>{_MINORS_SCHOOL}))"
        rf"(?:(?P<class>[读上念]?{_GRADE}?{_CLASS})|(?=就读|读[书初高小{_NUMBER}]|上[学初高小{_NUMBER}]|念|寄宿|住校))"
    ),
)
_CLASS_ALONE = re.compile(rf"(?<![{_NUMBER}0-9])(?:[{_NUMBER}0-9]年级|[初高][{_NUMBER}0-9])[ ]?{_CLASS}")
_LONGEST = 24  # characters from the school's first to its last, as of an autonomous county's 职业技术学校
_SOME = re.compile(
    r"^(?:[一某哪那这每各几本该]|不同|同一?所|外地|当地|什么|任何|公办|民办|私立|普通)"
)  # 读一所小学: none in particular


def births_and_schools(text: str) -> list[PrivateSpan]:
    """Return days of birth and children's schools with their class, in order of the text; they may overlap."""
    closed = without_gaps_at_figures(text)
    normal = normalise(closed.text)
    found = [PrivateSpan("birth", closed.original(span)) for span in _births(normal)]
    found += [PrivateSpan("school", closed.original(span)) for span in _schools(normal)]
    return sorted(found, key=lambda one: (one.span.start, -one.span.end))


def _births(normal: str) -> Iterator[Span]:
    for pattern in _BIRTHS:
        for match in pattern.finditer(normal):
            yield Span(*match.span("day"))


def _schools(normal: str) -> Iterator[Span]:
    with_class, *attended = _SCHOOLS
    matches = list(with_class.finditer(normal))
    goes = [match for pattern in attended for match in pattern.finditer(normal)]
    tokens = tagged(normal) if matches or goes else []
    for match in matches:
        begin = begin_of(match.start(), tokens, longest=_LONGEST)
        if begin < match.start() or match[0][0] in f"第{_NUMBER}":
            yield Span(begin + (normal[begin] in "读念在"), match.end())
    for match in _CLASS_ALONE.finditer(normal):
        yield Span(*match.span())
    for match in goes:
        whole = begin_of(match.start("kind"), tokens, longest=_LONGEST) <= match.start("name")
        if whole and not _SOME.match(match["name"]):
            yield Span(match.start("name"), match.end())
