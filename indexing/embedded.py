"""The engine inside the program: tantivy, one folder a generation (indexing/folders.py), no server, no network."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Self

import tantivy
from tantivy import FieldType, Occur, Order
from tantivy import Query as Wanted

from corpus.errors import IndexMissing, IndexUnavailable
from indexing.engine import (
    AnyTerm,
    Clause,
    EngineHit,
    Entry,
    Found,
    Generation,
    Ids,
    InForce,
    Key,
    Kind,
    Phrase,
    Query,
    Ranking,
    Stream,
)
from indexing.folders import Folders, Signature, damaged, note, noted, signature
from indexing.settling import settled

# One thread: requests are served beside a build. tantivy writes a segment whenever so many bytes are full.
_HEAP = 64_000_000


def _build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic", stored=True, fast=True)
    builder.add_text_field("characters", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("keys", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("begins", fast=True)
    builder.add_integer_field("ends", fast=True)
    builder.add_text_field("shown", tokenizer_name="raw", index_option="basic", stored=True)
    return builder.build()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A serving generation with what tells whether its files moved on since."""

    folder: Path
    index: tantivy.Index
    pointed: Signature
    committed: Signature


class EmbeddedEngine:
    """SearchEngine in a folder; safe to share between threads and between processes.

    Several processes may read while one writes; a reader notices a switch or an update at its next search.
    """

    # tantivy's files are read by the version that wrote them
    schema = (
        f"tantivy {version('tantivy')}: "
        "id raw fast, characters positions, grams words freq, keys raw, begins ends, shown"
    )

    def __init__(self, home: Path) -> None:
        self._folders = Folders(home)
        self._opened: dict[Kind, _Opened] = {}
        self._opening = Lock()

    def describe(self) -> str:
        """Name and version, for status pages."""
        return f"tantivy {version('tantivy')}"

    def serving(self, kind: Kind) -> Generation | None:
        """What searches are answered from, None before the first build."""
        try:
            opened = self._current(kind)
        except IndexMissing:
            return None
        return _generation(kind, opened.folder, opened.index)

    def search(self, kind: Kind, query: Query) -> Found:
        """Answer from the serving generation. Raises IndexMissing."""
        opened = self._current(kind)
        try:
            return _search(opened.index, opened.folder.name, query)
        except ValueError as error:
            raise damaged(opened.folder.name) from error

    def put(self, kind: Kind, entries: Sequence[Entry], *, sequence: int) -> None:
        """Add or replace by id in the serving generation; visible when this returns. Raises IndexMissing."""
        with self._folders.writing(kind), self._changing(kind, sequence) as writer:
            for entry in entries:
                writer.delete_documents_by_term("id", entry.id)
                writer.add_document(_document(entry))

    def delete(self, kind: Kind, ids: Sequence[str], *, sequence: int) -> None:
        """Remove by id; unknown ids are no error; gone when this returns. Raises IndexMissing."""
        with self._folders.writing(kind), self._changing(kind, sequence) as writer:
            for one in ids:
                writer.delete_documents_by_term("id", one)

    def draft(self, kind: Kind, name: str) -> "EmbeddedDraft":
        """Begin a generation beside the serving one; other writers of this kind wait until it is left."""
        return EmbeddedDraft(self._folders, kind, name)

    def switch(self, kind: Kind, name: str) -> None:
        """Serve from the sealed generation `name`, at once and all or nothing."""
        self._folders.switch(kind, name)

    def drop_others(self, kind: Kind) -> None:
        """Remove every generation that does not serve, leftovers of crashes too; call it while a draft is held."""
        self._folders.drop_others(kind)

    def close(self) -> None:
        """Release files."""
        self._opened.clear()

    @contextmanager
    def _changing(self, kind: Kind, sequence: int) -> Iterator[tantivy.IndexWriter]:
        opened = self._current(kind)
        writer = opened.index.writer(heap_size=_HEAP, num_threads=1)
        yield writer
        writer.commit()
        writer.wait_merging_threads()
        # after the commit: a crash between the two leaves the sequence behind, and a build catches up
        note(opened.folder, sequence)

    def _current(self, kind: Kind) -> _Opened:
        opened = self._opened.get(kind)
        if (
            opened
            and opened.pointed == self._folders.pointed(kind)
            and opened.committed == signature(opened.folder / "meta.json")
        ):
            return opened
        with self._opening:
            return self._open(kind)

    def _open(self, kind: Kind) -> _Opened:
        for _ in range(3):  # another process may switch and drop between two of these lines
            pointed = self._folders.pointed(kind)
            folder = self._folders.folder(kind, self._folders.serving(kind))
            committed = signature(folder / "meta.json")
            try:
                index = tantivy.Index.open(str(folder))
            except ValueError as error:
                if pointed == self._folders.pointed(kind):
                    raise damaged(folder.name) from error
                continue
            self._opened[kind] = _Opened(folder, index, pointed, committed)
            return self._opened[kind]
        raise IndexUnavailable(f"检索库（{kind}）正在连续切换，请稍后再试")


class EmbeddedDraft:
    """A folder that nothing points to yet."""

    def __init__(self, folders: Folders, kind: Kind, name: str) -> None:
        self._folders = folders
        self._kind = kind
        self._folder = folders.folder(kind, name)
        self._sealed = False
        self._held = ExitStack()

    def __enter__(self) -> Self:
        self._held.enter_context(self._folders.writing(self._kind))
        self._folder.mkdir()
        self._index = tantivy.Index(_build_schema(), path=str(self._folder))
        self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        return self

    def __exit__(self, *error: object) -> None:
        with self._held:
            if not self._sealed:
                self._writer.rollback()
                self._writer.wait_merging_threads()  # they write into the folder until then
            spoilt = not self._sealed or error[0] is not None
            if spoilt and not self._folders.serves(self._kind, self._folder.name):
                shutil.rmtree(self._folder)

    def add(self, entries: Sequence[Entry]) -> None:
        """Write a batch; ids must be new."""
        for entry in entries:
            self._writer.add_document(_document(entry))

    def seal(self, sequence: int) -> Generation:
        """Write all down to the disk and say what is there."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        note(self._folder, sequence)
        self._index.reload()
        self._sealed = True
        return _generation(self._kind, self._folder, self._index)

    def search(self, query: Query) -> Found:
        """Search what is sealed, for checks before the switch."""
        return _search(self._index, self._folder.name, query)


def _generation(kind: Kind, folder: Path, index: tantivy.Index) -> Generation:
    return Generation(name=folder.name, kind=kind, sequence=noted(folder), count=index.searcher().num_docs)


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", entry.id)
    for stream, text in entry.streams.items():
        document.add_text(stream, text)
    for label in entry.labels:
        document.add_text("keys", label)
    document.add_integer("begins", entry.begins)
    document.add_integer("ends", entry.ends)
    document.add_text("shown", json.dumps(dict(entry.shown), ensure_ascii=False))
    return document


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a hit stands in the files."""

    id: str
    score: float
    address: tantivy.DocAddress


def _search(index: tantivy.Index, generation: str, query: Query) -> Found:
    schema, searcher = index.schema, index.searcher()
    ranking = [(Occur.Should, wanted) for ranked in query.ranking for wanted in _ranked(schema, ranked)]
    parts = [(Occur.Must, Wanted.boolean_query(ranking) if ranking else _unscored(Wanted.all_query()))]
    parts += [(Occur.Must, _unscored(_clause(schema, clause))) for clause in query.required]
    parts += [(Occur.MustNot, _clause(schema, clause)) for clause in query.excluded]
    wanted = Wanted.boolean_query(parts)
    places, total = (_by_score if ranking else _by_id)(searcher, wanted, query)
    hits = tuple(EngineHit(one.id, one.score, _shown(searcher, one)) for one in places)
    return Found(hits, total if query.counted else None, generation if hits else "")


def _by_score(searcher: tantivy.Searcher, wanted: Wanted, query: Query) -> tuple[list[_Place], int | None]:
    results: list[tantivy.SearchResult] = []

    def best(count: int) -> list[_Place]:
        results.append(searcher.search(wanted, limit=count, count=query.counted))
        return [_Place(searcher.doc(address)["id"][0], score, address) for score, address in results[-1].hits]

    reach = query.offset + query.limit
    return settled(best, reach=reach)[query.offset : reach], getattr(results[-1], "count", None)


def _by_id(searcher: tantivy.Searcher, wanted: Wanted, query: Query) -> tuple[list[_Place], int | None]:
    result = searcher.search(
        wanted, limit=query.limit, offset=query.offset, count=query.counted, order_by_field="id", order=Order.Asc
    )
    return [_Place(str(key), 0.0, address) for key, address in result.hits], getattr(result, "count", None)


def _shown(searcher: tantivy.Searcher, place: _Place) -> dict[str, str | int | None]:
    shown: dict[str, str | int | None] = json.loads(searcher.doc(place.address)["shown"][0])
    return shown


def _ranked(schema: tantivy.Schema, ranking: Ranking) -> Iterator[Wanted]:
    for term, times in Counter(ranking.terms).items():
        wanted = Wanted.term_query(schema, ranking.stream, term, index_option="freq")
        weight = times * ranking.weight
        yield wanted if weight == 1 else Wanted.boost_query(wanted, weight)


def _unscored(wanted: Wanted) -> Wanted:
    return Wanted.const_score_query(wanted, 0.0)


def _clause(schema: tantivy.Schema, clause: Clause) -> Wanted:
    match clause:
        case AnyTerm(stream, terms):
            option = "position" if stream is Stream.CHARACTERS else "freq"
            each = [Wanted.term_query(schema, stream, term, index_option=option) for term in terms]
            return Wanted.boolean_query([(Occur.Should, one) for one in each])
        case Phrase((single,)):
            return Wanted.term_query(schema, Stream.CHARACTERS, single)
        case Phrase(characters):
            return Wanted.phrase_query(schema, Stream.CHARACTERS, list(characters))
        case Key(name, values):
            return Wanted.term_set_query(schema, "keys", [f"{name}={value}" for value in values])
        case Ids(ids):
            return Wanted.term_set_query(schema, "id", list(ids))
        case InForce(day):
            begun = Wanted.range_query(schema, "begins", FieldType.Integer, upper_bound=day)
            lasting = Wanted.range_query(schema, "ends", FieldType.Integer, lower_bound=day + 1)
            return Wanted.boolean_query([(Occur.Must, begun), (Occur.Must, lasting)])
