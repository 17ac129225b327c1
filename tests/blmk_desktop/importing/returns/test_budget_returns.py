"""Budget returns out and back: what areas fill in is taken month by month, and every other change is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest

import db
from blmk_desktop import changes, cli
from blmk_desktop.errors import UserError
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import FileProposal
from blmk_desktop.summaries.budget_rows import BudgetRow
from blmk_desktop.summaries.budget_setting import budget
from blmk_desktop.templates.budget_layout import SHEET, columns
from blmk_desktop.templates.budget_writer import HEADINGS, write_budget_returns
from blmk_desktop.templates.marker import MARKER_SHEET
from blmk_desktop.templates.update_layout import AS_SENT
from tests.blmk_desktop import budget_example as example
from tests.blmk_desktop.budget_example import figure, give, virement
from tests.blmk_desktop.test_cli import open_store

Cells = Mapping[tuple[str, str], object]  # category and heading to what is filled in
APRIL, MAY, FORECAST, BASIS, NOTE = (column.heading for column in columns(2)[4:])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[db.DataFile]:
    more = [virement("V1", 1_000_000), figure(1, 5_000_000)]
    with example.make(tmp_path / "budget.blmk", more) as file:
        yield file


def written(store: db.DataFile, folder: Path, area: str = example.ELM, month: int = 2) -> Path:
    with store.reading() as connection:
        return write_budget_returns(connection, [area], example.YEAR, month, folder, replace=True)[0]


def fill(path: Path, cells: Cells) -> None:
    book = openpyxl.load_workbook(path)
    page = book[SHEET]
    headings = [cell.value for cell in page[HEADINGS + 1]]
    for (category, heading), value in cells.items():
        row = next(row[0].row for row in page.iter_rows(min_row=HEADINGS + 2) if row[0].value == category)
        page.cell(row, headings.index(heading) + 1).value = value
    book.save(path)


def returned(store: db.DataFile, folder: Path, cells: Cells) -> FileProposal:
    path = written(store, folder)
    fill(path, cells)
    return propose(store, [path]).files[0]


def take(store: db.DataFile, path: Path) -> None:
    apply(store, propose(store, [path]))


def premises(store: db.DataFile) -> BudgetRow:
    with store.reading() as connection:
        row = budget(connection).row(example.PREMISES)
    assert row is not None
    return row


def test_the_form_has_the_area_s_lines_with_their_months(store: db.DataFile, tmp_path: Path) -> None:
    path = written(store, tmp_path)
    assert path.name == "Budget return 2022-23 M02 Elm CCG.xlsx"
    page = openpyxl.load_workbook(path)[SHEET]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADINGS + 1)]
    assert rows[0][:7] == [
        "Category",
        "Budget of the year (£)",
        "Plan May M02 (£)",
        "Plan to May M02 (£)",
        "Actual Apr M01 (£)",
        "Actual May M02 (£)",
        "Forecast of the year (£)",
    ]
    assert rows[2][:6] == ["Premises", 250_000, 0, 50_000, 50_000, None]
    assert [row[0] for row in rows[1:]] == ["Contracts", "Premises", "Reserves", "Total"]
    assert page.protection.sheet


def test_what_is_filled_in_comes_back_as_the_area_s_return(store: db.DataFile, tmp_path: Path) -> None:
    path = written(store, tmp_path)
    fill(path, {("Premises", MAY): 1_250.5, ("Premises", FORECAST): 240_000, ("Premises", BASIS): "accrual"})
    take(store, path)
    told = premises(store).told(2, "month", "actual")
    assert told is not None
    assert (told.value, told.origin, told.basis) == (125_050, "return", "accrual")
    assert told.where == f"{path.name} › {SHEET}!F9"
    assert premises(store).forecast == 24_000_000
    first = premises(store).told(1, "month", "actual")
    assert first is not None
    assert first.origin == "entered"


def test_a_second_time_it_brings_nothing_new(store: db.DataFile, tmp_path: Path) -> None:
    path = written(store, tmp_path)
    fill(path, {("Premises", MAY): 100})
    take(store, path)
    again = propose(store, [path])
    assert [row.status for row in again.files[0].sheets[0].rows] == ["unchanged"]
    fill(path, {("Premises", MAY): 200})
    take(store, path)
    assert premises(store).actual[1] == 20_000


def test_a_return_is_one_change_that_can_be_undone(store: db.DataFile, tmp_path: Path) -> None:
    path = written(store, tmp_path)
    fill(path, {("Premises", APRIL): 49_000, ("Premises", MAY): 100})
    made = apply(store, propose(store, [path]))
    assert made is not None
    row = premises(store)
    assert row.actual[:2] == (4_900_000, 10_000)
    changes.undo(store, made.id)
    assert premises(store).actual[:2] == (5_000_000, None)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({("Premises", "Budget of the year (£)"): 300_000}, "cannot be changed on the form: it said £250,000"),
        ({("Premises", APRIL): None}, "it said £50,000 when the form was sent: write 0"),
        ({("Premises", MAY): "lots"}, "lots"),
        ({("Premises", MAY): "5%"}, "percentage"),
        ({("Premises", MAY): 1_250_000}, "more than the whole year's budget of £250,000: is it in pounds?"),
        ({("Premises", FORECAST): 600_000}, "more than 2 times the year's budget"),
        ({("Premises", "Category"): "Rent"}, "has no budget for it in 2022/23"),
        ({("Premises", "Category"): "Contracts"}, "the same category stands on row 8 too"),
        ({("Premises", BASIS): "a guess"}, "a guess"),
    ],
)
def test_what_cannot_be_taken_sends_the_whole_form_back(
    store: db.DataFile, tmp_path: Path, cells: Cells, why: str
) -> None:
    file = returned(store, tmp_path, {("Contracts", MAY): 100_000, **cells})
    assert file.sent_back
    assert why in file.refused()[0].why
    assert file.sheets[0].rows == []


def test_a_figure_out_of_range_is_taken_with_a_note(store: db.DataFile, tmp_path: Path) -> None:
    file = returned(store, tmp_path, {("Premises", MAY): 300_000, ("Premises", NOTE): "Two years' rates at once"})
    assert not file.sent_back
    assert file.sheets[0].rows[0].after["note"] == "Two years' rates at once"


def test_lines_that_say_nothing_of_the_month_are_named(store: db.DataFile, tmp_path: Path) -> None:
    file = returned(store, tmp_path, {("Premises", MAY): 100})
    assert "2 lines say nothing of M02: Contracts and Reserves" in file.sheets[0].notes


def test_the_form_of_another_area_pasted_over_is_refused(store: db.DataFile, tmp_path: Path) -> None:
    path = written(store, tmp_path)
    book = openpyxl.load_workbook(path)
    book[SHEET]["B2"] = example.OAK
    book.save(path)
    assert propose(store, [path]).files[0].refused()[0].why == (
        "the form was sent to Elm CCG, and says that it is of Oak CCG"
    )


def test_a_form_without_its_hidden_sheet_is_held_against_today(store: db.DataFile, tmp_path: Path) -> None:
    path = written(store, tmp_path)
    book = openpyxl.load_workbook(path)
    del book[AS_SENT]
    book[SHEET].cell(HEADINGS + 3, 6).value = 100
    book.save(path)
    file = propose(store, [path]).files[0]
    assert [row.after["value"] for row in file.sheets[0].rows] == [10_000]
    assert "has gone" in file.notes[-1]


def test_a_form_of_another_version_or_of_no_area_is_refused(store: db.DataFile, tmp_path: Path) -> None:
    for row, value, why in ((3, "9", "only version 1 can be read here yet"), (4, "Ash", "there is no area 'Ash' here")):
        path = written(store, tmp_path)
        book = openpyxl.load_workbook(path)
        book[MARKER_SHEET].cell(row, 2).value = value
        book.save(path)
        assert why in propose(store, [path]).files[0].refused()[0].why


def test_forms_are_written_for_areas_that_have_a_budget(store: db.DataFile, tmp_path: Path) -> None:
    with store.reading() as connection:
        both = write_budget_returns(connection, None, example.YEAR, 6, tmp_path / "forms")
        assert [path.stem.rpartition("M06 ")[2] for path in both] == ["Elm CCG", "Oak CCG"]
        with pytest.raises(UserError, match="has no line of 'Ash' in 2022/23"):
            write_budget_returns(connection, ["Ash"], example.YEAR, 6, tmp_path)
        with pytest.raises(UserError, match="No budget is set for 2030/31"):
            write_budget_returns(connection, None, "2030/31", 6, tmp_path)


def test_the_command_line_writes_them_by_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = str(tmp_path / "data.blmk"), str(tmp_path / "forms")
    example.make(tmp_path / "data.blmk").close()
    common = ["template", "budget-return", "--file", file, "--out", out]
    assert cli.run([*common, "--for", "elm ccg", "--year", "2022/23", "--month", "September"], open_store) == 0
    assert [path.name for path in (tmp_path / "forms").iterdir()] == ["Budget return 2022-23 M06 Elm CCG.xlsx"]
    assert cli.run([*common, "--all", "--year", "2022/23"], open_store) == 2
    assert "Say --year 2022/23 --month 6" in capsys.readouterr().err
    assert cli.run([*common, "--all", "--year", "2022/23", "--month", "13"], open_store) == 2


def test_returns_of_two_areas_under_one_name_are_two_sources(store: db.DataFile, tmp_path: Path) -> None:
    give(store, [figure(1, 1_000_000, area=example.OAK)])
    for area in (example.ELM, example.OAK):
        path = written(store, tmp_path / area, area)
        fill(path, {("Premises", MAY): 100})
        take(store, path.rename(path.with_name("return.xlsx")))
    with store.reading() as connection:
        rows = budget(connection).rows
    told = [one.source for row in rows for one in row.figures if one.origin == "return"]
    assert told == ["return (Elm CCG 2022-23 M02).xlsx", "return (Oak CCG 2022-23 M02).xlsx"]


def test_a_form_that_no_longer_says_whose_it_is_is_taken_for_nothing_else(store: db.DataFile, tmp_path: Path) -> None:
    path = written(store, tmp_path)
    book = openpyxl.load_workbook(path)
    del book[MARKER_SHEET]
    book.save(path)
    with pytest.raises(UserError, match="hidden sheet that says whose it is"):
        propose(store, [path])
