"""Nearly identical texts: a band in common finds them, the exact share decides."""

import gzip
import json
from itertools import combinations
from pathlib import Path

import pytest

from corpus.duplicates import NEARLY_THE_SAME, bands, share, shingles

LETTER = "我们小区的电梯已经坏了半年，物业一直说在等配件，老人孩子每天爬十二楼，请求有关部门督促维修。"


@pytest.mark.parametrize(
    ("other", "nearly"),
    [
        (LETTER, True),
        (LETTER.replace("，", " , ").replace("。", ""), True),  # punctuation and width are no difference
        (LETTER.replace("十二楼", "十六楼"), True),
        (LETTER + "另外楼道的灯也不亮，晚上摔过人，一并反映，盼早日解决，谢谢。电话已经打过三次都没有人来看。", False),
        ("电梯坏了，物业不修，请求督促。", False),  # the same matter in other words
        ("工地拖欠工资三个月，请求支付。", False),
    ],
)
def test_only_what_is_nearly_the_same_text_counts(other: str, nearly: bool) -> None:
    assert (share(shingles(LETTER), shingles(other)) >= NEARLY_THE_SAME) is nearly


def test_nearly_identical_texts_have_a_band_in_common() -> None:
    assert set(bands(LETTER)) & set(bands(LETTER.replace("十二楼", "十六楼")))


def test_bands_are_the_same_in_every_process() -> None:
    assert bands("工资没发")[:2] == ("0:33f1c4de", "1:68ccf732")


@pytest.mark.parametrize("text", ["", "，。！", " \n"])
def test_a_text_without_words_is_like_nothing(text: str) -> None:
    assert (bands(text), share(shingles(text), shingles(text))) == ((), 0.0)


@pytest.mark.data
def test_all_known_copies_among_real_letters_are_found(data: Path) -> None:
    with gzip.open(data / "complaints.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row["dup_group"], []).append(row["text"])
    pairs = [pair for texts in groups.values() for pair in combinations(texts, 2)]
    assert len(pairs) == 80
    found = [bool(set(bands(one)) & set(bands(other))) for one, other in pairs]
    assert all(found)
    assert all(share(shingles(one), shingles(other)) >= NEARLY_THE_SAME for one, other in pairs)
