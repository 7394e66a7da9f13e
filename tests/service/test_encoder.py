import logging
from pathlib import Path

import pytest

from service.assembly import Assembly
from service.settings import Settings
from tests.models.encoders import WIDTH, foreign


def test_the_encoder_is_read_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    folder = foreign(tmp_path / "bert")
    with Assembly(Settings(home=tmp_path / "home", encoder=str(folder))) as parts:
        assert parts.encoder is not None
        assert parts.encoder.dimensions == WIDTH
        assert parts.kept_vectors is not None


def test_none_means_words_alone(tmp_path: Path) -> None:
    with Assembly(Settings(home=tmp_path / "home", encoder="none")) as parts:
        assert parts.encoder is None


def test_without_the_folder_search_goes_on_by_words_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.WARNING),
        Assembly(Settings(home=tmp_path / "home", encoder=str(tmp_path / "none"))) as parts,
    ):
        assert parts.encoder is None
        assert parts.encoder is None  # looked for once
    (told,) = caplog.messages
    assert told.startswith("只按词检索，没有编码器：找不到模型目录")
