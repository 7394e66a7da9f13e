"""Several sources of one version: differences are kept, gaps are filled, better is never replaced by worse."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from operator import itemgetter

from corpus.clauses.relations import relations
from corpus.law import ArticleNumber, Conflict, Edge, Provision, Version
from corpus.parsing.annexes import preamble_of
from corpus.statutes import Statute
from corpus.titles import quoted

# Remains of pictures and tables in a text: {width="5.1in"}, +-----+. A text without them is the better one.
_REMAINS = re.compile(r'\{?(?:width|height)="|\+-{3,}|-{8,}')
_PICTURE = re.compile(r"!?\S*\{[^}]*\}")
_LETTER = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Merged:
    """One version as all its sources together give it. `notes`: what was filled or differs, a Chinese sentence each."""

    version: Version
    provisions: tuple[Provision, ...]
    edges: tuple[Edge, ...]
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()


def merge(statutes: Sequence[Statute]) -> Merged:
    """Put the same version of several sources together; the words of the first are held where they differ."""
    first, *others = statutes
    found = Merged(first.version, first.provisions, relations(first))
    for other in others:
        found = _with(found, other)
    return found


def _with(held: Merged, statute: Statute) -> Merged:
    version, title = held.version, statute.work.title
    missing = _missing(held.provisions, statute.provisions)
    offered = {item.id: item for item in statute.provisions}
    units, differences = [], []
    for unit in held.provisions:
        other = offered.get(unit.id)
        units.append(_better(unit, other) if other else unit)
        if other and _plain(unit.text) != _plain(other.text):
            differences.append(_differing(held, statute, unit, swapped=units[-1].text != unit.text))
    notes = []
    if missing and held.provisions:
        labels = "、".join(item.label for item in missing)[:60]
        notes.append(f"{quoted(title)}（{version.label}）原来缺的条文由{statute.version.source}补上：{labels}")
    if differences:
        notes.append(f"{quoted(title)}（{version.label}）有{len(differences)}条与{version.source}不同，两种文字都保留")
    edges = relations(statute)
    return Merged(
        version=_filled(version, statute.version),
        provisions=_together(units, missing) if units else statute.provisions,
        edges=edges if _dated(edges) > _dated(held.edges) else held.edges,
        conflicts=(*held.conflicts, *differences, *_of_days(version, statute.version, title)),
        notes=(*held.notes, *notes),
    )


class _Part(IntEnum):
    """The parts of a text in their order."""

    PREAMBLE = 0
    BODY = 1
    ANNEXES = 2


def _part(unit: Provision) -> _Part:
    if preamble_of((unit.label,)):
        return _Part.PREAMBLE
    return _Part.ANNEXES if unit.label.startswith("附") else _Part.BODY


def _missing(have: Sequence[Provision], offered: Sequence[Provision]) -> list[Provision]:
    """Return the articles that the held text lacks, and its annexes or preamble where it has none at all.

    Sources cut annexes in different pieces under different names; pieces of two are never put together.
    """
    ids, parts = {unit.id for unit in have}, {_Part.BODY, *map(_part, have)}
    return [unit for unit in offered if unit.id not in ids and (unit.number or _part(unit) not in parts)]


def _places(units: Iterable[Provision]) -> Iterator[tuple[_Part, ArticleNumber]]:
    """Yield where each unit belongs: a unit of the body without a number stays behind the article before it."""
    before = ArticleNumber(0)
    for unit in units:
        before = unit.number or before
        yield _part(unit), before


def _together(have: list[Provision], missing: list[Provision]) -> tuple[Provision, ...]:
    """Put what was missing in its place."""
    if not missing:
        return tuple(have)
    places = [*zip(_places(have), have, strict=True), *zip(_places(missing), missing, strict=True)]
    return tuple(unit for _, unit in sorted(places, key=itemgetter(0)))


def _better(mine: Provision, theirs: Provision) -> Provision:
    """Keep the fuller path and the cleaner text."""
    if len(theirs.path) > len(mine.path) or (len(theirs.path) == len(mine.path) and _fuller(theirs.path, mine.path)):
        mine = replace(mine, path=theirs.path)
    if _REMAINS.search(mine.text) and not _REMAINS.search(theirs.text) and _whole(theirs.text, mine.text):
        mine = replace(mine, text=theirs.text)
    return mine


def _fuller(theirs: tuple[str, ...], mine: tuple[str, ...]) -> bool:
    """第一编 总则 is fuller than the rebuilt 第一编."""
    return sum(map(len, theirs)) > sum(map(len, mine)) and theirs[0].startswith(mine[0])


def _whole(theirs: str, mine: str) -> bool:
    """The cleaner text must not lack the table that the other one has (印花税法 20: its tariff)."""
    return len(_plain(theirs)) >= len(_plain(_PICTURE.sub("", mine)))


def _plain(text: str) -> str:
    """What is compared: letters and digits; spaces, brackets and quotation marks differ between all sources."""
    return _LETTER.sub("", unicodedata.normalize("NFKC", text))


def _differing(held: Merged, statute: Statute, unit: Provision, *, swapped: bool) -> Conflict:
    """Name the two wordings; `swapped`: the cleaner one of the other source is the one held now."""
    mine = (held.version.source, unit.text)
    theirs = (statute.version.source, next(one.text for one in statute.provisions if one.id == unit.id))
    kept, other = (theirs, mine) if swapped else (mine, theirs)
    return Conflict(statute.work.title, held.version.promulgated, unit.label, *kept, *other)


def _of_days(held: Version, other: Version, title: str) -> Iterator[Conflict]:
    """A proved day stays, and a different one is kept as a conflict."""
    days = held.effective_from, other.effective_from
    if days[0] and days[1] and days[0] != days[1]:
        mine, theirs = f"{days[0].isoformat()}：{held.basis}", f"{days[1].isoformat()}：{other.basis}"
        yield Conflict(title, held.promulgated, "施行日期", held.source, mine, other.source, theirs)


def _filled(held: Version, other: Version) -> Version:
    """Fill what is unknown of a version from another source."""
    if held.effective_from is None and other.effective_from is not None:
        held = replace(held, effective_from=other.effective_from, basis=other.basis)
    if not held.history:
        held = replace(held, history=other.history, kind=other.kind)
    days = [day for day in (held.known_until, other.known_until) if day]
    return replace(held, known_until=max(days, default=None), flag=held.flag or other.flag)


def _dated(edges: Iterable[Edge]) -> int:
    """A source that knows the history dates clauses that the other could not (自公布之日 of an amended text)."""
    return sum(edge.effective is not None for edge in edges)
