"""Units that are no article, named by a letter: annexes, preambles, points."""

from datetime import date

import pytest

from corpus.citations import cite
from corpus.citing.records import Status
from corpus.library import Library

TODAY = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("见《香港特别行政区基本法》附件一。", "《香港特别行政区基本法》附件一", "附件一"),
        ("依照香港基本法附件3的规定", "香港基本法附件3", "附件三"),
        ("《中华人民共和国船舶吨税法》所附的附表", "《中华人民共和国船舶吨税法》", None),
        ("《船舶吨税法》附表", "《船舶吨税法》附表", "附"),
    ],
)
def test_an_annex_leads_to_its_own_text(library: Library, text: str, words: str, unit: str | None) -> None:
    (found,) = cite(text, library, as_of=TODAY)
    assert found.citation.span.of(text) == words
    assert (found.provision_id or "").partition("#")[2] == (unit or "")
    assert (unit is None) == (found.citation.target.unit is None)


def test_an_article_of_an_annex_is_not_that_of_the_law(library: Library) -> None:
    text = "《香港特别行政区基本法》附件一第三条"
    (found,) = cite(text, library, as_of=TODAY)
    assert (found.citation.article, found.status, found.provision_id) == (None, Status.UNRESOLVED, None)
    assert found.reason == "“附件一第三条”只能核对到“附件一”"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("《劳动法》附件一", Status.NO_SUCH_UNIT),
        ("《劳动法》第三点", Status.NO_SUCH_UNIT),
        ("《汕头市爱护海滩规定》附件一", Status.NOT_HELD),  # invented
        ("《合同法》附件", Status.REPEALED),
        ("宪法序言", Status.UNRESOLVED),  # it has one, which the source leaves out
    ],
)
def test_a_unit_that_is_not_there_is_one_of_the_empty_answers(library: Library, text: str, status: Status) -> None:
    (found,) = cite(text, library, as_of=TODAY)
    assert (found.citation.span.of(text), found.status, found.provision_id) == (text, status, None)


@pytest.mark.parametrize("text", ["请看合同附件一", "《购房合同》附件一", "劳动合同法第三点意见"])
def test_papers_and_points_of_a_letter_are_no_units_of_law(library: Library, text: str) -> None:
    assert all(one.citation.target.unit is None for one in cite(text, library, as_of=TODAY))


def test_the_answer_as_json_names_the_unit(library: Library) -> None:
    (found,) = cite("依照《香港基本法》附件一", library, as_of=TODAY)
    assert found.citation.target.apart() == {"unit": "附件一"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("《香港特别行政区基本法》附件一、附件二。", ["附件一", "附件二"]),
        ("刑法第二百九十一条之一、之二规定", ["291之1", "291之2"]),
        ("刑法第一百一十八条到一百二十一条；", ["118-121"]),
        ("《劳动合同法》第捌拾贰条", ["82"]),
    ],
)
def test_each_unit_of_a_list_is_read(library: Library, text: str, words: list[str]) -> None:
    found = [one.citation for one in cite(text, library, as_of=TODAY)]
    read = [
        one.target.unit
        or f"{one.article}"
        + (f"之{one.article_sub}" if one.article_sub else "")
        + (f"-{one.to.article}" if one.to else "")
        for one in found
    ]
    assert read == words
