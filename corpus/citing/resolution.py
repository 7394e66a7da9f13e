"""What the library has of a citation on one day. Only what was looked up down to its last unit counts as there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from corpus.citing.names import compiled
from corpus.citing.outline import missing_unit
from corpus.citing.records import Basis, Citation, Resolved, Status, Target
from corpus.clauses.docnumbers import numbered
from corpus.contents import named_unit
from corpus.errors import (
    AmbiguousLaw,
    ArticleNotFound,
    LawNotHeld,
    NotHeld,
    RepealedNotHeld,
    TextNotHeld,
    UnitNotGiven,
    VersionNotHeld,
)
from corpus.law import Article, ArticleNumber, State
from corpus.library import Library
from corpus.numerals import parse
from corpus.titles import quoted
from corpus.validity.states import judge, rivalled

_STATUS = {
    State.IN_FORCE: Status.EXISTS,
    State.NOT_YET_IN_FORCE: Status.NOT_YET_IN_FORCE,
    State.AMENDED: Status.AMENDED_SINCE,
    State.REPEALED: Status.REPEALED,
    State.EXPIRED: Status.REPEALED,
}  # the others (部分失效, 暂停或调整适用, 未知) say too little to count as in force
# Of a range the worst counts, and of two as bad the first.
_WORSE = (
    Status.EXISTS,
    Status.NUMBER_MOVED,
    Status.AMENDED_SINCE,
    Status.VALIDITY_UNKNOWN,
    Status.NOT_YET_IN_FORCE,
    Status.REPEALED,
)
_YEAR = re.compile(r"\d{4}|[一二][〇零○一二三四五六七八九]{3}")
_EARLIER = re.compile(r"修[正订改]前|^[原旧]")
_HEADING = {"book": "编", "subbook": "分编", "chapter": "章", "section": "节"}
_LEVELS = ("编", "分编", "章", "节")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Question:
    """One citation asked of one work on one day."""

    citation: Citation
    library: Library
    work: str
    as_of: date

    def answer(self, status: Status, reason: str, provision_id: str | None = None) -> Resolved:
        return Resolved(self.citation, status, provision_id, reason)


def resolve(citation: Citation, library: Library, *, as_of: date, today: date | None = None) -> Resolved:
    """Look a citation up in the law as of a day; with `today`, say also what has changed from that day to this.

    Never raises for what is not there: the status and one Chinese sentence tell.
    """
    if reason := _unclear(citation):
        return Resolved(citation, Status.UNRESOLVED, None, reason)
    look_up = _by_number if citation.basis is Basis.DOCUMENT_NUMBER else _by_title
    return look_up(citation, library, as_of=as_of, today=today)


def _by_title(citation: Citation, library: Library, *, as_of: date, today: date | None) -> Resolved:
    """Look up what is cited by the name of its law."""
    works = compiled(library.titles()).get(citation.law or "", ())
    try:
        work = library.named(citation.law or "", as_of).id if len(works) > 1 else "".join(works) or citation.law or ""
    except AmbiguousLaw as error:
        return Resolved(citation, Status.UNRESOLVED, None, str(error))
    question = _Question(citation, library, work, as_of)
    try:
        version = _version(question)
        if version is None:
            library.begun(work, as_of)
        if citation.article is None:
            return _law_or_part(question, version)
        return _article(question, version, today)
    except NotHeld as error:
        return question.answer(_status_of(error), str(error))
    except AmbiguousLaw as error:
        return question.answer(Status.UNRESOLVED, str(error))


def _by_number(citation: Citation, library: Library, *, as_of: date, today: date | None) -> Resolved:
    """Look up the document of a number: its title is what is cited, and the number stays the citation's own words."""
    found = library.ask(partial(numbered, number=citation.law or ""))
    told = f"文号“{citation.law}”"
    if not found:
        reason = f"馆藏文本没有写明{told}是哪个文件；{library.coverage().told}"
        return Resolved(citation, Status.NOT_HELD, None, reason)
    if len(found) > 1:
        titles = "、".join(quoted(one.title) for one in found)
        return Resolved(citation, Status.UNRESOLVED, None, f"{told}可以指{len(found)}个文件：{titles}")
    one = found[0]
    told = f"{told}是{quoted(one.title)}{one.told}"
    if one.work is None and (one.ended or one.title in compiled(library.titles())):
        status = Status.REPEALED if one.ended and one.ended <= as_of else Status.TEXT_NOT_HELD
        ended = f"，自{one.ended.isoformat()}起废止" if one.ended else ""
        return Resolved(citation, status, None, f"{told}{ended}；法规库没有收录它的条文")
    named = replace(citation, law=one.work or one.title, basis=Basis.EXPLICIT)
    answer = _by_title(named, library, as_of=as_of, today=today)
    return replace(answer, citation=citation, reason=f"{told}；{answer.reason}")


def _unclear(citation: Citation) -> str | None:
    """Say why it cannot be told what is meant, None where it can."""
    if citation.unsure:
        return citation.unsure if citation.unclear else f"{citation.unsure}，须与原件核对"
    if citation.law is None:
        return "文中没有写明是哪部法律"
    above = citation.target.part or citation.target.unit
    if citation.article is None and not above and citation.target != Target():
        return "写了款项而没有写明是哪一条"
    return None


def _status_of(error: NotHeld) -> Status:
    """Keep apart: not held, held without such an article, known only as repealed, no text of that day."""
    table = {
        RepealedNotHeld: Status.REPEALED,
        TextNotHeld: Status.TEXT_NOT_HELD,
        LawNotHeld: Status.NOT_HELD,
        ArticleNotFound: Status.NO_SUCH_ARTICLE,
        VersionNotHeld: Status.VERSION_NOT_HELD,
    }
    return next((status for kind, status in table.items() if isinstance(error, kind)), Status.UNRESOLVED)


def _version(question: _Question) -> str | None:
    """Return the version that the words name (2012修正, 修正前), None for the one of the day."""
    words = question.citation.version or ""
    if "号" in words:
        return None
    if year := _YEAR.search(words):
        return str(parse(year[0]))
    if not _EARLIER.search(words):
        return None
    versions = question.library.versions(question.work)
    serving = question.library.version_on(question.work, question.as_of)
    place = versions.index(serving) if serving in versions else 0
    if place == 0:
        raise VersionNotHeld(f"《{question.citation.law}》“{words}”的文本没有收录")
    return versions[place - 1].id


def _law_or_part(question: _Question, named: str | None) -> Resolved:
    """A whole law, or a 编 章 节 of it, which must stand in its headings."""
    library, citation = question.library, question.citation
    if citation.target.unit:
        return _unit(question, citation.target.unit, named)
    versions = library.versions(question.work)
    if not versions:
        library.article(question.work, ArticleNumber(1), as_of=question.as_of)  # raises what is to be said
    version = library.version_on(question.work, question.as_of)
    if named:
        version = next((v for v in versions if named == v.id or v.label.startswith(named)), None)
    if version is None:
        raise VersionNotHeld(f"《{citation.law}》在该日的文本没有收录")
    validity = judge(version, versions, question.as_of)
    if citation.target.part and (missing := _missing_part(library, version.id, citation.target)):
        return question.answer(*missing)
    status = _STATUS.get(validity.state, Status.VALIDITY_UNKNOWN)
    of = "所指的编章节" if citation.target.part else "该法"
    return question.answer(status, f"{of}在{version.label}公布的文本中；{validity.evidence}")


def _unit(question: _Question, name: str, version: str | None) -> Resolved:
    """Look up a unit without an article number: 附件一, 序言, 三、."""
    try:
        article = named_unit(question.library, question.work, name, as_of=question.as_of, version=version)
    except ArticleNotFound as error:
        status = Status.UNRESOLVED if isinstance(error, UnitNotGiven) else Status.NO_SUCH_UNIT
        return question.answer(status, str(error))
    status = _STATUS.get(article.validity.state, Status.VALIDITY_UNKNOWN)
    return question.answer(status, article.validity.evidence, article.provision.id)


def _missing_part(library: Library, version: str, target: Target) -> tuple[Status, str] | None:
    """Say why the headings of a version do not show a part, None where they do."""
    wanted = {_HEADING[name]: number for name, number in target.levels().items()}
    units = library.units(version)
    for kind in wanted:
        if not any(_numbers(unit.path).get(kind) for unit in units):
            return Status.UNRESOLVED, f"馆藏文本没有“{kind}”这一层次，无法核对"
    name = "".join(f"第{number}{kind}" for kind, number in wanted.items())
    lowest = max(_LEVELS.index(kind) for kind in wanted)
    found = {_down_to(unit.path, lowest) for unit in units if wanted.items() <= _numbers(unit.path).items()}
    if not found:
        return Status.NO_SUCH_UNIT, f"馆藏文本没有{name}"
    return (Status.UNRESOLVED, f"馆藏文本有{len(found)}处{name}，文中没有写明是哪一处") if len(found) > 1 else None


def _down_to(path: tuple[str, ...], lowest: int) -> tuple[tuple[str, int], ...]:
    """Return the headings above and at a level, which tell 第一章 of one 编 from 第一章 of another."""
    return tuple((kind, number) for kind, number in _numbers(path).items() if _LEVELS.index(kind) <= lowest)


def _numbers(path: tuple[str, ...]) -> dict[str, int]:
    """Read 第二章 婚姻 as {章: 2}."""
    numbers = {}
    for heading in path:
        if found := re.match(r"第(\w+?)(分编|编|章|节)", heading):
            numbers[found[2]] = parse(found[1]) or 0
    return numbers


def _article(question: _Question, version: str | None, today: date | None) -> Resolved:
    """An article, its 款 and 项; of a range every article, and the worst that is known of one of them."""
    citation = question.citation
    number = ArticleNumber(citation.article or 0, citation.article_sub)
    article = question.library.article(question.work, number, as_of=question.as_of, version=version)
    if missing := missing_unit(article.provision.text, citation.target):
        return _lacking(question, article, *missing)
    judged = [_judged(question, article, today)]
    if end := _end_of_range(citation):
        ending = ArticleNumber(end.article or 0, end.article_sub)
        if ending < number:
            return question.answer(Status.UNRESOLVED, "范围的终点在起点之前")
        last = question.library.article(question.work, ending, as_of=question.as_of, version=version)
        if missing := missing_unit(last.provision.text, end):
            return _lacking(question, last, *missing)
        judged += [_judged(question, one, today, named=True) for one in _between(question, article, ending)]
    worst = max(judged, key=lambda one: _WORSE.index(one.status))
    return replace(worst, provision_id=article.provision.id)


def _lacking(question: _Question, article: Article, status: Status, missing: str) -> Resolved:
    """Say what an article lacks, unless another text may have applied on the day; library.article asks the same."""
    reason = article.provision.label + missing
    held = question.library.versions(question.work)
    rival = rivalled(article.version, held, question.as_of)
    if status is Status.NO_SUCH_UNIT and rival and not question.citation.version:
        return question.answer(Status.VERSION_NOT_HELD, f"{reason}；但{rival}，不能断定当日没有这一款项")
    return question.answer(status, reason)


def _judged(question: _Question, article: Article, today: date | None, *, named: bool = False) -> Resolved:
    status = _STATUS.get(article.validity.state, Status.VALIDITY_UNKNOWN)
    found = question.answer(status, article.validity.evidence, article.provision.id)
    if today and status is Status.EXISTS:
        found = changed_since(found, article, question.library, today)
    return replace(found, reason=f"其中{article.provision.label}：{found.reason}") if named else found


def _between(question: _Question, first: Article, last: ArticleNumber) -> Iterator[Article]:
    """Yield the articles of a range behind its first, with all 之N between (DOMAIN §5.4 rule 3)."""
    begin = first.provision.number
    for unit in question.library.units(first.version.id):
        if begin and unit.number and begin < unit.number <= last:
            yield question.library.provision(unit.id, as_of=question.as_of)


def _end_of_range(citation: Citation) -> Target | None:
    """Return the unit that ends the range in full: 第三项至第八项 ends in the same article and paragraph."""
    if citation.to is None:
        return None
    if citation.to.article is not None:
        return citation.to
    levels = {name: number for name, number in citation.to.levels().items() if name in ("paragraph", "item", "subitem")}
    start = replace(citation.target, subitem=None)
    if "paragraph" in levels:
        start = replace(start, item=None)
    return replace(start, **levels)  # type: ignore[arg-type]  # the names are those of Target's integers


def changed_since(found: Resolved, article: Article, library: Library, today: date) -> Resolved:
    """Compare an article with the text of today: the same words under another number, or other words."""
    version = library.version_on(article.work.id, today)
    if version is None or version.id == article.version.id:
        return found
    words = _SPACES.sub("", article.provision.text)
    units = library.units(version.id)
    if any(u.number == article.provision.number and _SPACES.sub("", u.text) == words for u in units):
        return found
    moved = next((u for u in units if _SPACES.sub("", u.text) == words), None)
    if moved:
        reason = f"{article.provision.label}在{version.label}公布的文本中是{moved.label}，文字相同"
        return replace(found, status=Status.NUMBER_MOVED, reason=reason)
    reason = f"{article.provision.label}在{version.label}公布的文本中已有改动"
    return replace(found, status=Status.AMENDED_SINCE, reason=reason)
