"""The computed tables of the plan round: how far it has got, and where staff would come from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import db
from blmk_desktop.computed.tables import Table, table
from blmk_desktop.summaries.plan_round import set_status
from blmk_desktop.summaries.register import pcns
from tests.blmk_desktop.summaries.planning import PARAMEDIC, PHARMACIST, ROUND, give_plan, line, plan_everybody

CROWN = "U35004"


@pytest.fixture
def store(example: Path, tmp_path: Path) -> Iterator[db.DataFile]:
    with db.open_file(Path(shutil.copyfile(example, tmp_path / "demo.blmk"))) as file:
        yield file


def rows(found: Table) -> list[dict[str, Any]]:
    names = [field.name for field in found.fields]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


def test_the_round_has_a_row_for_each_network_with_what_its_plan_comes_to(store: db.DataFile) -> None:
    give_plan(store, CROWN, line(PHARMACIST, 100), line("Podiatrist", 50))
    set_status(store, ROUND, [CROWN], "received", "2022-10-10")
    with store.reading() as connection:
        found = table(connection, "plan-round")
    at, crown = next((at, row) for at, row in enumerate(rows(found)) if row["pcn_code"] == CROWN)
    assert (crown["status"], crown["needs"], crown["received"]) == ("received", "review", "2022-10-10")
    assert (crown["lines"], crown["cost"], crown["balance"]) == (2, 5_831_500, 72_028_080 - 5_831_500)
    assert {(at, "cost"), (23, "cost")} <= found.incomplete
    assert len(found.rows) == 23


def test_until_all_plans_are_there_roles_are_those_of_the_pack(store: db.DataFile) -> None:
    give_plan(store, CROWN, line(PARAMEDIC, 100))
    with store.reading() as connection:
        found = table(connection, "role-supply")
    paramedics = next(row for row in rows(found) if row["role"] == PARAMEDIC)
    assert (paramedics["to_recruit"], paramedics["supply"]) == (1360, "The ambulance trust")
    assert rows(found)[0]["role"] == "GP Assistant"


def test_roles_have_a_column_for_each_place_that_recruits(store: db.DataFile) -> None:
    with store.reading() as connection:
        codes = [row.code for row in pcns(connection, "2022-09-30") if not row.closed]
    plan_everybody(store, codes, line(PARAMEDIC, 100), line(PARAMEDIC, 50, "2023-01-01"))
    with store.reading() as connection:
        found = table(connection, "role-supply")
    first = rows(found)[0]
    assert (first["role"], first["to_recruit"], first["networks"]) == (PARAMEDIC, 23 * 50, 23)
    assert (first["to_recruit_luton"], first["to_recruit_bedford_borough"]) == (300, 200)
    assert (0, "cost") in found.incomplete
