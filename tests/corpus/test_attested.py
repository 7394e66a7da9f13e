"""A text marked invalid without a day: in force up to the last day of which something held speaks, then unknown."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from corpus.law import ArticleNumber, State
from corpus.library import Library
from corpus.validity.several import articles
from tests.corpus.test_imports import REGULATION, with_text, written

OLD = with_text(2, "井盖应当盖好。", expired_flag=True)


def resting(first: str = "根据《甲市井盖管理办法》，制定本细则。", event: str = "通过") -> dict[str, object]:
    units = [first, "本细则自2022年5月1日起施行。"]
    texts: list[dict[str, object]] = [
        {"path": [], "no": n, "sfx": None, "label": f"第{'一二'[n - 1]}条", "text": units[n - 1]} for n in (1, 2)
    ]
    history = [{"date": "2022-02-25", "event": f"甲市第一届人民代表大会常务委员会第九次会议{event}"}]
    return REGULATION | {
        "id": "b",
        "title": "甲市雨水井盖养护细则",
        "publish_date": "2022-02-25",
        "history": history,
        "articles": texts,
    }


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    yield library
    library.close()


@pytest.mark.parametrize(
    ("record", "day", "state", "told"),
    [
        (resting(), date(2020, 2, 1), State.NOT_YET_IN_FORCE, "当日尚未施行"),
        (resting(), date(2021, 1, 1), State.IN_FORCE, "2022-02-25公布的《甲市雨水井盖养护细则》第一条仍以本文件为依据"),
        (resting(), date(2022, 2, 25), State.IN_FORCE, "来源标注“失效”，没有载明自何日起"),
        (resting(), date(2022, 2, 26), State.UNKNOWN, "此后至当日是否有效未证实"),
        # An amended text keeps the words of its first day.
        (resting(event="修正"), date(2021, 1, 1), State.UNKNOWN, "效力有待核实"),
        # To name a text is not to rest on it.
        (resting("本细则不适用《甲市井盖管理办法》所称井盖。"), date(2021, 1, 1), State.UNKNOWN, "效力有待核实"),
        (resting("根据本市实际，制定本细则。"), date(2021, 1, 1), State.UNKNOWN, "效力有待核实"),
    ],
)
def test_what_rests_on_a_text_shows_it_in_force(  # noqa: PLR0917 - a row of the table and the two fixtures
    empty: Library, tmp_path: Path, record: dict[str, object], day: date, state: State, told: str
) -> None:
    empty.import_from(written(tmp_path, "one", OLD, record))
    found = empty.article("甲市井盖管理办法", ArticleNumber(2), as_of=day)
    assert (found.validity.state, told in found.validity.evidence) == (state, True)
    together = empty.ask(partial(articles, ids=[found.provision.id], as_of=day))
    assert together[found.provision.id].validity.state is state
