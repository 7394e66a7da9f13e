"""How a judgment names itself: number, court, form, procedure, standing. The patterns read a Flat."""

import re
from collections.abc import Mapping

from corpus.judging.flat import Flat
from corpus.judging.records import Said, Standing

_HAN = r"\u4e00-\u9fff"
# (2023)粤0511刑初123号, (2013)龙刑初字第12号, (2011)沪一中民四(商)终字第40号, (2018)最高法民申1号:
# 《最高人民法院关于人民法院案件案号的若干规定》 (法〔2015〕137号) and what was written before it.
_TYPE = r"(?:知|少|商|立|涉外|非诉|委|法|国|司)?(?:刑|民|行|执|赔|救|破|清|认|财保)"
DOCKET = re.compile(
    rf"[(\[〔](?P<year>(?:19|20)\d\d)[)\]〕](?P<court>[{_HAN}]{{0,6}}?\d{{0,4}})(?P<type>{_TYPE}[{_HAN}()]{{0,9}}?)"
    rf"(?:字第|第)?(?P<serial>\d{{1,7}})号(?P<part>之[一二三四五六七八九十]{{1,3}})?"
)
NUMBER = re.sub(r"\?P<\w+>", "?:", DOCKET.pattern)
_OWN = re.compile(rf"(?:^|\n|案号:|(?:判决|裁定|调解|决定|通知)书){DOCKET.pattern}")
_GUIDING = re.compile(r"(?:^|\n)(?:最高人民法院)?(?:第\d{1,3}批)?指导(?:性)?案例(?:第)?(?P<no>\d{1,4})号")
_LIBRARY = re.compile(r"(?:^|\n|[(\[【])(?:人民法院案例库)?(?:入库编号|案例编号):?(?P<no>\d{4}-\d{1,2}-\d-\d{3}-\d{3})")
COURT = (
    rf"(?:中华人民共和国)?(?:(?![罪书案诉])[{_HAN}]){{2,24}}?"
    rf"(?:人民法院|海事法院|知识产权法院|金融法院|互联网法院|铁路运输(?:中级)?法院|军事法院|林区(?:基层|中级)法院|(?:高级|中级)人民法院[{_HAN}]{{2,12}}分院)"
)
_FORM = r"(?:(?:刑事附带民事|刑事|民事|行政赔偿|行政|执行|国家赔偿|司法救助)(?:判决|裁定|调解|决定)书|国家赔偿决定书)"
_COURTS = (
    re.compile(rf"(?:^|\n)(?:审理法院|审判法院|审理机关|法院|court):(?P<said>{COURT})(?=\n|$)"),
    re.compile(rf"(?:^|\n|判决书|裁定书|调解书|决定书|通知书)(?P<said>{COURT})(?=\n|{_FORM})"),
)
_FORMS = re.compile(rf"(?P<said>{_FORM})(?=\n|$|\(|〔|\[)")
_PROCEDURE = re.compile(r"(?:^|\n)(?:审理程序|审判程序|程序):(?P<said>[^\n]{2,12})(?=\n|$)")
# What the last character of a type says of its procedure (the same 规定, table of types).
_PROCEDURES: Mapping[str, str] = {
    "初": "一审",
    "终": "二审",
    "再": "再审",
    "提": "再审",
    "申": "再审审查",
    "监": "再审审查",
    "抗": "再审审查",
    "核": "复核",
    "更": "刑罚变更",
    "特": "特别程序",
    "督": "督促程序",
    "催": "公示催告程序",
    "撤": "第三人撤销之诉",
    "审": "非诉执行审查",
    "执": "执行",
    "恢": "执行",
    "异": "执行异议",
    "复": "复议",
}
_KINDS: Mapping[str, str] = {
    "赔": "compensation",
    "救": "compensation",
    "执": "enforcement",
    "刑": "criminal",
    "民": "civil",
    "行": "administrative",
    "破": "civil",
    "清": "civil",
    "国家": "compensation",
}


def number(flat: Flat) -> tuple[Standing, Said] | None:
    """Return the number by which a case is cited and the standing that this gives it; None where it has none.

    Of 案号 only the one that is the text's own counts: alone at the head of a line, after 案号 or after its form.
    """
    for pattern, standing, form in (
        (_GUIDING, Standing.GUIDING, "指导性案例{}号"),
        (_LIBRARY, Standing.LIBRARY, "{}"),
    ):
        if found := pattern.search(flat.window):
            start = found.start() + len(found[0]) - len(found[0].lstrip("\n([【"))
            return standing, Said(form.format(found["no"]), flat.span(start, found.end()))
    own = {written(found): found for found in _OWN.finditer(flat.window)}
    if len(own) != 1:
        return None
    value, found = own.popitem()
    return Standing.JUDGMENT, Said(value, flat.span(found.start("year") - 1, found.end()))


def written(docket: re.Match[str]) -> str:
    """Write a 案号 as the rule does: （2023）粤0511刑初123号; 字第 of older ones stays."""
    head, tail = docket.span("type")[1], docket.start("serial")
    middle = docket.string[head:tail]
    kind = docket["type"].replace("(", "（").replace(")", "）")
    return f"（{docket['year']}）{docket['court']}{kind}{middle}{docket['serial']}号{docket['part'] or ''}"


def court(flat: Flat) -> Said | None:
    """Return the court whose name stands alone in a line, before a form, or after 法院:."""
    for pattern in _COURTS:
        if found := pattern.search(flat.window):
            return Said(found["said"], flat.span(*found.span("said")))
    return None


def form(flat: Flat) -> Said | None:
    """Return what the paper calls itself: 刑事判决书."""
    found = _FORMS.search(flat.window)
    return Said(found["said"], flat.span(*found.span("said"))) if found else None


def procedure(flat: Flat, own: Said | None) -> Said | None:
    """Return the procedure as written after 审理程序, else as the type in the text's own 案号 says it."""
    if found := _PROCEDURE.search(flat.window):
        return Said(found["said"], flat.span(*found.span("said")))
    docket = DOCKET.fullmatch(_folded(own.value)) if own else None
    if own is None or docket is None or docket["type"][-1] not in _PROCEDURES:
        return None
    return Said(_PROCEDURES[docket["type"][-1]], own.span)


def kind(own: Said | None, named: Said | None) -> str:
    """Return which law the case is of: by the type in its 案号, else by its form, else other."""
    docket = DOCKET.fullmatch(_folded(own.value)) if own else None
    for said in (docket["type"] if docket else "", named.value if named else ""):
        for sign, meaning in _KINDS.items():
            if sign in said:
                return meaning
    return "other"


def _folded(value: str) -> str:
    return value.replace("（", "(").replace("）", ")")
