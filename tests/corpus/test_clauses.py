"""When a text says that it begins: whose clause it is depends on what the text calls itself."""

from datetime import date

import pytest

from corpus.clauses.commencement import commencement
from corpus.law import VersionKind

DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("title", "clause", "day"),
    [
        ("青石市养犬管理法", "本法自2024年5月1日起施行。", DAY),
        ("青石市养犬管理法", "本办法自2024年5月1日起施行。", None),  # 香港基本法: the annex speaks of another text
        ("青石市养犬管理办法", "本办法自2024年5月1日起施行。", DAY),  # a 办法 is no 法
        ("青石市养犬管理办法", "本规定自2024年5月1日起施行。", DAY),  # drafters slip
        ("青石市养犬管理规定", "本规定自2024年5月1日起施行。", DAY),
        ("青石市养犬管理办法", "《青石市家犬办法》自2024年5月1日起施行。", None),
    ],
)
def test_only_a_clause_about_the_text_itself_tells_when_it_begins(title: str, clause: str, day: date | None) -> None:
    assert commencement(title, [clause], date(2024, 3, 1), VersionKind.ENACTED).day == day
