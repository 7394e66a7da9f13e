"""The linear model, served with numpy alone: scores, calibrated probabilities, abstention, and what decided.

A letter is two blocks of features (words and pairs; runs of characters), each weighted (1 + log count) * idf and
scaled to length 1. The score of a label is a sum over features, so each character's share of it is known.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelUnusable
from corpus.spans import Span
from models import features, folder
from models.labels import Label, names

# Evidence: the words with the largest shares until they carry half of the positive score, five at most. More marks
# the whole letter, and a clerk reads none of it.
EVIDENCE_SHARE = 0.5
EVIDENCE_WORDS = 5

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All labels, best first, and whether a person must decide instead."""

    labels: tuple[Label, ...]
    abstained: bool


class LinearModel:
    """A model folder of kind `linear`, ready to classify; safe to share between threads."""

    def __init__(self, loaded: folder.ModelFolder) -> None:
        manifest, arrays = loaded.manifest, loaded.arrays
        if manifest.kind != "linear" or not {"weights", "idf", "intercepts"} <= arrays.keys():
            raise ModelUnusable(f"模型类型是 {manifest.kind}，不是线性模型，或缺少权重。请重新训练。")
        count = len(loaded.vocabulary)
        shape = (len(manifest.labels), count)
        if arrays["weights"].shape != shape or arrays["idf"].shape != (count,):
            raise ModelUnusable("模型的权重与词表、标签的数目不符，可能已损坏。请重新训练。")
        self.id = loaded.id
        self.manifest = manifest
        self._columns = {feature: column for column, feature in enumerate(loaded.vocabulary)}
        # One row a feature: a letter picks some hundred rows that lie together.
        self._weights: Floats = np.ascontiguousarray(arrays["weights"].T, dtype=np.float32)
        self._idf: Floats = arrays["idf"].astype(np.float32)
        self._intercepts: Floats = arrays["intercepts"].astype(np.float32)
        self._biases: Floats = np.array(manifest.biases, dtype=np.float32)
        self._border = sum(feature.startswith(features.WORD) for feature in loaded.vocabulary)
        self._names = names()

    @classmethod
    def load(cls, path: Path) -> "LinearModel":
        """Load a model folder; raises ModelUnusable."""
        return cls(folder.load(path))

    def classify(self, text: str, *, hidden: Sequence[Span] = ()) -> Judgement:
        """Judge one letter; words that touch a `hidden` span (a name, an address) have no say.

        A letter without any known feature gets the prior and is always left to a person.
        """
        read = features.read(text, hidden=hidden)
        found = self._found(read.words)
        columns, values = self._weighted(found)
        contributions = self._weights[columns] * values[:, None]
        probabilities = self._probabilities(contributions.sum(axis=0) + self._intercepts)
        shares = _shares(read.words, found, columns, contributions)
        order = np.argsort(-probabilities, kind="stable")
        labels = tuple(
            Label(
                axis=self.manifest.axis,
                code=self.manifest.labels[row],
                name=self._names[self.manifest.labels[row]],
                score=float(probabilities[row]),
                evidence=_evidence(read.spans, shares[:, row].tolist()),
            )
            for row in order
        )
        return Judgement(labels, not found or labels[0].score < self.manifest.threshold)

    def scores(self, words: tuple[str, ...]) -> Floats:
        """Return the raw score of each label for words that count; what evaluation measures."""
        columns, values = self._weighted(self._found(words))
        scores: Floats = values @ self._weights[columns] + self._intercepts
        return scores

    def _found(self, words: tuple[str, ...]) -> list[tuple[int, int, int]]:
        columns = self._columns
        return [
            (columns[feature], start, end) for feature, start, end in features.occurrences(words) if feature in columns
        ]

    def _weighted(self, found: list[tuple[int, int, int]]) -> tuple[NDArray[np.int64], Floats]:
        counts = Counter(column for column, _, _ in found)
        columns = np.fromiter(counts, dtype=np.int64, count=len(counts))
        values: Floats = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self._idf[
            columns
        ]
        # Words come first in the vocabulary (`=` before `~`), so one border divides the blocks.
        for block in (columns < self._border, columns >= self._border):
            length = float(np.linalg.norm(values[block]))
            if length > 0:
                values[block] /= length
        return columns, values

    def _probabilities(self, scores: Floats) -> Floats:
        shifted = scores * self.manifest.scale + self._biases
        exponentials = np.exp(shifted - shifted.max())
        probabilities: Floats = exponentials / exponentials.sum()
        return probabilities


def _shares(
    words: tuple[str, ...], found: list[tuple[int, int, int]], columns: NDArray[np.int64], contributions: Floats
) -> Floats:
    """Return what each word gave to each label, words x labels; a feature divides evenly over its characters."""
    lengths = np.array([len(word) for word in words], dtype=np.int64)
    if not found:
        return np.zeros((len(words), contributions.shape[1]), dtype=np.float32)
    places = {column: place for place, column in enumerate(columns.tolist())}
    rows = np.array([places[column] for column, _, _ in found])
    starts, ends = np.array([(start, end) for _, start, end in found]).T
    each = contributions[rows] / (np.bincount(rows)[rows] * (ends - starts))[:, None]
    # Added where a feature begins and taken away where it ends; the running sum is every character's share.
    steps = np.zeros((int(lengths.sum()) + 1, contributions.shape[1]), dtype=np.float64)
    np.add.at(steps, starts, each)
    np.subtract.at(steps, ends, each)
    characters = np.vstack([np.zeros(steps.shape[1]), steps.cumsum(axis=0)[:-1]]).cumsum(axis=0)
    borders = np.concatenate([[0], lengths.cumsum()])
    return np.asarray(characters[borders[1:]] - characters[borders[:-1]], dtype=np.float32)


def _evidence(spans: tuple[Span, ...], shares: list[float]) -> tuple[Span, ...]:
    """Return the words that carried a label, in order of the text; neighbours are one span."""
    positive = sorted((share, span) for share, span in zip(shares, spans, strict=True) if share > 0)
    goal = EVIDENCE_SHARE * sum(share for share, _ in positive)
    chosen: list[Span] = []
    carried = 0.0
    while positive and carried < goal and len(chosen) < EVIDENCE_WORDS:
        share, span = positive.pop()
        carried += share
        chosen.append(span)
    return _joined(sorted(chosen))


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
