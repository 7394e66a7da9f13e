"""Search of statutes over HTTP, on the page, at the terminal and as files: exact, narrowed, counted, exported."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from docx import Document
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from service.cli import app
from service.exports.export import LONGEST

SEARCH = "/v1/statutes/search"
EXACT = {"q": "劳动报酬 与 (拖欠 或 未足额)", "mode": "exact"}


def test_an_exact_search_says_its_exact_total(client: TestClient) -> None:
    answer = client.get(SEARCH, params=EXACT).json()
    assert answer["total_exact"]
    assert answer["total"] == len(answer["hits"]) > 0
    assert all("劳动报酬" in hit["text"] for hit in answer["hits"])


def test_an_exact_search_that_finds_nothing_says_what_is_covered(client: TestClient) -> None:
    answer = client.get(SEARCH, params={"q": "外星人", "mode": "exact"}).json()
    assert (answer["total"], answer["total_exact"], answer["empty"]) == (0, True, "无相符")
    assert answer["covers"].startswith("法规库收录：")


def test_what_cannot_be_read_is_a_problem_with_its_place(client: TestClient) -> None:
    told = client.get(SEARCH, params={"q": "(工资", "mode": "exact"})
    assert told.status_code == 400
    assert told.json()["detail"].startswith("第 1 个字“(”没有成对的右括号。例如：")


def test_why_an_article_came_up_is_told(client: TestClient) -> None:
    hit = client.get(SEARCH, params=EXACT).json()["hits"][0]
    assert set(hit["why"]["terms"]) >= {"劳动报酬"}
    assert (hit["why"]["cited"], hit["why"]["near"]) == (False, None)
    cited = client.get(SEARCH, params={"q": "刑法120之1"}).json()["hits"][0]
    assert cited["why"]["cited"]


def test_the_paragraph_that_matched_is_shown(client: TestClient) -> None:
    hit = client.get(SEARCH, params={"q": "同款(拒不支付劳动报酬 从轻) 法律:刑法", "mode": "exact"}).json()
    assert hit["total"] == 0
    (hit,) = client.get(SEARCH, params={"q": "尚未造成严重后果 劳动报酬 法律:刑法", "mode": "exact"}).json()["hits"]
    assert (hit["label"], hit["paragraph"]) == ("第二百七十六条之一", 3)
    assert hit["text"][hit["snippet"]["start"] : hit["snippet"]["end"]].startswith("有前两款行为")


def test_the_address_of_a_hit_shows_that_text(client: TestClient) -> None:
    hit = client.get(SEARCH, params={"q": "刑法120之1"}).json()["hits"][0]
    page = client.get(hit["address"], headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "第一百二十条之一" in page.text
    path = urlsplit(hit["address"])
    assert f"{hit['law_id']}/120-1" in path.path
    assert hit["provision_id"].partition("#")[0] in path.query.replace("%40", "@")


def test_facets_count_the_hits(client: TestClient) -> None:
    answer = client.get(SEARCH, params={**EXACT, "facets": True}).json()
    counts = {one["name"]: {value["value"]: value["count"] for value in one["values"]} for one in answer["facets"]}
    assert counts["level"] == {"法律": answer["total"]}
    assert counts["region"] == {"全国": answer["total"]}
    assert sum(counts["state"].values()) == answer["total"]


PARAMETERS = [
    ({"law": "劳动法"}, {"中华人民共和国劳动法"}),
    ({"law": "劳动法、劳动合同法"}, {"中华人民共和国劳动法", "中华人民共和国劳动合同法"}),
    ({"issuer": "全国人大"}, {"中华人民共和国刑法", "中华人民共和国劳动法", "中华人民共和国劳动合同法"}),
    ({"year": "1066"}, set()),
    ({"promulgated": "至1900"}, set()),
    ({"region": "全国", "law": "刑法"}, {"中华人民共和国刑法"}),
]


@pytest.mark.parametrize(("given", "laws"), PARAMETERS)
def test_parameters_narrow_like_what_is_typed(client: TestClient, given: dict[str, str], laws: set[str]) -> None:
    answer = client.get(SEARCH, params={"q": "劳动报酬", "mode": "exact", "limit": 100, **given}).json()
    assert {hit["law"] for hit in answer["hits"]} == laws


def test_a_wrong_filter_is_refused_with_what_can_be_written(client: TestClient) -> None:
    told = client.get(SEARCH, params={"q": "工资", "state": "好"})
    assert (told.status_code, "现行有效" in told.json()["detail"]) == (400, True)


def test_csv_opens_in_excel_with_what_was_asked_above(client: TestClient) -> None:
    answer = client.get(f"{SEARCH}.csv", params=EXACT)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    head = next(place for place, row in enumerate(rows) if row[0] == "序号")
    told = "\n".join(row[0] for row in rows[:head])
    total = client.get(SEARCH, params=EXACT).json()["total"]
    assert "检索式：劳动报酬 与 (拖欠 或 未足额)" in told
    assert f"共 {total} 条" in told
    assert "法规库收录：" in told
    assert "的法" in told
    assert len(rows[head + 1 :]) == total


def test_no_cell_is_a_formula_to_excel(client: TestClient) -> None:
    answer = client.get(f"{SEARCH}.csv", params={"q": "-工资 劳动报酬", "mode": "exact"})
    rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_word_has_the_same_list(client: TestClient) -> None:
    answer = client.get(f"{SEARCH}.docx", params=EXACT)
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs)
    total = client.get(SEARCH, params=EXACT).json()["total"]
    assert f"共 {total} 条" in text
    assert f"{total}. 《" in text


def test_json_says_how_much_of_it_is_listed(client: TestClient) -> None:
    answer = client.get(f"{SEARCH}.json", params={"q": "应当", "mode": "exact"}).json()
    assert answer["shown"] == len(answer["found"]["hits"]) == min(LONGEST, answer["found"]["total"])
    assert (answer["query"], answer["mode"]) == ("应当", "exact")


def test_another_kind_of_file_there_is_not(client: TestClient) -> None:
    assert client.get(f"{SEARCH}.exe", params=EXACT).status_code == 422


def test_the_page_searches_exactly_and_counts(client: TestClient) -> None:
    text = client.get("/statutes", params={**EXACT, "law": "劳动合同法"}).text
    assert "精确检索，按效力层级排列" in text
    assert 'value="exact" checked' in text
    assert "法规：劳动合同法　去掉" in text
    assert "/v1/statutes/search.docx?q=" in text


def test_the_page_says_which_kind_of_empty_it_is(client: TestClient) -> None:
    assert "没有找到（无相符）" in client.get("/statutes", params={"q": "外星人", "mode": "exact"}).text


@pytest.mark.parametrize("suffix", ["json", "csv", "docx"])
def test_the_terminal_writes_files(home: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"结果.{suffix}"
    words = ["search", "statutes", EXACT["q"], "--exact", "--filter", "法律:劳动合同法", "--export", str(file)]
    done = CliRunner().invoke(app, words, env={"HUIYIN_HOME": str(home)})
    assert done.exit_code == 0, done.output
    assert file.stat().st_size > 0


def test_the_terminal_counts_and_sorts(home: Path) -> None:
    words = ["search", "statutes", "工资", "--exact", "--sort", "date", "--facets", "--all-states", "--json"]
    done = CliRunner().invoke(app, words, env={"HUIYIN_HOME": str(home)})
    answer = json.loads(done.stdout)
    assert answer["basis"] == "精确检索，按公布日期排列，新的在前"
    assert [one["name"] for one in answer["facets"]] == ["level", "issuer", "region", "year", "state"]
    days = [date.fromisoformat(hit["promulgated"]) for hit in answer["hits"]]
    assert days == sorted(days, reverse=True)


def test_the_terminal_refuses_a_filter_that_is_none(home: Path) -> None:
    done = CliRunner().invoke(app, ["search", "statutes", "工资", "--filter", "国务院"], env={"HUIYIN_HOME": str(home)})
    assert done.exit_code != 0
