"""The folder of an encoder: a transformer that embeds what is to be found, and what a query needs otherwise.

config.json, model.safetensors, tokenizer*   the side of the passages, for `AutoModel.from_pretrained` as it stands
query.safetensors                            the tensors in which the side of the queries differs; embeddings are shared
huiyin.json                                  pooling, prefix of a query, length, hashes of all files
LICENSE                                      of the weights it began with, where that has to go along
card.md                                      what it learned from, how well it does, where it must not be trusted

A folder without huiyin.json is anybody's: one transformer for both sides, pooling and prefix as sentence-transformers
writes them. Only safetensors is read: nothing in a folder can run.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

from corpus.errors import ModelUnusable
from models import folder as folders

# The one that comes with the program.
SHIPPED: Final = Path(str(resources.files("models")), "weights", "search")
KIND: Final = "encoder"
WEIGHTS, QUERY_WEIGHTS, CONFIG = "model.safetensors", "query.safetensors", "config.json"
LICENCE: Final = "LICENSE"
_POOLINGS: Final = ("cls", "mean")
_POOLING, _PROMPTS = Path("1_Pooling", "config.json"), "config_sentence_transformers.json"
# Of a passage or query; 320 hold 96 of 100 national articles whole, twice as many cost twice the hours.
TOKENS: Final = 320


@dataclass(frozen=True, slots=True)
class EncoderFolder:
    """What a folder says of itself. `passages` and `queries` are fingerprints of all that decides the two sides.

    Vectors that are kept are named by `passages`: a queries' side that is trained again leaves them valid.
    """

    path: Path
    pooling: str  # cls, mean
    prefix: str  # stands before every query
    tokens: int  # of a text; what is beyond is cut off
    dimensions: int
    passages: str
    queries: str
    files: Mapping[str, str]  # name -> sha256


def read(path: Path) -> EncoderFolder:
    """Read what the folder says; its weights are not looked at where huiyin.json states their hashes.

    Raises:
        ModelUnusable: no such folder, no safetensors in it, or it says what cannot be done.

    """
    path = folders.placed(path)
    stated = folders.stated(path) if (path / folders.MANIFEST).is_file() else _foreign(path)
    config = _json(path / CONFIG)
    if stated.get("kind") != KIND or stated.get("pooling") not in _POOLINGS:
        raise ModelUnusable(f"{path} 不是编码器的模型目录，或者用了本程序不认的池化方式。请换一个。")
    files = {str(name): str(digest) for name, digest in stated["files"].items()}
    if not any(name.endswith(".safetensors") for name in files):
        raise ModelUnusable(f"模型目录 {path} 没有 safetensors 格式的权重；别的格式不读。")
    try:
        tokens = min(int(stated["tokens"]), int(config.get("max_position_embeddings", stated["tokens"])))
        beside = (QUERY_WEIGHTS, LICENCE, folders.CARD)
        decisive = {name: digest for name, digest in files.items() if name not in beside}
        side = [folders.FORMAT, stated["pooling"], tokens, decisive]
        return EncoderFolder(
            path,
            stated["pooling"],
            str(stated["prefix"]),
            tokens,
            int(config["hidden_size"]),
            passages=_fingerprint(side),
            queries=_fingerprint([*side, stated["prefix"], files.get(QUERY_WEIGHTS)]),
            files=files,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelUnusable(f"模型目录 {path} 的说明不全，可能已损坏。请重新安装或换一个。") from error


def verify(found: EncoderFolder) -> None:
    """Read all files of the folder; raises ModelUnusable where one has not the hash that is stated."""
    for name in found.files:
        folders.content(found.path, name, found.files)


def _fingerprint(decides: object) -> str:
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:16]


def _foreign(path: Path) -> dict[str, Any]:
    """Return a manifest for anybody's folder.

    Where none is stated the vector is that of [CLS], as in the BGE family, and nothing stands before a query.
    """
    pooling = "cls"
    if (path / _POOLING).is_file():
        modes = {name for name, chosen in _json(path / _POOLING).items() if name.startswith("pooling_mode_") and chosen}
        pooling = {"pooling_mode_cls_token": "cls", "pooling_mode_mean_tokens": "mean"}.get("".join(modes), "")
    prompts = _json(path / _PROMPTS).get("prompts") if (path / _PROMPTS).is_file() else None
    files = [one for kind in ("*.safetensors", "*.json", "*.txt", "*.model") for one in path.glob(kind)]
    return {
        "kind": KIND,
        "pooling": pooling,
        "prefix": (prompts or {}).get("query", ""),
        "tokens": TOKENS,
        "files": {one.name: _digest(one) for one in sorted(files)},
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ModelUnusable(f"模型目录缺少 {path.name}，或者它已损坏：{path.parent}。请重新安装或换一个。") from error
    if not isinstance(found, dict):
        raise ModelUnusable(f"{path} 不是编码器的说明。请重新安装或换一个。")
    return found
