"""The process may be killed at any moment: what was said to be saved is there, and nothing is there by half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from blmk_desktop.changes import history
from db import create_file, integrity, open_file

RECORDS_EACH = 500
IMPORT_FOR_EVER = f"""
import sys
from pathlib import Path
import db
from blmk_desktop.changes import Change, commit, new_records, undo
file, fresh = db.open_file(Path(sys.argv[1])), new_records()
for number in range(1000):
    names = [f"{{next(fresh)}}" for _ in range({RECORDS_EACH})]
    commit(file, [Change("place", next(fresh), None, {{"name": name}}) for name in names], what="Import")
    if number % 3 == 2:
        undo(file)
    print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(4))
def test_killed_while_importing(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "killed.blmk"
    create_file(path).close()
    process = subprocess.Popen([sys.executable, "-c", IMPORT_FOR_EVER, path], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    chance = Random(seed)  # noqa: S311 - the same moments at every run
    for _ in range(chance.randrange(1, 12)):
        said = int(process.stdout.readline())
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(chance.random() / 50)
    process.kill()
    process.communicate()

    with open_file(path) as file:
        assert not file.read_only
        assert integrity(file) == []
        with file.reading() as connection:
            log = history(connection)
            there = connection.exec_driver_sql("SELECT count(*) FROM places").scalar_one()
    assert len([found for found in log if found.kind == "edit"]) >= said + 1
    assert all(found.changes == RECORDS_EACH for found in log)
    assert there == RECORDS_EACH * len([found for found in log if found.kind == "edit" and not found.undone])
