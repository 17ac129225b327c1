"""Reference data: any kind of record as a table and a form, straight from its declaration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from blmk_desktop.errors import UserError
from blmk_desktop.records.kinds import RECORDS
from tests.ui.tabs.conftest import Opening
from ui.parts.clipboard import Pasted
from ui.parts.form import RecordForm
from ui.screenshots import settle
from ui.tabs.reference import in_words, kinds


@pytest.fixture
def reference(opened: Opening, example: Path) -> Any:
    return opened(example, "Reference data")


def show(tab: Any, kind: str) -> None:
    tab.picker.setCurrentIndex(tab.picker.findData(kind))
    settle(tab.window_)


def test_every_kind_of_record_can_be_looked_at(reference: Any) -> None:
    for record in kinds():
        show(reference, record.name)
        assert reference.shown.record.name == record.name
        assert [spec.name for spec in reference.table.columns.specs] == list(record.names)


def test_kinds_are_called_as_people_call_them() -> None:
    assert [in_words(RECORDS[kind]) for kind in ("arrs_role", "pcn", "plan_round")] == [
        "ARRS roles",
        "PCNs",
        "Plan rounds",
    ]


def test_an_alias_is_explained_in_the_table(reference: Any) -> None:
    row = next(id_ for id_, row in reference.shown.rows.items() if row["written"] == "Central Beds")
    reference.table.commit(row, "written", "C Beds")
    settle(reference.window_)
    assert reference.shown.rows[row]["written"] == "C Beds"


def test_a_rate_that_is_no_money_is_refused_at_the_cell(reference: Any) -> None:
    show(reference, "role_maximum")
    row = next(iter(reference.shown.rows))
    with pytest.raises((UserError, ValueError)):
        reference.table.commit(row, "maximum", "plenty")


def test_rows_pasted_below_the_last_become_aliases_in_one_change(reference: Any) -> None:
    before = len(reference.shown.rows)
    cells = [
        Pasted(None, field, text, line)
        for line, written in enumerate(("Crown Network", "Crown Group"))
        for field, text in (("kind", "pcn"), ("written", written), ("means", "U35004"))
    ]
    reference.table.paste_block(cells)
    settle(reference.window_)
    assert len(reference.shown.rows) == before + 2
    reference.window_.commands.undo()
    settle(reference.window_)
    assert len(reference.shown.rows) == before


def test_enter_opens_the_form_with_every_field_and_its_help(reference: Any) -> None:
    reference.show_record("arrs_role", "Paramedic")
    settle(reference.window_)
    reference.table.activated.emit(reference.table.current_id)
    settle(reference.window_)
    form = next(one for one in reference.window_.findChildren(RecordForm) if one.isVisible())
    assert form.rows["name"].text == "Paramedic"
    form.close()
