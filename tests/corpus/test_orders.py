"""Whatever the order of imports and corrections, the library is the one that an import of all at once makes."""

import itertools
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.library import Library
from corpus.raw import Source
from corpus.sources.jsonl import JsonLines
from corpus.sources.wheel import Wheel
from tests.corpus.test_imports import REGULATION, with_text, written

# All that is told of a library, without the numbers that rows happen to get.
_TABLES = {
    "works": "*",
    "names": "*",
    "versions": "*",
    "provisions": "*",
    "edges": "kind, version, provision, target, no, sub, effective, moved_no, moved_sub, issued, document, part",
    "citations": "version, provision, start, end, target, part, no, sub, to_no, to_sub",
    "conflicts": "version, label, held_source, held, other_source, other",
    "filings": "*",
    "imports": "*",
}
REPEAL = with_text(
    3,
    "本条例自2024年5月1日起施行。《甲市井盖管理办法》同时废止。",
    id="b",
    title="甲市井盖条例",
    publish_date="2024-04-01",
    history=[],
)
LATER = with_text(
    2,
    "井盖应当立即盖好。",
    id="c",
    publish_date="2022-06-01",
    history=[
        *REGULATION["history"],
        {"date": "2022-06-01", "event": "甲市第二届人民代表大会常务委员会第二次会议修正"},
    ],
)
DECISION: dict[str, Any] = {
    "id": "d",
    "title": "甲市人民代表大会常务委员会关于修改《甲市井盖管理办法》的决定",
    "level": "地方性法规",
    "organ": "甲市人民代表大会常务委员会",
    "publish_date": "2022-06-01",
    "articles": [
        {"path": [], "no": None, "sfx": None, "label": "一、", "text": "将第二条修改为：“井盖应当立即盖好。”"},
        {"path": [], "no": None, "sfx": None, "label": "二、", "text": "本决定自2022年7月1日起施行。"},
    ],
}


def told(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        return {
            name: sorted(db.execute(f"SELECT {columns} FROM {name}"), key=repr) for name, columns in _TABLES.items()
        }


def filled(path: Path, sources: Iterable[Source]) -> dict[str, list[tuple[Any, ...]]]:
    library = Library(f"sqlite:///{path}")
    for source in sources:
        library.import_from(source)
    library.close()
    return told(path)


@pytest.mark.parametrize(
    "records",
    [
        [[REGULATION], [REPEAL]],  # one ends the other
        [[REGULATION], [LATER], [DECISION]],  # a text, the next one, and the decision that dates it
        [[REGULATION], [with_text(2, "井盖应当盖牢。")]],  # two sources of one text
        [[REGULATION], [with_text(2, "井盖应当盖牢。")], [with_text(2, "井盖要盖好。")]],
        [[REGULATION | {"level": "行政法规", "organ": None}], [REGULATION]],  # and of one text two ranks
    ],
)
def test_the_order_of_imports_leaves_no_trace(tmp_path: Path, records: list[list[dict[str, Any]]]) -> None:
    sources = [written(tmp_path, f"source{at}", *found) for at, found in enumerate(records)]
    orders = list(itertools.permutations(sources))
    libraries = [filled(tmp_path / f"{at}.db", order) for at, order in enumerate(orders)]
    assert all(library == libraries[0] for library in libraries[1:])


@pytest.mark.parametrize(
    ("first", "corrected"),
    [
        (
            [REGULATION, REPEAL],
            [REGULATION, with_text(3, "本条例自2024年5月1日起施行。", **{**REPEAL, "articles": []})],
        ),
        ([REGULATION, LATER, DECISION], [REGULATION, LATER, DECISION | {"publish_date": "2022-06-02"}]),
        ([REGULATION, LATER], [REGULATION, LATER | {"publish_date": "2023-06-01"}]),
        ([REGULATION], [REGULATION | {"title": "甲市窨井盖管理办法"}]),
        ([REGULATION | {"organ": "甲市人民政府"}], [REGULATION]),
    ],
)
def test_a_corrected_text_takes_with_it_all_that_followed_from_the_wrong_one(
    tmp_path: Path, first: list[dict[str, Any]], corrected: list[dict[str, Any]]
) -> None:
    mended = [record | {"articles": record["articles"] or REGULATION["articles"]} for record in corrected]
    wrong, right = written(tmp_path, "one", *first), tmp_path / "two"
    right.mkdir()
    again = written(right, "one", *mended)
    assert filled(tmp_path / "again.db", [wrong, again]) == filled(tmp_path / "empty.db", [again])


def test_a_source_that_reaches_farther_now_is_as_if_it_always_had(tmp_path: Path) -> None:
    sources: Sequence[Source] = [written(tmp_path, "one", REGULATION), written(tmp_path, "two", with_text(2, "盖牢。"))]
    farther = JsonLines(tmp_path / "two.jsonl", date(2025, 4, 19))
    farther.known_until = date(2026, 1, 1)
    assert filled(tmp_path / "again.db", [*sources, farther]) == filled(tmp_path / "empty.db", [sources[0], farther])


def test_real_sources_in_any_order_make_one_library(chosen: tuple[Path, Path], tmp_path: Path) -> None:
    texts, older = map(JsonLines, chosen)
    orders: list[list[Source]] = [[Wheel(), texts, older], [older, texts, Wheel()]]
    first, second = (filled(tmp_path / f"{at}.db", order) for at, order in enumerate(orders))
    assert first == second
