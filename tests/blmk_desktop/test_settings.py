"""Settings are declared once; what is kept in the file comes first, then what ships, then what today says."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop import changes, settings
from blmk_desktop.errors import UserError
from blmk_desktop.periods import today, year_of
from blmk_desktop.seeding import RESOURCES, load_reference


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    """A new file with the reference data."""
    with db.create_file(tmp_path / "new.blmk") as file:
        load_reference(file)
        yield file


def value(store: db.DataFile, name: str) -> str:
    with store.reading() as connection:
        return settings.setting(connection, name)


def test_what_ships_is_what_is_declared_of_the_file() -> None:
    with (RESOURCES / "reference" / "settings.csv").open(encoding="utf-8", newline="") as file:
        shipped = [row["name"] for row in csv.DictReader(file)]
    assert shipped == [one.name for one in settings.SETTINGS if one.of_file]


def test_every_setting_says_what_it_does() -> None:
    assert [one.name for one in settings.SETTINGS if not settings.explained(one.name)] == []


def test_what_ships_can_be_taken_as_it_is_typed() -> None:
    for one in settings.SETTINGS:
        assert settings.read_setting(one.name, settings.default(one.name)) == settings.default(one.name)


def test_a_file_from_before_a_setting_has_what_ships(tmp_path: Path) -> None:
    with db.create_file(tmp_path / "old.blmk") as store:
        assert value(store, "plans.on_costs") == "20"
        assert value(store, "papers.enablers").startswith("Data and Digital\n")


def test_what_was_emptied_stays_empty(store: db.DataFile) -> None:
    settings.save_settings(store, {"papers.vision": ""})
    assert value(store, "papers.vision") == ""


def test_settings_are_saved_as_one_change_that_names_them(store: db.DataFile) -> None:
    made = settings.save_settings(
        store, {"papers.committee": "Primary Care Board", "area.ics": "qhg", "papers.priorities": "One\nTwo"}
    )
    assert made is not None
    assert made.what == "Settings: Usual committee, Strategic priorities"
    assert value(store, "papers.committee") == "Primary Care Board"
    with store.reading() as connection:
        assert settings.listed(connection, "papers.priorities") == ["One", "Two"]
    changes.undo(store)
    assert value(store, "papers.committee") == settings.default("papers.committee")


def test_what_does_not_differ_is_no_change(store: db.DataFile) -> None:
    assert settings.save_settings(store, {"plans.on_costs": "20.0"}) is None


def test_what_cannot_be_taken_is_refused_with_a_sentence_each(store: db.DataFile) -> None:
    with pytest.raises(UserError) as refused:
        settings.save_settings(store, {"plans.on_costs": "a fifth", "year.current": "2022/25", "area.name": "Bedford"})
    assert len(str(refused.value).splitlines()) == 2
    assert value(store, "area.name") != "Bedford"


def test_the_current_year_is_that_of_today_unless_it_was_chosen(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert settings.current_year(connection) == year_of(today())
    settings.save_settings(store, {"year.current": "2022-23"})
    with store.reading() as connection:
        assert settings.current_year(connection) == "2022/23"


def test_a_setting_that_nobody_declared_is_a_mistake(store: db.DataFile) -> None:
    with store.reading() as connection, pytest.raises(KeyError):
        settings.setting(connection, "papers.colour")
