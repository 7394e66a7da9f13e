"""How well citations are read and resolved: the gold files, STARD's names, and all articles that the library holds."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.citations import cite
from corpus.citing.gathering import gathered, unresolved
from corpus.citing.names import compiled
from corpus.citing.records import Status
from corpus.gold import citation_is_read, clause_is_read, records
from corpus.law import ArticleNumber, Provision
from corpus.titles import COUNTRY, tidy

if TYPE_CHECKING:
    from corpus.library import Library
    from service.assembly import Assembly

_NESTED = str.maketrans("〈〉", "《》")
_STARD = "stard.jsonl.gz"
# The law is not here, or not its text of this day: nothing can be said of the article.
_NO_TEXT = {Status.NOT_HELD, Status.TEXT_NOT_HELD, Status.VERSION_NOT_HELD}


@dataclass(frozen=True, slots=True)
class Gold:
    """How many of a gold file are read exactly; `wrong` are the ids of the others."""

    records: int
    exact: int
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of articles looked up as of today; `missed` are those whose law is held and whose article is not found."""

    names: int
    left_out: int  # the library holds no text of the law
    resolved: int
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnCitations:
    """Citations of articles in their own law (本法第三条, 前款), over all texts held, older ones too.

    `unresolved` are (reason, how many), `listed` each of them with its place; speed is of the finding alone.
    """

    articles: int
    citations: int
    resolved: int
    unresolved: tuple[tuple[str, int], ...]
    listed: tuple[str, ...]
    megabytes: float  # UTF-8
    megabytes_a_second: float  # of processor time, one core


@dataclass(frozen=True, slots=True)
class CitationQuality:
    """All of it."""

    citations: Gold
    clauses: Gold
    stard: Names
    own: OwnCitations


def citation_quality(
    parts: "Assembly", data: Path, *, progress: Callable[[int, int], None] | None = None
) -> CitationQuality:
    """Read both gold files, STARD's names and every article held; InvalidRecord where a file is not there."""
    library, day = parts.library, parts.today()
    return CitationQuality(
        citations=_gold(data, "citations.jsonl.gz", lambda one: citation_is_read(one, library, day)),
        clauses=_gold(data, "repeals.jsonl.gz", clause_is_read),
        stard=_stard(parts, data),
        own=own_citations(library, progress=progress),
    )


def _gold(data: Path, name: str, right: Callable[[dict[str, object]], bool]) -> Gold:
    read = [(str(one["id"]), right(one)) for one in records(data, name)]
    wrong = tuple(key for key, exact in read if not exact)
    return Gold(len(read), len(read) - len(wrong), wrong)


def _stard(parts: "Assembly", data: Path) -> Names:
    names = {gold["name"]: gold for row in records(data, _STARD) for gold in row["gold"]}
    left_out, missed = 0, []
    for name, gold in names.items():
        found = cite(name, parts.library, as_of=parts.today())
        if len(found) == 1 and found[0].status in _NO_TEXT:
            left_out += 1
            continue
        number = ArticleNumber(gold["article_no"], gold["article_sfx"] or 0)
        held = [parts.library.provision(one.provision_id, as_of=parts.today()) for one in found if one.provision_id]
        laws = [_plain(one.work.title).endswith(_plain(gold["law"])) for one in held]
        if (laws, [one.provision.number for one in held]) != ([True], [number]):
            missed.append(name)
    return Names(len(names), left_out, len(names) - left_out - len(missed), tuple(missed))


def own_citations(library: "Library", *, progress: Callable[[int, int], None] | None = None) -> OwnCitations:
    """Find all citations of all articles held and look up those of the own law in the same text."""
    names, versions = compiled(library.titles()), library.coverage().versions
    articles = citations = size = done = 0
    seconds, listed, reasons = 0.0, [], Counter[str]()
    for title, units in _texts(library):
        began = time.process_time()
        found = list(gathered(title, units, names=names))
        seconds += time.process_time() - began
        size += sum(len(unit.text.encode()) for unit in units)
        numbered = {unit.number: unit for unit in units if unit.number}
        articles += len(units)
        for unit, citation in found:
            if citation.law != title or citation.article is None or unit.number is None:
                continue
            citations += 1
            if why := unresolved(citation, numbered):
                reasons[_kind(why)] += 1
                listed.append(f"{title}{unit.label}“{citation.span.of(unit.text)}”：{why}")
        done += 1
        if progress:
            progress(done, versions)
    return OwnCitations(
        articles=articles,
        citations=citations,
        resolved=citations - len(listed),
        unresolved=tuple(reasons.most_common()),
        listed=tuple(listed),
        megabytes=size / 1e6,
        megabytes_a_second=size / 1e6 / seconds if seconds else 0.0,
    )


def _texts(library: "Library") -> Iterator[tuple[str, list[Provision]]]:
    for _, held in groupby(library.provisions(), key=lambda one: one[1].id):
        rows = list(held)
        yield rows[0][0].title, [unit for _, _, unit in rows]


def _plain(title: str) -> str:
    """STARD leaves the name of the state out, inside of a title too."""
    return tidy(title).replace(COUNTRY, "").translate(_NESTED)


def _kind(why: str) -> str:
    """Sum up a reason: the numbers in it do not matter."""
    if "没有第" in why:
        return f"没有这一{why[-1]}"
    return "从上下文无法确定所指" if why.startswith(("“", "所修改")) else why
