"""The chosen practice at the side: why it has its points, what is not known, its contract's events, its support."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.records.resilience import SIGNS
from blmk_desktop.rules.resilience import CLEAR, PREMISES, RISKS, UNKNOWN
from blmk_desktop.rules.wording import capital, counted
from ui.parts.detail import DetailPane, Facts, Line, Lines
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines
from ui.tabs.risks.resilience_columns import EVENT_TONES, STAGE_TONES

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.resilience import Sign
    from blmk_desktop.summaries.resilience import ResilienceRow
    from ui.window import MainWindow

Stored = Sequence[Mapping[str, Any]]
GRAVE = 4  # points from which a sign is shown red
MOST_BEHIND = 3  # risks or buildings that a sign offers to go to


def show_detail(
    pane: DetailPane,
    window: MainWindow,
    row: ResilienceRow,
    stored: tuple[Stored, Stored],
    findings: Sequence[Finding],
) -> None:
    """Show a practice; `stored` are the events of its contract and the stages of its support, the newest first."""
    about = [one for one in findings if one.about in (("contract_event", row.code), ("practice", row.code))]
    unknown = [one for one in row.signs if one.state == UNKNOWN]
    pane.show_detail(
        row.name,
        " · ".join(filter(None, (row.code, row.pcn, row.place))),
        [
            Facts("Vulnerability", _facts(row)),
            Lines("Why", [_counting(window, row, one) for one in row.counting] or [Line("No sign counts.")]),
            finding_lines(window, about),
            Lines("Events of its contract", _events(window, row.code, stored[0])),
            Lines("Support", _support(window, row.code, stored[1])),
            Lines("Not known, so not counted", [Line(f"{capital(one.name)}: {one.words}") for one in unknown]),
            Lines("Known, and no sign", [Line(one.words) for one in row.signs if one.state == CLEAR]),
        ],
        (row.stage.capitalize(), STAGE_TONES[row.stage.capitalize()]) if row.stage else None,
        [("Show the practice", lambda: window.show_record("practice", row.code))],
    )


def _facts(row: ResilienceRow) -> list[tuple[str, str]]:
    return [
        ("Points", f"{row.points} of {row.most} that there could be"),
        ("Signs that count", f"{len(row.counting)} of {len(SIGNS)}"),
        ("Not known", counted(len(row.unknown), "sign") if row.unknown else ""),
        ("Support", f"{row.stage} since {show_date(row.stage_on)}" if row.stage else "none"),
    ]


def _counting(window: MainWindow, row: ResilienceRow, sign: Sign) -> Line:
    """A sign that counts, and where to go for what is behind it."""
    tone = "red" if sign.points >= GRAVE else "amber"
    behind = {RISKS: ("risk", row.risks), PREMISES: ("building", row.buildings)}
    kind, keys = behind.get(sign.name, ("", ()))
    buttons = [(f"Show {key}", partial(window.show_record, kind, key)) for key in keys[:MOST_BEHIND]]
    return Line(sign.words, capital(sign.name), f"+{sign.points}", tone, buttons=buttons)


def _events(window: MainWindow, code: str, events: Stored) -> list[Line]:
    lines = [_event(window, one) for one in events]
    if not window.read_only:
        add = ("Add an event…", partial(open_form, window, "contract_event", {"practice": code}, fixed=("practice",)))
        lines.append(Line("" if lines else "Nothing is recorded.", buttons=[add]))
    return lines


def _event(window: MainWindow, one: Mapping[str, Any]) -> Line:
    word = capital(one["event"])
    dates = [("takes effect", one["takes_effect"]), ("settled", one["settled"])]
    said = [f"from {show_date(one['on'])}", *(f"{words} {show_date(day)}" for words, day in dates if day)]
    said += [f"with {one['with_practice']}"] if one["with_practice"] else []
    tone = "grey" if one["settled"] else EVENT_TONES.get(word, "blue")
    return Line(", ".join(said), one["note"] or "", word, tone, buttons=_change(window, "contract_event", one))


def _support(window: MainWindow, code: str, stages: Stored) -> list[Line]:
    lines = []
    for one in stages:
        word, since = capital(one["stage"]), f"since {show_date(one['on'])}"
        change = _change(window, "resilience_support", one)
        lines.append(Line(since, one["note"] or "", word, STAGE_TONES[word], buttons=change))
    if not window.read_only:
        values, fixed = {"practice": code}, ("practice",)
        add = ("Add a stage…", partial(open_form, window, "resilience_support", values, fixed=fixed))
        lines.append(Line("" if lines else "Not in the resilience programme so far.", buttons=[add]))
    return lines


def _change(window: MainWindow, kind: str, values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [] if window.read_only else [("Change…", partial(open_form, window, kind, values, fixed=("practice",)))]
