"""A letter is kept first; whatever search does comes after."""

import pytest

from corpus.errors import IndexMissing
from indexing.engine import Kind
from service.assembly import Assembly
from service.intake import analyse_text, take_in
from service.upkeep import build_cases
from tests.service.letters import TEXT


def test_a_letter_is_kept_while_search_is_away_and_says_that_it_has_no_advice(parts: Assembly) -> None:
    (parts.settings.home / "index").rename(parts.settings.home / "away")
    kept = take_in(parts, TEXT.encode(), None, limits=parts.limits)
    assert (kept.analysis.articles, kept.analysis.matters) == ((), ())
    assert "暂时不能检索" in kept.analysis.notes[0]
    assert parts.register.count()[0] == 1
    with pytest.raises(IndexMissing):  # who keeps nothing may ask again
        analyse_text(parts, TEXT, key="t")


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_a_damaged_index_does_not_make_a_kept_letter_a_failure(parts: Assembly, content: str) -> None:
    parts.engine.close()
    for record in (parts.settings.home / "index").rglob("generation.json"):
        record.write_text(content)
    take_in(parts, TEXT.encode(), None, limits=parts.limits)
    assert parts.register.count()[0] == 1


def test_a_full_disk_after_the_letter_is_kept_is_left_to_the_next_build(
    parts: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts.engine, "put", full)
    kept = take_in(parts, TEXT.encode(), None, limits=parts.limits)
    monkeypatch.undo()
    build_cases(parts)
    serving = parts.engine.serving(Kind.CASES)
    assert serving is not None
    assert serving.sequence == parts.register.sequence()
    assert kept.id in [hit.id for hit in parts.cases.similar(TEXT, limit=5)]
