"""The history: every change set, what it changed field by field, found by record, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.changes import history as change_sets
from blmk_desktop.changes.touching import touching
from blmk_desktop.check import acknowledge_all
from blmk_desktop.editing import edit
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows, by_key
from tests.ui.tabs.conftest import Opening
from ui.screenshots import settle
from ui.tabs.history_rows import PAGE, read_changes


@pytest.fixture
def history(opened: Opening, example: Path) -> Any:
    return opened(example, "History")


def shown(table: Any, column: str) -> list[str]:
    return [table.columns.shown(at, column) for at in table.shown()] if table.columns else []


def practice(tab: Any, code: str) -> int:
    with tab.window_.store.reading() as connection:
        row = by_key(connection, RECORDS["practice"], code)
    assert row is not None
    return int(row["id"])


def rename(tab: Any, code: str, name: str) -> Any:
    made = tab.window_.change(edit, "practice", practice(tab, code), {"name": name}, kinds={"practice"})
    settle(tab.window_)
    return made


def choose(tab: Any, change_set: Any) -> None:
    tab.show_record("change_set", change_set.id)
    settle(tab.window_)


def test_change_sets_are_listed_newest_first(history: Any) -> None:
    numbers, kinds = shown(history.table, "number"), shown(history.table, "kind")
    assert numbers == [str(number) for number in range(len(numbers), 0, -1)]
    assert kinds[-2:] == ["Example data", "Reference data"]
    assert {*kinds[:-2]} == {"Import"}
    assert all("/" in moment for moment in shown(history.table, "at"))


def test_a_change_shows_each_field_before_and_after(history: Any) -> None:
    made = rename(history, "E81050", "Woburn Sands Surgery")
    choose(history, made)
    assert history.title.text().startswith(f"#{made.number} · ")
    assert shown(history.detail, "done") == ["Changed"]
    assert shown(history.detail, "field") == ["Practice name"]
    assert shown(history.detail, "after") == ["Woburn Sands Surgery"]
    assert "E81050" in shown(history.detail, "record")[0]


def test_a_change_is_undone_from_here_and_made_again(history: Any) -> None:
    made = rename(history, "E81050", "Woburn Sands Surgery")
    choose(history, made)
    history.undo.click()
    settle(history.window_)
    assert shown(history.table, "state")[1] == "Undone"
    assert history.current.kind == "undo"
    choose(history, made)
    assert history.undo.text() == "Redo this change"
    history.undo.click()
    settle(history.window_)
    assert shown(history.table, "kind")[0] == "Redo"


def test_an_undo_that_would_overwrite_names_the_later_change(history: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: said.append(box.text()))
    first = rename(history, "E81050", "First name")
    second = rename(history, "E81050", "Second name")
    choose(history, first)
    history.undo.click()
    settle(history.window_)
    assert f"#{second.number} " in said[0]
    assert history.undo.isEnabled()


def test_changes_are_found_by_the_record_they_touched(history: Any) -> None:
    made = rename(history, "E81050", "Woburn Sands Surgery")
    for words in ("E81050", "woburn sands"):
        history.record.setText(words)
        history.refresh()
        settle(history.window_)
        assert str(made.number) in shown(history.table, "number")
        assert "1" not in shown(history.table, "number")
    history.record.setText("no such thing anywhere")
    history.refresh()
    settle(history.window_)
    assert shown(history.table, "number") == []


def test_changes_are_narrowed_to_a_kind_of_record(history: Any) -> None:
    history.kinds.setCurrentIndex(history.kinds.findData("arrs_role"))
    history.refresh()
    settle(history.window_)
    assert shown(history.table, "number") == ["1"]


def test_a_long_change_is_read_page_by_page(history: Any) -> None:
    ids = new_records()
    added = [Change("place", next(ids), None, {"name": f"Place {number}"}) for number in range(PAGE + 5)]
    made = history.window_.change(lambda store: commit(store, added, what="Many places"))
    settle(history.window_)
    choose(history, made)
    assert len(shown(history.detail, "field")) == PAGE
    assert history.more.isVisible()
    assert f"{PAGE:,} of {PAGE + 5:,}" in history.more.text()
    history.more.click()
    settle(history.window_)
    assert len(shown(history.detail, "field")) == PAGE + 5
    assert not history.more.isVisible()


def test_a_removed_record_is_still_named(history: Any) -> None:
    change = Change("place", next(new_records()), None, {"name": "Nowhere"})
    history.window_.change(lambda store: commit(store, [change], what="Added Nowhere"))
    gone = Change("place", change.record, {}, None)
    made = history.window_.change(lambda store: commit(store, [gone], what="Removed Nowhere"))
    settle(history.window_)
    choose(history, made)
    assert shown(history.detail, "done") == ["Removed"]
    assert shown(history.detail, "before") == ["Nowhere"]
    with history.window_.store.reading() as connection:
        assert made.id in touching(connection, "nowhere", "place")


def test_a_row_leads_to_its_record(history: Any) -> None:
    choose(history, rename(history, "E81050", "Woburn Sands Surgery"))
    history.detail.select(0)
    history.open.click()
    settle(history.window_)
    window = history.window_
    assert window.titles[window.tabs.currentIndex()] == "Practices"


PARTS = (
    ("risk_action", "action", "Risks"),
    ("scheme_stage", "note", "Estates"),
    ("risk_band", "note", "Reference data"),
    ("business_due", "note", "Reference data"),
)


@pytest.mark.parametrize(("kind", "field", "title"), PARTS)
def test_a_part_leads_to_its_whole_and_what_has_no_page_to_the_reference_data(
    history: Any, kind: str, field: str, title: str
) -> None:
    window = history.window_
    with window.store.reading() as connection:
        fields, rows = all_rows(connection, RECORDS[kind])
    choose(history, window.change(edit, kind, rows[0][fields.index("id")], {field: "Said again"}, kinds={kind}))
    history.detail.select(0)
    history.open.click()
    settle(window)
    assert window.titles[window.tabs.currentIndex()] == title
    assert window.table.current_id in window.table.shown_ids


def test_an_acknowledged_finding_is_named_in_words(opened: Opening, example: Path) -> None:
    tab = opened(example, "Findings")
    finding = next(one for one in tab.by_identity.values() if one.rule == "lost-minus-sign")
    tab.window_.change(acknowledge_all, [finding], "agreed")
    settle(tab.window_)
    with tab.window_.store.reading() as connection:
        newest = change_sets(connection, limit=1)[0]
        columns = read_changes(connection, newest.id).columns
    assert columns.shown(0, "record").startswith("Minus sign lost · ")
    assert "|" not in "".join(columns.shown(at, "after") for at in range(columns.count))


def test_names_in_capitals_are_written_as_elsewhere(history: Any) -> None:
    made = rename(history, "E81050", "WOBURN SANDS SURGERY")
    choose(history, made)
    assert shown(history.table, "what")[0] == "Edit of Practice 'Asplands Medical Centre (E81050)'"
    assert shown(history.detail, "after") == ["Woburn Sands Surgery"]
    assert "Woburn Sands Surgery" in shown(history.detail, "record")[0]
