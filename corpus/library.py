"""The statute library: works, versions and articles in SQL. Every question about validity names its day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, create_engine, event, func, or_, select

from corpus import numerals
from corpus.citing.misspelt import suggested
from corpus.citing.names import canonical, compiled
from corpus.errors import AmbiguousLaw, ArticleNotFound, LawNotHeld, RepealedNotHeld, TextNotHeld, VersionNotHeld
from corpus.law import (
    Article,
    ArticleNumber,
    Conflict,
    Coverage,
    EdgeKind,
    Provision,
    Version,
    VersionKind,
    Work,
)
from corpus.raw import ImportReport, Source
from corpus.storing import filing, rows, schema, tables
from corpus.titles import quoted, tidy
from corpus.validity.settling import Said, told_of
from corpus.validity.single import judged
from corpus.validity.states import in_order, rivalled, serving

Answer = TypeVar("Answer")


class Library:
    """Statutes of one database, by URL (`sqlite:///library.db`, `postgresql://…`). Opening it makes empty tables only.

    Names of laws may be work ids, full titles, short titles or common aliases, with or without 《》.
    """

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, hide_parameters=True)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _prepare)
        schema.prepare(self._engine)
        self._titles: tuple[int, dict[str, tuple[str, ...]]] | None = None

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def import_from(self, source: Source, *, progress: Callable[[int, int], None] | None = None) -> ImportReport:
        """File all statutes of a source in batches; a killed import goes on, a second one of the same does nothing."""
        return filing.file(source, self._engine, progress=progress)

    def sequence(self) -> int:
        """Return a number that grows with every change of content; 0 when nothing was imported yet."""
        found = self._rows(select(tables.state.c.value).where(tables.state.c.key == "sequence"))
        return int(found[0].value) if found else 0

    def coverage(self) -> Coverage:
        """Say what is held, of which kinds and regions, and to which day each source reaches."""
        level = tables.works.c.level
        counts = [
            int(self._rows(select(func.count()).select_from(table))[0][0])
            for table in (tables.works, tables.versions, tables.provisions)
        ]
        levels = self._rows(select(level, func.count()).group_by(level).order_by(level))
        regions = self._rows(select(tables.works.c.region).distinct())
        sources = self._rows(select(tables.imports).order_by(tables.imports.c.source))
        return Coverage(
            works=counts[0],
            versions=counts[1],
            provisions=counts[2],
            levels=tuple((row[0], row[1]) for row in levels),
            regions=tuple(sorted(row[0] for row in regions if row[0])),
            known_until=tuple((row.source, row.known_until) for row in sources),
        )

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return where two sources of one version differ: the text held and the other one."""
        query = (
            select(tables.conflicts, tables.works.c.title, tables.versions.c.promulgated)
            .join(tables.versions, tables.versions.c.id == tables.conflicts.c.version)
            .join(tables.works, tables.works.c.id == tables.versions.c.work)
            .order_by(tables.works.c.title, tables.conflicts.c.id)
        )
        return tuple(rows.conflict(row) for row in self._rows(query))

    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """Every known name (full title, short title, alias such as 刑诉法) with the ids of the works it may mean."""
        sequence = self.sequence()
        if self._titles is None or self._titles[0] != sequence:
            self._titles = sequence, self.ask(rows.titles)
        return self._titles[1]

    def work(self, work: str) -> Work:
        """Return the work of an id; LawNotHeld when there is none."""
        found = self._rows(select(tables.works).where(tables.works.c.id == work))
        if not found:
            raise LawNotHeld(f"法规库中没有编号为“{work}”的文件；{self.coverage().told}")
        return rows.work(found[0])

    def named(self, law: str, as_of: date) -> Work:
        """Return the work that a name means on a day: of several of one title, the one whose text served then.

        Raises LawNotHeld, TextNotHeld or RepealedNotHeld for a law known only from clauses of others, AmbiguousLaw.
        """
        name = tidy(law).strip("《》")
        ids = self.titles().get(name, ())
        if not ids:
            if self._rows(select(tables.works.c.id).where(tables.works.c.id == law)):
                return self.work(law)
            raise self._unknown(name, as_of)
        if len(ids) == 1:
            return self.work(ids[0])
        texts = {work: self.version_on(work, as_of) for work in ids}
        serve = [w for w, v in texts.items() if v and _applies(v, as_of)]
        if not serve:  # each is over or not yet there: the last one that had begun, else the first to come
            begun = sorted((v.serves_from or date.min, w) for w, v in texts.items() if v)
            serve = [begun[-1][1]] if begun else [min(ids, key=lambda w: self.versions(w)[0].serves_from or date.max)]
        if len(serve) > 1:
            names = "、".join(self._described(work) for work in serve)
            raise AmbiguousLaw(f"“{name}”在{as_of.isoformat()}可以指{len(serve)}个文件：{names}；请用其编号查询")
        return self.work(serve[0])

    def versions(self, work: str) -> tuple[Version, ...]:
        """Return all versions of a work, oldest first, each with the days on which it serves."""
        query = select(tables.versions).where(tables.versions.c.work == work)
        return in_order(map(rows.version, self._rows(query)))

    def version_on(self, work: str, as_of: date) -> Version | None:
        """Return the version whose text is given for the day (after a repeal the last one); None before the first."""
        return serving(self.versions(work), as_of)

    def version(self, law: str, *, as_of: date, name: str | None = None) -> Version:
        """Return the version of the day, or the one named by its id or its day (2012-10-26, 2012).

        Raises what `named` raises, and VersionNotHeld, whose message says which are held.
        """
        return self._choose(self.named(law, as_of), as_of, name)[0]

    def begun(self, law: str, as_of: date) -> None:
        """Raise VersionNotHeld where all that is held of a law was not yet in force on the day, and may replace a text.

        治安管理处罚法 of 2025 says nothing about 2025-11-20, when the text of 2012 applied. A law known to be new then
        passes: there is no older text. Laws that are not held pass, too: `article` says what is known of them.
        """
        if not self.titles().get(tidy(law).strip("《》")) and not self.versions(law):
            return
        work = self.named(law, as_of)
        held = self.versions(work.id)
        given = serving(held, as_of)
        if given is None or given.id != held[0].id or given.kind is VersionKind.ENACTED:
            return
        if given.effective_from and as_of < given.effective_from:
            raise VersionNotHeld(
                f"{quoted(work.title)}在{as_of.isoformat()}当日的文本没有收录：馆藏最早的文本{given.label}公布，"
                f"自{given.effective_from.isoformat()}起施行，不能据以核对当日的条文"
            )

    def _choose(self, work: Work, as_of: date, name: str | None) -> tuple[Version, tuple[Version, ...]]:
        """Return the version meant, and all versions of the work."""
        held = self.versions(work.id)
        if name is None:
            chosen = serving(held, as_of)
            if chosen is None and held[0].kind is VersionKind.ENACTED:
                self._refuse_predecessor(work, as_of)
                chosen = held[0]  # its first text, not yet promulgated on the day: judge() says so
            wanted = f"{as_of.isoformat()}当日的文本"
        else:
            matching = [v for v in held if name in {v.id, v.label} or v.label.startswith(f"{name}-")]
            chosen = matching[-1] if matching else None
            wanted = f"“{name}”版本"
        if chosen is None:
            labels = "、".join(version.label for version in held)
            raise VersionNotHeld(f"{quoted(work.title)}没有收录{wanted}；馆藏的文本公布于：{labels}")
        return chosen, held

    def _refuse_predecessor(self, work: Work, as_of: date) -> None:
        """Before the first text of a work an older one of the same title may have applied (信访条例 1995)."""
        for item in self.told(work.title):
            edge = item.edge
            own = edge.kind is EdgeKind.REPEALS and item.work == work.id and edge.effective
            if own and (edge.issued is None or edge.issued <= as_of):
                issued = f"{edge.issued.isoformat()}发布的" if edge.issued else "更早的"
                end = f"自{edge.effective}起由{item.place}废止"
                raise TextNotHeld(
                    f"{as_of.isoformat()}当日适用的是{issued}{quoted(work.title)}，{end}；馆藏没有收录它的条文"
                )

    def article(self, law: str, number: ArticleNumber, *, as_of: date, version: str | None = None) -> Article:
        """Return an article as of a day, or of a version named by its id or its day (2012-10-26, 2012).

        Points of a decision or 修正案 (一、) answer to their number as well; of two units that do, none is given.
        Raises LawNotHeld, TextNotHeld, AmbiguousLaw, VersionNotHeld or ArticleNotFound; each message says what is held
        instead.
        """
        work = self.named(law, as_of)
        chosen, held = self._choose(work, as_of, version)
        unit = tables.provisions.c
        numbered = or_((unit.no == number.no) & (unit.sub == number.sub))
        if number.sub == 0 and 0 < number.no < numerals.LIMIT:
            numbered = or_(numbered, unit.no.is_(None) & (unit.label == f"{numerals.chinese(number.no)}、"))
        query = select(tables.provisions).where(unit.version == chosen.id, numbered)
        found = self._rows(query.order_by(unit.ordinal))
        if not found:
            missing, rival = self._no_such_article(work, chosen, number), rivalled(chosen, held, as_of)
            if version is None and rival:  # what another text has not, this one cannot tell
                raise VersionNotHeld(f"{missing}；但{rival}，不能断定当日没有这一条")
            raise ArticleNotFound(missing)
        if len(found) > 1:
            units = "".join(f"“{row.label}”" for row in found)
            told = f"有{len(found)}个单元可称第{number.no}条（{units}），不能确定是哪一个；请用其编号查询"
            raise ArticleNotFound(f"{quoted(work.title)}（{chosen.label}公布的文本）{told}")
        return self._article(work, chosen, held, rows.provision(found[0]), as_of=as_of)

    def provision(self, provision: str, *, as_of: date) -> Article:
        """Return the unit of an id with its validity on a day; its version is the one named by the id."""
        found = self._rows(select(tables.provisions).where(tables.provisions.c.id == provision))
        if not found:
            raise ArticleNotFound(f"法规库中没有编号为“{provision}”的条文")
        chosen = self._rows(select(tables.versions).where(tables.versions.c.id == found[0].version))[0]
        version = rows.version(chosen)
        held = self.versions(version.work)
        return self._article(self.work(version.work), version, held, rows.provision(found[0]), as_of=as_of)

    def units(self, version: str) -> tuple[Provision, ...]:
        """Return all units of a version in the order of its text; empty where there is no such version."""
        query = select(tables.provisions).where(tables.provisions.c.version == version)
        return tuple(rows.provision(row) for row in self._rows(query.order_by(tables.provisions.c.ordinal)))

    def provisions(self) -> Iterator[tuple[Work, Version, Provision]]:
        """Yield every unit of every version with what it belongs to, in the order of versions and articles."""
        works = {row.id: rows.work(row) for row in self._rows(select(tables.works))}
        held = {row.id: rows.version(row) for row in self._rows(select(tables.versions))}
        query = select(tables.provisions).order_by(tables.provisions.c.version, tables.provisions.c.ordinal)
        with self._engine.connect() as db:
            for row in db.execution_options(yield_per=2000).execute(query):
                version = held[row.version]
                yield works[version.work], version, rows.provision(row)

    def told(self, title: str) -> tuple[Said, ...]:
        """Return what other texts say of the work of this title: repeals, amendments, interpretations, bases."""
        with self._engine.connect() as db:
            return told_of(db, title)

    def ask(self, question: Callable[[Connection], Answer]) -> Answer:
        """Put a question to the tables that has its own module: storing/referring.py, clauses/docnumbers.py."""
        with self._engine.connect() as db:
            return question(db)

    def _article(
        self, work: Work, version: Version, held: tuple[Version, ...], provision: Provision, *, as_of: date
    ) -> Article:
        with self._engine.connect() as db:
            return judged(db, work, version, provision, held=held, as_of=as_of)

    def _unknown(self, name: str, as_of: date) -> LawNotHeld | TextNotHeld | AmbiguousLaw:
        for item in self.told(name):
            if item.edge.kind is EdgeKind.REPEALS:
                day = item.edge.effective
                when = f"自{day.isoformat()}起" if day else "（日期未载明）"
                told = f"{item.place}{when}予以废止；法规库没有收录它的条文"
                if day and as_of < day:
                    return TextNotHeld(f"{quoted(name)}只知道由{told}；此前自何时施行，馆藏没有记载")
                return RepealedNotHeld(f"{quoted(name)}已废止：{told}")
        several = [other for other in self.titles() if other.startswith(f"{name}（")]  # 宪法修正案（2004年）
        if several[1:]:
            return AmbiguousLaw(f"叫{quoted(name)}的有几件：{'、'.join(map(quoted, several))}；请写明是哪一件")
        near = suggested(compiled(self.titles()).spellings.near(canonical(name)))
        return LawNotHeld(f"法规库没有收录{quoted(name)}{near or '；'}{self.coverage().told}")

    def _described(self, work: str) -> str:
        found = self.work(work)
        return f"{quoted(found.title)}（{found.issuer or '发布机关未知'}，编号{found.id}）"

    def _no_such_article(self, work: Work, version: Version, number: ArticleNumber) -> str:
        query = select(func.max(tables.provisions.c.no), func.count()).where(tables.provisions.c.version == version.id)
        last, count = self._rows(query)[0]
        sub = f"之{number.sub}" if number.sub else ""
        extent = f"条号到第{last}条" if last else f"不分条，共{count}个单元"
        return f"{quoted(work.title)}（{version.label}公布的文本）没有第{number.no}条{sub}；该文本{extent}"

    def _rows(self, query: Executable) -> list[Any]:
        with self._engine.connect() as db:
            return list(db.execute(query).all())


def _applies(version: Version, as_of: date) -> bool:
    begun = version.effective_from is None or version.effective_from <= as_of
    return begun and (version.serves_to is None or as_of < version.serves_to)


def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the DBAPI's own connection
    """Readers go on while one import writes (WAL); a second writer waits."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
