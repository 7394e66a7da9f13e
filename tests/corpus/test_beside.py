"""What a text says beside a citation: quoted words, told words, and where the words of one citation end."""

import pytest

from corpus.citations import find
from corpus.citing.beside import Beside, beside

TITLES = {
    "中华人民共和国民法典": ("1",),
    "民法典": ("1",),
    "治安管理处罚法": ("2",),
    "中华人民共和国治安管理处罚法": ("2",),
}


def _first(text: str) -> Beside:
    return beside(text, find(text, titles=TITLES), 0)


@pytest.mark.parametrize(
    ("text", "quoted", "told"),
    [
        ("民法典第七条规定：“民事主体应当诚信。”", "民事主体应当诚信。", None),
        ("民法典第七条规定「民事主体应当诚信」", "民事主体应当诚信", None),
        ('民法典第七条规定: "民事主体应当诚信"，', "民事主体应当诚信", None),
        ("民法典第七条“民事主体从事民事活动应当诚信”之规定", "民事主体从事民事活动应当诚信", None),
        ("民法典第七条“诚信原则”的规定", None, None),  # a name, no clause
        ("民法典第七条规定“甲“乙”丙”，", "甲“乙”丙", None),
        ("“民事主体应当遵循诚信原则。”（民法典第七条）", "民事主体应当遵循诚信原则。", None),
        ("民法典第七条、第八条规定：“民事主体应当诚信。”", "民事主体应当诚信。", None),  # of one of them
        ("“民事主体应当遵循诚信原则”，见民法典第七条。", "民事主体应当遵循诚信原则", None),
        ("民法典第七条规定，民事主体应当诚信。他不守。", None, "民事主体应当诚信"),
        ("民法典第七条：民事主体应当诚信！", None, "民事主体应当诚信"),
        ("民法典第七条明确规定了民事主体应当诚信\n此致", None, "民事主体应当诚信"),
        ("民法典第七条\u3000民事主体应当诚信。", None, "民事主体应当诚信"),  # as the law prints it
        ("依照民法典第七条的规定，追究责任。", None, None),  # what follows from it
        ("民法典第七条规定中的诚信怎么理解", None, None),
        ("民法典第七条、第八条规定，民事主体应当诚信。", None, None),  # of which of them, nobody can tell
        ("民法典第七条规定，民事主体应当诚信，第八条规定不得违法。", None, "民事主体应当诚信，"),
    ],
)
def test_the_words_of_an_article_are_told_from_those_about_it(text: str, quoted: str | None, told: str | None) -> None:
    found = _first(text)
    assert (found.quoted, found.told) == (quoted, told)


def test_what_is_near_ends_at_the_other_citations() -> None:
    text = "甲偷拍。乙打人，根据治安管理处罚法第五十条处理，根据该法第六十条拘留丙。丁来了。"
    citations = find(text, titles=TITLES)
    assert beside(text, citations, 0).near == ("处理，根据", "乙打人，根据", "甲偷拍。乙打人，根据")
    assert beside(text, citations, 1).near[:2] == ("拘留丙", "处理，根据")
