"""A data file with three monthly reports of a made-up area: one line red, one without a plan, reserves below nought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from blmk_desktop.seeding import load_reference
from db import create_file
from tests.blmk_desktop.budget_example import give

AREA, YEAR, SOURCE = "Northmere", "2022/23", "northmere.xlsx"
DELEGATED, OTHER = "delegated", "other primary care"
CATEGORIES = (
    ("GMS contracts", DELEGATED, "spend"),
    ("Premises", DELEGATED, "spend"),
    ("Reserves", DELEGATED, "reserves"),
    ("Prescribing", OTHER, "spend"),
)
# By category: plan to date, actual to date, plan and forecast of the year, in thousands, at M01, M02 and M03.
FIGURES = {
    "GMS contracts": ((1_000, 990, 12_000, 11_990), (2_000, 1_985, 12_000, 11_980), (3_000, 2_990, 12_000, 11_990)),
    "Premises": ((500, 520, 6_000, 6_100), (1_000, 1_050, 6_000, 6_250), (1_500, 1_650, 6_000, 6_300)),
    "Reserves": ((-10, -10, -120, -120), (-20, -20, -120, -120), (-30, -250, -120, -340)),
    "Prescribing": ((800, 830, 9_600, 9_700), (1_600, 1_640, 9_600, 9_720), (2_400, 2_420, 9_600, 9_640)),
}
MEASURES = (
    ("plan", "year to date"),
    ("actual", "year to date"),
    ("plan", "full year"),
    ("forecast", "full year"),
)


K = 100_000  # pence


def records() -> Iterator[tuple[str, Mapping[str, object]]]:
    """All of it, in an order in which it can be added."""
    yield "area", {"name": AREA, "kind": "ICB"}
    yield "source", {"name": SOURCE}
    for position, (name, block, nature) in enumerate(CATEGORIES, 1):
        yield "budget_category", {"name": name, "block": block, "nature": nature, "position": position}
    for row, (category, by_month) in enumerate(FIGURES.items(), 5):
        for month, values in enumerate(by_month, 1):
            about: dict[str, object] = {"area": AREA, "category": category, "year": YEAR, "origin": "report"}
            about["month"] = month
            for column, (measure, period), value in zip("BCFG", MEASURES, values, strict=True):
                where: dict[str, object] = {
                    "source": SOURCE,
                    "sheet": f"M{month:02}",
                    "cell": f"{column}{row}",
                    "decimals": -3,
                }
                figure: dict[str, object] = {"measure": measure, "period": period, "value": value * K}
                yield "budget_figure", about | figure | where
    stated: dict[str, object] = {
        "source": SOURCE,
        "sheet": "M03",
        "cell": "E7",
        "area": AREA,
        "category": "Reserves",
        "year": YEAR,
    }
    stated |= {"month": 3, "period": "year to date", "measure": "variance_percent", "rule": "computed"}
    yield "stated_budget", stated | {"value": 733_30, "decimals": 1, "label": "Reserves"}


def make(path: Path) -> Path:
    """Make the file, and close it."""
    with create_file(path) as store:
        load_reference(store)
        give(store, list(records()))
    return path
