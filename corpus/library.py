"""The statute library: works, versions and articles in SQL. Every question about validity names its day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Executable, create_engine, event, func, select

from corpus import filing, rows, tables
from corpus.errors import ArticleNotFound, LawNotHeld, VersionNotHeld
from corpus.law import Article, ArticleNumber, Coverage, EdgeKind, Provision, Version, Work
from corpus.titles import tidy
from corpus.validity import amended_since, judge, serving


class Library:
    """Statutes of one database, by URL (`sqlite:///library.db`, `postgresql://…`). Opening it makes empty tables only.

    Names of laws may be work ids, full titles, short titles or common aliases, with or without 《》.
    """

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _prepare)
        tables.metadata.create_all(self._engine)
        self._titles: tuple[int, dict[str, tuple[str, ...]]] | None = None

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def import_from(
        self, source: filing.Source, *, progress: Callable[[int, int], None] | None = None
    ) -> filing.ImportReport:
        """File all statutes of a source in one transaction; does nothing when this state of it was filed before."""
        return filing.file(source, self._engine, progress=progress)

    def sequence(self) -> int:
        """Return a number that grows with every change of content; 0 when nothing was imported yet."""
        found = self._rows(select(tables.state.c.value).where(tables.state.c.key == "sequence"))
        return int(found[0].value) if found else 0

    def coverage(self) -> Coverage:
        """Say what is held, of which kinds and regions, and to which day each source reaches."""
        with self._engine.connect() as db:
            counts = [
                int(db.execute(select(func.count()).select_from(table)).scalar_one())
                for table in (tables.works, tables.versions, tables.provisions)
            ]
            level = tables.works.c.level
            levels = db.execute(select(level, func.count()).group_by(level).order_by(level)).all()
            regions = db.execute(select(tables.works.c.region).distinct()).scalars().all()
            sources = db.execute(select(tables.imports).order_by(tables.imports.c.source)).all()
        return Coverage(
            works=counts[0],
            versions=counts[1],
            provisions=counts[2],
            levels=tuple((row[0], row[1]) for row in levels),
            regions=tuple(sorted(region for region in regions if region)),
            known_until=tuple((row.source, row.known_until) for row in sources),
        )

    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """Every known name (full title, short title, alias such as 刑诉法) with the ids of the works it may mean."""
        sequence = self.sequence()
        if self._titles is None or self._titles[0] != sequence:
            found: dict[str, tuple[str, ...]] = {}
            for row in self._rows(select(tables.names).order_by(tables.names.c.name, tables.names.c.work)):
                found[row.name] = (*found.get(row.name, ()), row.work)
            self._titles = sequence, found
        return self._titles[1]

    def work(self, work: str) -> Work:
        """Return the work of an id; LawNotHeld when there is none."""
        found = self._rows(select(tables.works).where(tables.works.c.id == work))
        if not found:
            raise LawNotHeld(f"法规库中没有编号为“{work}”的文件；{self._holdings()}")
        return rows.work(found[0])

    def versions(self, work: str) -> tuple[Version, ...]:
        """Return all versions of a work, oldest first, each with the days on which it serves."""
        order = (tables.versions.c.promulgated, tables.versions.c.effective_from)
        query = select(tables.versions).where(tables.versions.c.work == work).order_by(*order)
        return tuple(rows.version(row) for row in self._rows(query))

    def version_on(self, work: str, as_of: date) -> Version | None:
        """Return the version whose text is given for the day, None when none held reaches back so far."""
        return serving(self.versions(work), as_of)

    def article(self, law: str, number: ArticleNumber, *, as_of: date, version: str | None = None) -> Article:
        """Return an article as of a day, or of a version named by its id or its day (2012-10-26, 2012).

        Raises LawNotHeld, VersionNotHeld or ArticleNotFound; each message says what is held instead.
        """
        work = self._work_named(law)
        chosen = self._version(work, as_of, version)
        query = select(tables.provisions).where(
            tables.provisions.c.version == chosen.id,
            tables.provisions.c.no == number.no,
            tables.provisions.c.sub == number.sub,
        )
        found = self._rows(query.order_by(tables.provisions.c.ordinal).limit(1))
        if not found:
            raise ArticleNotFound(self._no_such_article(work, chosen, number))
        return self._article(work, chosen, rows.provision(found[0]), as_of)

    def provision(self, provision: str, *, as_of: date) -> Article:
        """Return the unit of an id with its validity on a day; its version is the one named by the id."""
        found = self._rows(select(tables.provisions).where(tables.provisions.c.id == provision))
        if not found:
            raise ArticleNotFound(f"法规库中没有编号为“{provision}”的条文")
        chosen = self._rows(select(tables.versions).where(tables.versions.c.id == found[0].version))[0]
        version = rows.version(chosen)
        return self._article(self.work(version.work), version, rows.provision(found[0]), as_of)

    def units(self, version: str) -> tuple[Provision, ...]:
        """Return all units of a version in the order of its text; empty where there is no such version."""
        query = select(tables.provisions).where(tables.provisions.c.version == version)
        return tuple(rows.provision(row) for row in self._rows(query.order_by(tables.provisions.c.ordinal)))

    def provisions(self) -> Iterator[tuple[Work, Version, Provision]]:
        """Yield every unit of every version with what it belongs to, in the order of works, versions and articles."""
        works = {row.id: rows.work(row) for row in self._rows(select(tables.works))}
        held = {row.id: rows.version(row) for row in self._rows(select(tables.versions))}
        query = select(tables.provisions).order_by(tables.provisions.c.version, tables.provisions.c.ordinal)
        with self._engine.connect() as db:
            for row in db.execute(query).yield_per(2000):
                version = held[row.version]
                yield works[version.work], version, rows.provision(row)

    def _article(self, work: Work, version: Version, provision: Provision, as_of: date) -> Article:
        validity = judge(version, self.versions(work.id), as_of)
        article = Article(work, version, provision, validity)
        for title, label, edge in self._amendments(work, version, provision):
            if edge.effective and edge.effective <= as_of:
                article = amended_since(article, f"《{title}》{label}", edge.effective)
        return article

    def _amendments(self, work: Work, version: Version, provision: Provision) -> list[tuple[str, str, Any]]:
        """Amendments of this article by texts promulgated after the version held, which therefore lacks them."""
        if provision.number is None or version.promulgated is None or version.serves_to is not None:
            return []
        by = tables.edges.join(tables.versions, tables.edges.c.version == tables.versions.c.id).join(
            tables.works, tables.versions.c.work == tables.works.c.id
        )
        point = tables.provisions.c.label
        query = (
            select(tables.edges, tables.works.c.title, point)
            .select_from(by.join(tables.provisions, tables.provisions.c.id == tables.edges.c.provision))
            .where(
                tables.edges.c.kind == EdgeKind.AMENDS,
                tables.edges.c.target == work.title,
                tables.edges.c.no == provision.number.no,
                tables.edges.c.sub == provision.number.sub,
                tables.versions.c.promulgated > version.promulgated,
            )
            .order_by(tables.edges.c.effective)
        )
        return [(row.title, row.label, rows.edge(row)) for row in self._rows(query)]

    def _work_named(self, law: str) -> Work:
        name = tidy(law).strip("《》")
        ids = self.titles().get(name, ())
        if len(ids) > 1:
            raise LawNotHeld(f"“{law}”可以指{len(ids)}个文件：{'、'.join(self._described(i) for i in ids)}；请写全称")
        if not ids and not self._rows(select(tables.works.c.id).where(tables.works.c.id == law)):
            raise LawNotHeld(f"法规库没有收录《{name}》；{self._holdings()}")
        return self.work(ids[0] if ids else law)

    def _described(self, work: str) -> str:
        found = self.work(work)
        return f"《{found.title}》（{found.issuer or '发布机关未知'}，{found.id}）"

    def _version(self, work: Work, as_of: date, name: str | None) -> Version:
        held = self.versions(work.id)
        if name is None:
            chosen = serving(held, as_of)
            if chosen is None and held and held[0].effective_from:
                chosen = held[0]  # its first text, not yet promulgated on the day: judge() says so
            wanted = f"{as_of.isoformat()}当日的文本"
        else:
            matching = [v for v in held if name in {v.id, v.label} or v.label.startswith(f"{name}-")]
            chosen = matching[-1] if matching else None
            wanted = f"“{name}”版本"
        if chosen is None:
            labels = "、".join(version.label for version in held)
            raise VersionNotHeld(f"《{work.title}》没有收录{wanted}；馆藏的文本公布于：{labels}")
        return chosen

    def _no_such_article(self, work: Work, version: Version, number: ArticleNumber) -> str:
        query = select(func.max(tables.provisions.c.no), func.count()).where(tables.provisions.c.version == version.id)
        last, count = self._rows(query)[0]
        sub = f"之{number.sub}" if number.sub else ""
        extent = f"条号到第{last}条" if last else f"不分条，共{count}个单元"
        return f"《{work.title}》（{version.label}公布的文本）没有第{number.no}条{sub}；该文本{extent}"

    def _holdings(self) -> str:
        held = self.coverage()
        kinds = "、".join(f"{level}{count}件" for level, count in held.levels) or "目前是空的"
        reach = "、".join(f"{name}（截至{day or '未知'}）" for name, day in held.known_until)
        return f"法规库收录：{kinds}" + (f"；来源：{reach}" if reach else "")

    def _rows(self, query: Executable) -> list[Any]:
        with self._engine.connect() as db:
            return list(db.execute(query).all())


def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the DBAPI's own connection
    """Readers go on while one import writes (WAL); a second writer waits."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
