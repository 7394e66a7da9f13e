"""The ten traps of DOMAIN §5.3, each on the real texts of two sources; every question names its day."""

from datetime import date

import pytest

from corpus.errors import AmbiguousLaw, TextNotHeld
from corpus.law import Article, ArticleNumber, EdgeKind, State
from corpus.library import Library

TODAY = date(2026, 11, 23)
ENVIRONMENT = "最高人民法院、最高人民检察院关于办理环境污染刑事案件适用法律若干问题的解释"


def show(library: Library, law: str, no: int, on: date = TODAY, version: str | None = None) -> Article:
    return library.article(law, ArticleNumber(no), as_of=on, version=version)


@pytest.mark.parametrize(
    ("law", "version", "day"),
    [
        ("立法法", "2023", None),  # 1: the text says 2000-07-01, its first commencement
        ("民事诉讼法", "2023", None),  # 1: 自公布之日 means 1991; the source's 2023-09-01 is not it
        ("监察法", "2024", None),  # 1: 自公布之日 means 2018; laws.db says 2024-12-25
        ("监察法", "2018", date(2018, 3, 20)),  # the enacted text: 自公布之日 is its own
        ("村民委员会组织法", "2025", date(2026, 1, 1)),  # 1: from the decision, laws.db says 2025-10-28
        ("治安管理处罚法", "2012", date(2013, 1, 1)),  # stated by the source apart from the text (2006-03-01)
        ("最高人民法院关于审理不正当竞争民事案件应用法律若干问题的解释", "2020", date(2021, 1, 1)),
    ],
)
def test_1_a_first_commencement_is_never_that_of_an_amended_text(
    both: Library, law: str, version: str, day: date | None
) -> None:
    assert both.version(law, as_of=TODAY, name=version).effective_from == day


def test_2_a_carried_forward_repeal_fires_once_at_the_first_version(both: Library) -> None:
    days = {item.edge.effective for item in both.told("中华人民共和国行政监察法")}
    assert days == {date(2018, 3, 20)}  # said in the texts of 2018 and 2024


def test_3_a_text_that_replaces_one_of_its_title_is_another_work(both: Library) -> None:
    assert len(both.titles()[ENVIRONMENT]) == 2
    assert show(both, ENVIRONMENT, 1, date(2023, 8, 14)).version.label == "2016-12-23"
    assert show(both, ENVIRONMENT, 1, date(2023, 8, 15)).version.label == "2023-08-08"


def test_3_the_older_work_is_repealed_by_the_newer_of_its_title(both: Library) -> None:
    older = show(both, ENVIRONMENT, 1, date(2023, 8, 14)).work.id
    assert show(both, older, 1).validity.state is State.REPEALED


def test_3_before_the_first_text_the_replaced_one_is_named(both: Library) -> None:
    with pytest.raises(TextNotHeld, match="当日适用的是1995-10-28发布的《信访条例》，自2005-05-01起由"):
        show(both, "信访条例", 1, date(2000, 1, 1))


def test_3_one_line_of_texts_is_one_work_though_the_clause_was_dropped(both: Library) -> None:
    assert len(both.titles()["军人抚恤优待条例"]) == 1  # 2019 tells what it replaced, 2024 does not any more


@pytest.mark.parametrize("no", [165, 166, 169, 387, 390, 391, 393])
def test_4_the_merged_criminal_code_serves_from_the_twelfth_amendment_on(both: Library, no: int) -> None:
    days = [show(both, "刑法", no, day).version.label for day in (date(2024, 2, 29), date(2024, 3, 1))]
    assert days == ["2020-12-26", "2023-12-29"]
    assert show(both, "刑法", no, date(2024, 3, 1)).validity.state is State.IN_FORCE


def test_5_the_code_of_ecology_ends_a_law_that_the_older_source_shows_as_live(both: Library) -> None:
    states = [show(both, "环境保护法", 1, day).validity.state for day in (date(2026, 8, 14), date(2026, 8, 15))]
    assert states == [State.IN_FORCE, State.REPEALED]
    assert "生态环境法典》第一千二百四十二条" in show(both, "环境保护法", 1).validity.evidence


def test_6_a_text_named_by_another_may_be_repealed_and_says_by_what(both: Library) -> None:
    found = show(both, "法规规章备案条例", 1, date(2024, 11, 1))  # 规章制定程序条例 34 still names it
    assert found.validity.state is State.REPEALED
    assert "法规规章备案审查条例》第二十六条自2024-11-01起" in found.validity.evidence


def test_6_an_end_that_no_held_text_proves_is_unknown(both: Library) -> None:
    validity = show(both, "信访条例", 1, date(2024, 1, 1)).validity  # ended by a decision that is not held
    assert (validity.state, "来源标注“失效”" in validity.evidence) == (State.UNKNOWN, True)


@pytest.mark.parametrize("law", ["农村土地承包法", "乡镇企业法"])
def test_7_a_mark_of_repeal_without_a_clause_is_unknown(both: Library, law: str) -> None:
    validity = show(both, law, 1).validity
    assert (validity.state, "没有找到作出废止的条文" in validity.evidence) == (State.UNKNOWN, True)


@pytest.mark.parametrize(
    ("law", "eve", "day"),
    [
        ("商标法", date(2026, 12, 31), date(2027, 1, 1)),
        ("监狱法", date(2026, 10, 31), date(2026, 11, 1)),
        ("农业法", date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_8_a_law_of_the_future_is_not_in_force_before_its_day(both: Library, law: str, eve: date, day: date) -> None:
    newest = both.versions(both.named(law, day).id)[-1].id
    states = [show(both, law, 1, on, version=newest).validity.state for on in (eve, day)]
    assert states == [State.NOT_YET_IN_FORCE, State.IN_FORCE]
    assert show(both, law, 1, eve).version.id != newest


def test_9_a_day_of_promulgation_that_the_text_disproves_is_unknown(both: Library) -> None:
    version = show(both, "郑州市物业管理条例", 1).version  # named 2007-12-14, the text begins 2021-10-01
    assert (version.promulgated, version.label, version.effective_from) == (None, "日期未知", date(2021, 10, 1))


def test_9_a_text_without_any_day_is_shown_as_unknown(both: Library) -> None:
    found = show(both, "上海市价格管理条例", 1)
    assert (found.version.label, found.validity.state) == ("日期未知", State.UNKNOWN)


@pytest.mark.parametrize(
    "name",
    [
        "最高人民法院 最高人民检察院关于办理环境污染刑事案件适用法律若干问题的解释",  # a space for 、
        "《最高人民法院、最高人民检察院关于办理环境污染刑事案件适用法律若干问题的解释》",
        "最高人民法院、最高人民检察院 关于办理环境污染刑事案件适用法律若干问题的解释",
    ],
)
def test_10_titles_are_found_in_every_spelling(both: Library, name: str) -> None:
    assert both.named(name, TODAY).title == ENVIRONMENT


def test_10_chinese_numerals_of_a_day_are_read(both: Library) -> None:
    law = "最高人民法院关于审理不正当竞争民事案件应用法律若干问题的解释"
    assert "二零零七年二月一日" in both.units(both.version(law, as_of=TODAY).id)[-1].text
    assert both.version(law, as_of=TODAY).effective_from == date(2021, 1, 1)  # 2007 is the first enactment


def test_two_ranks_of_one_text_are_one_work(both: Library) -> None:
    assert len(both.titles()["红十字标志使用办法"]) == 1  # 法律 in one source, 行政法规 in the other


def test_a_point_of_a_repealing_decision_ends_a_local_regulation(both: Library) -> None:
    validity = show(both, "北京市反不正当竞争条例", 1, date(2022, 1, 1)).validity
    assert (validity.state, "关于废止部分地方性法规的决定》第二条" in validity.evidence) == (State.REPEALED, True)


def test_two_works_of_one_name_in_force_are_never_chosen_between(both: Library) -> None:
    assert issubclass(AmbiguousLaw, Exception)
    assert both.named("学位条例", date(2020, 1, 1)).title == "中华人民共和国学位条例"


def test_a_text_keeps_what_it_rests_on(both: Library) -> None:
    bases = {item.title for item in both.told("中华人民共和国立法法") if item.edge.kind is EdgeKind.BASED_ON}
    assert "法规规章备案审查条例" in bases
