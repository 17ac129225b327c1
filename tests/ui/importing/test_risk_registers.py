"""The preview of a risk register: what it is called, its date, its scores as claims, before anything is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from blmk_desktop import editing
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from tests.blmk_desktop.importing.building import workbook
from tests.ui.importing.conftest import Preview
from ui.screenshots import settle
from ui.window import MainWindow

HEADINGS = ("ID", "Date raised", "Risk description", "Likelihood", "Impact", "Severity")
ROWS = [(1, "31/01/2022", "There is a risk of rain.", 3, 4, 12), (2, "28/02/2022", "There is a risk of snow.", 2, 4, 9)]


def held(window: MainWindow, kind: str, *names: str) -> list[tuple[Any, ...]]:
    assert window.store is not None
    with window.store.reading() as connection:
        columns, rows = all_rows(connection, RECORDS[kind])
    return [tuple(row[columns.index(name)] for name in names) for row in rows]


def test_the_register_can_be_named_and_dated_before_it_is_taken(
    window: MainWindow, preview: Preview, tmp_path: Path
) -> None:
    dialog = preview(workbook(tmp_path / "risks-2022.xlsx", {"Risks": [HEADINGS, *ROWS]}))
    assert dialog.answers.register.isVisible()
    assert dialog.answers.as_at.isVisible()
    assert not dialog.answers.year.isVisible()
    assert any("claim" in tab.casefold() for tab in (dialog.proposals.tabText(at) for at in range(5)))
    for field, text in ((dialog.answers.register, "Weather"), (dialog.answers.as_at, "31/03/2022")):
        field.setText(text)
        field.editingFinished.emit()
        settle(window)
    dialog.import_()
    settle(window)
    assert held(window, "risk_register", "name", "prefix") == [("Weather", "WEA")]
    assert held(window, "risk_score", "risk", "on") == [("WEA-1", "2022-03-31"), ("WEA-2", "2022-03-31")]


def test_a_tracker_of_no_known_committee_is_taken_once_it_is_named(
    window: MainWindow, preview: Preview, tmp_path: Path
) -> None:
    headings = ("Action No.", "Meeting date", "Action", "Owner", "Deadline", "RAG")
    assert window.store is not None
    for committee in ("Estates Group", "Digital Board"):
        editing.add(window.store, "meeting", {"body": committee, "on": "2022-09-01"})
    dialog = preview(
        workbook(
            tmp_path / "tracker.xlsx",
            {
                "Tracker": [
                    ("Actions 09.12.22",),
                    headings,
                    (1, "27/09/2022", "Ask the networks", "Chair", "26/10/2022", "GREEN"),
                ]
            },
        )
    )
    assert dialog.answers.register.placeholderText() == "Name it here"
    assert dialog.proposals.currentWidget() is dialog.proposals.refusals
    dialog.answers.register.setText("Estates Group")
    dialog.answers.register.editingFinished.emit()
    settle(window)
    assert dialog.proposals.currentWidget() is dialog.proposals.rows["added"]
    assert dialog.go.isEnabled()
