"""A small installation that the tests of service share: some real laws, the demonstration cases, both indexes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.library import Library
from corpus.raw import RawStatute, Skipped
from corpus.sources.wheel import Wheel
from service.assembly import Assembly
from service.cases.matters import demo_lines, import_cases
from service.settings import Settings
from service.upkeep import build_cases, build_statutes
from service.web.app import create_app
from tests.service.letters import NOW

ADDRESS = "http://127.0.0.1:8000"  # the port that the settings have where nobody sets it

LAWS = frozenset(
    {"中华人民共和国劳动合同法", "中华人民共和国劳动法", "中华人民共和国刑法", "中华人民共和国反有组织犯罪法"}
)


class SomeLaws:
    """The wheel, narrowed to a few laws so that tests do not wait for 26,196 articles."""

    def __init__(self) -> None:
        wheel = Wheel()
        self.name = wheel.name
        self.known_until = wheel.known_until
        self._statutes = [one for one in wheel.statutes() if isinstance(one, RawStatute) and one.title in LAWS]

    def __len__(self) -> int:
        return len(self._statutes)

    def statutes(self) -> Iterator[RawStatute | Skipped]:
        yield from self._statutes


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with library, store and indexes; copy it before changing anything."""
    home = tmp_path_factory.mktemp("home") / "prepared"
    with Assembly(Settings(home=home), now=lambda: NOW) as parts:
        library = Library(parts.settings.library)
        library.import_from(SomeLaws())
        library.close()
        build_statutes(parts)
        import_cases(parts, demo_lines())
        build_cases(parts)
    return home


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    """A home of one's own."""
    return Path(shutil.copytree(prepared, tmp_path / "home"))


@pytest.fixture
def parts(home: Path) -> Iterator[Assembly]:
    """The parts around a home of one's own, on 2026-11-24."""
    with Assembly(Settings(home=home), now=lambda: NOW) as parts:
        yield parts


@pytest.fixture
def client(parts: Assembly) -> Iterator[TestClient]:
    """The application as a client meets it; an error inside is answered, not raised."""
    with TestClient(create_app(parts), base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client
