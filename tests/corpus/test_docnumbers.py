"""Numbers of documents: one spelling, found in running text, and the document that has them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.citations import cite
from corpus.citing.records import Status
from corpus.clauses.docnumbers import spelled
from corpus.law import Level
from corpus.library import Library
from corpus.raw import RawArticle, RawStatute, Skipped

NOW = date(2026, 8, 1)


class Orders:
    """Texts that tell their numbers in their history, in their head, and of one another."""

    name = "文号"
    known_until: date | None = NOW

    def __len__(self) -> int:
        return 7

    def statutes(self) -> Iterator[RawStatute | Skipped]:
        yield _text("甲条例", date(2005, 1, 10), "第一条　为了管理甲。", "2005-01-10 中华人民共和国国务院令第431号公布")
        yield _text("乙通知", date(2024, 1, 5), "　乙通知\n国发〔2024〕3号\n各省人民政府：现通知如下。", "")
        clause = "第一条　《丙解释》（法释〔2007〕5号）同时废止。"
        yield _text("丁解释", date(2010, 1, 1), clause, "2010-01-01 北京市人民政府令第7号公布")
        clause = "第一条　本规定自2018年5月1日起施行。2008年8月17日公布的《戊规定》（公安部令第104号）同时废止。"
        yield _text("戊规定", date(2018, 2, 2), clause, "")
        yield _text("己规定", date(2011, 3, 1), "第一条　为了管理己。", "")
        clause = "第二条　依照《己规定》（2011年3月1日交通部令第 12 号公布）和《庚规定》（交通部令第13号）执行。"
        yield _text("辛通知", date(2012, 4, 1), clause, "")
        amended = "2012-12-13 交通部令第20号修订发布\n2020-07-20 交通部令第21号《交通部关于修改〈壬规定〉的决定》修正"
        yield _text("壬规定", date(2020, 7, 20), "第九条　为了管理壬。", amended)


def _text(title: str, day: date, article: str, history: str) -> RawStatute:
    label, _, text = article.partition("　")
    units = (RawArticle((), label, text),)
    told = (history,) if history else ()
    return RawStatute(title, title, Level.ADMINISTRATIVE_REGULATION, "国务院", day, units, history=told)


@pytest.fixture
def orders(tmp_path: Path) -> Iterator[Library]:
    found = Library(f"sqlite:///{tmp_path / 'library.db'}")
    found.import_from(Orders())
    yield found
    found.close()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("国发(2020)1号", "国发〔2020〕1号"),
        ("国发［2020］01号", "国发〔2020〕1号"),
        ("法释【2013】第15号", "法释〔2013〕15号"),
        ("公安部令第一百六十号", "公安部令第160号"),
        ("中华人民共和国国务院令 第431号", "国务院令第431号"),
        ("国务院令431号", "国务院令第431号"),
    ],
)
def test_a_number_has_one_spelling(written: str, expected: str) -> None:
    assert spelled(written) == expected


@pytest.mark.parametrize(
    ("text", "words", "status", "article"),
    [
        ("依照国务院令第431号第一条办理。", "国务院令第431号第一条", Status.EXISTS, "1"),
        (
            "依照中华人民共和国国务院令第四百三十一号第一条。",
            "中华人民共和国国务院令第四百三十一号第一条",
            Status.EXISTS,
            "1",
        ),
        ("按国务院令第431号第九条。", "国务院令第431号第九条", Status.NO_SUCH_ARTICLE, None),
        ("见国发(2024)3号文件。", "国发(2024)3号", Status.EXISTS, None),
        ("见法释[2007]5号。", "法释[2007]5号", Status.REPEALED, None),  # known from the clause alone
        ("国令第431号第一条", "国令第431号第一条", Status.EXISTS, "1"),
        ("公安部令第160号第五条", "公安部令第160号第五条", Status.NOT_HELD, None),
        ("公安部令第104号第一条", "公安部令第104号第一条", Status.REPEALED, None),  # and not 1 of its successor
        ("交通部令第12号第一条", "交通部令第12号第一条", Status.EXISTS, "1"),  # as another text says
        ("交通部令第13号第一条", "交通部令第13号第一条", Status.NOT_HELD, None),  # its title is known so
        ("交通部令第21号第九条", "交通部令第21号第九条", Status.EXISTS, "9"),  # the decision that amended it
        ("国务院令第43号", "国务院令第43号", Status.NOT_HELD, None),  # and not 431
        ("市人民政府令第7号", "市人民政府令第7号", Status.NOT_HELD, None),  # of which city is not said
    ],
)
def test_a_number_in_a_text_leads_to_its_document(
    orders: Library, text: str, words: str, status: Status, article: str | None
) -> None:
    (found,) = cite(text, orders, as_of=NOW)
    assert (found.citation.span.of(text), found.status) == (words, status)
    assert (found.provision_id or "").partition("#")[2] == (article or "")


def test_the_answer_names_the_document(orders: Library) -> None:
    (found,) = cite("国务院令第431号", orders, as_of=NOW)
    assert found.reason.startswith("文号“国务院令第431号”是《甲条例》；")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("交通部令第12号", "文号“交通部令第12号”是《己规定》（见《辛通知》第二条）；"),
        ("交通部令第13号", "文号“交通部令第13号”是《庚规定》（见《辛通知》第二条）；法规库没有收录《庚规定》"),
        (
            "交通部令第21号第九条",
            "文号“交通部令第21号”是《壬规定》，这是修改它的《交通部关于修改〈壬规定〉的决定》的文号，按修改后的文本核对；",
        ),
        (
            "公安部令第104号第一条",
            "文号“公安部令第104号”是《戊规定》（见《戊规定》第一条），自2018-05-01起废止；法规库没有收录它的条文",
        ),
        ("公安部令第160号第五条", "馆藏文本没有写明文号“公安部令第160号”是哪个文件；法规库收录："),
    ],
)
def test_the_answer_tells_where_the_number_is_known_from(orders: Library, text: str, told: str) -> None:
    (found,) = cite(text, orders, as_of=NOW)
    assert found.reason.startswith(told)


def test_before_its_repeal_the_document_of_a_number_is_known_and_not_held(orders: Library) -> None:
    (found,) = cite("公安部令第104号第一条", orders, as_of=date(2015, 1, 1))
    assert (found.status, found.provision_id) == (Status.TEXT_NOT_HELD, None)


def test_the_number_of_a_case_is_no_law(orders: Library) -> None:
    assert cite("甲公（治）行罚决字〔2024〕123号、（2024）甲01民终5号", orders, as_of=NOW) == []
