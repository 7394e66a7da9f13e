"""Sentences of laws and letters with every citation in them, read and corrected by hand.

The sentences of law (short, from LawRefBook 2025-04-19) were drawn by pattern, the letters are invented. `rule` is
the pattern, `cites` is law without 中华人民共和国, units, basis, role where it is not `cite`, «the words»; ? is unclear.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.citations import find
from corpus.citing.records import Citation, Host, Role
from corpus.library import Library

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "citations.jsonl").read_text("utf-8").splitlines()
]
# By the rules of DOMAIN §5.4: 1 alias, 2 list-*, 3 item-brackets and range-*, 4 qian*, ben* and gegaikuan, 5 bare-*,
# 6 omitted-para, 7 decision, 8 exception, 9 nested, 10 list-article, 11 version, 12 arabic.
PATTERNS = {
    "alias", "list-article", "list-paragraph", "list-item", "item-brackets", "range-article", "range-para", "range-item",
    "qiankuan", "qianliangkuan", "qiantiao", "qianxiang", "bentiao", "benzhang", "gegaikuan", "bare-para", "bare-item",
    "omitted-para", "decision", "exception", "nested", "version", "arabic", "sub", "mu", "part", "tongfa", "docno",
    "explicit", "shortname", "letter",
}  # fmt: skip


def _written(citation: Citation, text: str) -> str:
    target = citation.target
    law = (citation.law or "?").removeprefix("中华人民共和国")
    parts = "".join(f"{name}{number} " for name, number in target.levels().items() if name in PARTS)
    units = f"{target.article}" if target.article else ""
    units += f"-{target.article_sub}" if target.article_sub else ""
    units += "".join(f"/{number or ''}" for number in (target.paragraph, target.item, target.subitem))
    end = "~" + ",".join(f"{name}{number}" for name, number in citation.to.levels().items()) if citation.to else ""
    line = f"{law} {parts}{units.rstrip('/')}".strip() + f"{end} {citation.basis}"
    line += f" {citation.role}" if citation.role is not Role.CITE else ""
    line += f" [{citation.version}]" if citation.version else ""
    return f"{line}{' ?' if citation.unclear else ''} «{citation.span.of(text)}»"


PARTS = ("book", "subbook", "chapter", "section")


def _host(case: dict[str, Any]) -> Host | None:
    if "host" not in case:
        return None
    return Host(**case["host"] | {"path": tuple(case["host"].get("path", ()))})


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}-{place}" for place, case in enumerate(CASES)])
def test_every_citation_of_a_sentence_is_read(library: Library, case: dict[str, Any]) -> None:
    found = find(case["text"], titles=library.titles(), host=_host(case))
    assert [_written(citation, case["text"]) for citation in found] == case["cites"]


def test_every_pattern_has_its_cases() -> None:
    assert {case["rule"] for case in CASES} == PATTERNS
    assert len(CASES) >= 300
