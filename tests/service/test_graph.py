"""`huiyin library graph`: what a person and a program are told."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from service.assembly import Assembly
from service.cli import app
from service.law.graph import neighbourhood


@pytest.fixture
def told(parts: Assembly, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("HUIYIN_HOME", str(parts.settings.home))
    return CliRunner()


def test_a_person_reads_who_cites_an_article(told: CliRunner) -> None:
    out = told.invoke(app, ["library", "graph", "刑法 234", "--as-of", "2026-01-01"]).output
    assert "引用　《中华人民共和国刑法》第二百九十二条 → 《中华人民共和国刑法》第二百三十四条" in out
    assert "聚众斗殴，致人重伤、死亡的，依照本法第二百三十四条" in out


def test_a_program_gets_the_text_of_both_ends(told: CliRunner) -> None:
    found = json.loads(told.invoke(app, ["library", "graph", "刑法 292", "--as-of", "2026-01-01", "--json"]).output)
    assert [edge["target"]["article"] for edge in found["out"]] == [234, 232]
    assert all(edge["source"]["text"] and edge["target"]["text"] for edge in found["out"])


def test_a_whole_law_shows_what_it_repeals(told: CliRunner) -> None:
    out = told.invoke(app, ["library", "graph", "反有组织犯罪法", "--as-of", "2026-01-01"]).output
    assert "→ 《中华人民共和国刑法》" in out


def test_two_steps_lead_to_what_the_neighbours_cite(parts: Assembly) -> None:
    near, far = (neighbourhood(parts, "刑法 292", as_of=None, depth=depth) for depth in (1, 2))
    assert near.beyond == ()
    assert (near.out, near.into) == (far.out, far.into)
    assert any(edge.target.article == 234 for edge in far.beyond)


def test_a_law_that_is_not_held_is_refused(told: CliRunner) -> None:
    assert told.invoke(app, ["library", "graph", "海商法 3"]).exit_code != 0


def test_an_annex_is_asked_for_by_its_name(parts: Assembly) -> None:
    found = neighbourhood(parts, "刑法 附件一", as_of=date(2023, 8, 1))
    assert (found.asked.label, found.asked.article) == ("附件一", None)
    assert [edge.source.article for edge in found.into] == [452]
