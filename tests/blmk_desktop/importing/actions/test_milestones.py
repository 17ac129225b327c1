"""Tables of milestones: whose they are, their numbers within strands, and quarters as dates."""

from __future__ import annotations

from pathlib import Path

import db
from blmk_desktop.summaries.milestones import milestones
from tests.blmk_desktop.importing.building import content, imported, one, only_sheet, refusals, workbook

HEADINGS = ("Pillar", "No.", "Milestone", "When")
TEAMS, ACCESS = "1. Neighbourhood teams", "2. Same day care"
STATUSES = ("In progress", "Completed", "Not started", None, "Amber")


def table(path: Path, *rows: tuple[object, ...], title: str = "Fuller milestones 2022") -> Path:
    return workbook(path, {"Milestones": [[title], [], HEADINGS, *rows]})


def test_numbers_that_begin_again_are_those_of_their_strand(store: db.DataFile, book: Path) -> None:
    rows = [(TEAMS, 1, "Map teams", "Q2 & Q3 - 2022/23"), (ACCESS, 1, "Find gaps", "By 31 st March 2023")]
    path = table(book, *rows)
    assert only_sheet(store, path).notes == ["taken for milestones of the programme Fuller"]
    imported(store, path)
    first, second = one(store, "milestone", number="1.1"), one(store, "milestone", number="2.1")
    assert (first["programme"], first["start"], first["due"], first["cell"]) == (
        *("Fuller", "2022-07-01", "2022-12-31", "Milestones!A4"),
    )
    assert (second["start"], second["due"], second["written"]) == (None, "2023-03-31", "By 31 st March 2023")
    before = content(store)
    assert imported(store, path) is None
    assert content(store) == before


def test_headings_of_parts_are_strands_where_no_column_says_them(store: db.DataFile, book: Path) -> None:
    rows = [("Pillar 1: teams",), (1, "Map", "Q2 2022/23"), ("Pillar 2: access",), (1, "Find", "Q3 2022/23")]
    path = workbook(book, {"Milestones": [["Fuller"], ("No.", "Milestone", "When"), *rows]})
    found = [(row.after["number"], row.after["strand"]) for row in only_sheet(store, path).rows]
    assert found == [("1.1", "Pillar 1: teams"), ("2.1", "Pillar 2: access")]


def test_strands_without_numbers_are_numbered_as_they_stand(store: db.DataFile, book: Path) -> None:
    path = table(
        book, ("Teams", 1, "Map", "Q3 2022/23"), ("Access", 1, "Find", "Q3 2022/23"), ("Teams", 2, "X", "2022/23")
    )
    assert [row.after["number"] for row in only_sheet(store, path).rows] == ["1.1", "2.1", "1.2"]


def test_numbers_that_are_unlike_stay_as_they_are(store: db.DataFile, book: Path) -> None:
    path = table(book, (TEAMS, "1a", "Map teams", "Q3 2022/23"), (ACCESS, "2a", "Find gaps", "Q3 2022/23"))
    assert [row.after["number"] for row in only_sheet(store, path).rows] == ["1a", "2a"]


def test_what_is_no_time_stays_as_written_and_is_told(store: db.DataFile, book: Path) -> None:
    path = table(book, (TEAMS, 1, "Map", "Q3"), (TEAMS, 2, "Tell", "TBC"), (TEAMS, 3, "Write", "2019"))
    found = only_sheet(store, path)
    assert found.notes[1:] == [
        "Milestones!D6: 2019 is taken as the calendar year",
        "1 milestone without dates: Q3 does not say of which financial year",
        "1 milestone without dates: 'TBC' does not say when",
    ]
    assert [row.after["written"] for row in found.rows] == ["Q3", "TBC", "2019"]
    assert ["due" in row.after for row in found.rows] == [False, False, True]


def test_what_people_write_for_a_status_and_a_colour_that_is_none(store: db.DataFile, book: Path) -> None:
    head = ("Area", "Ref", "Activity", "Lead", "Timescale", "Status")
    rows = [("A", number, "Do", "Head", "Q3 2022/23", status) for number, status in enumerate(STATUSES, start=1)]
    found = only_sheet(store, workbook(book, {"Plan": [["Fuller"], head, *rows]}))
    assert [row.after.get("status") for row in found.rows] == ["under way", "complete", "not started", None]
    assert "'In progress' read as under way" in found.notes
    assert refusals(found) == {
        "F7": "'Amber' is none of: not started, under way, at risk, late, complete, dropped",
    }


def test_a_table_that_names_no_programme_is_asked_for_it(store: db.DataFile, tmp_path: Path) -> None:
    path = table(tmp_path / "milestones 2022.xlsx", (TEAMS, 1, "Map", "Q3 2022/23"), title="Key milestones")
    assert [refusal.why for refusal in only_sheet(store, path).refused] == [
        "the file does not say which programme it is of; name it with --register, or above the table"
    ]
    found = only_sheet(store, path, register="fuller")
    assert (found.refused, found.rows[0].after["programme"]) == ([], "fuller")


def test_a_programme_that_is_here_is_the_same_whatever_its_capitals(store: db.DataFile, book: Path) -> None:
    imported(store, table(book, (TEAMS, 1, "Map", "Q3 2022/23")))
    assert only_sheet(store, table(book, (TEAMS, 1, "Map", "Q3 2022/23"), title="FULLER milestones")).counts() == {
        "unchanged": 1
    }


def test_deadlines_in_quarters_are_read_as_they_are_written(store: db.DataFile, book: Path) -> None:
    rows = [(1, "Sign posts", "Q2", ""), (2, "Consult", "31/12/2022", "1"), (3, "Tell", "Autumn", "1, 2")]
    sheet = workbook(book, {"Plan": [["10 High Impact Actions 2022/23"], ("No.", "Action", "By", "Depends on"), *rows]})
    found = only_sheet(store, sheet)
    assert [(row.after["programme"], row.after.get("due")) for row in found.rows] == [
        ("10 High Impact Actions", "2022-09-30"), ("10 High Impact Actions", "2022-12-31"),
        ("10 High Impact Actions", None),
    ]  # fmt: skip
    assert found.notes[1:] == [
        "1 milestone without dates: 'Autumn' does not say when",
        "1 milestone in quarters that name no year: taken as of 2022/23",
    ]


def test_deadlines_that_are_dates_need_no_words(store: db.DataFile, book: Path) -> None:
    rows = [(1, "Sign posts", "01/04/2022", "30/09/2022")]
    sheet = workbook(book, {"Plan": [["Access programme"], ("Ref", "Deliverable", "Start", "End"), *rows]})
    (row,) = only_sheet(store, sheet).rows
    assert (row.after["start"], row.after["due"]) == ("2022-04-01", "2022-09-30")


def test_the_fuller_milestones_of_2022(store: db.DataFile, shared: Path) -> None:
    imported(store, shared / "inputs" / "fuller-milestones-2022.xlsx")
    with store.reading() as connection:
        found = milestones(connection, "Fuller", "2022-12-09").rows
    assert [row.number for row in found] == [
        *(f"{strand}.{number}" for strand, count in ((1, 6), (2, 4), (3, 5), (4, 4)) for number in range(1, count + 1))
    ]
    assert [row.number for row in found if not row.start] == ["1.6", "2.4", "4.4"]
    assert {row.due for row in found} == {"2022-12-31", "2023-03-31"}
    assert {row.standing for row in found} == {"not reported"}
