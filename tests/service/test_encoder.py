import logging
import shutil
import time
from pathlib import Path

import pytest

from corpus.errors import ModelUnusable
from indexing.hybrid import BY_BOTH, BY_WORDS
from service.assembly import Assembly
from service.filler import Filler
from service.law.searching import Search, find
from service.settings import Settings
from service.upkeep import build_statutes, fill_vectors
from tests.models.encoders import WIDTH, foreign, tiny
from tests.service.letters import NOW

QUESTION = Search("公司拖欠工资不给怎么办")


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


@pytest.fixture(scope="module")
def filled(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an encoder and a home whose articles have their vectors by it."""
    place = tmp_path_factory.mktemp("filled")
    shutil.copytree(prepared, place / "home")
    tiny(place / "search")
    with Assembly(_settings(place), now=lambda: NOW) as parts:
        build_statutes(parts)
        assert fill_vectors(parts)
        assert find(parts, QUESTION).basis.startswith(BY_BOTH)
    return place


@pytest.fixture
def lost(filled: Path, tmp_path: Path) -> Path:
    """The same without the cache."""
    return Path(shutil.copytree(filled, tmp_path / "lost", ignore=shutil.ignore_patterns("cache")))


def test_while_the_encoder_cannot_answer_words_do_and_the_answer_says_so(lost: Path) -> None:
    (lost / "cache").write_text("a file stands where the folder should")
    with Assembly(_settings(lost), now=lambda: NOW) as parts:
        with pytest.raises(ModelUnusable):
            fill_vectors(parts)
        found = find(parts, QUESTION)
        assert found.basis.startswith(f"{BY_WORDS}（语义模型不能用")
        assert found.hits
        assert found.total_exact


def test_a_lost_cache_is_made_behind_the_words(lost: Path) -> None:
    with Assembly(_settings(lost), now=lambda: NOW) as parts:
        assert find(parts, QUESTION).basis.startswith(f"{BY_WORDS}（语义模型还要转换")
        with Filler(parts):
            for _ in range(600):  # some seconds of work; a busy machine takes longer
                if (basis := find(parts, QUESTION).basis).startswith(BY_BOTH):
                    break
                time.sleep(1)
        assert basis.startswith(BY_BOTH)


def _settings(place: Path) -> Settings:
    return Settings(home=place / "home", cache=place / "cache", encoder=str(place / "search"))
