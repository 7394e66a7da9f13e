import datetime as dt
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy.exc
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, func, insert, select

from corpus.cases import Case
from corpus.errors import InvalidSetting, LetterNotFound
from indexing.cases import Changed
from service.register import Register
from service.storing import tables
from service.storing.store import make_home, open_store
from tests.service.letters import MASKED, TEXT, analysed, letter

ENDLESS_WRITER = """
import dataclasses, sys
from service.register import Register
from service.storing.store import open_store
from tests.service.letters import analysed, letter
register = Register(open_store(sys.argv[1]))
for number in range(100_000):
    register.keep(letter(), analysed(f"{number:06d}"))
    print(number, flush=True)
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    yield engine
    engine.dispose()


def test_a_letter_comes_back_as_it_was_answered(engine: Engine) -> None:
    register = Register(engine)
    register.keep(letter(), analysed())
    kept = register.letter("20261124-0001")
    assert kept.analysis == analysed()
    assert [event.kind for event in kept.events] == ["收到", "完成分析"]
    assert kept.received == "2026-11-24T09:30:00+08:00"


def test_a_letter_nobody_kept_is_not_found(engine: Engine) -> None:
    with pytest.raises(LetterNotFound, match="没有这个编号"):
        Register(engine).letter("20261124-9999")


def test_the_writer_stands_in_a_table_of_its_own(engine: Engine) -> None:
    Register(engine).keep(letter(), analysed())
    with engine.connect() as db:
        words = [row.words for row in db.execute(select(tables.identities).order_by(tables.identities.c.position))]
        letters = db.execute(select(tables.letters)).one()
        answer = db.execute(select(tables.analyses.c.answer)).scalar_one()
    assert words == ["钱多谷", "13800138000"]
    assert "钱多谷" not in repr(letters)
    assert "钱多谷" not in repr(answer)


def test_the_original_bytes_are_kept_unchanged(engine: Engine) -> None:
    Register(engine).keep(letter(), analysed())
    with engine.connect() as db:
        assert db.execute(select(tables.originals.c.data)).scalar_one() == TEXT.encode()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET kind = '没有收到'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events (id, letter, at, kind) VALUES (1, '20261124-0001', 'x', 'y')",
    ],
)
def test_an_event_is_never_changed(engine: Engine, statement: str) -> None:
    Register(engine).keep(letter(), analysed())
    with pytest.raises(sqlalchemy.exc.IntegrityError, match="append-only"), engine.begin() as db:
        db.exec_driver_sql(statement)


def test_a_second_letter_of_the_same_number_changes_nothing(engine: Engine) -> None:
    register = Register(engine)
    register.keep(letter(), analysed())
    with pytest.raises(sqlalchemy.exc.IntegrityError):
        register.keep(letter(), analysed())
    assert register.count() == (1, 0)
    assert len(register.letter("20261124-0001").events) == 2


def test_nothing_belongs_to_a_letter_that_is_not_there(engine: Engine) -> None:
    with pytest.raises(sqlalchemy.exc.IntegrityError), engine.begin() as db:
        db.execute(insert(tables.events).values(letter="none", at="x", kind="y"))


def test_cases_are_imported_once(engine: Engine) -> None:
    register = Register(engine)
    case = Case("demo-1", "李四说工资没发", "complaint", (), "劳动和社会保障", dt.date(2026, 1, 2))
    assert register.add_cases([(case, "【姓名1】说工资没发")]) == 1
    assert register.add_cases([(case, "【姓名1】说工资没发")]) == 0
    assert register.count() == (0, 1)


def test_what_goes_to_the_index_is_masked(engine: Engine) -> None:
    register = Register(engine)
    case = Case("demo-1", "李四说工资没发", "complaint", ("盗窃",), None, None)
    register.add_cases([(case, "【姓名1】说工资没发")])
    register.keep(letter(), analysed())
    assert list(register.searchable()) == [
        Case("demo-1", "【姓名1】说工资没发", "complaint", ("盗窃",), None, None),
        Case("20261124-0001", MASKED, "complaint", (), None, dt.date(2026, 11, 24)),
    ]


def test_the_sequence_grows_with_letters_and_cases(engine: Engine) -> None:
    register = Register(engine)
    assert register.sequence() == 0
    register.add_cases([(Case("demo-1", "a", "complaint"), "a")])
    register.keep(letter(), analysed())
    assert register.sequence() == 2


def test_what_came_after_a_number_is_told(engine: Engine) -> None:
    register = Register(engine)
    register.add_cases([(Case("demo-1", "a", "complaint"), "a")])
    register.keep(letter(), analysed())
    register.add_cases([(Case("demo-1", "a", "complaint"), "a"), (Case("demo-2", "b", "complaint"), "b")])
    told = register.searchable()
    assert [(one.id, told.changed(0, limit=1).sequence) for one in told.changed(0, limit=1).cases] == [("demo-1", 1)]
    assert {one.id for one in told.changed(1, limit=9).cases} == {"20261124-0001", "demo-2"}
    assert told.changed(3, limit=9) == Changed((), 3)


def test_after_a_kill_each_letter_is_whole_or_absent(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite"
    writer = subprocess.Popen([sys.executable, "-c", ENDLESS_WRITER, url], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    confirmed = -1
    for line in writer.stdout:
        confirmed = int(line)
        if confirmed == 20:
            time.sleep(0.013)  # somewhere inside a letter
            break
    writer.send_signal(signal.SIGKILL)
    confirmed = max([confirmed, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    writer.stdout.close()
    writer.wait()
    engine = open_store(url)
    with engine.connect() as db:
        counts = [
            db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.letters, tables.originals, tables.analyses)
        ]
        events, people = (
            db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.events, tables.identities)
        )
        assert db.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    engine.dispose()
    assert counts[0] >= confirmed + 1
    assert counts == [counts[0]] * 3
    assert (events, people) == (2 * counts[0], 2 * counts[0])


def test_the_migrations_make_the_tables_that_the_program_knows(engine: Engine) -> None:
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), tables.metadata) == []


def test_opening_a_second_time_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    Register(engine).keep(letter(), analysed())
    again = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    assert Register(again).count() == (1, 0)
    again.dispose()


def test_the_home_is_for_its_owner_alone(tmp_path: Path) -> None:
    wide = tmp_path / "home"
    wide.mkdir(mode=0o755)
    assert make_home(wide).stat().st_mode & 0o777 == 0o700


def test_of_two_cases_with_one_id_the_first_stays(engine: Engine) -> None:
    register = Register(engine)
    first, second = Case("demo-1", "工资没发", "complaint"), Case("demo-1", "楼上漏水", "complaint")
    assert register.add_cases([(first, first.text), (second, second.text)]) == 1
    assert [one.text for one in register.searchable()] == ["工资没发"]


def test_an_error_of_the_database_quotes_nothing_that_was_to_be_kept(engine: Engine) -> None:
    Register(engine).keep(letter(), analysed())
    with pytest.raises(sqlalchemy.exc.IntegrityError) as caught:
        Register(engine).keep(letter(), analysed())
    assert "钱多谷" not in str(caught.value)


def test_two_imports_of_the_same_cases_at_once_keep_each_case_once(engine: Engine) -> None:
    cases = [(Case(f"c{number}", "工资没发", "complaint"), "工资没发") for number in range(200)]
    with ThreadPoolExecutor(2) as both:
        new = list(both.map(lambda _: Register(engine).add_cases(cases), range(2)))
    assert sum(new) == len(cases)


def test_a_folder_that_others_use_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    (shared / "别人的文件").touch()
    with pytest.raises(InvalidSetting, match="HUIYIN_HOME"):
        make_home(shared)
    assert shared.stat().st_mode & 0o7777 == 0o1777


@pytest.mark.parametrize("place", ["/etc/passwd", "/etc/passwd/huiyin", "/proc/huiyin"])
def test_a_home_that_cannot_be_is_an_invalid_setting(place: str) -> None:
    with pytest.raises(InvalidSetting, match="HUIYIN_HOME"):
        make_home(Path(place))


def test_a_store_outside_the_home_is_for_its_owner_alone_too(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    (public / "store.sqlite").touch(mode=0o644)  # of a version that left it open to all
    engine = open_store(f"sqlite:///{public}/store.sqlite")
    Register(engine).keep(letter(), analysed())
    modes = {one.name: one.stat().st_mode & 0o777 for one in public.iterdir()}
    engine.dispose()
    assert set(modes.values()) == {0o600}
