"""Citations that OCR or a hasty hand spoiled: none of them may answer for another article, or for the law alone."""

from datetime import date

import pytest

from corpus.citations import cite
from corpus.citing.records import Status
from corpus.library import Library

TODAY = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("民法典第1O7条", 107),  # the letter O
        ("刑法第l20条第一款", 120),  # the letter l; the doubt goes with the 款
        ("刑法2O5条", 205),
        ("刑法第十=条", 12),
        ("民法典第一O七条第一款、第二款", 107),
        ("《劳动合同法》第八+二条", 82),  # 十 read as +
        ("劳动合同法第4З条", 43),  # a Cyrillic letter
        ("刑法第2S4条", 254),
        ("刑法第一百二干条", 120),  # 干 for 十: 一百二千 is no number
        ("民法典第一干二百条", 1200),  # 干 for 千: 一十二百 is no number
        ("刑法第二白三十四条", 234),
        ("《刑法》第十人条", 18),
        ("刑法第2 34条", 234),  # what the space covers may have been a figure
        ("刑法第二百三十四，处三年以下", 234),  # 条 is lost, and perhaps the end of the number
    ],
)
def test_a_number_that_its_signs_leave_in_no_doubt_is_read_and_never_verified(
    library: Library, text: str, article: int
) -> None:
    found = cite(text, library, as_of=TODAY)
    assert {answer.citation.article for answer in found} == {article}
    assert {(answer.status, answer.provision_id) for answer in found} == {(Status.UNRESOLVED, None)}
    assert all("疑字" in answer.reason for answer in found)


@pytest.mark.parametrize(
    "text",
    [
        "《刑法》第＿条",
        "《刑法》第  条",
        "《刑法》第____条第一款",
        "《刑法》第（　）条",
        "《刑法》第XX条",
        "《刑法》第×条",
        "《刑法》第某条",
        "《刑法》第十几条",
        "《刑法》第？条",
        "《刑法》第□□条",
        "刑法第二百三十m条",  # nothing that m is known to stand for
        "刑法第23A条",
        "刑法第2Ж4条",  # and not 第2条
        "刑法12Ж4条",
        "刑法第①条",
        "《刑法》第234、2Ж5条",
        "刑法第十二祭",  # 条 is read as another character
        "《刑法》第二百三十亲第二款",
        "《刑法》第X章",
        "刑法第264条至第27Ж条",
    ],
)
def test_a_number_that_cannot_be_read_is_said_to_be_so(library: Library, text: str) -> None:
    (found,) = cite(text, library, as_of=TODAY)
    assert (found.citation.span.of(text), found.status, found.provision_id) == (text, Status.UNRESOLVED, None)
    assert found.reason.startswith("条号无法辨认：“")


@pytest.mark.parametrize(
    "text",
    ["刑法第264条第＿款", "刑法第二百九十三条第一款第①项", "刑法第一百二十条之＿", "刑法第一百二十条之Ⅱ规定"],
)
def test_an_article_does_not_answer_for_a_unit_of_it_that_cannot_be_read(library: Library, text: str) -> None:
    (found,) = cite(text, library, as_of=TODAY)
    assert (found.status, found.provision_id, found.reason[:6]) == (Status.UNRESOLVED, None, "条号无法辨认")


def test_what_leans_on_an_article_that_cannot_be_read_is_not_taken_from_the_one_before(library: Library) -> None:
    text = "依照刑法第二百三十四条、刑法第＿条第一款、第二款，该条第二款"
    found = cite(text, library, as_of=TODAY)
    assert [answer.status for answer in found] == [Status.EXISTS, Status.UNRESOLVED, Status.UNRESOLVED]


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("刑法第二百三\n十四条", 234),  # a line ends
        ("刑法第二百三\n　　十四条", 234),
        ("刑法第 二 百 三 十 四 条", 234),  # a line set wide, as PDF gives it
        ("刑法第2 3 4条", 234),
        ("《刑法》第二百三十四條第二欵", 234),  # a letter from Hong Kong
    ],
)
def test_breaks_and_wide_lines_leave_no_doubt(library: Library, text: str, article: int) -> None:
    (found,) = cite(text, library, as_of=TODAY)
    assert (found.status, found.citation.article, found.citation.unsure) == (Status.EXISTS, article, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("民法典第1254那条说的", "民法典第1254"),
        ("刑法第一百二十条之规定", "刑法第一百二十条"),
        ("依照宪法第五次修正", "宪法"),
        ("《刑法》第一次有条件地规定", "《刑法》"),
        ("依照《民法典》第十二讲。", "《民法典》"),
    ],
)
def test_words_of_a_sentence_are_no_spoiled_number(library: Library, text: str, words: str) -> None:
    (found,) = cite(text, library, as_of=TODAY)
    assert (found.citation.span.of(text), found.status) == (words, Status.EXISTS)
