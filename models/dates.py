"""Days that a letter names, the day its events speak of, and its own date, each with its place and the reason.

Relative words (去年, 上个月, 前天) count from the letter's own date, else from the day on which its message was sent,
else from the day of reading; the reason says from which. A day without a year takes that of the date before it in the
letter, else the latest that is not in the future.
What is only a month or a year stands for its last day (calendars.py), and the reason says so. Days of birth and of
laws are no days of events. Of several days, one written in full comes before a month and a month before a year; what
was done comes before what was decided or said about it; of equals the first, where the story begins.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.spans import Span
from corpus.terms import normalise
from models.calendars import Named, named, of_birth, unread

# What happened to somebody, and what was only said about it afterwards.
_ACT = re.compile(
    r"打|殴|伤|骗|抢|偷|盗|砸|摔|撞|死|亡|强拆|拆除|扣押|查封|冻结|罚款|处罚|拘留|拖欠|欠薪|辞退|开除|解除|签订|签了|购买|买了|入职|"
    r"停水|停电|断水|断电|塌|漏水|起火|着火|爆炸|泄漏|排放|倾倒|施工|占用|侵占|霸占|骚扰|威胁|恐吓|跟踪|猥亵|强奸|赌博|吸毒|"
    r"被|遭|发生|发现|出现|开始|导致|造成|收取|收费|没收|失踪|走失|去世|转账|汇款|付款|交了|缴纳"
)
_AFTERWARDS = re.compile(
    r"报案|报警|投诉|反映|举报|信访|上访|咨询|来电|致电|拨打|答复|回复|回访|受理|判决|裁定|复议|起诉|申请|来信|写信|"
    r"送达|决定书|认定书|通知书|调解|鉴定|复核|仲裁"
)
_LAW_AFTER = re.compile(
    r"[ ]?(?:修订|修正|版|施行|实施|颁布|公布|起施行|通过"
    r"|印发|发布|生效)|[)）〕\]](?:[^\s]{0,3}字|[\u3400-\u9fff]{1,3}[0-9])"
)
_GOES_ON = re.compile(r"[ ]?(?:份|初|底)?(?:起|开始|以来|到现在|至今|至目前|到目前)")
# 从去年11月拖欠工资到现在: only behind 从, 自; 3月5日被打到现在没人管 is a day.
_GOES_ON_FROM = re.compile(r"[^，。；,;！？!?\n]{0,16}?(?:到|至)(?:现在|今(?![年日晚早晨天])|目前|如今)")
_TODAY = re.compile("今[天日早晚晨]")
_RUNS = re.compile(r"[ ]?[到至\-—–~][ ]?[0-9〇零一二三四五六七八九十今去]")
_FROM, _UNTIL = re.compile(r"[从自由][ ]?$"), re.compile(r"[到至\-—–~][ ]?$")
# 2026年7月20日凌晨: the hour at which a letter was finished.
_HOUR = re.compile(
    r"(?:于)?(?:晚上?|深?夜里?|半夜|凌晨|清晨|早上?|早晨|上午|中午|下午|傍晚)?(?:[0-9]{1,2}[点时:][0-9]{0,2}分?)?"
)
_SHORT = re.compile(r"[0-9一二三四五六七八九十]{1,2} ?月")
_OWN_DATE = re.compile(
    r"(?:日期|写信时间|来信时间|落款时间|时间|落款)[ ]?[:：][ ]?$|(?:本信|来信|写信|落款)(?:日期|时间)(?:是|为)?[ ]?$"
)
_END = 80  # characters at the end in which a letter's own date stands
_CLAUSE = re.compile(r"[，。！？；,.!?;\n]")


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its place in the letter; `reason` is one Chinese sentence."""

    date: dt.date
    span: Span
    reason: str
    precision: str = "day"  # day, week, month, year: how exactly the letter says it
    assumed: bool = False  # counted from the day of reading, since the letter has no date of its own with a year


@dataclass(frozen=True, slots=True)
class Days:
    """The day of the events and the letter's own date, None where the letter does not say; `all` in order of text.

    `others` are further days on which something is said to have been done, each once, in order of text; a letter about
    several matters has some. What nothing else explains is among them: better one too many. `mailed`: `letter` is the
    day on which the message was sent, its span is empty.
    """

    event: Day | None
    letter: Day | None
    all: tuple[Day, ...]
    others: tuple[Day, ...] = ()
    mailed: bool = False
    doubt: str = ""  # one Chinese sentence: which days that the letter writes were of no use


def days(text: str, *, today: dt.date, sent: dt.date | None = None) -> Days:
    """Find the days of a letter that was read on `today`; a day after that is never the day of an event.

    `sent` is the day in the head of the message that brought it.
    """
    normal = normalise(text)
    sent = sent if sent and sent <= today else None
    base = sent or today
    found = list(named(normal, base))
    own = _own(normal, found, base)
    if own is not None and own.date == sent:
        own = None  # it stands in the head of the message: named as what it is
    letter = own or (Day(sent, Span(0, 0), f"邮件日期为{sent.isoformat()}") if sent else None)
    if letter is not None and letter.date != base:
        found = list(named(normal, letter.date))
    strange = tuple(unread(normal, (one.span for one in found)))
    future = tuple(one for one in found if one.date > today and not one.relative)
    doubtful = bool(strange or future)
    counted = _Counted(guessed=letter is None or letter.assumed, undated=letter is None, doubtful=doubtful)
    latest = letter.date if letter else today
    events = [one for one in found if one.date <= latest and _of_events(normal, one, letter)]
    shown = tuple(_day(one, counted, counted.how(one).strip("（）")) for one in found)
    strange_said = [span.of(text) for span in strange]
    mailed = letter is not None and own is None
    if not events:
        doubt = _doubt(strange_said, [one.span.of(text) for one in future])
        return Days(None, letter, shown, mailed=mailed, doubt=doubt)
    best = max(events, key=lambda one: (_weight(normal, one), -one.span.start))
    event = _event(normal, best, counted, latest if _goes_on(normal, best.span) else None)
    others = tuple(_day(one, counted, "") for one in _others(normal, events, known={best.date, event.date}))
    return Days(event, letter, shown, others, mailed, _doubt(strange_said, []))


def _doubt(strange: list[str], ahead: list[str]) -> str:
    """Say which days could not be read and which are to come; the latter matter where no other day was found."""
    said = ["、".join(f"“{one}”" for one in strange) + "没有读懂"] * bool(strange)
    said += ["、".join(f"“{one}”" for one in ahead) + "在今天之后"] * bool(ahead)
    return f"信中写的日期{'，'.join(said)}，请人定日期" if said else ""


def _goes_on(normal: str, span: Span) -> bool:
    if _GOES_ON.match(normal, span.end):
        return True
    return _FROM.search(normal, 0, span.start) is not None and _GOES_ON_FROM.match(normal, span.end) is not None


def _event(normal: str, best: Named, counted: "_Counted", until: dt.date | None) -> Day:
    """Return the day of the events: that of a day that the letter names, or the last one of what goes on `until` it."""
    said = best.span.of(normal)
    if until is None:
        return _day(best, counted, f"信中说到“{said}”，取作事情发生的日期{counted.how(best)}")
    taken = f"{counted.want}，取阅读之日" if counted.undated else "取来信之日"
    return Day(until, best.span, f"信中说自“{said}”起持续至今，{taken}", best.precision, counted.guessed)


def _others(normal: str, events: list[Named], *, known: set[dt.date]) -> Iterator[Named]:
    """Yield the other days on which something was done, each once: no end of a period, no mere year, no afterwards."""
    for one in events:
        span = one.span
        ends = (
            _FROM.search(normal, 0, span.start) or _UNTIL.search(normal, 0, span.start) or _RUNS.match(normal, span.end)
        )
        if not ends and one.date not in known and _told(normal, one):
            known.add(one.date)
            yield one


def _told(normal: str, one: Named) -> bool:
    """Tell whether something was done on a day: before it was reported or decided, or nothing says so (推倒了我)."""
    sentence = _sentence(normal, one.span)
    act, afterwards = _ACT.search(sentence), _AFTERWARDS.search(sentence)
    if one.precision not in ("day", "month") or _TODAY.match(normal, one.span.start):
        return False
    if act is None:
        return afterwards is None and one.precision == "day" and not one.relative
    return afterwards is None or act.start() < afterwards.start()


@dataclass(frozen=True, slots=True)
class _Counted:
    """From what relative days are counted: `guessed`, from the day of reading; `undated`, for want of any date.

    `doubtful`: the letter names a day that could not be read, or is to come; it may be the letter's own.
    """

    guessed: bool
    undated: bool
    doubtful: bool

    @property
    def want(self) -> str:
        """Say why the day of reading is taken."""
        return "信中写有日期没有读懂" if self.doubtful else "信无日期"

    def how(self, one: Named) -> str:
        """Say what was read into a day that is not written in full, and what it was counted from."""
        notes = []
        if one.relative and self.guessed:
            base = one.base.isoformat()
            notes.append(f"{self.want}，自阅读之日{base}推算" if self.undated else f"落款没有写年份，按{base}推算")
        elif one.relative:
            notes.append(f"自{one.base.isoformat()}推算")
        if one.precision != "day":
            unit = {"week": "周", "month": "月", "year": "年"}[one.precision]
            notes.append(f"只写到{unit}，取其中最晚的一日")
        return f"（{'，'.join(notes)}）" if notes else ""


def _day(one: Named, counted: _Counted, reason: str) -> Day:
    return Day(one.date, one.span, reason, one.precision, one.relative and counted.guessed)


def _own(normal: str, found: list[Named], today: dt.date) -> Day | None:
    """Return the date under the signature: a full date at the end, alone on its line or behind 日期：."""
    for one in reversed(found):
        yearless = one.relative and _SHORT.match(normal, one.span.start) is not None
        if one.precision != "day" or (one.relative and not yearless) or one.date > today:
            continue
        line_start = normal.rfind("\n", 0, one.span.start) + 1
        line_end = normal.find("\n", one.span.end)
        after = normal[one.span.end : line_end if line_end >= 0 else len(normal)].strip(" 。.")
        before = normal[line_start : one.span.start].strip()
        near_end = len(normal.rstrip()) - one.span.end <= _END
        # On a line of its own, with a name before it at most; or as the last word behind a full stop.
        alone = _HOUR.fullmatch(after) and line_start > 0 and len(before) <= 12 and not _CLAUSE.search(before)
        last = _HOUR.fullmatch(normal[one.span.end :].strip(" 。.\n")) and before.endswith(("。", "!", "?", "."))
        if (near_end and alone) or last or _OWN_DATE.search(before):
            read = f"（没有写年份，自{today.isoformat()}推算）" if yearless else ""
            return Day(one.date, one.span, f"信末落款日期为{one.date.isoformat()}{read}", assumed=yearless)
    return None


def _of_events(normal: str, one: Named, letter: Day | None) -> bool:
    """Tell whether a day can be an event's: not the letter's own, a birthday, a law's, or 今天 in the telling."""
    if letter is not None and one.span == letter.span:
        return False
    if letter is not None and one.date == letter.date and _OWN_DATE.search(normal, 0, one.span.start):
        return False
    if _TODAY.match(normal, one.span.start) and (letter is None or _UNTIL.search(normal, 0, one.span.start)):
        return False
    return not (of_birth(normal, one.span) or _LAW_AFTER.match(normal, one.span.end))


def _weight(normal: str, one: Named) -> float:
    """Weigh by how exact the day is and by the words around it; the ends of a period weigh less than a day in it."""
    sentence = _sentence(normal, one.span)
    weight = {"day": 2.0, "week": 0.8, "month": 0.6, "year": 0.0}[one.precision]
    weight += 1.0 * bool(_ACT.search(sentence)) - 2.0 * bool(_AFTERWARDS.search(sentence))
    weight -= 1.5 * bool(_TODAY.match(normal, one.span.start))
    weight -= 1.3 * bool(_FROM.search(normal, 0, one.span.start))
    return weight - 1.2 * bool(_UNTIL.search(normal, 0, one.span.start))


def _sentence(normal: str, span: Span) -> str:
    """Return the clause that the day stands in and the one after it, within a sentence."""
    stop = re.search(r"[。！？!?\n]", normal[span.end :])
    end = span.end + stop.start() if stop else len(normal)
    clauses = _CLAUSE.split(normal[span.end : end])
    return "，".join(clauses[:2] if clauses[0].strip() else clauses[:3])
