"""What the software must not do: the ten rules of DOMAIN §8, in their order."""

import json
import logging
import re
from dataclasses import asdict
from typing import Any

import pytest
import typer
from fastapi.testclient import TestClient

from corpus.law import ArticleNumber
from service.assembly import Assembly
from service.cases.similar import Question, search
from service.cli import app
from service.intake import analyse_text, take_in
from service.storing import tables
from service.web.app import create_app

NAME, PHONE, PLATE, ID = "麦翠珊", "13800004417", "粤Z7K31Q", "440000197305120038"
LETTER = f"""清河区劳动监察大队：
我叫{NAME}，身份证{ID}，电话{PHONE}。今年三月起我在云岭市的工地开车，车牌{PLATE}，包工头拖欠工资一万二千元，至今一分没给。
根据《中华人民共和国劳动合同法》第三十条，请督促他付清。
2026年9月20日"""
# What a person would be scored, ranked or foretold by.
OF_PERSONS = re.compile(
    r"risk|profile|mood|sentiment|credit|threat|predict|blacklist|petitioner|repeat|visits|缠访|重点人员|风险等级|信用|画像"
)
# What only people decide.
DECISIONS = ("诬告", "不予受理", "不再受理", "终结", "无理", "虚假举报", "予以处罚", "结案")


def keep(parts: Assembly, text: str) -> str:
    return take_in(parts, text.encode(), None, limits=parts.limits).id


def said(parts: Assembly, text: str) -> dict[str, Any]:
    """All that is answered, without the words of the letter, of the law and of other letters."""
    answer = asdict(analyse_text(parts, text, key="t"))
    quoted = ("text", "masked", "summary", "keywords", "articles", "matters", "citations")
    return {name: value for name, value in answer.items() if name not in quoted}


def names_of(parts: Assembly) -> set[str]:
    """Everything by which the program can be asked, and every field that it keeps or answers."""
    schema = create_app(parts).openapi()
    members = {name for one in schema["components"]["schemas"].values() for name in one.get("properties", ())}
    columns = {f"{table.name}.{column.name}" for table in tables.metadata.tables.values() for column in table.columns}
    return members | set(schema["paths"]) | columns | options(typer.main.get_command(app))


def options(group: object) -> set[str]:
    found = {name for one in getattr(group, "params", ()) for name in one.opts}
    for name, one in getattr(group, "commands", {}).items():
        found |= {name} | options(one)
    return found


def test_1_nothing_is_asked_kept_or_answered_that_scores_or_foretells_a_person(parts: Assembly) -> None:
    assert sorted(filter(OF_PERSONS.search, names_of(parts))) == []
    for _ in range(3):
        keep(parts, LETTER)
    again = said(parts, LETTER)
    assert not OF_PERSONS.search(json.dumps(again, ensure_ascii=False, default=str))


@pytest.mark.parametrize("asked", [NAME, PHONE, PLATE, ID])
def test_2_a_person_is_not_found_by_name_phone_plate_or_number(parts: Assembly, asked: str) -> None:
    key = keep(parts, LETTER)
    assert key not in [hit.id for hit in search(parts, Question(asked, limit=50)).hits]


@pytest.mark.parametrize(
    "letter",
    [
        "上次我举报村主任贪污，是我听别人乱说的，我承认没有证据，都是编的。",
        "同一件事我已经写了十七封信，你们早就答复过，复核也做完了，我还是不服，还要写。",
        "我知道这个不归你们管，法院都判了，我就是要你们管！",
    ],
)
def test_3_no_letter_is_refused_closed_or_called_false(parts: Assembly, letter: str) -> None:
    told = json.dumps(said(parts, letter), ensure_ascii=False, default=str)
    assert [word for word in DECISIONS if word in told] == []
    assert [event.kind for event in parts.register.letter(keep(parts, letter)).events] == ["收到", "完成分析"]


def test_4_who_writes_and_what_is_reported_reaches_neither_searches_nor_logs_nor_errors(
    parts: Assembly, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    matter = "白桥镇的砂石老板夜里用抽沙船挖河沙，堤脚垮了两处，河道所没有人来"
    report = f"我叫{NAME}，实名举报{matter}，镇长收了他的好处费。我的电话{PHONE}。"
    with caplog.at_level(logging.DEBUG):
        shown, hidden = keep(parts, f"我叫{NAME}，{matter}。"), keep(parts, report)
        found = client.post("/v1/cases/similar", json={"text": matter})
        failed = client.post("/v1/analyses", content=report.encode("utf-16-le"), headers={"content-type": "text/plain"})
    ids = [hit["id"] for hit in found.json()["hits"]]
    assert shown in ids
    assert hidden not in ids
    assert failed.status_code >= 400
    told = found.text + failed.text + caplog.text
    assert [one for one in (NAME, PHONE) if one in told] == []


def test_5_training_takes_a_folder_of_data_and_no_letters_that_were_kept() -> None:
    train = typer.main.get_command(app).commands["train"]  # type: ignore[attr-defined]  # a group
    for command in train.commands.values():
        assert not {"--home", "--letters", "--store"} & options(command)
        (data,) = [one for one in command.params if "--data" in one.opts]
        assert data.required


def test_6_rude_and_polite_letters_get_the_same(parts: Assembly) -> None:
    rude = f"你们这帮吃干饭的！{LETTER}再不管老子天天写！！！"
    polite = f"尊敬的领导，您好，冒昧打扰，十分感激。{LETTER}万分感谢，祝工作顺利。"
    answers = [analyse_text(parts, one, key="t") for one in (rude, polite)]
    topics = [one.labels[0].code for one in answers]
    laws = [[(hit.law, hit.article) for hit in one.articles][:3] for one in answers]
    assert topics[0] == topics[1]
    assert laws[0] == laws[1] != []


def test_7_no_unit_is_ranked_by_how_many_letters_it_got(parts: Assembly) -> None:
    ranked = re.compile(r"rank|league|statistic|top_|破案|罚没|拘留|排名|指标")
    known = {"rank", "by_rank", "--by-rank"}  # of a kind of case: 指导性案例 first
    assert sorted(name for name in names_of(parts) if ranked.search(name) and name not in known) == []


def test_8_every_article_has_its_text_version_day_and_what_that_rests_on(parts: Assembly) -> None:
    answer = analyse_text(parts, LETTER + "另据《中华人民共和国劳动合同法》第九百条，请处罚。", key="t")
    assert answer.articles
    for one in answer.articles:
        assert all((one.text, one.version, one.as_of, one.state_text, one.evidence, one.reason))
        held = parts.library.article(one.law, ArticleNumber(one.article or 0, one.article_sub), as_of=one.as_of)
        assert held.provision.text == one.text
    states = {(one.article, one.status.value) for one in answer.citations}
    assert (900, "no_such_article") in states
    assert all(one.detail for one in answer.citations)


@pytest.mark.parametrize(
    "letter",
    [
        "俺是南坪村嘞，俺家嘞地叫占了，一分钱也木有给，恁管不管？",  # dialect
        "老版拖欠公资三个月不给打电活也不接请领到帮帮忙",  # typing errors
        "嗯那个就是我想反映一下就是我们小区那个电梯啊坏了半个月了老人下不来物业也不修就是希望能管一下",  # spoken
        "領導您好，工廠夜裡排放臭氣，居民無法開窗。",  # traditional characters
        "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ",  # Mongolian: not understood, and not turned away
        "我看不见，孩子代写：盲道上全是共享单车。",
    ],
)
def test_9_whoever_writes_however_is_taken_in(parts: Assembly, letter: str) -> None:
    kept = parts.register.letter(keep(parts, letter))
    assert kept.analysis.text == letter
    assert kept.analysis.labels or kept.analysis.abstained


def test_10_what_is_suggested_has_its_reason_and_every_letter_its_record(parts: Assembly) -> None:
    key = keep(parts, LETTER)
    kept = parts.register.letter(key)
    assert all(label.evidence for label in kept.analysis.labels[:1])
    assert all(one.reason for one in kept.analysis.articles)
    assert all(one.reason for one in kept.analysis.matters)
    assert kept.analysis.as_of_basis == "信中所说的日期"
    assert kept.analysis.as_of_reason
    assert [event.kind for event in kept.events] == ["收到", "完成分析"]
