"""What a source tells of the life of a text: events run together, and changes later than its day of promulgation."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.clauses import history
from corpus.errors import VersionNotHeld
from corpus.law import ArticleNumber, State, VersionKind
from corpus.library import Library
from tests.corpus.test_imports import REGULATION, with_text, written


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "2003-07-04 甲院第1280次会议通过,根据2020年12月23日甲院第1823次会议《关于修改〈乙规定〉的决定》修正",
            ("2003-07-04 甲院第1280次会议通过", "2020-12-23 甲院第1823次会议《关于修改〈乙规定〉的决定》修正"),
        ),
        (
            "2019-10-31 甲市《关于修改〈乙条例〉的决定》修正  2022年12月29日甲市第十四次会议修订）",
            ("2019-10-31 甲市《关于修改〈乙条例〉的决定》修正", "2022-12-29 甲市第十四次会议修订）"),
        ),
        (
            "1988-11-10 甲市第四次会议通过和1989年1月28日甲市第六次会议第一次修正",
            ("1988-11-10 甲市第四次会议通过", "1989-01-28 甲市第六次会议第一次修正"),
        ),
        (
            "2013-05-02 公告公布施行根据2018年9月7日甲市第十一次会议修正",
            ("2013-05-02 公告公布施行", "2018-09-07 甲市第十一次会议修正"),
        ),
        # One event of two organs, a day of commencement, and words without a verb before the day are left together.
        *(
            (line, (line,))
            for line in (
                "2018-08-29 甲市会议通过并经2018年9月21日乙省会议批准的《甲市关于修改〈丙办法〉的决定》修正",
                "2006-12-25 甲院第1411次会议、2007年2月14日乙院第71次会议通过",
                "1999-03-10 海关总署发布 自1999年4月1日施行",
                "1985-12-30 1985年12月30日",
                "日期未知 关于印发《工资支付暂行规定》的通知",
            )
        ),
    ],
)
def test_events_run_together_are_parted(line: str, expected: tuple[str, ...]) -> None:
    assert history.parted([line]) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025-06-27 第十四届全国人民代表大会常务委员会第十六次会议修订", VersionKind.REVISED),
        ("2024-11-10 《国务院关于修改〈全国年节及纪念日放假办法〉的决定》第四次修订", VersionKind.AMENDED),
        ("2022-03-29 《国务院关于修改和废止部分行政法规的决定》修订", VersionKind.AMENDED),
        ("2012-10-26 《关于修改〈中华人民共和国治安管理处罚法〉的决定》修正", VersionKind.AMENDED),
        ("1999-05-25 民政部令第14号发布", VersionKind.ENACTED),
    ],
)
def test_what_a_decision_changed_is_no_new_text(line: str, expected: VersionKind) -> None:
    assert history.kinds([line]) == [expected]


def enacted(**other: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of JSON
    return with_text(3, "本办法自公布之日起施行。", **other)


def test_on_publication_in_a_text_that_a_decision_changed_is_the_first_publication(tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    events = [
        {"date": "1999-09-18", "event": "国务院发布"},
        {"date": "2022-03-29", "event": "《国务院关于修改和废止部分行政法规的决定》修订"},
    ]
    library.import_from(written(tmp_path, "one", enacted(publish_date="2022-03-29", history=events)))
    on = {
        day: library.article("甲市井盖管理办法", ArticleNumber(1), as_of=day).validity.state
        for day in (date(2022, 4, 1), date(2024, 4, 1))
    }
    assert on == {date(2022, 4, 1): State.UNKNOWN, date(2024, 4, 1): State.IN_FORCE}
    library.close()


def test_a_text_changed_after_its_day_of_promulgation_is_not_given_for_the_days_before(tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    events = [*REGULATION["history"], {"date": "2021-03-26", "event": "甲市第二十八次会议《关于修改〈…〉的决定》修正"}]
    report = library.import_from(written(tmp_path, "one", REGULATION | {"history": events}))
    assert report.problems == (
        "《甲市井盖管理办法》：来源的公布日期2020-01-01早于它记载的2021-03-26的修改，按后者处理",
    )
    with pytest.raises(VersionNotHeld, match="没有收录2020-06-01当日的文本"):
        library.article("甲市井盖管理办法", ArticleNumber(2), as_of=date(2020, 6, 1))
    validity = library.article("甲市井盖管理办法", ArticleNumber(2), as_of=date(2021, 6, 1)).validity
    assert validity.state is State.UNKNOWN
    library.close()
