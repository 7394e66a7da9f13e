"""Official papers that stand in a letter or beside it: which paper, of which organ, its number and its day.

A paper is known by its head: a line that is nothing but its title, with the organ above it or in it, or its number
below it. What only names a paper (我不服处罚决定书, 附件：判决书) is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.clauses.commencement import DAY, day_of
from corpus.spans import Span

# Titles as their forms print them (《公安行政法律文书式样》, 《信访工作条例》 31–36, 诉讼文书样式); longer ones first.
_TITLES = (
    "不予行政处罚决定书|不予处罚决定书|当场处罚决定书|行政处罚决定书|处罚决定书|行政处罚告知书|"
    "行政强制执行决定书|强制执行决定书|责令(?:限期)?(?:改正|拆除)(?:违法行为)?(?:通知书|决定书)|限期(?:改正|拆除|整改)(?:通知书|决定书)|"
    "行政复议决定书|行政复议终止决定书|不予受理行政复议申请决定书|"
    "受案回执|接报案回执|报警回执|不予立案通知书|立案告知书|立案通知书|不予立案决定书|撤销案件决定书|终止案件调查决定书|"
    "不予调查处理告知书|拘留通知书|逮捕通知书|鉴定意见通知书|治安调解协议书|"
    "受理告知书|不予受理告知书|不予受理通知书|不予受理决定书|受理通知书|转送告知书|延期办理告知书|"
    "处理意见书|处理意见答复书|处理意见|复查意见书|复查意见|复核意见书|复核意见|答复意见书|答复书|"
    "政府信息公开(?:申请)?(?:告知书|答复书)|"
    "判决书|裁定书|调解书|决定书|应诉通知书|起诉书|不起诉决定书|刑事申诉结果通知书|仲裁裁决书|裁决书|"
    "道路交通事故认定书|交通事故认定书|事故认定书|事故证明|道路交通事故认定复核结论|"
    "认定工伤决定书|工伤认定决定书|不予认定工伤决定书|劳动保障监察行政处理决定书|劳动能力鉴定结论书|"
    "房屋征收补偿决定书|征收补偿决定书|房屋征收决定"
)
# What stands before a title in the same line besides the organ.
_KINDS = (
    r"(?:(?:公安)?(?:交通管理)?行政|公安|信访(?:事项|人)?|民事|刑事|行政|刑事附带民事|执行|国家赔偿|人民|劳动(?:人事)?(?:争议)?|"
    r"治安|案件|申请|(?:道路)?交通|简易程序|一审|二审|再审)*"
)
_PLACE = r"[\u4e00-\u9fff（）()·]{2,30}?"
_ORGAN = (
    rf"{_PLACE}(?:公安局|分局|派出所|支队|大队|中队|人民法院|人民法庭|中级法院|人民检察院|仲裁委员会|仲裁院|"
    r"委员会|人民政府|街道办事处|办事处|信访局|监督管理局|管理局|执法局|保障局|规划局|建设局|监督局|资源局|环境局|"
    r"教育局|民政局|司法局|卫生局|税务局|财政局|交通局|水务局|农业局|城管局|总队|办公室|司法厅|公安厅|管委会|联席会议)"
)
_HEAD = re.compile(rf"(?P<organ>{_ORGAN})?{_KINDS}(?:{_TITLES})(?:[（(](?:副本|存根|正本|复印件|简易程序)[）)])?")
_WHOLE_ORGAN = re.compile(_ORGAN)
_YEAR = r"[〔\[（(【［]\d{4}[〕\]）)】］]"
_NUMBERS = (
    re.compile(
        rf"{_YEAR}[\u4e00-\u9fff]{{1,3}}\d{{0,6}}[\u4e00-\u9fff]{{1,4}}\d{{1,6}}号(?:之[一二三四五六七八九十]+)?"
    ),
    re.compile(rf"[\u4e00-\u9fffA-Za-z（）()]{{1,20}}{_YEAR}(?:第)?\d{{1,8}}号(?:-\d+)?"),
    re.compile(r"第\d{5,24}号"),
    re.compile(r"(?:编号|文号|案号|文书号)[:：]?(?P<bare>[0-9A-Za-z-]{5,30})"),
)
_DAY_ALONE = re.compile(rf"(?:.{{0,4}}(?:日期|时间)[:：])?{DAY}(?:[（(].{{1,6}}[）)])?")
# Under these words papers are only named.
_LISTING = re.compile(r"(?:附|附件|随信|证据|材料|目录|清单|以下|如下)[^。]{0,20}[:：]?")
_NEAR = 3  # lines above and below a title in which its organ and number stand


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `span` reaches from its head to the line of its day, or to the next paper, or to the end."""

    kind: str  # the title as printed, without the organ and without blanks
    organ: str | None
    number: str | None
    date: date | None
    span: Span
    organ_span: Span | None
    number_span: Span | None
    date_span: Span | None


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that is not blank: its words without any blanks, and where each of them stands."""

    words: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[end - 1] + 1)


def papers(text: str) -> tuple[Paper, ...]:
    """Return the official papers in a text in their order; spans count code points of it."""
    lines = tuple(_lines(text))
    heads = [index for index in range(len(lines)) if _is_head(lines, index)]
    found = []
    for position, index in enumerate(heads):
        # The organ above the next title belongs to the next paper.
        following = heads[position + 1] if position + 1 < len(heads) else len(lines)
        found.append(_paper(lines, index, following))
    return tuple(found)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        places = tuple(start + offset for offset, character in enumerate(line) if not character.isspace())
        if places:
            yield _Line("".join(text[place] for place in places), places)
        start += len(line) + 1


def _is_head(lines: Sequence[_Line], index: int) -> bool:
    head = _HEAD.fullmatch(lines[index].words)
    if head is None or (index and lines[index - 1].words.endswith((":", "："))):
        return False
    above = _organ_above(lines, index)
    first = index if above is None else above
    if first and _LISTING.fullmatch(lines[first - 1].words):
        return False
    return bool(head["organ"]) or above is not None or _number(lines, index) is not None


def _paper(lines: Sequence[_Line], index: int, following: int) -> Paper:
    title = lines[index]
    above = _organ_above(lines, index)
    head = _HEAD.fullmatch(title.words)
    assert head is not None
    organ = title.span(*head.span("organ")) if head["organ"] else above and _whole(lines[above])
    named = head["organ"] or (lines[above].words if above is not None else None)
    number = _number(lines, index)
    last, day = _day(lines, index, following)
    if named is None and last is not None:
        below = _WHOLE_ORGAN.fullmatch(lines[last - 1].words) if last - 1 > index else None
        named, organ = (below[0], _whole(lines[last - 1])) if below else (None, None)
    begin = above if above is not None and not head["organ"] else index
    end = lines[last if last is not None else following - 1]
    return Paper(
        kind=re.sub(r"[（(].*[）)]$", "", title.words.removeprefix(head["organ"] or "")),
        organ=named,
        number=number[0] if number else None,
        date=day,
        span=Span(lines[begin].places[0], end.places[-1] + 1),
        organ_span=organ or None,
        number_span=number[1] if number else None,
        date_span=_whole(lines[last]) if last is not None and day else None,
    )


def _whole(line: _Line) -> Span:
    return line.span(0, len(line.words))


def _organ_above(lines: Sequence[_Line], index: int) -> int | None:
    """Return the nearest line above a title that is an organ's name and nothing else."""
    for above in range(index - 1, max(index - _NEAR, 0) - 1, -1):
        if _WHOLE_ORGAN.fullmatch(lines[above].words):
            return above
        if len(lines[above].words) > 30:
            return None
    return None


def _number(lines: Sequence[_Line], index: int) -> tuple[str, Span] | None:
    """Return the number in the lines below a title, or just above it as some organs print it."""
    for near in (*range(index + 1, min(index + 1 + _NEAR, len(lines))), *range(max(index - 1, 0), index)):
        for pattern in _NUMBERS:
            found = pattern.search(lines[near].words)
            # A line that goes on after the number is a sentence that names another paper.
            if found and len(lines[near].words) - len(found[0]) <= 6:
                group = "bare" if "bare" in pattern.groupindex else 0
                return found[group], lines[near].span(*found.span(group))
    return None


def _day(lines: Sequence[_Line], index: int, following: int) -> tuple[int | None, date | None]:
    """Return the first line after a title that is a day and nothing else, and that day."""
    for below in range(index + 1, following):
        if _DAY_ALONE.fullmatch(lines[below].words):
            return below, day_of(lines[below].words)
    return None, None
