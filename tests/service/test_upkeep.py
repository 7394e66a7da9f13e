"""What start does before it serves."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexing.engine import Kind
from indexing.provisions import Provisions
from service.assembly import Assembly
from service.filler import Filler
from service.law.searching import Search, find
from service.settings import Settings
from service.status import indexes
from service.upkeep import build_statutes, fill_vectors, make_ready
from tests.indexing.encoding import Bigrams
from tests.service.letters import NOW


@contextmanager
def unseen(_: str) -> Iterator[Callable[[int, int], None]]:
    yield lambda done, total: None


class Lost(Provisions):
    """A library of which more is announced than can be read."""

    def count(self) -> int:
        return super().count() + 1


def test_an_index_that_cannot_be_built_is_said_and_the_old_one_serves(
    parts: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = parts.engine.serving(Kind.STATUTES)
    parts.engine.put(Kind.STATUTES, [], sequence=-1)  # behind the library, so that a build is due
    monkeypatch.setattr(Assembly, "statute_source", property(lambda self: Lost(self.library)))
    said: list[str] = []
    make_ready(parts, say=said.append, progress=unseen)
    after = parts.engine.serving(Kind.STATUTES)
    assert before is not None
    assert after is not None
    assert after.name == before.name
    assert said[0].startswith("法条索引没有建成，照旧启动：应有")


@pytest.fixture
def with_encoder(home: Path) -> Iterator[Assembly]:
    with Assembly(Settings(home=home), now=lambda: NOW, encoder=Bigrams()) as parts:
        build_statutes(parts)
        yield parts


def test_without_an_encoder_answers_say_that_words_alone_count(parts: Assembly) -> None:
    page = find(parts, Search("老板无故拖欠工资"))
    assert (page.basis, page.total_exact) == ("按词语检索（没有装语义模型）", True)
    assert fill_vectors(parts)


def test_while_vectors_are_made_answers_say_how_far_they_are(with_encoder: Assembly) -> None:
    page = find(with_encoder, Search("老板无故拖欠工资"))
    assert (page.basis, page.total_exact) == ("按词语检索（语义向量还在准备，已有 0%）", True)


def test_with_vectors_the_total_is_never_called_exact(with_encoder: Assembly) -> None:
    assert fill_vectors(with_encoder)
    page = find(with_encoder, Search("老板无故拖欠工资"))
    assert (page.basis, page.total_exact) == ("按词语和语义检索", False)
    assert "意思相近（语义排第" in page.hits[0].reason


def test_what_is_quoted_is_answered_exactly(with_encoder: Assembly) -> None:
    assert fill_vectors(with_encoder)
    page = find(with_encoder, Search('"无故拖欠"'))
    assert page.total_exact
    assert page.total == len(page.hits) > 0


def test_the_server_fills_vectors_in_behind(with_encoder: Assembly) -> None:
    with Filler(with_encoder):
        while (state := indexes(with_encoder)[0]).vectors != state.count:
            time.sleep(0.05)
    assert find(with_encoder, Search("拖欠工资")).basis == "按词语和语义检索"


def test_walking_every_page_by_words_and_meaning_gives_every_hit_once(with_encoder: Assembly) -> None:
    assert fill_vectors(with_encoder)
    page = find(with_encoder, Search("劳动者的工资", limit=90))
    found = [hit.provision_id for hit in page.hits]
    scores = [hit.score for hit in page.hits]
    while page.next:
        page = find(with_encoder, Search("劳动者的工资", limit=90, cursor=page.next))
        found += [hit.provision_id for hit in page.hits]
        scores += [hit.score for hit in page.hits]
    assert len(found) == len(set(found)) >= page.total > 200
    assert scores == sorted(scores, reverse=True)


def test_the_state_says_since_when_each_index_serves(parts: Assembly) -> None:
    assert all(one.since is not None and one.since.endswith("+08:00") for one in indexes(parts))
