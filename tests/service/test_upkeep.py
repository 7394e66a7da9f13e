"""What start does before it serves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from indexing.engine import Kind
from indexing.provisions import Provisions
from service.assembly import Assembly
from service.upkeep import make_ready


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
