"""The chosen role at the side: which networks want it and when, and where they would find people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import figure
from ui.parts.detail import DetailPane, Facts, Line, Lines
from ui.parts.record_lines import finding_lines, shortened

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.role_supply import RoleRow, Want
    from ui.window import MainWindow


def show_detail(pane: DetailPane, window: MainWindow, row: RoleRow, findings: Sequence[Finding]) -> None:
    """Show it."""
    about = [finding for finding in findings if finding.about == ("arrs_role", row.role)]
    origin = [Line(row.supply)] if row.supply else []
    pane.show_detail(
        row.role,
        row.staff_type.capitalize(),
        [
            Facts("All networks", _facts(row)),
            Lines("Where they would come from", origin),
            Facts("To recruit by place", [(place, _staff(wte)) for place, wte in row.by_place.items() if wte]),
            finding_lines(window, about),
            Lines("Networks that recruit", shortened(_wants(window, row), "networks")),
            Lines("Networks that recruit none", shortened(_others(window, row), "networks")),
        ],
        None,
        [("Show the role in the plans", lambda: window.show_record("arrs_role", row.role))],
    )


def _facts(row: RoleRow) -> list[tuple[str, str]]:
    cost = "" if row.cost is None else figure("forecast_spend", row.cost)
    left_out = f" and {row.unknown} lines whose cost is not known" if row.unknown else ""
    return [
        ("In post", _staff(row.wte_in_post)),
        ("Planned", _staff(row.wte_planned)),
        ("To recruit", _staff(row.to_recruit)),
        ("Leaving", _staff(row.leaving or None)),
        (
            "Cost so far" if row.so_far else "Cost in the year",
            f"{cost}{left_out}" if cost else "Not known" * bool(row.unknown),
        ),
        ("Figures", "from the returned plans" if row.from_lines else "as the pack prints them by role"),
    ]


def _staff(wte: int | None) -> str:
    return "" if wte is None else figure("wte_planned", wte)


def _wants(window: MainWindow, row: RoleRow) -> list[Line]:
    return [_line(window, want, f"{_staff(want.to_recruit)}: {_starts(want)}") for want in row.wants if want.to_recruit]


def _others(window: MainWindow, row: RoleRow) -> list[Line]:
    return [
        _line(window, want, f"{_staff(want.wte_planned)} · {want.place}") for want in row.wants if not want.to_recruit
    ]


def _line(window: MainWindow, want: Want, detail: str) -> Line:
    return Line(want.pcn, detail, activate=lambda: window.show_record("plan", want.pcn_code))


def _starts(want: Want) -> str:
    """When each is to start, and where: 1.00 on 01/12/2022 · Luton."""
    dates = ", ".join(f"{_staff(wte).removesuffix(' WTE')} on {show_date(day)}" for day, wte in want.starts)
    return f"{dates} · {want.place}" if want.place else dates
