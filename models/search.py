"""`train search`: embed the articles once, learn the side of the queries, measure, write the folder with its card."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import torch

from models import encoder_folder, folder, query_training, stard
from models.encoder_torch import TorchEncoder
from models.passage_vectors import passage_vectors
from models.query_training import Found
from models.stard import Stard

# What the makers of BGE put before a short query; the words are no language's but their models'.
PREFIX: Final = "为这个句子生成表示以用于检索相关文章："
POOLING: Final = "cls"
# The base that is shipped; of another one nothing is claimed.
BASE: Final = "bge-small-zh-v1.5"
MAKERS: Final = {BASE: f"{BASE}，北京智源人工智能研究院（BAAI）制作，MIT 许可，全文见 `LICENSE`（BAAI/{BASE}）"}
LICENCE: Final = Path(str(resources.files("models")), "data", f"{BASE}.LICENSE")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: from which base, where, how long, and where vectors of passages are kept between runs."""

    base: Path
    cache: Path
    device: str = "cpu"
    epochs: int = query_training.EPOCHS


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told how far it is: in Chinese lines, in passages that have their vector, in steps of learning."""

    tell: Callable[[str], None]
    embedded: Callable[[int, int], None]
    learned: Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of it, measured on dev: the base as it was and the model as it is shipped, in float16."""

    untrained: Found
    trained: Found
    epochs: tuple[str, ...]  # one line each


def train_search(data: Path, out: Path, recipe: Recipe, *, watcher: Watcher) -> Trained:
    """Train the encoder of search from the data folder `data` into the folder `out` and return what was measured.

    On one core the vectors of the passages take an hour, once, and the rest some twenty minutes. Equal data and base
    give equal weights on the same machine with one thread. Raises InvalidRecord, ModelUnusable.
    """
    read = stard.read(data)
    watcher.tell(
        f"读入条文 {len(read.passages)} 条，训练问题 {len(read.train)} 个，检验问题 {len(read.dev)} 个；做条文向量"
    )
    with TemporaryDirectory() as scratch:
        place = _trunk(recipe.base, Path(scratch) / "model")
        encoder = TorchEncoder(encoder_folder.read(place), device=recipe.device)
        vectors = passage_vectors(encoder, read.passages, recipe.cache, progress=watcher.embedded)
        passages = torch.from_numpy(vectors).to(recipe.device)
        untrained = query_training.measure(encoder, read.dev, passages)
        watcher.tell(f"训练前：{untrained}")
        lines = tuple(_learned(encoder, read, passages, recipe, watcher))
        contents = _contents(place) | {encoder_folder.QUERY_WEIGHTS: encoder.overlay()}
        folder.replace(place, _stated(read, recipe.base), contents)
        shipped = TorchEncoder(encoder_folder.read(place), device=recipe.device)
        trained = Trained(untrained, query_training.measure(shipped, read.dev, passages), lines)
    contents[folder.CARD] = card(trained, read, _name(recipe.base)).encode()
    folder.replace(out, _stated(read, recipe.base), contents)
    watcher.tell(f"已写入 {out}")
    return trained


def _learned(
    encoder: TorchEncoder, read: Stard, passages: torch.Tensor, recipe: Recipe, watcher: Watcher
) -> Iterator[str]:
    """Learn and tell after each epoch, in a line, how well it does on dev."""
    losses = query_training.learn(
        encoder, query_training.examples(read.train), passages, epochs=recipe.epochs, progress=watcher.learned
    )
    for epoch, loss in enumerate(losses, start=1):
        line = f"第 {epoch} 轮：损失 {loss:.3f}，{query_training.measure(encoder, read.dev, passages)}"
        watcher.tell(line)
        yield line


def _trunk(base: Path, place: Path) -> Path:
    """Write the passages' side as `transformers` writes it, in float16, so that it is embedded as it is shipped."""
    loaded = TorchEncoder(encoder_folder.read(base))
    place.mkdir()
    if _name(base) == BASE:
        (place / encoder_folder.LICENCE).write_bytes(LICENCE.read_bytes())
    loaded.passage_side.half().model.save_pretrained(place)
    loaded.tokenizer.save_pretrained(place)
    folder.replace(place, _stated(None, base), _contents(place))
    return place


def _contents(place: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted(place.iterdir()) if one.name != folder.MANIFEST}


def _stated(read: Stard | None, base: Path) -> dict[str, object]:
    return {
        "kind": encoder_folder.KIND,
        "base": _name(base),
        "pooling": POOLING,
        "prefix": PREFIX,
        "tokens": encoder_folder.TOKENS,
        "data": dict(read.hashes) if read else {},
    }


def _name(base: Path) -> str:
    """Return the name of the base; trained anew from a folder of ours it is the base of that."""
    if (base / folder.MANIFEST).is_file():
        return str(folder.stated(base).get("base", base.name))
    return base.name


def card(measured: Trained, read: Stard, base: str) -> str:
    """Return the model card, Chinese Markdown."""
    hashes = "\n".join(f"- `{name}`：sha256 `{digest}`" for name, digest in read.hashes.items())
    rows = "\n".join(
        f"| {name} | {getattr(measured.untrained, field)} | {getattr(measured.trained, field)} |"
        for name, field in (
            ("R@5", "recall_at_5"),
            ("R@10", "recall_at_10"),
            ("R@100", "recall_at_100"),
            ("MRR", "mrr"),
        )
    )
    epochs = "\n".join(f"- {line}" for line in measured.epochs)
    return f"""# 法条检索的编码器

**用途。** 把问题和条文变成向量，让百姓的说法找到律师会引用的条文；给检索排序作参考，不是法律意见。

**底座。** {MAKERS.get(base, base + "（制作者和许可见底座自己的说明）")}。
条文一侧（`model.safetensors`）就是底座，没有改动；问题一侧（`query.safetensors`）是训练出来的，
词嵌入两侧共用。问题之前加“{PREFIX}”，取 [CLS] 的末层状态，长度归一。

**数据。** STARD（百姓的法律问题、律师的回答和所引条文，MIT 许可，ACL 2024）的训练部分 {len(read.train)} 题，
问题、回答的开头和关键词都当作问题来学；条文 {len(read.passages):,} 条，国家层面的法律、行政法规、司法解释、
部门规章，不含已被取代的文本（LawRefBook/Laws，2025-04-19；法律法规文本不受著作权保护）。检验部分从未用于训练。
本目录只有权重和分词表，没有任何问题或回答。

{hashes}

**训练。** 条文向量固定，对全部条文作 softmax（温度 {query_training.TEMPERATURE}），AdamW，学习率
{query_training.RATE:g}，每批 {query_training.BATCH}，种子固定。每轮之后的检验：

{epochs}

**检验。** STARD 检验部分 {len(read.dev)} 题，在全部条文中只用向量查找；括号内为按题重抽样的 95% 区间。
权重为 float16，运算为 float32；服务时问题一侧有一部分用 int8，差别见 `models/README.md`。

| 指标 | 底座 | 本模型 |
| --- | --- | --- |
{rows}

**局限。** 只学过国家层面的法；地方性法规、很新的法、专业性强的行政领域没有检验过。问题都是一两句话，
整封来信当问题没有检验过。向量相近不等于应当适用：结果须由人核对原文。种类选择（学什么、冻结什么）看过检验部分的
分数（见 `models/query_training.py`），所报分数因此可能略为乐观，差别在区间之内。
"""
