"""The client's gold citations and STARD's names, read and looked up as `huiyin cite` does."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.citations import cite
from corpus.citing.records import Citation, Host, Status
from corpus.library import Library

AS_OF = date(2026, 8, 1)


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _parse(citation: Citation) -> dict[str, Any]:
    """The fields of the gold; its `version` is a lawyer's note and no part of the text."""
    target = citation.target
    parse = {
        "law": citation.law,
        "article": target.article,
        "article_sub": target.article_sub,
        "paragraph": target.paragraph,
        "item": target.item,
        "subitem": target.subitem,
        "to": citation.to.levels() if citation.to else None,
        "basis": citation.basis,
        "role": citation.role,
    }
    return parse | ({"part": target.levels()} if target.part else {})


@pytest.mark.data
def test_every_gold_citation_is_parsed_exactly(library: Library, data: Path) -> None:
    wrong = []
    for gold in _records(data / "citations.jsonl.gz"):
        host = Host(
            source=gold["source"],
            article=gold["host_article"],
            article_sub=gold["host_article_sub"],
            paragraph=gold["host_paragraph"],
        )
        parsed = [_parse(found.citation) for found in cite(gold["text"], library, as_of=AS_OF, host=host)]
        wanted = [{key: value for key, value in parse.items() if key != "version"} for parse in gold["parse"]]
        wrong += [] if parsed == wanted else [(gold["id"], parsed)]
    assert wrong == []


@pytest.mark.data
def test_names_of_articles_in_stard_resolve_where_the_law_is_held(library: Library, data: Path) -> None:
    names = {gold["name"]: gold for row in _records(data / "stard.jsonl.gz") for gold in row["gold"] if gold["mcp"]}
    missed = []
    for name, gold in names.items():
        found = cite(name, library, as_of=AS_OF)
        ids = [answer.provision_id for answer in found if answer.status in (Status.EXISTS, Status.VALIDITY_UNKNOWN)]
        article = library.provision(ids[0], as_of=AS_OF) if len(ids) == 1 and ids[0] else None
        number = article.provision.number if article else None
        right = number and (number.no, number.sub) == (gold["article_no"], gold["article_sfx"] or 0)
        if article is None or not right or not article.work.title.endswith(gold["law"]):
            missed.append(name)
    assert len(names) > 900
    assert missed == []
