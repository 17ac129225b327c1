"""What is exported is exact, safe to open, and changes nothing when it is imported again."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

import db
from blmk_desktop import export
from blmk_desktop.changes import Change, commit, new_records
from blmk_desktop.errors import UserError
from blmk_desktop.importing.engine import propose
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.tables import TABLES
from tests.blmk_desktop.made_up import value

RECORDS_OF = {record.plural.replace("_", "-") for record in RECORDS.values()}  # the others are computed tables


@pytest.fixture(scope="module")
def store(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[db.DataFile]:
    """The example data, and a practice whose name looks like a formula; nothing here changes it."""
    path = Path(shutil.copyfile(example, tmp_path_factory.mktemp("export") / "demo.blmk"))
    with db.open_file(path) as file:
        practice = {"code": "K82999", "name": "=HYPERLINK(1)", "dispensing": 1, "commissioner": "M1J4Y"}
        commit(file, [Change("practice", next(new_records()), None, practice)], what="Set up a test")
        yield file


@pytest.fixture(scope="module")
def every_kind(store: db.DataFile, tmp_path_factory: pytest.TempPathFactory) -> Iterator[db.DataFile]:
    """The same, and a made-up record of each kind of which the example has none."""
    path = tmp_path_factory.mktemp("every") / "every.blmk"
    store.save_copy(path)
    with db.open_file(path) as file:
        with file.reading() as connection:
            missing = [
                record
                for record in RECORDS.values()
                if not connection.scalar(select(func.count()).select_from(TABLES[record.name]))
            ]
        ids = new_records()
        for record in missing:
            values = {field.name: value(file, record, field) for field in record.fields}
            commit(file, [Change(record.name, next(ids), None, values)], what="Set up a test")
        yield file


def write(store: db.DataFile, kind: str, path: Path, as_at: str | None = None) -> int:
    with store.reading() as connection:
        return export.write_records(connection, kind, path, as_at)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_csv_file_has_exact_decimals_and_iso_dates(store: db.DataFile, tmp_path: Path) -> None:
    write(store, "list-sizes", tmp_path / "lists.csv")
    (row,) = [row for row in read(tmp_path / "lists.csv") if row["Practice code"] == "E81003"]
    assert row["Registered list (patients)"] == "19483.75"
    assert row["As at"] == "2023-03-31"


def test_excel_is_told_that_a_csv_file_is_utf8(store: db.DataFile, tmp_path: Path) -> None:
    write(store, "role-maximums", tmp_path / "maximums.csv")
    assert (tmp_path / "maximums.csv").read_bytes().startswith(b"\xef\xbb\xbfRole,")


def test_text_that_looks_like_a_formula_stays_text(store: db.DataFile, tmp_path: Path) -> None:
    write(store, "practices", tmp_path / "practices.csv")
    write(store, "practices", tmp_path / "practices.xlsx")
    names = {row["Practice code"]: row["Practice name"] for row in read(tmp_path / "practices.csv")}
    assert names["K82999"] == "'=HYPERLINK(1)"
    sheet = openpyxl.load_workbook(tmp_path / "practices.xlsx").active
    cell = next(row[1] for row in sheet.iter_rows() if row[0].value == "K82999")
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_a_workbook_has_real_numbers_and_dates_under_frozen_headings(store: db.DataFile, tmp_path: Path) -> None:
    write(store, "list_size", tmp_path / "lists.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "lists.xlsx").active
    assert [cell.value for cell in sheet[1]][:2] == ["Practice code", "As at"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "E81003")
    assert row[1] == datetime(2023, 3, 31)  # noqa: DTZ001 - a date in Excel has no zone
    assert row[3] == 19483.75
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:F{sheet.max_row}"


def test_text_of_several_lines_is_seen_as_several_lines(store: db.DataFile, tmp_path: Path) -> None:
    write(store, "cover-sheets", tmp_path / "covers.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "covers.xlsx").active
    wrapped = {cell.value: sheet.cell(2, cell.column).alignment.wrap_text for cell in sheet[1]}
    assert wrapped["Next steps"]
    assert not wrapped["Report author"]
    steps = next(cell.column for cell in sheet[1] if cell.value == "Next steps")
    assert any("\n" in str(row[steps - 1]) for row in sheet.iter_rows(min_row=2, values_only=True))


def test_json_has_money_in_pence_and_wte_as_decimals(store: db.DataFile, tmp_path: Path) -> None:
    write(store, "plan-figures", tmp_path / "figures.json")
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["rows"]
    crown = {row["measure"]: row["value"] for row in figures if row["pcn"] == "U35004" and row["month"] != 7}
    assert (crown["allocation"], crown["wte_in_post"]) == (72_028_080, "16.80")


def test_computed_tables_are_exported_too(store: db.DataFile, tmp_path: Path) -> None:
    assert write(store, "plan-by-place", tmp_path / "places.csv") == 4
    bedford = read(tmp_path / "places.csv")[0]
    assert (bedford["Place"], bedford["Variance (£)"]) == ("Bedford Borough", "-21826.00")


def test_as_at_leaves_out_what_had_ended_or_not_begun(store: db.DataFile, tmp_path: Path) -> None:
    assert write(store, "pcns", tmp_path / "pcns.csv") == 26
    assert write(store, "pcns", tmp_path / "pcns.csv", "2022-10-01") == 23
    assert write(store, "memberships", tmp_path / "members.csv", "2022-10-01") == 88


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", [kind for kind in export.kinds() if kind in RECORDS_OF])
def test_importing_an_export_changes_nothing(every_kind: db.DataFile, tmp_path: Path, kind: str, ending: str) -> None:
    path = tmp_path / f"{kind}{ending}"
    assert write(every_kind, kind, path)
    proposal = propose(every_kind, [path])
    assert proposal.refused() == []
    counts = proposal.counts()
    assert (counts["added"], counts["changed"]) == (0, 0)
    assert counts["unchanged"] > 0


def test_an_ending_or_a_kind_that_is_not_known_is_said(store: db.DataFile, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"must end in \.xlsx, \.csv, \.json"):
        write(store, "practices", tmp_path / "practices.doc")
    with pytest.raises(UserError, match="There is no 'surgeries' to export"):
        write(store, "surgeries", tmp_path / "surgeries.csv")


def test_a_file_that_cannot_be_replaced_is_left_and_said(store: db.DataFile, tmp_path: Path) -> None:
    target = tmp_path / "practices.csv"
    target.mkdir()
    with pytest.raises(UserError, match="It cannot be replaced"):
        write(store, "practices", target)
    assert [path.name for path in tmp_path.iterdir()] == ["practices.csv"]
    with pytest.raises(UserError, match="Nothing can be written there"):
        write(store, "practices", tmp_path / "nowhere" / "practices.csv")
    with pytest.raises(UserError, match="Nothing can be written there"):
        write(store, "practices", tmp_path / "nowhere" / "practices.xlsx")


def test_how_far_a_round_has_got_is_a_table_and_the_rounds_are_records(store: db.DataFile, tmp_path: Path) -> None:
    assert write(store, "plan-round", tmp_path / "round.csv") == 23
    assert write(store, "plan-rounds", tmp_path / "rounds.csv") == 1
    assert read(tmp_path / "round.csv")[0]["To do next"] == "send"
    assert read(tmp_path / "rounds.csv")[0]["Round"] == "2022/23 final"
