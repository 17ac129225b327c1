"""Action trackers as committees keep them: references, colours as claims, past deadlines, one meeting after another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import db
from blmk_desktop.importing.proposal import SheetProposal
from blmk_desktop.summaries.committee_actions import ActionRow, tracker
from tests.blmk_desktop.importing.building import content, imported, one, proposed, refusals, workbook

TITLE = "Primary Care Committee - Action Tracker"
HEADINGS = (
    *("Action No.", "Meeting Date", "Agenda Item", "Action", "Action Owner", "Past deadlines (Since Revised)"),
    *("Current Deadline", "Current Position (Latest Update)", "RAG"),
)
KEY = [
    ("Escalated", "items flagged RED for 3 subsequent meetings", "BLACK"),
    ("Outstanding", "no actions made to progress", "RED"),
    ("COMPLETE", "Propose closure at next meeting (insert date of meeting)", "GREEN"),
    ("CLOSED", "marked closed once approved at meeting"),
]
CLOSING = "COMPLETE: Propose closure at next meeting 09.12.22."


def row(number: object = 9, position: str = "Sent", colour: str = "AMBER", **more: object) -> list[object]:
    values: dict[str, object] = {
        "raised": "27.09.22",
        "item": "8.1 Access",
        "owner": "Head of Digital",
        "past": None,
        "due": "30.11.22",
    }
    values |= more
    named = [values[name] for name in ("raised", "item")]
    return [number, *named, "Write to practices", values["owner"], values["past"], values["due"], position, colour]


def book_of(path: Path, *rows: list[object], title: str = TITLE) -> Path:
    return workbook(path, {"Tracker": [[title], [], HEADINGS, *rows], "Key": KEY})


def sheet(store: db.DataFile, path: Path, **options: str) -> SheetProposal:
    return proposed(store, path, **options).sheets()[0]


def rows(store: db.DataFile, as_at: str) -> dict[str, ActionRow]:
    with store.reading() as connection:
        return {one.reference: one for one in tracker(connection, as_at=as_at).rows}


def rows_of(store: db.DataFile) -> dict[str, ActionRow]:
    return rows(store, "2022-12-31")


def test_a_tracker_gives_actions_with_their_updates_and_its_key_is_no_data(store: db.DataFile, book: Path) -> None:
    path = book_of(book, row(9, "Done", CLOSING), row(10, "", "BLUE", due=date(2023, 1, 31)))
    found = proposed(store, path)
    tracker_sheet, key = found.sheets()
    assert tracker_sheet.form == "action-tracker"
    assert (key.form, key.rows, key.refused) == (None, [], [])
    assert key.notes == ["this is the key to a tracker's colours; nothing is taken from it"]
    assert tracker_sheet.notes == [
        "taken for the Primary Care Committee",
        "taken for the tracker of the meeting of 09/12/2022, at which it proposes to close actions",
    ]
    imported(store, path)
    action = one(store, "committee_action", reference="PCC-9")
    assert (action["body"], action["raised"], action["deadline"]) == (
        *("Primary Care Committee", "2022-09-27", "2022-11-30"),
    )
    update = one(store, "action_update", action="PCC-9")
    assert (update["on"], update["progress"], update["closure_proposed_for"], update["printed"], update["cell"]) == (
        *("2022-12-09", "complete", "2022-12-09", CLOSING, "Tracker!I4"),
    )
    assert one(store, "action_update", action="PCC-10")["progress"] == "none"
    assert {name: row.colour for name, row in rows(store, "2022-12-31").items()} == {"PCC-9": "GREEN", "PCC-10": "BLUE"}


def test_the_same_tracker_twice_changes_nothing(store: db.DataFile, book: Path) -> None:
    path = book_of(book, row(past="31.10.22"))
    imported(store, path, as_at="2022-12-09")
    before = content(store)
    assert imported(store, path, as_at="2022-12-09") is None
    assert content(store) == before


def test_a_tracker_that_says_no_meeting_is_asked_for_it(store: db.DataFile, book: Path) -> None:
    path = book_of(book, row())
    assert [refusal.why for refusal in sheet(store, path).refused] == [
        "the file does not say to which meeting it went; give its date with --as-at 09/12/2022"
    ]
    assert sheet(store, path, as_at="2022-12-09").refused == []
    assert sheet(store, book_of(book, row(), title=f"{TITLE} 09.12.22")).refused == []


def test_a_file_with_several_committees_has_to_name_its_own(store: db.DataFile, book: Path, tmp_path: Path) -> None:
    unnamed = book_of(tmp_path / "a.xlsx", row(), title="Actions")
    assert sheet(store, unnamed, as_at="2022-12-09").notes[0] == (
        "the file does not say which committee it is of; it is called Committee here"
    )
    imported(store, book_of(book, row()), as_at="2022-12-09")
    assert (
        sheet(store, unnamed, as_at="2022-12-09").notes[0] == "taken for the Primary Care Committee, the only one here"
    )
    imported(store, book_of(book, row(), title="Estates Working Group: actions"), as_at="2022-12-09")
    assert sheet(store, unnamed, as_at="2022-12-09").refused[0].why == (
        "the file does not say which committee it is of; name it with --register, or above the table"
    )
    named = sheet(store, unnamed, as_at="2022-12-09", register="estates working group")
    assert (named.refused, named.counts()) == ([], {"unchanged": 2})
    assert one(store, "committee_action", body="Estates Working Group")["reference"] == "EWG-9"


def test_a_title_with_the_word_committee_is_not_taken_for_the_nameless_one(store: db.DataFile, tmp_path: Path) -> None:
    imported(store, book_of(tmp_path / "a.xlsx", row(), title="Actions"), as_at="2022-12-09")
    assert sheet(store, book_of(tmp_path / "b.xlsx", row()), as_at="2022-12-09").notes[0] == (
        "taken for the Primary Care Committee"
    )


def test_red_is_read_as_nothing_done_only_where_no_position_is_given(store: db.DataFile, book: Path) -> None:
    red = [row(1, "Waiting for the landlord", "RED"), row(2, "", "RED"), row(3, "", "RED", due="31.01.23")]
    other = [row(4, "", "CLOSED"), row(5, "", "to be seen"), row(6, "", "")]
    path = book_of(book, *red, *other)
    assert (
        "the colour is not one of the key's in I8: no progress is read" in sheet(store, path, as_at="2022-12-09").notes
    )
    imported(store, path, as_at="2022-12-09")
    progress = {number: one(store, "action_update", action=f"PCC-{number}")["progress"] for number in range(1, 7)}
    assert progress == {1: "off track", 2: "none", 3: "off track", 4: "closed", 5: None, 6: None}


def test_closed_actions_stand_on_a_sheet_of_their_own(store: db.DataFile, book: Path) -> None:
    closed = [HEADINGS, row(3, "", "CLOSED"), row(4, "", "Closed 27.09.22", raised="01.07.22")]
    path = workbook(book, {"Tracker": [[TITLE], HEADINGS, row(9, "Done", CLOSING)], "Closed Actions": closed})
    imported(store, path, register="Primary Care Committee")
    found = rows(store, "2022-12-31")
    assert {name: row.colour for name, row in found.items()} == {"PCC-3": "CLOSED", "PCC-4": "CLOSED", "PCC-9": "GREEN"}
    assert {name: row.closed for name, row in found.items()} == {"PCC-3": "", "PCC-4": "2022-09-27", "PCC-9": ""}


def test_past_deadlines_are_kept_one_by_one(store: db.DataFile, book: Path) -> None:
    imported(store, book_of(book, row(past="30.09.22, 31.10.22"), row(10, past="soon")), as_at="2022-12-09")
    assert rows(store, "2022-12-31")["PCC-9"].past_deadlines == ("2022-09-30", "2022-10-31")
    assert "Tracker!F5: 'soon' is no date and is left out" in sheet(store, book, as_at="2022-12-09").notes


def test_the_next_tracker_with_another_deadline_keeps_the_one_before(store: db.DataFile, tmp_path: Path) -> None:
    first = book_of(tmp_path / "october.xlsx", row(9, "Begun", "AMBER", due="15.11.22"))
    second = book_of(tmp_path / "december.xlsx", row(9, "Half done", "AMBER", due="31.01.23"))
    imported(store, first, as_at="2022-10-25")
    imported(store, second, as_at="2022-12-09")
    found = rows(store, "2022-12-31")["PCC-9"]
    assert (found.deadline, found.past_deadlines, found.past[0].revised_on) == (
        *("2023-01-31", ("2022-11-15",), "2022-12-09"),
    )
    assert [(at.on, at.colour, at.deadline) for at in found.meetings] == [
        ("2022-10-25", "AMBER", "2022-11-15"),
        ("2022-12-09", "AMBER", "2023-01-31"),
    ]


def test_a_deadline_that_was_revised_later_is_the_deadline_of_its_day(store: db.DataFile, tmp_path: Path) -> None:
    for number, (on, due) in enumerate((("2022-10-25", "15.10.22"), ("2022-12-09", "31.01.23"))):
        path = book_of(tmp_path / f"{number}.xlsx", row(9, "Begun", "AMBER", due=due))
        imported(store, path, as_at=on)
    then, now = rows(store, "2022-10-25")["PCC-9"], rows(store, "2022-12-09")["PCC-9"]
    assert (then.deadline, then.past_deadlines, then.days_late) == ("2022-10-15", (), 10)
    assert (now.deadline, now.past_deadlines, now.days_late) == ("2023-01-31", ("2022-10-15",), 0)


def test_an_older_tracker_that_comes_late_takes_nothing_back(store: db.DataFile, tmp_path: Path) -> None:
    first = book_of(tmp_path / "october.xlsx", row(9, "Begun", "AMBER", due="15.11.22", owner="Head of IT"))
    second = book_of(tmp_path / "december.xlsx", row(9, "Half done", "AMBER", due="31.01.23"))
    imported(store, second, as_at="2022-12-09")
    imported(store, first, as_at="2022-10-25")
    found = rows(store, "2022-12-31")["PCC-9"]
    assert (found.owner, found.deadline, found.past_deadlines) == ("Head of Digital", "2023-01-31", ("2022-11-15",))
    assert (found.position, len(found.meetings)) == ("Half done", 2)


def test_a_cell_that_is_no_date_is_refused_where_it_stands(store: db.DataFile, book: Path) -> None:
    path = book_of(book, row(9, raised="27/29/22"), row(10, due="when we can"))
    assert refusals(sheet(store, path, as_at="2022-12-09")) == {
        "B4": "there is no day 27/29/22",
        "G5": "when we can is not a date",
    }


def test_the_log_of_another_committee_in_its_own_words(store: db.DataFile, book: Path) -> None:
    head = ("Ref", "Date of meeting", "Minute ref", "Action agreed", "Who", "By when", "Update", "BRAG rating")
    rows = [
        ("ICB/1", "01.07.22", "5.1", "Write a plan", "Director", "30.09.22", "Drafted", "A"),
        ("ICB/2", "01.07.22", "5.2", "Set up a group", "All", "Next meeting", "", "R"),
        ("ICB/3", "01.07.22", "6", "Read it", "Chair", "Ongoing", "", "B"),
    ]
    path = workbook(book, {"Open": [["Integrated Care Board"], ["Action log, 30 September 2022"], head, *rows]})
    found = sheet(store, path)
    assert (found.form, found.refused) == ("action-tracker", [])
    assert found.notes[2:] == [
        "'Next meeting' is no date: deadline is left open",
        "'Ongoing' is no date: deadline is left open",
        "the colour is not one of the key's in H6: no progress is read",
    ]
    imported(store, path)
    named = rows_of(store)
    assert {name: row.progress for name, row in named.items()} == {
        "ICB/1": "on track", "ICB/2": "off track", "ICB/3": "none",
    }  # fmt: skip
    assert named["ICB/1"].owner == "Director"


def test_a_row_is_refused_once_and_headings_that_stand_again_are_none(store: db.DataFile, book: Path) -> None:
    rows = [row(None), row(2), ["Closed actions"], list(HEADINGS), row(3, colour="CLOSED")]
    rows[1][3] = None
    found = sheet(store, book_of(book, *rows), as_at="2022-12-09")
    assert sorted(refusals(found)) == ["A4", "D5"]
    assert len(found.refused) == 2
    assert "1 row left out: headings that stand again" in found.notes


def test_a_log_without_colours_is_a_tracker_by_its_updates(store: db.DataFile, book: Path) -> None:
    head = ("No", "Action", "Lead", "Due date", "Update")
    path = workbook(
        book, {"Log": [["Estates Group actions 06/12/2022"], head, (1, "Ask", "Head", "06/12/2022", "Asked")]}
    )
    assert sheet(store, path).form == "action-tracker"
    imported(store, path)
    assert one(store, "action_update", action="EG-1")["position"] == "Asked"


def test_the_committees_tracker_of_december_2022(store: db.DataFile, shared: Path) -> None:
    imported(store, shared / "inputs" / "action-tracker-2022-12.xlsx")
    found = rows(store, "2022-12-31")
    assert list(found) == ["Committee-9", "Committee-10", "Committee-11", "Committee-12"]
    assert {row.colour for row in found.values()} == {"GREEN"}
    assert {row.closure_proposed_for for row in found.values()} == {"2022-12-09"}
