"""Texts that end of themselves: whose clause it is, to which day, and what is said of the days after it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.clauses.expiry import expires, expiry_clause
from corpus.law import ArticleNumber, State
from corpus.library import Library
from corpus.sources.office import Office

BEGINS = date(2020, 5, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本办法自2020年5月1日起施行，有效期五年。", date(2025, 5, 1)),
        ("本办法自2020年5月1日起施行，有效期为5年。", date(2025, 5, 1)),
        ("本通知自2020年5月1日起施行。有效期至2022年12月31日。", date(2023, 1, 1)),
        ("本规定自2020年5月1日起施行，至2021年4月30日止。", date(2021, 5, 1)),
        ("自2020年5月1日起实施，有效期三年。", date(2023, 5, 1)),
        ("本意见有效期18个月。", date(2021, 11, 1)),
        ("许可证有效期五年。", None),  # of a licence
        ("施工许可证有效期至2022年12月31日。本办法自2020年5月1日起施行。", None),
        ("本办法自2020年5月1日起施行。", None),
        ("本办法施行至今的经验，由市城管局至2021年4月30日总结。", None),
    ],
)
def test_only_what_a_text_says_of_itself_ends_it(text: str, day: date | None) -> None:
    clause = expiry_clause([text])
    assert (expires(clause, BEGINS) if clause else None) == day


def test_months_end_with_a_shorter_month() -> None:
    assert expires("本通知有效期一年", date(2024, 2, 29)) == date(2025, 2, 28)


def test_a_length_without_a_beginning_tells_no_day() -> None:
    assert expires("本办法有效期五年", None) is None


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An office's own rule with its clause."""
    folder = tmp_path / "rules"
    folder.mkdir()
    text = "青石市井盖管理办法\n第一条　井盖应当盖好。\n第二条　本办法自2020年5月1日起施行，有效期五年。\n"
    (folder / "well.txt").write_text(text, encoding="utf-8")
    (folder / "rules.toml").write_text(
        '[[rules]]\nfile = "well.txt"\ntitle = "青石市井盖管理办法"\nissuer = "青石市人民政府"\n'
        'level = "规范性文件"\npromulgated = 2020-04-01\n',
        encoding="utf-8",
    )
    held = Library(f"sqlite:///{tmp_path / 'library.db'}")
    held.import_from(Office(folder))
    yield held
    held.close()


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2020, 4, 30), State.NOT_YET_IN_FORCE),
        (date(2020, 5, 1), State.IN_FORCE),
        (date(2025, 4, 30), State.IN_FORCE),
        (date(2025, 5, 1), State.EXPIRED),
    ],
)
def test_a_rule_is_in_force_until_its_own_last_day(library: Library, day: date, state: State) -> None:
    article = library.article("青石市井盖管理办法", ArticleNumber(1), as_of=day)
    assert article.validity.state is state


def test_what_has_lapsed_says_by_which_words(library: Library) -> None:
    article = library.article("青石市井盖管理办法", ArticleNumber(1), as_of=date(2026, 1, 1))
    assert "有效期五年" in article.validity.evidence
    assert "自2025-05-01起失效" in article.validity.evidence
