"""The chosen risk at the side: its three parts, its scores and their history, what is done about it, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import COUNT
from blmk_desktop.rules.wording import capital, counted
from ui.parts.detail import DetailPane, Facts, Line, Lines, Part, Section
from ui.parts.form import open_form
from ui.parts.linked_lines import link_lines
from ui.parts.record_lines import finding_lines, history_lines
from ui.parts.trend import TrendLine
from ui.parts.trend_panel import TrendPanel
from ui.tabs.risks.risk_dialogs import Close, Escalate, NewAction, Rescore, Review, ThreeParts, opening
from ui.tabs.risks.risk_register_columns import KINDS, banding

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.risk_scores import Band
    from blmk_desktop.summaries.links import Links
    from blmk_desktop.summaries.risks import Mark, RiskDetail, RiskRow
    from ui.window import MainWindow

Buttons = list[tuple[str, Callable[[], object]]]


def show_risk(
    pane: DetailPane, window: MainWindow, detail: RiskDetail, bands: list[Band], findings: Iterable[Finding], day: str
) -> None:
    """Show a risk as at a day."""
    row, about = detail.row, ("risk", detail.row.reference)
    word, tone = banding(bands)(row.score or 0)
    said = (row.register, row.corporate_reference, row.level and f"at the level {row.level}")
    badge = (f"{row.score} {word}".strip(), tone) if row.score is not None else ("Not scored", "grey")
    sections: list[Section] = [
        Lines("Needs", [Line(capital(words)) for words in row.needs]),
        *_statement(window, row),
        _scores(window, detail, bands),
        finding_lines(window, [one for one in findings if one.about == about]),
        _actions(window, detail, day),
        Facts("Controls", [("Controls", row.controls), ("Gaps", row.gaps), ("Assurance", row.assurance)]),
        Facts("As the register writes it", [("Plan", row.plan), ("Position", row.position)]),
        Facts("Managed", _managed(row, detail.links)),
        Lines("Touches", _touches(window, row)),
        *link_lines(window, detail.links),
        _reviews(window, detail),
        _levels(window, detail),
        history_lines(detail.history, window),
    ]
    state = ("Closed", "grey") if row.status == "closed" else badge
    pane.show_detail(f"{row.reference}: {row.title}", " · ".join(filter(None, said)), sections, state, _do(window, row))


def _do(window: MainWindow, row: RiskRow) -> Buttons:
    """What can be done with a risk."""
    register = ("Show the register", partial(window.show_record, "risk_register", row.register))
    if window.read_only:
        return [register]
    change = ("Change…", partial(_change, window, row.reference))
    if row.status == "closed":
        return [("Open again…", partial(_reopen, window, row)), change, register]
    return [
        ("Review…", opening(Review, window, row)),
        ("Pass up or down…", opening(Escalate, window, row)),
        ("Close…", opening(Close, window, row)),
        change,
        register,
    ]


def _change(window: MainWindow, reference: str) -> None:
    """Open the form with the record as it is stored."""

    def fetch(connection: Any) -> dict[str, Any] | None:
        from blmk_desktop.records.kinds import RECORDS
        from blmk_desktop.records.rows import by_key

        return by_key(connection, RECORDS["risk"], reference)

    window.read(fetch, lambda stored: open_form(window, "risk", stored) if stored else None)


def _reopen(window: MainWindow, row: RiskRow) -> None:
    from ui.parts.reason import ask_reason

    def accept(reason: str) -> None:
        from blmk_desktop.acts.risks import reopen

        window.change(reopen, row.reference, reason, kinds={"risk"})

    ask_reason(window, f"Open {row.reference} again", row.title, "Open again", accept)


def _statement(window: MainWindow, row: RiskRow) -> list[Section]:
    """The three parts; while they are only a proposal, what the register writes, and how to confirm them."""
    parts = Facts("The risk", [("Because", row.cause), ("May happen", row.event), ("Leading to", row.effect)])
    if row.split != "proposed":
        return [parts]
    buttons: Buttons = [("Confirm", partial(_confirm, window, row)), ("Correct…", opening(ThreeParts, window, row))]
    words = "Split by the application. Is it right?"
    return [
        parts,
        Lines("", [Line(words, row.statement, "Proposed", "blue", buttons=[] if window.read_only else buttons)]),
    ]


def _confirm(window: MainWindow, row: RiskRow) -> None:
    from blmk_desktop.acts.risks import confirm_statement
    from blmk_desktop.rules.risk_statement import Statement

    parts = Statement(row.cause, row.event, row.effect)
    window.change(confirm_statement, row.reference, parts, kinds={"risk"})


# Scores


def _scores(window: MainWindow, detail: RiskDetail, bands: list[Band]) -> Lines:
    """Each of its scores opens its history."""
    row, banded = detail.row, banding(bands)
    lines = []
    for kind, words in KINDS.items():
        mark: Mark | None = getattr(row, kind)
        again: Buttons = [("Score…", opening(Rescore, window, row, bands, kind))]
        buttons = [] if window.read_only or row.status == "closed" else again
        if mark is None:
            written = f"The register writes: {row.target_words}" if kind == "target" and row.target_words else ""
            lines.append(Line(f"{words}: not scored", written, buttons=buttons))
            continue
        band, tone = banded(mark.score.value)
        times = sum(one.kind == kind for one in detail.scores)
        since = f"since {show_date(mark.on)} · {counted(times, 'score')} in its history"
        open_history = partial(show_scores, window, detail, bands)
        lines.append(Line(f"{words}: {mark.score}", since, band.capitalize(), tone, open_history, buttons))
    if row.most is not None:
        lines.append(Line(f"Up to {row.most} is tolerated"))
    return Lines("Scores", lines)


class Scores(QDialog):
    """Every score that a risk ever had, newest first, with the reasons; as lines over time where there are several."""

    def __init__(self, window: MainWindow, detail: RiskDetail, bands: list[Band]) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = detail.row
        self.setWindowTitle(f"Scores of {row.reference}")
        self.pane = DetailPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        sections: list[Section] = [*_over_time(detail)]
        for kind, words in KINDS.items():
            marks = [mark for mark in detail.scores if mark.kind == kind]
            lines = [self._line(window, row.reference, mark, bands) for mark in marks]
            sections.append(Lines(words, lines))
        self.pane.show_detail(f"Scores of {row.reference}", row.title, sections)
        self.resize(QSize(560, 620).boundedTo(QRect(self.screen().availableGeometry()).size()))

    def _line(self, window: MainWindow, reference: str, mark: Mark, bands: list[Band]) -> Line:
        band, tone = banding(bands)(mark.score.value)
        printed = f"printed as {mark.printed}" if mark.printed not in {None, mark.score.value} else ""
        where = " ".join(filter(None, (mark.source, mark.cell)))
        detail = "\n".join(filter(None, (mark.reason, " · ".join(filter(None, (printed, where))))))
        change = ("Change…", partial(self._change, window, reference, mark))
        return Line(
            f"{show_date(mark.on)}: {mark.score}",
            detail,
            band.capitalize(),
            tone,
            buttons=[] if window.read_only else [change],
        )

    def _change(self, window: MainWindow, reference: str, mark: Mark) -> None:
        self.accept()
        open_form(window, "risk_score", _stored(reference, mark), fixed=("risk", "kind"))


def _stored(reference: str, mark: Mark) -> dict[str, Any]:
    return {
        "id": mark.id,
        "risk": reference,
        "kind": mark.kind,
        "on": mark.on,
        "likelihood": mark.score.likelihood,
        "impact": mark.score.impact,
        "reason": mark.reason or None,
        "printed": mark.printed,
        "printed_band": mark.printed_band or None,
        "source": mark.source or None,
    }


def _over_time(detail: RiskDetail) -> list[Part]:
    """The scores as lines; a score holds until the next."""
    days = sorted({mark.on for mark in detail.scores})
    if len(days) < 2:
        return []
    lines = []
    for kind, words in KINDS.items():
        marks = sorted((mark for mark in detail.scores if mark.kind == kind), key=lambda mark: mark.on)
        if marks:
            held = [[mark.score.value for mark in marks if mark.on <= day] for day in days]
            lines.append(TrendLine(words, [values[-1] if values else None for values in held]))
    panel = TrendPanel("Scores over time", [show_date(day) for day in days], lines, COUNT, along="Day")
    return [Part("Over time", panel)]


def show_scores(window: MainWindow, detail: RiskDetail, bands: list[Band]) -> Scores:
    """Open the history of a risk's scores."""
    dialog = Scores(window, detail, bands)
    dialog.open()
    return dialog


# What is done about it


def _actions(window: MainWindow, detail: RiskDetail, day: str) -> Lines:
    lines = [_action(window, one, day) for one in detail.actions]
    if not window.read_only and detail.row.status != "closed":
        add: Buttons = [("Add an action…", opening(NewAction, window, detail.row))]
        lines.append(Line("" if lines else "No action yet.", buttons=add))
    return Lines("Actions", lines)


def _action(window: MainWindow, one: Mapping[str, Any], day: str) -> Line:
    done, late = one["done"] and one["done"] <= day, one["due"] and one["due"] < day
    word, tone = ("Done", "green") if done else ("Late", "red") if late else ("Open", "blue")
    when = f"done {show_date(one['done'])}" if done else f"due {show_date(one['due'])}" if one["due"] else "no date"
    parts = (" · ".join(filter(None, (one["owner"], when))), one["progress"])
    change: Buttons = [("Change…", lambda: open_form(window, "risk_action", one, fixed=("risk", "number")))]
    buttons = [] if window.read_only else change
    return Line(f"{one['number']}. {one['action']}", "\n".join(filter(None, parts)), word, tone, buttons=buttons)


def _managed(row: RiskRow, links: Sequence[Links]) -> list[tuple[str, str]]:
    return [
        ("Owner", row.owner),
        ("Accountable", row.accountable),
        ("Category", row.category),
        ("Treatment", row.treatment.capitalize()),
        ("Raised", show_date(row.raised) if row.raised else ""),
        ("Last review", show_date(row.last_review or row.updated) if row.last_review or row.updated else ""),
        ("Review due", show_date(row.review_due) if row.review_due else ""),
        ("Closed", f"{show_date(row.closed)}: {row.closed_reason}".removesuffix(": ") if row.closed else ""),
        ("Budget line", "" if any(one.heading == "Budget line" for one in links) else row.budget_line),
    ]


def _touches(window: MainWindow, row: RiskRow) -> list[Line]:
    """The practice, network, scheme and plan round that it is about, each of which can be gone to."""
    names = {"practice": "Practice", "pcn": "PCN", "scheme": "Scheme", "plan_round": "Plan round"}
    found = [(kind, words, getattr(row, kind)) for kind, words in names.items()]
    return [
        Line(f"{words} {key}", activate=partial(window.show_record, kind, key)) for kind, words, key in found if key
    ]


def _reviews(window: MainWindow, detail: RiskDetail) -> Lines:
    return Lines("Reviews", [_review(window, one) for one in detail.reviews])


def _review(window: MainWindow, one: Mapping[str, Any]) -> Line:
    by = f"{show_date(one['on'])}" + (f": {one['by']}" if one["by"] else "")
    change: Buttons = [("Change…", lambda: open_form(window, "risk_review", one, fixed=("risk",)))]
    return Line(by, one["note"] or "", buttons=[] if window.read_only else change)


def _levels(window: MainWindow, detail: RiskDetail) -> Lines:
    return Lines("Up and down", [_level(window, one) for one in detail.escalations])


def _level(window: MainWindow, one: Mapping[str, Any]) -> Line:
    change: Buttons = [("Change…", lambda: open_form(window, "risk_escalation", one, fixed=("risk",)))]
    to = f"{show_date(one['on'])}: to the level {one['level']}"
    return Line(to, one["reason"], buttons=[] if window.read_only else change)
