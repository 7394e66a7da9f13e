"""Citations looked up in the library of the default install: 378 national laws, known until 2026-08-28."""

from datetime import date

import pytest

from corpus.citations import cite, find, verify
from corpus.citing.records import Host, Resolved, Status
from corpus.library import Library

TODAY = date(2026, 8, 1)


def _one(library: Library, text: str, *, host: Host | None = None, as_of: date = TODAY) -> Resolved:
    (found,) = cite(text, library, as_of=as_of, host=host)
    return found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("民法典第1254条", Status.EXISTS),
        ("民法典第一千二百六十一条", Status.NO_SUCH_ARTICLE),  # it ends at 1260
        ("刑法第一百二十条之一", Status.EXISTS),
        ("刑法第一百二十条之九", Status.NO_SUCH_ARTICLE),
        ("刑法第二百九十三条第一款第（四）项", Status.EXISTS),
        ("刑法第二百九十三条第一款第（五）项", Status.NO_SUCH_UNIT),  # 寻衅滋事 has four
        ("刑法第二百九十三条第三款", Status.NO_SUCH_UNIT),
        ("刑法第二百九十三条第（一）项", Status.EXISTS),  # only its first paragraph has items
        ("刑法第二百九十三条第二款第（一）项", Status.NO_SUCH_UNIT),
        ("刑法第二百九十三条至第二百九十四条", Status.EXISTS),
        ("刑法第二百九十四条至第二百九十三条", Status.UNRESOLVED),  # a range that runs backwards
        ("《汕头市爱护海滩规定》第三条", Status.NOT_HELD),  # invented
        ("《民法典》", Status.EXISTS),
        ("本法第三条", Status.UNRESOLVED),  # a letter is no law
    ],
)
def test_a_citation_is_there_only_down_to_its_last_unit(library: Library, text: str, status: Status) -> None:
    assert _one(library, text).status is status


def test_only_what_is_there_has_a_provision_id(library: Library) -> None:
    texts = ["民法典第1254条", "民法典第1261条", "刑法第二百九十三条第九款", "《汕头市爱护海滩规定》第三条"]
    assert [_one(library, text).provision_id is None for text in texts] == [False, True, True, True]


def test_the_provision_is_the_article_that_was_named(library: Library) -> None:
    found = _one(library, "刑法第120条之一第二款")
    assert found.provision_id is not None
    article = library.provision(found.provision_id, as_of=TODAY)
    assert (article.work.title, article.provision.label) == ("中华人民共和国刑法", "第一百二十条之一")


QUOTED = "禁止从建筑物中抛掷物品"


@pytest.mark.parametrize(
    ("text", "quotation", "status"),
    [
        ("民法典第1254条", QUOTED, Status.EXISTS),
        ("民法典第1254条第一款", "禁止从建筑物中抛掷物品。……由侵权人依法承担侵权责任", Status.EXISTS),
        ("民法典第1254条第二款", QUOTED, Status.CONTENT_DIFFERS),  # the article has it, the paragraph has not
        ("民法典第1253条", QUOTED, Status.NUMBER_MOVED),  # it stands in the next article
        ("民法典第1254条", "禁止从汽车中抛掷物品", Status.CONTENT_DIFFERS),
        ("民法典第1254条", "禁止从建筑物中抛掷物品可以罚款", Status.CONTENT_DIFFERS),  # words added at the end
    ],
)
def test_a_quotation_passes_only_where_it_stands(library: Library, text: str, quotation: str, status: Status) -> None:
    (citation,) = find(text, titles=library.titles())
    assert verify(citation, library, as_of=TODAY, quotation=quotation).status is status
