"""The chosen funding stream at the side: what it has and is for, where it comes from, what is printed of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.rules.payment_words import people, price
from blmk_desktop.rules.wording import counted, pounds
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines, history_lines, shortened
from ui.tabs.budgets.funding_streams_columns import ABOUT, Shown, area_words, names_of

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.funding_streams import PerHead, StreamRow, StreamSum
    from blmk_desktop.summaries.stream_detail import StreamDetail
    from ui.window import MainWindow

HINT = "Choose a stream to see what it is for, where its figures stand, and what is left."
Buttons = list[tuple[str, Callable[[], object]]]
GOES = {  # where what is worked out comes from: the words of a button, and the kind of record that it shows
    "plans": ("Show the plans", "plan"),
    "payments": ("Show the payments", "payments"),
    "schemes": ("Show the schemes", "funding_line"),
}


def read_behind(connection: Any, row: Any) -> StreamDetail:
    """Read what is behind a row."""
    from blmk_desktop.summaries.stream_detail import stream_detail

    identity = 0 if isinstance(row, list) else getattr(row, "id", 0)
    return stream_detail(connection, *names_of(row), identity)


def show_row(
    pane: DetailPane, window: MainWindow, shown: Shown, id_: Any, behind: StreamDetail, findings: Sequence[Finding]
) -> None:
    """Show the row of a view."""
    row = shown.rows.get(id_)
    if row is None:
        pane.clear(HINT)
        return
    _SHOW[shown.wanted.view](pane, window, shown, row, behind, findings)


def _about(findings: Sequence[Finding], fund: str, area: str, year: str) -> list[Finding]:
    """The findings on a stream, of an area and a year where they are given."""
    found = []
    for one in findings:
        kind, key = one.about
        parts = (*key.split("|"), "", "")[:3] if kind == ABOUT[0] else (key, one.measure, "")
        same_fund = not fund or parts[0] == fund
        same_area = kind != ABOUT[0] or not fund or parts[2] == area
        if kind in ABOUT and same_fund and same_area and year in ("", parts[1]):
            found.append(one)
    return found


def _show_stream(
    pane: DetailPane,
    window: MainWindow,
    shown: Shown,
    row: StreamRow,
    behind: StreamDetail,
    findings: Sequence[Finding],
) -> None:
    facts = [
        ("Allocation", _money(row.amount)),
        ("Spent", _money(row.spent)),
        ("Committed", _money(row.committed)),
        ("Left", _left(row.left)),
        ("Ring-fenced", "" if row.ring_fenced is None else ("No", "Yes")[row.ring_fenced]),
        ("Recurrent", row.recurrence.capitalize()),
        ("Conditions", row.conditions),
        ("Note", row.note),
        ("Source", ", ".join(filter(None, (row.source, row.cell)))),
        ("In the total", "" if row.counted else "No: it is part of an amount that is there as a whole"),
    ]
    others = [one for one in shown.streams.rows if (one.fund, one.area) == (row.fund, row.area) and one is not row]
    sections: list[Section] = [
        Facts("Money", facts),
        finding_lines(window, _about(findings, row.fund, row.area, row.year)),
        Facts("Other years", [(one.year, _money(one.amount)) for one in others]),
        _of_heads(shown, row.fund, row.area),
        _printed(behind),
        history_lines(behind.history, window),
    ]
    subtitle = " · ".join((row.programme, area_words(row.area), row.year))
    badge = ("Overdrawn", "red") if (row.left or 0) < 0 else None
    pane.show_detail(row.fund, subtitle, sections, badge, _buttons(window, row, behind))


def _buttons(window: MainWindow, row: StreamRow, behind: StreamDetail) -> Buttons:
    words, kind = GOES.get(row.origin, ("", ""))
    found: Buttons = [(words, lambda: window.show_record(kind, row.fund))] if words else []
    if window.read_only:
        return found
    if behind.envelope is not None:
        envelope = behind.envelope
        found.append(("Change…", lambda: open_form(window, "fund_envelope", envelope)))
    return [*found, *_of_fund(window, behind)]


def _of_fund(window: MainWindow, behind: StreamDetail) -> Buttons:
    if behind.fund is None or window.read_only:
        return []
    fund = behind.fund
    given = {"fund": fund["name"]}
    return [
        ("Add a year…", lambda: open_form(window, "fund_envelope", given, fixed=("fund",))),
        ("The stream…", lambda: open_form(window, "fund", fund)),
    ]


def _show_years(
    pane: DetailPane,
    window: MainWindow,
    shown: Shown,
    rows: list[StreamRow],
    behind: StreamDetail,
    findings: Sequence[Finding],
) -> None:
    first = rows[0]
    years = [(row.year, f"{_money(row.amount)}{_used(row)}") for row in sorted(rows, key=lambda one: one.year)]
    sections: list[Section] = [
        Facts("By year", years),
        Facts("The stream", [("Recurrent", first.recurrence.capitalize()), ("Conditions", first.conditions)]),
        finding_lines(window, _about(findings, first.fund, first.area, "")),
        _of_heads(shown, first.fund, first.area),
        _printed(behind),
    ]
    subtitle = f"{first.programme} · {area_words(first.area)}"
    pane.show_detail(first.fund, subtitle, sections, None, _of_fund(window, behind))


def _show_year(
    pane: DetailPane,
    window: MainWindow,
    shown: Shown,
    row: StreamSum,
    _behind: StreamDetail,
    findings: Sequence[Finding],
) -> None:
    held = [one for one in shown.held if one.year == row.year and one.counted]
    programmes: dict[str, int] = {}
    for one in held:
        programmes[one.programme] = programmes.get(one.programme, 0) + (one.amount or 0)
    ordered = sorted(programmes.items(), key=lambda pair: -pair[1])
    largest = sorted(held, key=lambda one: -(one.amount or 0))
    lines = [
        Line(f"{one.fund}, {area_words(one.area)}: {_money(one.amount)}", _used(one).strip(" ·")) for one in largest
    ]
    sections: list[Section] = [
        Facts("By programme", [(name, _money(amount)) for name, amount in ordered if amount]),
        finding_lines(window, _about(findings, "", "", row.year)),
        Lines("Streams", shortened(lines, "streams")),
    ]
    pane.show_detail(row.year, f"{_money(row.amount)} in {counted(row.rows, 'allocation')}", sections)


def _show_head(
    pane: DetailPane, window: MainWindow, shown: Shown, row: PerHead, behind: StreamDetail, findings: Sequence[Finding]
) -> None:
    sections: list[Section] = [
        _of_heads(shown, row.fund, row.area),
        finding_lines(window, _about(findings, row.fund, row.area, "")),
        _printed(behind),
    ]
    pane.show_detail(row.fund, area_words(row.area), sections, None, _of_fund(window, behind))


def _of_heads(shown: Shown, fund: str, area: str) -> Facts:
    """How an amount and the rate for each patient hang together."""
    one = next((one for one in shown.streams.per_head if (one.fund, one.area) == (fund, area)), None)
    if one is None:
        return Facts("For each patient", [])
    rate = f"{price(one.rate)} in {' and '.join(one.years)} together"
    pairs = [("Rate", rate), ("Is the money of", f"{_money(one.amount)} ÷ {price(one.rate)} = {people(one.implied)}")]
    if one.registered is not None:
        worked = f"{people(one.registered)} × {price(one.rate)} = {_money(one.expected)}"
        pairs.append((f"By the lists of {show_date(one.as_at)}", worked))
    else:
        pairs.append(("Registered list", "Not known: no practice of the register is of this area"))
    return Facts("For each patient", pairs)


def _printed(behind: StreamDetail) -> Lines:
    """What papers print of the stream, with the cells."""
    lines = [
        Line(
            " ".join(filter(None, (one["year"], pounds(one["value"], 0)))),
            f"{one['source']} › {one['sheet']}!{one['cell']}" + (", of all areas" if one["rule"] == "total" else ""),
        )
        for one in behind.printed
    ]
    return Lines("As printed", shortened(lines, "figures"))


def _money(pence: int | None) -> str:
    return "" if pence is None else pounds(pence, 0)


def _left(pence: int | None) -> str:
    return "" if pence is None else f"{pounds(-pence, 0)} overdrawn" if pence < 0 else pounds(pence, 0)


def _used(row: StreamRow) -> str:
    parts = [(row.spent, "spent"), (row.committed, "committed")]
    said = [f"{pounds(pence, 0)} {word}" for pence, word in parts if pence is not None]
    return f" · {', '.join(said)}" if said else ""


_SHOW: dict[str, Callable[[DetailPane, MainWindow, Shown, Any, StreamDetail, Sequence[Finding]], None]] = {
    "row": _show_stream,
    "stream": _show_years,
    "year": _show_year,
    "head": _show_head,
}
