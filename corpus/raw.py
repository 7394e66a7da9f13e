"""What a source says of its statutes, unchecked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus.law import Level


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One unit as the source gives it; its last lines may be headings of what follows."""

    path: tuple[str, ...]
    label: str  # 第一条, 一、, 条目一, or empty
    text: str


@dataclass(frozen=True, slots=True)
class RawStatute:
    """One version of one statute as the source states it."""

    key: str  # the source's own name of it, unique in the source
    title: str
    level: Level
    issuer: str | None
    promulgated: date | None
    articles: tuple[RawArticle, ...]
    flag: str | None = None
    effective: date | None = None  # a day that the source states apart from the text
    region: str | None = None
    history: tuple[str, ...] = ()  # "2005-08-28 第十届全国人民代表大会常务委员会第十七次会议通过"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of the source that is not filed, and why."""

    key: str
    reason: str  # one Chinese sentence that names it


class Source(Protocol):
    """Where statutes come from."""

    name: str
    known_until: date | None  # the day to which the source reaches

    def __len__(self) -> int:
        """Count what `statutes` yields, for progress."""

    def statutes(self) -> Iterator[RawStatute | Skipped]:
        """Yield each statute once, always in the same order."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one import did."""

    source: str
    statutes: int  # yielded by the source
    filed: int  # of them new or different since the last import
    provisions: int  # units of the statutes filed
    problems: tuple[str, ...]  # what could not be understood and why, one Chinese sentence each
    changes: tuple[str, ...]  # what became valid or invalid of works that the library held before

    @property
    def changed(self) -> bool:
        """False: the library held all of it already, nothing was done."""
        return self.filed > 0
