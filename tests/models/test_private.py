"""Private data: found in own sentences, never missed among generated numbers, hidden consistently."""

import hashlib
import random
from collections import Counter

import pytest

from models.findings import KINDS
from models.identifiers import identifiers
from models.private import mask, private
from tests.models.marked import CASES, sentences

SURROUNDINGS = (
    "联系电话{}，全天可打。", "{}", "手机:{}（微信同号）", "共3人，{}是我的号码", "2024年3月5日{}来电", "电话{}转告",
    "请打{}或者12345", "张某\t{}\n此致", "欠款18600元；{}。", "tel{}", "号码为“{}”", "（{}）", "【{}】", "{}/无人接听",
    "第3次拨打{}无果", "房号1203,{}", "￥500 {} ￥600", "{}、{}是同一家", "a{}b之间", "我的{}你记一下",
)  # fmt: skip


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.span.of(text)) for one in private(text)]


def check_digit(number: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(a) * b for a, b in zip(number, weights, strict=True)) % 11]


FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
HAN = str.maketrans("0123456789", "〇一二三四五六七八九")


def cut(digits: str, lengths: tuple[int, ...], gap: str) -> str:
    """Cut a number into pieces of these lengths and one with what is left."""
    starts = (0, *(sum(lengths[: n + 1]) for n in range(len(lengths))))
    return gap.join(digits[start : start + length] for start, length in zip(starts, (*lengths, 99), strict=True))


def written_phone(chance: random.Random) -> str:
    digits = "1" + str(chance.randint(3, 9)) + "".join(str(chance.randint(0, 9)) for _ in range(9))
    if chance.random() < 0.15:
        area = chance.choice(["010", "020", "0754", "0663", "021", "0898"])
        local = str(chance.randint(2, 8)) + "".join(str(chance.randint(0, 9)) for _ in range(7))
        return chance.choice([f"{area}-{local}", f"({area}){local}", f"{area} {local[:4]} {local[4:]}", area + local])
    if chance.random() < 0.1:
        return digits.translate(HAN)
    lengths = chance.choice([(3, 4), (3, 4), (3, 4), (4, 3), (3, 3), (3, 2, 2, 2), (1,) * 10])
    made = cut(digits, lengths, chance.choice(["", "", "", " ", "-", "－", ".", "  ", "—"]))
    made = chance.choice(["", "", "", "+86", "86-", "+86 ", "0086 ", "86 "]) + made
    return made.translate(FULL_WIDTH) if chance.random() < 0.2 else made


def written_id(chance: random.Random) -> str:
    region = (
        chance.choice(["11", "44", "43", "51", "65", "37"]) + f"{chance.randint(1, 99):02}{chance.randint(1, 99):02}"
    )
    day = f"{chance.randint(1930, 2025)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    if chance.random() < 0.1:
        return region + day[2:] + f"{chance.randint(0, 999):03}"
    body = region + day + f"{chance.randint(0, 999):03}"
    last = check_digit(body)
    if chance.random() < 0.2:  # people mistype their own
        last = chance.choice([digit for digit in "0123456789X" if digit != last])
    made = body + (last.lower() if chance.random() < 0.3 else last)
    if chance.random() < 0.5:
        lengths = chance.choice([(6, 8), (6, 4, 4), (10, 4), (14,), (4, 4, 4, 4), (3, 3, 4, 4), (1,) * 17, (6,), (12,)])
        made = cut(made, lengths, chance.choice([" ", " ", "-", "  ", "·"]))
    return made.translate(FULL_WIDTH) if chance.random() < 0.15 else made


@pytest.mark.parametrize(("kind", "writer", "seed"), [("phone", written_phone, 1), ("id_number", written_id, 2)])
def test_no_generated_number_is_missed(kind: str, writer: object, seed: int) -> None:
    assert callable(writer)
    chance = random.Random(seed)
    missed = []
    for _ in range(2000):
        number = writer(chance)
        surrounding = chance.choice(SURROUNDINGS)
        text = surrounding.format(*[number] * surrounding.count("{}"))
        if [one.span.of(text) for one in identifiers(text)].count(number) != surrounding.count("{}"):
            missed.append(text)
    assert missed == []


# Sentences with their hash and the figures they gave: recall and precision of names, exact spans. `private_second` was
# written after the rules and measured .50 / 1.00 with rules alone and .875 / .92 once the tagger was added, before a
# word was mended for it; `private_third` was written last and nothing was mended for it.
MEASURED = {
    "private.txt": ("6a76239f2b206df558be2615b4ed9b6ec9694d067a60ce99d0c8dde199f1f5a3", 0.98, 0.96),
    "private_second.txt": ("64bb061258d1ecb30a89165c1d2528d01f319982d72c76b070416b510a9e9229", 0.97, 0.97),
    "private_third.txt": ("6ad6fefdd3579c2e867f836d648b1b6f9643f3ca3b75fa463e949343fda6f322", 0.81, 0.96),
}


@pytest.mark.parametrize("name", MEASURED)
def test_the_written_sentences_are_the_ones_that_were_measured(name: str) -> None:
    assert hashlib.sha256((CASES / name).read_bytes()).hexdigest() == MEASURED[name][0]


@pytest.mark.parametrize("name", MEASURED)
def test_names_in_written_sentences_keep_their_floors_and_nothing_else_is_missed(name: str) -> None:
    right: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    claimed: Counter[str] = Counter()
    for text, marks in sentences(name):
        got = [(one.kind, one.span) for one in private(text)]
        marked.update(kind for kind, _ in marks)
        claimed.update(kind for kind, _ in got)
        right.update(kind for kind, _ in set(marks) & set(got))
    _, recall, precision = MEASURED[name]
    assert right["name"] / marked["name"] >= recall
    assert right["name"] / claimed["name"] >= precision
    # These leave no doubt, so nothing may be missed or added.
    others = [kind for kind in KINDS if kind != "name"]
    assert {kind: (right[kind], claimed[kind]) for kind in others} == {
        kind: (marked[kind], marked[kind]) for kind in others
    }


def test_a_wrong_check_digit_is_masked_and_said() -> None:
    wrong, right = private("身份证号440507196803051228，另一个是11010519491231002X。")
    assert "校验位" in wrong.note
    assert right.note == ""


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我叫王小明，王小明就是我。", "我叫王**，王**就是我。"),  # one person, one placeholder
        ("证人王小明、王大力。", "证人王**、王**2。"),  # two persons, two placeholders
        ("电话13812345678，再说一遍138-1234-5678。", "电话[电话1]，再说一遍[电话1]。"),  # however it is written
        ("家住朝阳路23号3栋501室。", "家住朝阳路[住址1]。"),  # an address stays to its street
        ("家住金砂东路 55 号丽景花园 3 栋 1201。", "家住金砂东路[住址1]。"),  # gaps as PDF files have them
        ("光华路 12 号 403 房漏水", "光华路[住址1]漏水"),
        ("我叫欧阳建国。", "我叫欧阳**。"),
    ],
)
def test_placeholders_are_stable_and_never_mean_two_things(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "在实现生活中！　　在习总书记大力倡导的今天",  # the tagger cuts 习总书|记
        "按照习总书讲话精神",
        "工程师胡总解释的理由是楼面下沉",
        "李总工程师来看过",
    ],
)
def test_a_surname_with_a_title_names_nobody(text: str) -> None:
    assert mask(text).private == ()


def test_the_map_leads_back_to_the_original() -> None:
    text = "本人林美珍，电话13812345678，家住朝阳路23号3栋501室，丈夫林大海。"
    hidden = mask(text)
    restored = hidden.text
    for placeholder in sorted(hidden.map, key=len, reverse=True):
        restored = restored.replace(placeholder, hidden.map[placeholder])
    assert restored == text


def test_a_placeholder_that_the_letter_itself_contains_is_not_used() -> None:
    assert mask("有人写了[电话1]，我的是13812345678").text == "有人写了[电话1]，我的是[电话2]"


def test_spans_count_code_points_beside_astral_characters() -> None:
    text = "😀𠮷我叫王小明"
    assert found(text) == [("name", "王小明")]
