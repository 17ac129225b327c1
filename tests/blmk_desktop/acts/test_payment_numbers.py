"""Numbers that payments need: pasted in any order, typed into a cell, or imported from a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

import db
from blmk_desktop.acts.payment_numbers import enter_numbers, read_pasted, taken
from blmk_desktop.changes import undo
from blmk_desktop.errors import UserError
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.records.tables import TABLES
from blmk_desktop.seeding import load_reference

YEAR, ADJUSTED, BEDS = "2022/23", "adjusted patient", "care home bed"
PASTED = """PCN\tAdjusted population
Crown PCN\t48,210.5
U49574\t51377
Nobody's PCN\t12
crown\t3
Titan  32,603  32,000
Hatters Health\t-5
Total\t131,587
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    with db.create_file(tmp_path / "numbers.blmk") as file:
        load_reference(file)
        yield file


def kept(store: db.DataFile) -> dict[tuple[str, str, str], int]:
    with store.reading() as connection:
        rows = connection.execute(select(TABLES["payment_basis"]))
        return {(row.pcn, row.year, row.basis): row.number for row in rows}


def test_a_column_is_read_by_code_or_name_and_the_rest_said(store: db.DataFile) -> None:
    with store.reading() as connection:
        lines = read_pasted(connection, PASTED)
    assert taken(lines, ADJUSTED) == {("U35004", ADJUSTED): "48,210.5", ("U49574", ADJUSTED): "51377"}
    assert [line.problem for line in lines if line.problem] == [
        "no network is known as 'Nobody's PCN'",
        "Crown PCN stands twice",
        "Titan PCN has more than one number",
        "Hatters Health PCN: It cannot be less than nothing.",
    ]


def test_numbers_are_kept_changed_and_taken_away_each_time_as_one_change(store: db.DataFile) -> None:
    both = {("U35004", ADJUSTED): "48,210.5", ("U49574", BEDS): "120"}
    made = enter_numbers(store, YEAR, both)
    assert made is not None
    assert made.what == "Numbers for the network payments of 2022/23"
    assert kept(store) == {("U35004", YEAR, ADJUSTED): 4_821_050, ("U49574", YEAR, BEDS): 12_000}
    assert enter_numbers(store, YEAR, both) is None
    enter_numbers(store, YEAR, {("U35004", ADJUSTED): "48,000", ("U49574", BEDS): " "})
    assert kept(store) == {("U35004", YEAR, ADJUSTED): 4_800_000}
    undo(store)
    assert kept(store) == {("U35004", YEAR, ADJUSTED): 4_821_050, ("U49574", YEAR, BEDS): 12_000}


def test_with_one_that_cannot_be_taken_none_is(store: db.DataFile) -> None:
    with pytest.raises(UserError, match="U49574, care home beds: It cannot be less than nothing"):
        enter_numbers(store, YEAR, {("U35004", BEDS): "12", ("U49574", BEDS): "-1"})
    with pytest.raises(UserError, match="lots is not a number"):
        enter_numbers(store, YEAR, {("U35004", BEDS): "lots"})
    assert kept(store) == {}


def test_a_workbook_with_names_of_networks_is_taken_too(store: db.DataFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Adjusted 2022-23"
    for row in (["PCN", "Number of", "Number"], ["Crown", ADJUSTED, 48_210.5], ["South West (MK)", BEDS, 120]):
        page.append(row)
    book.save(tmp_path / "from the ICB.xlsx")
    proposal = propose(store, [tmp_path / "from the ICB.xlsx"])
    assert proposal.files[0].kind == "payment-bases"
    apply(store, proposal)
    assert kept(store) == {("U35004", YEAR, ADJUSTED): 4_821_050, ("U86258", YEAR, BEDS): 12_000}


def test_without_a_year_anywhere_it_is_asked_for(store: db.DataFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["PCN", "Number of", "Number"], ["Crown", ADJUSTED, 48_210.5]):
        book.active.append(row)
    book.save(tmp_path / "numbers.xlsx")
    (refused,) = propose(store, [tmp_path / "numbers.xlsx"]).refused()
    assert refused.why == "the file does not say which financial year it is about; give it with --year 2022/23"
