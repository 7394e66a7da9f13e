"""`train complaints`: measure by the protocol, learn from all, write the model folder with its card."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import evaluation, folder, letters, training
from models.letters import Example, Letters

AXIS = "topic"
# The model accepts a letter by itself only where accepted letters were right this often; the rest goes to a person.
ACCURACY = 0.95


def measure_complaints(data: Path, *, tell: Callable[[str], None]) -> evaluation.Measured:
    """Measure by the protocol that the shipped folder's card tells of, on the data folder `data`; writes nothing."""
    return _measured(data, tell)[0]


def _measured(
    data: Path, tell: Callable[[str], None]
) -> tuple[evaluation.Measured, Letters, tuple[str, ...], frozenset[str]]:
    """Return what was measured, and what to learn from: letters, labels, names that must not become features."""
    read = letters.read(data)
    labels = tuple(sorted({example.label for example in read.raw}))
    tell(f"读入留言 {len(read.raw)} 件，分词留言 {len(read.segmented)} 件")
    people = read.people | letters.people_among_words(data)
    measured = evaluation.measure(read, labels, fit=_Fit(labels, people, tell), accuracy=ACCURACY)
    tell(f"macro-F1 {measured.macro_f1}")
    return measured, read, labels, people


def train_complaints(data: Path, out: Path, *, tell: Callable[[str], None]) -> evaluation.Measured:
    """Train the topic model from the data folder `data` into the model folder `out` and return what was measured.

    Takes about ten minutes on one core; equal data gives equal weights. `tell` gets a Chinese line after each step.
    """
    measured, read, labels, people = _measured(data, tell)
    examples = (*read.segmented, *read.raw)
    trained = training.train(examples, labels=labels, people=people)
    calibration = measured.calibration
    manifest = folder.Manifest(
        kind="linear",
        axis=AXIS,
        labels=labels,
        threshold=calibration.threshold,
        accepted_accuracy=ACCURACY,
        scale=calibration.scale,
        biases=calibration.biases,
        data=read.hashes,
    )
    arrays: dict[str, NDArray[Any]] = {
        "weights": trained.weights.astype(np.float16),
        "idf": trained.idf.astype(np.float16),
        "intercepts": trained.intercepts.astype(np.float32),
    }
    folder.save(out, manifest, arrays=arrays, vocabulary=trained.vocabulary, card=card(measured, read, trained))
    tell(f"已写入 {out}")
    return measured


class _Fit:
    """Learns from one part of the letters and scores another, as the shipped model would."""

    def __init__(self, labels: tuple[str, ...], people: frozenset[str], tell: Callable[[str], None]) -> None:
        self._labels, self._people, self._tell, self._fold = labels, people, tell, 0

    def __call__(self, examples: Sequence[Example], unseen: Sequence[Example]) -> evaluation.Floats:
        scores = training.scores(training.train(examples, labels=self._labels, people=self._people), unseen)
        self._fold += 1
        self._tell(f"第 {self._fold}/{evaluation.FOLDS} 折：学习 {len(examples)} 件，检验 {len(unseen)} 件")
        return scores


_LIMITS = """\
**局限。** 只认这七类：党务、国土、民政、农业、政法（涉警）等其他一级类别的来信也会被归入其中之一，
应由人复核。留言多为打字的市长信箱短文；手写、方言、极短或一信多事的来信更易错。训练标签本身有不一致
（近似重复的 409 组中 11 组标签相左）。特征、成员和规模曾用同样的五折比较过（见 `models/training.py`），
所报分数因此可能略为乐观，差别在区间之内。概率在同源留言上校准，换了来源须重新检验。
"""


def _by_label(measured: evaluation.Measured, learned: Counter[str]) -> str:
    heads = "| 类别 | 训练件数 | 检验件数 | F1 |\n| --- | --- | --- | --- |\n"
    return heads + "\n".join(
        f"| {label} | {learned[label]} | {count} | {figure} |" for label, (count, figure) in measured.per_label.items()
    )


def card(measured: evaluation.Measured, read: Letters, trained: training.Trained) -> str:
    """Return the model card, Chinese Markdown."""
    learned = Counter(example.label for example in (*read.segmented, *read.raw))
    hashes = "\n".join(f"- `{name}`：sha256 `{digest}`" for name, digest in read.hashes.items())
    return f"""# 群众来信一级分类（7 类）线性模型

**用途。** 给来信定一级主题（`topic`），供分办人员参考；拿不准时弃权，交人决定。
不评价写信的人，不预测谁会再来信。

**数据。** 2020 年泰迪杯 C 题的公开留言（地名已改写），**来源没有声明数据许可**。训练前先遮盖原文中的姓名、电话、
证件号、住址等；特征只取汉字词和 1–4 字串，每个特征至少见于 {training.FEWEST_GROUPS} 组互不重复的留言，
并去掉人名、“姓＋职务”和地名。本目录只有权重和特征表，没有任何一件留言。

{hashes}

**模型。** 词、相邻词对、1–4 字串，（1＋ln 次数）×idf，两段各归一；
线性支持向量机与朴素贝叶斯加权的线性支持向量机之和，特征 {len(trained.vocabulary):,} 个，
float16。概率经温度与各类偏置校准。

**检验。** 原文 {measured.letters} 件按 `dup_group` 分五折（种子 13）；每折先去掉与该折留言同组、
或用词重合四成以上的分词留言和原文。括号内为按组重抽样的 95% 区间。

| 指标 | 值 |
| --- | --- |
| macro-F1 | {measured.macro_f1} |
| 准确率 | {measured.accuracy} |
| 校准误差 ECE（十等分，交叉拟合） | {measured.ece:.3f} |
| 不弃权的比例（目标准确率 {ACCURACY:.0%}，阈值 {measured.calibration.threshold:.3f}） | {measured.accepted:.1%} |
| 不弃权时的准确率 | {measured.accepted_accuracy} |

{_by_label(measured, learned)}

{_LIMITS}"""
