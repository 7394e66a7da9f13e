"""Vectors of one generation, in files that every process maps: exact search over bytes, rescored in float.

floats.f16   what was learnt, one row of float16 an entry
codes.i8     the same in signed bytes, each row stretched to its own largest component
scales.f32   what a row of codes is to be multiplied by
filled.u8    1 where the row holds a vector; written last
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numkong
import numpy as np
from numpy.typing import NDArray

from indexing.engine import Vector

_LARGEST = 127
# So many times the hits that are wanted are looked at again in float: of the nearest 100 of 59,364 articles all were
# among the first 400 by bytes.
_RESCORED = 4
_FILES = (("floats.f16", np.float16), ("codes.i8", np.int8), ("scales.f32", np.float32), ("filled.u8", np.uint8))


class VectorFiles:
    """The vectors below `folder`; none before the first `write`. One process writes at a time, any may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mapped: tuple[int, int] = (0, 0)  # rows, dimensions
        self._arrays: Sequence[NDArray[Any]] = ()  # of one kind of number each, as the list above tells

    def write(self, vectors: Mapping[int, Vector], *, rows: int) -> None:
        """Keep vectors by row; `rows` is how many rows the generation has by now."""
        dimensions = len(next(iter(vectors.values())))
        self._make_room(rows, dimensions)
        floats, codes, scales, filled = self._open(rows, dimensions, "r+")
        places = np.fromiter(vectors, dtype=np.int64)
        exact = np.stack([vectors[int(place)] for place in places]).astype(np.float16)
        coded, stretched = quantised(exact.astype(np.float32))
        filled[places] = 0
        floats[places], codes[places], scales[places] = exact, coded, stretched
        for one in (floats, codes, scales):
            one.flush()
        filled[places] = 1  # after the rest is on the disk: a power cut leaves no half a vector
        filled.flush()

    def lacking(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return those of `rows` that hold no vector."""
        if not self._map():
            return rows
        filled = self._arrays[3]
        without = rows >= len(filled)
        without[~without] = filled[rows[~without]] == 0
        return rows[without]

    def count(self, rows: NDArray[np.int64]) -> int:
        """Return how many of `rows` hold a vector."""
        return len(rows) - len(self.lacking(rows))

    def nearest(self, vector: Vector, *, among: NDArray[np.bool_], limit: int) -> dict[int, float]:
        """Return the rows nearest by cosine `among` those marked, with it; `vector` has unit length."""
        if not self._map():
            return {}
        floats, codes, scales, filled = self._arrays
        known = min(len(filled), len(among))
        allowed = among[:known] & (filled[:known] != 0)
        count = min(int(allowed.sum()), limit * _RESCORED)
        if not count:
            return {}
        asked, _ = quantised(vector.reshape(1, -1))
        rough = np.asarray(numkong.cdist(asked, codes, "dot"))[0, :known] * scales[:known]
        rough[~allowed] = -np.inf
        first = np.argpartition(-rough, count - 1)[:count]
        exact = floats[first].astype(np.float32) @ vector
        best = np.argsort(-exact, kind="stable")[:limit]
        return {int(first[place]): float(exact[place]) for place in best}

    def _map(self) -> bool:
        """Map the files as they are now; tell whether there are any."""
        try:
            rows = (self._folder / "filled.u8").stat().st_size
            dimensions = (self._folder / "floats.f16").stat().st_size // (2 * rows) if rows else 0
        except FileNotFoundError:
            return False
        if self._mapped != (rows, dimensions):
            self._arrays = self._open(rows, dimensions, "r")
            self._mapped = (rows, dimensions)
        return bool(rows)

    def _make_room(self, rows: int, dimensions: int) -> None:
        """Lengthen the files by empty rows; `filled` last, its length is what counts."""
        self._folder.mkdir(exist_ok=True)
        for name, kind in _FILES:
            with (self._folder / name).open("ab") as file:
                file.truncate(rows * np.dtype(kind).itemsize * (dimensions if _is_wide(name) else 1))

    def _open(self, rows: int, dimensions: int, mode: Literal["r", "r+"]) -> "list[np.memmap[Any, Any]]":
        shapes = [(rows, dimensions) if _is_wide(name) else (rows,) for name, _ in _FILES]
        return [
            np.memmap(self._folder / name, dtype=kind, mode=mode, shape=shape)
            for (name, kind), shape in zip(_FILES, shapes, strict=True)
        ]


def quantised(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return rows in signed bytes, and what each is to be multiplied by to be itself again."""
    largest = np.maximum(np.abs(vectors).max(axis=1), np.finfo(np.float32).tiny)
    codes = np.rint(vectors * (_LARGEST / largest)[:, None]).astype(np.int8)
    return codes, (largest / _LARGEST).astype(np.float32)


def _is_wide(name: str) -> bool:
    return name in {"floats.f16", "codes.i8"}
