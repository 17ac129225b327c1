"""A data file opens, keeps what was said to be kept, and is whole by itself when it is closed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import db
from blmk_desktop.errors import UserError
from db import DataFile, create_file, default_path, integrity, open_file
from db.schema import APPLICATION_ID
from tests.db.conftest import add_places, content, places


def test_a_new_file_is_empty_and_marked_as_ours(path: Path) -> None:
    with create_file(path) as file:
        assert places(file) == []
        assert not file.read_only
        assert integrity(file) == []
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (db.SCHEMA_VERSION,)
    raw.close()


def test_what_was_written_is_there_the_next_time(closed: Path) -> None:
    with open_file(closed) as file:
        assert places(file) == ["Bedford Borough", "Luton"]


def test_a_closed_file_has_nothing_beside_it(closed: Path) -> None:
    assert list(content(closed.parent)) == [closed.name]


def test_a_missing_file_is_made_where_that_is_wanted(path: Path) -> None:
    with open_file(path, create=True) as file:
        assert places(file) == []
    with open_file(path, create=True) as file:
        add_places(file, "Luton")
    with open_file(path) as file:
        assert places(file) == ["Luton"]


def test_an_error_while_writing_takes_everything_of_that_transaction_back(file: DataFile) -> None:
    def half_done() -> None:
        with file.writing() as connection:
            connection.exec_driver_sql("INSERT INTO places (id, name) VALUES (7, 'Milton Keynes')")
            connection.exec_driver_sql("CREATE TABLE notes (id INTEGER)")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        half_done()
    assert places(file) == ["Bedford Borough", "Luton"]
    with file.reading() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'notes'").first()


def test_a_reader_sees_one_moment_while_somebody_writes(file: DataFile) -> None:
    with file.reading() as connection:
        count = "SELECT count(*) FROM places"
        assert connection.exec_driver_sql(count).scalar() == 2
        add_places(file, "Milton Keynes")
        assert connection.exec_driver_sql(count).scalar() == 2
    assert len(places(file)) == 3


def test_a_reader_cannot_write(file: DataFile) -> None:
    with pytest.raises(UserError, match="may not be written to"), file.reading() as connection:
        connection.exec_driver_sql("DELETE FROM places")
    assert len(places(file)) == 2


def test_a_bare_connection_sees_one_moment_and_cannot_write(file: DataFile) -> None:
    count = "SELECT count(*) FROM places"
    with file.asking() as connection:
        assert connection.execute(count).fetchone() == (2,)
        add_places(file, "Milton Keynes")
        assert connection.execute(count).fetchone() == (2,)
    with pytest.raises(UserError, match="may not be written to"), file.asking() as connection:
        connection.execute("DELETE FROM places")
    assert len(places(file)) == 3


@pytest.mark.parametrize(
    ("setting", "value"),
    [("foreign_keys", 1), ("synchronous", 2), ("trusted_schema", 0), ("journal_mode", "wal")],
)
def test_every_connection_is_careful(file: DataFile, setting: str, value: object) -> None:
    with file.reading() as reading, file.writing() as writing:
        assert reading.exec_driver_sql(f"PRAGMA {setting}").scalar() == value
        assert writing.exec_driver_sql(f"PRAGMA {setting}").scalar() == value


def test_a_reference_to_nothing_is_found_when_the_transaction_ends(file: DataFile) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), file.writing() as connection:
        connection.exec_driver_sql("INSERT INTO pcns (id, code, name, place) VALUES (1, 'U00001', 'A', 'Leeds')")
    with file.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM pcns").scalar() == 0


def test_a_write_in_one_thread_waits_for_the_one_in_another(file: DataFile) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: add_places(file, f"Place {number}"), range(40)))
    assert len(places(file)) == 42


def test_the_default_file_lies_in_the_users_data_folder(user_folder: Path) -> None:
    assert default_path().parent == user_folder
    assert default_path().suffix == ".blmk"


def test_the_default_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLMK_DATA_DIR", str(tmp_path / "new" / "folder"))
    with open_file(default_path(), create=True) as file:
        assert places(file) == []


def test_opening_imports_no_slow_library(closed: Path) -> None:
    program = (
        "import sys; from pathlib import Path; import db; db.open_file(Path(sys.argv[1])).close();"
        "print([name for name in ('sqlalchemy', 'alembic', 'pandas') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program, closed], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_after_a_kill_everything_said_to_be_saved_is_there(path: Path) -> None:
    create_file(path).close()
    program = (
        "import os, sys, signal; from pathlib import Path; import db\n"
        "from tests.db.conftest import add_places\n"
        "file = db.open_file(Path(sys.argv[1]))\n"
        "for number in range(20): add_places(file, f'Place {number}')\n"
        "with file.writing() as connection:\n"
        "    connection.exec_driver_sql(\"INSERT INTO places (id, name) VALUES (99, 'half')\")\n"
        "    os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == 9
    with open_file(path) as file:
        assert places(file) == [f"Place {number}" for number in range(20)]
        assert not file.read_only
        assert integrity(file) == []
    assert list(content(path.parent)) == [path.name]
