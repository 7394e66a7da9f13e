"""A small encoder for tests: hashed pairs of characters, projected. It knows no meaning, only shared pairs."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus import terms


class Bigrams:
    """An encoder of `dimensions`; the same text has the same vector on every machine."""

    def __init__(self, name: str = "bigrams", dimensions: int = 64) -> None:
        self.name = name
        self.dimensions = dimensions
        self.read: list[str] = []  # every passage, to see what was embedded
        self._axes = np.random.default_rng(7).standard_normal((4096, dimensions)).astype(np.float32)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.read += texts
        return np.stack([self._vector(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        return self._vector(text)

    def lacking(self) -> str:
        return ""

    def prepare(self) -> None:
        """Always ready."""

    def _vector(self, text: str) -> NDArray[np.float32]:
        pairs = [crc32(gram.encode()) % len(self._axes) for gram in terms.grams(text) if len(gram) > 1]
        vector = self._axes[pairs or [0]].sum(axis=0)
        found: NDArray[np.float32] = (vector / np.linalg.norm(vector)).astype(np.float32)
        return found
