"""Texts -> vectors by ONNX Runtime: articles on one side, what is asked on the other."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from models import encoder_folder
from models.encoder_onnx import INPUTS, OUTPUT, PASSAGES, QUERIES, TOKENIZER, derived

Vector = NDArray[np.float32]


class Encoder:
    """One model folder, ours or anybody's; safe to share between threads.

    Each text goes through alone: padding costs more than a batch gains (22 passages a second on one core by ones, 20 by
    sixteens, each filled up to the longest).
    """

    def __init__(self, folder: Path, *, cache: Path) -> None:
        """Look at the folder; what ONNX Runtime reads is made in `cache` when it is first asked, in half a minute.

        Raises ModelUnusable, here or then.
        """
        self._found = encoder_folder.read(folder)
        self._cache = cache
        self._sides: dict[str, _Side] = {}
        self._making = Lock()

    @property
    def name(self) -> str:
        """Fingerprint of the side of the passages: vectors of different names cannot be compared."""
        return self._found.passages

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._found.dimensions

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed what is to be found, one row of unit length each; a text is cut at the folder's number of tokens."""
        made = np.empty((len(texts), self.dimensions), dtype=np.float32)
        if texts:
            side = self._side(PASSAGES)
            for row, text in enumerate(texts):
                made[row] = side.vector(text)
        return made

    def query(self, text: str) -> Vector:
        """Embed what is looked for, of unit length; of a whole letter its beginning speaks."""
        return self._side(QUERIES).vector(self._found.prefix + text)

    def _side(self, name: str) -> "_Side":
        with self._making:
            if name not in self._sides:
                self._sides[name] = _Side(derived(self._found, name, self._cache), name, self._found.tokens)
            return self._sides[name]


class _Side:
    """A graph and its tokenizer, on one thread."""

    def __init__(self, place: Path, name: str, tokens: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(place / TOKENIZER))
        self._tokenizer.enable_truncation(tokens)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(place / name), options, providers=["CPUExecutionProvider"])

    def vector(self, text: str) -> Vector:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        fed = dict(zip(INPUTS, (ids, np.ones_like(ids)), strict=True))
        made: Vector = self._session.run([OUTPUT], fed)[0][0]
        return made
