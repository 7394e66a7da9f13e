"""What is near a letter: articles of the law of the right day, and similar matters, each with its reason."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from corpus.cleaning import Cleaned
from corpus.law import Article
from corpus.spans import Span
from models.analysis import Analysis
from models.dates import Days
from models.sealing import seal
from service.answers import Advised, Cited
from service.cases.alike import Matter
from service.cases.similar import similar
from service.texts import cited

if TYPE_CHECKING:
    from indexing.hits import StatuteHit
    from service.assembly import Assembly

ARTICLES: Final = 5
MATTERS: Final = 5
EVENT_DAY: Final = "信中所说的日期"
LETTER_DAY: Final = "来信日期"
MAIL_DAY: Final = "邮件日期"
TODAY: Final = "今天"
NO_DAY: Final = "信中没有写明日期"
SEARCH_AWAY: Final = "暂时不能检索，没有找法条和类似事项；来信已收下，恢复后可以用 huiyin analyze 再分析一次"
# A letter of thanks says so itself. Whoever also complains or claims has a matter: better one look too many.
THANKS: Final = re.compile(r"感谢信|表扬信|锦旗|(?:特此|写信|来信|特意).{0,6}(?:致谢|感谢|表扬)|请.{0,12}表扬")
ASKS: Final = re.compile(
    r"举报|投诉|控告|申诉|起诉|诉求|赔偿|补偿|拖欠|欠[款薪我]|退[款钱还]|查处|解决|处理|整改|维权|不服|违法|违规|没人管|不给"
)


@dataclass(frozen=True, slots=True)
class Advice:
    """Articles and matters for one letter, and the day whose law was asked; a letter of thanks has neither."""

    articles: tuple[Advised, ...]
    matters: tuple[Matter, ...]
    as_of: date
    as_of_basis: str
    as_of_reason: str
    notes: tuple[str, ...] = ()


def advise(parts: "Assembly", text: str, analysis: Analysis, *, today: date) -> Advice:
    """Return the articles and matters that are nearest to a letter; its places stand in `text` alone."""
    day, basis, reason = day_of(analysis, today=today)
    query = query_of(analysis)
    if only_thanks(query):
        return Advice((), (), as_of=day, as_of_basis=basis, as_of_reason=reason, notes=_told(analysis, day))
    places = f"{text}\n{parts.settings.regions}"  # not of the masked text, whose addresses are hidden
    found = parts.statutes.applicable(query, as_of=day, limit=ARTICLES, places=places)
    return Advice(
        articles=tuple(_advised(hit, parts.library.provision(hit.id, as_of=day)) for hit in found.hits),
        matters=similar(parts, query, limit=MATTERS).hits,
        as_of=day,
        as_of_basis=basis,
        as_of_reason=reason,
        notes=(*found.notes, *_told(analysis, day)),
    )


def no_advice(analysis: Analysis, *, today: date) -> Advice:
    """Return what can be said of a letter that is kept while search is away."""
    day, basis, reason = day_of(analysis, today=today)
    notes = (SEARCH_AWAY, *_told(analysis, day))
    return Advice((), (), as_of=day, as_of_basis=basis, as_of_reason=reason, notes=notes)


def day_of(analysis: Analysis, *, today: date) -> tuple[date, str, str]:
    """Return the day whose law applies, which day that is, and why: the events', else the letter's own, else today.

    A day after today is passed over: a letter can announce it, its law is not yet applied.
    """
    own = MAIL_DAY if analysis.days.mailed else LETTER_DAY
    for day, basis in ((analysis.days.event, EVENT_DAY), (analysis.days.letter, own)):
        if day is not None and day.date <= today:
            return day.date, basis, day.reason
    return today, TODAY, analysis.days.doubt or NO_DAY


def _told(analysis: Analysis, taken: date) -> tuple[str, ...]:
    """Say what the letter is, and of several matters by the law of which day all of them are answered."""
    doubt = (f"{analysis.days.doubt}。",) if analysis.days.doubt else ()
    days = list(dict.fromkeys([taken, *(one.date for one in analysis.days.others)]))
    if len(days) == 1:
        return (*doubt, *_sealed(analysis))
    written = "、".join(day.isoformat() for day in sorted(days))
    several = f"事情发生的日子不止一个：{written}；以下按 {taken.isoformat()} 的法"
    several += "（引用旁边写明日子的，按那一天），别的日子请另按当日的法核对。"
    return (several, *doubt, *_sealed(analysis))


def cited_by_day(parts: "Assembly", text: str, days: Days, *, cleaned: Cleaned, as_of: date) -> tuple[Cited, ...]:
    """Return the citations of a letter, each by the law of the day of its own matter, and where none is told `as_of`.

    The day of a matter is the only one, or the last one before the citation, in its sentence, else in its line.
    """
    matters = {one.date for one in (days.event, *days.others) if one}
    told = [
        (cleaned.original(one.span), one.date) for one in days.all if one.precision == "day" and one.date in matters
    ]
    answers = cited(parts, text, as_of=as_of)
    if not answers or len(matters) < 2:
        return answers
    wanted = [_day_beside(text, Span(one.start, one.end), told) or as_of for one in answers]
    by_day = {day: cited(parts, text, as_of=day) for day in set(wanted) - {as_of}}
    return tuple(
        replace(by_day[day][place], detail=f"按信中同处所写 {day.isoformat()} 的法核对：{by_day[day][place].detail}")
        if day != as_of
        else answers[place]
        for place, day in enumerate(wanted)
    )


def _day_beside(text: str, citation: Span, told: list[tuple[Span, date]]) -> date | None:
    """Return the day of the matter that a citation stands in, None where neither sentence nor line tells one."""
    for ends in ("。！？!?\n", "\n"):
        start = max(text.rfind(end, 0, citation.start) for end in ends) + 1
        end = min((place for one in ends if (place := text.find(one, citation.end)) >= 0), default=len(text))
        near = [(span, day) for span, day in told if start <= span.start < end]
        before = [day for span, day in near if span.end <= citation.start]
        if near:
            return before[-1] if before else near[0][1]
    return None


def query_of(analysis: Analysis) -> str:
    """Return what to search with: the letter without its people, whose names say nothing about the law."""
    return analysis.masked


def only_thanks(letter: str) -> bool:
    """Tell whether a letter thanks or praises and asks for nothing to be settled."""
    return THANKS.search(letter) is not None and ASKS.search(letter) is None


def _sealed(analysis: Analysis) -> tuple[str, ...]:
    """Say why the letter, once kept, comes up beside no other."""
    found = seal(analysis.masked)
    return (f"{found.cause}（“{found.span.of(analysis.masked)}”）：不作为类似事项给别的来信参看",) if found else ()


def _advised(hit: "StatuteHit", article: Article) -> Advised:
    return Advised(
        law=hit.law,
        article=hit.article,
        article_sub=hit.article_sub or 0,
        version=hit.version,
        text=hit.text,
        reason=hit.reason,
        as_of=article.validity.as_of,
        label=hit.label,
        state=article.validity.state,
        state_text=article.validity.told,
        evidence=article.validity.evidence,
        known_until=article.validity.known_until,
        superseded_by=article.validity.superseded_by,
        law_id=hit.law_id,
        provision_id=hit.id,
    )
