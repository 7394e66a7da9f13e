"""The library of the default install answers about articles, always as of a day."""

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import AmbiguousLaw, ArticleNotFound, LawNotHeld, RepealedNotHeld, TextNotHeld, VersionNotHeld
from corpus.law import Article, ArticleNumber, Coverage, State
from corpus.library import Library
from corpus.sources.wheel import Wheel

TODAY = date(2026, 11, 23)


def show(library: Library, law: str, no: int, sub: int = 0, *, on: date = TODAY) -> Article:
    return library.article(law, ArticleNumber(no, sub), as_of=on)


def test_the_wheel_gives_all_its_laws_and_articles(library: Library) -> None:
    covered = library.coverage()
    assert (covered.works, covered.versions, covered.provisions) == (
        367,
        378,
        26215,
    )  # 26,196 articles and points, 19 annexes


def test_a_second_import_of_the_same_wheel_changes_nothing(tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    first = library.import_from(Wheel())
    number = library.sequence()
    second = library.import_from(Wheel())
    assert (first.changed, second.changed, library.sequence()) == (True, False, number)
    library.close()


def test_gaps_of_the_source_are_reported(tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    report = library.import_from(Wheel())
    assert "《中华人民共和国生态环境法典》缺第1120、1201条，来源没有这些条文" in report.problems
    library.close()


@pytest.mark.parametrize(
    "name",
    ["中华人民共和国刑事诉讼法", "刑事诉讼法", "《刑事诉讼法》", "刑诉法", "中华人民共和国 刑事诉讼法"],
)
def test_a_law_is_found_by_each_of_its_names(library: Library, name: str) -> None:
    assert show(library, name, 1).work.title == "中华人民共和国刑事诉讼法"


def test_articles_with_a_sub_number_do_not_collide(library: Library) -> None:
    main, first = show(library, "刑法", 120), show(library, "刑法", 120, 1)
    assert (main.provision.label, first.provision.label) == ("第一百二十条", "第一百二十条之一")
    assert "资助恐怖活动组织" in first.provision.text


def test_a_heading_glued_to_an_article_is_cut_off(library: Library) -> None:
    assert show(library, "民法典", 988).provision.text.endswith("在相应范围内承担返还义务。")


@pytest.mark.parametrize(
    ("no", "path"),
    [
        (204, ("第一编", "第十章 期间计算")),  # the source nowhere names the first 编
        (205, ("第二编 物权", "第一分编 通则", "第一章 一般规定")),
        (989, ("第四编 人格权", "第一章 一般规定")),
        (1259, ("附则",)),
    ],
)
def test_the_part_above_the_chapters_is_rebuilt(library: Library, no: int, path: tuple[str, ...]) -> None:
    assert show(library, "民法典", no).provision.path == path


@pytest.mark.parametrize(
    ("law", "no", "day", "state"),
    [
        ("民法典", 1254, date(2020, 6, 1), State.NOT_YET_IN_FORCE),
        ("民法典", 1254, date(2021, 1, 1), State.IN_FORCE),
        ("医疗保障法", 1, date(2026, 11, 23), State.NOT_YET_IN_FORCE),  # marked 现行有效 by the source
        ("医疗保障法", 1, date(2027, 1, 1), State.IN_FORCE),
        ("农村土地承包法", 1, date(2024, 1, 1), State.UNKNOWN),  # marked 已废止 without proof
        ("乡镇企业法", 1, date(2024, 1, 1), State.UNKNOWN),
        ("注册会计师法", 1, date(2026, 11, 23), State.UNKNOWN),  # amended 2026-06-26, commencement not proved
        ("刑法", 165, date(2024, 5, 1), State.UNKNOWN),  # the text lacks 修正案（十二）
        ("刑法", 264, date(2024, 5, 1), State.IN_FORCE),  # not touched by it
        ("刑法", 165, date(2024, 2, 29), State.IN_FORCE),  # the day before it
        ("环境保护法", 1, date(2026, 8, 14), State.IN_FORCE),  # 生态环境法典 1242 repeals ten laws
        ("环境保护法", 1, date(2026, 8, 15), State.REPEALED),
        ("种子法", 31, date(2025, 8, 1), State.SUSPENDED),  # in the free trade zone of Xinjiang
        ("种子法", 30, date(2025, 8, 1), State.IN_FORCE),
    ],
)
def test_state_is_judged_on_the_day(library: Library, law: str, no: int, day: date, state: State) -> None:
    assert show(library, law, no, on=day).validity.state is state


@pytest.mark.parametrize("no", [165, 166, 169, 387, 390, 391, 393])
def test_articles_that_lack_the_twelfth_amendment_say_so(library: Library, no: int) -> None:
    evidence = show(library, "刑法", no).validity.evidence
    assert "刑法修正案（十二）" in evidence
    assert "没有并入" in evidence


def test_the_older_text_serves_until_the_newer_begins(library: Library) -> None:
    days = [show(library, "监狱法", 1, on=day).version.label for day in (date(2026, 10, 31), date(2026, 11, 1))]
    assert days == ["2012-10-26", "2026-04-30"]


def test_a_first_commencement_is_not_given_for_an_amended_text(library: Library) -> None:
    version = show(library, "立法法", 1).version
    assert version.effective_from is None
    assert version.basis == "文本所写“自2000年7月1日起施行”早于本次公布，是首次施行的日期，本次文本的施行日期未得到证明"


def test_beyond_the_reach_of_the_source_the_evidence_says_so(library: Library) -> None:
    validity = show(library, "民法典", 1).validity
    assert validity.known_until == date(2026, 8, 28)
    assert "来源截至2026-08-28" in validity.evidence


def test_a_law_that_is_not_held_states_what_is(library: Library) -> None:
    with pytest.raises(
        LawNotHeld, match=r"没有收录《某某法》；法规库收录：宪法6件、法律319件、法律解释25件、.*截至2026-08-28"
    ):
        show(library, "某某法", 1)


def test_the_coverage_counts_the_places_that_the_status_names() -> None:
    levels = (("地方性法规", 3), ("未知", 1), ("法律", 2))
    covered = Coverage(6, 7, 80, levels, ("上海市", "汕头市"), (("甲", TODAY), ("乙", None)))
    told = "法规库收录：法律2件、地方性法规3件（2个地方）、类别未知1件；来源：甲（截至2026-11-23）、乙（截至未知）"
    assert covered.told == told


def test_an_article_that_does_not_exist_states_how_far_they_go(library: Library) -> None:
    with pytest.raises(ArticleNotFound, match="没有第1261条；该文本条号到第1260条"):
        show(library, "民法典", 1261)


def test_a_law_known_only_from_the_clause_that_repeals_it_is_a_third_answer(library: Library) -> None:
    with pytest.raises(RepealedNotHeld, match="已废止：《中华人民共和国民法典》第一千二百六十条自2021-01-01起予以废止"):
        show(library, "侵权责任法", 1)


def test_before_its_repeal_such_a_law_is_not_said_to_be_repealed(library: Library) -> None:
    with pytest.raises(TextNotHeld, match="此前自何时施行，馆藏没有记载") as told:
        show(library, "侵权责任法", 1, on=date(2020, 12, 31))
    assert not isinstance(told.value, RepealedNotHeld)


def test_a_point_of_an_amendment_answers_to_its_number(library: Library) -> None:
    assert show(library, "刑法修正案（十二）", 3).provision.text.startswith("在刑法第一百六十九条中增加一款")


def test_a_decision_proves_when_the_text_it_made_begins(library: Library) -> None:
    version = show(library, "村民委员会组织法", 1).version  # the source says 2025-10-28, the decision 2026-01-01
    assert (version.effective_from, version.by) == (
        date(2026, 1, 1),
        "全国人民代表大会常务委员会关于修改《中华人民共和国村民委员会组织法》的决定",
    )


@pytest.mark.parametrize(
    ("law", "eve", "day"),
    [  # annex three names the day; of Hong Kong annex one names another, that of its own revision
        ("香港特别行政区基本法", date(1997, 6, 30), date(1997, 7, 1)),
        ("澳门特别行政区基本法", date(1999, 12, 19), date(1999, 12, 20)),
    ],
)
def test_a_basic_law_begins_with_its_region(library: Library, law: str, eve: date, day: date) -> None:
    states = [show(library, law, 1, on=on).validity.state for on in (eve, day)]
    assert states == [State.NOT_YET_IN_FORCE, State.IN_FORCE]
    assert f"自{'一九九七' if day.year == 1997 else '一九九九'}年" in show(library, law, 1).validity.evidence


def test_a_text_of_a_day_that_is_not_held_states_which_are(library: Library) -> None:
    with pytest.raises(VersionNotHeld, match="没有收录2010-01-01当日的文本；馆藏的文本公布于：2020-10-17"):
        show(library, "专利法", 1, on=date(2010, 1, 1))


def test_a_version_may_be_named_by_its_year(library: Library) -> None:
    found = library.article("商标法", ArticleNumber(1), as_of=TODAY, version="2026")
    assert (found.version.label, found.validity.state) == ("2026-06-26", State.NOT_YET_IN_FORCE)


def test_every_article_can_be_asked_for_by_its_id(library: Library) -> None:
    by_number = show(library, "刑法", 120, 1)
    assert library.provision(by_number.provision.id, as_of=TODAY) == by_number


def test_a_name_that_several_texts_continue_asks_which(library: Library) -> None:
    with pytest.raises(AmbiguousLaw, match=r"叫《宪法修正案》的有几件：《宪法修正案（1988年）》.*请写明是哪一件"):
        show(library, "宪法修正案", 24)
    assert show(library, "宪法修正案（2004年）", 24).version.label == "2004-03-14"
