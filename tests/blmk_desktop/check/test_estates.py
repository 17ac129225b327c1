"""What is found about schemes: wrong totals, envelopes, moves, overspending, grants, agreements, stages."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import db
from tests.blmk_desktop.check.conftest import Add, findings, import_workbook

SOURCE = {"name": "estates.xlsx", "position": 9}
LINE = {"scheme": "Elm", "fund": "ETTF", "year": "2020/21", "original": 100_000}
STATED = {"source": "estates.xlsx", "sheet": "Money", "fund": "ETTF", "year": "2020/21", "rule": "line", "decimals": 0}


@pytest.fixture
def elm(add: Add) -> Add:
    """Two schemes and two funds, and a way to add more."""
    add("source", SOURCE)
    add("fund", {"name": "ETTF", "kind": "ETTF"}, {"name": "Grants", "kind": "improvement grant"})
    add("scheme", {"name": "Elm", "cost": 6_000_000}, {"name": "Oak"})
    return add


def message(store: db.DataFile, rule: str) -> str:
    (finding,) = findings(store, rule)
    return finding.message


def days(ahead: int) -> str:
    return (date.today() + timedelta(days=ahead)).isoformat()  # noqa: DTZ011 - as the check takes its day


def total(elm: Add, value: int) -> None:
    """Two rows with original and revised figures, and a total of the revised ones."""
    figures = [
        (2, "original", "B", 50_000),
        (2, "revised", "D", 0),
        (3, "original", "B", 30_000),
        (3, "revised", "D", 30_000),
    ]
    lines = [
        STATED | {"cell": f"{column}{row}", "measure": measure, "value": pence, "scheme": "Elm" if row == 2 else "Oak"}
        for row, measure, column, pence in figures
    ]
    last = STATED | {"cell": "D4", "measure": "revised", "value": value, "rule": "total", "first_row": 2, "last_row": 3}
    elm("stated_funding", *lines, last)


def test_a_total_of_the_wrong_column_is_said_to_be_that(store: db.DataFile, elm: Add) -> None:
    total(elm, 80_000)
    (finding,) = findings(store, "funding-total")
    assert finding.message == (
        "ETTF 2020/21: the total printed for the revised budget, £800, is the sum of the wrong column, B with the "
        "original values; the revised budgets above it in D come to £300."
    )
    assert (finding.printed, finding.computed, finding.where) == ("£800", "£300", "estates.xlsx › Money!D4")
    assert (finding.severity, finding.about, finding.measure) == ("error", ("fund", "ETTF"), "2020/21")


def test_a_total_that_is_no_sum_at_all_says_by_how_much(store: db.DataFile, elm: Add) -> None:
    total(elm, 35_000)
    assert message(store, "funding-total") == (
        "ETTF 2020/21: the total printed for the revised budget, £350, is £50 more than the revised budgets above it, "
        "which come to £300."
    )


def test_a_total_that_holds_is_no_finding(store: db.DataFile, elm: Add) -> None:
    total(elm, 30_000)
    assert findings(store, "funding-total") == []


def test_an_envelope_is_over_committed_after_moves(store: db.DataFile, elm: Add) -> None:
    elm("fund_envelope", {"fund": "ETTF", "year": "2020/21", "amount": 396_000_000})
    elm(
        "funding_line",
        LINE | {"original": 349_000_000},
        LINE | {"scheme": "Oak", "year": "2019/20", "original": 50_200_000},
    )
    assert findings(store, "fund-over-envelope") == []
    move = {"number": "M1", "on": "2020-03-31", "amount": 50_200_000, "reason": "Time to consult"}
    ends = {"from_scheme": "Oak", "from_fund": "ETTF", "from_year": "2019/20"}
    elm("funding_move", move | ends | {"to_scheme": "Oak", "to_fund": "ETTF", "to_year": "2020/21"})
    assert message(store, "fund-over-envelope") == (
        "ETTF 2020/21: £3,992,000 is committed to 2 schemes, £32,000 over the £3,960,000 available."
    )


def test_a_revision_needs_a_move_that_says_so(store: db.DataFile, elm: Add) -> None:
    elm("funding_line", LINE)
    about = STATED | {"scheme": "Elm"}
    elm("stated_funding", about | {"cell": "B2", "measure": "original", "value": 100_000})
    elm("stated_funding", about | {"cell": "D2", "measure": "revised", "value": 85_000})
    assert message(store, "funding-revision") == (
        "Elm, ETTF 2020/21 is printed as revised from £1,000 to £850, but the recorded moves come to £0."
    )
    move = {"number": "M1", "on": "2020-05-01", "amount": 15_000, "reason": "Given back", "source": "estates.xlsx"}
    elm("funding_move", move | {"from_scheme": "Elm", "from_fund": "ETTF", "from_year": "2020/21"})
    assert findings(store, "funding-revision") == []


def test_a_move_of_more_than_there_is(store: db.DataFile, elm: Add) -> None:
    elm("funding_line", LINE)
    move = {"number": "M1", "on": "2020-05-01", "amount": 150_000, "reason": "Slipped"}
    elm("funding_move", move | {"from_scheme": "Elm", "from_fund": "ETTF", "from_year": "2020/21"})
    assert message(store, "funding-moved-too-much") == (
        "Elm, ETTF 2020/21 had £1,000, but £1,500 was moved from it (M1)."
    )


def test_a_line_of_less_than_nothing(store: db.DataFile, elm: Add) -> None:
    elm("funding_line", LINE | {"original": -5_000})
    assert message(store, "funding-below-nothing") == (
        "Elm, ETTF 2020/21 has (£50); no line can have less than nothing."
    )


def test_more_spent_or_forecast_than_there_is(store: db.DataFile, elm: Add) -> None:
    elm("funding_line", LINE | {"spent": 120_000}, LINE | {"scheme": "Oak", "spent": 10, "forecast": 130_000})
    assert (
        message(store, "scheme-overspent") == "Elm, ETTF 2020/21: £1,200 is spent, £200 more than its budget of £1,000."
    )
    assert message(store, "scheme-forecast-over") == (
        "Oak, ETTF 2020/21: £1,300 is forecast, £300 more than its budget of £1,000."
    )


def test_an_improvement_grant_pays_66_per_cent_at_most(store: db.DataFile, elm: Add) -> None:
    elm("funding_line", LINE | {"fund": "Grants", "original": 3_960_000})
    assert findings(store, "grant-over-share") == []
    elm("funding_line", LINE | {"fund": "Grants", "year": "2021/22", "original": 100})
    assert message(store, "grant-over-share") == (
        "Elm: improvement grant gives £39,601, but may pay 66% of £60,000 at most, £39,600."
    )


def test_funds_that_give_more_than_it_costs(store: db.DataFile, elm: Add) -> None:
    elm("funding_line", LINE | {"original": 6_100_000})
    assert (
        message(store, "scheme-over-funded") == "Elm: funds give £61,000, £1,000 more than the £60,000 that it costs."
    )


AGREEMENT = {"reference": "S106/1", "kind": "S106", "site": "Eastern edge", "secured": 500_000, "received": 300_000}


def test_an_agreement_spent_beyond_what_came_in(store: db.DataFile, elm: Add) -> None:
    elm("agreement", AGREEMENT | {"spent": 310_000})
    assert message(store, "agreement-overspent") == (
        "S106/1 (Eastern edge): £3,100 is spent, £100 more than the £3,000 received."
    )


def test_an_agreement_that_lapses_unspent(store: db.DataFile, elm: Add) -> None:
    elm("agreement", AGREEMENT | {"spent": 100_000, "expires": days(30)})
    elm("agreement", AGREEMENT | {"reference": "S106/2", "expires": days(-1)})
    elm("agreement", AGREEMENT | {"reference": "S106/3", "expires": days(900)})
    elm("agreement", AGREEMENT | {"reference": "S106/4", "expires": days(30), "spent": 300_000})
    assert "in 30 days, with £2,000 unspent" in message(store, "agreement-lapsing")
    (lapsed,) = findings(store, "agreement-lapsed")
    assert (lapsed.subject, lapsed.severity) == ("S106/2 (Eastern edge)", "error")


def test_stages_that_go_back_and_schemes_that_are_late(store: db.DataFile, elm: Add) -> None:
    elm("scheme", {"name": "Ash", "expected_by": "2021-03-31"}, {"name": "Yew", "expected_by": "2021-03-31"})
    stage = {"scheme": "Ash", "on": "2020-01-10", "stage": "FBC"}
    elm("scheme_stage", stage, stage | {"on": "2020-05-01", "stage": "OBC"})
    assert message(store, "scheme-stage-back") == "Ash went from FBC (10/01/2020) back to OBC (01/05/2020)."
    late = {one.subject: (one.severity, one.message) for one in findings(store, "scheme-late")}
    assert late["Ash"] == ("warning", "Ash was expected by 31/03/2021, and stands at OBC since 01/05/2020.")
    assert late["Yew"] == ("note", "Yew was expected by 31/03/2021, and no stage of it is recorded.")


def test_a_scheme_completed_by_one_word_only(store: db.DataFile, elm: Add) -> None:
    elm("scheme", {"name": "Ash", "completed": "2021-02-01"})
    elm("scheme_stage", {"scheme": "Ash", "on": "2020-01-10", "stage": "construction"})
    assert message(store, "scheme-stage-behind") == (
        "Ash was completed on 01/02/2021, but its last stage is construction."
    )


def test_the_published_schemes(store: db.DataFile, shared: Path) -> None:
    import_workbook(store, shared / "inputs" / "estates-schemes.xlsx")
    assert message(store, "funding-total") == (
        "ETTF 2019/20: the total printed for the revised budget, £3,157,900, is the sum of the wrong column, B with "
        "the original values; the revised budgets above it in D come to £3,005,900."
    )
    assert message(store, "fund-over-envelope") == (
        "ETTF 2020/21: £3,992,000 is committed to 5 schemes, £32,000 over the £3,960,000 available."
    )
    assert findings(store, "fund-over-envelope")[0].where == "estates-schemes.xlsx › ETTF 2020-21!A1"
    assert findings(store, "funding-revision") == []
