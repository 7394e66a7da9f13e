"""Numbers that a text only quotes, annexes or repeats are no articles of that text."""

from datetime import date
from pathlib import Path

import pytest

from corpus.contents import named_unit
from corpus.errors import ArticleNotFound
from corpus.law import ArticleNumber
from corpus.library import Library
from corpus.parsing.numbering import foreign
from corpus.parsing.plaintext import units
from corpus.sources.wheel import Wheel
from tests.corpus.test_imports import REGULATION, written

TREATIES = "全国人民代表大会常务委员会关于对中华人民共和国缔结或者参加的国际条约所规定的罪行行使刑事管辖权的决定"


@pytest.mark.parametrize("no", [3, 7, 8])
def test_an_article_of_a_quoted_treaty_is_none_of_the_decision(library: Library, no: int) -> None:
    with pytest.raises(ArticleNotFound, match=f"没有第{no}条"):
        library.article(TREATIES, ArticleNumber(no), as_of=date(2026, 11, 23))


def test_quoted_articles_stay_units_with_a_name_of_their_own(library: Library) -> None:
    labels = [unit.label for unit in library.units(library.version(TREATIES, as_of=date(2026, 11, 23)).id)]
    assert labels == ["文中第三条", "文中第七条", "文中第七条", "文中第七条", "文中第八条", "文中第八条"]


def test_numbers_that_are_not_the_texts_own_are_reported_at_import(tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    report = library.import_from(Wheel())
    library.close()
    (told,) = [problem for problem in report.problems if "不按条号收录" in problem]
    assert told.startswith(f"《{TREATIES}》中的第三条、第七条、第八条（共6处）")


def _labelled(numbers: str) -> list[str]:
    return [f"第{number}条" if number.isdigit() else number for number in numbers.split()]


@pytest.mark.parametrize(
    ("numbers", "others"),
    [
        ("1 2 3", set()),
        ("2 3 5", set()),  # a source without article 1 and 4
        ("3 7 7 7 8 8", {0, 1, 2, 3, 4, 5}),  # treaties quoted one after the other
        ("1 2 3 3 4", {2, 3}),  # which of the two is article 3 is not known; 4 is
        ("1 2 3 1 2 3 4 5", {3, 4, 5, 6, 7}),  # an annex counts anew, however long it is
        ("12 13 52 14 15", {2}),  # cut off a sentence of article 13
        ("第一百二十条 第一百二十条之一 第一百二十一条", set()),
        ("一、 二、 三、 四、 二、 三、", {4, 5}),  # the points of an annex whose first is a heading
        ("一、 第三条 二、 第四条", set()),  # points and articles are counted apart
    ],
)
def test_numbers_of_a_text_ascend(numbers: str, others: set[int]) -> None:
    labels = _labelled(numbers)
    assert foreign(labels, [""] * len(labels)) == others


@pytest.mark.parametrize(
    ("texts", "others"),
    [
        (["甲：“乙。", "丙。”", "丁。"], {1}),
        (["甲：“乙。", "丙。", "丁。"], set()),  # the mark was never closed: a slip, not a quotation
        (["甲：“乙“子”。", "丙“丑”。”", "丁。"], {1}),  # quotations inside of the quotation
        (["甲“乙”。", "丙”。", "丁。"], set()),
    ],
)
def test_a_number_inside_of_quotation_marks_is_quoted(texts: list[str], others: set[int]) -> None:
    assert foreign(["第一条", "第二条", "第三条"], texts) == others


def test_a_decision_that_words_articles_anew_consists_of_its_points() -> None:
    text = """关于修改井盖管理办法的决定
一、将第二条、第三条修改为：“第二条　井盖应当盖牢。
第三条　井盖应当编号。”
二、本决定自公布之日起施行。"""
    assert [unit.label for unit in units(text.split("\n"))] == ["", "一、", "二、"]


def test_an_annex_does_not_answer_for_the_text(tmp_path: Path) -> None:
    annex = [{"path": ["附件"], "label": "第一条", "text": "甲方应当付款。"}]
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    report = library.import_from(written(tmp_path, "one", REGULATION | {"articles": REGULATION["articles"] + annex}))
    found = library.article("甲市井盖管理办法", ArticleNumber(1), as_of=date(2025, 1, 1))
    unit = named_unit(library, "甲市井盖管理办法", "附件第一条", as_of=date(2025, 1, 1))
    library.close()
    assert found.provision.text == "为了管理井盖，制定本办法。"
    assert (unit.provision.number, unit.provision.text) == (None, "甲方应当付款。")
    assert not [problem for problem in report.problems if "不按条号收录" in problem]


def test_of_a_point_and_an_article_with_one_number_none_is_given(tmp_path: Path) -> None:
    points = [{"path": [], "label": "一、", "text": "批准《甲市井盖管理办法》。"}]
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    library.import_from(written(tmp_path, "one", REGULATION | {"articles": points + REGULATION["articles"]}))
    with pytest.raises(ArticleNotFound, match="有2个单元可称第1条（“一、”“第一条”），不能确定"):
        library.article("甲市井盖管理办法", ArticleNumber(1), as_of=date(2025, 1, 1))
    library.close()
