"""What lay people say and the law calls otherwise."""

import pytest

from corpus import terms
from corpus.raw import RawStatute
from corpus.sources.wheel import Wheel
from indexing.wording import listed, wordings

SAID = [
    ("狗没拴绳咬伤孩子", "动物饲养人或者管理人"),
    ("狗咬人", "饲养的动物造成他人损害"),
    ("低保停了怎么恢复", "最低生活保障"),
    ("老板拖欠我们工资", "劳动报酬"),
    ("学校让每个学生交材料费", "学校不得违反国家规定收取费用"),
    ("ＫＴＶ半夜很吵", "社会生活噪声"),  # full width as in the list or not
]


@pytest.mark.parametrize(("text", "legal"), SAID)
def test_a_lay_expression_brings_the_words_of_the_law(text: str, legal: str) -> None:
    assert legal in [phrase for one in wordings(text) for phrase in one.legal]


def test_the_words_between_two_pieces_are_few() -> None:
    assert wordings("老师今天下午在操场上带着大家做完了操以后说不要打") == ()


def test_the_pieces_stand_in_one_sentence() -> None:
    assert wordings("老师来了。不要打") == ()


def test_what_the_text_says_itself_is_not_brought_again() -> None:
    assert "最低生活保障" not in [phrase for one in wordings("低保，即最低生活保障") for phrase in one.legal]


def test_a_legal_phrase_comes_once() -> None:
    phrases = [phrase for one in wordings("狗没拴绳，狗咬人，被狗咬了") for phrase in one.legal]
    assert len(phrases) == len(set(phrases))


def test_every_legal_phrase_of_the_list_stands_in_the_laws() -> None:
    laws = "\n".join(
        terms.normalise(unit.text).replace("\n", "")
        for statute in Wheel().statutes()
        if isinstance(statute, RawStatute)
        for unit in statute.articles
    )
    assert [phrase for _, legal in listed() for phrase in legal if phrase not in laws] == []


def test_no_expression_is_listed_twice_and_each_has_its_words() -> None:
    said = [expression for expression, _ in listed()]
    assert len(said) == len(set(said))
    assert all(expression.strip("…") == expression and len(legal) > 0 for expression, legal in listed())


def test_every_expression_is_found_where_it_stands() -> None:
    """Whole, each gap filled; what its own words already say is left out."""
    lost = [
        said
        for said, legal in listed()
        if not any(phrase in said for phrase in legal) and not wordings(said.replace("…", "了"))
    ]
    assert lost == []
