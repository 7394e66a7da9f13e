"""Days in letters: what they are called, what day that is, which one the events speak of."""

import datetime as dt

import pytest

from models.dates import days

TODAY = dt.date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("2024年3月5日我被打伤", "2024-03-05"),
        ("二〇二四年三月二十五日晚被打", "2024-03-25"),
        ("2024.3.5被罚款", "2024-03-05"),
        ("2024-03-05被罚款", "2024-03-05"),
        ("２０２４年３月５日被打", "2024-03-05"),  # full-width
        ("今年3月停水", "2026-03-01"),  # only a month: its first day
        ("去年被打", "2025-01-01"),  # only a year: its first day
        ("去年十二月二十号被打", "2025-12-20"),
        ("前天晚上车被偷了", "2026-11-21"),
        ("昨晚有人砸门", "2026-11-22"),
        ("上个月12号停电", "2026-10-12"),
        ("三天前被骗", "2026-11-20"),
        ("半年前被骗", "2026-05-01"),
        ("两年前签的合同", "2024-11-01"),
        ("上周三被拘留", "2026-11-18"),
        ("3月5号停水", "2026-03-05"),
        ("12月5日停水", "2025-12-05"),  # this year's is still to come
        ("2024年3月5日被打，4月2日出现后遗症", "2024-04-02"),  # the year goes on
        ("2024年3月5日我被邻居打伤，4月2日向派出所报案。", "2024-03-05"),  # the act, not what was said about it
        ("本人1968年5月3日出生，2025年8月9日被罚款", "2025-08-09"),  # a birthday is no event
        ("根据2012年修订的治安管理处罚法，我被拘留", None),  # nor is a law's year
        ("案号（2023）粤0507民初1234号", None),
        ("2月30日被打", None),  # no such day
        ("2027年1月1日要拆除", None),  # still to come
        ("电话0754-88461234，欠我2024元", None),
        ("自2019年起一直拖欠工资", "2026-11-23"),  # it goes on: the law of today
        ("我女儿今年8岁，被老师打了", None),  # an age
        ("多次上访未果。2026.11.3", None),  # the letter's own date
        ("小区停水", None),
    ],
)
def test_the_day_of_the_events_is_found(text: str, event: str | None) -> None:
    found = days(text, today=TODAY).event
    assert (found.date.isoformat() if found else None) == event


def test_the_letter_s_own_date_stands_at_its_end_and_relative_days_count_from_it() -> None:
    text = "前天邻居打我。\n此致\n敬礼\n一名群众\n2026年1月8日"
    found = days(text, today=TODAY)
    assert found.letter is not None
    assert found.event is not None
    assert (found.letter.date, found.event.date) == (dt.date(2026, 1, 8), dt.date(2026, 1, 6))
    assert found.letter.span.of(text) == "2026年1月8日"


def test_a_date_inside_the_last_sentence_is_not_the_letter_s_own() -> None:
    assert days("情况属实。\n我在2026年1月8日被打，请处理。", today=TODAY).letter is None


def test_the_reason_says_what_was_read_into_a_vague_day() -> None:
    found = days("去年3月被打", today=TODAY).event
    assert found is not None
    assert found.reason == "信中说到“去年3月”，取作事情发生的日期（自2026-11-23推算，只写到月，按当月1日）"


def test_spans_count_code_points_beside_astral_characters() -> None:
    text = "😀😀去年3月被打"
    found = days(text, today=TODAY).event
    assert found is not None
    assert found.span.of(text) == "去年3月"
