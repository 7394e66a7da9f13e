"""Which provisions bear on which: citations, repeals, amendments, bases, in both directions and on one day."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from corpus.byname import document_numbered, is_name, names, numbers_of, spoken_of
from corpus.comparing.matching import matched
from corpus.errors import AmbiguousLaw, NotHeld
from corpus.law import ArticleNumber, Edge, EdgeKind, Provision, Version, VersionKind, Work
from corpus.library import Library
from corpus.links import Link, Node, label, sentence
from corpus.numerals import chinese
from corpus.storing.referring import Reference, edges_of, references_of, references_to
from corpus.titles import PENAL_CODE, names_of, tidy
from corpus.validity.settling import Said
from corpus.validity.states import judge, serving

# These bear on a text from the day they were said; the others as long as the text that says them serves.
_ACTS = {EdgeKind.REPEALS, EdgeKind.PARTLY_REPEALS, EdgeKind.AMENDS, EdgeKind.RENUMBERS, EdgeKind.SUSPENDS}
# Amendments give the articles of 刑法 no new numbers (DOMAIN §5.2); the text of 1997 did.
_PENAL_NUMBERED = date(1997, 3, 14)


class Graph:
    """The links of a library on one day. What was looked up once is kept: make one for one question."""

    def __init__(self, library: Library, as_of: date) -> None:
        self._library, self.as_of = library, as_of
        self._versions: dict[str, tuple[Version, ...]] = {}
        self._units: dict[str, dict[str, Provision]] = {}
        self._moves: dict[tuple[str, str], dict[ArticleNumber, Provision | None]] = {}
        self._texts: dict[str, tuple[Work, Version]] = {}
        self._works: dict[str, Work | str] = {}

    def node(self, law: str, number: ArticleNumber | None = None) -> Node:
        """Return a law or an article of it; raises what `Library.article` and `Library.version` raise."""
        if number is None:
            work = self._library.named(law, self.as_of)
            return self._node(work, self._library.version(law, as_of=self.as_of), None)
        return self.unit(self._library.article(law, number, as_of=self.as_of).provision.id)

    def unit(self, provision: str) -> Node:
        """Return the unit of an id; raises ArticleNotFound."""
        found = self._library.provision(provision, as_of=self.as_of)
        label, state = found.provision.label, found.validity.state
        return Node(found.work.title, label, found.work, found.version, found.provision, state)

    def links(self, node: Node) -> tuple[Link, ...]:
        """Return all that a node says of others, and then what others say of it; none of a law that is not held."""
        said = self.said(node)
        told = {_ends(link) for link in said}
        cites = (link for link in (*self.cites(node), *self.cited_by(node)) if _ends(link) not in told)
        return (*cites, *said)  # a clause that repeals or rests on a law names it, and is given as that

    def said(self, node: Node) -> tuple[Link, ...]:
        """Return the links without the citations: repeals, amendments, interpretations, bases, texts in succession."""
        return (*self._says(node), *self._told(node), *self._successive(node))

    # citations

    def cites(self, node: Node) -> Iterator[Link]:
        """Yield what a node cites: the articles as they stand on the day, whatever their number was then."""
        if node.version is None or node.work is None:
            return
        for one in self._library.ask(partial(references_of, version=node.version.id)):
            if node.provision is None or node.provision.id == one.provision:
                source = self._unit(node.work, node.version, one.provision)
                target, note = self._cited(one, source)
                if node.provision is None and target.work == node.work:
                    continue  # a law as a whole is shown with what it says of other laws
                yield Link(EdgeKind.CITES, source, target, sentence(source, one.span.start, one.span.end), note)
        if node.provision is not None:
            for unit, span in spoken_of(node.provision, self._units_of(node.version.id).values()):
                target = self._node(node.work, node.version, unit)
                yield Link(EdgeKind.CITES, node, target, sentence(node, span.start, span.end))

    def cited_by(self, node: Node) -> Iterator[Link]:
        """Yield what cites a node; of a law as a whole also what cites its articles, but not from within."""
        if node.work is None or node.version is None:
            return
        number = node.provision.number if node.provision else None
        if node.provision is not None and number is None:
            yield from self._named_by(node, node.work, node.version, node.provision)
            return
        numbers = self._numbers(node.work, node.version, number) if number else frozenset()
        for one in self._references(node.work):
            own = one.version == node.version.id
            if own if number is None else not _names_one(one, numbers):
                continue
            source = self._source(one.provision)
            if source.version is None or (not own and self._work_of(one.target, source.version) != node.work):
                continue
            if number is None:
                target, note = self._cited(one, source)
            else:
                target = node
                meant, note = self._meant(node.work, one, source.version, asked=number)
                if number not in meant:
                    continue
            yield Link(EdgeKind.CITES, source, target, sentence(source, one.span.start, one.span.end), note)

    def _references(self, work: Work) -> Iterator[Reference]:
        """Yield where a law is cited by one of its names, or by its number as a document."""
        called = (*names_of(work.title), *numbers_of(self._library, work, self._held(work.id)))
        yield from self._library.ask(partial(references_to, names=called, as_of=self.as_of))

    def _named_by(self, node: Node, work: Work, version: Version, unit: Provision) -> Iterator[Link]:
        """Yield what names a unit without a number: the articles of its own text, and others behind the law's name."""
        for own in self._units_of(version.id).values():
            for _, span in spoken_of(own, [unit]):
                source = self._node(work, version, own)
                yield Link(EdgeKind.CITES, source, node, sentence(source, span.start, span.end))
        if not is_name(unit.label):
            return
        for provision in dict.fromkeys(one.provision for one in self._references(work) if one.version != version.id):
            source = self._source(provision)
            text = source.provision.text if source.provision else ""
            if place := names(text, names_of(work.title), unit.label):
                yield Link(EdgeKind.CITES, source, node, sentence(source, place.start, place.end))

    def _numbers(self, work: Work, now: Version, number: ArticleNumber) -> frozenset[ArticleNumber]:
        """Return the numbers that an article had in the texts held, and its own."""
        older = [self._moved(then, now) for then in self._held(work.id) if then.id != now.id]
        return frozenset(
            {number} | {old for moves in older for old, new in moves.items() if new and new.number == number}
        )

    def _cited(self, one: Reference, source: Node) -> tuple[Node, str | None]:
        """Return what a reference means on the day, and what is to be known of it."""
        assert source.version is not None
        written = _written(one)
        work = self._work_of(one.target, source.version)
        if isinstance(work, str):
            return Node(one.target, written), work
        version = self._version_on(work)
        if version is None or one.number is None:
            return self._node(work, version, None, written), None
        meant, note = self._meant(work, one, source.version)
        units = [unit for unit in self._units_of(version.id).values() if unit.number == next(iter(meant), None)]
        if len(units) != 1:
            return self._node(work, version, None, written), note or f"{version.label}公布的文本没有这一条"
        return self._node(work, version, units[0], written if one.to else None), note

    def _meant(
        self, work: Work, one: Reference, citing: Version, *, asked: ArticleNumber | None = None
    ) -> tuple[tuple[ArticleNumber, ...], str | None]:
        """Return the articles of the day that a reference means, read in the text of the day it was made (rule 11)."""
        assert one.number is not None
        first, last = one.number, one.to or one.number
        named = (asked,) if asked and first <= asked <= last else (first,)
        made = citing.promulgated or citing.effective_from
        now = self._version_on(work)
        steady = work.title == PENAL_CODE and made is not None and made >= _PENAL_NUMBERED
        if work.id == citing.work or now is None or made is None or made >= (now.promulgated or made) or steady:
            return named, None
        then = serving(self._held(work.id), made)
        held = self._held(work.id)
        unknown = then is None or (
            then.id == held[0].id and then.kind is not VersionKind.ENACTED and made < (then.promulgated or made)
        )
        if then is None or unknown:
            return named, f"引用它的文本{made.isoformat()}公布，早于馆藏最早的文本，条号可能已变"
        moves = self._moved(then, now)
        found = tuple(unit.number for old, unit in moves.items() if first <= old <= last and unit and unit.number)
        if one.number in moves and moves[one.number] is None:
            return found, f"{then.label}公布的文本中的{_written(one)}，此后已删去"
        if found and found[0] != one.number:
            return found, f"引用的是{then.label}公布的文本中的{_written(one)}，现在的条号是第{chinese(found[0].no)}条"
        return found, None

    def _moved(self, then: Version, now: Version) -> dict[ArticleNumber, Provision | None]:
        if then.id == now.id:
            return {unit.number: unit for unit in self._units_of(now.id).values() if unit.number}
        if (then.id, now.id) not in self._moves:
            pairs = matched(tuple(self._units_of(then.id).values()), tuple(self._units_of(now.id).values()))
            self._moves[then.id, now.id] = {p.old.number: p.new for p in pairs if p.old and p.old.number}
        return self._moves[then.id, now.id]

    # what texts say of one another

    def _says(self, node: Node) -> Iterator[Link]:
        if node.work is None or node.version is None:
            return
        for edge in self._library.ask(partial(edges_of, version=node.version.id)):
            if node.provision is None or edge.provision == node.provision.id:
                source = self._unit(node.work, node.version, edge.provision)
                work = self._work_of(edge.target, node.version)
                version = None if isinstance(work, str) else self._version_on(work)
                named = label(edge.number)
                target = Node(edge.target, named) if isinstance(work, str) else self._node(work, version, None, named)
                yield _link(edge, source, target)

    def _told(self, node: Node) -> Iterator[Link]:
        """Yield what is said of a node; a clause that every later version repeats is given once."""
        if node.work is None:
            return
        number = node.provision.number if node.provision else None
        seen: set[tuple[object, ...]] = set()
        for said in self._library.told(node.work.title):
            edge = said.edge
            key = (edge.kind, said.work, said.label, edge.number)
            if key in seen or said.work == node.work.id:
                continue
            mine = number is not None and number in (edge.number, edge.moved_to)
            if node.provision is not None and not mine and not _whole(edge):
                continue
            if not self._bears(said):
                continue
            seen.add(key)
            target = node if edge.number is None else self._node(node.work, node.version, None, label(edge.number))
            yield _link(edge, self._source(edge.provision), target)

    def _bears(self, said: Said) -> bool:
        if said.promulgated and said.promulgated > self.as_of:
            return False
        if said.edge.kind in _ACTS:
            return True
        now = serving(self._held(said.work), self.as_of)
        return now is not None and now.id == said.edge.version

    def _successive(self, node: Node) -> Iterator[Link]:
        """Yield the texts before and after that of the day."""
        if node.provision is not None or node.work is None or node.version is None:
            return
        held = self._held(node.work.id)
        place = [version.id for version in held].index(node.version.id)
        for old, new in zip(held[max(0, place - 1) : place + 1], held[max(1, place) : place + 2], strict=False):
            source, target = (self._node(node.work, version, None, f"{version.label}文本") for version in (new, old))
            yield Link(EdgeKind.SUPERSEDES, source, target, new.basis or "", effective=new.effective_from)

    # looking up, each once

    def _work_of(self, title: str, citing: Version) -> Work | str:
        """Return the work that a title meant when the text was made; why not, in one Chinese sentence."""
        day = citing.promulgated or citing.effective_from or self.as_of
        key = f"{title}@{day}"
        if key not in self._works:
            try:
                self._works[key] = self._library.named(title, day)
            except (NotHeld, AmbiguousLaw) as error:
                numbered = document_numbered(self._library, title) if title.endswith("号") else None
                self._works[key] = self._library.work(numbered) if numbered else str(error).split("；", 1)[0]
        return self._works[key]

    def _version_on(self, work: Work) -> Version | None:
        return serving(self._held(work.id), self.as_of)

    def _held(self, work: str) -> tuple[Version, ...]:
        if work not in self._versions:
            self._versions[work] = self._library.versions(work)
        return self._versions[work]

    def _units_of(self, version: str) -> dict[str, Provision]:
        if version not in self._units:
            self._units[version] = {unit.id: unit for unit in self._library.units(version)}
        return self._units[version]

    def _source(self, provision: str) -> Node:
        version = provision.split("#", 1)[0]
        if version not in self._texts:
            found = self._library.provision(provision, as_of=self.as_of)
            self._texts[version] = found.work, found.version
        return self._unit(*self._texts[version], provision)

    def _unit(self, work: Work, version: Version, provision: str) -> Node:
        return self._node(work, version, self._units_of(version.id).get(provision))

    def _node(self, work: Work, version: Version | None, unit: Provision | None, label: str | None = None) -> Node:
        state = judge(version, self._held(work.id), self.as_of).state if version else None
        return Node(work.title, label or (unit.label if unit else None), work, version, unit, state)


def _link(edge: Edge, source: Node, target: Node) -> Link:
    text = source.provision.text if source.provision else ""
    place = max(0, text.find(edge.target), tidy(text).find(edge.target) if len(tidy(text)) == len(text) else 0)
    note = f"改为{label(edge.moved_to)}" if edge.moved_to else edge.part
    return Link(edge.kind, source, target, sentence(source, place, place + len(edge.target)), note, edge.effective)


def _ends(link: Link) -> tuple[str | None, str, str | None]:
    return link.source.provision.id if link.source.provision else None, link.target.title, link.target.label


def _names_one(one: Reference, numbers: frozenset[ArticleNumber]) -> bool:
    """Tell whether a reference names one of these articles, or a range around it."""
    return one.number is not None and any(one.number <= number <= (one.to or one.number) for number in numbers)


def _whole(edge: Edge) -> bool:
    """Tell whether an edge ends or suspends a law as a whole, every article of it with it."""
    return edge.number is None and edge.kind in {EdgeKind.REPEALS, EdgeKind.SUSPENDS}


def _written(one: Reference) -> str | None:
    return f"{label(one.number)}至{label(one.to)}" if one.to else label(one.number) or one.part
