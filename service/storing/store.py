"""Opens the store of letters and brings its tables to the state that this program knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from corpus.errors import InvalidSetting
from service import faults

OWNER_ONLY: Final = 0o700
OWNER_READS: Final = 0o600
OTHERS: Final = 0o077
# What stands in a home; a folder with other things in it and none of these belongs to somebody else.
OURS: Final = frozenset({"library.sqlite", "store.sqlite", "index", "reading"})

NOT_OPENED: Final = frozenset({"SQLITE_CANTOPEN", "SQLITE_NOTADB", "SQLITE_READONLY"})


def make_home(home: Path) -> Path:
    """Make the folder of library, index and store, readable by its owner alone; an empty or own one is narrowed.

    Raises InvalidSetting for a folder that others use, and where no folder can be.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY)
        if home.stat().st_mode & OTHERS:
            held = {one.name for one in home.iterdir()}
            if held and not held & OURS:
                raise InvalidSetting(
                    "设置 HUIYIN_HOME：这个文件夹里已有别的东西，别人也能读；请指定一个空的或新的文件夹"
                )
            home.chmod(OWNER_ONLY)
    except OSError as error:
        raise InvalidSetting(f"设置 HUIYIN_HOME：这里不能放文件夹（{faults.reason(error)}）") from None
    return home


@contextmanager
def opening(setting: str) -> Iterator[None]:
    """Turn the failure to open a database into InvalidSetting; whatever else fails is raised as it is."""
    try:
        yield
    except DatabaseError as error:
        if faults.code_of(error) not in NOT_OPENED:
            raise
        raise InvalidSetting(f"设置 {setting}：{faults.reason(error)}") from None
    except OSError as error:
        raise InvalidSetting(f"设置 {setting}：{faults.reason(error)}") from None


def open_store(url: str) -> Engine:
    """Open the store; runs the migrations that are missing. Several processes may open it at once.

    Whatever its folder, the file is readable by its owner alone, and so are those that SQLite lays beside it.
    """
    database = make_url(url).database
    if database:
        path = Path(database)
        path.parent.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY)
        path.touch(mode=OWNER_READS)
        path.chmod(path.stat().st_mode & ~OTHERS)
    engine = create_engine(url, hide_parameters=True)  # its errors would quote letters and names
    event.listen(engine, "connect", _pragmas)
    config = Config()
    config.set_main_option("script_location", "service:migrations")
    with engine.connect() as connection:
        # Taken before alembic looks: two processes that start together must not both create the tables.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    return engine


def _pragmas(connection: object, _record: object) -> None:
    """FULL: a committed letter survives a power cut, at a few milliseconds a letter (DESIGN: SQL is the record).

    secure_delete: what is deleted (a file that turned out to be a state secret) is overwritten, not only let go.
    """
    cursor = connection.cursor()  # type: ignore[attr-defined] # the DBAPI's connection, which SQLAlchemy types as Any
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
