"""Chinese surnames, the form of a name, and what only calls somebody by surname (老吕, 吴警官, 刘婶, 李某)."""

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


TITLE = (
    r"(?:副?(?:所长|局长|科长|股长|队长|大队长|中队长|支队长|主任|经理|书记|镇长|乡长|县长|区长|市长|村长|院长|校长|处长|站长|厂长|教导员|指导员|警官)|"
    r"民警|警察|辅警|警员|警长|老师|医生|护士|大夫|律师|法官|检察官|检察员|教授|总书记|总经理|董事长|总监|厅长|州长|省长|总理|老板|主席|领导|教练|"
    r"师傅|会计|支书|老汉|大爷|大妈|阿姨|同志|先生|女士|同学|大姐|大哥|大嫂|大叔|大伯|大娘|大婶|嫂子|小姐|总工|老太|老头)"
)
"""What stands behind a surname or a name as its title."""
TITLE_AFTER = re.compile(TITLE)
# One character that makes a title of a surname: 李所, 张队, 陈姐, 刘婶.
_SHORT_TITLE = frozenset("长总工哥姐叔婶伯爷嫂姨处所局队科厂店老公婆奶妈董导院校支书代姓家氏某府村庄")
_KIN = frozenset("公婆妈爸爷奶伯叔姨姐哥弟妹嫂嬷姑舅婶爹娘姆孙儿子女")
# No given name ends in one of these, and few have one inside: they begin the next word.
NOT_GIVEN = frozenset(
    "的是在住和了于等因被把与对从有说要去来男女系身电手今现到以向为称您你我他她它们这那个们就都也还不没吗呢吧啊着过给让叫请望及或并但且而则之其该各每"
    "某总工哥姐叔婶伯爷奶妈爸嫂姨处所局科队厂店部校院区市县镇乡村厝路街巷号栋楼室座岁第月日时分元块万千百很打骂带找问欠拿收跑"
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


@cache
def not_names() -> frozenset[str]:
    """Words that begin like names: models/data/not_names.txt."""
    return word_list("not_names.txt")


def is_name(word: str, *, doubtful: bool) -> bool:
    """Tell whether a word has the form of a full name; `doubtful` lets surnames in that are common words."""
    all_ = surnames()
    if not re.fullmatch(rf"[{_HAN}]{{2,4}}", word) or not not_names().isdisjoint((word[:2], word[:3])):
        return False
    family = surname(word)
    if len(word) - len(family) > 2 or len(word) == len(family):
        return False
    known_family = family in all_.compound or family in all_.certain
    if not known_family and not (doubtful and family in all_.frequent | all_.rare):
        return False
    given = word[len(family) :]
    return not any(character in NOT_GIVEN for character in given) and not TITLE_AFTER.match(given)


def calls(word: str) -> bool:
    """Tell whether a word only calls somebody: 吴警官, 张队, 老王, 小李, 二婶, 苏某某. It names nobody by itself."""
    family = surname(word)
    rest = word[len(family) :] if word not in surnames().compound else ""
    if len(word) == 2 and word[0] in "老小阿大" and word[1] in _KIN:
        return True  # 阿公, 老婆, 大伯
    if "某" in word or TITLE_AFTER.match(rest) or "总" in rest:  # 习总书|记: a title that the tagger cut
        return True
    usual = family in surnames().compound or family in word_list("usual_surnames.txt")
    if len(rest) == 1 and rest in _SHORT_TITLE:
        return usual
    return len(word) == 2 and word[0] in "老小阿大" and word[1] in word_list("usual_surnames.txt")


@cache
def _characters(name: str) -> frozenset[str]:
    return frozenset("".join(word_list(name)))


def given(word: str) -> bool:
    """Tell whether all characters of a word are common in given names."""
    return set(word) <= _characters("given_common.txt") | _characters("given_characters.txt")


def transcribed(word: str) -> bool:
    """Tell whether a word may be a name of another language of China: 阿依古丽, 乌兰图雅."""
    return len(word) >= 3 and set(word) <= _characters("transcribed.txt")
