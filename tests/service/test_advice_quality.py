import json
from pathlib import Path

import pytest

from corpus.errors import InvalidRecord
from service.assembly import Assembly
from service.quality.advice import advice_quality

LETTER = "我在工地干了三个月，包工头拖欠工资。劳动法第五十条写得明明白白，请劳动监察大队管一管。"
LABOUR = "中华人民共和国劳动法"


def judged(folder: Path, **fields: object) -> Path:
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    line = {"file": "letter.txt", "articles_a_lawyer_would_expect": [], "citations": [], **fields}
    path = folder / "expected.jsonl"
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_an_expected_article_that_the_letter_cites_is_counted_apart(parts: Assembly, tmp_path: Path) -> None:
    article = {"law": LABOUR, "article": 50}
    path = judged(tmp_path, articles_a_lawyer_would_expect=[article], citations=[article])
    found = advice_quality(parts, path)
    assert (found.cited_expected, found.cited_found, found.uncited_expected) == (1, 1, 0)
    assert found.by_letter[0].shown[0].expected


def test_an_expected_article_that_is_not_shown_is_named(parts: Assembly, tmp_path: Path) -> None:
    path = judged(tmp_path, articles_a_lawyer_would_expect=[{"law": LABOUR, "article": 107}])  # 施行日期
    found = advice_quality(parts, path)
    assert (found.uncited_expected, found.uncited_found) == (1, 0)
    assert found.by_letter[0].missed == ("中华人民共和国劳动法第一百零七条",)


def test_an_article_that_is_not_held_is_told_and_not_counted(parts: Assembly, tmp_path: Path) -> None:
    path = judged(tmp_path, articles_a_lawyer_would_expect=[{"law": "中华人民共和国教育法", "article": 78}])
    found = advice_quality(parts, path)
    assert (found.cited_expected, found.uncited_expected) == (0, 0)
    assert found.by_letter[0].not_held == ("中华人民共和国教育法 78",)


def test_a_letter_that_is_not_there_is_named_with_its_line(parts: Assembly, tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match=r"expected\.jsonl 第 1 行"):
        advice_quality(parts, judged(tmp_path, file="nowhere.txt"))
