"""The published files that users really import are read whole, cell for cell as the bare readers give them."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from blmk_desktop.workbook import read_path


def published(shared: Path, folder: str, pattern: str) -> list[Path]:
    files = sorted((shared / folder).glob(pattern))
    if not files:
        pytest.skip(f"needs ../shared/{folder}, which is not on this machine")
    return files


@pytest.mark.parametrize("folder", ["inputs", "real"])
def test_workbooks_hold_what_the_bare_reader_finds(shared: Path, folder: str) -> None:
    for path in published(shared, folder, "*.xlsx"):
        bare = CalamineWorkbook.from_path(path)
        book = read_path(path)
        assert [sheet.name for sheet in book.sheets] == bare.sheet_names
        for sheet in book.sheets:
            cells = bare.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            assert [["" if cell is None else cell for cell in row] for row in sheet.rows] == cells


def test_text_tables_hold_what_the_bare_reader_finds(shared: Path) -> None:
    for path in published(shared, "real", "*.csv"):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            bare = sum(1 for _ in csv.reader(lines))
        (sheet,) = read_path(path).sheets
        assert (len(sheet.rows), sheet.notes) == (bare, [])


def test_the_plan_pack_keeps_its_merged_bands(shared: Path) -> None:
    (path,) = published(shared, "inputs", "pcn-workforce-plans-2022-10.xlsx")
    merged = {sheet.name: sheet.merged for sheet in read_path(path).sheets}
    assert merged["Submissions"] == [(0, 0, 0, 10)]
    assert len(merged["Actual v planned"]) == 4


def test_the_risk_register_tells_its_hidden_columns(shared: Path) -> None:
    (path,) = published(shared, "real", "gov_risk_register_example.xlsx")
    hidden = {sheet.name: sheet.hidden_columns for sheet in read_path(path).sheets}
    assert hidden["Impact Analysis"] == {3, 6, 9}
