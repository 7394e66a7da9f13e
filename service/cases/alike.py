"""What the search of cases answers, field for field; everything in it is masked."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    """How near a matter is. A nearly identical text is not by itself the same matter: a person must look."""

    COPY = "几乎相同的文本"
    SIMILAR = "类似事项"
    CITING = "引用该条"  # found by its article, cause or charge alone
    FITTING = "符合条件"


@dataclass(frozen=True, slots=True)
class CitedThen:
    """How a case cites the article asked for: `same` tells whether it read then as it reads now, None if unknown."""

    article: str  # 《中华人民共和国刑法》第293条
    decides: bool  # the judgment rests on it
    same: bool | None
    detail: str  # one Chinese sentence


@dataclass(frozen=True, slots=True)
class Matter:
    """A similar matter; `text` is masked. What of a judgment is None its text does not say."""

    id: str
    score: float
    reason: str
    kind: str
    cause: str | None
    text: str
    likeness: Likeness = Likeness.SIMILAR
    share: float | None = None  # of a nearly identical text: what both have in common, 0 to 1
    facts: tuple[str, ...] = ()  # words of both
    demands: tuple[str, ...] = ()  # words of what both ask for
    organs: tuple[str, ...] = ()  # kinds of organs that both name
    articles: tuple[str, ...] = ()  # that both cite
    standing: str = ""  # 指导性案例, 人民法院案例库, 裁判文书, 本单位案例
    rank: int | None = None  # of its standing, 1 for 指导性案例; None for a letter
    number: str | None = None
    court: str | None = None
    procedure: str | None = None
    date: dt.date | None = None
    charges: tuple[str, ...] = ()
    outcome: str | None = None
    cited: tuple[CitedThen, ...] = ()


@dataclass(frozen=True, slots=True)
class Matters:
    """Matters that are like a text, or fit what was asked; nearly identical texts first."""

    hits: tuple[Matter, ...]
    total: int | None = None  # exact, where no text was asked with
    notes: tuple[str, ...] = ()
