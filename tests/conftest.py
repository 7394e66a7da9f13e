"""Fixtures that every package's tests share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data() -> Path:
    """The data folder for tests and training; a visible skip where there is none."""
    folder = Path(os.environ.get("HUIYIN_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"HUIYIN_TEST_DATA: no data folder at {folder}")
    return folder
