"""The encoder that is shipped: whole, small, no question of the data in it; it serves what torch would."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch

from models import encoder_folder, folder, stard
from models.encoder import Encoder
from models.encoder_folder import SHIPPED
from models.encoder_torch import TorchEncoder

FLOORS = tomllib.loads((SHIPPED.parents[1] / "floors.toml").read_text(encoding="utf-8"))["search"]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return Encoder(SHIPPED, cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def read(data: Path) -> stard.Stard:
    return stard.read(data)


def test_the_shipped_folder_is_whole_and_small() -> None:
    encoder_folder.verify(encoder_folder.read(SHIPPED))
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 75_000_000


def test_the_queries_share_the_embeddings_of_the_passages() -> None:
    torch_encoder = TorchEncoder(encoder_folder.read(SHIPPED))
    embeddings = (side.model.get_input_embeddings() for side in (torch_encoder.passage_side, torch_encoder.query_side))
    first, second = (next(one.parameters()) for one in embeddings)
    assert torch.equal(first, second)


@pytest.mark.parametrize("figure", ["R@5", "R@10", "R@100", "MRR"])
def test_the_floors_stand_in_the_card_of_the_same_data(figure: str) -> None:
    card = (SHIPPED / folder.CARD).read_text(encoding="utf-8")
    measured = re.search(rf"\| {figure} \| [^|]+ \| ([0-9.]+)（", card)
    assert measured is not None
    assert float(measured[1]) >= FLOORS[figure]
    assert folder.stated(SHIPPED)["data"] == FLOORS["data"]


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "公司拖欠工资不给怎么办",
            "劳动法 第五章 工资\n工资应当以货币形式按月支付给劳动者本人。不得克扣或者无故拖欠劳动者的工资。",
            "民法典 第十二章 借款合同\n借款人应当按照约定的期限支付利息。",
        ),
        (
            "借钱给朋友，到期了他不还",
            "民法典 第十二章 借款合同\n借款人应当按照约定的期限返还借款。",
            "劳动法 第五章 工资\n工资应当以货币形式按月支付给劳动者本人。不得克扣或者无故拖欠劳动者的工资。",
        ),
        (
            "楼上掉东西砸到人谁赔",
            "民法典 第十章 建筑物和物件损害责任\n禁止从建筑物中抛掷物品。",
            "道路交通安全法 第一章 总则\n为了维护道路交通秩序，预防和减少交通事故，保护人身安全，制定本法。",
        ),
    ],
)
def test_a_plain_question_is_nearer_to_the_article_that_answers_it(
    encoder: Encoder, question: str, right: str, wrong: str
) -> None:
    near, far = encoder.passages([right, wrong]) @ encoder.query(question)
    assert near > far


def test_a_whole_letter_is_a_query(encoder: Encoder) -> None:
    made = encoder.query("我们小区物业乱收费，电梯坏了也不修。" * 280)
    assert made.shape == (encoder.dimensions,)
    assert np.linalg.norm(made) == pytest.approx(1, abs=1e-5)


@pytest.mark.data
def test_what_serves_finds_what_torch_finds(encoder: Encoder, read: stard.Stard) -> None:
    torch_encoder = TorchEncoder(encoder_folder.read(SHIPPED))
    questions = [one.text for one in read.dev]
    passages = [read.passages[place] for place in sorted({gold for one in read.dev for gold in one.gold})[:60]]
    ours, theirs = encoder.passages(passages), torch.cat([torch_encoder.passages([one]) for one in passages]).numpy()
    assert np.allclose(ours, theirs, atol=1e-4)
    asked = np.array([encoder.query(one) for one in questions])
    exact = torch.cat([torch_encoder.queries([one]) for one in questions]).numpy()
    assert (asked * exact).sum(axis=1).mean() > 0.99
    best, expected = (np.argsort(-(side @ theirs.T), axis=1)[:, :10] for side in (asked, exact))
    overlap = [len(set(one) & set(other)) / 10 for one, other in zip(best, expected, strict=True)]
    assert np.mean(overlap) > 0.9


@pytest.mark.data
def test_no_question_of_the_data_is_in_a_shipped_file(read: stard.Stard) -> None:
    shipped = "\n".join(path.read_text(encoding="utf-8") for path in SHIPPED.iterdir() if path.suffix != ".safetensors")
    assert [one.text for one in (*read.train, *read.dev) if one.text in shipped] == []
