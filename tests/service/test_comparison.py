"""`huiyin library diff`: two texts of one rule side by side."""

from collections.abc import Iterator
from datetime import date

import pytest

from corpus.comparing.comparison import Change
from corpus.errors import ArticleNotFound, LawNotHeld, VersionNotHeld
from corpus.law import ArticleNumber, Level
from corpus.library import Library
from corpus.raw import RawArticle, RawStatute
from service.assembly import Assembly
from service.law.comparison import difference

TITLE = "青石市夜市管理规定"
OLD = ("夜市应当在二十三点以前收摊。", "摊贩应当自备垃圾桶并且带走垃圾。", "夜市不得占用消防车通道。")
NEW = ("夜市应当在二十二点以前收摊。", "夜市不得占用消防车通道。", "市民可以向城市管理部门举报油烟扰民。")


class TwoTexts:
    """One rule of a city that does not exist, as enacted and as revised."""

    name = "青石市 2026"
    known_until: date | None = date(2026, 9, 1)

    def __len__(self) -> int:
        return 2

    def statutes(self) -> Iterator[RawStatute]:
        for promulgated, texts in ((date(2010, 5, 1), OLD), (date(2024, 1, 1), NEW)):
            yield RawStatute(
                key=promulgated.isoformat(),
                title=TITLE,
                level=Level.LOCAL_RULE,
                issuer="青石市人民政府",
                promulgated=promulgated,
                region="青石市",
                articles=tuple(RawArticle((), f"第{'一二三'[at]}条", text) for at, text in enumerate(texts)),
            )


@pytest.fixture
def held(parts: Assembly) -> Assembly:
    library = Library(parts.settings.library)
    library.import_from(TwoTexts())
    library.close()
    return parts


def test_every_article_that_changed_is_told_with_its_words(held: Assembly) -> None:
    found = difference(held, TITLE, "2010", "2024")
    assert (found.old, found.new, found.same) == ("2010-05-01", "2024-01-01", 0)
    assert [(one.change, one.old, one.new) for one in found.changes] == [
        (Change.REWRITTEN, "第一条", "第一条"),
        (Change.REMOVED, "第二条", None),
        (Change.RENUMBERED, "第三条", "第二条"),
        (Change.ADDED, None, "第三条"),
    ]
    assert (found.changes[0].cut, found.changes[0].put) == (("二十三",), ("二十二",))


def test_a_text_compared_with_itself_has_no_changes(held: Assembly) -> None:
    found = difference(held, TITLE, "2024", "2024-01-01")
    assert (found.same, found.changes) == (3, ())


def test_a_text_that_is_not_held_is_named_with_those_that_are(held: Assembly) -> None:
    with pytest.raises(VersionNotHeld, match="没有收录“2012”版本；馆藏的文本公布于：2010-05-01、2024-01-01"):
        difference(held, TITLE, "2012", "2024")


def test_a_law_that_is_not_held_is_said_to_be_so(held: Assembly) -> None:
    with pytest.raises(LawNotHeld):
        difference(held, "青石市早市规定", "2012", "2024")


def test_one_article_is_asked_for_by_its_new_number(held: Assembly) -> None:
    found = difference(held, TITLE, "2010", "2024", article=ArticleNumber(2))
    assert [(one.old, one.new, one.computed) for one in found.changes] == [("第三条", "第二条", True)]


def test_an_article_that_is_gone_is_asked_for_by_its_old_number(held: Assembly) -> None:
    found = difference(held, TITLE, "2024", "2010", article=ArticleNumber(3))
    assert [(one.change, one.old, one.new) for one in found.changes] == [(Change.RENUMBERED, "第二条", "第三条")]


def test_an_article_of_neither_text_is_refused(held: Assembly) -> None:
    with pytest.raises(ArticleNotFound, match="都没有第9条"):
        difference(held, TITLE, "2010", "2024", article=ArticleNumber(9))


def test_the_whole_lists_what_is_the_same(held: Assembly) -> None:
    found = difference(held, TITLE, "2024", "2024", whole=True)
    assert [one.change for one in found.changes] == [Change.SAME] * 3
    assert (found.changes[0].old_text, found.changes[0].cut_spans) == (NEW[0], ())
