"""The chosen row of funding at the side: how a budget came about, what a year or fund gives whom, one move."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date, year_of
from blmk_desktop.rules.wording import counted, pounds
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines, shortened
from ui.tabs.estates.scheme_funding_columns import Shown, agreement_left
from ui.tabs.estates.scheme_funding_dialogs import MoveDialog, take_back

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.scheme_funding import EnvelopeRow, LineRow, MoveRow, SumRow
    from ui.window import MainWindow

HINT = "Choose a row to see how its budget came about, and what is left."
Records = Mapping[str, Mapping[int, dict[str, Any]]]
Buttons = list[tuple[str, Callable[[], object]]]


def read_records(connection: Any, shown: Shown, id_: Any) -> Records:
    """The records as stored that the form of a row changes, by kind and id."""
    from blmk_desktop.records.kinds import RECORDS
    from blmk_desktop.records.rows import many
    from ui.tabs.estates.scheme_funding_columns import KIND_OF

    kind, row = KIND_OF.get(shown.view, ""), shown.rows.get(id_)
    identity = row["id"] if isinstance(row, dict) else getattr(row, "id", 0)
    return {kind: many(connection, RECORDS[kind], [identity])} if kind and identity else {}


def show_row(pane: DetailPane, at: At, id_: Any) -> None:
    """Show the row of a view."""
    if id_ in at.shown.rows:
        _SHOW[at.shown.view](pane, at, at.shown.rows[id_])


class At:
    """What the detail of a row stands on."""

    def __init__(
        self, window: MainWindow, shown: Shown, records: Records, findings: Sequence[Finding], *, editable: bool
    ) -> None:
        self.window, self.shown, self.records, self.findings = window, shown, records, findings
        self.editable = editable

    def about(self, *keys: tuple[str, str], measure: str = "", subject: str = "") -> Lines:
        """The findings about one of these, of a measure or a subject where one is given."""
        return finding_lines(
            self.window,
            [
                one
                for one in self.findings
                if one.about in keys and measure in ("", one.measure) and subject in ("", one.subject)
            ],
        )

    def change(self, kind: str, identity: int) -> Buttons:
        """The button that opens the form of a record, where it can be changed."""
        record = self.records.get(kind, {}).get(identity)
        if record is None or not self.editable:
            return []
        return [("Change…", lambda: open_form(self.window, kind, record))]

    def scheme(self, name: str) -> Buttons:
        """The button that goes to a scheme."""
        return [("Show the scheme", lambda: self.window.show_record("scheme", name))] if name else []

    def moves(self, moves: Iterable[MoveRow]) -> Lines:
        """Moves, each of which can be taken back."""
        return Lines("Moves", shortened([self._move(one) for one in moves], "moves"))

    def _move(self, move: MoveRow) -> Line:
        buttons: Buttons = [] if not self.editable else [("Take back…", lambda: take_back(self.window, move))]
        detail = " · ".join(filter(None, (move.reason, show_date(move.on))))
        words = f"{pounds(move.amount, 0)} from {move.from_words} to {move.to_words}"
        return Line(words, detail, move.number, "blue", buttons=buttons)

    def lines(self, heading: str, lines: Sequence[LineRow], *, name: Callable[[LineRow], str]) -> Lines:
        """Lines that make up a sum, the largest first."""
        ordered = sorted(lines, key=lambda one: -one.budget)
        said = [
            Line(f"{name(one)}: {pounds(one.budget, 0)}", one.note, activate=self._to(one.scheme)) for one in ordered
        ]
        return Lines(heading, shortened(said, "lines"))

    def _to(self, scheme: str) -> Callable[[], object]:
        return lambda: self.window.show_record("scheme", scheme)


def _show_line(pane: DetailPane, at: At, row: LineRow) -> None:
    move = [("Move money…", lambda: MoveDialog.ask(at.window, row.key))] if at.editable else []
    facts = [
        ("Original value", pounds(row.original, 0)),
        ("Moved in", _money(row.moved_in or None)),
        ("Moved out", _money(row.moved_out or None)),
        ("Budget", pounds(row.budget, 0)),
        ("Spent", _money(row.spent)),
        ("Not spent", _money(row.unspent)),
        ("Forecast", _money(row.forecast)),
        ("Position", row.note),
        ("Source", ", ".join(filter(None, (row.source, row.cell)))),
    ]
    sections: list[Section] = [
        Facts("Budget", facts),
        at.about(("scheme", row.scheme), subject=f"{row.scheme}, {row.fund} {row.year}"),
        at.moves(one for one in at.shown.funding.moves if row.key in (one.move.taken_from, one.move.given_to)),
    ]
    buttons = [*move, *at.change("funding_line", row.id), *at.scheme(row.scheme)]
    pane.show_detail(row.scheme, f"{row.fund} {row.year}", sections, None, buttons)


def _sum_facts(row: SumRow) -> Facts:
    partly = " so far as is said" if row.incomplete else ""
    return Facts(
        "Money",
        [
            ("Original value", pounds(row.original, 0)),
            ("Moved", _money(row.moved or None)),
            ("Budget", f"{pounds(row.budget, 0)} in {counted(row.lines, 'line')}"),
            ("Spent", f"{_money(row.spent)}{partly}" if row.spent is not None else ""),
            ("Forecast", f"{_money(row.forecast)}{partly}" if row.forecast is not None else ""),
            ("Envelope", _money(row.envelope)),
            ("Headroom", _headroom(row.headroom)),
        ],
    )


def _show_year(pane: DetailPane, at: At, row: SumRow) -> None:
    funding = at.shown.funding
    funds = [("fund", fund) for fund in {*row.by_fund, *(one.fund for one in funding.envelopes)}]
    lines = [one for one in funding.lines if one.year == row.year]
    sections: list[Section] = [
        _sum_facts(row),
        at.about(*funds, measure=row.year),
        Facts("By fund", [(fund, pounds(amount, 0)) for fund, amount in row.by_fund.items()]),
        at.lines("Schemes", lines, name=lambda one: f"{one.scheme}, {one.fund}"),
        at.moves(one for one in funding.moves if _touches(one, lambda key: key[2] == row.year)),
    ]
    pane.show_detail(row.year, _word(row), sections, _badge(row))


def _show_fund(pane: DetailPane, at: At, row: SumRow) -> None:
    funding = at.shown.funding
    of = [one for one in funding.by_source_and_year if one.fund == row.fund]
    years = [(one.year, f"{pounds(one.budget, 0)}{_left(one)}") for one in of]
    lines = [one for one in funding.lines if one.fund == row.fund]
    sections: list[Section] = [
        _sum_facts(row),
        at.about(("fund", row.fund)),
        Facts("By year", years),
        at.lines("Schemes", lines, name=lambda one: f"{one.scheme} {one.year}"),
        at.moves(one for one in funding.moves if _touches(one, lambda key: key[1] == row.fund)),
    ]
    pane.show_detail(row.fund, row.kind, sections, _badge(row))


def _show_envelope(pane: DetailPane, at: At, row: EnvelopeRow) -> None:
    counts = row in at.shown.funding.envelopes
    facts = [
        ("Envelope", pounds(row.envelope, 0)),
        ("Committed", pounds(row.budget, 0) if counts else "No scheme lives on it"),
        ("Headroom", _headroom(row.headroom) if counts else ""),
        ("Spent", _money(row.spent)),
        ("Note", row.note),
    ]
    lines = [one for one in at.shown.funding.lines if (one.fund, one.year) == (row.fund, row.year)]
    sections: list[Section] = [
        Facts("Envelope", facts),
        at.about(("fund", row.fund), measure=row.year),
        at.lines("Committed to", lines, name=lambda one: one.scheme),
    ]
    pane.show_detail(f"{row.fund} {row.year}", row.kind, sections, None, at.change("fund_envelope", row.id))


def _show_move(pane: DetailPane, at: At, row: MoveRow) -> None:
    ends = [key[0] for key in (row.move.taken_from, row.move.given_to) if key]
    back: Buttons = [] if not at.editable else [("Take back…", lambda: take_back(at.window, row))]
    facts = [
        ("From", row.from_words),
        ("To", row.to_words),
        ("Amount", pounds(row.amount)),
        ("On", show_date(row.on)),
        ("Reason", row.reason),
        ("Source", ", ".join(filter(None, (row.source, row.cell)))),
    ]
    buttons = [*back, *at.change("funding_move", row.id), *at.scheme(ends[0] if ends else "")]
    pane.show_detail(f"Move {row.number}", year_of(row.on), [Facts("Move", facts)], None, buttons)


def _show_agreement(pane: DetailPane, at: At, row: dict[str, Any]) -> None:
    facts = [
        ("Council", row["council"] or ""),
        ("Scheme", row["scheme"] or "None yet"),
        *((name.capitalize(), _money(row[name])) for name in ("secured", "received", "spent")),
        ("Left", _money(agreement_left(row))),
        ("To be spent by", show_date(row["expires"])),
        ("Note", row["note"] or ""),
    ]
    buttons = [*at.change("agreement", row["id"]), *at.scheme(row["scheme"] or "")]
    sections: list[Section] = [Facts("Contribution", facts), at.about(("agreement", row["reference"]))]
    name = " · ".join(filter(None, (row["kind"], row["site"])))
    pane.show_detail(row["reference"], name, sections, None, buttons)


def _touches(move: MoveRow, of: Callable[[tuple[str, str, str]], bool]) -> bool:
    return any(key is not None and of(key) for key in (move.move.taken_from, move.move.given_to))


def _money(pence: int | None) -> str:
    return "" if pence is None else pounds(pence, 0)


def _headroom(pence: int | None) -> str:
    if pence is None:
        return ""
    return f"{pounds(-pence, 0)} over-committed" if pence < 0 else f"{pounds(pence, 0)} left"


def _left(row: SumRow) -> str:
    return f" · {_headroom(row.headroom)}" if row.headroom is not None else ""


def _word(row: SumRow) -> str:
    return _headroom(row.headroom) or "No envelope is known"


def _badge(row: SumRow) -> tuple[str, str] | None:
    if row.headroom is None:
        return None
    return ("Over", "red") if row.headroom < 0 else ("Within", "green")


_SHOW: dict[str, Callable[[DetailPane, At, Any], None]] = {
    "line": _show_line,
    "year": _show_year,
    "fund": _show_fund,
    "envelope": _show_envelope,
    "move": _show_move,
    "agreement": _show_agreement,
}
