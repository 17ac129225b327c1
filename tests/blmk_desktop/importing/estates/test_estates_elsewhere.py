"""Lists of schemes, agreements and buildings as other areas write them: other headings, words and units."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop import changes
from tests.blmk_desktop.importing.building import Rows, content, imported, one, only_sheet, refusals, workbook

PIPELINE: Rows = [
    ["Scheme ref", "Scheme name", "Locality", "Scheme type", "Current stage", "Stage date", "Target completion date",
     "SRO", "Capital cost", "RAG status", "Reason for RAG", "Number of clinical rooms"],
    ["E1", "Elm Surgery", "Luton", "New build", "OBC", "01/04/2022", "31/03/2024",
     "Director of Primary Care", 4_200_000, "A", "Planning is late", 12],
    ["E2", "Oak Surgery", "", "Refurbishment", "On site", "15/05/2022", "Q4 2023/24",
     "Head of Estates", "£350k", "Green", "", 2],
]  # fmt: skip
STAGED: Rows = [["Scheme", "Description", "Stage"], ["Elm Surgery", "New rooms", "FBC approved"]]


def stages(store: db.DataFile) -> list[tuple[object, ...]]:
    return [tuple(row[:3]) for row in content(store)["scheme_stage"]]


def test_a_pipeline_of_another_area_is_a_list_of_schemes(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, {"Pipeline": PIPELINE}))
    rows = {row[0]: row for row in content(store)["scheme"]}
    assert set(rows) == {"Elm Surgery", "Oak Surgery"}
    assert {"Luton", "new build", "Amber", 420_000_000, 12} <= set(rows["Elm Surgery"])
    assert {"reconfiguration", "2024-01-01", "2024-03-31", 35_000_000} <= set(rows["Oak Surgery"])
    assert stages(store) == [("Elm Surgery", "2022-04-01", "OBC"), ("Oak Surgery", "2022-05-15", "construction")]


def test_a_business_case_of_either_kind_is_no_stage_and_is_asked_about(store: db.DataFile, book: Path) -> None:
    rows = [*STAGED[:1], ["Elm Surgery", "New rooms", "Business case"]]
    assert "is none of: idea, PID, OBC" in refusals(only_sheet(store, workbook(book, rows)))["C2"]


def test_a_stage_without_a_day_is_left_out_and_said(store: db.DataFile, book: Path) -> None:
    sheet = only_sheet(store, workbook(book, STAGED))
    assert [row.kind for row in sheet.rows] == ["scheme"]
    assert "stages are left out, since nothing says from when: a column with the date, or --as-at" in sheet.notes


def test_the_day_may_be_said_and_a_stage_that_stands_is_not_reached_again(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, STAGED), as_at="2022-09-01")
    imported(store, workbook(book, [*STAGED, ["Oak Surgery", "", "PID"]]), as_at="2022-10-01")
    assert stages(store) == [("Elm Surgery", "2022-09-01", "FBC"), ("Oak Surgery", "2022-10-01", "PID")]


AGREED: Rows = [
    ["Section 106 contributions for health"],
    ["Planning ref", "Development", "Amount secured", "Amount received", "Amount spent", "Balance", "Spend by date"],
    ["CB/17/0001", "North of the town", "£450,000", "£200,000", "£50,000", "£150,000", "31/12/2027"],
    ["Total", "", 450_000, 200_000, 50_000, 150_000, ""],
]


def test_the_title_says_that_agreements_are_under_section_106(store: db.DataFile, book: Path) -> None:
    imported(store, workbook(book, AGREED))
    found = one(store, "agreement")
    assert (found["kind"], found["secured"], found["spent"], found["expires"]) == (
        "S106", 45_000_000, 5_000_000, "2027-12-31",
    )  # fmt: skip


def test_agreements_of_no_kind_are_not_guessed_at(store: db.DataFile, book: Path) -> None:
    assert imported(store, workbook(book, AGREED[1:]), accept_valid=True) is None


@pytest.mark.parametrize(
    ("written", "tenure"),
    [("Freehold", "owned by the practice"), ("Leasehold", "leased"), ("NHSPS", "NHS Property Services")],
)
def test_buildings_by_the_words_of_surveyors_with_their_practice(
    demo: db.DataFile, book: Path, written: str, tenure: str
) -> None:
    practice = content(demo)["practice"][0][0]
    rows: Rows = [
        ["Site name", "Practice code", "Tenure", "GIA (m2)", "Backlog cost £000", "Portakabin?", "Survey date"],
        ["Elm House", practice, written, 450, 150, "No", "01/06/2022"],
    ]
    imported(demo, workbook(book, {"Sites": rows}))
    found = next(row for row in content(demo)["building"] if row[0] == "Elm House")
    assert {tenure, 450, 15_000_000, "2022-06-01"} <= set(found)
    assert ("Elm House", practice) in {row[:2] for row in content(demo)["building_use"]}


def test_a_pipeline_is_imported_once_and_taken_back_whole(store: db.DataFile, book: Path) -> None:
    before = content(store)
    imported(store, workbook(book, {"Pipeline": PIPELINE}))
    assert imported(store, book) is None
    changes.undo(store)
    after = content(store)
    assert [after[kind] for kind in ("scheme", "scheme_stage", "scheme_party")] == [
        before[kind] for kind in ("scheme", "scheme_stage", "scheme_party")
    ]
