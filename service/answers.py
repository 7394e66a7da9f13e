"""What huiyin answers, field for field as HTTP, `--json` and bulk give it. Fields may be added, never renamed.

Offsets count Unicode code points of `text`. `article_sub` is 0 for an article without 之N. Days are ISO dates.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.citing.records import Basis, Role, Status
from corpus.documents import Doubt, PageRead, Part
from corpus.law import Level, State
from corpus.papers import Paper
from models.labels import Label
from service.cases.alike import Matter
from service.law.found import FoundArticle


@dataclass(frozen=True, slots=True)
class Private:
    """A stretch that names or leads to a person; `note` tells what is odd, a wrong check digit for one."""

    kind: str
    start: int
    end: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """One mention of a provision: where it stands, what it names, what became of it when it was looked up."""

    start: int
    end: int
    law: str | None
    article: int | None
    article_sub: int
    paragraph: int | None
    item: int | None
    subitem: int | None
    part: dict[str, int | str] | None  # 编 book, 分编 subbook, 章 chapter, 节 section; unit 附件一, 序言, 三、
    to: dict[str, int] | None  # the unit that ends a range, the levels written there
    role: Role
    basis: Basis
    status: Status
    provision_id: str | None
    detail: str  # one Chinese sentence on the status


@dataclass(frozen=True, slots=True)
class Advised:
    """An article that may apply, as its text read on `as_of`, with the reason why it is shown."""

    law: str
    article: int | None
    article_sub: int
    version: str
    text: str
    reason: str
    as_of: date
    label: str  # 第一百二十条之一
    state: State
    state_text: str  # for people: 现行有效（截至2026-08-28，此后未知）
    evidence: str
    known_until: date | None
    superseded_by: str | None
    law_id: str
    provision_id: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """A letter read: what it says, whom it names, which law and which matters are near it."""

    id: str
    text: str
    labels: tuple[Label, ...]
    abstained: tuple[str, ...]
    private: tuple[Private, ...]
    masked: str
    citations: tuple[Cited, ...]
    keywords: tuple[str, ...]
    summary: str
    articles: tuple[Advised, ...]
    matters: tuple[Matter, ...]
    as_of: date
    as_of_basis: str  # 信中所说的日期, 来信日期, 邮件日期, 今天
    as_of_reason: str  # one Chinese sentence: where the letter says so
    notes: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()  # official papers that stand in the letter or beside it
    doubts: tuple[Doubt, ...] = ()  # characters of `text` that OCR is not sure of, with what else they may be
    pages: tuple[PageRead, ...] = ()  # which stretch of `text` is which page, what read it, how sure OCR is
    files: tuple[Part, ...] = ()  # the files of an archive or message, and why one of them could not be read


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter in the store, read back."""

    id: str
    received: str  # ISO 8601 with offset
    analysis: Analysed
    events: tuple["Event", ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of an archive of several letters: each answered as if it had come alone.

    `told` says in Chinese how many there are and by which rule; `problems` what of the archive is in none of them and
    why; `refused` the places of the files with a mark of state secrecy, which stand among the problems, too.
    """

    letters: tuple[Kept, ...] | tuple[Analysed, ...]
    told: str
    problems: tuple["Failure", ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a letter, never changed afterwards."""

    at: str
    kind: str


@dataclass(frozen=True, slots=True)
class Classified:
    """The labels of one text in bulk."""

    id: str
    labels: tuple[Label, ...]
    abstained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its people hidden; `map` gives each placeholder the words it stands for."""

    id: str
    masked: str
    private: tuple[Private, ...]
    map: dict[str, str]


@dataclass(frozen=True, slots=True)
class Citing:
    """The citations of one text in bulk."""

    id: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One unit on one day. `article` is None of what is no article: 序言, 附件一, 全文, a point.

    `state` is a word of State, judged by what the source knows. `known_until` is the day to which it reaches; for a
    day after that `state_text`, which people are shown, says so: 现行有效（截至2026-08-28，此后未知）.
    """

    law: str
    article: int | None
    article_sub: int
    version: str
    state: State
    state_text: str
    text: str
    evidence: str
    known_until: date | None
    superseded_by: str | None
    as_of: date
    label: str
    path: tuple[str, ...]
    level: Level
    issuer: str | None
    promulgated: date | None
    effective_from: date | None
    source: str
    law_id: str
    provision_id: str
    unit: str | None = None  # 第二款第一项, where that much of the article was asked for,
    unit_text: str | None = None  # and its words


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of one line of a bulk search."""

    id: str
    hits: tuple[FoundArticle | Matter, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """All that is kept of a file with a mark of state secrecy.

    `place` says where it stood in an upload whose other parts were taken in; then a list's row is known by its list.
    """

    sha256: str
    at: str
    place: str | None = None


class Purpose(StrEnum):
    """What a file was sent for."""

    ANALYSIS = "analysis"
    LETTER = "letter"


class JobState(StrEnum):
    """Where a job stands; the last three are ends."""

    WAITING = "等候"
    READING = "在读"
    DONE = "完成"
    FAILED = "失败"
    TO_TRANSCRIBE = "待录入"


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that a person has to transcribe: OCR's guess, which is no text, with the doubtful characters in it.

    The picture of the page, where there is one, is at /v1/jobs/{id}/pages/{page}.
    """

    page: int
    text: str
    doubts: tuple[Doubt, ...]
    pictured: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A file that is read outside the request.

    Once it is done, `letter` is the id of the kept letter, or `analysis` the answer where nothing was to be kept. Of an
    archive of several letters they are the first; `letters` and `analyses` are all of them, and empty otherwise.
    """

    id: str
    purpose: Purpose
    state: JobState
    created: str
    ended: str | None
    attempts: int
    pages_read: int
    pages: int | None  # None until the file is open
    failures: tuple[Failure, ...]
    letter: str | None = None
    analysis: Analysed | None = None
    drafts: tuple[Draft, ...] = ()
    letters: tuple[str, ...] = ()
    analyses: tuple[Analysed, ...] = ()
