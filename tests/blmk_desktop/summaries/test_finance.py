"""The finance report of an area: rows, totals, RAG, reasons, parts, months before, budgets, trends and bridges."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.summaries.finance import ALL, TO_DATE, FinanceRow, Report, bridge, months, report, trend
from blmk_desktop.summaries.finance_printed import printed
from tests.blmk_desktop import finance_example as example
from tests.blmk_desktop.importing.building import workbook
from tests.blmk_desktop.summaries.conftest import add

AUGUST = example.TITLE.replace("30 September", "31 August").replace("month 6", "month 5")
EARLIER: list[example.Line] = [
    ("Contracts", 800, 800, 2_000, 2_000),
    ("Premises", 250, 260, 600, 650),
    ("Reserves", -40, -40, -100, -100),
]


@pytest.fixture
def elm(store: db.DataFile, tmp_path: Path) -> db.DataFile:
    """Two months of Elm CCG."""
    give(store, tmp_path, example.report(EARLIER, AUGUST), example.report())
    return store


def give(store: db.DataFile, folder: Path, *sheets: example.Rows) -> None:
    path = workbook(folder / "report.xlsx", {f"Sheet {at}": sheet for at, sheet in enumerate(sheets)})
    apply(store, propose(store, [path]))


def of(store: db.DataFile, **asked: object) -> Report:
    with store.reading() as connection:
        return report(connection, **asked)  # type: ignore[arg-type]


def row(found: Report, label: str) -> FinanceRow:
    return next(one for one in found.rows if one.label == label)


def entered(category: str, month: int, value: int, **more: object) -> tuple[str, dict[str, object]]:
    about = {"area": "Elm CCG", "category": category, "year": "2022/23", "month": month, "value": value}
    return "budget_figure", {**about, "period": "month", "measure": "actual", "origin": "entered", **more}


def test_the_newest_month_is_shown_with_every_line_and_its_total(elm: db.DataFile) -> None:
    found = of(elm)
    assert (found.area, found.year, found.month, found.words) == ("Elm CCG", "2022/23", 6, "September 2022 (M06)")
    (block,) = found.blocks
    assert [one.label for one in block.rows] == ["Contracts", "Premises", "Reserves"]
    assert block.total.to_date.variance == 3_000_000
    assert row(found, "Premises").to_date.percent == -1_000
    assert found.total is None


def test_what_sources_print_stands_beside_it_with_its_cell(elm: db.DataFile) -> None:
    found = of(elm)
    stated = row(found, "Premises").to_date.stated
    assert stated["variance"].where == "report.xlsx › Sheet 1!D6"
    assert {claim.verdict for claim in stated.values()} == {"held"}
    assert found.blocks[0].total.to_date.stated["plan"].value == 125_000_000


def test_areas_that_stand_beside_each_other_are_held_against_their_own_columns(
    store: db.DataFile, tmp_path: Path
) -> None:
    columns = ["Plan", "Actual", "Variance"]
    rows: example.Rows = [
        ["Finance report, month 7 2022/23, £000"],
        ["", "Elm CCG", None, None, "Oak CCG", None, None],
        ["Category", *columns, *columns],
        ["Premises", 10, 11, -1, 20, 22, -2],
        ["Contracts", 10, 11, -1, 20, 22, -2],
        ["Total", 20, 22, -2, 40, 44, -4],
    ]
    give(store, tmp_path, rows)
    for area, total in (("Elm CCG", 2_000_000), ("Oak CCG", 4_000_000)):
        stated = of(store, area=area).blocks[0].total.to_date.stated
        assert stated["plan"].value == total
        assert {claim.verdict for claim in stated.values()} == {"held"}


def test_a_report_that_comes_again_under_another_name_is_held_against_itself(elm: db.DataFile, tmp_path: Path) -> None:
    lines = [("Contracts", 1_000, 900, 2_000, 1_900), *example.LINES[1:]]
    again = workbook(tmp_path / "report v2.xlsx", {"Sheet 1": example.report(lines)})
    apply(elm, propose(elm, [again]))
    total = of(elm).blocks[0].total.to_date
    assert {claim.where.partition(" ")[2][:7] for claim in total.stated.values()} == {"v2.xlsx"}
    with elm.reading() as connection:
        assert {claim.stated.verdict for claim in printed(connection, year="2022/23", month=6).claims} == {"held"}


def test_an_edition_with_a_row_more_is_held_against_its_own_rows(elm: db.DataFile, tmp_path: Path) -> None:
    more = [("New line", 1, 1, 2, 2), *example.LINES]
    give(elm, tmp_path, example.report(EARLIER, AUGUST), example.report(more))
    with elm.reading() as connection:
        assert {claim.stated.verdict for claim in printed(connection, year="2022/23", month=6).claims} == {"held"}


def test_of_several_totals_the_widest_is_that_of_the_block(store: db.DataFile, tmp_path: Path) -> None:
    headings = ["Category", "Plan £000", "Actual £000", "Variance £000"]
    total, lines = ["Total delegated", 40, 41, -1], [["Contracts", 10, 11, -1], ["QOF", 20, 20, 0]]
    more = [["Subtotal", 30, 31, -1], ["Premises", 4, 4, 0], ["GP IT", 6, 6, 0], ["Subtotal", 10, 10, 0]]
    give(store, tmp_path, [[example.TITLE], headings, total, *lines, *more])
    assert of(store).blocks[0].total.to_date.stated["plan"].value == 4_000_000


def test_reserves_are_shown_apart_from_spend(elm: db.DataFile) -> None:
    apart = {one.nature: one.full_year.variance for one in of(elm).blocks[0].apart}
    assert apart == {"spend": -10_000_000, "reserves": 5_000_000}


def test_a_red_line_needs_a_reason(elm: db.DataFile) -> None:
    assert [one.label for one in of(elm).unexplained] == ["Premises"]
    about = {"area": "Elm CCG", "category": "Premises", "year": "2022/23", "month": 6}
    add(elm, [("variance_reason", {**about, "reason": "Rents rose", "owner": "Head of estates"})])
    found = row(of(elm), "Premises")
    assert (found.worst, found.needs_reason) == ("Red", False)
    assert found.reason is not None
    assert found.reason.reason == "Rents rose"


def test_the_forecast_is_held_against_that_of_the_month_before(elm: db.DataFile) -> None:
    found = of(elm)
    assert found.before is not None
    assert found.before.month == 5
    assert row(found, "Premises").moved == -5_000_000
    assert found.blocks[0].total.moved == 0


def test_a_line_that_was_not_forecast_before_has_not_moved_the_total(elm: db.DataFile) -> None:
    add(elm, [("budget_category", {"name": "QoF", "block": "delegated", "nature": "spend", "position": 9})])
    year = [("forecast", 9_000_000), ("plan", 8_000_000)]
    add(elm, [entered("QoF", 6, value, measure=measure, period="full year") for measure, value in year])
    found = of(elm)
    with elm.reading() as connection:
        september = trend(connection, subject=ALL).points[5]
    assert row(found, "QoF").moved is found.blocks[0].total.moved is september.moved is None
    assert row(found, "Premises").moved == -5_000_000


def test_run_rates_are_by_month_and_by_phasing(elm: db.DataFile) -> None:
    rates = {rate.name: rate.value for rate in row(of(elm), "Premises").run_rates}
    assert rates == {"by month": 66_000_000, "by phasing": 66_000_000}


def test_a_trend_has_each_months_own_figures(elm: db.DataFile) -> None:
    with elm.reading() as connection:
        found = trend(connection, subject="Premises")
    assert found.subjects == (ALL, "delegated", "Contracts", "Premises", "Reserves")
    may, september = found.points[4], found.points[5]
    assert (may.actual_to_date, may.actual) == (26_000_000, None)
    assert (september.plan, september.actual, september.variance) == (5_000_000, 7_000_000, -2_000_000)
    assert (september.forecast_variance, september.moved) == (-10_000_000, -5_000_000)


def test_a_month_of_several_lines_is_known_only_where_it_is_of_each(elm: db.DataFile) -> None:
    add(elm, [entered("Premises", 6, 6_000_000)])
    with elm.reading() as connection:
        points = trend(connection, subject=ALL).points
    assert points[4].actual is None
    assert points[5].actual == 122_000_000 - 102_000_000 - 7_000_000 + 6_000_000


def test_a_bridge_goes_from_plan_to_forecast_line_by_line(elm: db.DataFile) -> None:
    found = of(elm)
    assert [(step.label, step.amount) for step in bridge(found).steps] == [
        ("Plan for the year", 250_000_000),
        ("Premises", 10_000_000),
        ("Reserves", -5_000_000),
        ("Forecast", 255_000_000),
    ]
    assert bridge(found, "delegated", TO_DATE).steps[-1].after == 122_000_000


def test_an_area_without_figures_is_the_sum_of_its_parts(store: db.DataFile, tmp_path: Path) -> None:
    add(store, [("area", {"name": "All", "kind": "ICB"})])
    add(store, [("area", {"name": f"{name} CCG", "kind": "CCG", "within": "All"}) for name in ("Elm", "Oak", "Ash")])
    oak = example.report(title=example.TITLE.replace("Elm", "Oak"))
    give(store, tmp_path, example.report(), oak)
    found = of(store)
    assert (found.area, found.parts, found.missing) == ("All", ("Elm CCG", "Oak CCG"), ("Ash CCG",))
    assert row(found, "Premises").to_date.variance == -6_000_000
    with store.reading() as connection:
        assert [one.area for one in months(connection)] == ["All", "Elm CCG", "Oak CCG"]


def test_the_report_counts_before_what_was_entered(elm: db.DataFile) -> None:
    add(elm, [entered("Premises", 6, 1, period="year to date")])
    actual = row(of(elm), "Premises").to_date.outturn
    assert actual is not None
    assert (actual.value, actual.origin) == (33_000_000, "report")


def test_months_that_were_entered_add_up_to_date_against_the_budget(store: db.DataFile) -> None:
    key = {"area": "Elm CCG", "category": "Premises", "year": "2022/23"}
    setting: list[tuple[str, dict[str, object]]] = [
        ("area", {"name": "Elm CCG", "kind": "CCG"}),
        ("budget_category", {"name": "Premises", "block": "delegated", "nature": "spend"}),
        ("budget_version", {"name": "Set", "kind": "budget", "agreed": "2022-04-01"}),
        ("budget_line", {**key, "version": "Set", "amount": 1_200_000}),
        *(entered("Premises", month, 110_000) for month in (1, 2, 3)),
    ]
    add(store, setting)
    position = row(of(store), "Premises").to_date
    assert position.plan is not None
    assert position.outturn is not None
    assert (position.plan.value, position.plan.origin) == (300_000, "budget")
    assert position.outturn.value == 330_000


def test_a_month_entered_after_a_report_goes_on_from_what_it_gave_to_date(elm: db.DataFile) -> None:
    add(elm, [entered("Premises", 7, 5_000_000), entered("Premises", 8, 6_000_000)])
    position = row(of(elm, month=8), "Premises").to_date
    assert position.outturn is not None
    assert position.outturn.value == 33_000_000 + 5_000_000 + 6_000_000


def test_lines_that_nobody_has_entered_yet_are_blank_rather_than_left_out(elm: db.DataFile) -> None:
    add(elm, [entered("Premises", 7, 5_000_000)])
    found = of(elm, month=7)
    assert (found.month, found.silent) == (7, ("Contracts", "Reserves"))
    assert row(found, "Contracts").to_date.outturn is None
    with elm.reading() as connection:
        whole, premises = (trend(connection, subject=one).points[6] for one in (ALL, "Premises"))
    assert (whole.actual_to_date, premises.actual_to_date) == (None, 38_000_000)


def test_a_bridge_leaves_out_lines_without_a_plan_or_a_forecast(elm: db.DataFile) -> None:
    add(elm, [entered("Premises", 7, 5_000_000)])
    assert bridge(of(elm, month=7)).steps == ()
    forecast = {"period": "full year", "measure": "forecast"}
    plan = {"period": "full year", "measure": "plan"}
    add(elm, [entered("Premises", 7, 70, **forecast), entered("Premises", 7, 60, **plan)])
    add(elm, [entered("Contracts", 7, 200, **forecast)])
    assert [step.amount for step in bridge(of(elm, month=7)).steps] == [60, 10, 70]


def test_a_line_that_a_report_leaves_out_is_gone(elm: db.DataFile, tmp_path: Path) -> None:
    title = example.TITLE.replace("30 September", "31 October").replace("month 6", "month 7")
    give(elm, tmp_path, example.report(example.LINES[:2], title))
    assert of(elm).silent == ()
    assert [one.category for one in of(elm).rows] == ["Contracts", "Premises"]


def test_categories_within_a_category_add_up_to_it(store: db.DataFile) -> None:
    records: list[tuple[str, dict[str, object]]] = [
        ("area", {"name": "Elm CCG", "kind": "CCG"}),
        ("budget_category", {"name": "Estate", "block": "delegated", "nature": "spend"}),
        ("budget_category", {"name": "Rent", "block": "delegated", "nature": "spend", "within": "Estate"}),
        ("budget_category", {"name": "Rates", "block": "delegated", "nature": "spend", "within": "Estate"}),
        entered("Rent", 1, 100, period="year to date"),
        entered("Rates", 1, 11, period="year to date"),
    ]
    add(store, records)
    found = of(store)
    heading = row(found, "Estate")
    assert (heading.level, heading.depth, row(found, "Rent").depth) == ("heading", 0, 1)
    assert heading.to_date.outturn is not None
    assert heading.to_date.outturn.value == 111
    total = found.blocks[0].total.to_date.outturn
    assert total is not None
    assert total.value == 111


def test_a_file_without_figures_has_an_empty_report(store: db.DataFile) -> None:
    assert of(store).blocks == ()
    with store.reading() as connection:
        assert trend(connection).points == ()
        assert months(connection) == []


def test_september_2022_is_as_the_committee_saw_it(store: db.DataFile, shared: Path) -> None:
    apply(store, propose(store, [shared / "inputs" / "delegated-finance-2022-09.xlsx"]))
    found = of(store)
    delegated, other = found.blocks
    position = delegated.total.to_date
    assert position.plan is not None
    assert position.outturn is not None
    figures = (position.plan.value, position.outturn.value, position.variance)
    assert figures == (3_974_000_000, 3_935_700_000, 38_300_000)
    assert other.total.full_year.variance == -202_000_000
    assert found.starts == 4
    assert row(found, "Prescribing and Drugs").to_date.unprinted == ("variance_percent",)
    assert row(found, "Reserves").to_date.stated["variance_percent"].verdict == "lost sign"


def test_the_newest_report_comes_before_a_line_entered_since(elm: db.DataFile) -> None:
    add(elm, [entered("Premises", 7, 5_000_000)])
    with elm.reading() as connection:
        assert [(one.month, one.reported) for one in months(connection)] == [(7, False), (6, True), (5, True)]
    assert of(elm).month == 6


def test_without_any_report_the_newest_month_entered_is_shown(store: db.DataFile) -> None:
    category = {"name": "Premises", "block": "delegated", "nature": "spend"}
    add(store, [("area", {"name": "Elm CCG", "kind": "CCG"}), ("budget_category", category)])
    add(store, [entered("Premises", 7, 5_000_000), entered("Premises", 8, 5_000_000)])
    assert of(store).month == 8
