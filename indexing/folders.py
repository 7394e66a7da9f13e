"""Generations as folders: which one serves, who may write, and replacing a file in one step.

HOME/statutes/serving                 the name of the serving generation
HOME/statutes/<name>/                 the engine's files and generation.json
HOME/statutes/.lock                   held by whoever writes; readers never wait
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import IndexMissing, IndexUnavailable
from indexing.engine import Kind

Signature = tuple[int, int]
"""Tells one state of a file that is only ever replaced from the next."""


class Folders:
    """The folders of all kinds below `home`. Nothing is made before somebody writes."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def folder(self, kind: Kind, name: str) -> Path:
        """Where the generation `name` stands."""
        return self._home / kind / name

    def serving(self, kind: Kind) -> str:
        """Name of the serving generation. Raises IndexMissing before the first build, IndexUnavailable if damaged."""
        pointer = self._pointer(kind)
        try:
            name = pointer.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise IndexMissing(f"还没有建立检索库（{kind}），请先运行 huiyin index build") from error
        except UnicodeDecodeError as error:
            raise damaged(str(pointer)) from error
        if not name or not (pointer.parent / name).is_dir():
            raise damaged(str(pointer.parent / name))
        return name

    def serves(self, kind: Kind, name: str) -> bool:
        """Tell whether `name` is the serving generation."""
        try:
            return self.serving(kind) == name
        except IndexUnavailable:
            return False

    def pointed(self, kind: Kind) -> Signature:
        """State of the pointer; another one after every switch."""
        return signature(self._pointer(kind))

    def since(self, kind: Kind) -> datetime:
        """Return the moment of the last switch."""
        return datetime.fromtimestamp(self._pointer(kind).stat().st_mtime, UTC)

    def switch(self, kind: Kind, name: str) -> None:
        """Point to `name`, in one step."""
        replace(self._pointer(kind), name)

    def drop_others(self, kind: Kind) -> None:
        """Remove all folders of a kind but the serving one; only while `writing` is held."""
        serving = self.serving(kind)
        for folder in (self._home / kind).iterdir():
            if folder.is_dir() and folder.name != serving:
                shutil.rmtree(folder)

    @contextmanager
    def writing(self, kind: Kind) -> Iterator[None]:
        """Hold the lock of a kind, wait for it if need be; the system releases it when the process dies."""
        folder = self._home / kind
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _pointer(self, kind: Kind) -> Path:
        return self._home / kind / "serving"


@dataclass(frozen=True, slots=True)
class Noted:
    """What is kept beside a generation: the state of the record that it holds, and how many rows were given away."""

    sequence: int
    rows: int


def note(folder: Path, noted: Noted) -> None:
    """Keep it, in one step."""
    replace(folder / "generation.json", json.dumps(asdict(noted)))


def noted(folder: Path) -> Noted:
    """Read it. Raises IndexUnavailable if the file is damaged."""
    try:
        kept = json.loads((folder / "generation.json").read_text(encoding="utf-8"))
        return Noted(int(kept["sequence"]), int(kept["rows"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise damaged(folder.name) from error


def damaged(what: str) -> IndexUnavailable:
    """Return the error of files that cannot be read; the record is whole, so the index can be made again."""
    return IndexUnavailable(f"检索库 {what} 已损坏，请运行 huiyin index build --anew 重建")


def signature(path: Path) -> Signature:
    """State of a file; (0, 0) where there is none."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (state.st_ino, state.st_mtime_ns)


def replace(path: Path, text: str) -> None:
    """Replace a file in one step that survives a power cut."""
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
