"""The plan tables: what is added up from what, which figure stands, and what is said to be in doubt."""

from __future__ import annotations

from collections.abc import Callable

import db
from blmk_desktop.summaries.plans import PlanRow, Summary, plan_by_pcn, plan_by_place, plan_by_role
from blmk_desktop.summaries.rounds import rounds

from .conftest import ROUND, add

Give = Callable[..., None]
BEDFORD = ("U28178", "U39446", "U74819", "U90309")
CROWN, ASCENT = "U35004", "U49574"


def by_pcn(store: db.DataFile) -> dict[str, PlanRow]:
    with store.reading() as connection:
        return {row.pcn_code: row for row in plan_by_pcn(connection).rows}


def by_place(store: db.DataFile) -> dict[str, PlanRow]:
    with store.reading() as connection:
        return {row.place: row for row in plan_by_place(connection).rows}


def by_role(store: db.DataFile) -> Summary:
    with store.reading() as connection:
        return plan_by_role(connection)


def test_the_newest_round_comes_first_and_a_final_plan_after_its_draft(store: db.DataFile) -> None:
    more = [
        ("2022/23 first draft", "2022/23", "first draft"),
        ("2023/24 first draft", "2023/24", "first draft"),
    ]
    add(store, [("plan_round", {"name": name, "year": year, "stage": stage}) for name, year, stage in more])
    with store.reading() as connection:
        assert rounds(connection) == ["2023/24 first draft", ROUND, "2022/23 first draft"]


def test_an_empty_file_has_a_total_without_figures(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert plan_by_pcn(connection).total == PlanRow()


def test_variance_growth_and_recruited_come_from_the_figures(store: db.DataFile, give: Give) -> None:
    give("allocation", 72_028_080, pcn=CROWN)
    give("forecast_spend", 78_230_550, pcn=CROWN)
    give("wte_in_post", 1680, pcn=CROWN, month=6)
    give("wte_planned", 1980, pcn=CROWN, month=12)
    row = by_pcn(store)[CROWN]
    assert (row.place, row.pcn, row.variance) == ("Milton Keynes", "CROWN PCN", -6_202_470)
    assert (row.growth_percent, row.recruited_percent) == (1790, 8480)
    assert not row.disputed | row.derived | row.incomplete


def test_a_network_without_a_plan_has_a_line_of_blanks_and_a_closed_one_none(store: db.DataFile) -> None:
    rows = by_pcn(store)
    assert len(rows) == 23
    assert rows[ASCENT].allocation is None
    assert "U33695" not in rows  # Eden closed in March 2022


def test_staff_in_post_are_those_of_the_rounds_date_not_of_a_later_month(store: db.DataFile, give: Give) -> None:
    for month, wte in ((5, 100), (6, 200), (7, 300)):
        give("wte_in_post", wte, pcn=CROWN, month=month)
    give("wte_planned", 400, pcn=CROWN, month=9)
    give("wte_planned", 500, pcn=CROWN, month=12)
    row = by_pcn(store)[CROWN]
    assert (row.wte_in_post, row.wte_planned) == (200, 500)


def test_roles_of_a_network_are_added_up_where_it_gives_no_figure_itself(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 150, pcn=CROWN, role="Paramedic", month=12)
    give("wte_planned", 250, pcn=CROWN, role="Dietitian", month=12)
    give("wte_planned", 150, pcn=ASCENT, role="Paramedic", month=12)
    give("wte_planned", 999, pcn=ASCENT, month=12)
    rows = by_pcn(store)
    assert (rows[CROWN].wte_planned, rows[CROWN].derived) == (400, {"wte_planned"})
    assert (rows[ASCENT].wte_planned, rows[ASCENT].derived) == (999, frozenset())
    roles = {row.role: row.wte_planned for row in by_role(store).rows}
    assert roles == {"Dietitian": 250, "Paramedic": 300}


def test_money_given_by_the_month_is_added_over_the_year(store: db.DataFile, give: Give) -> None:
    for month in range(1, 13):
        give("forecast_spend", 1_000, pcn=CROWN, role="Paramedic", month=month)
    assert by_pcn(store)[CROWN].forecast_spend == 12_000


def test_a_role_table_stands_before_the_sum_over_networks(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 3020, role="Paramedic", month=12)
    give("wte_planned", 150, pcn=CROWN, role="Paramedic", month=12)
    summary = by_role(store)
    assert [(row.role, row.wte_planned) for row in summary.rows] == [("Paramedic", 3020)]
    assert summary.total.wte_planned == 3020


def test_a_place_is_the_sum_of_its_networks_when_all_have_given_a_figure(store: db.DataFile, give: Give) -> None:
    give("wte_planned", 9600, place="Bedford Borough", month=12)
    for pcn in BEDFORD[:3]:
        give("wte_planned", 1000, pcn=pcn, month=12)
    assert by_place(store)["Bedford Borough"].wte_planned == 9600
    give("wte_planned", 6692, pcn=BEDFORD[3], month=12)
    row = by_place(store)["Bedford Borough"]
    assert (row.wte_planned, row.derived, row.incomplete) == (9692, {"wte_planned"}, frozenset())


def test_a_place_with_only_some_networks_is_marked_incomplete(store: db.DataFile, give: Give) -> None:
    give("allocation", 5, pcn=BEDFORD[0])
    row = by_place(store)["Bedford Borough"]
    assert (row.allocation, row.incomplete) == (5, {"allocation"})
    assert by_place(store)["Luton"].allocation is None


def test_where_two_sources_differ_the_first_imported_stands_and_the_figure_is_disputed(
    store: db.DataFile, give: Give
) -> None:
    give("wte_in_post", 1700, pcn=CROWN, month=6, source="second.xlsx")
    give("wte_in_post", 1100, pcn=CROWN, month=6, source="first.xlsx")
    give("wte_in_post", 500, pcn=ASCENT, month=6)
    rows = by_pcn(store)
    assert (rows[CROWN].wte_in_post, rows[CROWN].disputed) == (1100, {"wte_in_post"})
    assert rows[ASCENT].disputed == frozenset()
    place = by_place(store)["Milton Keynes"]
    assert (place.wte_in_post, place.disputed) == (1600, {"wte_in_post"})


def test_of_two_sheets_of_one_workbook_the_one_read_first_stands(store: db.DataFile) -> None:
    figure = {"round": ROUND, "pcn": CROWN, "month": 12, "measure": "wte_planned", "source": "first.xlsx"}
    read = [("Submissions", 2200), ("Actual v planned", 1200)]
    add(store, [("plan_figure", figure | {"sheet": sheet, "value": value}) for sheet, value in read])
    row = by_pcn(store)[CROWN]
    assert (row.wte_planned, row.disputed) == (2200, {"wte_planned"})


def test_an_answer_settles_a_dispute(store: db.DataFile, give: Give) -> None:
    give("wte_in_post", 1100, pcn=CROWN, month=6)
    give("wte_in_post", 1700, pcn=CROWN, month=6, source="second.xlsx")
    answer = {"round": ROUND, "pcn": CROWN, "month": 6, "measure": "wte_in_post", "source": "second.xlsx"}
    add(store, [("standing_figure", answer)])
    row = by_pcn(store)[CROWN]
    assert (row.wte_in_post, row.disputed) == (1700, frozenset())


def test_the_same_figure_twice_is_neither_disputed_nor_counted_twice(store: db.DataFile, give: Give) -> None:
    for source, value, decimals in (("first.xlsx", 1899, 2), ("second.xlsx", 1900, 0)):
        give("wte_in_post", value, pcn=CROWN, role="Paramedic", month=6, source=source, decimals=decimals)
    give("wte_in_post", 100, pcn=CROWN, role="Dietitian", month=6)
    row = by_pcn(store)[CROWN]
    assert (row.wte_in_post, row.disputed) == (1999, frozenset())


def test_the_total_is_the_sum_of_its_lines_and_says_what_is_missing(store: db.DataFile, give: Give) -> None:
    give("allocation", 100, pcn=CROWN)
    give("allocation", 200, pcn="U51229")
    with store.reading() as connection:
        tables = (plan_by_pcn(connection), plan_by_place(connection))
    for table in tables:
        assert table.total.allocation == sum(row.allocation or 0 for row in table.rows) == 300
        assert table.total.incomplete == {"allocation"}
