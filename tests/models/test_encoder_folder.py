"""Folders of encoders: ours and anybody's, what they state, what is refused."""

import json
import shutil
from pathlib import Path

import pytest
import torch
from transformers import AutoModel

from corpus.errors import ModelUnusable
from models import encoder_folder, folder
from models.encoder_torch import TorchEncoder
from tests.models.encoders import WIDTH, foreign, tiny


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny(tmp_path_factory.mktemp("models") / "search")


@pytest.fixture
def anybodys(tmp_path: Path) -> Path:
    return foreign(tmp_path / "foreign")


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_folder_of_ours_says_how_texts_become_vectors(ours: Path) -> None:
    found = encoder_folder.read(ours)
    assert (found.pooling, found.prefix, found.tokens, found.dimensions) == ("cls", "检索：", 40, WIDTH)
    encoder_folder.verify(found)


def test_the_two_sides_differ_only_in_the_layers_of_the_queries(ours: Path) -> None:
    encoder = TorchEncoder(encoder_folder.read(ours))
    passages, queries = (side.model.state_dict() for side in (encoder.passage_side, encoder.query_side))
    differing = {name for name in passages if not torch.equal(passages[name], queries[name])}
    assert differing
    assert not any(name.startswith("embeddings.") for name in differing)


def test_transformers_reads_the_side_of_the_passages(ours: Path) -> None:
    encoder = TorchEncoder(encoder_folder.read(ours))
    model = AutoModel.from_pretrained(ours, add_pooling_layer=False, dtype=torch.float32)
    expected = encoder.passage_side.model.state_dict()
    assert all(torch.equal(tensor, expected[name]) for name, tensor in model.state_dict().items())


def test_vectors_have_unit_length(ours: Path) -> None:
    encoder = TorchEncoder(encoder_folder.read(ours))
    made = torch.cat([encoder.passages(["民法典 第一章\n合同", ""]), encoder.queries(["借钱不还怎么办"])])
    assert torch.allclose(made.norm(dim=-1), torch.ones(3), atol=1e-6)


def test_kept_vectors_stay_valid_when_the_queries_are_trained_again(ours: Path, tmp_path: Path) -> None:
    before = encoder_folder.read(ours)
    contents = {name: (ours / name).read_bytes() for name in before.files}
    again = tmp_path / "again"
    stated = {"kind": "encoder", "pooling": "cls", "prefix": "检索：", "tokens": 40}
    folder.replace(again, stated, contents | {encoder_folder.QUERY_WEIGHTS: b"other"})
    after = encoder_folder.read(again)
    assert after.passages == before.passages
    assert after.queries != before.queries


def test_other_weights_of_the_passages_have_another_name(ours: Path, tmp_path: Path) -> None:
    before = encoder_folder.read(ours)
    contents = {name: (ours / name).read_bytes() for name in before.files}
    other = tmp_path / "other"
    stated = {"kind": "encoder", "pooling": "cls", "prefix": "检索：", "tokens": 40}
    folder.replace(other, stated, contents | {encoder_folder.WEIGHTS: b"other"})
    assert encoder_folder.read(other).passages != before.passages


@pytest.mark.parametrize(
    ("modes", "pooling"),
    [
        (None, "cls"),  # nothing stated
        ({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, "cls"),
        ({"pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True}, "mean"),
    ],
)
def test_pooling_of_anybodys_folder_is_what_sentence_transformers_states(
    anybodys: Path, modes: dict[str, bool] | None, pooling: str
) -> None:
    if modes is not None:
        _write(anybodys / "1_Pooling" / "config.json", {"word_embedding_dimension": WIDTH, **modes})
    assert encoder_folder.read(anybodys).pooling == pooling


def test_a_pooling_that_is_not_known_is_refused(anybodys: Path) -> None:
    _write(anybodys / "1_Pooling" / "config.json", {"pooling_mode_max_tokens": True})
    with pytest.raises(ModelUnusable, match="池化"):
        encoder_folder.read(anybodys)


def test_the_prompt_of_a_query_is_read_where_it_is_stated(anybodys: Path) -> None:
    _write(anybodys / "config_sentence_transformers.json", {"prompts": {"query": "query: ", "document": ""}})
    assert encoder_folder.read(anybodys).prefix == "query: "


def test_mean_pooling_does_not_see_what_is_padded(anybodys: Path) -> None:
    _write(anybodys / "1_Pooling" / "config.json", {"pooling_mode_mean_tokens": True})
    encoder = TorchEncoder(encoder_folder.read(anybodys))
    alone, padded = encoder.passages(["合同"]), encoder.passages(["合同", "劳动仲裁拖欠工资怎么办"])
    assert torch.allclose(alone[0], padded[0], atol=1e-5)


def test_a_folder_with_pickled_weights_only_is_refused(anybodys: Path) -> None:
    (anybodys / "model.safetensors").rename(anybodys / "pytorch_model.bin")
    with pytest.raises(ModelUnusable, match="safetensors"):
        encoder_folder.read(anybodys)


def test_a_damaged_file_is_named(ours: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ours, tmp_path / "copy"))
    damaged = bytearray((copy / "query.safetensors").read_bytes())
    damaged[-1] ^= 1
    (copy / "query.safetensors").write_bytes(damaged)
    with pytest.raises(ModelUnusable, match=r"query\.safetensors"):
        encoder_folder.verify(encoder_folder.read(copy))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("config.json", b"{", r"config\.json"),
        ("config.json", b"[]", r"config\.json"),
        ("config.json", b"{}", "说明不全"),
        ("huiyin.json", b'{"format": 1, "kind": "linear", "files": {}}', "不是编码器"),
    ],
)
def test_a_folder_that_says_nothing_usable_is_refused(
    ours: Path, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    copy = Path(shutil.copytree(ours, tmp_path / "copy"))
    (copy / name).write_bytes(content)
    with pytest.raises(ModelUnusable, match=told):
        encoder_folder.read(copy)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="找不到"):
        encoder_folder.read(tmp_path / "nowhere")
