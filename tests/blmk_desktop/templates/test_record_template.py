"""A template for any kind of record: its columns, its lists, and that all that is filled in arrives."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

import db
from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.templates.record_template import LISTS, asked, kinds, write_record_template
from tests.blmk_desktop.importing.building import imported, proposed
from tests.blmk_desktop.made_up import provide, value

KINDS = [record for record in RECORDS.values() if not record.internal]


def template(store: db.DataFile, kind: str, folder: Path) -> Path:
    """Write the template of a kind."""
    with store.reading() as connection:
        return write_record_template(connection, kind, folder)


def shown(field: Field, stored: object) -> object:
    """A stored value as somebody types it into a cell."""
    if stored is None:
        return None
    if field.type is Type.DATE:
        return datetime.fromisoformat(str(stored))
    if field.type is Type.YES_NO:
        return "Yes" if stored else "No"
    if field.type is Type.FIGURE and field.unit and isinstance(stored, int):
        return stored / field.unit.scale
    return stored


@pytest.mark.parametrize("record", KINDS, ids=lambda record: record.plural)
def test_all_that_is_filled_in_arrives(store: db.DataFile, tmp_path: Path, record: Record) -> None:
    provide(store, record)
    path = template(store, record.plural, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    filled = {field.name: value(store, record, field) for field in asked(record)}
    for at, field in enumerate(asked(record), start=1):
        assert sheet.cell(1, at).value == field.heading
        sheet.cell(2, at).value = shown(field, filled[field.name])
    book.save(path)
    assert [sheet.sheet for sheet in proposed(store, path, all_england=True).sheets()] == [sheet.title]
    assert imported(store, path, all_england=True) is not None
    table = TABLES[record.name]
    here = [table.c[name] == filled[name] for name in record.key if name in filled]
    with store.reading() as connection:
        (row,) = connection.execute(select(table).where(*here)).mappings()
    assert {name: row[name] for name in filled} == filled


@pytest.mark.parametrize("record", KINDS, ids=lambda record: record.plural)
def test_each_column_says_what_it_is_for(store: db.DataFile, tmp_path: Path, record: Record) -> None:
    book = openpyxl.load_workbook(template(store, record.plural, tmp_path))
    sheet = book.worksheets[0]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    for at, field in enumerate(asked(record), start=1):
        rule = rules[sheet.cell(2, at).coordinate]
        assert rule.promptTitle == field.label[:32]
        assert (field.help or "")[:200] in rule.prompt
        assert not sheet.cell(2, at).protection.locked
        if field.choices or field.type is Type.YES_NO:
            assert rule.type == "list"
    assert sheet.protection.sheet
    assert LISTS not in book.sheetnames or book[LISTS].sheet_state == "hidden"


def test_lists_offer_what_the_data_file_knows(store: db.DataFile, tmp_path: Path) -> None:
    lists = openpyxl.load_workbook(template(store, "arrs-claims", tmp_path))[LISTS]
    columns = [{cell.value for cell in column} for column in lists.iter_cols()]
    assert any({"U35004", "U91286"} <= column for column in columns)
    assert any("Clinical Pharmacist" in column for column in columns)


def test_an_unknown_kind_names_those_there_are(store: db.DataFile, tmp_path: Path) -> None:
    with store.reading() as connection, pytest.raises(UserError, match="There are: pcn-plan, practice-workforce, "):
        write_record_template(connection, "wishes", tmp_path)
    assert "change-sets" not in kinds()
