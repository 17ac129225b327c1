"""Computed figures beside what a workforce plan prints of them: marks where they differ, and both in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.records.declaration import COUNT, PERCENT, WTE, Unit
from blmk_desktop.rules.claims import agrees
from blmk_desktop.rules.wording import pounds
from blmk_desktop.values import show_figure
from ui.parts.record_lines import open_ones
from ui.parts.table import Mark
from ui.tabs.estates.schemes_columns import gravest

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.stated_workforce import Printed

Place = tuple[Any, str]  # the identity of a row, and a column
MOST = 2  # decimals
STAFF = Unit("whole-time equivalents", "", 2, 2, 2)  # in a table of nothing but WTE, where headings need not say it


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure as computed (in the parts of its unit; None: not known) beside what is printed of it."""

    printed: Printed
    computed: int | None
    unit: Unit

    @property
    def agrees(self) -> bool:
        """Whether the printed figure is the computed one, rounded as it is printed."""
        if self.computed is None:
            return True
        scale = 100 if self.unit is COUNT else 1  # counts are kept whole, what is printed in hundredths
        return agrees(self.printed.value, self.printed.decimals, Fraction(self.computed * scale))

    @property
    def words(self) -> str:
        """Both in words, with the place."""
        computed = "nothing" if self.computed is None else as_text(self.computed, self.unit)
        return f"Printed {as_printed(self.printed, self.unit)}, computed {computed} ({place_of(self.printed)})."


def place_of(printed: Printed) -> str:
    """Sheet and cell of what is printed."""
    return ", ".join(filter(None, (printed.sheet, printed.cell)))


def as_text(value: int | None, unit: Unit) -> str:
    """A figure of a unit in a sentence: 12.50 WTE, 27.3%, £1,234."""
    if value is None:
        return "–"
    if unit.symbol.startswith("£"):
        return pounds(value, 0)
    symbol = {"%": "%", "WTE": " WTE"}.get(unit.symbol, "")
    return f"{show_figure(value, unit.places, unit.decimals)}{symbol}"


def as_printed(printed: Printed, unit: Unit) -> str:
    """What is printed, to the decimals that it is printed with."""
    if unit.symbol.startswith("£"):
        return pounds(printed.value, 0)
    symbol = {"%": "%", "WTE": " WTE"}.get(unit.symbol, "")
    return f"{show_figure(printed.value, 2, max(0, min(MOST, printed.decimals)))}{symbol}"


def figure(name: str, label: str, unit: Unit = WTE, said: str = "", width: int = 0, **more: Any) -> ColumnSpec:
    """A column of computed figures; sums over areas stand in rows of their own, so there is no total row."""
    bare = STAFF if unit is WTE else unit
    full = more.pop("full", "") or (f"{label} (WTE)" if unit is WTE else "")
    return ColumnSpec.figure(name, label, bare, said, width, **{"total": False, "full": full, **more})


def printed_column(name: str, unit: Unit = WTE, of: str = "", *, hidden: bool = False) -> ColumnSpec:
    """The column of what is printed of another."""
    full = f"{of}, as printed".strip(", ") if of else ""
    return figure(
        f"printed {name}",
        "Printed",
        unit,
        "What the plan prints of the figure before it.",
        11,
        full=full,
        hidden=hidden,
    )


def printed_value(printed: Printed | None, unit: Unit) -> int | None:
    """What is printed, in the parts of the column's unit."""
    if printed is None:
        return None
    return printed.value // 100 if unit is COUNT else printed.value


def marks(cells: Mapping[Place, Beside], findings: Iterable[Finding], *, compared: bool = True) -> dict[Place, Mark]:
    """What findings say of printed cells, at the computed figure and at the printed one; else where both differ.

    A scenario is not to be `compared` with what is printed: that it comes to something else is what it is for.
    """
    by_place: dict[str, list[Finding]] = {}
    for finding in open_ones(findings):
        by_place.setdefault(finding.where, []).append(finding)
    found: dict[Place, Mark] = {}
    for (id_, column), beside in cells.items():
        several = by_place.get(beside.printed.where, [])
        if several:
            found[id_, column] = found[id_, f"printed {column}"] = gravest(several)
        elif compared and not beside.agrees:
            found[id_, column] = Mark("note", beside.words)
    return found


def about_cells(cells: Mapping[Place, Beside], findings: Iterable[Finding], id_: Any = None) -> list[Finding]:
    """The findings about printed cells: all of them, or those of one row."""
    places = {beside.printed.where for (row, _), beside in cells.items() if id_ is None or row == id_}
    return [finding for finding in findings if finding.where in places]


def percent(shares: Fraction | int | None) -> str:
    """Hundredths of a percentage point as a percentage."""
    return "" if shares is None else f"{show_figure(round(shares), 2, PERCENT.decimals)}%"


def signed(unit: Unit) -> Callable[[int], str]:
    """How a change is written: with its sign."""
    return lambda value: f"{'+' if value > 0 else '−' if value < 0 else ''}{as_text(abs(value), unit)}"
