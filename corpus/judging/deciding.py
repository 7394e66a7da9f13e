"""What a judgment is about and what it decides: 案由, 罪名, 裁判日期, 裁判结果. The patterns read a Flat."""

import re
from functools import cache
from importlib.resources import files

from corpus.clauses.commencement import DAY, day_of
from corpus.judging.flat import Flat
from corpus.judging.naming import COURT, DOCKET, NUMBER, written
from corpus.judging.records import Said
from corpus.spans import Span
from corpus.terms import normalise

_HAN = r"\u4e00-\u9fff"
_OPENS = re.compile(r"(?:判决|裁定|决定)如下:?|(?:自愿)?达成如下(?:调解)?协议:?")
_CLOSES = re.compile(
    r"如(?:果)?不服|本(?:判决|裁定|决定)(?:为|系)终审|本(?:裁定|决定|调解书)[^\n。]{0,20}(?:法律效力|立即)|"
    r"\n?(?:审判长|代理审判员|审判员|独任审判员|人民陪审员|执行长|执行员|法官助理|书记员)"
)
_RESULT = re.compile(
    r"(?:^|\n)[【\[]?裁判结果[】\]]?:?\n?(?P<said>.+?)(?=\n[【\[]?(?:裁判理由|裁判要旨|裁判要点|案例注解)|$)", re.DOTALL
)
# What entries of collections say in their facts: 作出(2020)…号刑事判决:被告人…。
_GIVEN = re.compile(
    rf"(?:经|由|后)?(?P<court>{COURT})于(?P<day>{DAY})作出(?P<number>{NUMBER})[^。\n]{{0,30}}?(?:判决|裁定|决定)书?[:,](?P<said>[^\n]+)"
)
_APPEALED = re.compile(r"。(?:一审)?宣判后|。判决后|。裁定后|。上述(?:裁判|判决|裁定)")
_DATED = re.compile(
    rf"(?:^|\n)(?:裁判|判决|裁定|审结|生效)(?:日期|时间):(?P<day>{DAY}|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})(?=\n|$)"
)
_DAY_LINE = re.compile(rf"(?:\n|[{_HAN}])(?P<day>{DAY})(?=\n|$|法官助理|书记员|本件|附)")
_CAUSE = re.compile(r"(?:^|\n)案由:(?P<said>[^\n]{2,60})(?=\n|$)")
_CASE = re.compile(r"(?P<said>[^,。;:\n]{2,120}?)一案")
_LINKS = re.compile(
    r"(?:等(?:[一二三四五六七八九十百\d]+(?:人|名|公司|单位))?|\([^()]*\)|之间|之|的|因|与|和|、|不服|发生|诉|,|:|"
    r"(?:原审|一审|二审)?(?:原告|被告人|被告|上诉人|被上诉人|第三人|申请人|被申请人|再审申请人|被执行人|申请执行人))+"
)
_PLAIN = re.compile(rf"[{_HAN}、()]{{3,40}}")
_BROUGHT = re.compile(r"(?:指控|审理)[^。\n]*?(?=,于|,向|。|\n|一案)")
_FOUND_GUILTY = re.compile(r"犯(?=[^罪])")
_KEYWORDS = re.compile(r"(?:^|\n)[【\[]?(?:关键词|罪名)[】\]]?:?\n?(?P<said>[^\n]{2,120})")
_JOINED = re.compile(r"[、,和及]")
_LONGEST_CHARGE = 45


def outcome(flat: Flat) -> Said | None:
    """Return the operative part: what follows the last 判决如下, up to the words on appeal or the signatures."""
    opened = [*_OPENS.finditer(flat.text)]
    if opened:
        start = opened[-1].end()
        closed = _CLOSES.search(flat.text, start)
        return _said(flat, start, closed.start() if closed else len(flat.text))
    if result := _RESULT.search(flat.text):
        return _said(flat, *result.span("said"))
    if given := [*_GIVEN.finditer(flat.text)]:
        start, end = given[-1].span("said")
        over = _APPEALED.search(flat.text, start, end)
        return _said(flat, start, over.start() + 1 if over else end)
    return None


def effective(flat: Flat) -> tuple[Said, Said] | None:
    """Return court and 案号 of the last decision that an entry of a collection tells of: that is the effective one."""
    given = [*_GIVEN.finditer(flat.text)]
    docket = DOCKET.search(given[-1]["number"]) if given else None
    if docket is None:
        return None
    return _said(flat, *given[-1].span("court")), Said(written(docket), flat.span(*given[-1].span("number")))


def basis(flat: Flat) -> Span | None:
    """Return the sentence that ends in the last 判决如下 and names the law that the judgment rests on."""
    opened = [*_OPENS.finditer(flat.text)]
    if not opened:
        return None
    start = max(flat.text.rfind(mark, 0, opened[-1].start()) for mark in "\n。") + 1
    return flat.span(start, opened[-1].end())


def date(flat: Flat) -> Said | None:
    """Return the day of the judgment: after 裁判日期, at its end, or of the last decision that an entry tells of."""
    if found := _DATED.search(flat.text):
        return _day(flat, found)
    opened = [*_OPENS.finditer(flat.text)]
    if opened:
        tail = flat.text[opened[-1].end() :]
        days = [*_DAY_LINE.finditer(tail)]
        return _day(flat, days[-1], opened[-1].end()) if days else None
    given = [*_GIVEN.finditer(flat.text)]
    return _day(flat, given[-1]) if given else None


def cause(flat: Flat, parties: tuple[str, ...]) -> Said | None:
    """Return the 案由: after 案由:, else what stands between the last party's name and 一案; never a charge."""
    if found := _CAUSE.search(flat.window):
        return _said(flat, *found.span("said"))
    for found in _CASE.finditer(flat.text):
        start, end = found.span("said")
        after = [flat.text.rfind(name, start, end) + len(name) for name in parties if name in found["said"]]
        if not after:
            continue
        links = _LINKS.match(flat.text, max(after), end)
        start = links.end() if links else max(after)
        words = flat.text[start:end]
        if _PLAIN.fullmatch(words) and not words.startswith("犯") and not words.endswith("罪"):
            return _said(flat, start, end)
        return None
    return None


def charges(flat: Flat) -> tuple[Said, ...]:
    """Return the 罪名 that the operative part finds; where it names none, those the case was brought for.

    Only what is on the list, or a choice from one of its selective ones (贩卖毒品罪), is a charge.
    """
    opened = [*_OPENS.finditer(flat.text)]
    decided = (opened[-1].end(), len(flat.text)) if opened else (0, 0)
    # Elsewhere a charge may be of the past: 曾因犯盗窃罪被判处….
    for start, end in (decided, *(one.span() for one in _BROUGHT.finditer(flat.text)), *_given(flat)):
        if found := _charges(flat, start, end):
            return found
    keywords = _KEYWORDS.search(flat.window)  # the words after 罪名 or 关键词
    if keywords is None:
        return ()
    listed = {one[0]: one for one in _any_charge().finditer(flat.text, *keywords.span("said"))}
    return tuple(_said(flat, *one.span()) for one in listed.values())


def _given(flat: Flat) -> list[tuple[int, int]]:
    return [one.span("said") for one in _GIVEN.finditer(flat.text)][-1:]


def _charges(flat: Flat, start: int, end: int) -> tuple[Said, ...]:
    found: dict[str, Said] = {}
    for guilty in _FOUND_GUILTY.finditer(flat.text, start, end):
        place = guilty.end()
        while (stop := _charge_end(flat.text, place, end)) is not None:
            found.setdefault(flat.text[place:stop], _said(flat, place, stop))
            joint = _JOINED.match(flat.text, stop, end)
            if joint is None:
                break
            place = joint.end()
    return tuple(found.values())


def _charge_end(text: str, start: int, end: int) -> int | None:
    """Return where the longest charge that begins at a place ends."""
    words = re.match(rf"[{_HAN}、()]+", text[start : min(end, start + _LONGEST_CHARGE)])
    ends = [one.end() for one in re.finditer("罪", words[0])] if words else []
    return next((start + one for one in reversed(ends) if _is_charge(text[start : start + one])), None)


@cache
def _crimes() -> tuple[str, ...]:
    lines = (files("corpus") / "data" / "crimes.txt").read_text(encoding="utf-8").splitlines()
    return tuple(normalise(line) for line in lines if line and not line.startswith("#"))


@cache
def _any_charge() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_crimes(), key=len, reverse=True))))


@cache
def _is_charge(words: str) -> bool:
    """Tell whether this is a 罪名, or what is left of a selective one when its other acts or objects are left out."""
    return words in _crimes() or any(_left_of(crime, words) for crime in _crimes() if "、" in crime)


def _left_of(crime: str, words: str) -> bool:
    """Tell whether all characters of `words` stand in `crime` in this order."""
    rest = iter(crime)
    return all(one in rest for one in words)


def _day(flat: Flat, found: re.Match[str], offset: int = 0) -> Said | None:
    start, end = (place + offset for place in found.span("day"))
    written = flat.text[start:end]
    parts = re.split(r"[-./]", written)
    day = day_of(f"{parts[0]}年{parts[1]}月{parts[2]}日" if len(parts) == 3 else written)
    return Said(day.isoformat(), flat.span(start, end)) if day else None


def _said(flat: Flat, start: int, end: int) -> Said:
    """Return a stretch as a field, its words as written; it must hold more than ends of lines."""
    while flat.text[end - 1] == "\n":
        end -= 1
    while flat.text[start] == "\n":
        start += 1
    return Said(flat.written(start, end), flat.span(start, end))
