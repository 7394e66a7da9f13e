"""A library that an earlier program made is refused with what to do, and left as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import LibraryOutdated
from corpus.library import Library
from tests.corpus.test_imports import REGULATION, written


def made(folder: Path) -> Path:
    """A filled library of this program."""
    library = Library(f"sqlite:///{folder / 'library.sqlite'}")
    library.import_from(written(folder, "one", REGULATION))
    library.close()
    return folder / "library.sqlite"


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE versions DROP COLUMN serves_from",  # a column that came later
        "DROP TABLE conflicts",  # a table that came later
        "DELETE FROM state WHERE key = 'reading'",  # the same tables, filled before annexes were units
        "UPDATE state SET value = 1 WHERE key = 'reading'",
    ],
)
def test_an_older_library_is_refused_and_names_its_sources(tmp_path: Path, change: str) -> None:
    path = made(tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(change)
        db.commit()
        before = list(db.iterdump())
    with pytest.raises(
        LibraryOutdated, match=r"请把它移走备份，再运行 huiyin library import 重新导入原有的来源：LawRefBook"
    ):
        Library(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as db:
        assert list(db.iterdump()) == before


def test_a_library_of_this_program_is_opened_again(tmp_path: Path) -> None:
    library = Library(f"sqlite:///{made(tmp_path)}")
    assert library.coverage().works == 1
    library.close()
