"""Opens the store of letters and brings its tables to the state that this program knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

OWNER_ONLY = 0o700


def make_home(home: Path) -> Path:
    """Make the folder of library, index and store, readable by its owner alone; a folder already there is narrowed."""
    home.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY)
    home.chmod(OWNER_ONLY)
    return home


def open_store(url: str) -> Engine:
    """Open the store; runs the migrations that are missing. Several processes may open it at once."""
    database = make_url(url).database
    if database:
        Path(database).parent.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY)
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
