"""`huiyin evaluate citations`: what it counts."""

from pathlib import Path

import pytest

from corpus.errors import InvalidRecord
from corpus.gold import clause_is_read, records
from service.assembly import Assembly
from service.quality.citations import citation_quality, own_citations


def test_citations_of_the_own_law_are_counted_with_their_reasons(parts: Assembly) -> None:
    found = own_citations(parts.library)
    assert found.citations > 300  # 刑法 alone has more
    assert found.resolved + len(found.listed) == found.citations
    assert sum(count for _, count in found.unresolved) == len(found.listed)


@pytest.mark.data
def test_every_clause_of_the_gold_file_is_exact(data: Path) -> None:
    read = [clause_is_read(one) for one in records(data, "repeals.jsonl.gz")]
    assert read == [True] * 23


def test_a_clause_read_otherwise_counts_as_wrong() -> None:
    target = {"title": "乙条例", "issued": None, "issuer": None, "doc_no": None, "part": None, "version": None}
    record = {
        "text": "本条例自2024年5月1日起施行。《甲条例》同时废止。",
        "action": "repeal",
        "targets": [target],
        "effective_date": "2024-05-01",
        "effective_basis": "explicit",
    }
    assert not clause_is_read(record)
    assert clause_is_read(record | {"targets": [target | {"title": "甲条例"}]})


def test_a_folder_without_the_files_is_refused(parts: Assembly, tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match="citations"):
        citation_quality(parts, tmp_path)
