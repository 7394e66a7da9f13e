"""Repeal clauses: which documents a text ends, wholly or in part, and from when."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corpus.clauses.commencement import DAY, day_of, named_start, on_publication
from corpus.titles import tidy


class Effect(StrEnum):
    """What a clause does to what it names."""

    WHOLE = "废止"
    PARTLY = "部分废止"
    LAPSE = "抵触的失效"  # unnamed documents, as far as they conflict: a rule, not a target that could be marked
    OVERRIDE = "以新规定为准"
    ANNEX = "附件所列废止"


@dataclass(frozen=True, slots=True)
class Event:
    """What the clause tells of a document that it names: 1993年4月1日海关总署发布."""

    day: date | None
    issuer: str | None
    verb: str
    document: str | None = None  # 令第51号


@dataclass(frozen=True, slots=True)
class Repeal:
    """One document ended by a clause, as the clause names it."""

    effect: Effect
    title: str  # as in 《》, tidied; of LAPSE and OVERRIDE the words that describe the documents
    day: date | None  # from when
    events: tuple[Event, ...] = ()
    document: str | None = None  # （法释〔2013〕15号）
    part: str | None = None  # the part that ends, or the condition
    began: date | None = None  # 1998年1月1日起施行的《…》

    @property
    def issued(self) -> date | None:
        """The day of its publication, else of its adoption, as the clause tells it."""
        published = [e.day for e in self.events if e.day and _PUBLISHES.search(e.verb)]
        return next(iter(published or [e.day for e in self.events if e.day]), None)

    @property
    def issuer(self) -> str | None:
        """Who published it, else who adopted it; known from some document numbers as well."""
        published = [e.issuer for e in self.events if e.issuer and _PUBLISHES.search(e.verb)]
        named = published or [e.issuer for e in self.events if e.issuer]
        return next(iter(named), _ISSUER_OF_NUMBER.get((self.document or "").split("〔", 1)[0]))


# 高检发释字 is used by the Procuratorate alone; 法释 is shared with it and proves nothing.
_ISSUER_OF_NUMBER = {"高检发释字": "最高人民检察院", "高检发": "最高人民检察院"}
_PUBLISHES = re.compile(r"公布|发布|颁布|印发")
_VERBS = (
    r"(?:审议|修订|修正|批准|重新)*(?:通过|公布|发布|颁布|印发|批准|修订|修正|制定|下发)"
    r"(?:修订|修正|施行|实施|执行|发布|公布)*"
)
_ENDS = r"(?:废止|失效|停止(?:执行|施行))"
_TRIGGER = re.compile(
    rf"(?:，|、)?(?:自本\w{{1,6}}(?:施行|实施)之日起，?|自(?P<day>{DAY})起，?)?"
    rf"(?:(?:均|也|都|应?当?)?(?<![不未])(?:同时|即行|自行|相应|一并|予以|一律)+(?:予以)?{_ENDS}|(?<=日起){_ENDS}|(?<=日起，){_ENDS})"
)
# 除《A》外，《B》同时废止: A stays; 《A》自…起施行，《B》自…起废止: A begins.
_BEGINS = re.compile(rf"自{DAY}起(?:施行|实施|生效)")
_EXEMPTED = re.compile(r"除[^，；]*?(?:以外|之外|外)")
_REVERSED = re.compile(r"^(?:本\w{1,6}施行之日起，?)?(?:同时)?废止(?=[^，。；]*《)")
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》((?:\s*[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)])*)")
_BRACKET = re.compile(r"[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]")
_SENTENCE = re.compile(r"[^。；;\n]+")
_UNNAMED = re.compile(
    r"(?P<what>[^，。；《》]*?(?:规定|解释|文件|规章|法规|办法|决定|通知|批复|政策)[^，。；《》]{0,12}?)，?"
    r"(?P<when>凡?与本\w{1,6}?(?:规定)?(?:相)?(?:不一致|不符合?|抵触|不相符|矛盾|冲突)的)，?"
    r"(?:均|一律|应当)?(?:(?P<rule>以本\w{1,6}?(?:的规定)?为准)|(?P<end>同时失效|不再适用|(?:同时)?停止执行|同时废止|即行废止|无效))"
)
_ANNEX = re.compile(
    r"列于本\w{1,4}(附件[一二三四五六七八九十\d]*)的(?:(.+?)制定的)?([^，。]+)，(?:[^。]*)(?:予以|同时)废止"
)
_NUMBERED = re.compile(r"\s*\d{1,3}[.．、]\s*(.+)")
_DATED = re.compile(rf"({DAY})")
_NUMBER = re.compile(r"(?:令|公告|文)?\s*第[\d〇零一二三四五六七八九十百千]+号令?|令第?\s*\d+\s*号|第\d+号")
_BEGAN = re.compile(rf"({DAY})起(?:施行|实施)的?$")
_UNDATED = re.compile(
    r"^(?:由|经)|[\d〇零一二三四五六七八九十]{4}年(?:[\d一二三四五六七八九十]{1,2}月)?(?:所发)?$|^[\d]{4}年(?:\d{1,2}月)?"
)
_NOT_AN_ORGAN = re.compile(r"年|施行|生效|根据|所发")
_LEAD = re.compile(
    r"^.*(?:起|后|时|之日)(?:开始)?(?:施行|实施|生效|执行)?[，,]|^.*(?:施行|实施)后，|^\s*第[^《]{1,12}条\s+"
)


def repeals(text: str, *, published: date | None, effective: date | None) -> tuple[Repeal, ...]:
    """Read all repeal clauses of an article or paragraph.

    `published` and `effective` are the days of the text that holds the clause (of its first version, where the
    clause was carried forward); they serve where the clause names no day itself.
    """
    day = named_start(text) or (published if on_publication(text) else None) or effective or published
    found: list[Repeal] = []
    for sentence in _SENTENCE.findall(text):
        found += [replace(repeal, day=repeal.day or day) for repeal in _of_sentence(sentence)]
    return tuple(found)


def _of_sentence(sentence: str) -> list[Repeal]:
    annex = _ANNEX.search(sentence)
    if annex:
        events = (Event(None, annex[2], "制定"),) if annex[2] else ()
        return [Repeal(Effect.ANNEX, annex[3], None, events, part=annex[1])]
    unnamed = _UNNAMED.search(sentence)
    if unnamed:
        effect = Effect.OVERRIDE if unnamed["rule"] else Effect.LAPSE
        return [
            *_named(sentence[: unnamed.start()]),
            Repeal(effect, _LEAD.sub("", unnamed["what"]), None, part=unnamed["when"]),
        ]
    return _named(sentence)


def _named(sentence: str) -> list[Repeal]:
    """Documents in 《》 that stand before 同时废止, or after 废止 at the beginning."""
    reversed_ = _REVERSED.search(sentence)
    if reversed_:
        return _listed(sentence[reversed_.end() :])
    found: list[Repeal] = []
    start = 0
    for trigger in _TRIGGER.finditer(sentence):
        own = day_of(trigger["day"]) if trigger["day"] else None
        found += [replace(repeal, day=own) for repeal in _listed(sentence[start : trigger.start()])]
        start = trigger.end()
    return found


def _listed(words: str) -> list[Repeal]:
    found: list[Repeal] = []
    end = 0
    stays = [place for exempted in _EXEMPTED.finditer(words) for place in range(*exempted.span())]
    titles = [
        found
        for found in _TITLE.finditer(words)
        if found.start() not in stays
        and not _inside_name(words, found.start())
        and not _BEGINS.match(words, found.end())
    ]
    for index, title in enumerate(titles):
        before = _LEAD.sub("", words[end : title.start()])
        end = title.end()
        after = words[end:].strip("，,、等 ") if index + 1 == len(titles) else ""
        part = after.removeprefix("中的").removeprefix("中") or None
        found.append(_repeal(Effect.PARTLY if part else Effect.WHOLE, title, before, part))
    return found


def _inside_name(words: str, start: int) -> bool:
    """依照《A》制定的《B》: only B ends."""
    return bool(re.search(r"(?:依照|根据|按照|依据|违反|对照)$", words[:start]))


def _repeal(effect: Effect, title: re.Match[str], before: str, part: str | None) -> Repeal:
    began = _BEGAN.search(before)
    document, events = None, [] if began else _events(before)
    for bracket in _BRACKET.findall(title[2]):
        if bracket.endswith("号"):
            document = bracket
        else:
            events += _events(bracket)
    inner = next((event.document for event in events if event.document), None)
    return Repeal(
        effect,
        tidy(title[1]),
        None,
        tuple(events),
        document=document or inner,
        part=part,
        began=day_of(began[1]) if began else None,
    )


def _events(words: str) -> list[Event]:
    """Read 1993年2月17日国务院批准修订、1993年4月1日海关总署发布的."""
    words = words.strip("和及以、，, \u3000")
    pieces = _DATED.split(words)
    events = []
    lead = pieces[0].strip("、，于以及和原 ") if len(pieces) > 1 else pieces[0]
    if len(pieces) == 1:
        event = _event(None, words, lead="")
        return [event] if event else []
    for day, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        event = _event(day_of(day), rest.strip("、，, 以及和"), lead=lead)
        if event:
            events.append(event)
    return events


def _event(day: date | None, words: str, *, lead: str) -> Event | None:
    verb = re.search(_VERBS + r"的?$", words)
    actor = (words[: verb.start()] if verb else words).removesuffix("的") or lead
    number = _NUMBER.search(actor)
    if number:
        actor = actor[: number.start()].strip("以")
    issuer = _UNDATED.sub("", actor).strip("、，()（） ") or None
    if issuer and _NOT_AN_ORGAN.search(issuer):
        issuer = None
    if day is None and issuer is None:
        return None
    return Event(day, issuer, verb[0].removesuffix("的") if verb else "", number[0] if number else None)


def annexed(annex: str) -> tuple[str, ...]:
    """Return the numbered lines of an annex: the documents that an ANNEX clause means."""
    return tuple(found[1].strip() for line in annex.split("\n") if (found := _NUMBERED.match(line)))
