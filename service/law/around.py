"""What stands around an article: what it cites and what bears on it, its texts, its neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from corpus.law import Article, ArticleNumber, EdgeKind, Level, Provision
from service.answers import Shown
from service.law.graph import Edge, Neighbourhood, Unit, neighbourhood, said_of
from service.law.history import Stage, history
from service.law.statutes import numbers, show, shown

if TYPE_CHECKING:
    from service.assembly import Assembly

# The order of effect (DOMAIN §5.1): a text of a higher figure may not contradict one of a lower. Judicial
# interpretations stand beside it.
_RANK: Final = {
    Level.CONSTITUTION: 0,
    Level.LAW: 1,
    Level.LEGAL_INTERPRETATION: 1,
    Level.AMENDING_DECISION: 1,
    Level.DECISION: 1,
    Level.SUPERVISORY_REGULATION: 2,
    Level.ADMINISTRATIVE_REGULATION: 2,
    Level.MILITARY_REGULATION: 2,
    Level.PARTY_STATE_INSTRUMENT: 2,
    Level.LOCAL_REGULATION: 3,
    Level.AUTONOMOUS_REGULATION: 3,
    Level.SPECIAL_ZONE_REGULATION: 3,
    Level.DEPARTMENT_RULE: 3,
    Level.LOCAL_RULE: 4,
    Level.NORMATIVE_DOCUMENT: 5,
}
_INTERPRETING: Final = {Level.JUDICIAL_INTERPRETATION, Level.JUDICIAL_DOCUMENT, Level.LEGAL_INTERPRETATION}
_CHANGING: Final = {
    EdgeKind.AMENDS,
    EdgeKind.REPEALS,
    EdgeKind.PARTLY_REPEALS,
    EdgeKind.RENUMBERS,
    EdgeKind.SUSPENDS,
    EdgeKind.LAPSES,
}
_OUT, _ACTS, _CHANGES, _INTERPRETS, _LOWER, _OTHERS, _WITHIN = _GROUPS = (
    "它引用的",
    "它修改、废止、解释的，和它的依据",
    "修改、废止、调整过它的",
    "解释和适用它的",
    "依据它、引用它的下位规定",
    "引用它的其他法律",
    "本法中引用它的条文",
)


@dataclass(frozen=True, slots=True)
class OfOne:
    """The edges of a group that share the law at their other end."""

    law: str
    level: Level | None
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Edges that a lawyer reads together."""

    title: str
    total: int
    laws: tuple[OfOne, ...]


@dataclass(frozen=True, slots=True)
class Sibling:
    """An article of the same chapter."""

    label: str
    article: int | None
    article_sub: int
    provision_id: str


@dataclass(frozen=True, slots=True)
class Around:
    """A unit on one day with all that the library holds around it. `covers`: what it holds, and to which day.

    An empty `groups` says that nothing held bears on the unit, not that nothing does.
    """

    shown: Shown
    groups: tuple[Group, ...]
    history: tuple[Stage, ...]
    before: Shown | None
    after: Shown | None
    chapter: tuple[Sibling, ...]
    covers: str


def around(parts: "Assembly", law: str, number: ArticleNumber, *, as_of: date | None) -> Around:
    """Return what stands around an article of a day; raises what the library raises."""
    return around_unit(parts, show(parts, law, number, as_of=as_of))


def around_unit(parts: "Assembly", unit: Shown) -> Around:
    """Return what stands around a unit that is shown."""
    here = parts.library.provision(unit.provision_id, as_of=unit.as_of)
    units = parts.library.units(here.version.id)
    before, after = _beside(parts, here, units)
    chapter = tuple(_sibling(one) for one in units if one.path and one.path == here.provision.path)
    return Around(
        shown=unit,
        groups=grouped(neighbourhood(parts, unit.provision_id, as_of=unit.as_of)),
        history=history(parts, unit.provision_id, as_of=unit.as_of),
        before=before,
        after=after,
        chapter=chapter,
        covers=parts.library.coverage().told,
    )


def around_law(parts: "Assembly", law: str, *, as_of: date) -> tuple[Group, ...]:
    """Return what changes, interprets and rests on a law as a whole; the texts before and after it are left out."""
    return grouped(said_of(parts, law, as_of=as_of))


def grouped(found: Neighbourhood) -> tuple[Group, ...]:
    """Sort links into what a lawyer reads together; empty groups are left out."""
    sorted_in: dict[str, list[tuple[Edge, bool]]] = {title: [] for title in _GROUPS}
    for edge in found.out:
        if edge.kind is not EdgeKind.SUPERSEDES:
            sorted_in[_OUT if edge.kind is EdgeKind.CITES else _ACTS].append((edge, True))
    for edge in found.into:
        if edge.kind is not EdgeKind.SUPERSEDES:
            sorted_in[_title(edge)].append((edge, False))
    return tuple(_group(title, edges) for title, edges in sorted_in.items() if edges)


def _title(edge: Edge) -> str:
    """Tell in which group a lawyer looks for what bears on an article."""
    source, target = edge.source, edge.target
    if edge.kind in _CHANGING or "修正案" in source.law:  # 在…后增加一条 cites the article that it follows
        return _CHANGES
    if source.law_id is not None and source.law_id == target.law_id:
        return _WITHIN
    if edge.kind is EdgeKind.INTERPRETS or source.level in _INTERPRETING:
        return _INTERPRETS
    if edge.kind is EdgeKind.BASED_ON or _rank(source.level) > _rank(target.level):
        return _LOWER
    return _OTHERS


def _rank(level: Level | None) -> int:
    return _RANK.get(level, 0) if level else 0


def _group(title: str, edges: list[tuple[Edge, bool]]) -> Group:
    """Collect edges by the law at their other end: the higher law first, of one rank that which says most."""
    by_law: dict[tuple[str, str | None], list[Edge]] = {}
    ends: dict[tuple[str, str | None], Unit] = {}
    for edge, out in edges:
        other = edge.target if out else edge.source
        by_law.setdefault((other.law, other.law_id), []).append(edge)
        ends[other.law, other.law_id] = other
    found = [OfOne(unit.law, unit.level, tuple(by_law[key])) for key, unit in ends.items()]
    found.sort(key=lambda one: (_rank(one.level), -len(one.edges), one.law))
    return Group(title, len(edges), tuple(found))


def _beside(parts: "Assembly", here: Article, units: Iterable[Provision]) -> tuple[Shown | None, Shown | None]:
    """Return the articles before and after one in the same text; units without a number are passed over."""
    numbered = [unit for unit in units if unit.number]
    place = next((index for index, unit in enumerate(numbered) if unit.id == here.provision.id), None)
    if place is None:
        return None, None

    def at(index: int) -> Shown | None:
        if not 0 <= index < len(numbered):
            return None
        return shown(parts.library.provision(numbered[index].id, as_of=here.validity.as_of))

    return at(place - 1), at(place + 1)


def _sibling(unit: Provision) -> Sibling:
    return Sibling(unit.label, *numbers(unit.number), unit.id)
