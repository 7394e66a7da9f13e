"""Which document has a number (国务院令第431号): by its history, its own head, or a clause that names it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from corpus.law import EdgeKind
from corpus.numerals import parse
from corpus.storing import tables
from corpus.titles import quoted, tidy

_ORDER = re.compile(r"(?:中华人民共和国|原)*(.+?(?:令|公告))(?:〔?(\d{4})〕?年?)?第?(\w+?)号(?:令|文)?")
_LETTERS = re.compile(r"(.+?)〔\s?(\d{4})\s?〕第?(\d+)号(?:文)?")
_BRACKETS = str.maketrans("（）()【】[]［］﹝﹞", "〔〕〔〕〔〕〔〕〔〕〔〕")
_STATE_COUNCIL = re.compile(r"^国令(?=第)")  # 国令第431号, as catalogues write 国务院令第431号
_ALONE = 30  # characters: the line of a text's own number has nothing else of weight
_TITLE = r"《((?:[^《》]|《[^《》]*》)+)》"
_BESIDE = re.compile(rf"{_TITLE}\s?[（(]([^《》\n]{{2,50}}?号)(?:公布|发布|颁布)?[）)]")
_DECISION = re.compile(_TITLE)
_DAY_BEFORE = re.compile(r"^.*日")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document of a number. `work` None: only its title is known, its text is not held.

    `place` is where another text says so (《X》第三条), empty where the document itself does; `ended` the day from
    which a clause there repeals it. `decision` is the decision of this number by which the work was amended.
    """

    title: str
    work: str | None
    place: str = ""
    ended: date | None = None
    decision: str = ""

    @property
    def told(self) -> str:
        """What is to be known of the evidence, one Chinese clause, empty where the document itself bears the number."""
        if self.decision:
            return f"，这是修改它的{quoted(self.decision)}的文号，按修改后的文本核对"
        return f"（见{self.place}）" if self.place else ""


def spelled(number: str) -> str:
    """Return a number in one spelling: 国发(2020)1号 is 国发〔2020〕1号, 公安部令第一百六十号 公安部令第160号."""
    plain = _STATE_COUNCIL.sub("国务院令", "".join(number.split()))
    if found := _LETTERS.fullmatch(plain.translate(_BRACKETS)):
        return f"{found[1]}〔{found[2]}〕{int(found[3])}号"
    if (found := _ORDER.fullmatch(plain)) and (counted := parse(found[3])):
        return f"{found[1]}{f'{found[2]}年' if found[2] else ''}第{counted}号"
    return plain


def numbered(db: Connection, number: str) -> tuple[Numbered, ...]:
    """Return the documents that have a number, each once; usually one.

    A number that another text gives to a title is that of a document older than this text: never of a later one of
    the same title (道路交通事故处理程序规定 of 2018 repeals its predecessor, 公安部令第104号).
    """
    wanted = spelled(number)
    own = [*_in_history(db, wanted), *_in_head(db, wanted)]
    titles = {one.title for one in own}
    found = own + [one for one in _in_clauses(db, wanted) if one.title not in titles]
    return tuple(dict.fromkeys(found or [*_beside_titles(db, wanted)] or [*_of_decisions(db, wanted)]))


def _in_history(db: Connection, wanted: str) -> Iterator[Numbered]:
    for row in db.execute(_texts().where(tables.versions.c.history.contains(wanted))):
        if _published(row.history, wanted):
            yield Numbered(row.title, row.work)


def _in_head(db: Connection, wanted: str) -> Iterator[Numbered]:
    """Yield documents that bear the number in a line of its own before their first words."""
    unit, cited = tables.provisions.c, tables.citations.c
    head = (
        _texts()
        .add_columns(unit.text)
        .join(tables.provisions, unit.version == tables.versions.c.id)
        .join(tables.citations, cited.provision == unit.id)
        .where(cited.target == wanted, unit.ordinal == 1)
    )
    for row in db.execute(head):
        line = next((one for one in row.text.split("\n") if wanted in one), "")
        if len(line) < _ALONE:
            yield Numbered(row.title, row.work)


def _in_clauses(db: Connection, wanted: str) -> Iterator[Numbered]:
    """Yield what clauses on other texts name by number: 《X》（法释〔2007〕5号）同时废止."""
    edge = tables.edges.c
    told = _units().add_columns(edge.kind, edge.target, edge.document, edge.effective)
    told = told.join(tables.edges, edge.provision == tables.provisions.c.id)
    for row in db.execute(told.where(edge.document.is_not(None))):
        if spelled(row.document) == wanted:
            repeals = row.kind == EdgeKind.REPEALS
            work = _older(db, row.target, row.promulgated or row.effective, besides=row.work if repeals else None)
            yield Numbered(row.target, work, f"{quoted(row.title)}{row.label}", row.effective if repeals else None)


def _beside_titles(db: Connection, wanted: str) -> Iterator[Numbered]:
    """Yield titles behind which some text puts the number in brackets: 《X》（公安部令第104号）."""
    unit = tables.provisions.c
    digits = re.findall(r"\d+", wanted)[-1:]
    near = or_(*(unit.text.contains(f"{number}{gap}号") for number in digits for gap in ("", " ")))
    for row in db.execute(_units().add_columns(unit.text).where(near)) if digits else ():
        for beside in _BESIDE.finditer(row.text):
            if spelled(_DAY_BEFORE.sub("", beside[2])) == wanted:
                title = tidy(beside[1])
                yield Numbered(title, _older(db, title, row.promulgated), f"{quoted(row.title)}{row.label}")


def _of_decisions(db: Connection, wanted: str) -> Iterator[Numbered]:
    """Yield what was amended by a decision of the number, by its history; the decision itself is not held."""
    for row in db.execute(_texts().where(tables.versions.c.history.contains(wanted))):
        for line in row.history.split("\n"):
            named = _DECISION.search(line, line.find(wanted)) if wanted in line else None
            if named and "修" in named[1] and _whole(wanted).search(line):
                yield Numbered(row.title, row.work, decision=tidy(named[1]))


def _texts() -> Select[Any]:
    works, versions = tables.works.c, tables.versions.c
    return select(works.title, versions.work, versions.history).join(tables.works, works.id == versions.work)


def _units() -> Select[Any]:
    """Select units with title and day of their text."""
    works, versions, unit = tables.works.c, tables.versions.c, tables.provisions.c
    units = select(works.title, versions.work, versions.promulgated, unit.label).select_from(tables.provisions)
    return units.join(tables.versions, versions.id == unit.version).join(tables.works, works.id == versions.work)


def _older(db: Connection, title: str, day: date | None, besides: str | None = None) -> str | None:
    """Return the work of a title that was there before a day, the latest of several."""
    names, versions = tables.names.c, tables.versions.c
    query = select(versions.work, versions.promulgated, versions.history)
    query = query.join(tables.names, names.work == versions.work).where(names.name == title)
    begun: dict[str, str] = {}
    for row in db.execute(query):
        first = row.history[:10] if re.match(r"\d{4}-\d\d-\d\d", row.history) else str(row.promulgated or "")
        if first and row.work != besides and (day is None or first < day.isoformat()):
            begun[row.work] = min(first, begun.get(row.work, first))
    return max(begun, key=begun.__getitem__, default=None)


def _published(history: str, wanted: str) -> bool:
    """Tell whether a text itself came out under the number, and not the decision that amended it (《…》修订)."""
    return any("《" not in line and _whole(wanted).search(line) for line in history.split("\n"))


def _whole(wanted: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^一-鿿]|中华人民共和国|原){re.escape(wanted)}")  # 市政府令第3号 is of no one city
