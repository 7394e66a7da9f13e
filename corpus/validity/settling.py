"""What follows for a work from all texts together: proved commencements, repeals, and the chain of its versions."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select, update

from corpus.clauses.expiry import expires
from corpus.law import ArticleNumber, Edge, EdgeKind, Version, VersionKind, Work
from corpus.storing import rows, tables
from corpus.titles import COUNTRY, quoted, short_of
from corpus.validity.states import tenured

# What bears on single articles.
BEARING = (EdgeKind.AMENDS, EdgeKind.RENUMBERS, EdgeKind.PARTLY_REPEALS, EdgeKind.SUSPENDS)
_DERIVED = ("kind", "by", "effective_from", "effective_to", "basis", "serves_from", "serves_to", "ended_by", "expires")


@dataclass(frozen=True, slots=True)
class Said:
    """An edge with the text that says it."""

    edge: Edge
    title: str
    work: str
    label: str
    promulgated: date | None

    @property
    def place(self) -> str:
        """Where it is said: 《中华人民共和国民法典》第一千二百六十条."""
        return f"{quoted(self.title)}{self.label}"


@dataclass(frozen=True, slots=True)
class Touched:
    """Works whose texts came, went or changed; `targets`: titles on which texts that went had borne.

    `replaced` are versions as they were before, by id.
    """

    works: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    replaced: dict[str, Version] = field(default_factory=dict)


def settle(db: Connection, touched: Touched, before: set[str]) -> list[str]:
    """Derive the dates of all works that texts bear on which changed; returns what changed for works held `before`.

    Everything derived is derived anew from what the sources state, so the order of imports does not matter.
    """
    works = {row.id: rows.work(row) for row in db.execute(select(tables.works))}
    said = _said(db, works)
    changes: list[str] = []
    for work in sorted((touched.works & set(works)) | _reached(works, said, touched)):
        found = list(db.execute(_versions(work)))
        held = {row.id: touched.replaced.get(row.id, rows.version(row)) for row in found}
        for version in derive(works[work], map(rows.stated, found), said.get(works[work].title, ())):
            values = {key: getattr(version, key) for key in _DERIVED}
            db.execute(update(tables.versions).where(tables.versions.c.id == version.id).values(values))
            if work in before:
                changes += _changed(works[work], held[version.id], version)
    return changes


def derive(work: Work, versions: Iterable[Version], said: Iterable[Said]) -> tuple[Version, ...]:
    """Return the versions, oldest first, with commencements, ends and tenures as the given edges prove them."""
    told = tuple(sorted(said, key=_order))
    started = [_started(version, told) for version in versions]
    chained = [_lapsing(version) for version in tenured(started)]
    for repeal in (item for item in told if item.edge.kind is EdgeKind.REPEALS):
        if repeal.work != work.id and _meant(repeal, chained):
            _end(chained, repeal)
    return tuple(chained)


def _started(version: Version, said: tuple[Said, ...]) -> Version:
    """A decision promulgated on the same day made this text; its own commencement is that of the text."""
    for item in said:
        amends = item.edge.kind in {EdgeKind.AMENDS, EdgeKind.RENUMBERS}
        if amends and item.promulgated and item.promulgated == version.promulgated:
            made = replace(version, kind=VersionKind.AMENDED, by=item.title)
            if version.effective_from is None and item.edge.effective:
                basis = f"{quoted(item.title)}自{item.edge.effective.isoformat()}起施行，本次文本由其修改而成"
                made = replace(made, effective_from=item.edge.effective, basis=basis)
            return made
    return version


def _lapsing(version: Version) -> Version:
    """A text that ends of itself serves until then, or until a later text takes its place."""
    day = expires(version.expiry, version.effective_from) if version.expiry else None
    if day is None:
        return version
    ends = min(day, version.serves_to or day)
    return replace(version, expires=day, serves_to=ends, effective_to=min(day, version.effective_to or day))


def _meant(repeal: Said, versions: list[Version]) -> bool:
    """Same-title replacement (DOMAIN §5.3 trap 3): a clause that tells another day means another document."""
    issued = repeal.edge.issued
    if issued is None:
        return True
    days = {line[:10] for version in versions for line in version.history}
    known = days | {version.promulgated.isoformat() for version in versions if version.promulgated}
    if issued.isoformat() in known:
        return True
    if days:
        return False
    return all(version.promulgated is None or version.promulgated >= issued for version in versions)


def _end(versions: list[Version], repeal: Said) -> None:
    """End the last version promulgated before the repeal; one promulgated later is of another life of the title."""
    day = repeal.edge.effective or repeal.promulgated
    earlier = [i for i, v in enumerate(versions) if v.promulgated is None or day is None or v.promulgated < day]
    if not earlier or versions[earlier[-1]].ended_by:
        return
    index = earlier[-1]
    version = versions[index]
    if version.serves_to and day and version.serves_to <= day:
        return
    when = f"自{repeal.edge.effective.isoformat()}起" if repeal.edge.effective else "（日期未载明）"
    versions[index] = replace(
        version,
        effective_to=repeal.edge.effective,
        serves_to=day,
        ended_by=f"{repeal.place}{when}废止本文件",
    )


def _order(item: Said) -> tuple[bool, date, str]:
    """Carried-forward clauses fire once: the earliest known day first."""
    return item.edge.effective is None, item.edge.effective or item.promulgated or date.max, item.edge.provision


def told_of(db: Connection, title: str, *, bearing_on: ArticleNumber | None = None) -> tuple[Said, ...]:
    """Return what texts say of the work of this title, the earliest first.

    With `bearing_on`, what changes the validity of this article: edges to it, and to the whole work but repeals.
    """
    names = {title, short_of(title), f"{COUNTRY}{title}"}
    query = _edges().where(tables.edges.c.target.in_(names))
    if bearing_on is not None:
        edge = tables.edges.c
        this = (edge.no == bearing_on.no) & (edge.sub == bearing_on.sub)
        query = query.where(edge.kind.in_(BEARING), or_(edge.no.is_(None), this))
    return tuple(sorted((_item(row) for row in db.execute(query)), key=_order))


def _said(db: Connection, works: dict[str, Work]) -> dict[str, list[Said]]:
    """Edges that bear on validity, by the full title of their target."""
    full = {work.short: work.title for work in works.values()} | {work.title: work.title for work in works.values()}
    kinds = (EdgeKind.REPEALS, EdgeKind.AMENDS, EdgeKind.RENUMBERS)
    found: dict[str, list[Said]] = {}
    for row in db.execute(_edges().where(tables.edges.c.kind.in_(kinds))):
        target = full.get(row.target)
        if target:
            found.setdefault(target, []).append(_item(row))
    return found


def _edges() -> Select[*tuple[Any, ...]]:
    provisions, versions = tables.provisions, tables.versions
    return (
        select(tables.edges, versions.c.work, versions.c.promulgated, tables.works.c.title, provisions.c.label)
        .join(versions, versions.c.id == tables.edges.c.version)
        .join(tables.works, tables.works.c.id == versions.c.work)
        .join(provisions, provisions.c.id == tables.edges.c.provision)
    )


def _item(row: Row[Any]) -> Said:
    label = f"第{row.label[:-1]}条" if row.label.endswith("、") else row.label
    return Said(rows.edge(row), row.title, row.work, label, row.promulgated)


def _reached(works: dict[str, Work], said: dict[str, list[Said]], touched: Touched) -> set[str]:
    """Return the works on which texts bear, or bore, that changed."""
    titles = {title for title, items in said.items() if any(item.work in touched.works for item in items)}
    titles |= touched.targets
    return {work.id for work in works.values() if work.title in titles or work.short in titles}


def _versions(work: str) -> Select[*tuple[Any, ...]]:
    return select(tables.versions).where(tables.versions.c.work == work)


def _changed(work: Work, old: Version, new: Version) -> list[str]:
    name = f"{quoted(work.title)}（{new.label}公布的文本）"
    changes = []
    if new.ended_by and new.ended_by != old.ended_by:
        changes.append(f"{name}：{new.ended_by}")
    elif new.expires and new.serves_to == new.expires != old.serves_to:
        changes.append(f"{name}自{new.expires.isoformat()}起失效：文本写明“{new.expiry}”")
    elif new.serves_to and new.serves_to != old.serves_to:
        proved = new.serves_to == new.effective_to
        when = (
            f"自{new.serves_to.isoformat()}起由后来的文本取代" if proved else "由后来的文本取代，取代之日没有得到证明"
        )
        changes.append(f"{name}{when}")
    if new.effective_from and new.effective_from != old.effective_from:
        changes.append(f"{name}自{new.effective_from.isoformat()}起施行：{new.basis}")
    return changes
