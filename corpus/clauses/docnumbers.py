"""Which document has a number (国务院令第431号): by its history, its own head, or a clause that names it."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection, select

from corpus.numerals import parse
from corpus.storing import tables

_ORDER = re.compile(r"(?:中华人民共和国|原)*(.+?(?:令|公告))(?:〔?(\d{4})〕?年?)?第?(\w+?)号(?:令|文)?")
_LETTERS = re.compile(r"(.+?)〔\s?(\d{4})\s?〕第?(\d+)号(?:文)?")
_BRACKETS = str.maketrans("（）()【】[]［］﹝﹞", "〔〕〔〕〔〕〔〕〔〕〔〕")
_ALONE = 30  # characters: the line of a text's own number has nothing else of weight


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document of a number; `work` None: only its title is known, from a clause of another text."""

    title: str
    work: str | None


def spelled(number: str) -> str:
    """Return a number in one spelling: 国发(2020)1号 is 国发〔2020〕1号, 公安部令第一百六十号 公安部令第160号."""
    plain = "".join(number.split())
    if found := _LETTERS.fullmatch(plain.translate(_BRACKETS)):
        return f"{found[1]}〔{found[2]}〕{int(found[3])}号"
    if (found := _ORDER.fullmatch(plain)) and (counted := parse(found[3])):
        return f"{found[1]}{f'{found[2]}年' if found[2] else ''}第{counted}号"
    return plain


def numbered(db: Connection, number: str) -> tuple[Numbered, ...]:
    """Return the documents that have a number, each once; usually one."""
    wanted = spelled(number)
    works, versions, units = tables.works.c, tables.versions.c, tables.provisions.c
    joined = select(works.title, versions.work, versions.history).join(tables.works, works.id == versions.work)
    found = [
        Numbered(row.title, row.work)
        for row in db.execute(joined.where(versions.history.contains(wanted)))
        if _published(row.history, wanted)
    ]
    cited = tables.citations.c
    head = (
        joined.add_columns(units.text)
        .join(tables.provisions, units.version == versions.id)
        .join(tables.citations, cited.provision == units.id)
        .where(cited.target == wanted, units.ordinal == 1)
    )
    for row in db.execute(head):
        line = next((one for one in row.text.split("\n") if wanted in one), "")
        found += [Numbered(row.title, row.work)] if len(line) < _ALONE else []
    told = select(tables.edges.c.target, tables.edges.c.document).where(tables.edges.c.document.is_not(None))
    found += [Numbered(row.target, None) for row in db.execute(told) if spelled(row.document) == wanted]
    named = {one.title for one in found if one.work}
    return tuple(dict.fromkeys(one for one in found if one.work or one.title not in named))


def _published(history: str, wanted: str) -> bool:
    """Tell whether a text itself came out under the number, and not the decision that amended it (《…》修订)."""
    whole = re.compile(rf"(?:[^一-鿿]|中华人民共和国|原){re.escape(wanted)}[^《]*$")  # 市政府令第3号 is of no one city
    return any("《" not in line and whole.search(line) for line in history.split("\n"))
