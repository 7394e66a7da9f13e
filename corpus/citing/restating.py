"""Whether an article says what is told of it in other words: amounts, periods, what must, may and must not be, who."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from corpus.comparing.comparison import Difference, changes
from corpus.comparing.typography import Sign, signs
from corpus.spans import Span

# A line or sentence has to share this much of what is told to be what the writer restates.
ALIKE = 0.6
# A longer part has to bring as much more: scattered words of a whole article make up nearly anything.
_MORE = 0.1
_PARTS = re.compile(r"[^。；;\n]+[。；;]?")
_CLAUSE = re.compile(r"[^，,。；;：:\n]{4,}")
# What a clause has to share with one of the article's to be that one.
_CLAUSE_ALIKE = 0.7
_TWO = re.compile(r"两(?=个月|个工作日|个小时|[年日天周倍次百千万])")
_WORD = re.compile(r"\w")
_UNIT = "年月日天周时分秒个倍元万亿岁人次成%％折票级亩米吨公克平"
_LONG_UNITS = ("个月", "周岁", "小时", "分钟", "工作日", "个工作日")
_DIGITS = re.compile(r"[\d.]+")
_NOT = re.compile(r"没有|[不未无非勿免禁]")
_DUTY = re.compile(
    r"[有无]权|予以|不必|不需要?|无[需须]|[毋不]须|不用|不得|不能|不予|不准|没有|不应当?|不可以|禁止|应当?|必须|可以|"
    r"[不未无非勿免可]"
)
# A duty at the end of a longer change, before words that both have: …，不得 and 可以 before 以实物支付.
_LAST_DUTY = re.compile(r"(?:不得|不能|不必|不准|禁止|无[需须]|不应当?|应当|必须|可以|有权)$")
_OPPOSITES = re.compile(r"以上|以下|以内|以外|之前|之后|以前|以后")
_MUST = re.compile(r"应当|必须|(?<!相)应(?![当])|(?<!不)得(?=[以])?")
_MAY = re.compile(r"可以|有权|(?<![认许])可(?!能|以)")
# Words in the place of others are a different person only right before what that person does.
_DOES = re.compile(r"(?:依法)?(?:应当|可以|不得|有权|必须|负责|承担|决定|批准|支付|赔偿)")
# 认定书应当根据勘验情况制作 puts a thing there, and nobody else.
_ACTOR = re.compile(r"(?:[者人员方主]|单位|机关|部门|公司|企业|组织|机构|委员会|法院|政府|国家|[局所厅部院校会])$")
_LONG = 12


@dataclass(frozen=True, slots=True)
class Likeness:
    """The part of an article that is nearest to what is told, and how much of what is told it has, 0 to 1."""

    part: str
    share: float


@lru_cache(maxsize=512)
def likeness(text: str, told: str) -> Likeness:
    """Find the sentence, paragraph or whole of an article that is nearest; of several as near, the shortest."""
    lines = text.split("\n")
    sentences = [found[0] for line in lines for found in _PARTS.finditer(line)]
    parts = sorted({*sentences, *lines, text} - {""}, key=lambda part: (len(part), text.find(part)))
    words = _keys(told)
    best = Likeness(text, 0.0)
    for part in parts if words else ():
        share = _share(_keys(part), words)
        if share > best.share + (_MORE if best.share else 0.0):
            best = Likeness(part, share)
    return best


def _share(part: Sequence[str], words: Sequence[str]) -> float:
    """Say how much of the words the part has in runs of two and more."""
    if len(set(words) & set(part)) < 0.3 * len(set(words)):
        return 0.0
    blocks = SequenceMatcher(None, part, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / len(words)


def contradictions(text: str, told: str) -> tuple[tuple[str, str], ...]:
    """Return what an article says and what is told instead, where the law is another for it.

    What a writer leaves out or adds in words is no contradiction; an amount, a negation, a duty or the person is. An
    amount that the article has elsewhere is one only in the place of another. The clauses are compared one by one as
    well: the writer may have turned their order.
    """
    anywhere = frozenset(_amounts(text, 0, len(text)))
    near = likeness(text, told).part
    found = list(_contradictions(near, told, anywhere))
    for clause in _clauses(told):
        parts = sorted(_alike(text, clause), key=lambda part: part not in near)
        alike = [_contradictions(part, clause, anywhere) for part in parts]
        if alike and all(alike):
            found += alike[0]
    return tuple(dict(reversed([(theirs, (ours, theirs)) for ours, theirs in found])).values())[::-1]


def foreign_amounts(text: str, told: str) -> tuple[str, ...]:
    """Return the amounts told that an article has not, where it has others of their unit: 1000元 beside 五百元."""
    held = set(_amounts(text, 0, len(text)))
    units = {_DIGITS.sub("", amount) for amount in held}
    named = dict.fromkeys(_amounts(told, 0, len(told)))
    return tuple(one for one in named if one not in held and _DIGITS.sub("", one) in units)


def _clauses(told: str) -> list[str]:
    return [found[0] for found in _CLAUSE.finditer(told)]


def _alike(text: str, clause: str) -> list[str]:
    """Return the clauses and sentences of an article that have nearly all of a clause, the nearest first."""
    words = _keys(clause)
    parts = dict.fromkeys(found[0] for parts in (_CLAUSE, _PARTS) for found in parts.finditer(text))
    shares = {part: _share(_keys(part), words) for part in parts}
    return sorted((part for part in parts if shares[part] >= _CLAUSE_ALIKE), key=lambda part: -shares[part])


def _contradictions(part: str, told: str, anywhere: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (with_unit(part, one.cut), with_unit(told, one.put))
        for one in changes(_plainly(part), _plainly(told))
        if _contradicts(part, told, one, anywhere)
    )


def _plainly(text: str) -> str:
    """Write 两个月 as 二个月: before a unit they are the same number (typography.py keeps 两人 and 二人 apart)."""
    return _TWO.sub("二", text)


def _keys(text: str) -> list[str]:
    return [sign.key for sign in signs(_plainly(text)) if _WORD.match(sign.key)]


def window(part: str, told: str) -> str:
    """Return the stretch of a part that stands against what is told, without what comes before and behind."""
    theirs, ours = signs(_plainly(told)), signs(_plainly(part))
    matcher = SequenceMatcher(None, [sign.key for sign in ours], [sign.key for sign in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
    if not blocks:
        return part
    first, last = blocks[0], blocks[-1]
    begin = max(0, first.a - first.b)
    end = min(len(ours), last.a + len(theirs) - last.b)
    return part[ours[begin].span.start : ours[end - 1].span.end]


def with_unit(text: str, span: Span) -> str:
    """Return the words of a change, with the unit behind a number: 三 of 三个月."""
    end = span.end
    if span.start < end and any(sign.number and sign.span.end == end for sign in signs(_plainly(text))):
        end += next((size for size in (3, 2) if text[end : end + size] in _LONG_UNITS), 1)
    return text[span.start : end].strip("，。；：、 ")


def _contradicts(part: str, told: str, one: Difference, anywhere: frozenset[str]) -> bool:
    cut, put = one.cut.of(part), one.put.of(told)
    return (
        _other_amount(part, told, one, anywhere)
        or _negated(cut, put)
        or (bool(cut and put) and (_other_duty(cut, put) or _opposite(cut, put) or _other_person(part, told, one)))
    )


def _other_amount(part: str, told: str, one: Difference, anywhere: frozenset[str]) -> bool:
    theirs = list(_amounts(told, one.put.start, one.put.end))
    if not theirs:
        return False
    ours = list(_amounts(part, one.cut.start, one.cut.end))
    return bool(ours and set(theirs) != set(ours)) or any(amount not in anywhere for amount in theirs)


def _amounts(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the numbers with a unit that begin in a stretch: 3年, 200元; 一方 and 之一 are none."""
    found: list[Sign] = signs(_plainly(text))
    for sign, after in zip(found, [*found[1:], None], strict=True):
        if start <= sign.span.start < end and sign.number:
            if sign.key.endswith("%"):
                yield sign.key
            elif after is not None and (after.key in _UNIT or text.startswith("小时", after.span.start)):
                yield sign.key + after.key


def _negated(cut: str, put: str) -> bool:
    """Tell whether the words are the same but for a negation: 承担 and 不承担, 应当 and 不得."""
    cut, put = ("".join(words.split()).strip("，。；：、") for words in (cut, put))
    last = _LAST_DUTY.search(cut), _LAST_DUTY.search(put)
    if last[0] and last[1] and bool(_NOT.search(last[0][0])) != bool(_NOT.search(last[1][0])):
        return True
    if bool(_NOT.search(cut)) == bool(_NOT.search(put)):
        return False
    bare = _NOT.sub("", cut), _NOT.sub("", put)
    return bare[0] == bare[1] or all(not words or _DUTY.fullmatch(words) for words in (cut, put))


def _other_duty(cut: str, put: str) -> bool:
    if max(len(cut), len(put)) > _LONG:
        return False
    must, may = (bool(_MUST.search(cut)), bool(_MUST.search(put))), (bool(_MAY.search(cut)), bool(_MAY.search(put)))
    return (must[0] and may[1] and not may[0]) or (may[0] and must[1] and not must[0])


def _opposite(cut: str, put: str) -> bool:
    """Tell whether 以上 became 以下."""
    words = _OPPOSITES.findall(cut), _OPPOSITES.findall(put)
    return words[0] != words[1] and _OPPOSITES.sub("", cut) == _OPPOSITES.sub("", put)


def _other_person(part: str, told: str, one: Difference) -> bool:
    """Tell whether 由甲承担 became 由乙承担, or 甲应当 became 乙应当."""
    if max(one.cut.end - one.cut.start, one.put.end - one.put.start) > _LONG:
        return False
    before = part[: one.cut.start].endswith("由") and told[: one.put.start].endswith("由")
    starts = not one.put.start or told[one.put.start - 1] in "，。；："
    does = _DOES.match(part, one.cut.end) and _DOES.match(told, one.put.end)
    somebody = _ACTOR.search(one.put.of(told)) is not None
    return bool(does) and somebody and (before or (starts and not _DOES.search(one.cut.of(part))))
