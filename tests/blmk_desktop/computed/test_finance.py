"""The finance report, its trend and its bridge as computed tables, for the terminal and for exports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import db
from blmk_desktop.computed.tables import Table, table
from blmk_desktop.errors import UserError


@pytest.fixture
def made(example: Path, tmp_path: Path) -> Path:
    path = tmp_path / "mine.blmk"
    shutil.copyfile(example, path)
    return path


def of(path: Path, name: str, **asked: str) -> Table:
    with db.open_file(path) as store, store.reading() as connection:
        return table(connection, name, **asked)


def column(found: Table, name: str) -> list[object]:
    at = [field.name for field in found.fields].index(name)
    return [row[at] for row in found.rows]


def test_the_report_has_each_line_and_the_total_of_each_block(made: Path) -> None:
    found = of(made, "finance")
    labels = dict(zip(column(found, "label"), column(found, "variance_year"), strict=True))
    assert labels["Total other primary care"] == -202_000_000
    assert labels["Premises"] == -23_500_000
    assert column(found, "label")[0] == "GMS Contracts"
    assert found.total[[field.name for field in found.fields].index("variance_to_date")] == -101_400_000


def test_an_area_and_a_month_may_be_asked_for_by_any_of_its_names(made: Path) -> None:
    assert set(column(of(made, "finance", area="BLMK ICB", as_at="2022-09-30"), "area")) == {"BLMK"}
    example = of(made, "finance", area="Example area (made up)", as_at="2022-05-31")
    assert set(column(example, "month")) == {2}


def test_a_month_without_a_report_says_which_is_the_newest(made: Path) -> None:
    with pytest.raises(UserError, match="The newest is that of September 2022"):
        of(made, "finance", as_at="2021-09-30")


def test_the_trend_has_the_months_that_there_are(made: Path) -> None:
    found = of(made, "finance-trend", area="Example area (made up)")
    premises = [
        month
        for month, what in zip(column(found, "month"), column(found, "subject"), strict=True)
        if what == "Premises"
    ]
    assert premises == [1, 2, 3, 4, 5, 6]


def test_the_bridge_ends_with_the_forecast(made: Path) -> None:
    found = of(made, "finance-bridge")
    whole = [
        step for step, what in zip(column(found, "step"), column(found, "subject"), strict=True) if what == "delegated"
    ]
    assert (whole[0], whole[-1]) == ("Plan for the year", "Forecast")
