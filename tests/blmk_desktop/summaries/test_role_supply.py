"""Role supply: printed totals until every plan is there, and beside them what the returned plans tell so far."""

from __future__ import annotations

from collections.abc import Callable

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.summaries.register import pcns
from blmk_desktop.summaries.role_supply import RoleRow, role_supply
from tests.blmk_desktop.summaries.conftest import add
from tests.blmk_desktop.summaries.planning import COACH, PARAMEDIC, PHARMACIST, ROUND, give_plan, line, plan_everybody

CROWN = "U35004"


def pack(store: db.DataFile) -> None:
    """A pack that prints paramedics by role: 3.00 in post, 5.00 planned."""
    figure = {"round": ROUND, "role": PARAMEDIC, "source": "first.xlsx", "sheet": "By role", "decimals": 2}
    add(
        store,
        [
            ("plan_figure", figure | {"measure": "wte_in_post", "month": 6, "value": 300, "cell": "B2"}),
            ("plan_figure", figure | {"measure": "wte_planned", "month": 12, "value": 500, "cell": "C2"}),
        ],
    )


def roles(store: db.DataFile) -> Callable[[str], RoleRow]:
    with store.reading() as connection:
        return {row.role: row for row in role_supply(connection, ROUND).rows}.__getitem__


def test_without_returned_plans_nobody_knows_which_networks_recruit(store: db.DataFile) -> None:
    pack(store)
    row = roles(store)(PARAMEDIC)
    assert (row.to_recruit, row.networks, row.cost, row.so_far) == (200, None, None, False)


def test_the_plans_returned_so_far_stand_beside_the_printed_total(store: db.DataFile) -> None:
    pack(store)
    give_plan(store, CROWN, line(PHARMACIST, 100, "2022-10-01"), line(COACH, 50))
    give_plan(store, "U49574", line(PARAMEDIC, 100, "2022-12-01"))
    of = roles(store)
    assert (of(PARAMEDIC).wte_planned, of(PARAMEDIC).to_recruit, of(PARAMEDIC).networks) == (500, 200, 1)
    assert (of(PARAMEDIC).cost, of(PARAMEDIC).unknown) == (None, 1)
    assert of(PARAMEDIC).by_place == {"Milton Keynes": 100}
    pharmacist = of(PHARMACIST)  # six months of £59,312; no pack prints it
    assert (pharmacist.to_recruit, pharmacist.networks, pharmacist.cost) == (100, 1, 29_656_00)
    assert all(of(role).so_far for role in (PARAMEDIC, PHARMACIST, COACH))


def test_what_is_so_far_is_marked_as_incomplete_in_the_table(store: db.DataFile) -> None:
    pack(store)
    give_plan(store, CROWN, line(PARAMEDIC, 100, "2022-10-01", salary=4_000_000))
    with store.reading() as connection:
        found = table(connection, "role-supply", round=ROUND)
    assert {(0, "networks"), (0, "cost"), (0, "to_recruit_milton_keynes")} <= found.incomplete
    assert (0, "to_recruit") not in found.incomplete


def test_once_all_are_there_a_role_in_no_plan_is_wanted_by_none_and_costs_nothing(store: db.DataFile) -> None:
    pack(store)
    with store.reading() as connection:
        codes = [row.code for row in pcns(connection, "2022-09-30") if not row.closed]
    plan_everybody(store, codes, line(PHARMACIST, 100))
    row = roles(store)(PARAMEDIC)
    assert (row.wte_planned, row.to_recruit, row.networks, row.cost, row.so_far) == (0, 0, 0, 0, False)
