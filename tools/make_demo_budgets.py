"""Makes the workbook of five-year budgets and published allocations that ships as example data.

The figures are those of appendices N and M of the BLMK Primary Care Strategy 2019, in £000, errors included.
Run it after a figure was corrected: `python -m tools.make_demo_budgets`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

TARGET = Path(__file__).resolve().parent.parent / "resources" / "demo" / "delegated-budgets-2019-24.xlsx"
YEARS = ("2019/20", "2020/21", "2021/22", "2022/23", "2023/24")
BEDS, LUTON, MK = "Bedfordshire CCG", "Luton CCG", "Milton Keynes CCG"
GROWTH, PRICES = (200, 192, 164, 164), (230, 280, 250, 270)
LINES: dict[str, dict[str, tuple[int, ...]]] = {
    BEDS: {
        "Main Contract": (43044, 44173, 45703, 47598, 49663),
        "Primary Care Networks": (1671, 2647, 3610, 4924, 6457),
        "Enhanced Services": (1487, 1535, 1608, 1674, 1747),
        "Premises": (5030, 5246, 5494, 5721, 5970),
        "Primary Care Other": (1077, 909, 929, 951, 973),
        "Quality & Outcomes": (5456, 5691, 5959, 6206, 6476),
        "Prescribing": (1823, 1901, 1991, 2074, 2164),
        "Other": (3220, 3775, 4405, 4513, 4630),
        "Central Costs": (30, 81, 83, 85, 87),
        "Contingency": (314, 329, 349, 368, 390),
        "QiPP Required": (-360, -445, -397, -453, -619),
    },
    LUTON: {
        "Main Contract": (20531, 21193, 22045, 22959, 23955),
        "Primary Care Networks": (902, 1453, 2042, 2841, 3773),
        "Enhanced Services": (677, 706, 740, 770, 804),
        "Premises": (3259, 3399, 3559, 3707, 3868),
        "Primary Care Other": (373, 344, 317, 325, 334),
        "Quality & Outcomes": (2455, 2560, 2681, 2792, 2913),
        "Prescribing": (269, 281, 294, 306, 320),
        "Other": (2303, 2519, 2746, 2846, 2956),
        "Central Costs": (60, 61, 63, 64, 66),
        "Contingency": (328, 976, 818, 184, 191),
        "QiPP Required": (0, 0, 0, -44, -944),
    },
    MK: {
        "Main Contract": (24163, 25181, 26034, 26782, 27577),
        "Primary Care Networks": (1175, 1611, 2120, 2939, 3973),
        "Enhanced Services": (757, 790, 827, 861, 899),
        "Premises": (4055, 4229, 4429, 4612, 4812),
        "Primary Care Other": (491, 410, 330, 367, 406),
        "Quality & Outcomes": (3063, 3195, 3345, 3484, 3635),
        "Prescribing": (189, 197, 207, 215, 225),
        "Other": (944, 1228, 1546, 1585, 1628),
        "Central Costs": (93, 145, 150, 153, 157),
        "Reserves": (332, 69, 30, 183, 329),
    },
}
TOTALS = {
    BEDS: (62792, 65842, 69734, 73661, 77937),
    LUTON: (31157, 33493, 35305, 36750, 38235),
    MK: (35262, 37055, 39017, 41182, 43642),
}  # and the allocation that each prints
FINAL = {
    BEDS: (64653, 67789, 72367, 75889, 79387),
    LUTON: (32080, 33493, 35305, 36750, 38235),
    MK: (36307, 38151, 40490, 42428, 44454),
}
ADJUSTED = {
    BEDS: (62792, 65842, 69734, 73661, 77937),
    LUTON: (31157, 32531, 34021, 35671, 37536),
    MK: (35262, 37055, 39017, 41182, 43642),
}
CODES = {BEDS: "06F", LUTON: "06P", MK: "04F"}
DISTANCE = {BEDS: (-75, -90, -16, 4, 3), LUTON: (-1, -14, -18, -12, -13), MK: (-347, -328, -305, -283, -260)}  # 0.01%


def make(target: Path = TARGET) -> None:
    """Write the workbook: a sheet an area, and one of the allocations."""
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"created": datetime(2019, 6, 21, tzinfo=UTC)})
    bold, share, money = (
        book.add_format(look)
        for look in ({"bold": True, "text_wrap": True}, {"num_format": "0.00%"}, {"num_format": "#,##0;(#,##0);-"})
    )
    for area in LINES:
        page = book.add_worksheet(area.removesuffix(" CCG"))
        for row, cells in enumerate(sheet(area)):
            page.write_row(row, 0, cells, bold if row < 2 else share if row < 4 else money)
        page.set_column(0, 0, 30)
    page = book.add_worksheet("Allocations")
    for row, cells in enumerate(allocations()):
        page.write_row(row, 0, cells[:-1], money if row else bold)
        page.write(row, len(cells) - 1, cells[-1], share if row else bold)
    page.set_column(0, 6, 18)
    book.close()


def sheet(area: str) -> list[list[object]]:
    """A sheet of appendix N, as people print it."""
    total = 18 if area == MK else 19
    rows: list[list[object]] = [
        [f"{area.removesuffix(' CCG')} Delegated Budget 19/20 - 23/24"],
        ["", "19-20", "20-21", "21-22", "22-23", "23-24"],
        ["Population Growth", "", *(rate / 10_000 for rate in GROWTH)],
        ["Inflation", "", *(rate / 10_000 for rate in PRICES)],
        ["", *["£000"] * 5],
    ]
    for line, values in LINES[area].items():
        if line in ("Contingency", "Reserves"):
            rows.append([])
        rows.append([f" {line}", *values])
    rows += [[]] * (total - 1 - len(rows))
    rows += [["Total Annual Expenditure", *TOTALS[area]], [], ["Allocation", *TOTALS[area]]]
    return rows


def allocations() -> list[list[object]]:
    """The sheet of appendix M."""
    rows: list[list[object]] = [
        [
            "CCG code",
            "CCG",
            "Year",
            "Final allocation after place-based pace of change £000",
            "Allocation after adjustment for GP contract £000",
            "Allocation adjustment for GP contract £000",
            "Final closing DfT",
        ]
    ]
    for area in LINES:
        for at, year in enumerate(YEARS):
            final, adjusted = FINAL[area][at], ADJUSTED[area][at]
            rows.append(
                [CODES[area], f"NHS {area}", year, final, adjusted, adjusted - final, DISTANCE[area][at] / 10_000]
            )
    return rows


if __name__ == "__main__":
    make()
