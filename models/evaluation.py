"""How well a linear model does on letters it has not seen: the protocol of the data, with intervals.

Five folds over `dup_group` of the raw letters, seed 13. Before each fold every segmented letter of the fold's groups
is dropped, and with it every raw letter tied to the same group. Scores of a letter come from the fold that has not
seen it; calibration and threshold are then judged in the same way, fitted on four folds and applied to the fifth.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.letters import Example, Letters

FOLDS, SEED = 5, 13
RESAMPLES = 1000  # of groups, for the 95 % intervals
NEVER = 1.01  # a threshold that no probability reaches, however it is rounded
BINS = 10  # equal-mass bins of the expected calibration error

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Fit = Callable[[Sequence[Example], Sequence[Example]], Floats]
"""(to learn from, to score) -> scores, letters x labels."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the 95 % interval by resampling groups."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f}（{self.low:.3f}–{self.high:.3f}）"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probabilities are softmax(scores * scale + biases); below `threshold` the model abstains."""

    scale: float
    biases: tuple[float, ...]
    threshold: float

    def probabilities(self, scores: Floats) -> Floats:
        """Return probabilities, letters x labels."""
        shifted = scores * self.scale + np.array(self.biases)
        exponentials = np.exp(shifted - shifted.max(axis=1, keepdims=True))
        return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, and the scores it was measured on."""

    letters: int
    macro_f1: Interval
    accuracy: Interval
    per_label: dict[str, tuple[int, Interval]]  # letters, F1
    ece: float
    accepted: float  # share of letters on which the model does not abstain
    accepted_accuracy: Interval
    calibration: Calibration  # fitted on all, to be shipped


def folds(raw: Sequence[Example]) -> list[tuple[Numbers, Numbers]]:
    """Return (the rest, the fold) as places in `raw`; groups never stand on both sides."""
    from sklearn.model_selection import GroupKFold

    groups = [example.group for example in raw]
    return list(GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(groups, groups=groups))


def learnable(letters: Letters, fold: Sequence[Example], rest: Sequence[Example]) -> list[Example]:
    """Return all that may be learned from when `fold` is judged: nothing that is, or ties to, a letter of the fold."""
    barred = {example.group for example in fold}.union(*(example.twins for example in fold))
    return [
        example for example in (*letters.segmented, *rest) if example.group not in barred and not example.twins & barred
    ]


def measure(letters: Letters, labels: Sequence[str], *, fit: Fit, accuracy: float) -> Measured:
    """Score every raw letter by a model that has not seen it and judge scores, probabilities and abstention."""
    raw = letters.raw
    scores, fold_of = np.zeros((len(raw), len(labels))), np.zeros(len(raw), dtype=np.int64)
    for number, (rest, fold) in enumerate(folds(raw)):
        unseen = [raw[place] for place in fold]
        scores[fold] = fit(learnable(letters, unseen, [raw[place] for place in rest]), unseen)
        fold_of[fold] = number
    gold = np.array([labels.index(example.label) for example in raw])
    groups = np.unique([example.group for example in raw], return_inverse=True)[1]
    return judge(scores, gold, groups, fold_of=fold_of, labels=labels, accuracy=accuracy)


def judge(
    scores: Floats, gold: Numbers, groups: Numbers, *, fold_of: Numbers, labels: Sequence[str], accuracy: float
) -> Measured:
    """Turn scores of unseen letters into figures."""
    best = scores.argmax(axis=1)
    probabilities, accepted = np.zeros_like(scores), np.zeros(len(gold), dtype=bool)
    for number in np.unique(fold_of):
        here = fold_of == number
        fitted = calibrate(scores[~here], gold[~here], accuracy=accuracy)
        probabilities[here] = fitted.probabilities(scores[here])
        accepted[here] = probabilities[here].max(axis=1) >= fitted.threshold
    right = probabilities.argmax(axis=1) == gold
    count = len(labels)
    return Measured(
        letters=len(gold),
        macro_f1=interval(lambda rows: float(f1(gold[rows], best[rows], count).mean()), groups),
        accuracy=interval(lambda rows: float((gold[rows] == best[rows]).mean()), groups),
        per_label={
            label: (
                int((gold == row).sum()),
                interval(lambda rows, row=row: float(f1(gold[rows], best[rows], count)[row]), groups),  # type: ignore[misc]  # mypy does not infer lambdas with defaults
            )
            for row, label in enumerate(labels)
        },
        ece=expected_calibration_error(probabilities.max(axis=1), right),
        accepted=float(accepted.mean()),
        accepted_accuracy=interval(
            lambda rows: float(right[rows][accepted[rows]].mean()) if accepted[rows].any() else 0.0, groups
        ),
        calibration=calibrate(scores, gold, accuracy=accuracy),
    )


def f1(gold: Numbers, guessed: Numbers, labels: int) -> Floats:
    """Return F1 of each label; 0 where a label neither occurs nor is guessed."""
    right = np.bincount(gold[gold == guessed], minlength=labels)
    total = np.bincount(gold, minlength=labels) + np.bincount(guessed, minlength=labels)
    return np.asarray(2 * right / np.maximum(total, 1))


def expected_calibration_error(confidence: Floats, right: NDArray[np.bool_]) -> float:
    """Return the mean gap between stated and actual accuracy over bins of equal size."""
    order = np.argsort(confidence, kind="stable")
    gaps = [
        len(bin_) * abs(float(confidence[bin_].mean()) - float(right[bin_].mean()))
        for bin_ in np.array_split(order, BINS)
        if len(bin_)
    ]
    return float(sum(gaps) / len(order))


def calibrate(scores: Floats, gold: Numbers, *, accuracy: float) -> Calibration:
    """Fit scale and biases by likelihood; the threshold is the lowest at which accepted letters are right so often."""
    from scipy.optimize import minimize

    def loss(parameters: Floats) -> float:
        made = Calibration(float(np.exp(parameters[0])), tuple(parameters[1:]), 0.0).probabilities(scores)
        # A weak pull of the biases to 0 keeps them finite for a label that few letters bear.
        return float(-np.log(made[np.arange(len(gold)), gold] + 1e-12).mean() + 1e-3 * (parameters[1:] ** 2).sum())

    fitted = minimize(loss, np.zeros(scores.shape[1] + 1), method="L-BFGS-B").x
    made = Calibration(float(np.exp(fitted[0])), tuple(float(bias) for bias in fitted[1:]), 0.0)
    probabilities = made.probabilities(scores)
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == gold
    order = np.argsort(-confidence, kind="stable")
    running = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    # Letters of equal confidence pass or fail together.
    last_of_equals = np.append(np.diff(confidence[order]) < 0, True)
    enough = np.flatnonzero((running >= accuracy) & last_of_equals)
    threshold = float(confidence[order[enough[-1]]]) if len(enough) else NEVER
    return Calibration(made.scale, made.biases, threshold)


def interval(figure: Callable[[Numbers], float], groups: Numbers) -> Interval:
    """Return a figure of rows with its interval; rows of one group are drawn together."""
    generator = np.random.default_rng(SEED)
    members = [np.flatnonzero(groups == group) for group in range(int(groups.max()) + 1)]
    drawn = [
        figure(np.concatenate([members[group] for group in generator.integers(0, len(members), len(members))]))
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Interval(figure(np.arange(len(groups))), float(low), float(high))
