"""The model that is shipped: loads, is small and fast to read, tells nobody's name, keeps its measured floors."""

import gzip
import json
import re
import tomllib
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from models import folder, letters
from models.addresses import addresses
from models.analysis import Models
from models.features import occurrences
from models.identifiers import identifiers
from models.labels import names
from models.training import FEWEST_GROUPS

SHIPPED = Path(str(files("models"))) / "weights" / "complaints"
FLOORS = tomllib.loads((Path(str(files("models"))) / "floors.toml").read_text(encoding="utf-8"))["complaints"]


@pytest.fixture(scope="module")
def models() -> Models:
    return Models.shipped()


def test_the_shipped_folder_is_whole_and_small() -> None:
    loaded = folder.load(SHIPPED)
    assert len(loaded.manifest.labels) == 7
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 5_000_000


def test_every_label_is_a_name_of_the_taxonomy(models: Models) -> None:
    assert set(models.topics.manifest.labels) <= {code for code in names() if "/" not in code}


def test_the_floors_stand_in_the_card_of_the_same_data() -> None:
    loaded = folder.load(SHIPPED)
    measured = re.search(r"macro-F1 \| ([0-9.]+)（", loaded.card)
    assert measured is not None
    assert loaded.manifest.data == FLOORS["data"]
    assert float(measured[1]) >= FLOORS["macro_f1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("小区物业乱收停车费，还把消防通道划成车位", "城乡建设"),
        ("公司拖欠我们工资半年了，社保也没交", "劳动和社会保障"),
        ("孩子在小学被老师体罚，学校还强制补课收费", "教育文体"),
        ("化工厂半夜偷排废水，河水发黑发臭", "环境保护"),
        ("医院乱收费，医生误诊，护士态度恶劣", "卫生计生"),
        ("出租车拒载绕路，公交车半小时不来一班", "交通运输"),
        ("超市卖过期食品，退款不给，传销骗老人钱", "商贸旅游"),
    ],
)
def test_a_plain_letter_of_each_topic_is_judged_right(models: Models, text: str, code: str) -> None:
    assert models.topics.classify(text).labels[0].code == code


@pytest.fixture(scope="module")
def read(data: Path) -> letters.Letters:
    return letters.read(data)


@pytest.mark.data
def test_every_shipped_feature_occurs_in_enough_letters(read: letters.Letters) -> None:
    shipped = set(folder.load(SHIPPED).vocabulary)
    groups: dict[str, set[str]] = defaultdict(set)
    for example in (*read.segmented, *read.raw):
        group = min(example.twins, default=example.group)
        for feature in {one for one, _, _ in occurrences(example.words)} & shipped:
            groups[feature].add(group)
    assert [feature for feature in shipped if len(groups[feature]) < FEWEST_GROUPS] == []


@pytest.mark.data
def test_no_person_of_the_data_is_in_a_shipped_file(data: Path, read: letters.Letters) -> None:
    files_ = [*SHIPPED.iterdir(), *(SHIPPED.parents[1] / "data").iterdir()]
    shipped = "\n".join(path.read_text(encoding="utf-8") for path in files_ if path.suffix != ".safetensors")
    # Pairs of words as they stand in a letter: a name in two halves is a name.
    shipped += "\n".join(folder.load(SHIPPED).vocabulary).replace(" ", "")
    assert {word for word in read.people | _numbers_and_places(data) if word in shipped} == set()


def _numbers_and_places(data: Path) -> set[str]:
    """Return the user ids, and the phones, other numbers and addresses that stand in the raw letters."""
    with gzip.open(data / "complaints.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = {row["user"] for row in rows if row["user"]}
    for row in rows:
        text = f"{row['topic']}\n{row['text']}"
        found |= {one.span.of(text) for one in (*identifiers(text), *addresses(text))}
    return found
