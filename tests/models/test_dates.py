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
        ("今年3月停水", "2026-03-31"),  # only a month: its last day
        ("去年被打", "2025-12-31"),  # only a year: its last day, never 1 January
        ("今年被打", "2026-11-23"),  # the last day of it that is not to come
        ("去年十二月二十号被打", "2025-12-20"),
        ("前天晚上车被偷了", "2026-11-21"),
        ("昨晚有人砸门", "2026-11-22"),
        ("上个月12号停电", "2026-10-12"),
        ("三天前被骗", "2026-11-20"),
        ("半年前被骗", "2026-05-31"),
        ("两年前签的合同", "2024-11-30"),
        ("上周三被拘留", "2026-11-18"),
        ("3月5号停水", "2026-03-05"),
        ("12月5日停水", "2025-12-05"),  # this year's is still to come
        ("2024年3月5日去咨询，4月2日被打", "2024-04-02"),  # the year goes on
        ("2024年3月5日被打，4月2日出现后遗症", "2024-03-05"),  # the wrong itself
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
    assert (
        found.reason
        == "信中说到“去年3月”，取作事情发生的日期（信无日期，自阅读之日2026-11-23推算，只写到月，取其中最晚的一日）"
    )


def test_spans_count_code_points_beside_astral_characters() -> None:
    text = "😀😀去年3月被打"
    found = days(text, today=TODAY).event
    assert found is not None
    assert found.span.of(text) == "去年3月"


SIGNED = "{}\n此致\n敬礼\n2026年10月20日"


@pytest.mark.parametrize(
    ("story", "event"),
    [
        # A day of the calendar beats 今天 and bare years.
        ("2019年我租下门面，今年8月3日被强拆，到今天没人管。", "2026-08-03"),
        ("10月12日车被砸，我今天正式要求赔偿。", "2026-10-12"),
        ("今天还在排污水，9月9日发现的。", "2026-09-09"),
        ("他说“今天来的是市里的”，9月1日晚上打了我。", "2026-09-01"),
        ("2015年买的房，2023年漏过，今年5月6号塌了。", "2026-05-06"),
        # The deed, not the decision on it.
        ("8月1日我被邻居打伤，9月5日给了处罚决定书，只罚款二百元。", "2026-08-01"),
        ("9月30日送达认定书，9月2日的事故我没有责任，车被撞坏。", "2026-09-02"),
        ("7月7日工地倒塌砸伤我，8月8日仲裁裁定不予受理。", "2026-07-07"),
        ("5月5日被骗，5月9日去报案，5月20日又去咨询。", "2026-05-05"),
        ("6月30日判决下来了，6月3日他抢了我的包。", "2026-06-03"),
        # Born on a day.
        ("我女儿2024年12月8日在县医院出生，派出所不给上户口。", None),
        ("申请人，1979年4月2日出生，9月15日被罚款。", "2026-09-15"),
        # Feasts of a fixed day.
        ("六一儿童节那天狗把孩子扑倒了。", "2026-06-01"),
        ("国庆节当天景区门口打人。", "2026-10-01"),
        ("元旦夜里有人砸店。", "2026-01-01"),
        ("去年教师节被骗走两千元。", "2025-09-10"),
        ("劳动节早上停电。", "2026-05-01"),
        ("儿童节期间涨价。", None),
        # Periods: within the period a day of it, else its end; what goes on is complained of to this day.
        ("从今年3月1日到6月15日被检查19次，5月20日一天来三拨。", "2026-05-20"),
        ("从2026年3月1日到6月15日被检查19次。", "2026-06-15"),
        ("从今年7月起没有发低保。", "2026-10-20"),
    ],
)
def test_the_day_on_which_the_wrong_was_done_is_chosen(story: str, event: str | None) -> None:
    found = days(SIGNED.format(story), today=TODAY).event
    assert (found.date.isoformat() if found else None) == event


@pytest.mark.parametrize(
    ("text", "precision", "assumed"),
    [
        ("2026年3月5日被打", "day", False),
        ("去年3月被打", "month", True),
        ("2023年被打", "year", False),
        ("上周被打", "week", True),
        ("前天被打\n2026年1月8日", "day", False),
        ("前天被打\n1月8日", "day", True),
        ("上个月12号被打", "day", True),
    ],
)
def test_a_day_says_how_exact_it_is_and_whether_it_hangs_on_the_day_of_reading(
    text: str, precision: str, assumed: bool
) -> None:
    found = days(text, today=TODAY).event
    assert found is not None
    assert (found.precision, found.assumed) == (precision, assumed)


@pytest.mark.parametrize(
    ("ending", "day"),
    [
        ("2026年7月20日凌晨", "2026-07-20"),
        ("2026年10月8日晚", "2026-10-08"),
        ("2026.1.9 夜", "2026-01-09"),
        ("二〇二六年三月三日深夜", "2026-03-03"),
        ("2026年5月1日22点", "2026-05-01"),
        ("7月14日", "2026-07-14"),  # no year: the latest before the day of reading
        ("12月3日晚", "2025-12-03"),
        ("2026年7月20日开庭", None),
    ],
)
def test_a_date_under_a_letter_is_the_letter_s_whatever_hour_it_names(ending: str, day: str | None) -> None:
    found = days(f"请尽快处理。\n{ending}", today=TODAY)
    assert (found.letter.date.isoformat() if found.letter else None) == day


def test_today_without_a_letter_day_is_no_event() -> None:
    assert days("到今天也没人管，今天又去了一趟。", today=TODAY).event is None


SENT = dt.date(2026, 1, 12)


@pytest.mark.parametrize(
    ("text", "event", "letter"),
    [
        ("去年11月15日被拖欠工资。", "2025-11-15", "2026-01-12"),
        ("我家电动车3月8号晚上被偷了。", "2025-03-08", "2026-01-12"),  # from the day of reading it would be 2026
        ("今年被打了。", "2026-01-12", "2026-01-12"),
        ("前天有人砸门。", "2026-01-10", "2026-01-12"),
        ("包工头从去年11月拖欠工资到现在，电话不接。", "2026-01-12", "2026-01-12"),  # goes on until it was sent
        ("2025年3月5日被打到现在没人管。", "2025-03-05", "2026-01-12"),
        # A letter that was sent later keeps its own date; one without a year takes it from the message.
        ("前天有人砸门。\n张某\n2025年12月3日", "2025-12-01", "2025-12-03"),
        ("前天有人砸门。\n张某\n12月3日", "2025-12-01", "2025-12-03"),
        ("小区停水。", None, "2026-01-12"),
    ],
)
def test_days_of_a_message_count_from_the_day_on_which_it_was_sent(text: str, event: str | None, letter: str) -> None:
    found = days(text, today=TODAY, sent=SENT)
    assert (found.event.date.isoformat() if found.event else None) == event
    assert found.letter is not None
    assert found.letter.date.isoformat() == letter
    assert "信无日期" not in (found.event.reason if found.event else "")


def test_the_day_in_the_head_of_a_message_is_named_as_such() -> None:
    found = days("前天有人砸门。", today=TODAY, sent=SENT)
    assert found.letter is not None
    assert (found.letter.reason, found.mailed) == ("邮件日期为2026-01-12", True)
    assert not days("前天有人砸门。\n张某\n2025年12月3日", today=TODAY, sent=SENT).mailed


def test_the_day_in_the_written_head_of_a_message_is_no_event() -> None:
    found = days("主题：停水\n日期：2026-01-12 08:30\n小区停水了。", today=TODAY, sent=SENT)
    assert found.letter is not None
    assert (found.event, found.letter.reason, found.mailed) == (None, "邮件日期为2026-01-12", True)


def test_a_message_from_the_future_is_not_believed() -> None:
    assert days("前天有人砸门。", today=TODAY, sent=dt.date(2027, 1, 1)).letter is None


@pytest.mark.parametrize(
    ("text", "undated"),
    [
        ("去年被打了。", True),
        ("去年被打了。\n张某\n2026年3月1日", False),
        ("去年被打了。\n张某\n3月1日", False),  # a date without a year is a date
    ],
)
def test_only_a_letter_without_any_date_is_said_to_have_none(text: str, undated: bool) -> None:
    found = days(text, today=TODAY).event
    assert found is not None
    assert ("信无日期" in found.reason) is undated


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("2020年8月10日被花盆砸中。2025年5月3日李某打了我。", ["2025-05-03"]),
        ("2025年5月3日李某打了我，2025年6月1日向派出所报案。", []),  # what was said about it is no second matter
        ("2025年5月3日李某打了我，5月3日当天他还砸了门。", []),  # the same day
        ("从2026年3月1日到6月15日被罚款，5月20日又被罚款，7月2日被查封。", ["2026-07-02"]),  # the ends of a period
        ("2019年被打过，2025年5月3日李某打了我。", []),  # a mere year
        ("本人1968年5月3日出生，2025年8月9日被罚款。", []),
        ("2025年8月9日被罚款。\n2025年10月1日", []),  # the letter's own
        ("2019年5月6日被撞伤。2025年12月20日，保安不让我进门，推倒我。", ["2025-12-20"]),  # no word for it is known
        ("2019年5月6日被撞伤。2025年12月20日被打，报警后无人管。", ["2025-12-20"]),  # done before it was reported
        ("2019年5月6日被撞伤。请答复。本信日期2026年1月20日", []),  # the letter's own, in the line
        ("2019年5月6日被撞伤。昨天看了书。", []),  # no word for it, and only counted
        ("2025年8月9日被罚款，身份证有效期2015.03.02-2035.03.02。", []),  # how long a paper is good
    ],
)
def test_a_letter_of_several_matters_has_several_days(text: str, others: list[str]) -> None:
    assert [one.date.isoformat() for one in days(text, today=TODAY).others] == others


@pytest.mark.parametrize(
    ("text", "event", "letter"),
    [
        ("上个月15号我儿子被人打。落款：2026年元月3日", "2025-12-15", "2026-01-03"),
        ("昨晚被打。\n二〇二六年元月二日", "2026-01-01", "2026-01-02"),
        ("昨晚被打。\n二0二六年元月二日", "2026-01-01", "2026-01-02"),  # a nought for a circle
        ("元月5号被打。", "2026-01-05", None),
        ("23年5月3日被骗", "2023-05-03", None),
        ("24年12月20号被打", "2024-12-20", None),
        ("二四年十二月二十号被打", "2024-12-20", None),
        ("昨晚被打。\n26年1月2日", "2026-01-01", "2026-01-02"),
        ("98年5月3日被骗", "1998-05-03", None),
        ("43年5月3日被骗", None, None),  # neither this century nor the last
        ("被判了15年5月", None, None),  # how long
    ],
)
def test_a_first_month_and_a_year_of_two_digits_are_read(text: str, event: str | None, letter: str | None) -> None:
    found = days(text, today=TODAY)
    assert (found.event.date.isoformat() if found.event else None) == event
    assert (found.letter.date.isoformat() if found.letter else None) == letter


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("事情发生在2062年1月5日，他打了我。", "信中写的日期“2062年1月5日”在今天之后，请人定日期"),
        ("他打了我。\n2O26年5月3日", "信中写的日期“2O26年5月3日”没有读懂，请人定日期"),  # a letter for a nought
        ("2月30日被打", "信中写的日期“2月30日”没有读懂，请人定日期"),
        ("43年5月3日被骗", "信中写的日期“43年5月3日”没有读懂，请人定日期"),
        ("去年腊月二十八被打了。\n2026年3月1日", "信中写的日期“去年腊月二十八”没有读懂，请人定日期"),
        ("去年除夕夜被打了", "信中写的日期“去年除夕夜”没有读懂，请人定日期"),
        ("2026年5月3日被打，定于2027年1月1日开庭", ""),  # announced; the day of the matter is plain
        ("小区停水", ""),
    ],
)
def test_a_day_that_is_of_no_use_is_said_and_never_silently_replaced(text: str, doubt: str) -> None:
    assert days(text, today=TODAY).doubt == doubt


def test_a_letter_whose_date_could_not_be_read_is_not_said_to_have_none() -> None:
    found = days("昨晚被打。\n2062年1月2日", today=TODAY).event
    assert found is not None
    assert "信中写有日期没有读懂，自阅读之日2026-11-23推算" in found.reason
