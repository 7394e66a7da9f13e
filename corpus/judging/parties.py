"""Whom a judgment names: parties, those who speak for them, prosecutors, judges, clerks; wherever they stand.

Public organs keep their names: an administrative case is about one. So do names that the court has covered already
(张某某, 李某1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.judging.flat import Flat
from corpus.spans import Span
from corpus.terms import normalise

NAME, BODY, PARTICULARS = "name", "body", "particulars"
_HAN = r"\u4e00-\u9fff"
_PARTY = (
    r"(?:(?:原审|一审|二审|再审|反诉|附带民事诉讼|刑事附带民事诉讼)*(?:"
    r"公诉机关|抗诉机关|自诉人|原告人|原告单位|原告|被告单位|被告人|被告|被上诉人|上诉人|被申请执行人|申请执行人|被执行人|"
    r"再审申请人|被申请人|申请人|申诉人|被申诉人|赔偿请求人|赔偿义务机关|复议机关|第三人|利害关系人|案外人|异议人|"
    r"复议申请人|起诉人|罪犯|债务人|债权人|被害人|受害人|委托人))"
)
_AGENT = (
    r"(?:法定代表人|法定代理人|主要负责人|负责人|诉讼代表人|共同委托诉讼代理人|委托诉讼代理人|委托代理人|诉讼代理人|特别授权代理人|"
    r"指定辩护人|辩护人|出庭应诉负责人|出庭负责人|行政机关负责人|经营者|投资人|执行事务合伙人|破产管理人|监护人)"
)
_SIGNER = (
    r"(?:审判长|代理审判员|助理审判员|审判员|人民陪审员|陪审员|法官助理|代理书记员|见习书记员|实习书记员|书记员|执行长|执行员|"
    r"独任审判员|主审法官|承办法官|速录员)"
)
_PROSECUTOR = r"(?:代理检察员|检察官助理|检察员|检察官)"
# The sentence that ends the list of parties.
_TOLD = re.compile(
    r"一案|起诉书|提起公诉|指控|向本院|本院(?:于|在|受理|立案|依法|审理|公开|认为|经)|经审理|审理终结|基本案情|诉讼请求"
)
# 原告(反诉被告)王某、李某,男,…: roles or short names in brackets, then one name or several.
_BRACKETS = r"(?:\([^()\n]{1,60}\))*"
_NAMES = rf"(?P<names>[{_HAN}a-z0-9·•()*]{{2,40}}?(?:、[{_HAN}a-z0-9·•()*]{{2,40}}?)*)"
_LISTED = re.compile(
    rf"(?:^|(?<=[\n。;]))(?P<role>{_PARTY}|{_AGENT}){_BRACKETS}:?(?:自报)?{_NAMES}(?P<after>{_BRACKETS})(?=[,，。;]|\n|$)(?P<rest>[^\n。]*)"
)
_SIGNED = re.compile(
    rf"{_SIGNER}:?(?P<names>[{_HAN}]{{2,4}}?|[{_HAN}]{{1,8}}(?:[·•][{_HAN}]{{1,8}})+?)"
    rf"(?={_SIGNER}|\n|$|\d{{4}}年|[〇○零一二三四五六七八九]{{4}}年)"
)
_SAT = re.compile(rf"{_SIGNER}(?P<names>[{_HAN}·]{{2,4}}?)(?=[、和]?{_SIGNER}|组成|独任|适用|担任)")
_PANEL = re.compile(rf"审判人员:(?P<names>[{_HAN}·]{{2,12}}(?:、[{_HAN}·]{{2,12}})*)")
_SENT = re.compile(
    rf"(?:{_PROSECUTOR}|副?检察长)(?P<names>[{_HAN}·]{{2,4}}?(?:、(?:{_PROSECUTOR})?[{_HAN}·]{{2,4}}?)*)(?=出庭|到庭|履行)"
)
# 指控被告人张三、李四犯盗窃罪; 原告张三与被告…; 上诉人张三及其辩护人李四到庭: nothing but names can stand there.
_ONE = rf"(?:(?![的在因于与和及其均等未不上系所还自经])[{_HAN}]){{2,4}}?|[{_HAN}]{{1,8}}(?:[·•][{_HAN}]{{1,8}})+?"
_ACCUSED = re.compile(rf"(?:被告人|罪犯)(?P<names>(?:{_ONE})(?:、(?:{_ONE}))*)(?:等人?)?犯(?=[^罪])")
_SUING = re.compile(rf"(?:原告人?|上诉人|申请人)(?P<names>{_ONE})(?:诉|与|因与)(?:被告|被上诉人|被申请人)")
_APPEARED = re.compile(rf"(?:{_PARTY}|{_AGENT})(?P<names>{_ONE})(?=及其|均?到庭|不服|均?未到庭|诉称|辩称|述称)")
_WITH = re.compile(rf"及其?{_AGENT}(?P<names>(?:{_ONE})(?:、(?:{_ONE}))*)(?=、|到庭|出庭|参加)")
_FIRM_SUED = re.compile(
    r"(?:原告(?!人)|被告单位|被告(?!人)|被上诉人|上诉人|第三人|被申请人)"
    rf"(?P<names>(?:(?![的在向从将与及和等某处用为所])[{_HAN}]){{2,16}}?公司)"
)
_TITLE = re.compile(rf"(?:^|\n)(?P<names>(?:{_ONE})(?:、(?:{_ONE}))*)(?:等[^\n]{{0,8}}?)?诉[^\n]{{4,60}}案(?=\n|$)")
_ALIAS = re.compile(rf"\((?:以下|下文|下)?(?:统|简)?称:?[\"“”「]?(?P<name>[{_HAN}a-z0-9]{{2,20}})[\"“”」]?\)")
_OTHER_NAMES = re.compile(rf"(?:曾用名|别名|化名|绰号|外号|又名|自报姓?名):?[\"“]?(?P<name>[{_HAN}·]{{2,12}})")
_FIRM = re.compile(rf"[,:]?(?:均|皆)?[系为]?(?P<name>[{_HAN}]{{2,20}}?律师事务所)")
_COVERED = re.compile(rf"[{_HAN}]{{1,2}}某[{_HAN}0-9]{{0,3}}|[{_HAN}]{{1,2}}[*x×0-9]+|[{_HAN}][甲乙丙丁戊己]")
# Bodies under public law, whose acts are what a case is about; they keep their names.
_ORGAN = re.compile(
    r"(?:局|政府|检察院|法院|派出所|支队|大队|中队|总队|(?<!业主)委员会|办事处|办公室|管委会|海关|厅|署|监狱|看守所|拘留所|戒毒所|"
    r"管理处|管理所|街道办|仲裁院|村委会|居委会)$"
)
# What stands in a name's place and is none: 被告公司辩称, 原告代理人诉称.
_GENERAL = re.compile(
    r".*(?:公司|单位|代理人|辩护人|双方|各方|当庭|庭审|共同|分别|书面|口头|没有|提出|认为|到庭|出庭|参加|一审|二审|原审|人民|机关|家属|本案)"
)
_ANY_FIRM = re.compile(r"(?:该|两|本|财产)?(?:保险|物业|建筑|建设|运输|物流|房地产|开发|劳务|出租|租赁|有限|股份)*公司")
# No long name has one of these: what was read is a piece of a sentence.
_SENTENCE = re.compile(r"[的在未向于为与不作已将说称]|^\d|被告|原告|答辩|证据|责任|损失|一再|多次|支付")
_BODY = re.compile(
    r"(?:公司|厂|店|行|合作社|中心|企业|集团|合伙|事务所|工作室|超市|酒店|饭店|宾馆|基金会|协会|商会|委员会|场|馆|院|站|园|所|校|学|会|部)$"
)
_PLACE = re.compile(rf"^(?:[{_HAN}]{{2,6}}?(?:省|市|县|区|州|镇))+")
_FACTS = re.compile(r"男|女|\d{4}年|族|身份证|公民身份|住|户籍|文化|出生|统一社会信用代码|职务|无业|务农|农民|职工")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """One stretch of the original that names somebody, or tells who that is (`particulars`)."""

    span: Span
    kind: str


def named(flat: Flat, *, beside: tuple[str, ...] = ()) -> tuple[Named, ...]:
    """Return all that names a person or private body, in order, without overlap.

    `beside` are names that stand beside the text (a column of parties in a table).
    """
    first = [*_listed(flat), *_signed(flat)]
    words = {(flat.text[start:end], kind) for start, end, kind in first if kind != PARTICULARS}
    words |= {(name, kind) for one in beside for name in _split(normalise(one)) if (kind := _kind(name))}
    words |= {(short, BODY) for name, kind in words if kind == BODY for short in _shortened(flat, name)}
    taken = bytearray(len(flat.text))
    found = []
    # What covers more goes first, so that no name is cut by a shorter one that stands inside it.
    stretches = {*first, *_everywhere(flat, words)}
    for start, end, kind in sorted(stretches, key=lambda one: (one[0] - one[1], one)):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append(Named(flat.span(start, end), kind))
    return tuple(sorted(found))


def party_names(flat: Flat) -> tuple[str, ...]:
    """Return the names of the parties themselves, organs among them, as the head gives them."""
    found: dict[str, None] = {}
    for match in _LISTED.finditer(flat.text, 0, _head(flat)):
        if re.fullmatch(_PARTY, match["role"]):
            found.update(dict.fromkeys(_split(match["names"])))
            found.update({alias["name"]: None for alias in _ALIAS.finditer(match["after"])})
    return tuple(found)


def _head(flat: Flat) -> int:
    """Return where the list of parties ends: before the sentence that tells how the case came to the court."""
    found = _TOLD.search(flat.text)
    if found is None:
        return 0
    return max(flat.text.rfind(mark, 0, found.start()) for mark in "\n。") + 1


_Stretch = tuple[int, int, str]


def _listed(flat: Flat) -> Iterator[_Stretch]:
    """Yield who stands in the list of parties: names, short names, and what tells who a person is."""
    for match in _LISTED.finditer(flat.text, 0, _head(flat)):
        pieces = [(start, end, _kind(flat.text[start:end])) for start, end in _pieces(match)]
        yield from ((start, end, kind) for start, end, kind in pieces if kind)
        for one in _OTHER_NAMES.finditer(flat.text, match.start("after"), match.end()):
            yield *one.span("name"), NAME
        organ = all(_ORGAN.search(flat.text[start:end]) for start, end, _ in pieces)
        for one in () if organ else _ALIAS.finditer(flat.text, match.start("after"), match.end("after")):
            if not re.fullmatch(_PARTY, one["name"]):
                yield *one.span("name"), BODY
        firm = _FIRM.match(flat.text, match.start("rest"), match.end("rest"))
        if firm:
            yield *firm.span("name"), BODY
        elif not organ and _FACTS.search(match["rest"]):
            yield match.start("rest") + 1, match.end("rest"), PARTICULARS


def _signed(flat: Flat) -> Iterator[_Stretch]:
    """Yield judges, clerks, prosecutors by the tail's signatures and where the text says who sat; the accused, too."""
    tail = flat.text.rfind("如下") + 1
    for pattern in (_SIGNED, _SAT, _PANEL, _SENT, _ACCUSED, _SUING, _APPEARED, _WITH, _FIRM_SUED, _TITLE):
        for match in pattern.finditer(flat.text, tail if pattern is _SIGNED else 0):
            for start, end in _pieces(match):
                title = re.match(_PROSECUTOR, flat.text[start:end])
                begin = start + (title.end() if title else 0)
                kind = _kind(flat.text[begin:end])
                general = _ANY_FIRM if pattern is _FIRM_SUED else _GENERAL
                if kind and not general.fullmatch(flat.text[begin:end]):
                    yield begin, end, kind


def _shortened(flat: Flat, name: str) -> Iterator[str]:
    """Yield what a text calls a firm without saying so: 北极光公司 of 云岭市北极光建筑工程有限公司."""
    core = _PLACE.sub("", name)
    called = re.compile(rf"{re.escape(core[:2])}[{_HAN}a-z0-9]{{0,12}}?(?:公司|集团|厂|店|中心|合作社|酒店|超市)")
    for found in {match[0] for match in called.finditer(flat.text)}:
        rest = iter(core)
        if found != name and all(one in rest for one in found):
            yield found


def _everywhere(flat: Flat, words: set[tuple[str, str]]) -> Iterator[_Stretch]:
    for word, kind in words:
        for match in re.finditer(re.escape(word), flat.text):
            yield *match.span(), kind


def _pieces(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    start = match.start("names")
    for piece in match["names"].split("、"):
        yield start, start + len(piece)
        start += len(piece) + 1


def _split(names: str) -> tuple[str, ...]:
    return tuple(one for one in re.split(r"[、,;/\s]+", names) if len(one) > 1)


def _kind(name: str) -> str | None:
    """Return how a name is to be hidden; None for organs and for what is covered already. In doubt it is hidden."""
    if len(name) < 2 or _COVERED.fullmatch(name) or _ORGAN.search(name):
        return None
    if len(name) > 3 and _BODY.search(name):
        return BODY
    return None if len(name) > 3 and _SENTENCE.search(name) else NAME
