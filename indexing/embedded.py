"""The engine inside the program: tantivy, one folder a generation (indexing/folders.py), no server, no network."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Self

import numpy as np
import tantivy
from numpy.typing import NDArray

from corpus.errors import IndexMissing, IndexUnavailable
from indexing import segments
from indexing.engine import Clause, EngineHit, Entry, Found, Generation, Kind, Query, Vector
from indexing.folders import Folders, Noted, Signature, damaged, note, noted, signature
from indexing.settling import SLACK, settle
from indexing.vectors import VectorFiles

# One thread: requests are served beside a build. tantivy writes a segment whenever so many bytes are full.
_HEAP = 64_000_000
# Clauses whose rows are remembered, at most a megabyte each for 148,191 articles; 7 ms to find them again.
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class _Opened:
    """A serving generation with what tells whether its files moved on since."""

    folder: Path
    index: tantivy.Index
    pointed: Signature
    committed: Signature
    vectors: VectorFiles
    fitting: dict[Clause | None, NDArray[np.int64]] = field(default_factory=dict)  # rows, of what was asked before


class EmbeddedEngine:
    """SearchEngine in a folder; safe to share between threads and between processes.

    Several processes may read while one writes; a reader notices a switch or an update at its next search.
    """

    schema = segments.SCHEMA

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
        return replace(_generation(kind, opened.folder, opened.index), since=self._folders.since(kind))

    def search(self, kind: Kind, query: Query) -> Found:
        """Answer from the serving generation. Raises IndexMissing."""
        opened = self._current(kind)
        try:
            return segments.search(opened.index, opened.folder.name, query)
        except ValueError as error:
            raise damaged(opened.folder.name) from error

    def walk(self, kind: Kind, query: Query) -> Iterator[EngineHit]:
        """Yield all that fits a query without ranking, as they are now. Raises IndexMissing."""
        opened = self._current(kind)
        try:
            yield from segments.walk(opened.index, query)
        except ValueError as error:
            raise damaged(opened.folder.name) from error

    def tally(self, kind: Kind, query: Query) -> Mapping[str, int]:
        """Count what fits by each label of TALLIED keys. Raises IndexMissing."""
        opened = self._current(kind)
        try:
            return segments.tally(opened.index, query)
        except ValueError as error:
            raise damaged(opened.folder.name) from error

    def near(
        self,
        kind: Kind,
        vector: Vector,
        *,
        required: Sequence[Clause] = (),
        excluded: Sequence[Clause] = (),
        limit: int = 20,
    ) -> Found:
        """Find the entries nearest to `vector` among those that fit, exactly but for rounding to float16."""
        opened = self._current(kind)
        try:
            among = _among(opened, required, excluded)
            scores = opened.vectors.nearest(vector, among=among, limit=limit + SLACK)
            hits = tuple(settle(segments.hits_at(opened.index, scores))[:limit])
        except ValueError as error:
            raise damaged(opened.folder.name) from error
        return Found(hits, None, opened.folder.name if hits else "")

    def lacking(self, kind: Kind, ids: Sequence[str]) -> frozenset[str]:
        """Return those of the entries that serve and have no vector."""
        opened = self._current(kind)
        rows = segments.rows_of(opened.index, ids)
        without = set(opened.vectors.lacking(np.fromiter(rows.values(), dtype=np.int64)).tolist())
        return frozenset(one for one, row in rows.items() if row in without)

    def learn(self, kind: Kind, generation: str, vectors: Mapping[str, Vector]) -> bool:
        """Give entries their vectors, by id; waits for a running build. False where `generation` serves no longer."""
        with self._folders.writing(kind):
            opened = self._current(kind)
            if opened.folder.name != generation:
                return False
            rows = segments.rows_of(opened.index, list(vectors))
            if rows:
                found = {row: vectors[one] for one, row in rows.items()}
                opened.vectors.write(found, rows=noted(opened.folder).rows)
        return True

    def learned(self, kind: Kind) -> int:
        """Return how many entries that serve have a vector. Raises IndexMissing."""
        opened = self._current(kind)
        return opened.vectors.count(segments.rows(opened.index, None))

    def put(self, kind: Kind, entries: Sequence[Entry], *, sequence: int, after: int | None = None) -> None:
        """Add or replace by id in the serving generation; visible when this returns. Raises IndexMissing."""
        with (
            self._folders.writing(kind),
            self._changing(kind, sequence, rows=len(entries), after=after) as (writer, first),
        ):
            for row, entry in enumerate(entries, first):
                writer.delete_documents_by_term("id", entry.id)
                writer.add_document(segments.document(entry, row))

    def delete(self, kind: Kind, ids: Sequence[str], *, sequence: int) -> None:
        """Remove by id; unknown ids are no error; gone when this returns. Raises IndexMissing."""
        with self._folders.writing(kind), self._changing(kind, sequence, rows=0) as (writer, _):
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
    def _changing(
        self, kind: Kind, sequence: int, *, rows: int, after: int | None = None
    ) -> Iterator[tuple[tantivy.IndexWriter, int]]:
        """Give a writer and the first of so many new rows."""
        opened = self._current(kind)
        before = noted(opened.folder)
        given = before.rows + rows
        # before the commit: after a crash between the two no row is given away twice
        note(opened.folder, Noted(before.sequence, given))
        writer = opened.index.writer(heap_size=_HEAP, num_threads=1)
        yield writer, before.rows
        writer.commit()
        writer.wait_merging_threads()
        # after the commit: a crash between the two leaves the sequence behind, and a build catches up
        note(opened.folder, Noted(sequence if after in {None, before.sequence} else before.sequence, given))

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
            self._opened[kind] = _Opened(folder, index, pointed, committed, VectorFiles(folder / "vectors"))
            return self._opened[kind]
        raise IndexUnavailable(f"检索库（{kind}）正在连续切换，请稍后再试")


class EmbeddedDraft:
    """A folder that nothing points to yet."""

    def __init__(self, folders: Folders, kind: Kind, name: str) -> None:
        self._folders = folders
        self._kind = kind
        self._folder = folders.folder(kind, name)
        self._sealed = False
        self._rows = 0
        self._held = ExitStack()

    def __enter__(self) -> Self:
        self._held.enter_context(self._folders.writing(self._kind))
        self._folder.mkdir()
        self._index = tantivy.Index(segments.build_schema(), path=str(self._folder))
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
        for row, entry in enumerate(entries, self._rows):
            self._writer.add_document(segments.document(entry, row))
        self._rows += len(entries)

    def put(self, entries: Sequence[Entry]) -> None:
        """Add or replace by id."""
        for entry in entries:
            self._writer.delete_documents_by_term("id", entry.id)
        self.add(entries)

    def seal(self, sequence: int) -> Generation:
        """Write all down to the disk and say what is there."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        note(self._folder, Noted(sequence, self._rows))
        self._index.reload()
        self._sealed = True
        return _generation(self._kind, self._folder, self._index)

    def search(self, query: Query) -> Found:
        """Search what is sealed, for checks before the switch."""
        return segments.search(self._index, self._folder.name, query)


def _generation(kind: Kind, folder: Path, index: tantivy.Index) -> Generation:
    return Generation(name=folder.name, kind=kind, sequence=noted(folder).sequence, count=index.searcher().num_docs)


def _among(opened: _Opened, required: Sequence[Clause], excluded: Sequence[Clause]) -> NDArray[np.bool_]:
    """Mark the rows of what fits all of `required` and none of `excluded`."""
    wanted = [_fitting(opened, clause) for clause in required] or [_fitting(opened, None)]
    marked = np.zeros(1 + max((int(rows.max(initial=0)) for rows in wanted), default=0), dtype=np.bool_)
    marked[wanted[0]] = True
    for rows in wanted[1:]:
        also = np.zeros_like(marked)
        also[rows] = True
        marked &= also
    for clause in excluded:
        rows = _fitting(opened, clause)
        marked[rows[rows < len(marked)]] = False
    return marked


def _fitting(opened: _Opened, clause: Clause | None) -> NDArray[np.int64]:
    """Return the rows that a clause fits; what is asked again and again (a day, a level) is looked up once."""
    if clause not in opened.fitting:
        if len(opened.fitting) >= _REMEMBERED:
            opened.fitting.clear()
        opened.fitting[clause] = segments.rows(opened.index, clause)
    return opened.fitting[clause]
