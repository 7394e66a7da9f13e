"""Whether a library's tables were made, and filled, by this program; an older one is refused at once."""

from sqlalchemy import Connection, Engine, insert, inspect, select

from corpus.errors import LibraryOutdated
from corpus.storing import tables

# What this program makes of a source. Raised whenever the same source gives other rows, since what is filed unchanged
# is passed over: 2, annexes are units of their own and what a text cites is kept; 5, what the sources gave is kept.
READING = 5
_KEY = "reading"


def prepare(engine: Engine) -> None:
    """Make the tables where there are none; LibraryOutdated where there are others, or rows of an earlier reading."""
    with engine.connect() as db:
        if _current(db):
            return
    with engine.connect() as db:
        if db.dialect.name == "sqlite":
            db.exec_driver_sql("BEGIN IMMEDIATE")  # another process may be making them at this moment
        there = _there(db)
        if not there:
            tables.metadata.create_all(db)
            db.execute(insert(tables.state), [{"key": _KEY, "value": READING}])
            db.commit()
        elif not _current(db):
            name = engine.url.render_as_string(hide_password=True)
            raise LibraryOutdated(
                f"法规库（{name}）是另一版程序建的，不能直接使用，内容没有改动。"
                f"请把它移走备份，再运行 huiyin library import 重新导入{_sources(db, there)}，然后重建索引"
            )


def _there(db: Connection) -> set[str]:
    return set(inspect(db).get_table_names()) & set(tables.metadata.tables)


def _current(db: Connection) -> bool:
    if _there(db) != set(tables.metadata.tables):
        return False
    looked = inspect(db)
    for name, table in tables.metadata.tables.items():
        if {column["name"] for column in looked.get_columns(name)} != set(table.columns.keys()):
            return False
    return db.execute(select(tables.state.c.value).where(tables.state.c.key == _KEY)).scalar() == READING


def _sources(db: Connection, there: set[str]) -> str:
    """Name what was imported, so that nothing of an office's own is lost without a word."""
    if "imports" not in there or "source" not in {c["name"] for c in inspect(db).get_columns("imports")}:
        return "原有的各个来源"
    names = db.execute(select(tables.imports.c.source).order_by(tables.imports.c.source)).scalars().all()
    return "原有的来源：" + "、".join(names) if names else ""
