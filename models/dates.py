"""Days that a letter names, the day its events speak of, and its own date, each with its place and the reason.

Relative words (去年, 上个月, 前天) count from the letter's own date, else from the day that the caller gives. A day
without a year takes that of the date before it in the letter, else the latest that is not in the future. What is only
a month or a year stands for its first day, and the reason says so. Days of birth and of laws are no days of events.
"""

import datetime as dt
import re
from dataclasses import dataclass

from corpus.spans import Span
from corpus.terms import normalise
from models.calendars import Named, named

# What happened to somebody, and what was only said about it afterwards.
_ACT = re.compile(
    r"打|殴|伤|骗|抢|偷|盗|砸|摔|撞|死|亡|强拆|拆除|扣押|查封|冻结|罚款|处罚|拘留|拖欠|欠薪|辞退|开除|解除|签订|签了|购买|买了|入职|"
    r"停水|停电|断水|断电|塌|漏水|起火|着火|爆炸|泄漏|排放|倾倒|施工|占用|侵占|霸占|骚扰|威胁|恐吓|跟踪|猥亵|强奸|赌博|吸毒|"
    r"被|遭|发生|发现|出现|开始|导致|造成|收取|收费|没收|失踪|走失|去世|转账|汇款|付款|交了|缴纳"
)
_AFTERWARDS = re.compile(
    r"报案|报警|投诉|反映|举报|信访|上访|咨询|来电|致电|拨打|答复|回复|回访|受理|判决|裁定|复议|起诉|申请|来信|写信"
)
_BIRTH_AFTER = re.compile(r"[ ]?(?:[0-9一二三四五六七八九十]{1,3} ?[多周]?岁|出生|生人|生[，,。、）)]|生于|年出生)")
_BIRTH_BEFORE = re.compile(r"(?:出生(?:日期|于)?|生于|生日)[ :：]{0,2}$")
_LAW_AFTER = re.compile(
    r"[ ]?(?:修订|修正|版|施行|实施|颁布|公布|起施行|通过"
    r"|印发|发布|生效)|[)）〕\]](?:[^\s]{0,3}字|[\u3400-\u9fff]{1,3}[0-9])"
)
_GOES_ON = re.compile(r"[ ]?(?:份|初|底)?(?:起|开始|以来|到现在|至今|至目前|到目前)")
_OWN_DATE = re.compile(r"(?:日期|写信时间|来信时间|落款时间|时间)[ ]?[:：][ ]?$")
_END = 80  # characters at the end in which a letter's own date stands
_CLAUSE = re.compile(r"[，。！？；,.!?;\n]")


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its place in the letter; `reason` is one Chinese sentence."""

    date: dt.date
    span: Span
    reason: str
    precision: str = "day"  # month, year: `date` is the last day of it that can be meant
    assumed: bool = False  # counted from the day of reading, for want of a letter day


@dataclass(frozen=True, slots=True)
class Days:
    """The day of the events and the letter's own date, None where the letter does not say; `all` in order of text."""

    event: Day | None
    letter: Day | None
    all: tuple[Day, ...]


def days(text: str, *, today: dt.date) -> Days:
    """Find the days of a letter that was read on `today`; a day after that is never the day of an event."""
    normal = normalise(text)
    found = list(named(normal, today))
    letter = _own(normal, found, today)
    if letter is not None and letter.date != today:
        found = list(named(normal, letter.date))
    latest = letter.date if letter else today
    events = [one for one in found if one.date <= latest and _of_events(normal, one, letter)]
    shown = tuple(Day(one.date, one.span, _how(one)) for one in found)
    if not events:
        return Days(None, letter, shown)
    best = max(events, key=lambda one: (_weight(normal, one), one.date, -one.span.start))
    if _GOES_ON.match(normal, best.span.end):
        reason = f"信中说自“{best.span.of(text)}”起持续至今，取来信之日"
        return Days(Day(latest, best.span, reason), letter, shown)
    reason = f"信中说到“{best.span.of(text)}”，取作事情发生的日期{_how(best)}"
    return Days(Day(best.date, best.span, reason), letter, shown)


def _own(normal: str, found: list[Named], today: dt.date) -> Day | None:
    """Return the date under the signature: a full date at the end, alone on its line or behind 日期：."""
    for one in reversed(found):
        if one.precision != "day" or one.relative or one.date > today:
            continue
        line_start = normal.rfind("\n", 0, one.span.start) + 1
        line_end = normal.find("\n", one.span.end)
        after = normal[one.span.end : line_end if line_end >= 0 else len(normal)].strip(" 。.")
        before = normal[line_start : one.span.start].strip()
        near_end = len(normal.rstrip()) - one.span.end <= _END
        # On a line of its own, with a name before it at most; or as the last word behind a full stop.
        alone = not after and line_start > 0 and len(before) <= 12 and not _CLAUSE.search(before)
        last = not normal[one.span.end :].strip(" 。.\n") and before.endswith(("。", "!", "?", "."))
        if (near_end and alone) or last or _OWN_DATE.search(before):
            return Day(one.date, one.span, f"信末落款日期为{one.date.isoformat()}")
    return None


def _of_events(normal: str, one: Named, letter: Day | None) -> bool:
    after, before = normal[one.span.end : one.span.end + 12], normal[max(0, one.span.start - 6) : one.span.start]
    if letter is not None and one.span == letter.span:
        return False
    return not (_BIRTH_AFTER.match(after) or _BIRTH_BEFORE.search(before) or _LAW_AFTER.match(after))


def _weight(normal: str, one: Named) -> float:
    """Weigh by the words around the day; a day of an act beats one of a complaint, a full date beats a month."""
    sentence = _sentence(normal, one.span)
    weight = {"day": 1.0, "month": 0.6, "year": 0.2}[one.precision]
    weight += 2.0 * bool(_ACT.search(sentence))
    return weight - 1.5 * bool(_AFTERWARDS.search(sentence))


def _sentence(normal: str, span: Span) -> str:
    """Return the clause that the day stands in and the one after it, within a sentence."""
    stop = re.search(r"[。！？!?\n]", normal[span.end :])
    end = span.end + stop.start() if stop else len(normal)
    clauses = _CLAUSE.split(normal[span.end : end])
    return "，".join(clauses[:2] if clauses[0].strip() else clauses[:3])


def _how(one: Named) -> str:
    """Say what was read into a day that is not written in full."""
    notes = []
    if one.relative:
        notes.append(f"自{one.base.isoformat()}推算")
    if one.precision == "month":
        notes.append("只写到月，按当月1日")
    if one.precision == "year":
        notes.append("只写到年，按当年1月1日")
    return f"（{'，'.join(notes)}）" if notes else ""
