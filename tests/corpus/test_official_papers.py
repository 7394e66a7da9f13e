"""Official papers are known by their heads; what only names a paper is none. All cases are self-written."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.papers import papers

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "papers.jsonl").read_text(encoding="utf-8").splitlines()
]
LETTERS = sorted((Path(__file__).parents[1] / "letters").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].split("\n")[0][:16])
def test_a_head_gives_title_organ_number_and_day(case: dict[str, object]) -> None:
    found = papers(str(case["text"]))
    assert [
        {"kind": one.kind, "organ": one.organ, "number": one.number, "date": one.date and one.date.isoformat()}
        for one in found
    ] == case["papers"]


@pytest.mark.parametrize("case", [case for case in CASES if case["papers"]], ids=lambda case: case["text"][:12])
def test_spans_hold_what_is_said(case: dict[str, object]) -> None:
    text = str(case["text"])
    for one in papers(text):
        assert one.kind in one.span.of(text).replace(" ", "")
        assert one.organ_span is None or one.organ_span.of(text) == one.organ
        assert one.number_span is None or one.number_span.of(text) == one.number
        assert (one.date_span is None) == (one.date is None)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_letters_of_citizens_are_no_papers(letter: Path) -> None:
    assert papers(letter.read_text(encoding="utf-8")) == ()


@given(st.text(alphabet="公安局人民法院行政处罚决定书判〔〕2026年月日号第（）\n ", max_size=200))
def test_any_text_gives_papers_in_order_inside_it(text: str) -> None:
    ends = 0
    for one in papers(text):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.span.end > ends
        ends = one.span.end
