"""Names of laws with a character or two wrong: asked back, never looked up under the name that was probably meant."""

from datetime import date

import pytest

from corpus.citations import cite
from corpus.citing.misspelt import Spellings
from corpus.citing.names import compiled
from corpus.citing.records import Status
from corpus.errors import LawNotHeld
from corpus.law import ArticleNumber
from corpus.library import Library

TODAY = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("《治安菅理处罚法》第四十二条", "《治安菅理处罚法》第四十二条", "治安管理处罚法"),
        ("他说治安菅理处罚法第四十二条", "治安菅理处罚法第四十二条", "治安管理处罚法"),
        ("依照劳动和同法第三十八条", "劳动和同法第三十八条", "劳动合同法"),
        ("刑法第十二条、劳动和同法第三十八条", "劳动和同法第三十八条", "劳动合同法"),  # 同法 is not 刑法
        ("民法曲第1254条", "民法曲第1254条", "民法典"),
        ("民法曲第1254条第一款", "民法曲第1254条第一款", "民法典"),
        ("《刑事诉松法》第十六条", "《刑事诉松法》第十六条", "刑事诉讼法"),
        ("《治安管处罚法》第四十二条", "《治安管处罚法》第四十二条", "治安管理处罚法"),  # one left out
        ("《治安管管理处罚法》第四十二条", "《治安管管理处罚法》第四十二条", "治安管理处罚法"),  # one twice
        ("《行政处法罚》第四十二条", "《行政处法罚》第四十二条", "行政处罚法"),  # two changed places
        ("《合同发》第五十二条", "《合同发》第五十二条", "合同法"),  # a law that is no longer in force
        ("《治安菅埋处罚法》第四十二条", "《治安菅埋处罚法》第四十二条", "治安管理处罚法"),
    ],
)
def test_a_misspelt_law_is_not_held_and_asked_back(library: Library, text: str, words: str, meant: str) -> None:
    found = cite(text, library, as_of=TODAY)[-1]
    assert (found.citation.span.of(text), found.status, found.provision_id) == (words, Status.NOT_HELD, None)
    assert f"，是否为《{meant}》？法规库收录：" in found.reason


@pytest.mark.parametrize(
    "name",
    [
        "物业管理条例",  # real laws that this library does not hold, each a character or two from one it does
        "医疗纠纷预防和处理条例",
        "广东省信访条例",
        "治安管理处罚条例",
        "行政处分法",
        "试验管理法",  # no law at all
        "城管法",
        "汕头市小区管理办法",
        "人民警察使用枪支条例",
        "刑法修正案（二十）",
    ],
)
def test_another_law_is_no_misspelling(library: Library, name: str) -> None:
    with pytest.raises(LawNotHeld, match="法规库没有收录") as raised:
        library.article(name, ArticleNumber(1), as_of=TODAY)
    assert "是否为" not in str(raised.value)


@pytest.mark.parametrize(
    ("held", "name"),
    [
        ("山东省信访条例", "广东省信访条例"),  # of another place
        ("湛江市文明行为促进条例", "阳江市文明行为促进条例"),
        ("国徽法", "国旗法"),  # too short to tell
        ("刑法修正案（十一）", "刑法修正案（十二）"),
        ("陆生野生动物保护实施条例", "野生动物保护实施条例"),
    ],
)
def test_a_difference_that_makes_another_law_is_no_slip(held: str, name: str) -> None:
    assert Spellings([held, "野生植物保护条例", "水生动物防疫条例"]).near(name) == ()


def test_a_law_without_a_known_name_is_called_as_it_is_written(library: Library) -> None:
    (found,) = cite("违反试验管理法第三条", library, as_of=TODAY)
    assert (found.citation.law, found.status) == ("试验管理法", Status.NOT_HELD)
    assert found.reason.startswith("法规库没有收录《试验管理法》；")


def test_a_law_no_longer_in_force_is_known_by_its_short_name(library: Library) -> None:
    text = "当事人以物权法第二十八条主张"
    (found,) = cite(text, library, as_of=TODAY)
    assert (found.citation.span.of(text), found.status) == ("物权法第二十八条", Status.REPEALED)


def test_no_title_of_the_wheel_is_taken_for_another_one(library: Library) -> None:
    spellings = compiled(library.titles()).spellings
    titles = {work.title for work, _, _ in library.provisions()}
    assert [title for title in sorted(titles) if spellings.near(title)] == []
