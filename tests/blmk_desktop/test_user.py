"""Who works here is remembered, and stands in the history."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
import main
from blmk_desktop import editing
from blmk_desktop.changes import history
from blmk_desktop.user import User, logged_on, save_user, user


def who_changed(store: db.DataFile) -> str:
    made = editing.add(store, "place", {"name": "Somewhere"})
    with store.reading() as connection:
        return next(one.who for one in history(connection) if one.id == made.id)


def test_a_user_is_remembered(tmp_path: Path) -> None:
    save_user(tmp_path / "new", User("Sam Lee", "Contract manager"))
    assert user(tmp_path / "new") == User("Sam Lee", "Contract manager")


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_what_cannot_be_read_is_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "user.json").write_text(text, encoding="utf-8")
    assert user(tmp_path) == User()


def test_a_user_is_signed_with_name_and_role() -> None:
    assert User("Sam Lee", "Contract manager").signed == "Sam Lee, Contract manager"
    assert User("Sam Lee").signed == "Sam Lee"
    assert User().signed == logged_on()
    assert User(role="Auditor").signed == f"{logged_on()}, Auditor"


def test_history_says_who_changed_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLMK_DATA_DIR", str(tmp_path / "settings"))
    save_user(tmp_path / "settings", User("Sam Lee", "Contract manager"))
    with main.open_store(tmp_path / "new.blmk", create=True) as store:
        assert who_changed(store) == "Sam Lee, Contract manager"


def test_where_nobody_said_it_is_who_is_logged_on(tmp_path: Path) -> None:
    with db.create_file(tmp_path / "new.blmk") as store:
        assert who_changed(store) == logged_on()
