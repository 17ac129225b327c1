"""The chosen cell of the five-year budget at the side: how it was worked out, in words, and where it is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.rules.five_year import ALLOCATION, LINE, RESERVE, SAVINGS, TOTAL
from blmk_desktop.rules.five_year_growth import OWN
from blmk_desktop.rules.five_year_lines import methods
from blmk_desktop.rules.worked import amount, nearest, rate
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines
from ui.tabs.budgets.five_year_assumptions import Assumed, Beside, show_assumption
from ui.tabs.budgets.five_year_columns import TONES, row_id
from ui.tabs.budgets.five_year_dials import signed

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.five_year import Cell, Row
    from blmk_desktop.rules.five_year_lines import Explained, Printed
    from ui.tabs.budgets.five_year_columns import AreaYear, Shown
    from ui.window import MainWindow

HINTS = {
    "lines": "Choose a figure to see how it was worked out, and where it is printed.",
    "areas": "Choose an area and year to see what its budget is made of.",
    "assumptions": "Choose an assumption to see what says so, and which lines it moves.",
    "explained": "Choose a figure to see what growth and inflation make of the year before it.",
}
KIND_WORDS = {
    RESERVE: "What is kept back",
    SAVINGS: "What has to be saved",
    TOTAL: "Total",
    ALLOCATION: "Allocation",
}
GoTo = Callable[[str, str, str], object]  # area, row, year


class At:
    """What the detail of a row stands on.

    `compared` is what the scenario is compared with, in words; `scenario` the set that an own growth is kept in, ''
    for none.
    """

    def __init__(
        self,
        window: MainWindow,
        shown: Shown,
        findings: Sequence[Finding],
        go_to: GoTo,
        compared: str,
        scenario: str = "",
    ) -> None:
        self.compared, self.scenario = compared, scenario
        self.window, self.shown, self.findings, self.go_to = window, shown, findings, go_to

    def about(self, places: Sequence[Printed | None], *keys: tuple[str, str]) -> Lines:
        """The findings that name one of these places, or are about one of these records."""
        wheres = {place.where for place in places if place is not None and place.cell}
        return finding_lines(self.window, [one for one in self.findings if one.where in wheres or one.about in keys])


def show_row(pane: DetailPane, at: At, id_: Any, year: str) -> None:
    """Show a row of a view, and of it a year."""
    if id_ in at.shown.rows:
        _SHOW[at.shown.view](pane, at, at.shown.rows[id_], year)


def _show_line(pane: DetailPane, at: At, row: Row, year: str) -> None:
    found = at.shown.found
    if year not in found.published.years:
        year = found.published.years[-1]
    cell = row.cell(year)
    printed = "As published" if _is_published(cell) else "As printed"
    of_allocation = [] if row.kind == LINE else [("published_allocation", f"{row.area}|{year}")]  # lines need none
    facts = [
        (printed, _thousands(cell.published.value) if cell.published else ""),
        (at.compared, "" if _is_published(cell) else _thousands(cell.base)),
        ("In the scenario", _thousands(cell.scenario)),
        ("Difference", signed(cell.difference) if cell.difference else ""),
        ("Printed", cell.published.where if cell.published and cell.published.cell else ""),
    ]
    told = [Line(cell.words, buttons=_own_growth(at, row, year))]
    if cell.base_words != cell.words:
        told.append(Line(cell.base_words, at.compared))
    explained = found.published.explained.get((row.area, row.line, year))
    badge = (explained.verdict.capitalize(), TONES[explained.verdict]) if explained else None
    sections: list[Section] = [
        Lines("How it comes about", told),
        Facts(f"{year}, £000", facts),
        _parts(at, row, year),
        at.about([cell.published], *of_allocation),
        Lines("Every year", [_year_line(at, row, one) for one in row.cells]),
    ]
    whose = row.area if row.kind == LINE else f"{row.area} · {KIND_WORDS[row.kind]}"
    pane.show_detail(row.line, whose, sections, badge)


def _is_published(cell: Cell) -> bool:
    return cell.published is not None and cell.published.value == cell.base


def _thousands(pence: int) -> str:
    return amount(pence)


def _year_line(at: At, row: Row, cell: Cell) -> Line:
    difference = f", {signed(cell.difference)}" if cell.difference else ""
    text = f"{cell.year}: {amount(cell.scenario)}{difference}"
    return Line(text, activate=lambda: at.go_to(row.area, row_id(row), cell.year))


def _parts(at: At, row: Row, year: str) -> Lines:
    """What a figure is the sum of: the lines of a total, the areas of a whole."""
    found = at.shown.found
    if row.area in found.published.sums:
        of = [
            one
            for area in found.published.sums[row.area]
            for one in found.of(area)
            if (one.kind, one.line) == (row.kind, row.line) or (one.kind == row.kind and row.kind != LINE)
        ]
        return Lines("Made up of", [_part(at, one, one.area, year) for one in of])
    if row.kind == TOTAL:
        of = [one for one in found.of(row.area) if one.kind not in (TOTAL, ALLOCATION)]
        return Lines("Made up of", [_part(at, one, one.line, year) for one in of])
    return Lines("", [])


def _part(at: At, row: Row, name: str, year: str) -> Line:
    cell = row.cell(year)
    difference = f", {signed(cell.difference)}" if cell.difference else ""
    return Line(f"{name}: {amount(cell.scenario)}{difference}", activate=lambda: at.go_to(row.area, row_id(row), year))


def _own_growth(at: At, row: Row, year: str) -> list[tuple[str, Callable[[], object]]]:
    """The button that gives a line a growth of its own in the scenario that is chosen."""
    is_own = row.kind == LINE and row.area in at.shown.found.published.areas
    if not at.scenario or not is_own or at.window.read_only or year == at.shown.found.published.years[0]:
        return []
    given = {"set": at.scenario, "name": OWN, "area": row.area, "year": year, "item": row.line, "unit": "%"}
    return [("Give it a growth of its own…", lambda: open_form(at.window, "assumption", given, fixed=("set", "name")))]


def _show_area(pane: DetailPane, at: At, row: AreaYear, _year: str) -> None:
    rows = at.shown.found.of(row.area)
    saved, reserve = row.by_kind.get(SAVINGS), row.by_kind.get(RESERVE)
    facts = [
        ("Final allocation", _or_blank(row.final)),
        ("Adjusted allocation", _or_blank(row.adjusted)),
        ("In the budget", _or_blank(row.printed.value if row.printed else None)),
        ("Off the adjusted one", signed(row.off) if row.off else ""),
        ("Lines", _thousands(row.sum_of("scenario"))),
        ("Contingency", _or_blank(reserve.scenario if reserve else None)),
        ("To be saved", _or_blank(saved.scenario if saved else None)),
    ]
    told = [Line(cell.words) for cell in (row.by_kind.get(kind) for kind in (ALLOCATION, RESERVE, SAVINGS)) if cell]
    sections: list[Section] = [
        Facts(f"{row.year}, £000", facts),
        Lines("How it comes about", told),
        at.about([row.printed], ("published_allocation", f"{row.area}|{row.year}")),
        Lines("Lines", [_part(at, one, one.line, row.year) for one in rows if one.kind not in (TOTAL, ALLOCATION)]),
    ]
    badge = ("Not the adjusted allocation", "red") if row.off else None
    pane.show_detail(row.area, row.year, sections, badge)


def _or_blank(pence: int | None) -> str:
    return "" if pence is None else _thousands(pence)


def _show_explained(pane: DetailPane, at: At, told: Mapping[str, Explained], year: str) -> None:
    one = told.get(year) or next(iter(told.values()))
    facts = [
        ("Printed", amount(one.printed.value)),
        ("Predicted", amount(one.predicted)),
        ("Difference", signed(nearest(one.difference))),
        ("Grew by", rate(one.growth) if one.growth is not None else ""),
        ("Stands in", one.printed.where if one.printed.cell else ""),
    ]
    counts = [
        Line(f"{row.method.capitalize()}: {row.within} of {row.of} within rounding", f"{row.near} more are near")
        for row in methods(at.shown.found.published)
    ]
    years = [Line(other.words, "", other.verdict.capitalize(), TONES[other.verdict]) for other in told.values()]
    sections: list[Section] = [
        Facts(f"{one.year}, £000", facts),
        at.about([one.printed]),
        Lines("Every year", years),
        Lines("How many figures each rule explains, of all areas", counts),
    ]
    pane.show_detail(one.line, one.area, sections, (one.verdict.capitalize(), TONES[one.verdict]))


def _show_assumption(pane: DetailPane, at: At, row: Assumed, _year: str) -> None:
    show_assumption(pane, Beside(at.window, at.shown.found, at.findings, at.scenario), row)


_SHOW: dict[str, Callable[[DetailPane, At, Any, str], None]] = {
    "lines": _show_line,
    "areas": _show_area,
    "explained": _show_explained,
    "assumptions": _show_assumption,
}
