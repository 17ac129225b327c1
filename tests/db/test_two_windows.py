"""Two windows on one file: the first writes, the second is told who does and reads on meanwhile."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from blmk_desktop.errors import UserError
from db import DataFile, open_file
from tests.db.conftest import add_places, content, places

HOLD_IT = (
    "import sys; from pathlib import Path; import db; file = db.open_file(Path(sys.argv[1]));"
    "print('open', file.held_by, flush=True); sys.stdin.readline(); file.close()"
)


@contextmanager
def another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that opened the file and keeps it open until it is told or killed."""
    command = [sys.executable, "-c", HOLD_IT, str(path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "open"
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_second_is_told_who_has_it_and_since_when(file: DataFile) -> None:
    with open_file(file.path) as second:
        assert second.read_only
        assert re.fullmatch(
            rf"another window of \S+ on {re.escape(socket.gethostname())} since \d\d:\d\d", second.held_by
        )
    assert not file.read_only
    assert file.held_by == ""


def test_the_second_reads_what_the_first_writes_and_writes_nothing(file: DataFile) -> None:
    with open_file(file.path) as second:
        add_places(file, "Milton Keynes")
        assert places(second) == ["Bedford Borough", "Luton", "Milton Keynes"]
        with pytest.raises(UserError, match=r"It is open in another window of .*, so it can only be viewed here"):
            add_places(second, "Leeds")
    assert len(places(file)) == 3


def test_a_link_to_the_file_is_the_same_file(file: DataFile, tmp_path: Path) -> None:
    link = tmp_path / "link.blmk"
    try:
        link.symlink_to(file.path)
    except OSError:
        pytest.skip("this system makes no links")
    with open_file(link) as second:
        assert second.read_only
        assert second.held_by


def test_it_can_be_written_again_when_the_first_has_closed(closed: Path) -> None:
    with another_process(closed) as process:
        with open_file(closed) as second:
            assert second.held_by
        process.communicate("\n")
        with open_file(closed) as third:
            assert not third.read_only
            add_places(third, "Milton Keynes")


def test_a_killed_window_leaves_nothing_to_clean_up(closed: Path) -> None:
    with another_process(closed) as process:
        process.kill()
        process.wait()
        assert f"{closed.name}-holder" in content(closed.parent)
        with open_file(closed) as file:
            assert not file.read_only
            assert file.held_by == ""
    assert list(content(closed.parent)) == [closed.name]


def test_a_note_that_cannot_be_read_only_makes_the_answer_vaguer(file: DataFile) -> None:
    file.path.with_name(f"{file.path.name}-holder").write_bytes(b'{"who": "\xff')
    with open_file(file.path) as second:
        assert second.held_by == "another window"


def test_opened_to_be_viewed_it_leaves_the_right_to_write_to_others(closed: Path) -> None:
    with open_file(closed, read_only=True) as viewer:
        assert viewer.read_only
        assert viewer.held_by == ""
        with pytest.raises(UserError, match="opened only to be viewed"):
            add_places(viewer, "Leeds")
        with open_file(closed) as writer:
            add_places(writer, "Milton Keynes")
            assert len(places(viewer)) == 3
    assert list(content(closed.parent)) == [closed.name]


def test_the_last_to_close_leaves_the_file_whole(file: DataFile) -> None:
    second = open_file(file.path)
    add_places(file, "Milton Keynes")
    file.close()
    assert len(places(second)) == 3
    second.close()
    assert list(content(file.path.parent)) == [file.path.name]
