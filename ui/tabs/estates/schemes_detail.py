"""The chosen scheme at the side: its stages, whom it serves, who pays, what was decided, risks and findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.editing import show_value
from blmk_desktop.periods import show_date
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import pounds
from ui.parts.detail import DetailPane, Facts, Line, Lines
from ui.parts.form import open_form
from ui.parts.linked_lines import link_lines, source_lines
from ui.parts.record_lines import finding_lines, history_lines, shortened
from ui.tabs.estates.schemes_columns import NO_STAGE, STAGE_TONES, about_scheme, late_words
from ui.tabs.estates.schemes_dialogs import DecisionDialog, RagDialog, SameDialog, StageDialog

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.links import Links
    from blmk_desktop.summaries.scheme_funding import LineRow, MoveRow
    from blmk_desktop.summaries.schemes import SchemeDetail, SchemeRow
    from ui.window import MainWindow

HINT = "Choose a scheme to see its stages, its money, and what was decided."
Records = Mapping[int, dict[str, Any]]
Buttons = list[tuple[str, Callable[[], object]]]


@dataclass(frozen=True)
class Read:
    """All that is known of a scheme, its history, by id the records that its form changes, and what it is linked to."""

    detail: SchemeDetail
    history: Any
    record: dict[str, Any]
    stages: Records
    lines: Records
    links: Sequence[Links] = ()


def read_scheme(connection: Any, name: str, as_at: str = "") -> Read | None:
    """Read it, as at a day ('' is today); None if there is none of that name."""
    from blmk_desktop.changes import of_record
    from blmk_desktop.records.rows import many
    from blmk_desktop.summaries.links import links
    from blmk_desktop.summaries.schemes import scheme_detail

    detail = scheme_detail(connection, name, as_at)
    if detail is None:
        return None
    identity = detail.row.id
    return Read(
        detail,
        of_record(connection, "scheme", identity),
        many(connection, RECORDS["scheme"], [identity])[identity],
        many(connection, RECORDS["scheme_stage"], [stage.id for stage in detail.row.stages]),
        many(connection, RECORDS["funding_line"], [line.id for line in detail.lines if line.id]),
        links(connection, "scheme", name, as_at),
    )


def show_scheme(
    pane: DetailPane, window: MainWindow, read: Read, findings: Sequence[Finding], *, editable: bool = True
) -> None:
    """Show it, with what can be done about it where it is `editable`."""
    row, detail = read.detail.row, read.detail
    said = _Said(window, read, editable and not window.read_only)
    pane.show_detail(
        row.name,
        " · ".join(filter(None, (row.kind, row.place))),
        [
            Facts("Scheme", said.facts()),
            Lines("What it is", [Line(row.description)] if row.description else []),
            finding_lines(window, about_scheme(findings, row.name)),
            Lines("Stages", said.stages()),
            Lines("Money", [*map(said.line, detail.lines), *said.end(*said.money_buttons())]),
            Lines("Moves", [said.move(one) for one in detail.moves]),
            Lines("Developer contributions", [said.agreement(one) for one in detail.agreements]),
            Lines("Serves", said.serves()),
            Lines("Decisions", [*map(said.decision, detail.decisions), *said.end(*said.decide())]),
            Lines("Risks", [*map(said.risk, detail.risks), *said.end(*said.risk_button())]),
            *link_lines(window, read.links),
            source_lines(window, row.source, row.cell),
            history_lines(read.history, window),
        ],
        (row.stage or NO_STAGE, STAGE_TONES.get(row.stage, "grey")),
        said.buttons(),
    )


@dataclass(frozen=True)
class _Said:
    """The sections of one scheme, and what can be done in them."""

    window: MainWindow
    read: Read
    editable: bool

    @property
    def row(self) -> SchemeRow:
        return self.read.detail.row

    def buttons(self) -> Buttons:
        window, row = self.window, self.row
        if not self.editable:
            return []
        return [
            ("New stage…", lambda: StageDialog(window, row).open()),
            ("RAG…", lambda: RagDialog(window, row).open()),
            ("Change…", lambda: open_form(window, "scheme", self.read.record)),
            ("Same scheme as…", lambda: SameDialog.ask(window, row)),
        ]

    def end(self, *buttons: tuple[str, Callable[[], object]]) -> list[Line]:
        """A last line with what can be done, unless nothing may be changed."""
        return [Line("", buttons=buttons)] if self.editable else []

    def facts(self) -> list[tuple[str, str]]:
        row, record = self.row, self.read.record
        late = f", {late_words(row.days_late)}" if row.days_late else ""
        expected = show_date(row.expected_by)
        if row.expected_from:
            expected = f"{show_date(row.expected_from)} to {expected}" if expected else show_date(row.expected_from)
        gap = f"{pounds(row.gap, 0)} of it not funded" if row.gap else ""
        return [
            ("RAG", ": ".join(filter(None, (row.rag, row.rag_reason)))),
            ("Lead", row.owner),
            ("Expected", f"{expected}{'' if row.completed else late}"),
            ("Completed", f"{show_date(row.completed)}{late if row.completed else ''}"),
            ("Whole cost", " · ".join(filter(None, (_money(row.cost), gap)))),
            ("Funded", _money(row.budget)),
            ("Spent", _money(row.spent)),
            ("Revenue a year", _money(row.revenue)),
            *((words, show_value(_FIELD[name], record[name])) for name, words in _GAINS.items()),
            ("Note", row.note),
        ]

    def stages(self) -> list[Line]:
        lines = []
        for stage in reversed(self.row.stages):
            buttons = self.change("scheme_stage", self.read.stages.get(stage.id))
            lines.append(
                Line(
                    show_date(stage.on), stage.note, stage.stage, STAGE_TONES.get(stage.stage, "grey"), buttons=buttons
                )
            )
        return lines

    def line(self, line: LineRow) -> Line:
        """What a fund gives it in a year, and how that came about."""
        buttons = self.change("funding_line", self.read.lines.get(line.id))
        show = ("Show in funding", lambda: self.window.show_record("funding_line", "|".join(line.key)))
        return Line(f"{line.fund} {line.year}: {pounds(line.budget, 0)}", line_words(line), buttons=[*buttons, show])

    def money_buttons(self) -> Buttons:
        from ui.tabs.estates.scheme_funding_dialogs import MoveDialog

        window, name = self.window, self.row.name
        return [
            ("Add funding…", lambda: open_form(window, "funding_line", {"scheme": name}, fixed=["scheme"])),
            ("Move money…", lambda: MoveDialog.ask(window, scheme=name)),
            ("Add an agreement…", lambda: open_form(window, "agreement", {"scheme": name})),
        ]

    def move(self, move: MoveRow) -> Line:
        detail = " · ".join(filter(None, (move.reason, show_date(move.on), move.source, move.cell)))
        return Line(f"{pounds(move.amount, 0)} from {move.from_words} to {move.to_words}", detail, move.number, "blue")

    def agreement(self, record: dict[str, Any]) -> Line:
        said = ", ".join(f"{name} {pounds(record[name], 0)}" for name in _PARTS if record[name] is not None)
        until = f"to be spent by {show_date(record['expires'])}" if record["expires"] else ""
        buttons = self.change("agreement", record)
        detail = " · ".join(filter(None, (record["site"], said, until)))
        return Line(f"{record['kind']} {record['reference']}", detail, buttons=buttons)

    def serves(self) -> list[Line]:
        """The networks and practices that it serves, each with its own record to change."""
        window, name = self.window, self.row.name
        records = {(record["pcn"], record["practice"]): record for record in self.read.detail.parties}
        lines = []
        for words, (kind, code) in zip(self.row.parties, self._parties(), strict=False):
            record = records.get((code, None) if kind == "pcn" else (None, code))
            lines.append(Line(words, code, activate=self._to(kind, code), buttons=self.change("scheme_party", record)))
        add = ("Add a practice or network…", lambda: open_form(window, "scheme_party", {"scheme": name}))
        return [*shortened(lines, "practices"), *self.end(add)]

    def _parties(self) -> list[tuple[str, str]]:
        row = self.row
        return [*(("pcn", code) for code in row.pcns), *(("practice", code) for code in row.practices)]

    def _to(self, kind: str, key: str) -> Callable[[], object]:
        return lambda: self.window.show_record(kind, key)

    def decision(self, record: dict[str, Any]) -> Line:
        """What was decided, when and by whom."""
        detail = " · ".join(filter(None, (show_date(record["on"]), record["body"])))
        return Line(record["decision"], detail, buttons=self.change("scheme_decision", record))

    def decide(self) -> Buttons:
        return [("Record a decision…", lambda: DecisionDialog(self.window, self.row).open())]

    def risk(self, record: dict[str, Any]) -> Line:
        """A risk that is linked to it."""
        closed = "Closed" if record["closed"] else "Open"
        return Line(
            record["reference"],
            record["statement"] or "",
            closed,
            "grey" if record["closed"] else "amber",
            self._to("risk", record["reference"]),
        )

    def risk_button(self) -> Buttons:
        """What adds a risk to it."""
        return [("Add a risk…", lambda: open_form(self.window, "risk", {"scheme": self.row.name}))]

    def change(self, kind: str, record: Mapping[str, Any] | None) -> Buttons:
        """The button that opens the form of a record, where it can be changed."""
        if not self.editable or record is None:
            return []
        return [("Change…", lambda: open_form(self.window, kind, record))]


_FIELD = RECORDS["scheme"].by_name
_GAINS = {"rooms": "Rooms gained", "area": "m² gained", "list_served": "Patients served"}
_PARTS = ("secured", "received", "spent")


def _money(pence: int | None) -> str:
    return "" if pence is None else pounds(pence, 0)


def line_words(line: LineRow) -> str:
    """How a line's budget came about, what is spent of it, and what its source says."""
    first = f"{pounds(line.original, 0)} at first" if line.moved_in or line.moved_out else ""
    said = (
        first,
        f"{pounds(line.moved_in, 0)} moved in" if line.moved_in else "",
        f"{pounds(line.moved_out, 0)} moved out" if line.moved_out else "",
        ", ".join(line.moves),
        "" if line.spent is None else f"{pounds(line.spent, 0)} spent",
        "" if line.forecast is None else f"{pounds(line.forecast, 0)} forecast",
        line.note,
        ", ".join(filter(None, (line.source, line.cell))),
    )
    return " · ".join(filter(None, said))
