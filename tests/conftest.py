"""Fixtures that every package's tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data() -> Path:
    """The data folder for tests and training; a visible skip where there is none."""
    folder = Path(os.environ.get("HUIYIN_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"HUIYIN_TEST_DATA: no data folder at {folder}")
    return folder


@pytest.fixture(scope="session", autouse=True)
def words_alone() -> Iterator[None]:
    """Search by words: what has to do with vectors brings its own small encoder, for the shipped one takes minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUIYIN_ENCODER", "none")
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refuse-skips", action="store_true", help="fail when a test was skipped (the gate)")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let the gate fail where a machine lacks something: a skipped test proves nothing."""
    if not session.config.getoption("--refuse-skips"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
