"""What texts cite by something else than a title and an article: a document by its number, a unit by its own name."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from sqlalchemy import Connection, select

from corpus.clauses.docnumbers import numbered
from corpus.law import Provision, Version, Work
from corpus.library import Library
from corpus.spans import Span
from corpus.storing import tables

# Names that a text gives its own units, and by which others speak of them; 全文 and 引言 are the program's.
_NAME = re.compile(r"[序前]言|附[件表录图]?[一二三四五六七八九十\d]*")
_MORE = r"(?![一二三四五六七八九十\d])"  # 附件一 is not 附件一十, and 附件 not 附件一
_BETWEEN = r"》?(?:[（(][^（）()]{1,30}[）)])?的?"


def document_numbered(library: Library, number: str) -> str | None:
    """Return the work that a document's number means, None where it is held of none or of several."""
    works = {one.work for one in library.ask(partial(numbered, number=number)) if one.work}
    return works.pop() if len(works) == 1 else None


def numbers_of(library: Library, work: Work, versions: Iterable[Version]) -> tuple[str, ...]:
    """Return the numbers of documents, as texts cite them, that mean a work; its own history or head has them."""
    held = tuple(versions)
    heads = (unit.text for version in held for unit in library.units(version.id)[:1])
    own = "".join("\n".join((*(line for version in held for line in version.history), *heads)).split())
    mine = (number for number in library.ask(_numbers_cited) if number in own)
    return tuple(number for number in mine if document_numbered(library, number) == work.id)


def _numbers_cited(db: Connection) -> tuple[str, ...]:
    target = tables.citations.c.target
    return tuple(db.execute(select(target).where(target.endswith("号")).distinct().order_by(target)).scalars())


def is_name(label: str) -> bool:
    """Tell whether texts speak of a unit by this label; 附 alone is the end of a text as well as a word."""
    return len(label) > 1 and _NAME.fullmatch(label) is not None


def spoken_of(unit: Provision, others: Iterable[Provision]) -> Iterator[tuple[Provision, Span]]:
    """Yield the units of the same text that a unit names (列于本法附件一的), each once, with the first place."""
    for other in others:
        if other.id != unit.id and other.number is None and is_name(other.label):
            found = re.search(rf"(?<!》){re.escape(other.label)}{_MORE}", unit.text)
            if found:
                yield other, Span(*found.span())


def names(text: str, laws: Iterable[str], label: str) -> Span | None:
    """Return where a text names a unit of a law by the law's name and its own (《香港…基本法》附件三), else None."""
    one = "|".join(map(re.escape, sorted(laws, key=len, reverse=True)))
    found = re.search(rf"(?:{one}){_BETWEEN}{re.escape(label)}{_MORE}", text)
    return Span(*found.span()) if found else None
