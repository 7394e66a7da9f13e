"""Texts -> vectors by ONNX Runtime: articles on one side, what is asked on the other."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelUnusable
from models import encoder_folder
from models.encoder_onnx import INPUTS, OUTPUT, PASSAGES, QUERIES, TOKENIZER, derived, kept

Vector = NDArray[np.float32]
_TO_BE_MADE = "语义模型还要转换成本机能运行的格式，约半分钟，服务在后台做；也可运行 huiyin index build --wait"


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
        self._making, self._loading = Lock(), Lock()
        self._unusable = ""  # why it could not be made when it was last tried

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

    def lacking(self) -> str:
        """Say in Chinese why a query cannot be embedded at once, nothing where it can; loads what was made before."""
        if QUERIES in self._sides:
            return ""
        try:
            place = kept(self._found, QUERIES, self._cache)
            if place is not None:
                self._load(place, QUERIES)
                return ""
        except ModelUnusable as error:
            return f"语义模型不能用：{error}"
        return f"语义模型不能用：{self._unusable}" if self._unusable else _TO_BE_MADE

    def prepare(self) -> None:
        """Make what queries need, in half a minute where it was never made here. Raises ModelUnusable."""
        self._side(QUERIES)

    def _side(self, name: str) -> "_Side":
        """Return a side; it is made by one thread at a time, and those that only look do not wait for that."""
        if name not in self._sides:
            with self._making:
                try:
                    self._load(derived(self._found, name, self._cache), name)
                except ModelUnusable as error:
                    self._unusable = str(error)
                    raise
                self._unusable = ""
        return self._sides[name]

    def _load(self, place: Path, name: str) -> None:
        with self._loading:
            if name not in self._sides:
                self._sides[name] = _Side(place, name, self._found.tokens)


class _Side:
    """A graph and its tokenizer, on one thread."""

    def __init__(self, place: Path, name: str, tokens: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            self._tokenizer = Tokenizer.from_file(str(place / TOKENIZER))
            self._tokenizer.enable_truncation(tokens)
            self._session = onnxruntime.InferenceSession(str(place / name), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # both libraries raise bare Exceptions of their own
            raise ModelUnusable(f"{place / name} 无法载入：{error}") from error

    def vector(self, text: str) -> Vector:
        """Raises ModelUnusable, where the memory does not suffice for instance."""
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        fed = dict(zip(INPUTS, (ids, np.ones_like(ids)), strict=True))
        try:
            made: Vector = self._session.run([OUTPUT], fed)[0][0]
        except Exception as error:  # as above
            raise ModelUnusable(f"编码器没有算出向量（{type(error).__name__}）") from error
        return made
