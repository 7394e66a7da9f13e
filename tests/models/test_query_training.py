"""Learning of the queries' side: what it is given, what it may change, how it is measured; two steps on real rows."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus.errors import InvalidRecord
from models import encoder_folder, query_training, stard
from models.encoder_torch import TorchEncoder
from models.passage_vectors import passage_vectors
from models.query_training import Example
from models.stard import Question
from tests.models.encoders import tiny


@pytest.fixture
def encoder(tmp_path: Path) -> TorchEncoder:
    return TorchEncoder(encoder_folder.read(tiny(tmp_path / "search")))


@pytest.fixture(scope="module")
def read(data: Path) -> stard.Stard:
    return stard.read(data)


def _nobody(_done: int, _total: int) -> None:
    """Look at no progress."""


def test_a_question_its_answer_and_its_keywords_are_all_queries() -> None:
    question = Question("借钱不还怎么办", "可以" + "起诉" * 200, "借款；起诉", (3,))
    assert [one.text for one in query_training.examples([question])] == [
        "借钱不还怎么办",
        ("可以" + "起诉" * 200)[: query_training.ANSWER],
        "借款；起诉",
    ]


def test_an_answer_that_says_nothing_is_no_query() -> None:
    assert query_training.examples([Question("借钱不还", "您好", "", (3,))]) == [Example("借钱不还", (3,))]


def test_every_example_is_learned_once_an_epoch() -> None:
    examples = [Example("问" * (number % 40), (number,)) for number in range(600)]
    batches = query_training.batches(examples, random.Random(13))
    assert sorted(one.gold for batch in batches for one in batch) == [(number,) for number in range(600)]
    assert max(map(len, batches)) == query_training.BATCH


@pytest.mark.parametrize(
    ("right", "gold", "figures"),
    [
        ({0}, 1, (1.0, 1.0, 1.0, 1.0)),  # the first hit
        ({5}, 1, (0.0, 1.0, 1.0, 1 / 6)),  # the sixth
        ({99}, 1, (0.0, 0.0, 1.0, 0.01)),  # the last that counts
        (set(), 1, (0.0, 0.0, 0.0, 0.0)),
        ({1, 20}, 4, (0.25, 0.25, 0.5, 0.5)),  # two of four
    ],
)
def test_figures_are_those_of_the_ranks(right: set[int], gold: int, figures: tuple[float, ...]) -> None:
    row = np.isin(np.arange(100), sorted(right))
    found = query_training.figures(np.array([row, row]), np.array([gold, gold]))
    assert (
        found.recall_at_5.value,
        found.recall_at_10.value,
        found.recall_at_100.value,
        found.mrr.value,
    ) == pytest.approx(figures)


def test_vectors_of_passages_go_on_where_a_run_was_cut_off(encoder: TorchEncoder, tmp_path: Path) -> None:
    texts = [f"民法典 第{number}条\n" + "合同" * (number % 7) for number in range(70)]
    whole = passage_vectors(encoder, texts, tmp_path / "whole", progress=_nobody)

    def cut(done: int, _total: int) -> None:
        if done >= 64:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        passage_vectors(encoder, texts, tmp_path / "cut", progress=cut)
    seen: list[int] = []
    resumed = passage_vectors(encoder, texts, tmp_path / "cut", progress=lambda done, _: seen.append(done))
    assert seen[0] == 64  # the first batch was kept
    assert np.array_equal(resumed, whole)


def test_vectors_of_passages_are_made_once(encoder: TorchEncoder, tmp_path: Path) -> None:
    passage_vectors(encoder, ["合同", "工资"], tmp_path, progress=_nobody)
    seen: list[int] = []
    passage_vectors(encoder, ["合同", "工资"], tmp_path, progress=lambda done, _: seen.append(done))
    assert seen == []


def test_other_texts_have_other_vectors(encoder: TorchEncoder, tmp_path: Path) -> None:
    first = passage_vectors(encoder, ["合同", "工资"], tmp_path, progress=_nobody)
    second = passage_vectors(encoder, ["房屋", "工资"], tmp_path, progress=_nobody)
    assert not np.array_equal(first[0], second[0])


def test_a_data_folder_without_the_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match="数据文件夹里没有"):
        stard.read(tmp_path)


@pytest.mark.data
def test_the_articles_and_questions_are_those_of_the_protocol(read: stard.Stard) -> None:
    assert (len(read.passages), len(read.train), len(read.dev)) == (59_364, 1_035, 200)
    assert all(one.gold for one in (*read.train, *read.dev))


@pytest.mark.data
def test_no_question_of_dev_is_learned(read: stard.Stard) -> None:
    dev = {one.text for one in read.dev}
    assert dev & {one.text for one in query_training.examples(read.train)} == set()


@pytest.mark.data
def test_two_steps_change_only_the_layers_of_the_queries_and_lower_the_loss(
    encoder: TorchEncoder, read: stard.Stard
) -> None:
    questions = read.train[: 2 * query_training.BATCH]
    places = {place: row for row, place in enumerate(sorted({gold for one in questions for gold in one.gold}))}
    passages = encoder.passages([read.passages[place] for place in places]).clone()
    before = {name: one.clone() for name, one in encoder.query_side.model.state_dict().items()}
    examples = [Example(one.text, tuple(places[gold] for gold in one.gold)) for one in questions]
    losses = list(query_training.learn(encoder, examples, passages, epochs=10, progress=_nobody))
    changed = {
        name for name, one in encoder.query_side.model.state_dict().items() if not torch.equal(one, before[name])
    }
    assert changed == {name for name in before if name.startswith("encoder.")}
    assert losses[-1] < losses[0]


@pytest.mark.data
def test_equal_data_give_equal_weights(tmp_path: Path, read: stard.Stard) -> None:
    examples = query_training.examples([replace(one, gold=(0,)) for one in read.train[:8]])
    passages = torch.eye(4, 32)
    made = []
    for name in ("one", "two"):
        encoder = TorchEncoder(encoder_folder.read(tiny(tmp_path / name)))
        list(query_training.learn(encoder, examples, passages, epochs=1, progress=_nobody))
        made.append(encoder.overlay())
    assert made[0] == made[1]
