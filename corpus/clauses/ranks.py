"""The rank of a text by who issued it, how and when, and what it calls itself; the source's word where nothing tells.

Rules, by the text that makes them: a rule (规章) may not be called 条例 (规章制定程序条例 7) and comes out by an order
(令, the same 30, in force since 2002-01-01); what departments published with approval of the State Council before
立法法 (2000-07-01) is 行政法规 (最高人民法院法〔2004〕96号, 一); what 中共中央 issues with 国务院 is neither; what is
issued with other organs, or not under 法释 or 高检发释字 since 1997-07-01, is no 司法解释 (法发〔1997〕15号); the rest
立法法 53, 68, 84, 85, 93, 118.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.law import Level
from corpus.raw import RawStatute

_LEGISLATION_LAW = date(2000, 7, 1)
_RULES_BY_ORDER = date(2002, 1, 1)
_COUNTRY = re.compile("中华人民共和国|^[经由原]|^关于")
# Where the name of who acts ends: 交通部|令第8号发布, 国家互联网信息办公室|2021年第20次室务会议, 公安部|部长办公会议.
_ACTS = re.compile(
    r"令|第|[\d０-９]|公布|发布|颁布|印发|批准|审议|讨论|通过|修[订正改]|制定|会议|常务|全体|[部室局委署]务|部长|公告|〔|［|\["
)
_ISSUES, _ADOPTS = re.compile(r"令|公布|发布|颁布|印发|公告"), re.compile(r"通过")
_LETTER = re.compile(r"[一-鿿]{1,6}(?<!令)[〔［\[(（]\s*(\d{4})\s*[〕］\])）]\s*第?\d+号")
_STATE_COUNCIL = {"国务院", "政务院"}
_MILITARY = {"中央军委", "中央军事委员会"}
_LETTERS_OF_STATE_COUNCIL = re.compile(r"国(?:办)?(?:发|函|发明电)")
_SEVERAL = re.compile(r"、|，|(?<=[部委会局署行室])和")
_PARTY = re.compile(r"中共中央|中央办公厅")
_DEPARTMENT = re.compile(r"[一-鿿]{1,24}(?:部|委员会|总局|局|总署|署|银行|办公室|委)")
_OF_STATE_COUNCIL = re.compile(r"国务院(?:、中央军(?:委|事委员会))?关于(?:修改|废止|修改和废止|废止和修改).*决定")
_COURTS = {"最高人民法院", "最高人民检察院"}
_COURT_LETTERS = re.compile(
    r"(?:法发|法办发?|法明传|高检发(?!释字|研字)\w*|高检会\w*|公通字)[〔［\[(（]\s*(?:199[89]|20\d\d)"
)
_BY_CONGRESS = r"^(?:第\w+届)?全国人民代表大会(?:常务委员会)?关于"
_INTERPRETATION = re.compile(rf"{_BY_CONGRESS}.*的解释(?:（.+）)?$")
_CHANGING = re.compile(rf"{_BY_CONGRESS}(?:修改|废止|修订).*的决定$")
_DECISION = re.compile(rf"{_BY_CONGRESS}.*的(?:决定|决议)(?:（.+）)?$")
_PENAL = "有期徒刑"  # 惩治骗购外汇、逃汇和非法买卖外汇犯罪 (1998): a decision by name, penal law by what it says
_ZONE = re.compile(r"^(?:深圳|珠海|汕头|厦门|海南)(?:省)?经济特区")
_AUTONOMOUS = re.compile(r"^[一-鿿]{0,6}?[一-鿿]{1,12}族自治[州县旗]|^[一-鿿]{2,6}自治旗")


@dataclass(frozen=True, slots=True)
class Rank:
    """`proof`: what tells it, in one Chinese sentence; None where the source's own word stands."""

    level: Level
    issuer: str | None
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """One line of a history: who did what, and when."""

    day: date | None
    organs: tuple[str, ...]
    words: str

    @property
    def issues(self) -> bool:
        return bool(_ISSUES.search(self.words)) or self.words == "、".join(self.organs)

    def by(self, organs: set[str]) -> bool:
        return bool(set(self.organs) & organs)


def ranked(raw: RawStatute, title: str) -> Rank:
    """Return the rank of a text."""
    found = None
    if raw.level in {Level.ADMINISTRATIVE_REGULATION, Level.DEPARTMENT_RULE}:
        found = _central(raw, title, tuple(_events(raw.history)))
    elif raw.level is Level.LAW:
        found = _of_congress(raw, title)
    elif raw.level is Level.LOCAL_REGULATION:
        found = _local(raw, title, tuple(_events(raw.history)))
    elif raw.level is Level.JUDICIAL_INTERPRETATION:
        found = _judicial(raw, title)
    if found is None:
        return Rank(raw.level, raw.issuer)
    kept = raw.issuer and (found.level is raw.level or found.issuer is None)
    return replace(found, issuer=raw.issuer) if kept else found


def _events(history: Sequence[str]) -> Iterator[_Event]:
    for line in history:
        day, _, words = line.partition(" ")
        words = _COUNTRY.sub("", "".join(words.split()))
        acts = _ACTS.search(words)
        named = words[: acts.start()] if acts else words
        organs = tuple(_COUNTRY.sub("", organ) for organ in _SEVERAL.split(named) if organ)
        yield _Event(date.fromisoformat(day) if day[:4].isdigit() else None, organs, words)


def _central(raw: RawStatute, title: str, events: Sequence[_Event]) -> Rank | None:
    organs = [organ for event in events for organ in event.organs] + (raw.issuer or "").split("、")
    if any(_PARTY.search(organ) for organ in organs):
        return Rank(Level.PARTY_STATE_INSTRUMENT, raw.issuer, "由中共中央、国务院联合制发")
    done = [event for event in events if event.issues or _ADOPTS.search(event.words)]
    if any(event.by(_STATE_COUNCIL) for event in done) or any(_OF_STATE_COUNCIL.search(e.words) for e in events):
        if letter := _letter(events, _LETTERS_OF_STATE_COUNCIL):
            return Rank(Level.NORMATIVE_DOCUMENT, "国务院", f"由国务院以{letter}印发，不是以令公布")
        return Rank(Level.ADMINISTRATIVE_REGULATION, "国务院", "由国务院公布或者修订")
    if any(event.by(_MILITARY) for event in done):
        return Rank(Level.MILITARY_REGULATION, "中央军事委员会", "由中央军事委员会发布")
    if any(event.by({"国家监察委员会"}) for event in done):
        return Rank(Level.SUPERVISORY_REGULATION, "国家监察委员会", "由国家监察委员会公布")
    return _of_department(title, events, done)


def _of_department(title: str, events: Sequence[_Event], done: Sequence[_Event]) -> Rank | None:
    """Judge what a department issued: approved by the State Council, by an order, at its own council, by letter."""
    own = [event for event in done if event.organs and all(map(_DEPARTMENT.fullmatch, event.organs))]
    if title.endswith("条例"):
        return None
    letter = _letter(events, _LETTER)
    if not own:
        return Rank(Level.NORMATIVE_DOCUMENT, None, f"以{letter}印发，不是以令公布") if letter else None
    names = "、".join(dict.fromkeys(organ for event in own for organ in event.organs))
    first = next((event.day for event in own if event.day), None)
    approved = any(event.by(_STATE_COUNCIL) and "批准" in event.words for event in events)
    if approved and (first is None or first < _LEGISLATION_LAW):
        return Rank(Level.ADMINISTRATIVE_REGULATION, names, "立法法施行以前经国务院批准，由国务院部门公布")
    if letter:
        return Rank(Level.NORMATIVE_DOCUMENT, names, f"由{names}以{letter}印发，不是以令公布")
    return Rank(Level.DEPARTMENT_RULE, names, f"由{names}制定，未见国务院批准或者公布")


def _letter(events: Sequence[_Event], kind: re.Pattern[str]) -> str | None:
    """Return the number of the letter by which a text came out, since what comes out so is no regulation nor rule."""
    if any("令" in event.words for event in events):
        return None
    found = (letter for event in events if (letter := _LETTER.search(event.words)))
    return next((one[0] for one in found if kind.match(one[0]) and int(one[1]) >= _RULES_BY_ORDER.year), None)


def _of_congress(raw: RawStatute, title: str) -> Rank | None:
    if raw.issuer and raw.issuer.removeprefix("中华人民共和国") in _MILITARY:
        return Rank(Level.MILITARY_REGULATION, "中央军事委员会")
    if _INTERPRETATION.search(title):
        return Rank(Level.LEGAL_INTERPRETATION, raw.issuer, "全国人民代表大会常务委员会的解释")
    if _CHANGING.search(title):
        return Rank(Level.AMENDING_DECISION, raw.issuer, "修改、废止法律的决定")
    if _DECISION.search(title) and not any(_PENAL in article.text for article in raw.articles):
        return Rank(Level.DECISION, raw.issuer, "以决定、决议的形式作出")
    return None


def _local(raw: RawStatute, title: str, events: Sequence[_Event]) -> Rank | None:
    if _ZONE.search(title):
        return Rank(Level.SPECIAL_ZONE_REGULATION, raw.issuer, "经济特区所在地的法规")
    if _AUTONOMOUS.search(title):
        return Rank(Level.AUTONOMOUS_REGULATION, raw.issuer, "民族自治地方的法规")
    organs = [organ for event in events for organ in event.organs]
    ruled = next((organ for organ in organs if organ.endswith("人民政府")), None)
    if ruled and not any("人民代表大会" in e.words or "人大" in e.words for e in events) and not title.endswith("条例"):
        return Rank(Level.LOCAL_RULE, ruled, f"由{ruled}制定")
    return None


def _judicial(raw: RawStatute, title: str) -> Rank | None:
    before = title.split("关于", 1)[0] if "关于" in title else ""
    others = [organ for organ in before.split("、") if organ and organ not in _COURTS and _DEPARTMENT.fullmatch(organ)]
    if others and any(organ in before for organ in _COURTS):
        return Rank(Level.JUDICIAL_DOCUMENT, raw.issuer, f"同{'、'.join(others)}联合制发")
    letter = next((found[0] for line in raw.history if (found := _COURT_LETTERS.search(line))), None)
    return Rank(Level.JUDICIAL_DOCUMENT, raw.issuer, f"文号是{letter}……，不是法释或者高检发释字") if letter else None
