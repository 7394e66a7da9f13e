"""Learning of the side of the queries: the softmax over all passages, whose vectors stay as they are.

Because passages keep their vectors, each step sees all 59,364 of them as wrong answers, not some drawn ones, and what
an office has indexed stays valid when the queries' side is trained again.

Tried on one core, STARD dev, vectors alone (R@5 / R@10 / R@100 / MRR):
  untrained                                             .443 / .497 / .718 / .426
  questions only, all weights, 4 epochs                 .583 / .682 / .892 / .588
  with answers as queries, all weights                  .610 / .694 / .894 / .597
  with answers and keywords, word embeddings frozen     .600 / .707 / .893 / .607   <- this
  the same, running mean of the weights                 .599 / .706 / .892 / .609
The 95 % interval is some .06 to either side. Frozen embeddings are shared by both sides: 25 MB to ship, not 47.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.utils import clip_grad_norm_
from torch.optim.lr_scheduler import LambdaLR

from models.encoder_torch import TorchEncoder
from models.evaluation import SEED, Interval, interval
from models.stard import Question

EPOCHS = 4
TEMPERATURE, RATE, DECAY, BATCH = 0.03, 5e-5, 0.01, 16
WARMING = 20  # steps
# A query in training is cut here; a lawyer's answer says within its first 200 characters what it is about.
LENGTH, ANSWER, SHORTEST_ANSWER = 160, 200, 20
# Batches are made of queries of like length, drawn from so many batches at once.
POOL = 16
DEPTHS = (5, 10, 100)


@dataclass(frozen=True, slots=True)
class Example:
    """One query with the places of the passages that answer it."""

    text: str
    gold: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """How well vectors alone find, with 95 % intervals over the questions; mrr is 0 beyond the first 100."""

    recall_at_5: Interval
    recall_at_10: Interval
    recall_at_100: Interval
    mrr: Interval

    def __str__(self) -> str:
        return f"R@5 {self.recall_at_5}，R@10 {self.recall_at_10}，R@100 {self.recall_at_100}，MRR {self.mrr}"


def examples(questions: Sequence[Question]) -> list[Example]:
    """Return what is learned from: the questions, the beginnings of their answers, their keywords."""
    made = []
    for one in questions:
        made.append(Example(one.text, one.gold))
        if len(one.answer) > SHORTEST_ANSWER:
            made.append(Example(one.answer[:ANSWER], one.gold))
        if one.keywords:
            made.append(Example(one.keywords, one.gold))
    return made


def learn(
    encoder: TorchEncoder,
    learned_from: Sequence[Example],
    passages: Tensor,
    *,
    epochs: int,
    progress: Callable[[int, int], None],
) -> Iterator[float]:
    """Change the queries' side of `encoder`, epoch by epoch, and yield the mean loss of each.

    `passages` are their vectors, one row each. On a CPU with one thread equal data gives equal weights.
    """
    side = encoder.query_side
    for name, one in side.model.named_parameters():
        one.requires_grad_(not name.startswith("embeddings."))
    drawn = random.Random(SEED)  # noqa: S311 -- an order, no secret
    torch.manual_seed(SEED)
    free = [one for one in side.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(free, lr=RATE, weight_decay=DECAY)
    total = epochs * -(-len(learned_from) // BATCH)
    schedule = LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / WARMING) * max(0.0, 1 - step / total))
    done = 0
    for _ in range(epochs):
        side.train()
        lost = 0.0
        for batch in batches(learned_from, drawn):
            loss = _loss(encoder, batch, passages)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch types it not
            clip_grad_norm_(free, 1.0)
            optimizer.step()
            schedule.step()
            lost += loss.item() * len(batch)
            done += 1
            progress(done, total)
        side.eval()
        yield lost / len(learned_from)


def batches(learned_from: Sequence[Example], drawn: random.Random) -> list[list[Example]]:
    """Return all examples in batches of like length, in an order drawn anew."""
    order = list(learned_from)
    drawn.shuffle(order)
    made = []
    for start in range(0, len(order), BATCH * POOL):
        pool = sorted(order[start : start + BATCH * POOL], key=lambda one: len(one.text))
        made += [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
    drawn.shuffle(made)
    return made


def _loss(encoder: TorchEncoder, batch: Sequence[Example], passages: Tensor) -> Tensor:
    """Return the mean of -log p over the right passages of each query."""
    vectors = encoder.query_side(**encoder.questions([one.text for one in batch], LENGTH))
    likely = (vectors @ passages.T / TEMPERATURE).log_softmax(dim=-1)
    return -torch.stack([likely[row, list(one.gold)].mean() for row, one in enumerate(batch)]).mean()


def measure(encoder: TorchEncoder, questions: Sequence[Question], passages: Tensor) -> Found:
    """Ask the questions and look how far up the articles that answer them stand."""
    ranks = []
    for start in range(0, len(questions), 2 * BATCH):
        some = questions[start : start + 2 * BATCH]
        near = encoder.queries([one.text for one in some]) @ passages.T
        best = near.topk(min(max(DEPTHS), near.shape[1])).indices.cpu().numpy()
        ranks += [np.isin(row, one.gold) for row, one in zip(best, some, strict=True)]
    return figures(np.array(ranks), np.array([len(one.gold) for one in questions]))


def figures(right: NDArray[np.bool_], gold: NDArray[np.int64]) -> Found:
    """Return the figures; `right` says of each question (row) which of its first hits is right."""
    recalls = [right[:, :depth].sum(axis=1) / gold for depth in DEPTHS]
    first = np.where(right.any(axis=1), 1 / (1 + right.argmax(axis=1)), 0.0)
    alone = np.arange(len(gold))
    return Found(
        *(interval(lambda rows, of=of: float(of[rows].mean()), alone) for of in (*recalls, first))  # type: ignore[misc]  # mypy does not infer lambdas with defaults
    )
