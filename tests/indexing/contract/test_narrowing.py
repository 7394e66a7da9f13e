"""Composed clauses, ranges of days, titles, orders, counts and walks: the same on both engines."""

import pytest

from indexing import places
from indexing.engine import (
    Between,
    Clause,
    Either,
    Entry,
    Every,
    Key,
    Kind,
    Phrase,
    Query,
    SearchEngine,
    Stream,
    Without,
)
from indexing.fields import Day, Order

KIND = Kind.STATUTES


def entry(name: str, text: str, *titles: str, day: int, level: str, rank: str) -> Entry:
    days = {Day.PROMULGATED: day} if day else {}
    keys = {"level": (level,), "work": (name,)}
    orders = {Order.RANK: rank, Order.DATE: str(99999999 - day)}
    return Entry(name, text, text, keys, shown={"text": text}, titles=titles, days=days, orders=orders)


# Written for these tests.
ENTRIES = (
    entry("甲", "拖欠工资的，应当支付。不得拖延。", "工资支付办法", "第一章 总则", day=2020_05_01, level="部门规章", rank="2"),
    entry("乙", "克扣工资的，责令支付。", "劳动监察条例", "第二章 工资", day=2018_01_01, level="行政法规", rank="1"),
    entry("丙", "拖欠农民工工资的，从重处罚。", "劳动监察条例", "第三章 罚则", day=2018_01_01, level="行政法规", rank="1"),
    entry("丁", "本办法自公布之日起施行。", "工资支付办法", day=0, level="部门规章", rank="2"),
)  # fmt: skip


@pytest.fixture
def filled(empty: SearchEngine) -> SearchEngine:
    with empty.draft(KIND, "first") as draft:
        draft.add(ENTRIES)
        draft.seal(1)
        empty.switch(KIND, "first")
    return empty


def phrase(text: str, stream: Stream = Stream.CHARACTERS) -> Phrase:
    return Phrase(tuple(places.tokens(text)), stream)


WAGES, OWED, PAY = phrase("工资"), phrase("拖欠"), phrase("支付")
CLAUSES: list[tuple[Clause, str]] = [
    (Every(()), "丁丙乙甲"),
    (Either(()), ""),
    (Every((WAGES, OWED)), "丙甲"),
    (Either((OWED, PAY)), "丙乙甲"),
    (Without(OWED), "丁乙"),
    (Every((WAGES, Without(OWED))), "乙"),
    (Without(Either((OWED, PAY))), "丁"),
    (Without(Without(OWED)), "丙甲"),
    (Either((Every((OWED, PAY)), Without(WAGES))), "丁甲"),
    (Between(Day.PROMULGATED, first=2018_01_01), "丙乙甲"),  # one without the day does not fit
    (Between(Day.PROMULGATED, first=2018_01_02, last=2020_05_01), "甲"),
    (Between(Day.PROMULGATED, last=2018_01_01), "丙乙"),
    (Without(Between(Day.PROMULGATED, last=2018_01_01)), "丁甲"),
    (Between(Day.EFFECTIVE), ""),
    (phrase("工资", Stream.TITLES), "丁乙甲"),
    (phrase("办法总则", Stream.TITLES), ""),  # nothing goes on from one title to the next
    (phrase("支付不得"), ""),  # nor over the end of a sentence
    (phrase("支付。不得"), "甲"),  # unless it is asked for
    (phrase("工资的应当"), "甲"),
    (Key("level", ("行政法规", "部门规章")), "丁丙乙甲"),
]


@pytest.mark.parametrize(("clause", "expected"), CLAUSES)
def test_clauses_compose(filled: SearchEngine, clause: Clause, expected: str) -> None:
    found = filled.search(KIND, Query(required=(clause,), counted=True))
    assert (sorted(hit.id for hit in found.hits), found.total) == (sorted(expected), len(expected))
    without = filled.search(KIND, Query(excluded=(clause,), counted=True))
    assert without.total == len(ENTRIES) - len(expected)


ORDERS = [(None, "丁丙乙甲"), (Order.RANK, "丙乙丁甲"), (Order.DATE, "甲丙乙丁")]


@pytest.mark.parametrize(("order", "expected"), ORDERS)
def test_what_is_not_ranked_comes_in_the_order_asked_for(
    filled: SearchEngine, order: Order | None, expected: str
) -> None:
    """Equal ones by id: 丁 < 丙 < 乙 < 甲 by their code points."""
    by_id = sorted(expected) if order is None else list(expected)
    assert [hit.id for hit in filled.search(KIND, Query(order=order)).hits] == by_id
    assert [hit.id for hit in filled.search(KIND, Query(order=order, offset=1, limit=2)).hits] == by_id[1:3]
    assert [hit.id for hit in filled.walk(KIND, Query(order=order))] == by_id


def test_a_walk_goes_past_every_page(empty: SearchEngine) -> None:
    many = [Entry(f"{n:05}", "条文", "条文", shown={"n": n}) for n in range(2_345)]
    with empty.draft(KIND, "first") as draft:
        draft.add(many)
        draft.seal(1)
        empty.switch(KIND, "first")
    walked = [hit.shown["n"] for hit in empty.walk(KIND, Query(required=(phrase("条文"),), limit=1))]
    assert walked == list(range(2_345))


def test_a_walk_sees_what_was_there_when_it_began(filled: SearchEngine) -> None:
    walk = filled.walk(KIND, Query(required=(WAGES,)))
    seen = [next(walk).id]
    filled.delete(KIND, ["甲", "乙", "丙"], sequence=2)
    assert sorted([*seen, *(hit.id for hit in walk)]) == sorted("甲乙丙")


def test_hits_are_counted_by_label(filled: SearchEngine) -> None:
    assert filled.tally(KIND, Query()) == {"level=部门规章": 2, "level=行政法规": 2}
    assert filled.tally(KIND, Query(required=(OWED,))) == {"level=部门规章": 1, "level=行政法规": 1}
    assert filled.tally(KIND, Query(required=(phrase("没有"),))) == {}
