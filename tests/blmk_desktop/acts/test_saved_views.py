"""A view is kept under its name and its table, renamed, pinned and deleted; each can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from blmk_desktop.acts.saved_views import delete_view, pin_view, rename_view, save_view
from blmk_desktop.changes import undo
from blmk_desktop.errors import UserError
from blmk_desktop.summaries.saved_views import SavedView, saved_views
from db import DataFile, create_file

REGISTERS = "Risks / Registers"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_file(tmp_path / "views.blmk") as file:
        yield file


def kept(store: DataFile) -> list[SavedView]:
    with store.reading() as connection:
        return saved_views(connection)


def test_a_view_is_kept_under_its_name_and_its_table(store: DataFile) -> None:
    change = save_view(store, " Red risks ", REGISTERS, "{}", note="For the chair")
    assert change is not None
    assert change.what == "View 'Red risks' of Risks / Registers kept"
    assert kept(store) == [SavedView("Red risks", REGISTERS, "{}", pinned=False, note="For the chair")]


def test_the_same_name_stands_for_something_else_from_now_on(store: DataFile) -> None:
    save_view(store, "Red", REGISTERS, "{}")
    assert save_view(store, "Red", REGISTERS, "{}") is None
    save_view(store, "Red", REGISTERS, '{"words": "red"}')
    save_view(store, "Red", "Practices", "{}")
    assert [(one.table, one.state) for one in kept(store)] == [("Practices", "{}"), (REGISTERS, '{"words": "red"}')]


def test_pinned_views_come_first(store: DataFile) -> None:
    save_view(store, "A", "Practices", "{}")
    save_view(store, "B", REGISTERS, "{}")
    pin_view(store, "B", REGISTERS, pinned=True)
    assert [one.name for one in kept(store)] == ["B", "A"]
    assert pin_view(store, "B", REGISTERS, pinned=True) is None


def test_a_view_can_be_renamed_but_not_to_one_that_is_there(store: DataFile) -> None:
    save_view(store, "A", REGISTERS, "{}")
    save_view(store, "B", REGISTERS, "{}")
    with pytest.raises(UserError, match="There is a view 'B' of Risks / Registers already"):
        rename_view(store, "A", REGISTERS, "B")
    rename_view(store, "A", REGISTERS, "C")
    assert [one.name for one in kept(store)] == ["B", "C"]


def test_deleting_a_view_can_be_undone(store: DataFile) -> None:
    save_view(store, "A", REGISTERS, "{}", pinned=True)
    before = kept(store)
    delete_view(store, "A", REGISTERS)
    assert kept(store) == []
    undo(store)
    assert kept(store) == before


def test_what_is_not_there_is_said(store: DataFile) -> None:
    with pytest.raises(UserError, match="There is no view 'A'"):
        delete_view(store, "A", REGISTERS)
    with pytest.raises(UserError, match="Give the view a name"):
        save_view(store, "  ", REGISTERS, "{}")
    with pytest.raises(UserError, match="Give the view a name"):
        rename_view(store, "A", REGISTERS, "")
