"""Units that are no articles: preambles, annexes, points and whole texts, by the names that their texts give them."""

from datetime import date
from pathlib import Path

import pytest

from corpus.contents import named_unit
from corpus.errors import ArticleNotFound
from corpus.law import ArticleNumber, State, Validity
from corpus.library import Library
from corpus.parsing.annexes import annex_of, parted
from corpus.raw import RawArticle
from tests.corpus.test_imports import REGULATION, written

TODAY = date(2023, 8, 1)
REPLY = "最高人民法院关于新民间借贷司法解释适用范围问题的批复"
ARBITRATION = "最高人民法院关于内地与香港特别行政区相互执行仲裁裁决的安排"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("附件一", "附件一"),
        ("附件1：查处酒后驾驶操作规程", "附件一"),
        ("附件:", "附件"),
        ("附：", "附"),
        ("附图 消防救援衔标志式样", "附图"),
        ("附：中华人民共和国进出口税则（注：由国务院关税税则委员会发布）", "附"),
        ("附 则", None),
        ("附则", None),
        ("附件三所列全国性法律的决定", None),  # the title of a decision, within annex three
        ("附图中除必需的词语外，不应当含有其他注释。", None),
        ("附条件不起诉", None),
    ],
)
def test_a_line_that_opens_an_annex_names_it(line: str, name: str | None) -> None:
    assert annex_of(line) == name


@pytest.mark.parametrize(
    ("law", "written", "label", "begins"),
    [
        ("刑法", "附件1", "附件一", "附件一\n全国人民代表大会常务委员会制定的下列条例"),
        ("船舶吨税法", "附件", "附", "附：\n吨税税目税率表"),
        ("国旗法", "附件", "附", "附：\n国旗制法说明"),
        ("香港特别行政区基本法", "附件三", "附件三", "附件三\n在香港特别行政区实施的全国性法律"),
        ("女职工劳动保护特别规定", "附录", "附录", "附录：\n女职工禁忌从事的劳动范围"),
        (REPLY, "引言", "引言", "第1815次会议通过"),
        (REPLY, "第1点", "一、", "关于适用范围问题"),
        (REPLY, "一、", "一、", "关于适用范围问题"),
        ("最高人民法院关于海关行政处罚案件诉讼管辖问题的解释", "全文", "全文", "为规范海事法院的受理案件范围"),
        (ARBITRATION, "附", "附", "附：\n内地仲裁委员会名单"),
    ],
)
def test_a_unit_without_an_article_number_has_an_address(
    both: Library, law: str, written: str, label: str, begins: str
) -> None:
    unit = named_unit(both, law, written, as_of=TODAY).provision
    assert (unit.label, unit.number, unit.text[: len(begins)]) == (label, None, begins)


def test_the_last_article_ends_before_the_annex(both: Library) -> None:
    text = both.article("船舶吨税法", ArticleNumber(22), as_of=TODAY).provision.text
    assert text == "本法自2018年7月1日起施行。2011年12月5日国务院公布的《中华人民共和国船舶吨税暂行条例》同时废止。"


def test_no_annex_or_preamble_answers_to_the_number_of_an_article(both: Library) -> None:
    with pytest.raises(ArticleNotFound, match="没有第453条"):
        both.article("刑法", ArticleNumber(453), as_of=TODAY)


def test_a_preamble_that_no_source_holds_is_not_made_up(both: Library) -> None:
    with pytest.raises(ArticleNotFound, match="没有收录“序言”；馆藏文本除条文外没有别的单元，来源可能没有给出"):
        named_unit(both, "民法典", "序言", as_of=TODAY)


def test_an_annex_that_another_text_of_the_law_has_is_pointed_to(both: Library) -> None:
    with pytest.raises(
        ArticleNotFound,
        match="（第四百五十二条提到它），但来源没有给出它的文字，请查公布的文本；2020-12-26公布的文本收录了它",
    ):
        named_unit(both, "刑法", "附件一", as_of=date(2026, 1, 1))


def test_a_name_that_is_not_there_tells_which_units_are(both: Library) -> None:
    with pytest.raises(ArticleNotFound, match="没有收录“附件四”；不分条号的单元有：“附件一”、“附件二”"):
        named_unit(both, "刑法", "附件四", as_of=TODAY)


def test_a_preamble_under_its_heading_is_a_unit(tmp_path: Path) -> None:
    preamble = [{"path": ["序 言"], "label": "", "text": "甲市历史悠久。"}]
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    library.import_from(written(tmp_path, "one", REGULATION | {"articles": preamble + REGULATION["articles"]}))
    unit = named_unit(library, "甲市井盖管理办法", "序言", as_of=TODAY).provision
    library.close()
    assert (unit.number, unit.text) == (None, "甲市历史悠久。")


def test_an_annex_in_the_middle_is_not_cut_off_an_article() -> None:
    articles = [RawArticle((), "第一条", "甲。\n附表：\n乙"), RawArticle((), "第二条", "丙。")]
    assert parted(articles) == tuple(articles)


def test_articles_of_an_annex_stand_under_its_name() -> None:
    articles = [
        RawArticle((), "第一条", "甲。\n附件1\n合同"),
        RawArticle((), "第一条", "乙。"),
        RawArticle((), "", "丙"),
    ]
    assert [(unit.label, unit.text) for unit in parted(articles)] == [
        ("第一条", "甲。"),
        ("附件一", "附件1\n合同"),
        ("附件一第一条", "乙。"),
        ("附件一", "丙"),
    ]


@pytest.mark.parametrize(
    ("state", "day", "reach", "words"),
    [
        (State.IN_FORCE, date(2026, 8, 28), date(2026, 8, 28), "现行有效"),
        (State.IN_FORCE, date(2040, 1, 1), date(2026, 8, 28), "现行有效（截至2026-08-28，此后未知）"),
        (State.PARTLY_INVALID, date(2040, 1, 1), date(2026, 8, 28), "部分失效（截至2026-08-28，此后未知）"),
        (State.REPEALED, date(2040, 1, 1), date(2026, 8, 28), "已废止"),  # an end stays one
        (State.IN_FORCE, date(2026, 8, 28), None, "现行有效（来源没有说明截至哪一天）"),
    ],
)
def test_beyond_the_reach_of_its_source_a_state_is_told_with_its_limit(
    state: State, day: date, reach: date | None, words: str
) -> None:
    assert Validity(state, day, "", reach).told == words


@pytest.mark.parametrize(
    ("law", "unit", "told"),
    [
        # Every edition has them; the answer may not read as if the law had none.
        ("宪法", "序言", r"有“序言”（《中华人民共和国宪法修正案（2018年）》.+提到它），但来源没有给出它的文字"),
        ("民法典", "附件一", "没有收录“附件一”"),  # nothing speaks of one
    ],
)
def test_a_unit_that_texts_speak_of_is_said_to_be_lacking_in_the_sources(
    library: Library, law: str, unit: str, told: str
) -> None:
    with pytest.raises(ArticleNotFound, match=told):
        named_unit(library, law, unit, as_of=date(2026, 1, 1))
