"""Chinese surnames and the form of a name."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from models.features import word_list

_HAN = r"\u3400-\u9fff"
# What bodies, places and groups end in: 联系人：万家物业, 投诉人：全体业主.
_NO_PERSON = re.compile(
    r"(?:公司|集团|学校|中学|小学|大学|医院|局|所|处|科|队|室|部|委|办|会|社区|村委|小区|物业|业主|家长|群众|村民|居民|职工|员工|"
    r"股份|政府|法院|银行|超市|酒店|某|人|们|先生|女士|老师|经理|主任|书记)$"
)


@dataclass(frozen=True, slots=True)
class Surnames:
    """Four kinds of surnames, by how much else the character means."""

    compound: frozenset[str]
    certain: frozenset[str]
    frequent: frozenset[str]  # words as well as surnames (马, 高): three characters and an announcement
    rare: frozenset[str]  # words much more than surnames (都, 和): only where nothing but a name can follow


@cache
def surnames() -> Surnames:
    """Read models/data/surnames.txt."""
    text = (files("models") / "data" / "surnames.txt").read_text(encoding="utf-8")
    compound, certain, frequent, rare = (
        frozenset(line.lstrip("~@").split()) for line in text.splitlines() if line and not line.startswith("#")
    )
    return Surnames(compound, certain, frequent, rare)


def surname(name: str) -> str:
    """Return the surname of a name; of a name with a dot its first part's first character."""
    return name[:2] if name[:2] in surnames().compound and len(name) > 2 else name[:1]


def plausible(word: str) -> bool:
    """Tell whether a word has a name's form where a name is due: any surname, one or two characters more."""
    if not re.fullmatch(rf"[{_HAN}]{{2,4}}", word) or not word_list("not_fields.txt").isdisjoint((word, word[:2])):
        return False
    family, all_ = surname(word), surnames()
    if not 1 <= len(word) - len(family) <= 2 or _NO_PERSON.search(word):
        return False
    return family in all_.compound | all_.certain | all_.frequent | all_.rare
