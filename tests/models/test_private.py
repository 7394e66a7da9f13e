"""Private data: found in own sentences, never missed among generated numbers, hidden consistently."""

import hashlib
import random
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.findings import KINDS
from models.identifiers import identifiers
from models.private import mask, private
from tests.models.marked import CASES, Counted, measured, sentences

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


# Sentences with their hash and the floors they keep, (recall, precision) of names and of addresses by exact spans. What
# was measured, when and by whom is in cases/README.md; `private_unseen` is the part no rule was mended for.
MEASURED = {
    "private.txt": ("6a76239f2b206df558be2615b4ed9b6ec9694d067a60ce99d0c8dde199f1f5a3", (0.98, 0.96), (1, 1)),
    "private_second.txt": ("64bb061258d1ecb30a89165c1d2528d01f319982d72c76b070416b510a9e9229", (0.97, 0.97), (1, 1)),
    "private_third.txt": ("6ad6fefdd3579c2e867f836d648b1b6f9643f3ca3b75fa463e949343fda6f322", (0.92, 0.97), (1, 1)),
    "private_fourth.txt": (
        "75ef1ba915eaa45a64fad94bd4dd40f8ecb9cea1ea40dfc165da7e8784fac6f6",
        (0.90, 0.97),
        (0.97, 0.97),
    ),
    "private_unseen.txt": (
        "227a74766cccc10007a856f944a56196e8ddb6157b1f9b5db8b19f05ff51955b",
        (0.79, 0.87),
        (0.80, 0.85),
    ),
}
# What has one form leaves no doubt: nothing may be missed anywhere, nor anything added. An account has many forms.
CERTAIN = [kind for kind in KINDS if kind not in ("name", "address", "bank_card")]


@cache
def counted_in(name: str) -> Counted:
    return measured(name, private)


@pytest.mark.parametrize("name", MEASURED)
def test_the_written_sentences_are_the_ones_that_were_measured(name: str) -> None:
    assert hashlib.sha256((CASES / name).read_bytes()).hexdigest() == MEASURED[name][0]


@pytest.mark.parametrize("name", MEASURED)
def test_names_and_addresses_in_written_sentences_keep_their_floors(name: str) -> None:
    counted = counted_in(name)
    for kind, (recall, precision) in zip(("name", "address"), MEASURED[name][1:], strict=True):
        assert counted.recall(kind) >= recall
        assert counted.precision(kind) >= precision


@pytest.mark.parametrize("name", MEASURED)
def test_what_has_one_form_is_neither_missed_nor_added(name: str) -> None:
    counted = counted_in(name)
    assert [kind for kind in CERTAIN if counted.recall(kind) < 1 or counted.precision(kind) < 1] == []


def test_on_all_written_sentences_nine_of_ten_names_and_addresses_are_hidden() -> None:
    """The floor of the contract, every character hidden, over 909 sentences of five sets."""
    all_ = [counted_in(name) for name in MEASURED]
    for kind in ("name", "address"):
        assert sum(one.covered[kind] for one in all_) >= 0.9 * sum(one.marked[kind] for one in all_)


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


ALL_SENTENCES = [text for name in MEASURED for text, _ in sentences(name)]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(ALL_SENTENCES), min_size=1, max_size=6))
def test_spans_and_map_lead_back_to_the_original(parts: list[str]) -> None:
    text = "\n".join(parts)
    hidden = mask(text)
    at, rebuilt, shown = 0, [], []
    for one, placeholder in zip(hidden.private, hidden.placeholders, strict=True):
        between = text[at : one.span.start]
        rebuilt += [between, one.span.of(text)]
        shown += [between, placeholder]
        at = one.span.end
        assert bare(hidden.map[placeholder]) == bare(one.span.of(text))  # a placeholder means one thing
    assert "".join((*rebuilt, text[at:])) == text
    assert "".join((*shown, text[at:])) == hidden.text


def bare(words: str) -> str:
    """Return a name or number without the gaps that one may be written with."""
    return re.sub(r"[\s\-]", "", words)


def test_a_placeholder_that_the_letter_itself_contains_is_not_used() -> None:
    assert mask("有人写了[电话1]，我的是13812345678").text == "有人写了[电话1]，我的是[电话2]"


def test_spans_count_code_points_beside_astral_characters() -> None:
    text = "😀𠮷我叫王小明"
    assert found(text) == [("name", "王小明")]
