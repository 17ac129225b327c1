"""A cell is the exact sum of what stands in it, whatever way it is put together; kinds that differ are never added."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.rules.cross_table import DIFFERING, HOW, MOST_BETWEEN, Line, Parts, crossed, of_value, stepped

Row = tuple[str | None, int, int | None]
records = st.lists(
    st.tuples(
        st.sampled_from(["Luton", "Bedford", None]), st.integers(1, 12), st.none() | st.integers(-(10**9), 10**9)
    ),
    max_size=40,
)


@given(records)
def test_cells_rows_columns_and_the_whole_are_what_their_records_come_to(
    rows: list[tuple[str, int, int | None]],
) -> None:
    found = crossed((((place,), (month,), of_value(value)) for place, month, value in rows), [Line()], [Line()])
    for how in HOW:
        assert found.whole.value(how) == (plainly(how, [value for _, _, value in rows]) if rows else _empty(how))
        for place in {place for place, _, _ in rows}:
            mine = [value for one, _, value in rows if one == place]
            assert found.of_rows[place,].value(how) == plainly(how, mine)
        for (place,), (month,) in found.cells:
            mine = [value for one, at, value in rows if (one, at) == (place, month)]
            assert found.cells[(place,), (month,)].value(how) == plainly(how, mine)


def _empty(how: str) -> int | None:
    return 0 if how == "count" else None


def plainly(how: str, values: list[int | None]) -> int | None:
    """The same in the plainest way."""
    if how == "count":
        return len(values)
    filled = [value for value in values if value is not None]
    if not filled:
        return None
    if how == "average":
        exact = Fraction(abs(sum(filled)), len(filled))
        whole = int(exact + Fraction(1, 2))
        return -whole if sum(filled) < 0 else whole
    return sum(filled) if how == "sum" else min(filled) if how == "least" else max(filled)


def test_figures_of_two_kinds_have_no_sum_but_a_number() -> None:
    both = of_value(100, "money") + of_value(7, "staff")
    assert both.mixed
    assert [both.value(how) for how in HOW] == [2, None, None, None, None]
    assert (of_value(1, "money") + of_value(2, "money")).value("sum") == 3


def test_a_figure_that_sources_give_differently_leaves_every_sum_of_it_out() -> None:
    doubted = Parts(1, 1, 5, 5, 5, DIFFERING)
    assert (doubted + of_value(1)).value("sum") is None
    assert (of_value(1) + doubted + of_value(2)).doubted


@pytest.mark.parametrize(
    ("day", "step", "shown"),
    [
        ("2022-04-01", "month", "2022-04"),
        ("2022-04-01", "quarter", "2022/23 Q1"),
        ("2023-03", "quarter", "2022/23 Q4"),
        ("2023-03-31", "year", "2022/23"),
        ("2023-03-31", "day", "2023-03-31"),
        (None, "month", None),
    ],
)
def test_a_day_belongs_to_a_month_a_quarter_and_a_financial_year(day: str | None, step: str, shown: str | None) -> None:
    assert stepped(day, step) == shown


@pytest.mark.parametrize(
    ("line", "known", "filled"),
    [
        (Line(months=True), [6, 9], [6, 7, 8, 9]),
        (Line(years=True), ["2020/21", "2022/23"], ["2020/21", "2021/22", "2022/23"]),
        (Line(step="month"), ["2022-11", "2023-02"], ["2022-11", "2022-12", "2023-01", "2023-02"]),
        (Line(step="quarter"), ["2021/22 Q3", "2022/23 Q1"], ["2021/22 Q3", "2021/22 Q4", "2022/23 Q1"]),
        (Line(), ["a", "c"], ["a", "c"]),
    ],
)
def test_months_and_years_between_two_stand_there_too(line: Line, known: list[object], filled: list[object]) -> None:
    found = crossed((((), (one,), Parts(1)) for one in [*known, None]), [], [line])
    assert [key[0] for key in found.columns] == [*filled, None]


def test_a_gap_too_wide_to_fill_is_left() -> None:
    found = crossed((((), (one,), Parts(1)) for one in ("1900-01", "2022-01")), [], [Line(step="month")])
    assert len(found.columns) == 2 < MOST_BETWEEN


def test_choices_stand_as_they_were_declared_and_blanks_last() -> None:
    groups = (((one,), (), Parts(1)) for one in ("Closed", None, "Active", "Other"))
    found = crossed(groups, [Line(order=("Active", "Dormant", "Closed"))])
    assert [key[0] for key in found.rows] == ["Active", "Closed", "Other", None]
