"""What a judgment says of itself, each field with the place where it says so."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.spans import Span


class Standing(StrEnum):
    """Kinds of cases in the order in which a court looks for like ones.

    《最高人民法院关于统一法律适用加强类案检索的指导意见（试行）》 (2020) 4 and 9: a 指导性案例 is to be followed,
    other effective judgments are for reference.
    """

    GUIDING = "指导性案例"
    LIBRARY = "人民法院案例库"
    JUDGMENT = "裁判文书"
    OWN = "本单位案例"

    @property
    def rank(self) -> int:
        """1 for what comes first."""
        return list(Standing).index(self) + 1


@dataclass(frozen=True, slots=True)
class Said:
    """One field: its words without blanks, or in their usual form, and where the text says so."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Applied:
    """A provision that a judgment cites, looked up in the law of the judgment's day.

    `decides` where it stands in the sentence before 判决如下, on which the judgment rests. `status` is a word of
    corpus.citing.records.Status, None where the judgment has no day to look it up on.
    """

    law: str
    article: int
    article_sub: int
    span: Span
    decides: bool
    provision_id: str | None = None
    status: str | None = None
    detail: str = ""  # one Chinese sentence


@dataclass(frozen=True, slots=True)
class Judgment:
    """What was read; a field that the text does not plainly say is None, never guessed."""

    standing: Standing
    kind: str  # criminal, civil, administrative, enforcement, compensation, other
    number: Said | None = None  # 案号, 指导性案例N号, 入库编号
    form: Said | None = None  # 刑事判决书
    court: Said | None = None
    procedure: Said | None = None  # 一审, 二审, 再审 …
    cause: Said | None = None  # 案由
    charges: tuple[Said, ...] = ()
    date: Said | None = None  # its value an ISO day
    outcome: Said | None = None
    applied: tuple[Applied, ...] = field(default=())

    @property
    def day(self) -> dt.date | None:
        """Day of the judgment."""
        return dt.date.fromisoformat(self.date.value) if self.date else None
