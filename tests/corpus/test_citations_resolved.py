"""Citations looked up in the library of the default install: 378 national laws, known until 2026-08-28."""

from datetime import date

import pytest

from corpus.citations import cite, find, verify
from corpus.citing.records import Host, Resolved, Status
from corpus.library import Library

TODAY = date(2026, 8, 1)


def _one(library: Library, text: str, *, host: Host | None = None, as_of: date = TODAY) -> Resolved:
    (found,) = cite(text, library, as_of=as_of, host=host)
    return found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("民法典第1254条", Status.EXISTS),
        ("民法典第一千二百六十一条", Status.NO_SUCH_ARTICLE),  # it ends at 1260
        ("刑法第一百二十条之一", Status.EXISTS),
        ("刑法第一百二十条之九", Status.NO_SUCH_ARTICLE),
        ("刑法第二百九十三条第一款第（四）项", Status.EXISTS),
        ("刑法第二百九十三条第一款第（五）项", Status.NO_SUCH_UNIT),  # 寻衅滋事 has four
        ("刑法第二百九十三条第三款", Status.NO_SUCH_UNIT),
        ("刑法第二百九十三条第（一）项", Status.EXISTS),  # only its first paragraph has items
        ("刑法第二百九十三条第二款第（一）项", Status.NO_SUCH_UNIT),
        ("刑法第二百九十三条至第二百九十四条", Status.EXISTS),
        ("刑法第二百九十四条至第二百九十三条", Status.UNRESOLVED),  # a range that runs backwards
        ("《汕头市爱护海滩规定》第三条", Status.NOT_HELD),  # invented
        ("《民法典》", Status.EXISTS),
        ("本法第三条", Status.UNRESOLVED),  # a letter is no law
    ],
)
def test_a_citation_is_there_only_down_to_its_last_unit(library: Library, text: str, status: Status) -> None:
    assert _one(library, text).status is status


def test_only_what_is_there_has_a_provision_id(library: Library) -> None:
    texts = ["民法典第1254条", "民法典第1261条", "刑法第二百九十三条第九款", "《汕头市爱护海滩规定》第三条"]
    assert [_one(library, text).provision_id is None for text in texts] == [False, True, True, True]


def test_the_provision_is_the_article_that_was_named(library: Library) -> None:
    found = _one(library, "刑法第120条之一第二款")
    assert found.provision_id is not None
    article = library.provision(found.provision_id, as_of=TODAY)
    assert (article.work.title, article.provision.label) == ("中华人民共和国刑法", "第一百二十条之一")


@pytest.mark.parametrize(
    "text",
    [
        "最高人民法院关于适用《民事诉讼法》的解释第九十一条",  # not article 91 of the law interpreted
        "最高人民法院关于适用民法典时间效力的若干规定第八条",
        "民法典司法解释第三条",
        "广东省实施《消防法》办法第十条",
        "商标法实施条例第四条",
        "民法典婚姻家庭编解释（一）第三条",
        "《公司法》司法解释三第十三条",
        "合同法解释（二）第二十四条",
        "深圳经济特区道路交通安全法第三条",  # a region's own
        "日本民法典第三条",  # another state's
        "台湾地区刑法第三条",
    ],
)
def test_a_law_that_only_has_a_held_name_inside_is_not_held(library: Library, text: str) -> None:
    (found,) = cite(text, library, as_of=TODAY)
    assert (found.status, found.provision_id, found.citation.span.of(text)) == (Status.NOT_HELD, None, text)


@pytest.mark.parametrize("text", ["《刑法》笫二百三十四条", "《刑法》弟二百三十四条"])
def test_a_misread_ordinal_mark_is_no_doubt_about_the_number(library: Library, text: str) -> None:
    found = _one(library, text)
    assert (found.status, found.citation.article, found.citation.doubt) == (
        Status.EXISTS,
        234,
        f"“{text[4]}”按“第”读",
    )


def test_earlier_words_of_a_law_are_not_those_of_today(library: Library) -> None:
    assert _one(library, "修正前的治安管理处罚法第四十三条").status is Status.VERSION_NOT_HELD


QUOTED = "禁止从建筑物中抛掷物品"


@pytest.mark.parametrize(
    ("text", "quotation", "status"),
    [
        ("民法典第1254条", QUOTED, Status.EXISTS),
        ("民法典第1254条第一款", "禁止从建筑物中抛掷物品。……由侵权人依法承担侵权责任", Status.EXISTS),
        ("民法典第1254条第二款", QUOTED, Status.CONTENT_DIFFERS),  # the article has it, the paragraph has not
        ("民法典第1253条", QUOTED, Status.NUMBER_MOVED),  # it stands in the next article
        ("民法典第1254条", "禁止从汽车中抛掷物品", Status.CONTENT_DIFFERS),
        ("民法典第1254条", "禁止从建筑物中抛掷物品可以罚款", Status.CONTENT_DIFFERS),  # words added at the end
    ],
)
def test_a_quotation_passes_only_where_it_stands(library: Library, text: str, quotation: str, status: Status) -> None:
    (citation,) = find(text, titles=library.titles())
    assert verify(citation, library, as_of=TODAY, quotation=quotation).status is status


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        (
            "治安管理处罚法第四十三条第二款第（一）项",
            date(2025, 11, 20),
        ),  # the text of 2012 applied, 2025's was published
        ("治安管理处罚法第四十三条第二款第（一）项", date(2024, 11, 20)),  # and before that was published
        ("治安管理处罚法第九百条", date(2025, 11, 20)),
        ("《治安管理处罚法》", date(2025, 11, 20)),
        ("村民委员会组织法第三十条", date(2025, 12, 31)),
    ],
)
def test_of_a_day_before_the_only_text_held_nothing_is_said(library: Library, text: str, as_of: date) -> None:
    found = _one(library, text, as_of=as_of)
    assert (found.status, found.provision_id) == (Status.VERSION_NOT_HELD, None)
    assert "当日的文本" in found.reason


def test_the_reason_names_the_text_held_and_its_first_day(library: Library) -> None:
    reason = _one(library, "治安管理处罚法第四十三条", as_of=date(2025, 11, 20)).reason
    assert "馆藏最早的文本2025-06-27公布，自2026-01-01起施行" in reason


def test_from_its_first_day_the_only_text_is_judged(library: Library) -> None:
    found = _one(library, "治安管理处罚法第四十三条第二款第（一）项", as_of=date(2026, 1, 1))
    assert found.status is Status.NO_SUCH_UNIT


def test_a_unit_is_not_denied_where_the_commencement_of_the_text_is_not_proved(library: Library) -> None:
    found = _one(library, "刑事诉讼法第三百零八条第九款", as_of=date(2018, 11, 1))  # published 2018-10-26
    assert (found.status, "可能适用此前的文本" in found.reason) == (Status.VERSION_NOT_HELD, True)


@pytest.mark.parametrize(("as_of", "issued"), [(date(2023, 8, 14), "2016-12-23"), (date(2023, 8, 15), "2023-08-08")])
def test_of_two_works_of_one_name_the_one_of_the_day_is_cited(both: Library, as_of: date, issued: str) -> None:
    name = "最高人民法院、最高人民检察院关于办理环境污染刑事案件适用法律若干问题的解释"
    found = _one(both, f"《{name}》第一条", as_of=as_of)
    assert found.provision_id is not None
    assert both.provision(found.provision_id, as_of=as_of).version.label == issued


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        (
            "治安管理处罚法第四十三条规定殴打他人的处五日以上十日以下拘留，打老人还要加重！",
            "第五十一条",
        ),  # it was 43 until 2025
        ("依照《村民委员会组织法》第三十条，村委会应当及时公布财务事项、接受村民监督。", "第三十五条"),  # 30 until 2025
    ],
)
def test_an_article_that_does_not_speak_of_what_the_letter_says_is_doubted(
    library: Library, text: str, likely: str
) -> None:
    found = _one(library, text, as_of=date(2026, 3, 16))
    assert (found.status, f"相近的是{likely}" in found.reason) == (Status.CONTENT_DIFFERS, True)


def test_the_article_that_the_letter_means_is_named_where_the_older_text_is_held(both: Library) -> None:
    found = _one(both, "治安管理处罚法第四十三条规定殴打他人的处五日以上十日以下拘留", as_of=date(2026, 3, 16))
    assert (found.status, (found.provision_id or "")[-3:]) == (Status.NUMBER_MOVED, "#51")
    assert "条号已变：2012年文本的第四十三条是现行文本的第五十一条，请核对" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "治安管理处罚法第五十一条规定殴打他人的处五日以上十日以下拘留。",
        "治安管理处罚法第五十一条说打人要关起来。",  # the letter's own words
        "依照刑法第二百三十四条的规定，予以拘留、罚款，追究刑事责任。",  # what follows from it
        "根据劳动法第五十条，请领导帮我把工资要回来。",  # what the writer wants
        "治安管理处罚法第四十三条，我不懂是什么意思。",
    ],
)
def test_what_a_letter_says_in_its_own_words_is_no_reason_for_doubt(library: Library, text: str) -> None:
    assert _one(library, text, as_of=date(2026, 3, 16)).status is not Status.CONTENT_DIFFERS


@pytest.mark.parametrize(
    "text",
    [
        "联系人：公司法务 尉迟静",
        "公司法人代表",
        "公司法定代表人彭某",
        "公司法制办",
        "劳动法庭",
        "经济公司法官",
        "公司法律顾问",
    ],
)
def test_a_name_that_begins_another_word_cites_nothing(library: Library, text: str) -> None:
    assert cite(text, library, as_of=TODAY) == []


@pytest.mark.parametrize("text", ["违反公司法规定", "公司法务必遵守", "依照劳动法人民政府应当监督"])
def test_a_name_before_words_of_its_sentence_is_cited(library: Library, text: str) -> None:
    assert len(cite(text, library, as_of=TODAY)) == 1


def test_a_letter_goes_on_without_the_ordinal_mark(library: Library) -> None:
    text = "社会保险法第五十八条说三十天里头要去登记，六十三条说不交的要责令他交。"
    found = cite(text, library, as_of=TODAY)
    assert [(one.citation.article, one.status) for one in found] == [(58, Status.EXISTS), (63, Status.EXISTS)]


def test_a_number_of_things_is_no_article(library: Library) -> None:
    assert cite("我提了意见，三十条说了都没用。", library, as_of=TODAY) == []


@pytest.mark.parametrize(
    ("day", "status"),
    [(date(1990, 1, 1), Status.TEXT_NOT_HELD), (date(2020, 12, 31), Status.TEXT_NOT_HELD), (TODAY, Status.REPEALED)],
)
@pytest.mark.parametrize("text", ["《侵权责任法》第八十七条", "《侵权责任法》"])
def test_a_law_known_only_from_its_repeal_is_not_called_unknown(
    library: Library, text: str, day: date, status: Status
) -> None:
    (found,) = cite(text, library, as_of=day)
    assert (found.status, found.provision_id) == (status, None)
    assert "自2021-01-01起予以废止" in found.reason
