"""A text marked invalid that no clause ends, and a later one of like name: a pointer, not a judgement."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.law import ArticleNumber, State, Validity
from corpus.library import Library
from tests.corpus.test_imports import REGULATION, with_text, written

OLD = with_text(2, "井盖破损的，养护人应当自接到报告之日起六十日内修复。", expired_flag=True)


def later(**other: object) -> dict[str, object]:
    """A later text: the article on repair is its first one."""
    articles = [
        {
            "path": [],
            "no": 1,
            "sfx": None,
            "label": "第一条",
            "text": "井盖破损的，养护人应当自接到报告之日起三十日内修复。",
        },
        {"path": [], "no": 2, "sfx": None, "label": "第二条", "text": "本条例自2022年5月1日起施行。"},
    ]
    fields = {"id": "b", "title": "甲市井盖条例", "publish_date": "2022-02-25", "history": [], "articles": articles}
    return REGULATION | fields | other


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    yield library
    library.close()


def asked(library: Library, folder: Path, *records: dict[str, object], on: date = date(2026, 1, 1)) -> Validity:
    library.import_from(written(folder, "one", *records))
    return library.article("甲市井盖管理办法", ArticleNumber(2), as_of=on).validity


def test_it_is_named_with_the_article_most_alike_and_the_state_stays(empty: Library, tmp_path: Path) -> None:
    found = asked(empty, tmp_path, OLD, later())
    assert (found.state, found.superseded_by) == (State.UNKNOWN, None)
    assert found.evidence.endswith(
        "馆藏另有名称相近的《甲市井盖条例》第一条（2022-02-25公布，自2022-05-01起施行），是否取代本文件须核对"
    )


@pytest.mark.parametrize(
    ("records", "day"),
    [
        ((OLD, later()), date(2021, 1, 1)),  # not there yet
        ((OLD, later(title="甲市路灯条例")), date(2026, 1, 1)),  # of another matter
        ((OLD, later(title="乙市井盖条例", organ="乙市人民代表大会常务委员会")), date(2026, 1, 1)),  # of another place
        ((OLD, later(publish_date="2010-01-01")), date(2026, 1, 1)),  # older
        ((OLD, later(expired_flag=True)), date(2026, 1, 1)),  # marked itself
        ((OLD | {"expired_flag": False}, later()), date(2026, 1, 1)),  # nothing says that the first one is over
    ],
)
def test_none_is_named_where_nothing_speaks_for_it(
    empty: Library, tmp_path: Path, records: tuple[dict[str, object], ...], day: date
) -> None:
    assert "名称相近" not in asked(empty, tmp_path, *records, on=day).evidence
