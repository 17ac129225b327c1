"""The computed table of practice resilience: points, reasons, every sign and what is not known."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.computed.tables import Table, table
from tests.blmk_desktop.resilience_example import CARETAKEN, FRAIL, make


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Table:
    path = make(tmp_path_factory.mktemp("summary") / "practices.blmk")
    with db.open_file(path, read_only=True) as file, file.reading() as connection:
        return table(connection, "practice-resilience", as_at="2022-10-31")


def line(found: Table, code: str) -> dict[str, object]:
    names = [field.name for field in found.fields]
    return next(values for row in found.rows if (values := dict(zip(names, row, strict=True)))["code"] == code)


def test_each_practice_has_its_points_and_reasons(found: Table) -> None:
    frail = line(found, FRAIL)
    assert found.rows[0][0] == FRAIL
    assert (frail["points"], frail["most"], frail["stage"], frail["not_known"]) == (25, 30, "stage 1", None)
    assert str(frail["reasons"]).startswith("The CQC rates it Inadequate. Notice served on 01/09/2022")


def test_each_sign_stands_in_a_column_of_its_own(found: Table) -> None:
    labels = {field.label: field.name for field in found.fields}
    caretaken = line(found, CARETAKEN)
    assert caretaken[labels["Notice served"]] == "Caretaker"
    assert caretaken[labels["Premises"]] == "not known"
    assert caretaken[labels["List change"]] == "+1.7%"


def test_lists_are_added_up(found: Table) -> None:
    names = [field.name for field in found.fields]
    assert found.total[names.index("registered")] == 83_650_00
    assert found.total[names.index("points")] is None
