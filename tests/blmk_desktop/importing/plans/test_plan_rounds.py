"""Figures are kept in the round that the workbook, or the user, says that they belong to."""

from __future__ import annotations

from pathlib import Path

import db
from tests.blmk_desktop.importing.building import (
    content,
    imported,
    one,
    only_sheet,
    plan,
    proposed,
    refusal,
    values,
    workbook,
)

ROW = ["Luton", "Medics", 10, 9, 1, 2]


def test_two_years_and_two_rounds_live_side_by_side(store: db.DataFile, tmp_path: Path) -> None:
    imported(store, plan(tmp_path / "a.xlsx", ROW, title="First draft of PCN plans 2022/23"))
    imported(store, plan(tmp_path / "b.xlsx", ["Luton", "Medics", 11, 9, 1, 2], title="Final PCN plans 2022/23"))
    imported(store, plan(tmp_path / "c.xlsx", ["Luton", "Medics", 12, 9, 1, 2], title="Final PCN plans 2023/24"))
    allocations = {name: one(store, "plan_figure", round=name, measure="allocation")["value"] for name in ROUNDS}
    assert allocations == ROUNDS
    assert one(store, "plan_round", name="2023/24 final")["as_at"] == "2023-09-30"


ROUNDS = {"2022/23 first draft": 1000, "2022/23 final": 1100, "2023/24 final": 1200}


def test_a_year_that_nobody_names_is_asked_for(store: db.DataFile, book: Path) -> None:
    path = plan(book, ROW, title="PCN plan")
    found = refusal(only_sheet(store, path))
    assert found.field == "Financial year"
    assert "give it with --year 2022/23" in found.why
    sheet = only_sheet(store, path, year="2022/23", stage="first draft")
    assert {row.after["round"] for row in sheet.rows} == {"2022/23 first draft"}


def test_the_year_may_stand_in_the_name_of_the_file(store: db.DataFile, tmp_path: Path) -> None:
    path = plan(tmp_path / "PCN returns October 2022.xlsx", ROW, title="PCN plan")
    assert {row.after["round"] for row in only_sheet(store, path).rows} == {"2022/23 final"}


def test_what_the_user_says_stands_above_the_title(store: db.DataFile, book: Path) -> None:
    rows = [["PCN plans 2022/23"], ["PCN", "Allocation 2022/23", "Planned WTE"], ["Crown", 1, 2]]
    sheet = only_sheet(store, workbook(book, rows), year="2023/24")
    assert {row.after["round"] for row in sheet.rows} == {"2023/24 final"}
    assert values(sheet, "allocation") == {"U35004": 100}


def test_a_sheet_that_calls_itself_a_draft_stays_with_its_workbook(store: db.DataFile, book: Path) -> None:
    headings = ["Place", "PCN", "Allocation", "Planned WTE"]
    path = workbook(
        book,
        {
            "Summary": [["Final plans 2022/23"], headings, ["Luton", "Medics", 1, 2]],
            "Submissions": [["Submissions, first draft"], headings, ["Luton", "Oasis", 3, 4]],
        },
    )
    sheets = proposed(store, path).sheets()
    assert {row.after["round"] for sheet in sheets for row in sheet.rows} == {"2022/23 final"}
    note = "sheet 'Submissions' calls itself first draft; its figures are kept with the workbook's, as final"
    assert note in sheets[1].notes
    assert note not in sheets[0].notes


def test_the_same_file_again_changes_nothing_whatever_it_is_called(store: db.DataFile, tmp_path: Path) -> None:
    path = plan(tmp_path / "plans 2022-23.xlsx", ROW, ["Total", None, 10, 9, 1, 2])
    assert imported(store, path) is not None
    before = content(store)
    assert imported(store, path) is None
    copy = tmp_path / "a copy of the plans.xlsx"
    copy.write_bytes(path.read_bytes())
    again = proposed(store, copy)
    assert dict(again.counts()) == {"unchanged": 8}
    assert again.files[0].source == "plans 2022-23.xlsx"
    assert imported(store, copy) is None
    assert content(store) == before


def test_a_corrected_file_under_the_same_name_shows_what_differs(store: db.DataFile, tmp_path: Path) -> None:
    path = tmp_path / "plans 2022-23.xlsx"
    imported(store, plan(path, ROW, ["MK", "Crown", 5, 5, 5, 5]))
    plan(path, ["Luton", "Medics", 12.5, 9, 1, 2], ["MK", "Crown", 5, 5, 5, 5])
    found = proposed(store, path)
    assert dict(found.counts()) == {"changed": 1, "unchanged": 7}
    (row,) = [row for row in found.sheets()[0].rows if row.status == "changed"]
    assert (row.before["value"], row.after["value"], row.where) == (1000, 1250, "Plan!C4")
    assert (
        "another edition of plans 2022-23.xlsx was imported before; the differences are shown" in found.files[0].notes
    )
    imported(store, path)
    assert one(store, "plan_figure", pcn="U51229", measure="allocation")["value"] == 1250


def test_what_a_corrected_file_no_longer_says_is_taken_back(store: db.DataFile, tmp_path: Path) -> None:
    path = tmp_path / "plans 2022-23.xlsx"
    rows = [ROW, ["Luton", "Oasis", 1, 1, 1, 1], ["MK", "Crown", 5, 5, 5, 5]]
    imported(store, plan(path, *rows, ["Total", None, 16, 15, 7, 8]))
    before = content(store)
    plan(path, ROW, ["MK", "Crown", 5, 5, 5, 5], ["Total", None, 15, 14, 6, 7])
    sheet = only_sheet(store, path)
    removed = [row for row in sheet.rows if row.removes]
    assert {row.before.get("pcn") for row in removed if row.kind == "plan_figure"} == {"U59591"}
    assert {row.before["cell"] for row in removed if row.kind == "stated_figure"} == {"C7", "D7", "E7", "F7"}
    imported(store, path)
    assert [row for row in content(store)["plan_figure"] if "U59591" in row] == []
    from blmk_desktop.changes import undo

    undo(store)
    assert content(store) == before


def test_another_file_of_the_same_name_takes_nothing_back(store: db.DataFile, tmp_path: Path) -> None:
    path = tmp_path / "return 2022-23.xlsx"
    imported(store, plan(path, ROW))
    plan(path, ["MK", "Crown", 5, 5, 5, 5])
    found = proposed(store, path)
    assert dict(found.counts()) == {"added": 4}
    note = "4 records of the earlier edition are not in this one; they stay, since so little of it comes again"
    assert note in found.sheets()[0].notes
    imported(store, path)
    assert len(content(store)["plan_figure"]) == 8


def test_undo_leaves_every_table_as_before(store: db.DataFile, tmp_path: Path) -> None:
    from blmk_desktop.changes import redo, undo

    before = content(store)
    imported(store, plan(tmp_path / "plans 2022-23.xlsx", ROW, ["Total", None, 10, 9, 1, 2]))
    after = content(store)
    undo(store)
    assert content(store) == before
    redo(store)
    assert content(store) == after


def test_a_round_is_as_at_the_first_sheet_that_counts_staff_in_post(store: db.DataFile, book: Path) -> None:
    path = workbook(
        book,
        {
            "Money": [["Final plans 2022/23"], ["PCN", "Allocation", "Planned WTE"], ["Medics", 1, 2]],
            "Staff": [["PCN", "In post September 2022", "Planned WTE"], ["Medics", 1, 2]],
        },
    )
    imported(store, path)
    assert one(store, "plan_round", name="2022/23 final")["as_at"] == "2022-09-30"
