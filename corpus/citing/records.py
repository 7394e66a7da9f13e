"""What a citation says, whom it stands in, and what became of it when it was looked up."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from corpus.law import ArticleNumber
from corpus.spans import Span

DOUBTFUL = "条号有疑字"
"""How the doubt begins that keeps a citation from being verified."""

UNREAD = "条号无法辨认"
"""How the reason begins where a unit is cited whose number cannot be told."""


class Basis(StrEnum):
    """How the text names the law."""

    EXPLICIT = "explicit"  # 《…》, or the full official title
    SHORT_NAME = "short_name"  # 刑法, 民诉法, a name given by 以下简称
    SELF = "self"  # 本法, or a bare 第N条 inside the law itself
    RELATIVE = "relative"  # 前款, 本条, a bare 第N款
    INHERITED = "inherited"  # from the member of the list before it
    TITLE = "title"  # from the title of the amending decision
    DOCUMENT_NUMBER = "document_number"  # 公安部令第159号


class Role(StrEnum):
    """What the text does with the provision."""

    CITE = "cite"
    EXCEPTION = "exception"  # …除外, …以外
    AMEND_MODIFY = "amend_modify"  # 第X条修改为
    AMEND_RENUMBER = "amend_renumber"  # 将第X条改为
    AMEND_MERGE = "amend_merge"  # 将第X条、第Y条合并
    AMEND_RESULT = "amend_result"  # the number after that
    AMEND_INSERT = "amend_insert"  # 增加一款，作为第X款
    AMEND_DELETE = "amend_delete"  # 删去第X款


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a law above the article: 第二编第三分编第二章第一节."""

    book: int | None = None
    subbook: int | None = None
    chapter: int | None = None
    section: int | None = None

    def __bool__(self) -> bool:
        """Tell whether any level is named."""
        return any((self.book, self.subbook, self.chapter, self.section))


@dataclass(frozen=True, slots=True)
class Target:
    """The unit that a citation points at, without its law; levels not written are None."""

    part: Part = Part()
    article: int | None = None
    article_sub: int = 0
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    unit: str | None = None  # one that is no article, as the library names it: 附件一, 序言, 三、

    def apart(self) -> dict[str, int | str]:
        """Return what is written that is no article: the levels of `part` as the contract names them, and `unit`."""
        return {name: told for name, told in (asdict(self.part) | {"unit": self.unit}).items() if told is not None}

    def levels(self) -> dict[str, int]:
        """Return the numbers written, from the top, as the contract names them; no `article_sub` without 之N."""
        named = {name: getattr(self.part, name) for name in ("book", "subbook", "chapter", "section")}
        named |= {"article": self.article, "article_sub": self.article_sub or None}
        named |= {"paragraph": self.paragraph, "item": self.item, "subitem": self.subitem}
        return {name: number for name, number in named.items() if number is not None}


@dataclass(frozen=True, slots=True)
class Host:
    """Where the citing text itself stands; what is not known is None.

    `paragraph` None beside an `article` means that the text is the whole article: the paragraph of each
    mention is then counted from its lines. `path` are the headings above it (第五编 婚姻家庭, …), `preceding`
    the numbers of the articles before it, the nearest last; without them 前条 counts down. `articles` is the last
    number that the law has, `aliases` the names that its other articles give: (条例, official title).
    """

    law: str | None = None
    article: int | None = None
    article_sub: int = 0
    paragraph: int | None = None
    source: str | None = None
    path: tuple[str, ...] = ()
    preceding: tuple[ArticleNumber, ...] = ()
    articles: int | None = None
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a provision or law, `span` in code points of the text.

    前两款 are two citations of one span. A member of a list has the span of its own words.
    """

    span: Span
    law: str | None  # full official title as far as known, else as written; None: the text names none
    target: Target
    to: Target | None  # end of a range, only the levels written there
    role: Role
    basis: Basis
    version: str | None = None  # the words as written: 修正前, 2012修正, 公安部令第124号
    doubt: str | None = None  # what was read leniently, one Chinese sentence
    unclear: str | None = None  # why what it points at cannot be told from where it stands, one Chinese sentence

    @property
    def start(self) -> int:
        """First character."""
        return self.span.start

    @property
    def end(self) -> int:
        """After the last character."""
        return self.span.end

    @property
    def article(self) -> int | None:
        """第N条."""
        return self.target.article

    @property
    def article_sub(self) -> int:
        """之N, 0 without."""
        return self.target.article_sub

    @property
    def paragraph(self) -> int | None:
        """第N款."""
        return self.target.paragraph

    @property
    def item(self) -> int | None:
        """第（N）项."""
        return self.target.item

    @property
    def unsure(self) -> str | None:
        """Why nothing that leans on this citation may count as certain."""
        return self.unclear or (self.doubt if self.doubt and self.doubt.startswith(DOUBTFUL) else None)

    @property
    def subitem(self) -> int | None:
        """第N目."""
        return self.target.subitem


class Status(StrEnum):
    """What became of a citation when it was looked up for one day."""

    EXISTS = "exists"  # there, in force on the day, down to the 款 and 项 named
    VALIDITY_UNKNOWN = "validity_unknown"  # there, but no source proves that it applies on the day
    NOT_YET_IN_FORCE = "not_yet_in_force"
    AMENDED_SINCE = "amended_since"  # there on the day, worded differently later
    NUMBER_MOVED = "number_moved"  # there on the day, the same words stand under another number later
    REPEALED = "repealed"  # by what is in the reason
    CONTENT_DIFFERS = "content_differs"  # there, but it does not say what is quoted or said of it
    NOT_HELD = "not_in_library"
    TEXT_NOT_HELD = "text_not_held"  # known from a clause that repeals it after the day; its own text is not there
    VERSION_NOT_HELD = "version_not_held"  # the law is there, the text of that day is not; nothing is said of the unit
    NO_SUCH_ARTICLE = "no_such_article"
    NO_SUCH_UNIT = "no_such_unit"  # the article is there; the 款, 项 or 目, or the chapter, is not
    UNRESOLVED = "unresolved"  # what is meant cannot be told; the reason says why


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation with what the library knows of it; `provision_id` only where that very article is there."""

    citation: Citation
    status: Status
    provision_id: str | None
    reason: str  # one Chinese sentence
