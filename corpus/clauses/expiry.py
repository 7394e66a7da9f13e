"""The clause by which a text ends of itself: 有效期五年, 有效期至2028年12月31日. Cities' and offices' rules have it."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from corpus import numerals
from corpus.clauses.commencement import DAY, day_of

# What a text calls itself. 许可证有效期五年 and 本合同有效期 speak of other things.
_SELF = r"本(?:办法|规定|细则|条例|规则|意见|通知|通告|公告|决定|方案|规程|制度|标准|措施|政策|文件|指引|指南|规范)"
_OWN = re.compile(rf"\s*(?:{_SELF}|有效期|(?:自|从)[^，。]*(?:施行|实施|执行|生效))")
_BEGINNING = re.compile(r"(?:施行|实施|执行|生效)")
_LASTS = re.compile(rf"有效期(?:限)?(?:为|是)?\s*([{numerals.NUMERAL}]{{1,3}})\s*(年|个?月)")
_UNTIL = re.compile(rf"(?:有效期?|施行|实施|执行|，)[^，。；]{{0,4}}?(?:至|到)\s*({DAY})\s*(?:止|$|[，）)]|失效|废止)")
_SENTENCES = re.compile(r"[。；;\n]\s*")


def expiry_clause(texts: Iterable[str]) -> str | None:
    """Return the last clause of a text that says how long or until when the text itself is valid."""
    last = None
    for text in texts:
        if "有效" not in text and "至" not in text:
            continue
        sentences = _SENTENCES.split(text)
        begins = any(_BEGINNING.search(sentence) and _OWN.match(sentence) for sentence in sentences)
        for sentence in sentences:
            own = re.match(rf"\s*{_SELF}", sentence) or (begins and _OWN.match(sentence))
            if own and (_LASTS.search(sentence) or _UNTIL.search(sentence)):
                last = sentence.strip()
    return last


def expires(clause: str, begins: date | None) -> date | None:
    """Return the first day on which a text is no longer valid; None where its own beginning is needed and unknown."""
    until = _UNTIL.search(clause)
    last = day_of(until[1]) if until else None
    if last:
        return last + timedelta(days=1)
    lasts = _LASTS.search(clause)
    number = numerals.parse(lasts[1]) if lasts else None
    if lasts is None or not number or begins is None:
        return None
    return _after(begins, months=number * 12 if lasts[2] == "年" else number)


def _after(day: date, *, months: int) -> date:
    """The same day so many months later, the last of a shorter month (民法典 202: 月的末日)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
