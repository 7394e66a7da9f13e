"""`huiyin library conflicts`: where two sources of one text differ."""

from collections.abc import Iterator
from datetime import date

import pytest
from typer.testing import CliRunner

from corpus.errors import LawNotHeld
from corpus.law import Level
from corpus.library import Library
from corpus.raw import RawArticle, RawStatute
from service.assembly import Assembly
from service.cli import app
from service.law.conflicts import disputed

TITLE = "青石市石子管理规定"


class OneSource:
    """A rule of a city that does not exist, as one collection has it."""

    known_until: date | None = date(2026, 9, 1)

    def __init__(self, name: str, words: str, begins: str) -> None:
        self.name, self._texts = name, (words, f"本规定自{begins}起施行。")

    def __len__(self) -> int:
        return 1

    def statutes(self) -> Iterator[RawStatute]:
        yield RawStatute(
            key="1",
            title=TITLE,
            level=Level.LOCAL_RULE,
            issuer="青石市人民政府",
            promulgated=date(2010, 5, 1),
            articles=tuple(RawArticle((), f"第{'一二'[at]}条", text) for at, text in enumerate(self._texts)),
        )


@pytest.fixture
def held(parts: Assembly) -> Assembly:
    library = Library(parts.settings.library)
    library.import_from(OneSource("甲集", "石子应当堆放整齐。", "2010年6月1日"))
    library.import_from(OneSource("乙集", "石子必须堆放整齐。", "2010年7月1日"))
    library.close()
    return parts


def test_each_text_is_one_entry_that_counts_units_and_days_apart(held: Assembly) -> None:
    (found,) = [one for one in disputed(held) if one.law == TITLE]
    assert (found.version, found.units, found.days) == (date(2010, 5, 1), 2, 1)
    assert [one.label for one in found.differing] == ["第一条", "第二条", "施行日期"]
    first = found.differing[0]
    assert (first.held_source, first.other_source) == ("乙集", "甲集")  # of two that reach as far the first by name
    assert [span.of(first.held) for span in first.held_spans] == ["必须"]
    assert [span.of(first.other) for span in first.other_spans] == ["应当"]


def test_a_law_that_is_named_is_the_only_one(held: Assembly) -> None:
    assert [one.law for one in disputed(held, TITLE)] == [TITLE]
    assert disputed(held, "刑法") == ()
    with pytest.raises(LawNotHeld):
        disputed(held, "某某法")


def test_the_list_has_one_line_a_text_and_the_law_both_wordings(
    held: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_HOME", str(held.settings.home))
    listed = CliRunner().invoke(app, ["library", "conflicts"])
    (line,) = [line for line in listed.stdout.splitlines() if TITLE in line]
    assert line == (
        f"《{TITLE}》（2010-05-01公布的文本）：2 处文字、1 处日期不同（第一条、第二条、施行日期）；采用 乙集，另有 甲集"
    )
    shown = CliRunner().invoke(app, ["library", "conflicts", "--law", TITLE]).stdout
    assert "  采用（乙集）：石子【必须】堆放整齐。" in shown
    assert "  另作（甲集）：石子【应当】堆放整齐。" in shown
