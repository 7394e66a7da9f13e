"""The language of exact search: what is read, and what is refused with the place of it."""

import pytest

from corpus.errors import InvalidQuery
from indexing.expression import And, Expression, Heading, Near, Not, Or, Same, Unit, Word
from indexing.grammar import EXAMPLE, read


def word(written: str) -> Word:
    return Word(tuple(written), written)


A, B, C = word("甲"), word("乙"), word("丙")

READ: list[tuple[str, Expression]] = [
    ("甲", A),
    ("甲 乙", And((A, B))),  # a space is 与
    ("甲 与 乙 与 丙", And((A, B, C))),
    ("甲 AND 乙", And((A, B))),
    ("甲 and 乙", And((A, B))),
    ("甲&乙", And((A, B))),
    ("甲 或 乙", Or((A, B))),
    ("甲|乙", Or((A, B))),
    ("甲 OR 乙 或 丙", Or((A, B, C))),
    ("甲 或 乙 丙", Or((A, And((B, C))))),  # 与 binds closer than 或
    ("(甲 或 乙) 丙", And((Or((A, B)), C))),
    ("（甲 或 乙）丙", And((Or((A, B)), C))),  # brackets as a Chinese keyboard types them
    ("甲 非 乙", And((A, Not(B)))),
    ("甲 与 非 乙", And((A, Not(B)))),
    ("甲 NOT (乙 或 丙)", And((A, Not(Or((B, C)))))),
    ("甲 !乙", And((A, Not(B)))),
    ("甲 -乙", And((A, Not(B)))),
    ("非 甲", Not(A)),
    ("同款(甲 乙)", Same(Unit.PARAGRAPH, And((A, B)))),
    ("同句（甲 非 乙）", Same(Unit.SENTENCE, And((A, Not(B))))),
    (
        "同条(甲 同款(乙 同句(丙)))",
        Same(Unit.ARTICLE, And((A, Same(Unit.PARAGRAPH, And((B, Same(Unit.SENTENCE, C))))))),
    ),
    ("甲 近5 乙", Near(5, (A,), (B,))),
    ("甲 近 ５ 乙", Near(5, (A,), (B,))),
    ("甲 NEAR/5 乙", Near(5, (A,), (B,))),
    ("相距5(甲 乙)", Near(5, (A,), (B,))),
    ("(甲 或 丙) 近0 乙", Near(0, (A, C), (B,))),
    ("标题:甲 乙", And((Heading(A), B))),
    ("标题：(甲 或 乙)", Heading(Or((A, B)))),
    ("非法", word("非法")),  # signs count only where they stand apart
    ("与会人员 非法", And((word("与会人员"), word("非法")))),
    ("近五年", word("近五年")),
    ("同款", word("同款")),
    ("“甲 或 乙”", Word(("甲", "或", "乙"), "甲 或 乙")),  # what is quoted is no sign
    ("“(一)”", Word(("一",), "(一)")),
    ("甲，乙", Word(("甲", "乙"), "甲，乙")),
    ("甲。乙", Word(("甲", "。", "乙"), "甲。乙")),  # over the end of a sentence
    ("PM2.5", Word(("pm2.5",), "PM2.5")),
]


@pytest.mark.parametrize("query", ["!" * 1990 + "甲", "同条(" * 400 + "甲" + ")" * 400])
def test_what_is_nested_without_end_is_refused(query: str) -> None:
    with pytest.raises(InvalidQuery):
        read(query)


@pytest.mark.parametrize(("query", "expected"), READ)
def test_an_expression_is_read(query: str, expected: Expression) -> None:
    assert read(query) == expected


REFUSED = [
    ("(甲", "第 1 个字“(”没有成对的右括号"),
    ("甲 (乙 (丙)", "第 3 个字“(”没有成对的右括号"),
    ("甲)", "第 2 个字“)”没有成对的左括号"),
    ("“(甲” 乙)", "第 7 个字“)”没有成对的左括号"),
    ("与 甲", "第 1 个字“与”前面缺一个词"),
    ("甲 与 或 乙", "第 5 个字“或”前面缺一个词"),
    ("甲 或", "写到最后还缺一个词"),
    ("甲 非", "写到最后还缺一个词"),
    ("()", "第 2 个字“)”前面缺一个词"),
    ("甲 “乙", "第 3 个字““”：引号没有成对，或者引号里没有字"),
    ("甲 近5 非 乙", "第 6 个字“非”放在这里读不通"),
    ("甲 近5 (乙 丙)", "第 3 个字起：“近5”的两边只能是词"),
    ("相距5(甲)", "第 6 个字“)”前面缺一个词"),
    ("相距5(甲 乙 丙)", "第 9 个字“丙”放在这里读不通"),
    ("甲 近9999 乙", "第 3 个字起：相距最多 1000 个字"),
    ("甲 层次:法律", "第 3 个字起：没有“层次”这一条件"),
    ("甲 。", "第 3 个字起：“。”里没有可以查找的文字"),
    ("同句(同款(甲 乙))", "“同款”不能写在“同句”里面"),
    ("同款(标题:甲)", "“标题:”不能写在“同款”里面"),
    ("标题:(甲 近5 乙)", "“近”和“相距”不能写在“标题:”里面"),
]


@pytest.mark.parametrize(("query", "told"), REFUSED)
def test_what_cannot_be_read_is_refused_with_its_place(query: str, told: str) -> None:
    with pytest.raises(InvalidQuery) as refused:
        read(query)
    assert str(refused.value).startswith(told)
    assert "例如：" in str(refused.value)


def test_the_example_of_what_is_right_is_right() -> None:
    for one in EXAMPLE.removeprefix("例如：").split("；"):
        read(one)


@pytest.mark.parametrize("query", [" ".join("甲" for _ in range(61)), "非 (" * 21 + "甲" + ")" * 21])
def test_what_is_too_long_is_refused(query: str) -> None:
    with pytest.raises(InvalidQuery, match="检索式太长"):
        read(query)
