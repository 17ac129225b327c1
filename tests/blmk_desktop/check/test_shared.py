"""The published register and plans beside the checkout: who is in no network, and whose allocation stands out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import db
from blmk_desktop import seeding
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import Options
from blmk_desktop.rules.finding import Finding
from blmk_desktop.summaries.register import pcns, practices
from tests.blmk_desktop.check.conftest import findings

REGISTER = (
    "ods_epraccur_2021-11.csv",
    "ods_ePCN_2022.xlsx",
    "gp-reg-pat-prac-map_2022-01.csv",
    "nhs_payments_to_general_practice_2022-23.csv",
)


@pytest.fixture(scope="module")
def store(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[db.DataFile]:
    """The area's own register and the plans of October 2022, as published."""
    files = [*(shared / "real" / name for name in REGISTER), shared / "inputs" / seeding.PLANS.name]
    missing = [file.name for file in files if not file.exists()]
    if missing:
        pytest.skip(f"needs {', '.join(missing)} in ../shared, which is not on this machine")
    with db.create_file(tmp_path_factory.mktemp("published") / "published.blmk") as file:
        seeding.load_reference(file)
        apply(file, propose(file, files[:-1]), accept_valid=True)
        apply(file, propose(file, files[-1:], Options(as_at=seeding.PLANS_AS_AT)), accept_valid=True)
        yield file


@pytest.fixture(scope="module")
def found(store: db.DataFile) -> list[Finding]:
    """What the check says of it."""
    return findings(store)


def test_the_register_has_117_practice_codes_of_which_98_are_active(store: db.DataFile) -> None:
    with store.reading() as connection:
        rows = practices(connection, None)
    assert len(rows) == 117
    assert sum(row.status == "Active" for row in rows) == 98


def test_23_networks_were_open_when_the_plans_were_made(store: db.DataFile) -> None:
    with store.reading() as connection:
        rows = pcns(connection, "2022-10-01")
    assert sum((row.opened or "") <= "2022-10-01" <= (row.closed or "9999") for row in rows) == 23


def test_seven_live_practices_are_in_no_network(found: list[Finding]) -> None:
    outside = {one.where for one in found if one.rule == "practice-in-no-network"}
    assert outside == {"Y00260", "E81012", "E81015", "E81036", "E81043", "E81077", "Y00522"}


def test_the_networks_whose_allocation_stands_out_are_named(found: list[Finding]) -> None:
    """Ivel Valley South, Caritas and Watling Street."""
    far = {one.about[1]: one.printed for one in found if one.rule == "allocation-per-weighted-patient"}
    assert far == {"U46464": "£23.72", "U74819": "£18.78", "U58600": "£15.15"}
