"""A monthly finance report as people send it: two blocks side by side in thousands, or one below the other."""

from __future__ import annotations

from collections.abc import Sequence

Rows = Sequence[Sequence[object]]
Line = tuple[str, int, int, int, int]  # category, plan and actual to date, plan and forecast of the year, in £000

TITLE = "Elm CCG - position as at 30 September 2022 (month 6)"
LINES: list[Line] = [
    ("Contracts", 1_000, 990, 2_000, 2_000),
    ("Premises", 300, 330, 600, 700),
    ("Reserves", -50, -100, -100, -150),
]
OWN = ("Plan £000", "Actual £000", "Variance £000", "Variance %")
GROUPS = (None, "Year to Date", None, None, None, None, "Forecast", None, None, None)
HEADINGS = ("Expenditure analysis", *OWN, "Expenditure analysis", *OWN)


def percent(plan: int, outturn: int) -> str:
    """A variance as a percentage of plan, as a report prints it."""
    if not plan:
        return "-"
    share = (plan - outturn) / plan * 100
    return f"({abs(share):.1f}%)" if share < 0 else f"{share:.1f}%"


def cells(name: str, plan: int, outturn: int, *, turned: bool = False) -> list[object]:
    """A line of one block."""
    strays = outturn - plan if turned else plan - outturn
    return [name, plan, outturn, strays or "-", percent(plan, outturn)]


def total_of(lines: Sequence[Line], name: str = "Total delegated") -> Line:
    """The line that the others add up to."""
    _, plans, actuals, years, forecasts = zip(*lines, strict=True)
    return (name, sum(plans), sum(actuals), sum(years), sum(forecasts))


def report(
    lines: Sequence[Line] = LINES, title: str = TITLE, total: str = "Primary Care Delegated", *, turned: bool = False
) -> list[list[object]]:
    """A sheet with two blocks side by side, and its total."""
    rows: list[list[object]] = [[title], [], list(GROUPS), list(HEADINGS)]
    for line in (*lines, total_of(lines, total)):
        name, plan, actual, whole, forecast = line
        rows.append([*cells(name, plan, actual, turned=turned), *cells(name, whole, forecast, turned=turned)])
    return rows
