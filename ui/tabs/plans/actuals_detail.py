"""The chosen network at the side: role by role, why plan, claim and workforce file differ, the year, its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from blmk_desktop.periods import month_label, show_date
from blmk_desktop.rules.actual_gaps import KINDS, PARTS, SERIOUS
from blmk_desktop.rules.wording import figure, in_words
from blmk_desktop.values import show_figure
from ui.parts.detail import DetailPane, Facts, Line, Lines, Part, Section
from ui.parts.form import open_form
from ui.parts.labels import label, muted
from ui.parts.record_lines import finding_lines, shortened
from ui.parts.trend import TrendLine
from ui.parts.trend_panel import TrendPanel
from ui.tabs.plans.actuals_columns import Shown, status

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.actuals import Actual, Trend
    from blmk_desktop.summaries.claim_forecast import ForecastRow
    from ui.window import MainWindow

TONES = {"R": "red", "A": "amber", "B": "blue", "G": "green"}
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


@dataclass(frozen=True)
class NetworkActuals:
    """A network in a month: its roles, the year month by month, and the claims as they are stored."""

    row: Actual
    roles: list[Actual]
    trend: Trend
    claims: list[dict[str, Any]]
    other: int  # in the workforce file, in no ARRS role, in millionths of an FTE


def network_actuals(connection: Any, shown: Shown, pcn: str) -> NetworkActuals | None:
    """Read what is behind a network's row; None if it is not shown in the month."""
    from blmk_desktop.summaries.actuals import claims_in, trend

    found = shown.found
    row = next((one for one in found.by_network if one.pcn_code == pcn), None)
    if row is None:
        return None
    claims = claims_in(connection, found.year, found.month, pcn)
    return NetworkActuals(row, found.roles_of(pcn), trend(connection, found, pcn), claims, found.other_posts(pcn))


def show_network(
    pane: DetailPane, window: MainWindow, shown: Shown, detail: NetworkActuals, findings: Sequence[Finding]
) -> None:
    """Show it."""
    row, found = detail.row, shown.found
    money = next((one for one in shown.money.rows if one.pcn_code == row.pcn_code), None)
    about = [one for one in findings if one.about == ("arrs_claim", row.pcn_code)]
    sections: list[Section] = [
        Lines("Why they differ", [_gap(gap.kind, gap.words) for gap in row.gaps] + _other(detail)),
        Part(f"Role by role, {found.month_words}", _side_by_side(detail)),
        Part("Month by month, WTE", _chart(detail.trend, in_words(row.pcn))),
        finding_lines(window, about),
        Facts("The year", forecast_facts(money)),
        Lines(f"Claims for {found.month_words}", _claims(window, detail)),
    ]
    word = status(row)
    add = [] if window.read_only else [("Add a claim…", lambda: add_claim(window, shown, row.pcn_code))]
    buttons = [*add, ("Show the network", lambda: window.show_record("pcn", row.pcn_code))]
    subtitle = f"{row.pcn_code} · {row.place}" if row.place else row.pcn_code
    pane.show_detail(in_words(row.pcn), subtitle, sections, (word, TONES[word[:1]]), buttons)


def show_area(pane: DetailPane, shown: Shown) -> None:
    """Show the whole area: its sums, the underspend of each place, and what they rest on."""
    found, total = shown.found, shown.found.total
    census = found.census
    staff = [
        ("Plan", _wte(total.plan)),
        ("Schedule", _wte(total.scheduled)),
        ("Claim", _wte(total.claimed)),
        ("NWRS", _fte(total.nwrs, "nwrs" in total.incomplete)),
        ("By 31 March", _wte(total.planned)),
        ("Claimed", _money(total.amount)),
    ]
    places = [
        Line(f"{place.place or 'In no place'}: {_money(place.underspend)}", f"forecast {_money(place.forecast)}")
        for place in shown.money.places
        if place.underspend is not None
    ]
    sections: list[Section] = [
        Facts(found.month_words if found.year else "", staff),
        Facts("The year", forecast_facts(shown.money.total)),
        Lines("Underspend by place", places),
        Facts("Held against", [("NWRS", f"census of {show_date(census.as_at)}" if census.as_at else "none here")]),
    ]
    pane.show_detail("The whole area", "Plan, claim and national workforce file side by side", sections)


def forecast_facts(row: ForecastRow | None) -> list[tuple[str, str]]:
    """What a year comes to, in words."""
    from blmk_desktop.summaries.claim_forecast import BASES

    if row is None:
        return []
    missing = ", ".join(map(month_label, row.missing))
    assumed = f"{_money(row.assumed)} for {missing}" if row.missing and row.assumed else ""
    return [
        ("Allocation", _money(row.allocation)),
        ("To date", _money(row.entitlement)),
        ("Claimed", _part(_money(row.claimed), "claimed" in row.incomplete)),
        ("Unclaimed", _part(_money(row.unclaimed), "unclaimed" in row.incomplete)),
        ("Forecast", _part(_money(row.forecast), "forecast" in row.incomplete)),
        ("Assumed", assumed),
        ("Underspend", _part(_money(row.underspend), "underspend" in row.incomplete)),
        ("Rest from", BASES[row.basis]),
    ]


def add_claim(window: MainWindow, shown: Shown | None, pcn: str = "") -> None:
    """Open the form of a claim for the month shown."""
    values: dict[str, Any] = {}
    if shown is not None and shown.found.year:
        values = {"year": shown.found.year, "month": shown.found.month}
    open_form(window, "arrs_claim", values | ({"pcn": pcn} if pcn else {}))


def _gap(kind: str, words: str) -> Line:
    tone = "red" if kind == "not-claimed" else "amber" if kind in SERIOUS else "blue"
    return Line(words, "", KINDS[kind], tone)


def _other(detail: NetworkActuals) -> list[Line]:
    if not detail.other:
        return []
    words = f"{_fte(detail.other)} of directors, managers and others in NWRS are in no ARRS role and not counted."
    return [Line(words, "", "Not counted", "grey")]


def _side_by_side(detail: NetworkActuals) -> QWidget:
    """Role, plan, claim and workforce file in columns, with their sums below."""
    table, grid = QWidget(), QGridLayout()
    table.setLayout(grid)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    for at, words in enumerate(("Role", "Plan", "Claim", "NWRS")):
        grid.addWidget(label(words, "muted"), 0, at, _side(at))
    lines = [(row.role, row) for row in detail.roles] + [("All roles", detail.row)]
    for line, (name, row) in enumerate(lines, 1):
        cells = (name, _number(row.plan), _number(row.claimed), _number(row.nwrs, 6))
        for at, words in enumerate(cells):
            part = label(words, "heading" if name == "All roles" else "", wrap=at == 0)
            part.setAccessibleName(f"{name}, {('role', 'plan', 'claim', 'NWRS')[at]}: {words}" if at else name)
            grid.addWidget(part, line, at, _side(at))
    if detail.row.plan is not None and all(row.plan is None for row in detail.roles):
        grid.addWidget(muted("The plan of this network is not given by role."), len(lines) + 1, 0, 1, 4)
    return table


def _side(at: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag(0)
    return across | Qt.AlignmentFlag.AlignTop


def _chart(trend: Trend, name: str) -> TrendPanel:
    nwrs = [None if value is None else (value + PARTS // 2) // PARTS for value in trend.nwrs]
    lines = [TrendLine("Plan", trend.plan), TrendLine("Claim", trend.claimed), TrendLine("NWRS", nwrs)]
    return TrendPanel(f"{name}: plan, claim and NWRS month by month", MONTHS, lines)


def _claims(window: MainWindow, detail: NetworkActuals) -> list[Line]:
    lines = []
    for claim in detail.claims:
        what = ", ".join(filter(None, (claim["role"], claim["post"])))
        said = " · ".join(filter(None, (_wte(claim["wte"]), _money(claim["amount"]))))
        where = " › ".join(filter(None, (claim["source"], claim["cell"]))) or "Entered by hand"
        change = ("Change…", partial(open_form, window, "arrs_claim", claim))
        lines.append(Line(f"{what}: {said}", where, buttons=[] if window.read_only else [change]))
    return shortened(lines, "claims")


def _number(value: int | None, places: int = 2) -> str:
    return "–" if value is None else show_figure(value, places, 2)


def _wte(value: int | None) -> str:
    return "" if value is None else figure("wte_in_post", value)


def _fte(value: int | None, incomplete: bool = False) -> str:
    return "" if value is None else _part(f"{show_figure(value, 6, 2)} FTE", incomplete)


def _money(value: int | None) -> str:
    return "" if value is None else figure("allocation", value, 0)


def _part(text: str, incomplete: bool) -> str:
    return f"{text} (incomplete)" if text and incomplete else text
