"""The client's gold citations and STARD's names, read and looked up as `huiyin cite` does."""

from datetime import date
from pathlib import Path

import pytest

from corpus.citations import cite
from corpus.citing.records import Status
from corpus.gold import citation_is_read, records
from corpus.library import Library

AS_OF = date(2026, 8, 1)


@pytest.mark.data
def test_every_gold_citation_is_parsed_exactly(library: Library, data: Path) -> None:
    wrong = [one["id"] for one in records(data, "citations.jsonl.gz") if not citation_is_read(one, library, AS_OF)]
    assert wrong == []


@pytest.mark.data
def test_names_of_articles_in_stard_resolve_where_the_law_is_held(library: Library, data: Path) -> None:
    names = {gold["name"]: gold for row in records(data, "stard.jsonl.gz") for gold in row["gold"] if gold["mcp"]}
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
