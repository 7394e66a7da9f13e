"""The search of cases, as a judge's clerk asks: by text, letter, article, cause, charge; nobody's name in any answer."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from fastapi.testclient import TestClient

from corpus.errors import InvalidQuery, LetterNotFound
from service.assembly import Assembly
from service.cases.alike import Likeness, Matters
from service.cases.casefiles import import_files
from service.cases.similar import Question, search
from service.cli import app
from service.intake import take_in
from service.settings import Settings
from service.web.app import create_app
from tests.service.letters import NOW
from tests.service.test_casefiles import JUDGMENTS, NAMES, THEFT

WAGES = "（2022）云01民终3310号民事判决书"
AFFRAY = "（2022）云0125刑初40号刑事判决书"


@pytest.fixture(scope="module")
def library(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assembly]:
    """The parts with all invented judgments imported; letters may come, cases do not."""
    home = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("cases") / "home"))
    with Assembly(Settings(home=home), now=lambda: NOW) as parts:
        import_files(parts, JUDGMENTS)
        yield parts


def ids(found: Matters) -> list[str]:
    """Return the cases that were found, without those of the demonstration."""
    return [hit.id for hit in found.hits if not hit.id.startswith("demo-")]


@pytest.mark.parametrize("written", ["刑法 293", "刑法293", "刑法第二百九十三条", "《中华人民共和国刑法》第293条"])
def test_the_cases_that_cite_an_article_are_found_however_it_is_written(library: Assembly, written: str) -> None:
    found = search(library, Question(cites=written))
    assert (found.total, ids(found)) == (1, [AFFRAY])
    assert found.hits[0].likeness is Likeness.CITING
    assert [(one.article, one.decides) for one in found.hits[0].cited] == [("《中华人民共和国刑法》第293条", True)]


def test_an_article_between_articles_is_its_own(library: Assembly) -> None:
    assert ids(search(library, Question(cites="刑法 276之一"))) == ["指导性案例9901号"]
    assert ids(search(library, Question(cites="刑法 276"))) == []


def test_a_case_that_cites_an_article_says_whether_it_read_then_as_now(library: Assembly) -> None:
    cited = search(library, Question(cites="劳动合同法 30")).hits[0].cited
    assert [(one.same, one.detail) for one in cited] == [(True, "所引文本就是今天的文本")]


def test_an_article_of_a_law_that_is_not_held_is_found_with_a_note(library: Assembly) -> None:
    found = search(library, Question(cites="《中华人民共和国民法典》第675条"))
    assert ids(found) == ["2024-07-2-103-901", "（2021）云0102民初1203号民事判决书"]  # the collection's entry first
    assert "没有收录" in found.notes[0]


@pytest.mark.parametrize("asked", [Question(), Question(cites="那一条"), Question("类型:天条")])
def test_a_question_that_asks_nothing_is_refused(library: Assembly, asked: Question) -> None:
    with pytest.raises(InvalidQuery):
        search(library, asked)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Question(charge="寻衅滋事"), [AFFRAY]),
        (Question("罪名:寻衅滋事罪"), [AFFRAY]),
        (Question(cause="民间借贷"), ["（2021）云0102民初1203号民事判决书"]),
        (Question("案由:劳动争议 类型:裁判文书", limit=9), ["（2023）云民申501号民事裁定书", "（2022）云0102执88号之一执行裁定书", WAGES]),
        (Question(standing="指导性案例"), ["指导性案例9901号"]),
    ],
)  # fmt: skip
def test_cases_of_a_cause_or_charge_are_listed_the_latest_first(
    library: Assembly, asked: Question, expected: list[str]
) -> None:
    assert ids(search(library, asked)) == expected


def test_a_text_and_a_charge_together_narrow(library: Assembly) -> None:
    assert ids(search(library, Question("酒后殴打摊主 罪名:寻衅滋事"))) == [AFFRAY]


def test_a_judgment_that_is_like_a_letter_says_what_it_is(library: Assembly) -> None:
    letter = "我在工地做木工，建筑公司三个月工资没有发，请求支付拖欠的工资和经济补偿。"
    hit = next(hit for hit in search(library, Question(letter, limit=10)).hits if hit.id == WAGES)
    assert (hit.court, hit.procedure, hit.standing) == ("云岭市中级人民法院", "二审", "裁判文书")
    assert hit.outcome is not None
    assert hit.outcome.startswith("驳回上诉")
    assert "工资" in hit.demands


def test_guiding_cases_stand_first_when_asked_by_rank(library: Assembly) -> None:
    found = search(library, Question("工人工资被拖欠，请求支付劳动报酬", by_rank=True, limit=10))
    ranks = [hit.rank or 9 for hit in found.hits]
    assert (ranks[0], ranks) == (1, sorted(ranks))


def test_a_stored_letter_is_compared_and_not_with_itself(library: Assembly) -> None:
    text = "工地拖欠木工三个月工资，建筑公司推脱，请求支付工资和经济补偿。"
    first = take_in(library, text.encode(), None, limits=library.limits)
    second = take_in(library, (text + "盼复。").encode(), None, limits=library.limits)
    found = search(library, Question(letter=first.id, limit=10))
    assert found.hits[0].id == second.id
    assert (found.hits[0].likeness, found.hits[0].standing) == (Likeness.COPY, "来信")
    assert first.id not in ids(found)
    assert WAGES in ids(found)


def test_an_unknown_letter_is_not_found(library: Assembly) -> None:
    with pytest.raises(LetterNotFound):
        search(library, Question(letter="20261124-000000000000"))


@pytest.mark.parametrize("name", ["钱多谷", "孙向晚", "尹川", "北极光"])
def test_nobody_is_found_by_name(library: Assembly, name: str) -> None:
    assert [hit.id for hit in search(library, Question(f"{name}的案子")).hits if name in repr(hit)] == []


def test_no_answer_names_anybody(library: Assembly) -> None:
    client = TestClient(create_app(library), base_url="http://127.0.0.1:8000")
    answers = [client.get("/v1/cases", params={"charge": "盗窃"}), client.get(f"/v1/cases/{THEFT}")]
    answers += [client.post("/v1/cases/similar", json={"text": one.read_text("utf-8"), "limit": 20}) for one in texts()]
    assert {answer.status_code for answer in answers} == {200}
    assert [name for name in NAMES for answer in answers if name in answer.text] == []


def texts() -> list[Path]:
    return sorted(JUDGMENTS.glob("0*.txt"))


def test_http_finds_cases_by_article_letter_and_cause(library: Assembly) -> None:
    client = TestClient(create_app(library), base_url="http://127.0.0.1:8000")
    by_article = client.get("/v1/cases", params={"cites": "刑法 264"}).json()
    assert [hit["id"] for hit in by_article["hits"]] == [THEFT]
    by_cause = client.post("/v1/cases/similar", json={"text": "借款不还", "cause": "民间借贷"}).json()
    assert {hit["cause"] for hit in by_cause["hits"]} == {"民间借贷纠纷"}
    shown = client.get(f"/v1/cases/{THEFT}").json()
    assert shown["judgment"]["court"]["value"] == "云岭市清河区人民法院"
    assert client.get("/v1/cases/（1999）无1号").status_code == 404


PERSONAL = (
    "judge",
    "lawyer",
    "party",
    "parties",
    "clerk",
    "法官",
    "律师",
    "当事人",
    "审判员",
    "代理人",
    "原告",
    "被告",
)


def test_no_route_takes_or_counts_judges_lawyers_or_parties(parts: Assembly) -> None:
    """No profiles of persons (DOMAIN §8.1)."""
    schema = create_app(parts).openapi()
    taken = {
        one["name"] for path in schema["paths"].values() for call in path.values() for one in call.get("parameters", ())
    }
    members = {name for one in schema["components"]["schemas"].values() for name in one.get("properties", ())}
    assert [word for word in PERSONAL for name in taken | members if word in name.lower().split("_")] == []


def test_no_command_takes_or_counts_judges_lawyers_or_parties() -> None:
    options = [name for command in commands(typer.main.get_command(app)) for name in command]
    assert options
    assert [word for word in PERSONAL for name in options if word in name.lower().strip("-").split("-")] == []


def commands(group: object) -> list[list[str]]:
    found = [[name for one in getattr(group, "params", ()) for name in one.opts]]
    for one in getattr(group, "commands", {}).values():
        found += commands(one)
    return found


@pytest.mark.parametrize("sign", ["法官", "律师", "当事人", "原告", "审判员"])
def test_no_sign_of_a_query_narrows_to_a_person(library: Assembly, sign: str) -> None:
    """法官:… is ordinary text, and not a condition that all hits fulfil."""
    with_sign = search(library, Question(f"盗窃电缆 {sign}:尹川"))
    assert THEFT in ids(with_sign)
    assert all("尹川" not in repr(hit) for hit in with_sign.hits)
