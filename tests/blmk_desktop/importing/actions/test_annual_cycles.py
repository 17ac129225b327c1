"""The annual cycle of business as a matrix: meetings across, items down, ticks between."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import db
from blmk_desktop.summaries.annual_cycle import Cycle, agenda, annual_cycle
from tests.blmk_desktop.importing.building import content, imported, only_sheet, refusals, workbook

BODY = "Primary Care Committee"
TITLE = f"{BODY}: annual cycle of business"
DECEMBER, MARCH = "2022-12-09", "2023-03-17"
ROWS: list[list[object]] = [
    [None, "Accountable Person", "Author/s", "Date of meeting 09.12.22.", "Date of meeting 17.03.23."],
    ["Agenda Item Title", "Accountable Director and Lead for paper", "Author/s"],
    ["Opening Actions"],
    ["Review of action tracker", "Chair", "Governance", "✓", "✓"],
    ["Governance - Assurance"],
    ["Winter plan", "Associate Director", "-", "x"],
    ["Terms of reference", "Chair"],
    ["Deadline for papers", None, None, "24.11.22", date(2023, 3, 2)],
]


def matrix(path: Path, rows: list[list[object]], title: str = TITLE) -> Path:
    return workbook(path, {"Cycle": [[title], *rows]})


def changed(row: int, column: int, value: object) -> list[list[object]]:
    rows = [list(cells) + [None] * (5 - len(cells)) for cells in ROWS]
    rows[row][column] = value
    return rows


def year(store: db.DataFile) -> Cycle:
    with store.reading() as connection:
        return annual_cycle(connection, BODY, "2022/23", "2023-01-10")


def test_a_matrix_gives_meetings_items_and_what_each_takes(store: db.DataFile, book: Path) -> None:
    path = matrix(book, ROWS)
    found = only_sheet(store, path)
    assert (found.form, found.refused, found.notes) == ("annual-cycle", [], [f"taken for the {BODY}"])
    assert [(match.heading[:12], match.target) for match in found.columns] == [
        ("Agenda Item ", "cycle.item"),
        ("Accountable ", "cycle.owner"),
        ("Author/s", None),
        ("Date of meet", "cycle.meeting"),
        ("Date of meet", "cycle.meeting"),
    ]
    imported(store, path)
    cycle = year(store)
    assert [(one.on, one.papers_due) for one in cycle.meetings] == [(DECEMBER, "2022-11-24"), (MARCH, "2023-03-02")]
    assert [(item.item, item.section, item.owner, sorted(item.due)) for item in cycle.items] == [
        ("Review of action tracker", "Opening Actions", "Chair", [DECEMBER, MARCH]),
        ("Winter plan", "Governance - Assurance", "Associate Director", [DECEMBER]),
        ("Terms of reference", "Governance - Assurance", "Chair", []),
    ]
    with store.reading() as connection:
        march = agenda(connection, BODY, MARCH, "2023-01-10")
    assert march is not None
    assert [line.item for line in march.papers] == ["Review of action tracker"]


def test_the_same_matrix_twice_changes_nothing(store: db.DataFile, book: Path) -> None:
    path = matrix(book, ROWS)
    imported(store, path)
    before = content(store)
    assert imported(store, path) is None
    assert content(store) == before


def test_a_tick_that_has_gone_is_taken_off(store: db.DataFile, book: Path) -> None:
    imported(store, matrix(book, ROWS))
    path = matrix(book, changed(3, 4, None))
    assert only_sheet(store, path).notes[-1] == (
        "taken off, since the tick has gone: Review of action tracker (17/03/2023)"
    )
    imported(store, path)
    assert sorted(year(store).items[0].due) == [DECEMBER]


def test_a_plain_tick_does_not_make_a_paper_due_again(store: db.DataFile, book: Path) -> None:
    imported(store, matrix(book, changed(3, 3, "received")))
    assert year(store).items[0].due[DECEMBER].state == "received"
    imported(store, matrix(book, ROWS))
    assert year(store).items[0].due[DECEMBER].state == "received"


def test_words_in_the_place_of_a_tick_are_kept_as_its_note(store: db.DataFile, book: Path) -> None:
    imported(store, matrix(book, changed(5, 4, "Verbal update")))
    due = year(store).items[1].due[MARCH]
    assert (due.state, due.note) == ("due", "Verbal update")


def test_real_dates_may_head_the_meetings(store: db.DataFile, book: Path) -> None:
    head: list[object] = ["Agenda item", "Lead", "Purpose", date(2022, 12, 9), date(2023, 3, 17)]
    imported(store, matrix(book, [head, ["Winter plan", "Chair", "Note", "Y", "Y"]]))
    (item,) = year(store).items
    assert (item.purpose, sorted(item.due)) == ("note", [DECEMBER, MARCH])


def test_a_day_for_papers_that_is_none_is_refused(store: db.DataFile, book: Path) -> None:
    path = matrix(book, changed(7, 3, "a fortnight before"))
    assert refusals(only_sheet(store, path)) == {"D9": "a fortnight before is not a date"}


def test_months_are_the_meetings_that_are_known_in_them(store: db.DataFile, book: Path) -> None:
    imported(store, matrix(book, ROWS))
    head: list[object] = ["Standing items", "Lead", "Oct", "Dec", "Mar"]
    path = matrix(book, [head, ["Finance", "Chair", "", "x", "x"]], title=f"{BODY} work plan 2022/23")
    found = only_sheet(store, path)
    assert (found.form, [refusal.value for refusal in found.refused]) == ("annual-cycle", ["Oct"])
    assert "does not say on which day the meeting is" in found.refused[0].why
    assert found.notes[-2:] == [
        "Dec is taken for the meeting of 09/12/2022",
        "Mar is taken for the meeting of 17/03/2023",
    ]
    imported(store, path, accept_valid=True)
    assert sorted(next(item for item in year(store).items if item.item == "Finance").due) == [DECEMBER, MARCH]


def test_months_that_a_spreadsheet_made_dates_of_are_no_days(store: db.DataFile, book: Path) -> None:
    head: list[object] = ["Report", "Lead", date(2022, 12, 1), date(2023, 2, 1), date(2023, 3, 1)]
    found = only_sheet(store, matrix(book, [head, ["Finance", "Chair", "x", "", "x"]]))
    assert [refusal.value for refusal in found.refused] == ["December 2022", "February 2023", "March 2023"]
    assert not [row for row in found.rows if row.kind == "meeting"]


def test_a_day_without_a_year_is_not_passed_over(store: db.DataFile, book: Path) -> None:
    head: list[object] = ["Item", "Owner", "22nd April 2022", "24 June 2022", "27th September"]
    found = only_sheet(store, matrix(book, [head, ["Finance", "Chair", "For info", "Y", "Y"], ["Risks", "Lead", "Y"]]))
    assert [refusal.value for refusal in found.refused] == ["27th September"]
    assert [row.after["on"] for row in found.rows if row.kind == "meeting"] == ["2022-04-22", "2022-06-24"]


def test_a_tick_that_was_never_calculated_is_refused(store: db.DataFile, book: Path) -> None:
    found = only_sheet(store, matrix(book, changed(5, 4, "=1")))
    assert list(refusals(found)) == ["E7"]


def test_figures_under_dates_are_no_cycle(store: db.DataFile, book: Path) -> None:
    head: list[object] = ["Report", "Lead", "Date 09.12.22", "Date 17.03.23"]
    found = only_sheet(store, matrix(book, [head, ["Appointments", "Chair", 1200, 1300], ["Calls", "Chair", 20, 31]]))
    assert found.form != "annual-cycle"
