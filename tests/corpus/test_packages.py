"""Decisions that amend several texts at once: each point bears on the text that it names, and on no other."""

from datetime import date
from pathlib import Path

import pytest

from corpus.clauses.amendments import amendments
from corpus.clauses.relations import relations
from corpus.law import EdgeKind, Provision
from corpus.raw import RawStatute
from corpus.sources.jsonl import JsonLines
from corpus.statutes import parse

CIVIL = (
    "最高人民法院关于修改《最高人民法院关于在民事审判工作中适用〈中华人民共和国工会法〉若干问题的解释》"
    "等二十七件民事类司法解释的决定"
)
LENDING = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定"


@pytest.fixture(scope="module")
def decision(data: Path) -> RawStatute:
    found = JsonLines(data / "statutes.jsonl.gz").statutes()
    return next(raw for raw in found if isinstance(raw, RawStatute) and raw.title == CIVIL)


def test_each_text_is_amended_by_its_own_point(decision: RawStatute) -> None:
    edges = relations(parse(decision, source="test", known_until=None))
    amended = {edge.target for edge in edges if edge.kind is EdgeKind.AMENDS}
    assert len(amended) == 25  # of 27: two are replies, where a paragraph changes and no article
    assert {edge.provision.rsplit("#", 1)[1] for edge in edges if edge.target == LENDING} == {"二十七"}


def test_a_point_names_the_articles_of_its_text(decision: RawStatute) -> None:
    edges = [edge for edge in relations(parse(decision, source="test", known_until=None)) if edge.target == LENDING]
    numbers = [edge.number.no for edge in edges if edge.number]
    assert numbers[:5] == [10, 11, 12, 13, 29]
    assert {edge.effective for edge in edges} == {date(2021, 1, 1)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对《甲法》作出修改\n（一）将第三条中的“乙”修改为“丙”。\n（二）删去第五条。", [("甲法", 3), ("甲法", 5)]),
        ("修改《甲法》\n将第二条修改为：\n“将第九条修改为乙。\n删去第八条。”", [("甲法", 2)]),  # quoted: new words
        ("本决定自公布之日起施行。", []),
    ],
)
def test_what_is_quoted_as_new_text_is_no_instruction(text: str, expected: list[tuple[str, int]]) -> None:
    point = Provision("v#一、", "v", (), None, "一、", text)
    edges = amendments("全国人民代表大会常务委员会关于修改《甲法》等七部法律的决定", [point], None)
    assert [(edge.target, edge.number.no) for edge in edges if edge.number] == expected
