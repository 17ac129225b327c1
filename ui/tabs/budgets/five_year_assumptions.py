"""What is assumed of a five-year budget: each assumption as compared with and in the scenario, and one at the side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.rules.worked import rate
from blmk_desktop.values import show_figure
from ui.parts.detail import DetailPane, Facts, Section
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines

if TYPE_CHECKING:
    from blmk_desktop.rules.assumptions import Assumption
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.five_year import FiveYear
    from ui.window import MainWindow

COMPARED = "Compared with"


@dataclass(frozen=True)
class Beside:
    """What the detail of an assumption stands on; `scenario` is the set that can be changed, '' for none."""

    window: MainWindow
    found: FiveYear
    findings: Sequence[Finding]
    scenario: str


@dataclass(frozen=True)
class Assumed:
    """What is assumed of one thing, in the case compared with and in the scenario; None where nothing is."""

    before: Assumption | None
    now: Assumption | None

    @property
    def one(self) -> Assumption:
        """Either, the scenario's first."""
        found = self.now or self.before
        if found is None:
            raise ValueError("nothing is assumed")
        return found

    @property
    def differs(self) -> bool:
        """Whether the scenario assumes something else."""
        return self.before is None or self.now is None or self.before.range != self.now.range


def figure_of(one: Assumption, value: int | None) -> str:
    """A value of an assumption in its unit: 1.92%, 3.5 WTE, £42,668."""
    if value is None:
        return ""
    if one.unit == "%":
        return rate(value)
    number = show_figure(value, 4, 4).rstrip("0").rstrip(".")
    return {"£": f"£{number}", "WTE": f"{number} WTE"}.get(one.unit, number)


def by_assumption(
    found: FiveYear, _figure: str, area: str
) -> tuple[list[ColumnSpec], list[tuple[str, dict[str, Any], Assumed]]]:
    """What is assumed of an area, a year or a line, one a row, in the case compared with and in the scenario."""
    of = {"", area, *found.published.sums.get(area, ())}
    before, now = found.baseline.held, found.assumptions.held
    specs = [
        ColumnSpec(name="name", label="Assumption", width=24),
        ColumnSpec(name="area", label="Area", width=18),
        ColumnSpec(name="year", label="Year", width=10),
        ColumnSpec(name="item", label="Of", width=18),
        ColumnSpec(name="before", label=COMPARED, help="In the case compared with", width=14, align="right"),
        ColumnSpec(name="now", label="Scenario", width=12, align="right"),
        ColumnSpec(name="range", label="Between", help="Where it is uncertain", width=20),
        ColumnSpec(name="differs", label="", full="Otherwise", tones={"otherwise": "amber"}, width=12),
        ColumnSpec(name="note", label="Note", width=40),
        ColumnSpec(name="where", label="Where", width=30),
    ]
    rows = [(key, Assumed(before.get(key), now.get(key))) for key in sorted({*before, *now}) if key[1] in of]
    rows.sort(key=lambda row: not row[1].differs)  # what is otherwise stands first
    return specs, [("|".join(key), _assumed_cells(key, row), row) for key, row in rows]


def _assumed_cells(key: tuple[str, str, str, str], row: Assumed) -> dict[str, Any]:
    one, (low, _, high) = row.one, row.one.range
    return {
        **dict(zip(("name", "area", "year", "item"), key, strict=True)),
        "before": figure_of(row.before, row.before.value) if row.before else "",
        "now": figure_of(row.now, row.now.value) if row.now else "",
        "range": f"{figure_of(one, low)} to {figure_of(one, high)}" if one.is_uncertain else "",
        "differs": "otherwise" if row.differs else "",
        "note": one.note,
        "where": " › ".join(filter(None, (one.source, one.cell))),
    }


def show_assumption(pane: DetailPane, at: Beside, row: Assumed) -> None:
    """Show an assumption: what both cases say, who says so, and where it comes from."""
    one = row.one
    about = ", ".join(filter(None, (one.area or "every area", one.year or "every year", one.item)))
    facts = [
        (COMPARED, figure_of(row.before, row.before.value) if row.before else "nothing assumed"),
        ("In the scenario", figure_of(row.now, row.now.value) if row.now else "nothing assumed"),
        ("At least", figure_of(one, one.low)),
        ("At most", figure_of(one, one.high)),
        ("Said by", one.set or "the dial, not kept yet"),
        ("Note", one.note),
        ("Source", " › ".join(filter(None, (one.source, one.cell)))),
    ]
    badge = ("Otherwise", "amber") if row.differs else None
    sections: list[Section] = [Facts("", facts), finding_lines(at.window, _on_assumption(at, one))]
    pane.show_detail(one.name, about, sections, badge, _change(at, one))


def _on_assumption(at: Beside, one: Assumption) -> list[Finding]:
    where = f"{one.source} › {one.cell}"
    return [found for found in at.findings if one.cell and found.where == where]


def _change(at: Beside, one: Assumption) -> list[tuple[str, Callable[[], object]]]:
    """The button that opens the form of what the chosen scenario says."""
    if one.set != at.scenario or not at.scenario or at.window.read_only:
        return []

    def read(connection: Any) -> dict[str, Any] | None:
        from blmk_desktop.records.kinds import RECORDS
        from blmk_desktop.records.rows import by_key

        return by_key(connection, RECORDS["assumption"], one.set, *(part or None for part in one.key))

    def show(record: dict[str, Any] | None) -> None:
        if record is not None:
            open_form(at.window, "assumption", record)

    return [("Change…", lambda: at.window.read(read, show))]
