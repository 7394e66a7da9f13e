"""Two versions side by side: by their words, whatever became of the numbers."""

from datetime import date

import pytest

from corpus.comparing.comparison import Change, compare, differences
from corpus.law import ArticleNumber, Provision
from corpus.library import Library

TODAY = date(2026, 11, 23)


def article(no: int, text: str) -> Provision:
    return Provision(f"v#{no}", "v", (), ArticleNumber(no), f"第{no}条", text)


OLD = [
    article(1, "为了管理井盖，保障行人安全，制定本办法。"),
    article(2, "井盖损坏的，由市政部门在二十四小时内修复，修复前应当设置警示标志。"),
    article(3, "任何人不得占用消防通道停放机动车，违者处二百元罚款。"),
    article(4, "本办法自发布之日起施行。"),
]
NEW = [
    article(1, "为了管理井盖，保障行人安全，制定本办法。"),
    article(2, "市政部门应当每年普查一次全市的检查井，并向社会公布结果。"),
    article(3, "井盖损坏的，由市政部门在十二小时内修复，修复前应当设置警示标志。"),
    article(4, "本办法自发布之日起施行。"),
]


def test_each_article_is_found_again_by_its_words() -> None:
    found = [(p.change, p.old and p.old.label, p.new and p.new.label) for p in compare(OLD, NEW)]
    assert found == [
        (Change.SAME, "第1条", "第1条"),
        (Change.ADDED, None, "第2条"),
        (Change.REWRITTEN, "第2条", "第3条"),
        (Change.REMOVED, "第3条", None),
        (Change.SAME, "第4条", "第4条"),
    ]


def test_the_changed_words_are_marked_in_both_texts() -> None:
    (changed,) = [pair for pair in compare(OLD, NEW) if pair.change is Change.REWRITTEN]
    assert changed.old is not None
    assert changed.new is not None
    assert [span.of(changed.old.text) for span in changed.cut] == ["二十四"]
    assert [span.of(changed.new.text) for span in changed.put] == ["十二"]


def test_an_article_that_moved_out_of_order_is_found() -> None:
    moved = compare(OLD, [OLD[2], OLD[0], OLD[1], OLD[3]])
    assert [pair.change for pair in moved] == [Change.SAME] * 4


def test_two_penalties_out_of_order_that_share_only_the_formula_are_two_articles() -> None:
    border = (
        "为偷越国（边）境人员提供条件的，处五日以上十日以下拘留，并处五百元以上二千元以下罚款。\n"
        "偷越国（边）境的，处五日以下拘留或者五百元以下罚款。"
    )
    damage = (
        "故意损毁公私财物的，处五日以下拘留或者一千元以下罚款；"
        "情节较重的，处五日以上十日以下拘留，可以并处三千元以下罚款。"
    )
    pairs = compare([article(1, OLD[1].text), article(2, border)], [article(1, damage), article(2, OLD[1].text)])
    assert [pair.change for pair in pairs] == [Change.ADDED, Change.RENUMBERED, Change.REMOVED]


def test_only_a_new_number_is_marked_as_computed() -> None:
    assert [pair.computed for pair in compare(OLD, NEW)] == [False, False, True, False, False]


def test_a_new_number_alone_is_a_renumbering() -> None:
    (pair,) = compare([article(5, "井盖应当盖好。")], [article(6, "井盖应当盖好。")])
    assert pair.change is Change.RENUMBERED


@pytest.mark.parametrize(
    ("old", "new", "cut", "put"),
    [
        ("处五百元以下罚款", "处一千元以下罚款", ["五百"], ["一千"]),
        ("（一）甲", "(一)甲", [], []),  # width of brackets is no difference
        ("“甲”", '"甲"', [], []),  # sources write either
        ("", "甲", [], ["甲"]),
        ("甲的乙", "丙的丁", ["甲的乙"], ["丙的丁"]),  # a single equal character does not cut a change in two
        ("处２００元以下罚款", "处 二百元以下 罚款", [], []),  # numbers, width and spaces are typography
        ("处二百元罚款", "处200元罚款，可以并处拘留", [], ["，可以并处拘留"]),
        ("占百分之五", "占5%", [], []),
        ("满十四周岁", "满16周岁", ["十四"], ["16"]),  # a number is shown as a whole
        ("由市政部门修复", "由城管部门修复", ["市政"], ["城管"]),
        ("依法收容教养", "依法收容教育", ["教养"], ["教育"]),  # words, not characters
        ("井盖应当盖好。", "井盖应当盖好。每年普查一次。", [], ["每年普查一次。"]),
        ("（二）遗弃老人的。", "（二）虐待儿童的；（三）遗弃老人的。", [], ["虐待儿童的；（三）"]),  # an item came
        # Of 。路灯应当点亮 and 路灯应当点亮。 the sentence is what came.
        ("井盖应当盖好。树木应当修剪。", "井盖应当盖好。路灯应当点亮。树木应当修剪。", [], ["路灯应当点亮。"]),
    ],
)
def test_differences_of_words(old: str, new: str, cut: list[str], put: list[str]) -> None:
    went, came = differences(old, new)
    assert ([s.of(old) for s in went], [s.of(new) for s in came]) == (cut, put)


def test_every_article_of_both_texts_stands_in_the_comparison_once(both: Library) -> None:
    old = both.units(both.version("治安管理处罚法", as_of=TODAY, name="2012").id)
    new = both.units(both.version("治安管理处罚法", as_of=TODAY, name="2025").id)
    pairs = compare(old, new)
    assert [p.new.id for p in pairs if p.new] == [unit.id for unit in new]
    assert sorted(p.old.id for p in pairs if p.old) == sorted(unit.id for unit in old)


def test_the_twelfth_amendment_shows_in_seven_articles(both: Library) -> None:
    old = both.units(both.version("刑法", as_of=TODAY, name="2020").id)
    new = both.units(both.version("刑法", as_of=TODAY, name="2023").id)
    changed = {p.new.number.no for p in compare(old, new) if p.change is Change.REWRITTEN and p.new and p.new.number}
    assert changed == {165, 166, 169, 387, 390, 391, 393, 452}  # 452: a source's footnote
