"""Computed figures beside what a workforce plan prints of them: marks where they differ, and both in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
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


def printed_column(
    name: str, unit: Unit = WTE, of: str = "", label: str = "Printed", *, hidden: bool = False
) -> ColumnSpec:
    """The column of what is printed of another."""
    full = f"{of}, as printed".strip(", ") if of else ""
    return figure(
        f"printed {name}",
        label,
        unit,
        "What the plan prints of the figure before it.",
        13 if unit is PERCENT else max(11, len(label) * 3 // 4),
        full=full,
        hidden=hidden,
    )


def printed_value(printed: Printed | None, unit: Unit) -> int | None:
    """What is printed, in the parts of the column's unit."""
    if printed is None:
        return None
    return printed.value // 100 if unit is COUNT else printed.value


@dataclass(frozen=True)
class Told:
    """Where on a table findings belong: at printed figures (`cells`), else by what they name and measure (`named`)."""

    cells: Mapping[Place, Beside] = field(default_factory=dict)
    named: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    @cached_property
    def _by_where(self) -> dict[str, list[Place]]:
        """The cells by where their printed figures stand in a source."""
        found: dict[str, list[Place]] = {}
        for place, beside in self.cells.items():
            found.setdefault(beside.printed.where, []).append(place)
        return found

    def places(self, finding: Finding) -> list[Place]:
        """The cells of the table that a finding is about."""
        found = self._by_where.get(finding.where)
        named = self.named.get((finding.subject, finding.measure))
        return found or ([named] if named is not None else [])

    def marks(self, findings: Iterable[Finding], *, compared: bool = True) -> dict[Place, Mark]:
        """What findings say, at the computed figure and at the printed one; else where both differ.

        A scenario is not to be `compared` with what is printed: that it comes to something else is what it is for.
        """
        several: dict[Place, list[Finding]] = {}
        for finding in open_ones(findings):
            for place in self.places(finding):
                several.setdefault(place, []).append(finding)
        found = {place: gravest(them) for place, them in several.items()}
        found |= {(id_, f"printed {column}"): mark for (id_, column), mark in found.items()}
        for place, beside in self.cells.items():
            if compared and place not in found and not beside.agrees:
                found[place] = Mark("note", beside.words)
        return found

    def about(self, findings: Iterable[Finding], id_: Any) -> list[Finding]:
        """The findings about a row."""
        return [finding for finding in findings if any(row == id_ for row, _ in self.places(finding))]
