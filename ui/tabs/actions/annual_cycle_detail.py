"""At the side of the annual cycle: the agenda of a meeting with the papers due and the actions that come to it,
or an item with the meetings that take it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted
from blmk_desktop.words.actions import COLOURS
from blmk_desktop.words.agenda import STATES, line_words
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.record_lines import finding_lines
from ui.tabs.actions.action_tracker_columns import SHORT
from ui.tabs.actions.action_tracker_columns import TONES as BRAG_TONES
from ui.tabs.actions.annual_cycle_columns import TONES

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.annual_cycle import Agenda, AgendaLine, CycleItem
    from blmk_desktop.summaries.committee_actions import ActionRow
    from ui.window import MainWindow

Buttons = Sequence[tuple[str, Callable[[], object]]]
Change = Callable[[Sequence[str], str, str], object]  # items, meeting (ISO), state

# What can be said of a paper next, by how it stands: the words, and how it stands then.
STEPS = {
    "due": (("Received", "received"), ("Deferred", "deferred")),
    "received": (("Taken", "taken"), ("Deferred", "deferred"), ("Not received", "due")),
    "deferred": (("Due after all", "due"),),
    "taken": (("Not taken", "received"),),
}
AFTERWARDS = (("Taken", "taken"), ("Deferred", "deferred"))  # of an item of which nothing was recorded


class AgendaPane(DetailPane):
    """Shows a meeting or an item. `change` sets how the papers of items stand."""

    def __init__(self, window: MainWindow, hint: str, change: Change) -> None:
        super().__init__(hint)
        self.window_, self._change = window, change

    def show_agenda(self, agenda: Agenda, today: str, findings: Sequence[Finding], buttons: Buttons) -> None:
        """Show a meeting's agenda."""
        meeting, ahead = agenda.meeting, agenda.meeting.on >= today
        open_ = agenda.papers if ahead else agenda.unrecorded
        missing = f"{len(open_):,} of {agenda.wanted if ahead else len(agenda.lines):,}" if open_ else "none"
        facts = [("Due by", show_date(meeting.papers_due)), ("Still to come" if ahead else "Not recorded", missing)]
        about = [one for one in findings if one.about == ("meeting", f"{meeting.body} {meeting.on}")]
        sections: list[Section] = [
            Facts("Papers", facts if agenda.lines else []),
            finding_lines(self.window_, about),
            *_sections(agenda, None if self.window_.read_only else self._change, ahead=ahead),
            Lines("Open actions", [_action(self.window_, row) for row in agenda.actions]),
            Lines("Note", [Line(meeting.note)] if meeting.note else []),
        ]
        takes = counted(len(agenda.lines), "item") if agenda.lines else "nothing on its agenda yet"
        badge = ("To come", "blue") if ahead else ("Past", "grey")
        self.show_detail(f"Meeting of {show_date(meeting.on)}", f"{meeting.body} · {takes}", sections, badge, buttons)

    def show_item(self, item: CycleItem, body: str, go_to: Callable[[str], object], buttons: Buttons) -> None:
        """Show an item; `go_to` shows a meeting by its date."""
        meetings = [
            Line(show_date(on), due.note, STATES[due.state], TONES[due.state], activate=partial(go_to, on))
            for on, due in sorted(item.due.items())
        ]
        facts = [("Section", item.section), ("Owner", item.owner), ("Purpose", item.purpose)]
        none = [Line("No meeting of this year takes it.")]
        sections: list[Section] = [Facts("The item", facts), Lines("Meetings", meetings or none)]
        self.show_detail(item.item, body, sections, None, buttons)


def _sections(agenda: Agenda, change: Change | None, *, ahead: bool) -> list[Section]:
    on = agenda.meeting.on
    return [
        Lines(section or "Agenda", [_item(line, on, change, ahead=ahead) for line in lines])
        for section, lines in groupby(agenda.lines, key=lambda line: line.section)
    ]


def _item(line: AgendaLine, on: str, change: Change | None, *, ahead: bool) -> Line:
    word, tone = STATES[line.state], TONES[line.state]
    if line.state == "due" and not ahead:
        word, tone = "Not recorded", "grey"
    elif line.late:
        word, tone = "Late", "red"
    elif line.state == "due" and not line.paper:
        word, tone = "No paper", "grey"
    detail = "\n".join(filter(None, (line_words(line), line.note)))
    steps = AFTERWARDS if line.state == "due" and not (ahead and line.paper) else STEPS[line.state]
    buttons = [(words, partial(change, [line.item], on, state)) for words, state in steps] if change else ()
    return Line(f"{line.number}  {line.item}".strip(), detail, word, tone, buttons=buttons)


def _action(window: MainWindow, row: ActionRow) -> Line:
    closing = bool(row.closure_proposed_for) and row.colour == "GREEN"
    detail = " · ".join(filter(None, (row.action, row.owner, "closure proposed" if closing else "")))
    go = partial(window.show_record, "committee_action", row.reference)
    words = SHORT[row.colour] if closing else COLOURS[row.colour]
    return Line(row.reference, detail, words, BRAG_TONES[row.colour], activate=go)
