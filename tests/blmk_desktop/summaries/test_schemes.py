"""Schemes as at a day, and their money by year and by source."""

from __future__ import annotations

import pytest

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.errors import UserError
from blmk_desktop.summaries.scheme_funding import Funding, scheme_funding
from blmk_desktop.summaries.schemes import Schemes, scheme_detail, schemes
from tests.blmk_desktop.summaries.conftest import add

LINE = {"scheme": "Elm", "fund": "ETTF", "year": "2019/20", "original": 50_000}
MOVE = {
    "number": "M1",
    "on": "2020-03-31",
    "amount": 30_000,
    "reason": "Slipped",
    "from_scheme": "Elm",
    "from_fund": "ETTF",
    "from_year": "2019/20",
    "to_scheme": "Elm",
    "to_fund": "ETTF",
    "to_year": "2020/21",
}


@pytest.fixture
def elm(store: db.DataFile) -> db.DataFile:
    """Two schemes, two funds and a revenue stream; money moves from 2019/20 to 2020/21 on 31 March 2020."""
    add(
        store,
        [
            ("fund", {"name": "ETTF", "kind": "ETTF"}),
            ("fund", {"name": "Council", "kind": "council"}),
            ("fund", {"name": "Retention", "kind": "revenue"}),
            ("scheme", {"name": "Elm", "place": "Luton", "cost": 100_000, "expected_by": "2021-03-31"}),
            ("scheme", {"name": "ash", "place": "Luton"}),
            ("scheme_stage", {"scheme": "Elm", "on": "2019-06-01", "stage": "PID"}),
            ("scheme_stage", {"scheme": "Elm", "on": "2020-06-01", "stage": "OBC", "note": "Approved"}),
            ("scheme_party", {"scheme": "Elm", "pcn": "U35004"}),
            ("funding_line", LINE),
            ("funding_line", LINE | {"fund": "Council", "year": "2020/21", "original": 20_000, "spent": 5_000}),
            ("fund_envelope", {"fund": "ETTF", "year": "2020/21", "amount": 25_000}),
            ("fund_envelope", {"fund": "Retention", "year": "2020/21", "amount": 900_000}),
            ("funding_move", MOVE),
        ],
    )
    return store


def all_schemes(store: db.DataFile, as_at: str = "") -> Schemes:
    with store.reading() as connection:
        return schemes(connection, as_at)


def money(store: db.DataFile, as_at: str = "") -> Funding:
    with store.reading() as connection:
        return scheme_funding(connection, as_at)


def test_a_scheme_stands_where_its_last_dated_stage_is(elm: db.DataFile) -> None:
    ash, row = all_schemes(elm, "2020-12-31").rows
    assert (row.name, row.stage, row.stage_on) == ("Elm", "OBC", "2020-06-01")
    assert [stage.stage for stage in row.stages] == ["PID", "OBC"]
    assert (ash.name, ash.stage) == ("ash", "")
    assert all_schemes(elm, "2020-01-01").rows[1].stage == "PID"


def test_a_scheme_is_late_from_the_day_after_its_last(elm: db.DataFile) -> None:
    assert not all_schemes(elm, "2021-03-31").rows[1].late
    row = all_schemes(elm, "2021-04-30").rows[1]
    assert (row.late, row.days_late) == (True, 30)


def test_what_was_complete_or_decided_later_was_not_yet_on_a_day(elm: db.DataFile) -> None:
    done = {"name": "Fir", "expected_by": "2021-03-31", "completed": "2021-09-30"}
    add(elm, [("scheme", done), ("scheme_decision", {"scheme": "Fir", "on": "2021-06-01", "decision": "Go on"})])
    with elm.reading() as connection:
        before, after, now = (scheme_detail(connection, "Fir", day) for day in ("2021-04-30", "2021-10-01", ""))
    assert before
    assert after
    assert now
    assert (before.row.completed, before.row.late, before.row.days_late, before.decisions) == ("", True, 30, [])
    assert (after.row.completed, after.row.late, after.row.days_late) == ("2021-09-30", False, 183)
    assert (now.row.completed, len(now.decisions)) == ("2021-09-30", 1)


def test_how_a_scheme_is_rated_at_a_later_stage_is_not_known_of_an_earlier_day(elm: db.DataFile) -> None:
    rated = {"name": "Fir", "rag": "Green", "rag_reason": "Built"}
    stages = [
        {"scheme": "Fir", "on": "2020-01-01", "stage": "FBC"},
        {"scheme": "Fir", "on": "2021-01-01", "stage": "complete"},
    ]
    add(elm, [("scheme", rated), *(("scheme_stage", stage) for stage in stages)])
    before, after, now = (all_schemes(elm, day).rows[-1] for day in ("2020-12-31", "2021-01-01", ""))
    assert (before.stage, before.rag, before.rag_reason) == ("FBC", "", "")
    assert (after.stage, after.rag, after.rag_reason) == ("complete", "Green", "Built")
    assert (now.rag, now.rag_reason) == ("Green", "Built")


def test_what_no_fund_pays_yet_is_its_gap(elm: db.DataFile) -> None:
    row = all_schemes(elm).rows[1]
    assert (row.budget, row.gap, row.spent) == (70_000, 30_000, 5_000)
    assert row.by_fund == {"ETTF": 50_000, "Council": 20_000}
    assert row.served_by == "Crown PCN"


def test_years_and_sources_after_moves(elm: db.DataFile) -> None:
    first, second = money(elm).by_year
    assert (first.year, first.original, first.moved, first.budget) == ("2019/20", 50_000, -30_000, 20_000)
    assert (second.year, second.original, second.moved, second.budget) == ("2020/21", 20_000, 30_000, 50_000)
    assert second.by_fund == {"ETTF": 30_000, "Council": 20_000}
    assert [(row.fund, row.budget) for row in money(elm).by_source] == [("ETTF", 50_000), ("Council", 20_000)]
    assert money(elm).total.budget == 70_000


def test_headroom_counts_only_what_stands_under_an_envelope(elm: db.DataFile) -> None:
    first, second = money(elm).by_year
    assert (first.envelope, first.headroom) == (None, None)
    assert (second.envelope, second.covered, second.headroom) == (25_000, 30_000, -5_000)


def test_revenue_that_no_scheme_has_is_counted_nowhere(elm: db.DataFile) -> None:
    assert [row.fund for row in money(elm).other_envelopes] == ["Retention"]
    assert "Retention" not in money(elm).funds


def test_before_the_move_both_years_are_as_they_were(elm: db.DataFile) -> None:
    assert [row.budget for row in money(elm, "2020-03-30").by_year] == [50_000, 20_000]


def test_a_sum_that_lacks_a_part_says_so(elm: db.DataFile) -> None:
    assert money(elm).total.spent == 5_000
    assert money(elm).total.incomplete == {"spent"}


def test_a_risk_counts_for_its_scheme_while_it_is_open(elm: db.DataFile) -> None:
    risk = {"register": "Primary care", "scheme": "Elm", "raised": "2022-04-01", "closed": "2022-09-30"}
    register = {"name": "Primary care", "prefix": "PC"}
    add(elm, [("risk_register", register), ("risk", {"reference": "PC-1"} | risk)])
    counted = {day: all_schemes(elm, day).rows for day in ("2022-03-31", "2022-04-01", "2022-09-29", "2022-09-30")}
    assert [next(row.risks for row in rows if row.name == "Elm") for rows in counted.values()] == [0, 1, 1, 0]


def test_all_that_is_known_of_one_scheme(elm: db.DataFile) -> None:
    with elm.reading() as connection:
        detail = scheme_detail(connection, "Elm")
        assert scheme_detail(connection, "Oak") is None
    assert detail is not None
    assert [(row.year, row.fund) for row in detail.lines] == [
        ("2019/20", "ETTF"),
        ("2020/21", "Council"),
        ("2020/21", "ETTF"),
    ]
    (move,) = detail.moves
    assert (move.from_words, move.to_words) == ("Elm, ETTF 2019/20", "Elm, ETTF 2020/21")
    assert [party["pcn"] for party in detail.parties] == ["U35004"]


def test_each_scheme_stands_at_its_stage_or_at_none(elm: db.DataFile) -> None:
    found = all_schemes(elm).rows
    assert [row.name for row in found if row.stage == "OBC"] == ["Elm"]
    assert any(not row.stage for row in found)


def test_the_computed_tables_have_a_column_for_each_fund_and_year(elm: db.DataFile) -> None:
    with elm.reading() as connection:
        years, sources = table(connection, "estates-by-year"), table(connection, "estates-by-source")
        all_of_them = table(connection, "estates-schemes")
        with pytest.raises(UserError):
            table(connection, "estates")
    labels = [field.label for field in years.fields]
    assert labels[-2:] == ["ETTF", "Council"]
    assert years.rows[1][-2:] == (30_000, 20_000)
    assert years.total[labels.index("Revised budget")] == 70_000
    assert (len(years.rows), "spent") in years.incomplete
    assert [field.label for field in sources.fields][-2:] == ["Budget 2019/20", "Budget 2020/21"]
    assert sources.total[-2:] == (20_000, 50_000)
    assert [row[0] for row in all_of_them.rows] == ["ash", "Elm"]
