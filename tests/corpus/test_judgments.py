"""Judgments read field by field: each field with its place, or blank. All judgments are invented."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.judgments import Judgment, Standing, people, read_judgment, with_law
from corpus.library import Library

JUDGMENTS = Path(__file__).parent.parent / "judgments"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(JUDGMENTS.glob("*.txt"))}
READ = {name: text for name, text in TEXTS.items() if name != "14-no-judgment"}


def judged(name: str) -> Judgment:
    judgment = read_judgment(TEXTS[name])
    assert judgment is not None
    return judgment


def values(judgment: Judgment) -> tuple[str | None, ...]:
    said = (judgment.number, judgment.court, judgment.procedure, judgment.cause, judgment.date)
    return tuple(one.value if one else None for one in said)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01-theft", ("（2024）云0102刑初88号", "云岭市清河区人民法院", "一审", None, "2024-04-26")),
        ("02-drugs-appeal", ("（2023）云01刑终215号", "云岭市中级人民法院", "二审", None, "2023-10-12")),
        ("03-affray", ("（2022）云0125刑初40号", "白桥县人民法院", "一审", None, "2022-05-09")),
        ("04-loan", ("（2021）云0102民初1203号", "云岭市清河区人民法院", "一审", "民间借贷纠纷", "2021-05-18")),
        ("05-wages-appeal", ("（2022）云01民终3310号", "云岭市中级人民法院", "二审", "劳动争议", "2022-11-03")),
        ("06-divorce-mediation", ("（2023）云0125民初77号", "白桥县人民法院", "一审", "离婚纠纷", "2023-02-20")),
        ("07-police-penalty", ("（2023）云0102行初19号", "云岭市清河区人民法院", "一审", "治安行政处罚", "2023-06-30")),
        ("08-disclosure-appeal", ("（2024）云01行终66号", "云岭市中级人民法院", "二审", "政府信息公开", "2024-07-08")),
        ("09-guiding", ("指导性案例9901号", "云岭市清河区人民法院", "一审", None, "2024-03-01")),
        ("10-library", ("2024-07-2-103-901", "云岭市清河区人民法院", "一审", None, "2021-05-18")),
        ("11-retrial-review", ("（2023）云民申501号", "云南高原省高级人民法院", "再审审查", "劳动争议", "2023-04-07")),
        ("12-enforcement", ("（2022）云0102执88号之一", "云岭市清河区人民法院", "执行", "劳动争议", "2022-12-30")),
        ("13-one-line", ("（2020）云0125刑初9号", "白桥县人民法院", "一审", None, "2020-04-01")),
    ],
)
def test_a_judgment_says_its_number_court_procedure_cause_and_day(name: str, expected: tuple[str, ...]) -> None:
    assert values(judged(name)) == expected


@pytest.mark.parametrize(
    ("name", "kind", "charges"),
    [
        ("01-theft", "criminal", ("盗窃罪",)),
        ("02-drugs-appeal", "criminal", ("贩卖毒品罪",)),  # left of 走私、贩卖、运输、制造毒品罪; 驳回上诉 names none
        ("03-affray", "criminal", ("寻衅滋事罪", "故意伤害罪")),
        ("04-loan", "civil", ()),
        ("07-police-penalty", "administrative", ()),
        ("09-guiding", "criminal", ("拒不支付劳动报酬罪",)),
        ("12-enforcement", "enforcement", ()),
        ("13-one-line", "criminal", ("掩饰、隐瞒犯罪所得罪",)),
    ],
)
def test_a_criminal_judgment_says_its_charges(name: str, kind: str, charges: tuple[str, ...]) -> None:
    judgment = judged(name)
    assert (judgment.kind, tuple(one.value for one in judgment.charges)) == (kind, charges)


def test_a_charge_of_the_past_is_no_charge_of_the_case() -> None:
    text = TEXTS["01-theft"].replace("无业，住", "曾因犯诈骗罪被判处拘役，无业，住")
    judgment = read_judgment(text)
    assert judgment is not None
    assert [one.value for one in judgment.charges] == ["盗窃罪"]


@pytest.mark.parametrize(
    ("name", "begins", "ends"),
    [
        ("01-theft", "一、被告人钱多谷犯盗窃罪", "人民币8600元。"),
        ("05-wages-appeal", "驳回上诉，维持原判。", "有限公司负担。"),  # not the first court's, which it tells before
        ("06-divorce-mediation", "一、苏小曼与程大勇自愿离婚", "本院予以确认。"),
        ("09-guiding", "云岭市清河区人民法院于", "已发生法律效力。"),
        ("10-library", "一、陆阿满归还", "二、驳回其他诉讼请求。"),
        ("13-one-line", "被告人时迁善犯掩饰", "罚金人民币二千元。"),
    ],
)
def test_the_outcome_is_the_operative_part_and_no_more(name: str, begins: str, ends: str) -> None:
    outcome = judged(name).outcome
    assert outcome is not None
    assert outcome.value.startswith(begins)
    assert outcome.value.endswith(ends)


@pytest.mark.parametrize(
    ("name", "standing", "rank"),
    [
        ("09-guiding", Standing.GUIDING, 1),
        ("10-library", Standing.LIBRARY, 2),
        ("01-theft", Standing.JUDGMENT, 3),
    ],
)
def test_entries_of_the_official_collections_stand_before_other_judgments(
    name: str, standing: Standing, rank: int
) -> None:
    assert (judged(name).standing, judged(name).standing.rank) == (standing, rank)


@pytest.mark.parametrize("name", READ)
def test_each_field_stands_where_its_span_says(name: str) -> None:
    text, judgment = TEXTS[name], judged(name)
    for said in (judgment.court, judgment.form, judgment.cause, judgment.outcome, *judgment.charges):
        if said is not None:
            assert "".join(said.span.of(text).split()) == "".join(said.value.split())
    for said, word in ((judgment.number, "号"), (judgment.date, "日")):
        if said is not None and judgment.standing is not Standing.LIBRARY:
            assert word in said.span.of(text)


def test_a_letter_that_mentions_a_judgment_is_none() -> None:
    assert read_judgment(TEXTS["14-no-judgment"]) is None


@pytest.mark.parametrize(
    ("cut", "blank"),
    [
        ("二〇二四年四月二十六日", "date"),
        ("（2024）云0102刑初88号", "procedure"),
        ("云岭市清河区人民法院\n", "court"),
    ],
)
def test_what_the_text_does_not_say_stays_blank(cut: str, blank: str) -> None:
    judgment = read_judgment(TEXTS["01-theft"].replace(cut, "", 1))
    assert judgment is None or getattr(judgment, blank) is None


def test_a_row_of_a_table_says_its_fields_behind_their_names() -> None:
    text = "案号：（2019）云0102民初7号\n审理法院：云岭市清河区人民法院\n案由：买卖合同纠纷\n审理程序：一审\n裁判日期：2019-3-8\n货款没有付清。"
    judgment = read_judgment(text)
    assert judgment is not None
    assert values(judgment) == ("（2019）云0102民初7号", "云岭市清河区人民法院", "一审", "买卖合同纠纷", "2019-03-08")


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("01-theft", {"钱多谷", "孙向晚", "吕长歌", "尹　川", "柏小满", "云岭市某某律师事务所"}),
        ("03-affray", {"孔令风", "阿力木·卡德尔", "邵远", "金在山", "柳叶眉", "马小跳"}),
        ("04-loan", {"秦有粮", "陆阿满", "罗一舟", "云岭市满天星餐饮有限公司", "满天星公司", "云岭远帆律师事务所", "方　圆", "黎　明"}),
        ("05-wages-appeal", {"云岭市北极光建筑工程有限公司", "北极光建筑公司", "武前程", "丁小雪", "赵铁柱"}),
        ("09-guiding", {"尹川", "金在山", "柳叶眉"}),
        ("10-library", {"秦有粮", "陆阿满"}),
        ("13-one-line", {"时迁善", "龚自真", "白桥青山律师事务所", "邵远", "马小跳"}),
    ],
)  # fmt: skip
def test_parties_lawyers_judges_and_clerks_are_found(name: str, hidden: set[str]) -> None:
    text = TEXTS[name]
    assert hidden <= {one.span.of(text) for one in people(text)}


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("起诉书指控被告人钱多谷、冯大川犯盗窃罪。", ["钱多谷", "冯大川"]),
        ("上诉人钱多谷及其辩护人原野、安如山到庭参加诉讼。", ["钱多谷", "原野", "安如山"]),
        ("原告秦有粮与被告满天星公司买卖合同纠纷一案，本院受理。", ["秦有粮", "满天星公司"]),
        ("检察员吕长歌出庭履行职务。", ["吕长歌"]),
        ("被告公司辩称，货款已付。被告人及其辩护人到庭参加诉讼。被告未作答辩。审判员认为，应予支持。", []),
    ],
)
def test_who_acts_is_found_in_running_text(text: str, hidden: list[str]) -> None:
    assert [one.span.of(text) for one in people(text)] == hidden


def test_a_public_organ_keeps_its_name() -> None:
    text = TEXTS["07-police-penalty"]
    assert not any("公安局" in one.span.of(text) for one in people(text))


def test_what_tells_who_a_party_is_goes_with_the_name() -> None:
    text = TEXTS["01-theft"]
    hidden = [one.span.of(text) for one in people(text) if one.kind == "particulars"]
    assert hidden == ["男，1990年3月5日出生于云岭市清河区，汉族，初中文化，无业，住云岭市清河区柳荫巷7号"]


def test_names_beside_the_text_are_found_in_it() -> None:
    found = people("卖方一直没有交货，张望远说再等等。", beside=("张望远、某某公司",))
    assert [(one.span.start, one.kind) for one in found] == [(9, "name")]


def test_the_articles_cited_are_looked_up_in_the_law_of_the_judgment_s_day(library: Library) -> None:
    applied = with_law(
        judged("05-wages-appeal"), TEXTS["05-wages-appeal"], library, today=dt.date(2026, 11, 24)
    ).applied
    found = [(one.law.removeprefix("中华人民共和国"), one.article, one.decides) for one in applied]
    assert found == [("劳动合同法", 30, True), ("劳动合同法", 85, True), ("民事诉讼法", 177, True)]
    assert [one.provision_id is not None for one in applied[:2]] == [True, True]


def test_an_article_that_only_a_party_names_is_not_what_the_judgment_rests_on(library: Library) -> None:
    text = TEXTS["04-loan"].replace("陆阿满辩称，", "陆阿满辩称，依据《中华人民共和国民法典》第一百八十八条已过时效，")
    judgment = read_judgment(text)
    assert judgment is not None
    applied = with_law(judgment, text, library, today=dt.date(2026, 11, 24)).applied
    assert [(one.article, one.decides) for one in applied] == [(188, False), (667, True), (675, True), (64, True)]


def test_without_a_day_articles_are_named_and_not_looked_up(library: Library) -> None:
    text = TEXTS["01-theft"].replace("二〇二四年四月二十六日", "")
    judgment = read_judgment(text)
    assert judgment is not None
    applied = with_law(judgment, text, library, today=dt.date(2026, 11, 24)).applied
    assert [(one.article, one.status, one.provision_id) for one in applied] == [
        (264, None, None),
        (67, None, None),
        (52, None, None),
    ]
