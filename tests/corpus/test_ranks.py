"""Which rank a text has: who issued it, how, when, and what it calls itself, against what a source says."""

from datetime import date
from pathlib import Path

import pytest

from corpus.clauses.ranks import Rank, ranked
from corpus.law import Level
from corpus.library import Library
from corpus.raw import RawArticle, RawStatute
from tests.corpus.test_imports import REGULATION, written

REGULATIONS, RULES, LAWS = Level.ADMINISTRATIVE_REGULATION, Level.DEPARTMENT_RULE, Level.LAW


def rank(level: Level, title: str, *history: str, issuer: str | None = None, text: str = "全文。") -> Rank:
    raw = RawStatute(
        key="1",
        title=title,
        level=level,
        issuer=issuer,
        promulgated=date(2000, 1, 1),
        articles=(RawArticle((), "", text),),
        history=history,
    )
    return ranked(raw, title)


@pytest.mark.parametrize(
    ("title", "history", "expected"),
    [
        ("石子办法", ("2004-12-09 中华人民共和国国务院、中华人民共和国中央军事委员会令第425号公布",), REGULATIONS),
        ("石子规定", ("2020-12-14 国务院第118次常务会议修订通过",), REGULATIONS),
        # With the State Council's approval: a regulation before 立法法, a rule since.
        ("石子规定", ("1996-09-19 经国务院批准", "1996-10-03 中华人民共和国交通部令第8号发布"), REGULATIONS),
        ("石子规定", ("2005-09-19 国务院批准", "2005-10-03 交通部令第8号发布"), RULES),
        # A department's order that the State Council later amended as one of its regulations.
        (
            "石子办法",
            ("1990-11-16 石料部令第2号发布", "2011-01-08 《国务院关于废止和修改部分行政法规的决定》修订"),
            REGULATIONS,
        ),
        ("石子管理规定", ("2021-11-16 国家互联网信息办公室2021年第20次室务会议审议通过",), RULES),
        ("石子规定", ("2012-12-03 公安部部长办公会议通过", "2012-12-19 中华人民共和国公安部令第１２５号发布"), RULES),
        ("石子办法", ("2020-09-15 中国人民银行令〔2020〕第5号发布",), RULES),  # an order, though it looks like a letter
        ("石子办法", ("2021-03-01 国家发展和改革委员会、海关总署令第4号公布",), RULES),
        ("石子暂行规定", ("日期未知 劳部发〔1994〕489号", "日期未知 劳动部", "1995-01-01 执行"), RULES),
        # Since 2002 a rule comes out by an order; what comes by letter is none.
        ("石子办法", ("2019-03-20 财政部、国家税务总局以财税〔2019〕13号印发",), Level.NORMATIVE_DOCUMENT),
        ("石子通知", ("日期未知 劳社部发[2008]3号",), Level.NORMATIVE_DOCUMENT),
        ("石子意见", ("2015-05-01 国务院以国发〔2015〕23号印发",), Level.NORMATIVE_DOCUMENT),
        ("石子条例", ("1992-02-25 中共中央、国务院发布",), Level.PARTY_STATE_INSTRUMENT),
        ("石子办法", ("2018-02-25 中共中央办公厅、国务院办公厅印发",), Level.PARTY_STATE_INSTRUMENT),
        ("石子条例", ("2018-02-25 中央军事委员会发布",), Level.MILITARY_REGULATION),
        ("石子法实施条例", ("2021-09-20 国家监察委员会公告第1号公布",), Level.SUPERVISORY_REGULATION),
        ("石子条例", ("1991-10-04 石料部令第17号发布",), REGULATIONS),  # a rule may not be called 条例
        ("石子办法", (), REGULATIONS),  # nothing tells: the source's word
        ("石子办法", ("1985-12-30 1985年12月30日",), REGULATIONS),
    ],
)
def test_of_a_text_of_the_centre_the_organ_that_issued_it_tells_its_rank(
    title: str, history: tuple[str, ...], expected: Level
) -> None:
    assert rank(REGULATIONS, title, *history).level is expected


def test_a_rule_marked_as_a_regulation_gets_the_organ_that_made_it() -> None:
    found = rank(REGULATIONS, "石子规定", "2021-11-16 石料部令第3号公布", issuer="国务院")
    assert (found.level, found.issuer) == (RULES, "石料部")


def test_an_organ_that_was_renamed_stays_as_the_source_has_it() -> None:
    assert rank(RULES, "石子办法", "2004-07-08 旧石料局令第9号公布", issuer="石料总局").issuer == "石料总局"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("全国人民代表大会常务委员会关于《中华人民共和国石子法》第三条的解释", "全文。", Level.LEGAL_INTERPRETATION),
        ("全国人民代表大会常务委员会关于修改《中华人民共和国石子法》的决定", "全文。", Level.AMENDING_DECISION),
        ("全国人民代表大会关于废止《中华人民共和国石子法》的决定", "全文。", Level.AMENDING_DECISION),
        ("全国人民代表大会常务委员会关于设立石子节的决定", "全文。", Level.DECISION),
        ("第五届全国人民代表大会常务委员会关于批准石子条例的决议", "全文。", Level.DECISION),
        ("全国人民代表大会常务委员会关于惩治石子犯罪的决定", "处五年以下有期徒刑。", LAWS),  # penal law
        ("中华人民共和国石子法", "全文。", LAWS),
        ("全国人民代表大会常务委员会关于石子选举的若干规定", "全文。", LAWS),
        ("中华人民共和国石子法修正案", "全文。", LAWS),
    ],
)
def test_what_congress_passes_is_told_apart_by_its_form(title: str, text: str, expected: Level) -> None:
    assert rank(LAWS, title, issuer="全国人民代表大会常务委员会", text=text).level is expected


@pytest.mark.parametrize(
    ("title", "history", "expected"),
    [
        (
            "汕头经济特区石子条例",
            "2022-06-28 汕头市第十五届人民代表大会常务委员会第六次会议通过",
            Level.SPECIAL_ZONE_REGULATION,
        ),
        ("浙江省某某畲族自治县自治条例", "1989-04-15 某某畲族自治县人民代表大会通过", Level.AUTONOMOUS_REGULATION),
        ("鄂伦春自治旗石子条例", "1989-04-15 鄂伦春自治旗人民代表大会通过", Level.AUTONOMOUS_REGULATION),
        ("甲市石子办法", "2006-11-17 甲市人民政府第56次常务会议审议通过", Level.LOCAL_RULE),
        ("甲市石子条例", "2006-11-17 甲市第九届人大常委会第三十一次会议通过", Level.LOCAL_REGULATION),
        ("重庆市区县（自治县）石子条例", "2016-07-29 重庆市人民代表大会常务委员会通过", Level.LOCAL_REGULATION),
    ],
)
def test_local_texts_are_told_apart(title: str, history: str, expected: Level) -> None:
    assert rank(Level.LOCAL_REGULATION, title, history).level is expected


@pytest.mark.parametrize(
    ("title", "history", "expected"),
    [
        (
            "最高人民法院、最高人民检察院关于石子的解释",
            "2020-01-01 最高人民法院公告公布",
            Level.JUDICIAL_INTERPRETATION,
        ),
        ("最高人民法院、最高人民检察院、公安部关于石子的意见", "2020-01-01 发布", Level.JUDICIAL_DOCUMENT),
        (
            "最高人民法院关于石子的纪要",
            "2019-11-08 法〔2019〕254号",
            Level.JUDICIAL_INTERPRETATION,
        ),  # 法〔…〕 alone proves little
        ("最高人民法院关于石子的意见", "2009-07-07 法发〔2009〕40号印发", Level.JUDICIAL_DOCUMENT),
        (
            "最高人民法院关于石子的解答",
            "1993-08-07 以法发〔1993〕15号通知印发",
            Level.JUDICIAL_INTERPRETATION,
        ),  # before 法释
        ("最高人民检察院关于石子的通知", "1997-10-06 高检发释字〔1997〕4号", Level.JUDICIAL_INTERPRETATION),
    ],
)
def test_what_courts_issue_is_an_interpretation_or_only_like_one(title: str, history: str, expected: Level) -> None:
    assert rank(Level.JUDICIAL_INTERPRETATION, title, history).level is expected


def test_an_import_says_where_a_source_is_wrong_about_the_rank(tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    event = {"date": "2021-11-16", "event": "石料部令第3号公布"}
    record = REGULATION | {"title": "石子规定", "level": "行政法规", "organ": "国务院", "history": [event]}
    report = library.import_from(written(tmp_path, "one", record))
    assert report.problems == ("《石子规定》：来源标为行政法规；由石料部制定，未见国务院批准或者公布，按部门规章收录",)
    assert library.coverage().levels == (("部门规章", 1),)
    library.close()
