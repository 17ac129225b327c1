"""Every published workbook is read without a crash, and none but the plans is taken for a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.importing.engine import apply
from tests.blmk_desktop.importing.building import content, proposed
from tests.conftest import ROOT

FOLDERS = (ROOT.parent / "shared" / "inputs", ROOT.parent / "shared" / "real")
ENDINGS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"}
FILES = sorted(path for folder in FOLDERS if folder.is_dir() for path in folder.iterdir() if path.suffix in ENDINGS)
PLANS = "pcn-workforce-plans-2022-10.xlsx"
UNDERSTOOD = {
    "gp-reg-pat-prac-map_2022-01.csv",
    "nhs_payments_to_general_practice_2022-23.csv",
    "ods_ePCN_2022.xlsx",
    "ods_epraccur_2021-11.csv",
    "pcn-development-checklist-2019.xlsx",
    PLANS,
}


@pytest.fixture(params=FILES or [None], ids=lambda path: path.name if path else "none")
def published(request: pytest.FixtureRequest) -> Path:
    """One of the workbooks beside the checkout."""
    if request.param is None:
        pytest.skip("needs ../shared, which is not on this machine")
    path: Path = request.param
    return path


def test_each_is_proposed_or_said_to_be_unknown(store: db.DataFile, published: Path) -> None:
    found = proposed(store, published)
    for sheet in found.sheets():
        assert sheet.form or sheet.notes
    if published.name != PLANS:
        kinds = {row.kind for sheet in found.sheets() for row in sheet.rows}
        assert not kinds & {"plan_figure", "stated_figure"}
    if published.name in UNDERSTOOD:
        assert all(sheet.form for sheet in found.sheets())
        assert found.refused() == []


def test_each_imported_twice_adds_nothing_the_second_time(store: db.DataFile, published: Path) -> None:
    apply(store, proposed(store, published), accept_valid=True)
    before = content(store)
    again = proposed(store, published)
    assert (again.counts()["added"], again.counts()["changed"]) == (0, 0)
    assert apply(store, again, accept_valid=True) is None
    assert content(store) == before


def test_the_plans_of_october_2022(store: db.DataFile, shared: Path) -> None:
    sheets = {sheet.sheet: sheet for sheet in proposed(store, shared / "inputs" / PLANS).sheets()}
    failed = {claim.where for sheet in sheets.values() for claim in sheet.claims if claim.held is False}
    lost = {f"Submissions!E{row}" for row in (3, 8, 11, 16, 19, 26, 27, 29)}
    assert failed == lost | {"Actual v planned!G15"}
    assert {name: sum(row.kind == "plan_figure" for row in sheet.rows) for name, sheet in sheets.items()} == {
        "Summary by place": 12,
        "Submissions": 119,
        "Actual v planned": 46,
        "By role": 46,
    }


def test_the_register_of_blmk(store: db.DataFile, shared: Path) -> None:
    real = shared / "real"
    names = ("ods_epraccur_2021-11.csv", "ods_ePCN_2022.xlsx", "gp-reg-pat-prac-map_2022-01.csv")
    found = proposed(store, *(real / name for name in names))
    practices = [row for row in found.sheets()[0].rows if row.kind == "practice"]
    assert len(practices) == 117
    assert sum(row.after["status"] == "Active" for row in practices) == 98
    assert found.sheets()[-1].counts() == {"unchanged": 93}
