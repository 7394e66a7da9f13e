"""What a person writes down to be shown: 款 and 项 too, and numbers that are none."""

import pytest

from corpus.errors import ArticleNotFound, InvalidQuery, VersionNotHeld
from service.answers import Shown
from service.assembly import Assembly
from service.law.contents import Contents, show_written, version_written


@pytest.mark.parametrize(
    ("written", "unit", "begins"),
    [
        ("刑法第234条第2款", "第二款", "犯前款罪，致人重伤的"),
        ("刑法 第二百三十四条第二款", "第二款", "犯前款罪，致人重伤的"),
        ("刑法 234 2款", "第二款", "犯前款罪，致人重伤的"),
        ("《刑法》第293条第一款第（三）项", "第一款第三项", "（三）强拿硬要"),
        ("刑法293第3项", "第三项", "（三）强拿硬要"),
        ("刑法120之1第二款", "第二款", "为恐怖活动组织"),
    ],
)
def test_a_part_of_an_article_is_marked_and_the_article_stays_whole(
    parts: Assembly, written: str, unit: str, begins: str
) -> None:
    found = show_written(parts, written, as_of=None)
    assert isinstance(found, Shown)
    assert (found.unit, (found.unit_text or "").startswith(begins)) == (unit, True)
    assert (found.unit_text or "") in found.text


def test_an_article_alone_has_no_part_marked(parts: Assembly) -> None:
    found = show_written(parts, "刑法 234", as_of=None)
    assert isinstance(found, Shown)
    assert (found.unit, found.unit_text) == (None, None)


@pytest.mark.parametrize(
    ("written", "told"),
    [("刑法 234 第9款", "第二百三十四条没有第9款"), ("刑法 234 第2款 第一项", "第二百三十四条第2款没有第1项")],
)
def test_a_part_that_the_article_has_not_is_not_given(parts: Assembly, written: str, told: str) -> None:
    with pytest.raises(ArticleNotFound, match=told):
        show_written(parts, written, as_of=None)


@pytest.mark.parametrize("written", ["刑法 0", "刑法第0条", "刑法 12540", "《刑法》第", "刑法第＋条"])
def test_what_is_no_number_of_an_article_is_told_so(parts: Assembly, written: str) -> None:
    with pytest.raises(InvalidQuery, match="读不出是哪一条；条号从1起"):
        show_written(parts, written, as_of=None)


@pytest.mark.parametrize(
    ("written", "rest", "version"),
    [
        ("刑法(2020) 169", "刑法 169", "2020"),
        ("刑法(2020修正)169", "刑法 169", "2020"),
        ("《刑法》(2020年修正)第一百六十九条", "刑法 第一百六十九条", "2020"),
        ("《刑法(2020年修正)》第169条第一款", "刑法 第169条第一款", "2020"),
        ("刑法(2020-12-26) 169", "刑法 169", "2020-12-26"),
        ("刑法(2020年修正)", "刑法", "2020"),
        ("刑法 2020 169", "刑法 169", "2020"),
        ("刑法 2020年修正 第169条", "刑法 第169条", "2020"),
        ("刑法 169", "刑法 169", None),
        ("刑法 2020", "刑法 2020", None),  # a number without an article behind it is one itself
        ("刑法 1999 第2款", "刑法 1999 第2款", None),
        ("宪法修正案(2004年) 24", "宪法修正案(2004年) 24", None),  # the title itself
        ("量刑法(2020) 169", "量刑法(2020) 169", None),  # no name that is known
    ],
)
def test_a_year_behind_a_law_names_its_text(written: str, rest: str, version: str | None) -> None:
    titles = {"刑法": ("a",), "宪法修正案": ("b",), "宪法修正案（2004年）": ("b",)}
    assert version_written(written, titles) == (rest, version)


def test_the_text_of_that_year_is_shown(parts: Assembly) -> None:
    found, whole = (show_written(parts, f"刑法（2020年修正）{rest}", as_of=None) for rest in (" 169", ""))
    assert isinstance(found, Shown)
    assert isinstance(whole, Contents)
    assert (found.version, found.article, whole.version) == ("2020-12-26", 169, "2020-12-26")


def test_a_year_of_which_no_text_is_held_is_told_with_those_held(parts: Assembly) -> None:
    with pytest.raises(VersionNotHeld, match="没有收录“1994”版本；馆藏的文本公布于：2020-12-26"):
        show_written(parts, "刑法（1994） 43", as_of=None)
