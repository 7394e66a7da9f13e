"""The linear model as it serves: trained here on a few own letters, saved, loaded by the real code."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelUnusable
from corpus.spans import Span
from models import features, folder, training
from models.letters import Example
from models.linear import LinearModel

PIPES = ("自来水浑浊", "路灯不亮", "小区物业乱收费", "井盖破损", "违章建筑挡光", "下水道堵塞")
BUSES = ("公交车不准时", "出租车绕路", "快递丢件", "网约车拒载", "客运站加价", "公交站台太远")
LABELS = ("城乡建设", "交通运输")


def examples() -> list[Example]:
    return [
        Example(f"raw:{label}{number}", label, features.read(f"{said}，{more}").words)
        for label, phrases in zip(LABELS, (PIPES, BUSES), strict=True)
        for number, said in enumerate(phrases * 3)
        for more in ("自来水管爆裂，物业不修。" if label == "城乡建设" else "公交车司机拒载，出租车加价。",)
    ]


@pytest.fixture(scope="module")
def trained() -> training.Trained:
    return training.train(examples(), labels=LABELS)


@pytest.fixture(scope="module")
def model_folder(trained: training.Trained, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "complaints"
    manifest = folder.Manifest("linear", "topic", LABELS, 0.7, 0.95, 1.0, (0.0, 0.0), {})
    arrays = {"weights": trained.weights, "idf": trained.idf, "intercepts": trained.intercepts}
    folder.save(path, manifest, arrays=arrays, vocabulary=trained.vocabulary, card="测试")
    return path


@pytest.fixture(scope="module")
def model(model_folder: Path) -> LinearModel:
    return LinearModel.load(model_folder)


@pytest.mark.parametrize(("text", "code"), [("自来水管坏了，物业不修", "城乡建设"), ("司机拒载还加价", "交通运输")])
def test_a_letter_is_judged(model: LinearModel, text: str, code: str) -> None:
    best = model.classify(text).labels[0]
    assert (best.axis, best.code, best.name) == ("topic", code, code)


def test_labels_are_sorted_and_their_scores_are_probabilities(model: LinearModel) -> None:
    scores = [label.score for label in model.classify("司机拒载，自来水停了").labels]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "？？？", "12345", "好的好的", "hello"])
def test_a_letter_without_known_words_is_left_to_a_person(model: LinearModel, text: str) -> None:
    judged = model.classify(text)
    assert judged.abstained
    assert all(label.evidence == () for label in judged.labels)


def test_a_letter_between_two_labels_is_left_to_a_person(model: LinearModel) -> None:
    assert model.classify("自来水管爆裂，物业不修。公交车司机拒载，出租车加价。").abstained


def test_evidence_is_the_words_that_decided_counted_in_code_points(model: LinearModel) -> None:
    text = "😀😀尊敬的领导您好，天气很好，公交车司机拒载"
    words = "".join(span.of(text) for span in model.classify(text).labels[0].evidence)
    assert "公交车" in words
    assert "天气" not in words


def test_without_its_evidence_a_letter_is_judged_less_surely(model: LinearModel) -> None:
    text = "自来水管爆裂，小区停水，物业不修，路灯也不亮。"
    best = model.classify(text).labels[0]
    rest = list(text)
    for span in best.evidence:
        rest[span.start : span.end] = "。" * (span.end - span.start)
    again = {label.code: label.score for label in model.classify("".join(rest)).labels}
    assert again[best.code] < best.score


def test_hidden_words_have_no_say(model: LinearModel) -> None:
    text = "司机拒载，自来水停了"
    alone = model.classify("，自来水停了").labels
    hidden = model.classify(text, hidden=[Span(0, 4)]).labels
    assert [(one.code, one.score) for one in hidden] == [(one.code, one.score) for one in alone]


def test_serving_gives_the_scores_of_training(model: LinearModel, trained: training.Trained) -> None:
    letters = [Example("raw:x", "城乡建设", features.read(text).words) for text in (*PIPES, *BUSES, "一段别的话")]
    served = np.array([model.scores(letter.words) for letter in letters])
    assert served == pytest.approx(training.scores(trained, letters), abs=1e-4)


def test_a_feature_of_fewer_than_five_groups_is_not_learned(trained: training.Trained) -> None:
    held = {
        feature: len({one.group for one in examples() if feature in {f for f, _, _ in features.occurrences(one.words)}})
        for feature in trained.vocabulary
    }
    assert min(held.values()) >= training.FEWEST_GROUPS


def test_training_twice_gives_equal_weights(trained: training.Trained) -> None:
    again = training.train(examples(), labels=LABELS)
    assert again.vocabulary == trained.vocabulary
    assert (again.weights == trained.weights).all()


def test_names_and_places_are_no_features() -> None:
    words = ("陈书记", "汕头市", "赵", "铁柱", "路灯", "司机")
    letters = [Example(f"raw:{number}", LABELS[number % 2], words) for number in range(10)]
    kept = training.vocabulary(letters, people=frozenset({"赵铁柱"}))
    assert {one[1:] for one in kept if one.startswith("=")} == {"赵", "铁柱", "路灯", "司机", "铁柱 路灯", "路灯 司机"}
    assert [one for one in kept if "赵铁柱" in one or "陈书记" in one] == []


def test_weights_that_do_not_fit_the_vocabulary_are_refused(model_folder: Path, tmp_path: Path) -> None:
    loaded = folder.load(model_folder)
    arrays = dict(loaded.arrays) | {"idf": np.ones(3, dtype=np.float32)}
    folder.save(tmp_path / "bad", loaded.manifest, arrays=arrays, vocabulary=loaded.vocabulary, card="")
    with pytest.raises(ModelUnusable, match="数目不符"):
        LinearModel.load(tmp_path / "bad")
