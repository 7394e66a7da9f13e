"""The encoder as it serves, on a tiny transformer of random weights: the same code, made in seconds."""

import json
import random
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from corpus.errors import ModelUnusable
from models import encoder_folder
from models.encoder import Encoder
from models.encoder_onnx import DIGESTS, QUERIES, _export
from models.encoder_torch import TorchEncoder
from tests.models.encoders import CHARACTERS, foreign, tiny

TEXTS = ("公司拖欠工资不给怎么办", "用人单位应当按照合同约定向劳动者支付工资。", "邻居养狗扰民", "狗", "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny(tmp_path_factory.mktemp("encoder") / "search")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def encoder(folder: Path, cache: Path) -> Encoder:
    return Encoder(folder, cache=cache)


@pytest.fixture(scope="module")
def torch_encoder(folder: Path) -> TorchEncoder:
    return TorchEncoder(encoder_folder.read(folder))


def test_passages_are_what_torch_makes(encoder: Encoder, torch_encoder: TorchEncoder) -> None:
    assert np.allclose(encoder.passages(TEXTS), torch_encoder.passages(TEXTS).numpy(), atol=1e-5)


def test_queries_in_8_bits_point_where_those_of_torch_do(encoder: Encoder, torch_encoder: TorchEncoder) -> None:
    drawn = random.Random(13)
    texts = ["".join(drawn.choices(CHARACTERS, k=drawn.randint(1, 60))) for _ in range(200)]
    made = np.array([encoder.query(text) for text in texts])
    assert _alike(made, torch_encoder.queries(texts).numpy()).mean() > 0.995


def test_every_vector_has_unit_length(encoder: Encoder) -> None:
    made = np.vstack([encoder.passages(TEXTS), [encoder.query(text) for text in TEXTS]])
    assert made.shape == (2 * len(TEXTS), encoder.dimensions)
    assert made.dtype == np.float32
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)


def test_no_texts_make_no_rows(encoder: Encoder) -> None:
    assert encoder.passages(()).shape == (0, encoder.dimensions)


def test_a_vector_does_not_depend_on_the_texts_around_it(encoder: Encoder) -> None:
    assert (encoder.passages(TEXTS)[2] == encoder.passages(TEXTS[2:3])[0]).all()


def test_a_letter_of_5000_characters_is_cut_and_embedded(encoder: Encoder) -> None:
    letter = "公司拖欠工资不给怎么办" * 455
    assert (encoder.query(letter) == encoder.query(letter + "邻居养狗扰民")).all()


def test_a_foreign_folder_is_pooled_as_it_says(tmp_path: Path) -> None:
    folder = foreign(tmp_path / "mean")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_mean_tokens": True}))
    reference = TorchEncoder(encoder_folder.read(folder))
    _export(reference.passage_side, tmp_path / "mean.onnx")
    (made,) = InferenceSession(tmp_path / "mean.onnx").run(
        None, {name: ids.numpy() for name, ids in reference.tokens(TEXTS, 40).items()}
    )
    assert np.allclose(made, reference.passages(TEXTS).numpy(), atol=1e-5)


def test_a_damaged_cache_is_made_again(encoder: Encoder, folder: Path, cache: Path) -> None:
    before = encoder.query("邻居养狗扰民")
    (made,) = cache.iterdir()
    (made / QUERIES).write_bytes(b"broken")
    assert (Encoder(folder, cache=cache).query("邻居养狗扰民") == before).all()
    assert [one.name for one in cache.iterdir()] == [made.name]


def test_a_missing_folder_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="找不到模型目录"):
        Encoder(tmp_path / "none", cache=tmp_path)


def test_damaged_weights_are_told_when_they_are_read(folder: Path, tmp_path: Path) -> None:
    damaged = Path(shutil.copytree(folder, tmp_path / "damaged"))
    (damaged / "query.safetensors").write_bytes(b"no weights")
    with pytest.raises(ModelUnusable, match="与校验值不符"):
        Encoder(damaged, cache=tmp_path / "cache").query("狗")
    assert list((tmp_path / "cache").iterdir()) == []


def test_serving_holds_no_torch(encoder: Encoder, folder: Path, cache: Path) -> None:
    encoder.query("狗")  # the cache is there
    command = (
        "import sys; from pathlib import Path; from models.encoder import Encoder; "
        f"Encoder(Path({str(folder)!r}), cache=Path({str(cache)!r})).query('狗'); "
        "print({'torch', 'transformers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def _alike(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray((one * other).sum(axis=1))


def test_what_is_not_made_yet_is_told_and_left_to_whoever_has_time(folder: Path, tmp_path: Path) -> None:
    encoder = Encoder(folder, cache=tmp_path / "cache")
    assert encoder.lacking().startswith("语义模型还要转换")
    assert not (tmp_path / "cache").exists()
    encoder.prepare()
    assert encoder.lacking() == ""
    assert Encoder(folder, cache=tmp_path / "cache").lacking() == ""


def test_a_cache_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should")
    encoder = Encoder(folder, cache=tmp_path / "cache")
    with pytest.raises(ModelUnusable, match="不能写"):
        encoder.prepare()
    assert encoder.lacking().startswith("语义模型不能用：编码器")


def test_files_of_the_cache_that_cannot_be_loaded_are_told(folder: Path, cache: Path, tmp_path: Path) -> None:
    Encoder(folder, cache=cache).prepare()
    (place,) = Path(shutil.copytree(cache, tmp_path / "cache")).iterdir()
    (place / QUERIES).write_bytes(b"no graph")
    digests = json.loads((place / DIGESTS).read_bytes()) | {QUERIES: sha256(b"no graph").hexdigest()}
    (place / DIGESTS).write_text(json.dumps(digests))
    encoder = Encoder(folder, cache=tmp_path / "cache")
    assert "无法载入" in encoder.lacking()
    with pytest.raises(ModelUnusable, match="无法载入"):
        encoder.query("狗")
