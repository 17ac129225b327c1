"""What people type to filter a column does what they mean; what cannot be meant is said."""

from __future__ import annotations

import pytest

from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.filters import Condition, rows_meeting
from blmk_desktop.records.declaration import MONEY, Type

NAME = ColumnSpec(name="name", label="Name")
SPEND = ColumnSpec(name="spend", label="Spend", type=Type.FIGURE, unit=MONEY)
OPENED = ColumnSpec(name="opened", label="Opened", type=Type.DATE)
TABLE = columns_of(
    (NAME, SPEND, OPENED),
    [
        ("Crown", 10_000, "2021-12-31"),
        ("Crown Wharf", 10_001, "2022-01-01"),
        ("Ascent", -5_000, "2022-03-31"),
        ("", None, None),
    ],
)


def kept(name: str, typed: str) -> list[int]:
    mask = rows_meeting(TABLE, {name: Condition(typed)})
    return [] if mask is None else [int(at) for at in mask.nonzero()[0]]


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        (">100", [1]),
        (">=100", [0, 1]),
        ("<100", [2]),
        ("<= £100.00", [0, 2]),
        ("=100", [0]),
        ("<>100", [1, 2, 3]),
        ("-50..100", [0, 2]),
        ("(50)..0", [2]),
        ("..0", [2]),
        ("100.01..", [1]),
        ("blank", [3]),
        ("not blank", [0, 1, 2]),
        ("100", [0, 1]),
    ],
)
def test_figures_are_compared_in_pounds(typed: str, rows: list[int]) -> None:
    assert kept("spend", typed) == rows


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("2022", [1, 2]),
        (">2021", [1, 2]),
        ("<2022", [0]),
        ("2022-01-01..", [1, 2]),
        ("..31/12/2021", [0]),
        ("03/2022", [2]),
        (">=01/01/2022", [1, 2]),
        ("<=2022-01", [0, 1]),
        ("=2022-01", [1]),
        ("blank", [3]),
    ],
)
def test_dates_are_compared_by_day_month_or_year(typed: str, rows: list[int]) -> None:
    assert kept("opened", typed) == rows


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("crown", [0, 1]),
        ("=crown", [0]),
        ("!crown", [2, 3]),
        ("(blank)", [3]),
        ("not blank", [0, 1, 2]),
    ],
)
def test_text_is_looked_for_whole_or_in_part(typed: str, rows: list[int]) -> None:
    assert kept("name", typed) == rows


def test_values_may_be_chosen() -> None:
    mask = rows_meeting(TABLE, {"name": Condition(chosen=frozenset({"Crown", ""}))})
    assert mask is not None
    assert list(mask) == [True, False, False, True]


def test_conditions_on_two_columns_must_both_hold() -> None:
    mask = rows_meeting(TABLE, {"name": Condition("crown"), "spend": Condition(">100")})
    assert mask is not None
    assert list(mask) == [False, True, False, False]


def test_an_empty_condition_leaves_nothing_out() -> None:
    assert rows_meeting(TABLE, {"name": Condition(" ")}) is None


@pytest.mark.parametrize(
    ("spec", "typed", "said"),
    [(SPEND, ">lots", "“lots” is not a number"), (OPENED, ">2022-13", "“2022-13” is not a date")],
)
def test_what_cannot_be_compared_is_said(spec: ColumnSpec, typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Condition(typed).check(spec)
