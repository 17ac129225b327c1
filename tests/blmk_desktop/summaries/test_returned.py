"""Tables of a round whose networks have returned their plans: the lines count, not what a pack prints."""

from __future__ import annotations

import db
from blmk_desktop.summaries.plans import PlanRow, Summary, plan_by_pcn, plan_by_place, plan_by_role
from blmk_desktop.summaries.register import pcns
from blmk_desktop.summaries.returned import returned
from tests.blmk_desktop.summaries.conftest import ROUND, Give
from tests.blmk_desktop.summaries.planning import COACH, PARAMEDIC, PHARMACIST, give_plan, line, plan_everybody

BEDFORD = ("U28178", "U39446", "U74819", "U90309")
CROWN = "U35004"
UNKNOWN = "Podiatrist"  # nobody could confirm its maximum


def by_pcn(store: db.DataFile, code: str = CROWN) -> PlanRow:
    with store.reading() as connection:
        return next(row for row in plan_by_pcn(connection, ROUND).rows if row.pcn_code == code)


def by_place(store: db.DataFile, place: str) -> PlanRow:
    with store.reading() as connection:
        return next(row for row in plan_by_place(connection, ROUND).rows if row.place == place)


def by_role(store: db.DataFile) -> Summary:
    with store.reading() as connection:
        return plan_by_role(connection, ROUND)


def all_networks(store: db.DataFile) -> list[str]:
    with store.reading() as connection:
        return [row.code for row in pcns(connection, "2022-09-30") if not row.closed]


def test_staff_are_counted_on_the_rounds_date_and_at_the_end_of_the_year(store: db.DataFile) -> None:
    give_plan(
        store,
        CROWN,
        line(PHARMACIST, 300),
        line(PHARMACIST, 100, "2022-10-01"),
        line(PHARMACIST, 50, end="2022-12-31"),
        line(PHARMACIST, 80, "2022-11-01", "2023-01-31"),
    )
    row = by_pcn(store)
    assert (row.wte_in_post, row.wte_planned, row.lines) == (350, 400, 4)
    with store.reading() as connection:
        planned = returned(connection, ROUND).of_pcn[CROWN]
    assert (planned.to_recruit, planned.leaving) == (180, 130)
    assert planned.wte_in_post + planned.to_recruit - planned.leaving == planned.wte_planned


def test_spend_is_what_the_lines_cost(store: db.DataFile, give: Give) -> None:
    give("allocation", 20_000_000, pcn=CROWN)
    give("forecast_spend", 99, pcn=CROWN)
    give_plan(store, CROWN, line(PHARMACIST, 100, "2022-07-01"))
    row = by_pcn(store)
    # three months at 57,318 a year and six at 59,312
    assert row.forecast_spend == 1_432_950 + 2_965_600
    assert row.variance == 20_000_000 - 4_398_550
    assert row.derived == {"forecast_spend", "wte_in_post", "wte_planned"}
    assert not row.disputed
    assert not row.incomplete


def test_a_plan_with_a_line_of_unknown_cost_is_incomplete(store: db.DataFile) -> None:
    give_plan(store, CROWN, line(PHARMACIST, 100, "2023-03-01"), line(UNKNOWN, 100))
    row = by_pcn(store)
    assert (row.forecast_spend, row.incomplete) == (494_267, {"forecast_spend"})
    assert "forecast_spend" in by_place(store, "Milton Keynes").incomplete


def test_a_plan_of_nothing_but_unknown_costs_has_no_spend(store: db.DataFile, give: Give) -> None:
    give("forecast_spend", 100, pcn=CROWN)
    give_plan(store, CROWN, line(UNKNOWN, 100))
    assert (by_pcn(store).forecast_spend, by_pcn(store).incomplete) == (None, {"forecast_spend"})


def test_other_networks_stay_as_printed(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 1980, pcn="U49574", month=12)
    give_plan(store, CROWN, line(PARAMEDIC, 100))
    row = by_pcn(store, "U49574")
    assert (row.wte_planned, row.lines, row.derived) == (1980, 0, frozenset())


def test_a_place_is_the_sum_of_its_networks_once_all_have_a_plan(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 9_900, place="Bedford Borough", month=12)
    plan_everybody(store, BEDFORD[:3], line(PARAMEDIC, 100))
    assert by_place(store, "Bedford Borough").wte_planned == 9_900
    give_plan(store, BEDFORD[3], line(PARAMEDIC, 150))
    row = by_place(store, "Bedford Borough")
    assert (row.wte_planned, row.lines) == (450, 4)
    assert "wte_planned" in row.derived
    assert not row.incomplete - {"forecast_spend"}


def test_roles_are_as_printed_until_every_network_has_a_plan(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 3_020, role=PARAMEDIC, month=12)
    codes = all_networks(store)
    plan_everybody(store, codes[:-1], line(PARAMEDIC, 100), line(COACH, 50))
    rows = {row.role: row for row in by_role(store).rows}
    assert (rows[PARAMEDIC].wte_planned, rows[PARAMEDIC].lines) == (3_020, 0)
    assert (rows[COACH].wte_planned, "wte_planned" in rows[COACH].incomplete) == (22 * 50, True)
    give_plan(store, codes[-1], line(PARAMEDIC, 300))
    rows = {row.role: row for row in by_role(store).rows}
    assert (rows[PARAMEDIC].wte_planned, rows[PARAMEDIC].lines) == (22 * 100 + 300, 23)
    assert not rows[COACH].incomplete & {"wte_planned", "wte_in_post"}


def test_a_role_that_only_a_pack_has_is_planned_by_nobody(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 320, role=PHARMACIST, month=12)
    plan_everybody(store, all_networks(store), line(PARAMEDIC, 100))
    rows = {row.role: row for row in by_role(store).rows}
    assert rows[PHARMACIST].wte_planned == 0
