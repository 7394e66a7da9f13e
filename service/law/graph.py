"""What a law or an article cites and what bears on it, for whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.citations import find
from corpus.contents import named_unit
from corpus.graph import Graph
from corpus.law import ArticleNumber, EdgeKind, Level, State
from corpus.library import Library
from corpus.links import Link, Node
from corpus.titles import tidy
from service.law.contents import unit_written

if TYPE_CHECKING:
    from service.assembly import Assembly


@dataclass(frozen=True, slots=True)
class Unit:
    """A law (`label` None) or a unit of it on the day; `state` None: the library does not hold its text."""

    law: str
    label: str | None
    article: int | None
    article_sub: int
    version: str | None
    state: State | None
    text: str | None
    law_id: str | None
    provision_id: str | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` bears on `target`, as `words` of the source say; `depth` 1 is beside what was asked."""

    kind: EdgeKind
    depth: int
    source: Unit
    target: Unit
    words: str
    note: str | None
    effective: date | None


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """All edges in reach of what was asked: `out` are those where it is the source, `into` the others' on it.

    `beyond` are the edges farther off than one step.
    """

    asked: Unit
    as_of: date
    out: tuple[Edge, ...]
    into: tuple[Edge, ...]
    beyond: tuple[Edge, ...]


def neighbourhood(parts: "Assembly", written: str, *, as_of: date | None, depth: int = 1) -> Neighbourhood:
    """Go from a law or an article (民法典 1254) along the edges of a day; raises what the library does."""
    day = as_of or parts.today()
    graph = Graph(parts.library, day)
    start = _asked(parts.library, graph, written)
    return _told(start, day, list(_reached(graph, start, depth)))


def said_of(parts: "Assembly", law: str, *, as_of: date) -> Neighbourhood:
    """Return what changes, interprets and rests on a law as a whole, without the citations: hundreds, and slow."""
    graph = Graph(parts.library, as_of)
    start = graph.node(law)
    return _told(start, as_of, [(_edge(link, 1), _within(start, link.source)) for link in graph.said(start)])


def _told(start: Node, day: date, edges: list[tuple[Edge, bool]]) -> Neighbourhood:
    near = [edge for edge, _ in edges if edge.depth == 1]
    outgoing = {id(edge) for edge, out in edges if out}
    return Neighbourhood(
        asked=_unit(start),
        as_of=day,
        out=tuple(edge for edge in near if id(edge) in outgoing),
        into=tuple(edge for edge in near if id(edge) not in outgoing),
        beyond=tuple(edge for edge, _ in edges if edge.depth > 1),
    )


def _asked(library: Library, graph: Graph, written: str) -> Node:
    """Read a law (刑法), an article as letters cite it (民法典 1254), a unit by name (刑法 附件一), or a unit's id."""
    if "#" in written:
        return graph.unit(written.strip())
    name = tidy(written).removeprefix("《").removesuffix("》")
    cited = () if name in library.titles() else find(written, titles=library.titles())
    if len(cited) == 1 and cited[0].law and cited[0].article:
        return graph.node(cited[0].law, ArticleNumber(cited[0].article, cited[0].article_sub))
    if name not in library.titles() and (unit := unit_written(written)):
        return graph.unit(named_unit(library, *unit, as_of=graph.as_of).provision.id)
    return graph.node(name)


def _reached(graph: Graph, start: Node, depth: int) -> Iterator[tuple[Edge, bool]]:
    """Yield each edge once, nearest first; True: it goes out from what was asked or what it is part of."""
    seen: set[tuple[object, ...]] = set()
    known, front = {_key(start)}, [start]
    for step in range(1, depth + 1):
        following: list[Node] = []
        for node in front:
            for link in graph.links(node):
                key = (link.kind, _key(link.source), _key(link.target))
                if key in seen:
                    continue
                seen.add(key)
                following += [other for other in (link.source, link.target) if other.provision and other.work]
                yield _edge(link, step), _within(start, link.source)
        front = list({_key(node): node for node in following if _key(node) not in known}.values())
        known |= {_key(node) for node in front}


def _within(start: Node, source: Node) -> bool:
    if start.provision is None:
        return source.version == start.version
    return source.provision is not None and source.provision.id == start.provision.id


def _key(node: Node) -> tuple[str, str | None, str | None]:
    return node.title, node.label, node.version.id if node.version else None


def _edge(link: Link, depth: int) -> Edge:
    return Edge(link.kind, depth, _unit(link.source), _unit(link.target), link.words, link.note, link.effective)


def _unit(node: Node) -> Unit:
    number = node.provision.number if node.provision else None
    return Unit(
        law=node.title,
        label=node.label,
        article=number.no if number else None,
        article_sub=number.sub if number else 0,
        version=node.version.label if node.version else None,
        state=node.state,
        text=node.provision.text if node.provision else None,
        law_id=node.work.id if node.work else None,
        provision_id=node.provision.id if node.provision else None,
        level=node.work.level if node.work else None,
    )
