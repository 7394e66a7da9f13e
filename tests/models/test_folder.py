"""Model folders: whole or not at all, damage is named, replacing never leaves nothing."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelUnusable
from models import folder

MANIFEST = folder.Manifest(
    kind="linear",
    axis="topic",
    labels=("城乡建设", "交通运输"),
    threshold=0.8,
    accepted_accuracy=0.95,
    scale=1.5,
    biases=(0.1, -0.1),
    data={"letters": "0" * 64},
)
ARRAYS = {"weights": np.arange(4, dtype=np.float16).reshape(2, 2), "idf": np.ones(2, dtype=np.float16)}


def write(path: Path, card: str = "卡") -> Path:
    folder.save(path, MANIFEST, arrays=ARRAYS, vocabulary=("=路", "~路灯"), card=card)
    return path


def test_a_saved_folder_is_read_back_as_it_was(tmp_path: Path) -> None:
    loaded = folder.load(write(tmp_path / "model"))
    assert (loaded.manifest, loaded.vocabulary, loaded.card) == (MANIFEST, ("=路", "~路灯"), "卡")
    assert (loaded.arrays["weights"] == ARRAYS["weights"]).all()
    assert loaded.arrays["weights"].dtype == np.float16


def test_equal_models_have_equal_ids_and_others_do_not(tmp_path: Path) -> None:
    ids = [folder.load(write(tmp_path / name, card)).id for name, card in (("a", "一"), ("b", "一"), ("c", "二"))]
    assert ids[0] == ids[1] != ids[2]


def test_saving_again_replaces_and_leaves_nothing_beside(tmp_path: Path) -> None:
    write(tmp_path / "model", "旧")
    assert folder.load(write(tmp_path / "model", "新")).card == "新"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_crash_between_the_two_moves_leaves_the_old_model_serving(tmp_path: Path) -> None:
    write(tmp_path / "model", "旧").rename(tmp_path / "model.old")
    assert folder.load(tmp_path / "model").card == "旧"


@pytest.mark.parametrize("name", [folder.MANIFEST, folder.ARRAYS, folder.VOCABULARY, folder.CARD])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (write(tmp_path / "model") / name).unlink()
    with pytest.raises(ModelUnusable, match=name):
        folder.load(tmp_path / "model")


@pytest.mark.parametrize("name", [folder.ARRAYS, folder.VOCABULARY, folder.CARD])
def test_a_changed_file_is_refused(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "model") / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelUnusable, match="校验值不符"):
        folder.load(tmp_path / "model")


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("{", "不是有效的 JSON"),
        ("[]", "格式是 None"),
        (json.dumps({"format": 99}), "格式是 99"),
        (json.dumps({"format": folder.FORMAT}), "没有列出文件的校验值"),
    ],
)
def test_a_foreign_manifest_is_refused(tmp_path: Path, head: str, says: str) -> None:
    (write(tmp_path / "model") / folder.MANIFEST).write_text(head, encoding="utf-8")
    with pytest.raises(ModelUnusable, match=says):
        folder.load(tmp_path / "model")


def test_a_manifest_without_its_fields_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "model") / folder.MANIFEST
    head = json.loads(path.read_text(encoding="utf-8"))
    del head["threshold"]
    path.write_text(json.dumps(head), encoding="utf-8")
    with pytest.raises(ModelUnusable, match="无法读取"):
        folder.load(tmp_path / "model")


def test_no_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="找不到模型目录"):
        folder.load(tmp_path / "nothing")
