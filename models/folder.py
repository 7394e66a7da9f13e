"""A model as a folder: safetensors, `huiyin.json`, a vocabulary and a card; nothing in it can run.

huiyin.json        format, kind, axis, labels, thresholds, calibration, hashes of its files and of the data
model.safetensors  the arrays
vocabulary.txt     one feature a line, in the order of the arrays' columns
card.md            what it learned from, how well it does, where it must not be trusted
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as load_arrays
from safetensors.numpy import save as save_arrays

from corpus.errors import ModelUnusable

FORMAT = 1
MANIFEST, ARRAYS, VOCABULARY, CARD = "huiyin.json", "model.safetensors", "vocabulary.txt", "card.md"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `huiyin.json` says. Probabilities are `softmax(scores * scale + biases)`."""

    kind: str  # linear
    axis: str  # topic
    labels: tuple[str, ...]  # codes of the taxonomy, in the order of the arrays' rows
    threshold: float  # below this best probability the model abstains
    accepted_accuracy: float  # what the threshold was chosen for, on letters it had not seen
    scale: float
    biases: tuple[float, ...]
    data: Mapping[str, str]  # file name -> sha256 of what it learned from


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """The parts of one model; `id` is a hash of what decides, so equal models have equal ids."""

    manifest: Manifest
    arrays: Mapping[str, NDArray[np.generic]]
    vocabulary: tuple[str, ...]
    card: str
    id: str


def save(
    folder: Path, manifest: Manifest, *, arrays: Mapping[str, NDArray[Any]], vocabulary: tuple[str, ...], card: str
) -> None:
    """Write a linear model into the place of `folder`, whole or not at all."""
    contents = {
        ARRAYS: save_arrays({name: np.ascontiguousarray(array) for name, array in arrays.items()}),
        VOCABULARY: ("\n".join(vocabulary) + "\n").encode(),
        CARD: card.encode(),
    }
    replace(folder, asdict(manifest), contents)


def replace(folder: Path, stated: Mapping[str, Any], contents: Mapping[str, bytes]) -> None:
    """Put a folder of these files in the place of `folder`; its manifest is what is `stated` and their hashes.

    Written beside its place and moved there; a reader sees the old model or the new one, whole. Between the two moves
    a crash leaves the old model under its name with `.old`; `placed` looks there.
    """
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    head = json.dumps({"format": FORMAT, **stated, "files": hashes}, ensure_ascii=False, indent=1) + "\n"
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=folder.name + ".", dir=folder.parent))
    beside.chmod(0o755)  # mkdtemp makes it private; a model is read by whoever serves
    for name, data in {**contents, MANIFEST: head.encode()}.items():
        (beside / name).write_bytes(data)
    old = _old(folder)
    if folder.exists():
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
    beside.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def load(folder: Path) -> ModelFolder:
    """Read a model folder; each file must have the hash that its manifest states.

    Raises:
        ModelUnusable: folder or file missing, format unknown, content damaged.

    """
    folder = placed(folder)
    head = stated(folder)
    contents = {name: content(folder, name, head["files"]) for name in (ARRAYS, VOCABULARY, CARD)}
    try:
        arrays = load_arrays(contents[ARRAYS])
        vocabulary = tuple(contents[VOCABULARY].decode().split("\n")[:-1])
        manifest = _manifest(head)
    except (SafetensorError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise ModelUnusable(f"模型目录 {folder} 的内容无法读取，可能已损坏。请重新安装或重新训练。") from error
    identity = hashlib.sha256(json.dumps(head, sort_keys=True).encode()).hexdigest()[:16]
    return ModelFolder(manifest, arrays, vocabulary, contents[CARD].decode(), identity)


def placed(folder: Path) -> Path:
    """Return where the model stands: under its name, or beside it after a crash; raises ModelUnusable."""
    if not folder.is_dir() and _old(folder).is_dir():
        folder = _old(folder)
    if not folder.is_dir():
        raise ModelUnusable(f"找不到模型目录：{folder}。请检查设置，或重新安装。")
    return folder


def _old(folder: Path) -> Path:
    return folder.with_name(folder.name + ".old")


def stated(folder: Path) -> dict[str, Any]:
    """Return what `huiyin.json` says; raises ModelUnusable where it is missing, damaged or of another format."""
    try:
        head = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError as error:
        raise ModelUnusable(f"模型目录 {folder} 缺少 {MANIFEST}。请重新安装或重新训练。") from error
    except ValueError as error:
        raise ModelUnusable(f"{folder / MANIFEST} 不是有效的 JSON，可能已损坏。请重新安装或重新训练。") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        found = head.get("format") if isinstance(head, dict) else None
        raise ModelUnusable(f"模型目录 {folder} 的格式是 {found}，本程序只认格式 {FORMAT}。请用本程序重新训练。")
    if not isinstance(head.get("files"), dict):
        raise ModelUnusable(f"{folder / MANIFEST} 没有列出文件的校验值，可能已损坏。请重新安装或重新训练。")
    return head


def content(folder: Path, name: str, hashes: Mapping[str, str]) -> bytes:
    """Return the bytes of a file of the folder; raises ModelUnusable where they have not the hash that is stated."""
    try:
        data = (folder / name).read_bytes()
    except FileNotFoundError as error:
        raise ModelUnusable(f"模型目录 {folder} 缺少文件 {name}。请重新安装或重新训练。") from error
    if hashlib.sha256(data).hexdigest() != hashes.get(name):
        raise ModelUnusable(f"模型文件 {folder / name} 与校验值不符，已损坏或被改动。请重新安装或重新训练。")
    return data


def _manifest(head: Mapping[str, Any]) -> Manifest:
    return Manifest(
        kind=str(head["kind"]),
        axis=str(head["axis"]),
        labels=tuple(map(str, head["labels"])),
        threshold=float(head["threshold"]),
        accepted_accuracy=float(head["accepted_accuracy"]),
        scale=float(head["scale"]),
        biases=tuple(map(float, head["biases"])),
        data=dict(head["data"]),
    )
