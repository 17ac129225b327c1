"""The form on which an area returns the months of its budget: what stands in which column, for writer and reader."""

from __future__ import annotations

from dataclasses import dataclass, replace

from blmk_desktop.periods import month_label
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import money, text
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import MONTHS

FORM, VERSION, TITLE = "budget-return", 1, "Budget return"
SHEET = "Return"
AREA, YEAR, MONTH, MADE = "Area", "Financial year", "Month", "Made on"
TOTAL = "Total"
CATEGORY, BUDGET, PLAN, TO_DATE, FORECAST, BASIS, NOTE = (
    "category", "budget", "plan", "plan_to_date", "forecast", "basis", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column of the form: its field, and whether it is theirs to fill in."""

    name: str
    field: Field
    open: bool = False

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.field.heading

    @property
    def month(self) -> int:
        """The month that an actual is of; 0 for every other column."""
        name, _, month = self.name.partition("_")
        return int(month) if name == "actual" else 0


def columns(month: int) -> tuple[Column, ...]:
    """The columns of the form of a month: what is known first, then the actual of each month up to it, and the rest."""
    figure, of = RECORDS["budget_figure"].by_name, month_words(month)
    return (
        Column(CATEGORY, text(name=CATEGORY, label="Category")),
        Column(BUDGET, money(name=BUDGET, label="Budget of the year")),
        Column(PLAN, money(name=PLAN, label=f"Plan {of}")),
        Column(TO_DATE, money(name=TO_DATE, label=f"Plan to {of}")),
        *(
            Column(f"actual_{at}", money(name=f"actual_{at}", label=f"Actual {month_words(at)}"), open=True)
            for at in range(1, month + 1)
        ),
        Column(FORECAST, money(name=FORECAST, label="Forecast of the year"), open=True),
        Column(BASIS, replace(figure["basis"], label=f"Basis of {of}"), open=True),
        Column(NOTE, replace(figure["note"], label="Note"), open=True),
    )


def month_words(month: int) -> str:
    """A month in a heading: Sep M06."""
    return f"{MONTHS[(month + 2) % 12][:3]} {month_label(month)}"
