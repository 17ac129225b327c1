"""A table with roles or networks for columns is not read, and the user is told what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from tests.blmk_desktop.importing.building import only_sheet, workbook

ROLES = ["Clinical Pharmacist", "Care Co-ordinator", "Paramedic"]


@pytest.mark.parametrize(
    ("headings", "rows", "what"),
    [
        (["PCN", *ROLES, "Total"], [["Crown PCN", 1, 2, 3, 6]], "its columns are roles (B2 to D2)"),
        (["Role", "Crown", "Ascent", "Total", "Titan"], [["Paramedic", 1, 2, 3, 4]], "its columns are networks (B2 to"),
    ],
)
def test_whose_columns_are_names_is_said_with_its_cells(
    demo: db.DataFile, tmp_path: Path, headings: list[str], rows: list[list[object]], what: str
) -> None:
    sheet = only_sheet(demo, workbook(tmp_path / "matrix.xlsx", [["WTE in post"], headings, *rows]))
    assert sheet.rows == []
    assert what in sheet.notes[-1]
    assert "a row of its own" in sheet.notes[-1]


def test_a_sentence_that_names_a_role_is_no_such_table(demo: db.DataFile, tmp_path: Path) -> None:
    sheet = only_sheet(demo, workbook(tmp_path / "notes.xlsx", [["Notes"], ["Paramedic", "Crown PCN", "to be asked"]]))
    assert sheet.notes == ["no table was recognised here; nothing is taken from it"]
