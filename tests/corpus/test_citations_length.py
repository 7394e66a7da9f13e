"""A letter twice as long takes twice the work: no letter can hold a request for minutes."""

import subprocess
import sys
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event

from corpus.citations import cite, find
from corpus.citing.names import Names
from corpus.citing.records import Host
from corpus.library import Library
from tests.steps import steps

NAMES = Names({"中华人民共和国刑法": ("w1",), "刑法": ("w1",), "信访条例": ("w2",)})
DECISION = Host(law="关于修改《信访条例》的决定")
ARTICLE = Host(law="中华人民共和国刑法", article=3)
REPEATED = [
    "第一、",  # a list whose kind never comes
    "\n第一条 ",  # labels, each a beginning of all that follow
    "\n第一条本法自",
    "第一条、",
    "刑法前款",
    "\n前款",
    "（一）甲；\n违反第一项",
    "刑法第一条第一款各该款",
    "第一条甲",
    "违反第一款",
    "国务院、关于",
]


@pytest.mark.parametrize("host", [None, ARTICLE, DECISION], ids=["letter", "article", "decision"])
@pytest.mark.parametrize("words", REPEATED)
def test_twice_the_text_is_twice_the_steps(words: str, host: Host | None) -> None:
    find("刑法第一条", titles=NAMES)  # what is done once is done
    once, twice = (steps(partial(find, words * number, titles=NAMES, host=host)) for number in (80, 160))
    assert twice <= 2.2 * once


@pytest.mark.parametrize(
    "text",
    [
        "第" + "一 、" * 500,  # two ways to read each space
        "部" * 500 + "第一条",  # organs that can be cut in many ways
        "部" * 500 + "刑法第一条",
        "局、" * 500 + "《关于刑法的规定》第一条",
        "“" + "最高人民法院" * 100 + "关于" + "甲" * 80 + "解释（一）" * 30,
    ],
)
def test_no_pattern_tries_all_ways_to_cut_a_text(text: str) -> None:
    find(text, titles=NAMES)  # such a pattern would not come back in this century


def test_each_of_many_names_that_a_text_gives_is_found() -> None:
    text = "".join(f"《刑法》（以下简称刑律{number}号）刑律{number}号第一条。" for number in range(2000))
    assert len({citation.law for citation in find(text, titles=NAMES)}) == 1


def test_the_longest_letter_comes_back() -> None:
    """What the steps do not count is the work inside of patterns: whole letters, in a process that can be ended."""
    code = f"""
from corpus.citations import find
for words in {REPEATED!r}:
    find((words * 50_000)[:50_000], titles={{"刑法": ("w1",)}})
"""
    done = subprocess.run([sys.executable, "-c", code], timeout=300, check=False)  # takes 6 s of one core
    assert done.returncode == 0


def test_what_is_cited_and_said_again_is_not_looked_up_again(library: Library) -> None:
    asked: list[str] = []

    def ask(*what: Any) -> None:  # noqa: ANN401 - as SQLAlchemy hands it over
        asked.append(what[2])

    said = "刑法第二百三十四条规定，故意伤害他人身体的要判刑。第九百条也说了。"
    counts = []
    event.listen(Engine, "before_cursor_execute", ask)
    try:
        for text in (said, said * 20):
            asked.clear()
            cite(text, library, as_of=date(2026, 3, 1))
            counts.append(len(asked))
    finally:
        event.remove(Engine, "before_cursor_execute", ask)
    assert counts[0] == counts[1] > 0
