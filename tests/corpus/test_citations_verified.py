"""Citations held against what a letter or decision says beside them: the right number, another text's, other words."""

from datetime import date

import pytest

from corpus.citations import cite, find, verify
from corpus.citing.records import Resolved, Status
from corpus.library import Library

DAY = date(2026, 3, 16)  # 治安管理处罚法 of 2025 applies since 2026-01-01
BEFORE = date(2025, 11, 20)
DECISION = (
    "现查明：2026年2月20日晚，林某在烧烤摊与陈某发生争吵，用啤酒瓶殴打陈某头部，致其轻微伤。以上事实有询问笔录证实。\n"
    "根据《中华人民共和国治安管理处罚法》第四十三条第一款之规定，决定对林某行政拘留七日。"
)


def _first(library: Library, text: str, as_of: date = DAY) -> Resolved:
    return cite(text, library, as_of=as_of)[0]


@pytest.mark.parametrize(
    ("text", "as_of", "now"),
    [
        (DECISION, DAY, "2025-06-27#51"),  # the facts stand sentences before
        ("他殴打他人，依据治安管理处罚法第四十三条处罚。", DAY, "2025-06-27#51"),
        ("治安管理处罚法第二十六条规定的寻衅滋事", DAY, "2025-06-27#30"),
        ("治安管理处罚法第七十条赌博的处五日以下拘留", DAY, "2025-06-27#82"),
        ("治安管理处罚法第九十九条规定，办理治安案件的期限，自受理之日起不得超过三十日。", DAY, "2025-06-27#118"),
        ("治安管理处罚法第五十条第一款第（二）项阻碍国家机关工作人员依法执行职务", DAY, "2025-06-27#61"),
        ("治安管理处罚法第六十六条，卖淫、嫖娼的，处十日以上十五日以下拘留。", DAY, "2025-06-27#78"),
        (
            "治安管理处罚法第四十三条规定：“殴打他人的，或者故意伤害他人身体的，处五日以上十日以下拘留”",
            DAY,
            "2025-06-27#51",
        ),
        ("2025年3月8日决定：依据治安管理处罚法第四十三条第一款拘留十日。", DAY, "2025-06-27#51"),  # by its day
        ("民警说殴打他人的按照治安管理处罚法第五十一条拘留。", BEFORE, "2012-10-26#43"),  # the new number, too early
    ],
)
def test_what_stands_beside_a_number_betrays_that_it_is_another_texts(
    both: Library, text: str, as_of: date, now: str
) -> None:
    found = _first(both, text, as_of)
    assert (found.status, (found.provision_id or "").split("@")[-1]) == (Status.NUMBER_MOVED, now)
    assert "请核对" in found.reason


def test_the_reason_says_what_the_article_is_now(both: Library) -> None:
    reason = _first(both, DECISION).reason
    assert reason.startswith("条号已变：2012年文本的第四十三条是现行文本的第五十一条，请核对；")


@pytest.mark.parametrize(
    "text",
    [
        "治安管理处罚法第五十一条规定，殴打他人的，或者故意伤害他人身体的，处五日以上十日以下拘留。",
        "他殴打他人，依据治安管理处罚法第五十一条处罚。",
        "治安管理处罚法第三十条规定的寻衅滋事",
    ],
)
def test_the_right_number_is_not_doubted(both: Library, text: str) -> None:
    found = _first(both, text)
    assert (found.status, (found.provision_id or "").split("@")[-1][:10]) == (Status.EXISTS, "2025-06-27")


def test_where_nothing_tells_the_new_numbers_are_mentioned(both: Library) -> None:
    found = _first(both, "治安管理处罚法第四十三条，我不懂是什么意思。")
    assert found.status is Status.EXISTS
    assert "该法已重新编号：2012年文本的第四十三条是现行文本的第五十一条；如所引为2012年文本，请核对" in found.reason
    assert "未核对引文内容" in found.reason


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("民法典第一千一百六十五条第一款规定：“…造成损害的，不应当承担侵权责任。”", "引文多出“不”"),
        ("刑法第二百三十四条规定：“故意伤害他人身体的，处十年以下有期徒刑、拘役或者管制。”", "条文“三年”引作“十年”"),
        ("行政处罚法第三十六条规定：“违法行为在五年内未被发现的，不再给予行政处罚。”", "条文“二年”引作“五年”"),
        ("行政复议法第二十条规定，公民可以自知道之日起三十日内提出行政复议申请。", "条文为“六十日”，文中为“三十日”"),
        ("民法典第一百八十八条规定：向人民法院请求保护民事权利的诉讼时效期间为二年。", "条文为“三年”，文中为“二年”"),
        ("民法典第一千零七十九条：感情确已破裂，调解无效的，可以准予离婚。", "条文为“应当”，文中为“可以”"),
        ("劳动合同法第四十七条规定，经济补偿按劳动者在本单位工作的年限，每满一年支付两个月工资。", "文中为“两个月”"),
        ("道路交通安全法第七十六条：机动车与行人发生事故，机动车一方没有过错的，不承担赔偿责任。", "文中多出“不”"),
        ("民法典第一千零四十七条规定，结婚年龄，男不得早于二十周岁，女不得早于十八周岁。", "文中为“十八周岁”"),
        (
            "人民警察法第二十一条规定，人民警察遇到公民人身、财产安全受到侵犯或者处于其他危难情形，可以立即救助。",
            "文中为“可以”",
        ),
        ("劳动合同法第三十九条规定，劳动者严重违反用人单位的规章制度的，用人单位不得解除劳动合同。", "文中为“不得”"),
        ("民法典第一千二百五十四条第二款规定“禁止从建筑物中抛掷物品。”", "引文在第一千二百五十四条第1款"),
        ("民法典第一百九十五条规定，请求停止侵害、排除妨碍、消除危险的请求权不适用诉讼时效的规定。", "第九百九十五条"),
    ],
)
def test_other_words_than_the_articles_do_not_pass(library: Library, text: str, shown: str) -> None:
    found = _first(library, text)
    assert (found.status, shown in found.reason) == (Status.CONTENT_DIFFERS, True)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("民法典第一千二百五十四条规定：“禁止从建筑物中抛掷物品。”", "引文与条文一致"),
        ("行政复议法第二十条第一款规定，可以自知道该行政行为之日起60日内提出行政复议申请。", "不是原文，未逐字核对"),
        (
            "道路交通安全法第九十一条，饮酒后驾驶机动车的，处暂扣六个月机动车驾驶证，并处一千元以上二千元以下罚款。",
            "引述与条文相符",
        ),
        ("刑事诉讼法第一百一十二条规定，控告人如果不服不立案决定，可以申请复议。", "不是原文，未逐字核对"),
        ("民法典第一千二百五十四条，请领导看看。", "未核对引文内容"),
        ("民法典第一千二百五十四条“高空抛物”", "未核对引文内容"),
    ],
)
def test_what_was_compared_is_said(library: Library, text: str, note: str) -> None:
    found = _first(library, text)
    assert (found.status, note in found.reason) == (Status.EXISTS, True)


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        (
            "治安管理处罚法第四十二条第（五）项",
            Status.NO_SUCH_UNIT,
            "2012年文本的第四十二条有此款项；2012年文本的第四十二条是现行文本的第五十条",
        ),
        ("治安管理处罚法第一百条第六款", Status.NO_SUCH_UNIT, "第一百条没有第6款"),  # no text has it: nothing to add
    ],
)
def test_a_unit_that_another_text_has_is_pointed_to(both: Library, text: str, status: Status, told: str) -> None:
    found = _first(both, text)
    assert (found.status, told in found.reason, found.provision_id) == (status, True, None)


def test_an_article_that_only_the_text_to_come_has_is_pointed_to(both: Library) -> None:
    found = _first(both, "治安管理处罚法第一百三十条", BEFORE)
    assert (found.status, "2025年文本" in found.reason) == (Status.NO_SUCH_ARTICLE, True)


def test_an_instrument_that_ended_points_to_the_later_one_of_like_title(both: Library) -> None:
    found = _first(both, "依据《信访条例》第三十三条，信访事项应当自受理之日起60日内办结。")
    assert found.status is Status.VALIDITY_UNKNOWN
    assert "现有《信访工作条例》第三十四条（2022-05-01起施行）" in found.reason


def test_a_local_rule_does_not_take_the_place_of_a_national_one(both: Library) -> None:
    assert "上海市" not in _first(both, "《信访条例》第三十三条").reason


@pytest.mark.parametrize(
    ("text", "status", "named"),
    [
        (
            "刑法第一百六十三条至第一百六十五条",
            Status.VALIDITY_UNKNOWN,
            "其中第一百六十五条：",
        ),  # 修正案（十二） changed it
        ("刑法第一百六十五条至第一百六十六条", Status.VALIDITY_UNKNOWN, "修改了本条"),
        ("刑法第一百三十三条至第一百三十四条", Status.EXISTS, ""),
    ],
)
def test_of_a_range_the_worst_article_counts(library: Library, text: str, status: Status, named: str) -> None:
    found = _first(library, text)
    assert (found.status, named in found.reason) == (status, True)


def test_one_citation_is_verified_by_the_text_that_it_was_found_in(both: Library) -> None:
    (citation,) = find(DECISION, titles=both.titles())
    assert verify(citation, both, as_of=DAY).status is Status.EXISTS
    assert verify(citation, both, as_of=DAY, text=DECISION).status is Status.NUMBER_MOVED
    moved = verify(citation, both, as_of=DAY, quotation="结伙殴打、伤害他人的", text=DECISION)
    assert (moved.status, (moved.provision_id or "")[-3:]) == (Status.NUMBER_MOVED, "#51")


@pytest.mark.parametrize(
    ("quoted", "statuses"),
    [
        ("禁止从建筑物中抛掷物品", [Status.EXISTS, Status.EXISTS]),  # the other one has it
        ("允许从建筑物中抛掷物品，无需承担责任", [Status.CONTENT_DIFFERS, Status.CONTENT_DIFFERS]),
    ],
)
def test_what_is_quoted_behind_a_list_is_sought_in_each(library: Library, quoted: str, statuses: list[Status]) -> None:
    text = f"民法典第一千二百五十三条、第一千二百五十四条规定：“{quoted}”。"
    assert [one.status for one in cite(text, library, as_of=date(2026, 2, 1))] == statuses
