"""Makes the two finance workbooks that ship as example data: a published report, and months of a made-up area.

The report of September 2022 is as the committee's paper of 9 December 2022 prints it (item 9), errors included;
why a line strays is in our own words. Run it after a figure was corrected: `python -m tools.make_demo_finance`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "demo"
REPORT, EXAMPLE = "delegated-finance-2022-09.xlsx", "example-finance-2022-23.xlsx"
Line = tuple[str, int, int, int, int]  # plan and actual to date, plan and forecast of the year, in £000
Words = Mapping[str, tuple[str, str, str, str]]  # basis, note, reason, what is done about it

HEADING = "CCG EXPENDITURE ANALYSIS"
OWN = ("Plan £000", "Actual £000", "Variance £000", "Variance %")
TEXTS = ("Basis", "Note", "Reason", "Action")
TITLE = "BLMK ICB - position as at 30 September 2022 (month 6); the period runs from 1 July 2022"
TOTALS = ("Primary Care Delegated", "Total Primary Care (Other)")
DELEGATED: list[Line] = [
    ("GMS Contracts", 22158, 22132, 67136, 67120),
    ("APMS/PMS Contracts", 3284, 3288, 9506, 9496),
    ("Primary Care Networks", 5523, 5629, 18978, 19234),
    ("Enhanced Services", 308, 315, 1012, 1023),
    ("Premises", 3006, 3126, 8981, 9216),
    ("Primary Care Other", 331, 339, 1075, 1098),
    ("QoF", 3252, 3237, 9754, 9754),
    ("Prescribing & Dispensing", 529, 545, 1654, 1730),
    ("PMS Re-investment", 1362, 1364, 4087, 4087),
    ("Other", 52, 56, 157, 163),
    ("Reserves", -65, -674, -126, -673),
]
OTHER: list[Line] = [
    ("Local Incentive Schemes", 726, 595, 2152, 1945),
    ("GP IT", 921, 779, 2805, 2887),
    ("GP Investments", 2029, 1808, 4317, 3896),
    ("Prescribing and Drugs", 34370, 36261, 104092, 106658),
]
AS_PRINTED = {("Reserves", 4): "936.9%", ("Reserves", 9): "434.1%", ("Prescribing and Drugs", 4): ""}
AS_PRINTED |= {("QoF", 8): "-", ("PMS Re-investment", 8): "-"}
WORDS: Words = {
    "Premises": (
        "",
        "",
        "Rent reviews, and room for additional roles staff, cost more than was planned.",
        "Looked at each month; parts of it are timing.",
    ),
    "QoF": ("estimate", "Paid after the year end; shown at budget.", "", ""),
    "GP Investments": ("", "Extended hours cost less than was allocated.", "", ""),
    "Prescribing and Drugs": (
        "two months in arrears",
        "Prescribing is known two months late; the national profile of it was revised.",
        "May and June cost more than had been estimated, and the revised profile brings spend forward.",
        "A new service that begins later is in the forecast; supply costs are watched.",
    ),
}

Year = Mapping[str, tuple[int, Sequence[int], Sequence[int]]]  # plan, actual of each month, forecast at each month
MONTHS = ("30 April", "31 May", "30 June", "31 July", "31 August", "30 September")
EXAMPLE_YEAR: tuple[Year, Year] = (
    {
        "GMS Contracts": (12000, (1000, 1002, 998, 1001, 1003, 1002), (12000, 12000, 12005, 12010, 12010, 12015)),
        "Primary Care Networks": (3600, (250, 262, 281, 300, 322, 340), (3600, 3590, 3560, 3555, 3580, 3610)),
        "Premises": (1800, (150, 152, 158, 163, 170, 176), (1800, 1805, 1825, 1860, 1900, 1945)),
        "QoF": (1500, (125,) * 6, (1500,) * 6),
        "Prescribing & Dispensing": (480, (40, 41, 40, 42, 43, 42), (480, 480, 482, 486, 492, 495)),
        "Contingency": (96, (0,) * 6, (96, 96, 96, 60, 40, 20)),
        "Prior year benefit": (0, (0, 0, -20, -45, 0, 0), (0, 0, -20, -65, -65, -65)),
        "Reserves": (-60, (0,) * 6, (-60,) * 6),
    },
    {
        "Local Incentive Schemes": (600, (40, 44, 45, 47, 50, 51), (600, 595, 585, 580, 575, 570)),
        "GP IT": (720, (60, 60, 61, 60, 62, 61), (720, 720, 722, 722, 725, 725)),
        "Prescribing and Drugs": (
            18000,
            (1500, 1510, 1540, 1560, 1555, 1580),
            (18000, 18050, 18200, 18380, 18420, 18510),
        ),
    },
)
ARREARS = "two months in arrears"
ROSE, SWITCHES = "Example: prices of medicines rose from June on.", "Example: switches are promoted with practices."
EXPLAINED: Sequence[Words] = (
    *[{"Prescribing and Drugs": (ARREARS, "", "", "")}] * 3,
    {"Prescribing and Drugs": (ARREARS, "", ROSE, "")},
    {"Prescribing and Drugs": (ARREARS, "", ROSE, SWITCHES)},
    {"Prescribing and Drugs": (ARREARS, "", ROSE, SWITCHES), "QoF": ("estimate", "", "", "")},
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a report: its title, the name of its total, its lines, and what is written otherwise."""

    name: str
    title: str
    total: str
    lines: Sequence[Line]
    words: Words = field(default_factory=dict)
    otherwise: Mapping[tuple[str, int], str] = field(default_factory=dict)  # category and column to what is printed


def make(folder: Path = FOLDER) -> None:
    """Write both workbooks."""
    blocks = (("Delegated", DELEGATED), ("Other primary care", OTHER))
    published = [
        Sheet(name, TITLE, total, lines, WORDS, AS_PRINTED) for (name, lines), total in zip(blocks, TOTALS, strict=True)
    ]
    _write(folder / REPORT, published)
    _write(folder / EXAMPLE, [sheet for month in range(1, len(MONTHS) + 1) for sheet in _months(month)])


def _months(month: int) -> list[Sheet]:
    """The two sheets of a month (1 is April) of the made-up area."""
    title = f"Example area (made up) - position as at {MONTHS[month - 1]} 2022 (month {month})"
    return [
        Sheet(f"M{month:02d} {name}", title, total, _lines(year, month), EXPLAINED[month - 1])
        for name, total, year in zip(("Delegated", "Other"), TOTALS, EXAMPLE_YEAR, strict=True)
    ]


def _lines(year: Year, month: int) -> list[Line]:
    return [
        (name, plan * month // 12, sum(actual[:month]), plan, forecast[month - 1])
        for name, (plan, actual, forecast) in year.items()
    ]


def _write(path: Path, sheets: Sequence[Sheet]) -> None:
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime(2022, 12, 9, tzinfo=UTC)})
    head = book.add_format({"bold": True, "bg_color": "#D9E2F0", "text_wrap": True})
    money = book.add_format({"num_format": "#,##0;(#,##0);-"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.write(0, 0, sheet.title, book.add_format({"bold": True}))
        page.merge_range("B3:E3", "Year to Date", head)
        page.merge_range("G3:J3", "Forecast Net Expenditure", head)
        page.write_row(3, 0, (HEADING, *OWN, HEADING, *OWN, *TEXTS), head)
        plans, actuals, years, forecasts = (sum(column) for column in list(zip(*sheet.lines, strict=True))[1:])
        for row, line in enumerate((*sheet.lines, (sheet.total, plans, actuals, years, forecasts)), start=4):
            _write_line(page, row, line, sheet, money)
        page.set_column(0, 0, 28)
        page.set_column(5, 5, 28)
    book.close()


def _write_line(page: Any, row: int, line: Line, sheet: Sheet, money: Any) -> None:
    name, *figures = line
    for start, (plan, outturn) in ((0, figures[:2]), (5, figures[2:])):
        page.write(row, start, name)
        page.write_row(row, start + 1, (plan, outturn), money)
        for at, value in ((start + 3, plan - outturn), (start + 4, percent(plan, outturn))):
            page.write(row, at, sheet.otherwise.get((name, at), value), money)
    page.write_row(row, 10, sheet.words.get(name, ()))


def percent(plan: int, outturn: int) -> str:
    """A variance in per cent of the plan, as a report prints it: adverse in brackets."""
    if not plan:
        return "-"
    share = (Decimal(plan - outturn) * 100 / plan).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"({abs(share)}%)" if (plan - outturn) * plan < 0 else f"{abs(share)}%"


if __name__ == "__main__":
    make()
