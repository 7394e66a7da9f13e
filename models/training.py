"""Training of the linear model: two margins (plain and Naive Bayes weighted) that add up to one set of weights.

sklearn trains and is not needed to serve. Both members are linear in the same features, so their sum is again one
matrix; the ensemble costs nothing when a letter is read.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import features
from models.letters import Example
from models.persons import called
from models.tagging import tagged

# A feature occurs in at least this many dup_groups (DATA.md): below, it could lead to one letter.
FEWEST_GROUPS = 5
# Tried by five folds on raw letters, macro-F1. Margins over words alone, C .3: .896; with pairs .902; runs of 1 to
# 3 characters .894; all .903; runs to 4: .906, C 1.0: .910. Naive Bayes weighted C .3: .908; logistic regression
# C 3 / 10: .893 / .899; complement Bayes .880; raw letters counted twice .907; sum of both margins .912 to .917. The
# 95 % interval is .016 to either side, so most of these differences are noise.
PLAIN_C, BAYES_C = 1.0, 0.3
# What is kept of some 157,000 features, by the largest weight over labels times idf; macro-F1 with 20,000 / 60,000 /
# 100,000 / all: .912 / .913 / .916 / .917.
KEPT = 100_000

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights of one model: labels x features."""

    labels: tuple[str, ...]
    vocabulary: tuple[str, ...]
    idf: Floats
    weights: Floats
    intercepts: Floats


def vocabulary(examples: Sequence[Example], *, people: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the features that occur in at least FEWEST_GROUPS groups and name nobody, none of `people` either.

    Words come first, then runs. A raw letter and its words are one letter: groups that are twins count once.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        group = min(example.twins, default=example.group)
        for feature in {feature for feature, _, _ in features.occurrences(example.words)}:
            groups[feature].add(group)
    frequent = [feature for feature, held in groups.items() if len(held) >= FEWEST_GROUPS]
    names = _names(examples) | people
    return tuple(sorted((one for one in frequent if not _tells(one, names)), key=lambda one: (one[0] != "=", one)))


def _names(examples: Sequence[Example]) -> frozenset[str]:
    """Return words of the data that are or may be persons, officials by surname (陈书记) or places."""
    words = {word for example in examples for word in example.words if 2 <= len(word) <= 4}
    return frozenset(word for word in words if called(word) or _names_somewhere(word))


def _names_somewhere(word: str) -> bool:
    """Tell whether a word is a place: a changed place must not change the topic, and streets lead to people."""
    tokens = tagged(word)
    return len(tokens) == 1 and tokens[0][1] == "ns" and (len(word) > 2 or word[-1] in "省市县区州镇乡村路街巷")


def _tells(feature: str, names: frozenset[str]) -> bool:
    body = feature[1:].replace(" ", "")
    return any(
        body[start:end] in names
        for start in range(len(body))
        for end in range(start + 2, min(start + 4, len(body)) + 1)
    )


def train(
    examples: Sequence[Example], *, labels: Sequence[str], people: frozenset[str] = frozenset(), kept: int = KEPT
) -> Trained:
    """Learn from examples; deterministic for equal examples in equal order."""
    from scipy.sparse import diags

    whole = vocabulary(examples, people=people)
    counts = _counts(examples, whole)
    held = np.bincount(counts.indices, minlength=len(whole))
    idf = np.log((1 + counts.shape[0]) / (1 + held)) + 1
    gold = np.array([labels.index(example.label) for example in examples])
    matrix = _weighted(counts, idf, _border(whole))
    plain, plain_intercepts = _margins(matrix, gold, len(labels), PLAIN_C)
    ratios = _bayes_ratios(counts, gold, len(labels))
    weights, intercepts = np.empty_like(plain), np.empty_like(plain_intercepts)
    for row in range(len(labels)):
        bayes, bayes_intercept = _margins(matrix @ diags(ratios[row]), gold == row, 1, BAYES_C)
        weights[row] = bayes[0] * ratios[row]
        intercepts[row] = bayes_intercept[0]
    members = ((plain, plain_intercepts), (weights, intercepts))
    total, constant = np.zeros_like(plain), np.zeros_like(plain_intercepts)
    for member, member_intercepts in members:
        # Each member in units of its own spread, so that neither drowns the other.
        spread = float(np.std(matrix @ member.T + member_intercepts))
        total += member / spread
        constant += member_intercepts / spread
    best = np.sort(np.argsort(-(np.abs(total).max(axis=0) * idf), kind="stable")[:kept])
    return Trained(tuple(labels), tuple(whole[column] for column in best), idf[best], total[:, best], constant)


def scores(trained: Trained, examples: Sequence[Example]) -> Floats:
    """Return the scores of examples, one row each."""
    counts = _counts(examples, trained.vocabulary)
    weighted = _weighted(counts, trained.idf, _border(trained.vocabulary))
    return np.asarray(weighted @ trained.weights.T + trained.intercepts)


def _border(whole: Sequence[str]) -> int:
    return sum(feature.startswith(features.WORD) for feature in whole)


def _counts(examples: Sequence[Example], whole: Sequence[str]) -> Any:  # noqa: ANN401 -- scipy ships no types
    from scipy.sparse import csr_matrix

    columns = {feature: column for column, feature in enumerate(whole)}
    starts, indices, values = [0], list[int](), list[int]()
    for example in examples:
        found = Counter(columns[one] for one, _, _ in features.occurrences(example.words) if one in columns)
        indices += found.keys()
        values += found.values()
        starts.append(len(indices))
    return csr_matrix((np.array(values, dtype=np.float64), indices, starts), shape=(len(examples), len(whole)))


def _weighted(counts: Any, idf: Floats, border: int) -> Any:  # noqa: ANN401 -- scipy ships no types
    """Return (1 + log count) * idf, each block of a letter scaled to length 1; what `linear` does with one letter."""
    from scipy.sparse import diags, hstack
    from sklearn.preprocessing import normalize

    logs = counts.copy()
    logs.data = 1 + np.log(logs.data)
    weighted = (logs @ diags(idf)).tocsr()
    return hstack([normalize(weighted[:, :border]), normalize(weighted[:, border:])]).tocsr()


def _bayes_ratios(counts: Any, gold: NDArray[np.int64], labels: int) -> Floats:  # noqa: ANN401 -- scipy ships no types
    """Return |log ratio| of each feature's share inside a label and outside (NB-SVM, Wang and Manning 2012)."""
    present = counts.copy()
    present.data[:] = 1
    rows = []
    for label in range(labels):
        inside = 1 + np.asarray(present[gold == label].sum(axis=0)).ravel()
        outside = 1 + np.asarray(present[gold != label].sum(axis=0)).ravel()
        rows.append(np.abs(np.log((inside / inside.sum()) / (outside / outside.sum()))))
    return np.array(rows)


def _margins(matrix: Any, gold: NDArray[Any], labels: int, c: float) -> tuple[Floats, Floats]:  # noqa: ANN401 -- scipy
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=c, class_weight="balanced", random_state=13).fit(matrix, gold)
    if labels == 2:  # sklearn gives the second label's row only
        return np.vstack([-machine.coef_, machine.coef_]), np.concatenate([-machine.intercept_, machine.intercept_])
    return machine.coef_, machine.intercept_
