"""Repeal and amendment clauses are read from the texts, exactly."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.clauses.amendments import changes
from corpus.clauses.repeals import Effect, annexed, repeals
from corpus.contents import named_unit
from corpus.gold import clause_is_read, records
from corpus.law import EdgeKind
from corpus.library import Library

DAY = date(2024, 1, 1)


def gold(data: Path, *, amends: bool) -> list[dict[str, Any]]:
    return [one for one in records(data, "repeals.jsonl.gz") if (one["action"] == "amend") == amends]


@pytest.mark.parametrize(
    ("clause", "ended"),
    [
        ("除《甲法》外，《乙法》同时废止。", [("乙法", DAY)]),
        ("除《甲法》第三条以外，《乙法》《丙法》同时废止。", [("乙法", DAY), ("丙法", DAY)]),
        ("《甲法》不同时废止。", []),
        ("《甲法》自2025年1月1日起同时废止。", [("甲法", date(2025, 1, 1))]),
        ("《甲法》自2021年1月1日起施行，《乙法》自2022年1月1日起废止。", [("乙法", date(2022, 1, 1))]),
        ("《甲法》自2025年1月1日起废止，《乙法》同时废止。", [("甲法", date(2025, 1, 1)), ("乙法", DAY)]),
        ("本法自2024年1月1日起施行，《甲法》同时废止。", [("甲法", DAY)]),
    ],
)
def test_what_is_exempted_stays_and_a_day_of_its_own_counts(clause: str, ended: list[tuple[str, date]]) -> None:
    found = repeals(clause, published=DAY, effective=DAY)
    assert [(r.title, r.day) for r in found if r.effect is Effect.WHOLE] == ended
    assert all(r.effect is Effect.WHOLE for r in found)


def test_every_repeal_clause_of_the_gold_file_is_exact(data: Path) -> None:
    assert [one["id"] for one in gold(data, amends=False) if not clause_is_read(one)] == []


def test_an_annex_lists_as_many_documents_as_the_gold_file_says(data: Path, library: Library) -> None:
    titles = [target["title"] for one in gold(data, amends=False) for target in one["targets"]]
    (listing,) = [title for title in titles if title.startswith("附件一所列")]
    listed = annexed(named_unit(library, "刑法", "附件一", as_of=DAY).provision.text)
    assert listing.startswith(f"附件一所列{len(listed)}件")


def test_every_amendment_clause_of_the_gold_file_is_exact(data: Path) -> None:
    assert [one["id"] for one in gold(data, amends=True) if not clause_is_read(one)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1995年10月28日国务院发布的《信访条例》同时废止。",
            [("信访条例", Effect.WHOLE, date(1995, 10, 28), "国务院")],
        ),
        ("国务院1982年2月发布的《甲办法》同时废止。", [("甲办法", Effect.WHOLE, None, "国务院")]),  # a month is no day
        ("《甲条例》中有关看守所的规定同时废止。", [("甲条例", Effect.PARTLY, None, None)]),
        ("废止《甲市乙条例》", [("甲市乙条例", Effect.WHOLE, None, None)]),  # point of a repealing decision
        (
            "自本法施行之日起，《甲法》、《乙法》即行废止。",
            [("甲法", Effect.WHOLE, None, None), ("乙法", Effect.WHOLE, None, None)],
        ),
        ("规章的制定、修改和废止，依照《立法法》执行。", []),  # speaks of repealing, repeals nothing
        ("复议期间不停止执行。", []),
        (
            "本条例自二〇〇七年二月一日起施行，《甲条例》（法（研）发〔1987〕32号）同时废止。",
            [("甲条例", Effect.WHOLE, None, None)],
        ),
    ],
)
def test_what_a_clause_ends(text: str, expected: list[tuple[str, Effect, date | None, str | None]]) -> None:
    found = repeals(text, published=None, effective=DAY)
    assert [(r.title, r.effect, r.issued, r.issuer) for r in found] == expected


def test_the_day_in_the_clause_goes_before_the_day_of_the_text() -> None:
    (found,) = repeals("本条例自二〇〇七年二月一日起施行，《甲条例》同时废止。", published=DAY, effective=DAY)
    assert found.day == date(2007, 2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将第十八条改为第十九条，删去第二款。", ["改为", "删去"]),
        ("在刑法第一百三十九条后增加一条，作为第一百三十九条之一：“…”", ["增加"]),
        ("将刑法第一百八十六条第一款、第二款修改为：“…第九条…”", ["修改为"]),  # 第九条 is of the new text
        ("删去刑法第一百九十九条。", ["删去"]),
        ("本修正案自公布之日起施行。", []),
    ],
)
def test_what_an_instruction_does(text: str, expected: list[str]) -> None:
    assert [change.operation.value for change in changes(text)] == expected


def test_the_annex_of_a_law_names_what_it_repeals(library: Library) -> None:
    listed = annexed(named_unit(library, "刑法", "附件一", as_of=DAY).provision.text)
    assert len(listed) == 15
    (told,) = library.told(listed[0])
    assert (told.edge.kind, told.edge.effective) == (EdgeKind.REPEALS, date(1997, 10, 1))
