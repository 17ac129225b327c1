"""A matching that the user corrected is remembered by its layout, corrected again, and never twice."""

from __future__ import annotations

from pathlib import Path

import db
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import Options, Proposal
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from tests.blmk_desktop.importing.building import workbook

HEADINGS = ("PCN 2022/23", "Allocation", "Forecast spend", "Heads")


def layouts(store: db.DataFile) -> int:
    with store.reading() as connection:
        return len(all_rows(connection, RECORDS["layout_match"])[1])


def imported(store: db.DataFile, path: Path, *row: object, columns: dict[int, str | None] | None = None) -> Proposal:
    workbook(path, [HEADINGS, row])
    proposal = propose(store, [path], Options(columns={(path.name, "Plan"): columns} if columns else {}))
    apply(store, proposal, accept_valid=True)
    return proposal


def targets(proposal: Proposal) -> list[str | None]:
    return [match.target for match in proposal.files[0].sheets[0].columns]


def test_a_correction_is_remembered_for_the_next_file_of_that_layout(store: db.DataFile, tmp_path: Path) -> None:
    imported(store, tmp_path / "a.xlsx", "Crown", 7, 6, 10, columns={3: "measure.wte_in_post"})
    found = imported(store, tmp_path / "b.xlsx", "Ascent", 8, 7, 11)
    assert targets(found)[3] == "measure.wte_in_post"
    assert found.files[0].sheets[0].columns[3].sure == "remembered"


def test_a_second_correction_takes_the_place_of_the_first(store: db.DataFile, tmp_path: Path) -> None:
    imported(store, tmp_path / "a.xlsx", "Crown", 7, 6, 10, columns={3: "measure.wte_in_post"})
    imported(store, tmp_path / "b.xlsx", "Ascent", 8, 7, 11, columns={3: "measure.wte_planned"})
    assert layouts(store) == 1
    assert targets(imported(store, tmp_path / "c.xlsx", "East MK", 9, 8, 12))[3] == "measure.wte_planned"


def test_a_column_that_was_left_out_stays_out(store: db.DataFile, tmp_path: Path) -> None:
    imported(store, tmp_path / "a.xlsx", "Crown", 7, 6, 10, columns={2: None})
    assert targets(imported(store, tmp_path / "b.xlsx", "Ascent", 8, 7, 11))[2] is None


def test_two_sheets_of_one_layout_are_remembered_once(store: db.DataFile, tmp_path: Path) -> None:
    sheets = {"One": [HEADINGS, ("Crown", 7, 6, 10)], "Two": [HEADINGS, ("Ascent", 8, 7, 11)]}
    path = workbook(tmp_path / "two.xlsx", sheets)
    chosen: dict[int, str | None] = {3: "measure.wte_in_post"}
    options = Options(columns={(path.name, "One"): chosen, (path.name, "Two"): chosen})
    apply(store, propose(store, [path], options))
    assert layouts(store) == 1
