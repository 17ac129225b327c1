"""A sheet that is a committee's annual cycle: its meetings, its items and what each meeting takes, as proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from blmk_desktop.importing.actions.cycle_tables import (
    MEETING,
    NO_TICKS,
    STATES,
    TICKS,
    cycle_columns,
    meeting_in,
    month_in,
    says_papers,
)
from blmk_desktop.importing.actions.rows import body_of
from blmk_desktop.importing.actuals.rows import removal
from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.proposal import Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.periods import find_year, read_date, show_date
from blmk_desktop.records.actions import BUSINESS_ITEM
from blmk_desktop.rules.wording import listed
from blmk_desktop.values import clean_text
from blmk_desktop.workbook import CellError

PURPOSES = BUSINESS_ITEM.by_name["purpose"].choices
_ITEM = ("body", "item", "section", "owner", "purpose", "position")


@dataclass(slots=True)
class _Cycle:
    """A cycle while it is read: its columns by what they are, its meetings by column, and what its rows say."""

    layout: Layout
    body: str
    index: dict[str, int]
    meetings: dict[int, str]
    papers: dict[str, str] = field(default_factory=dict)
    items: Drafts = field(default_factory=lambda: Drafts(Part("business_item", owns=_ITEM), _ITEM))
    due: Drafts = field(
        default_factory=lambda: Drafts(
            Part("business_due", owns=("body", "item", "on", "note")), ("body", "item", "on", "state", "note")
        )
    )
    section: str = ""
    notes: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def text(self, row: int, target: str) -> str:
        """A cell as text; '' if no column holds the target."""
        return clean_text(self.layout.cell(row, self.index[target])) if target in self.index else ""


def propose_cycle(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose the meetings, the items and the ticks of a cycle. A tick that has gone is proposed to be taken off."""
    layout, sheet = item.layout, item.sheet.name
    proposed.fingerprint = layout.fingerprint
    proposed.columns = cycle_columns(layout, work.chosen(sheet), work.remembered(layout))
    body, note = body_of((layout.title, sheet, work.workbook.name), work)
    index = {match.target: match.index for match in proposed.columns if match.target and match.target != MEETING}
    if not body or "cycle.item" not in index:
        why = note if not body else "a cycle of business needs a column with its items; say which column that is"
        proposed.refused.append(Refusal(sheet, "Columns" if body else "Committee or group", "", why))
        return
    cycle = _Cycle(layout, body, index, _meetings(proposed, sheet, _known_days(item, body, work)))
    for row in layout.row_numbers():
        _read_row(cycle, row, sheet)
    proposed.notes += [*filter(None, [note]), *cycle.notes]
    proposed.refused += cycle.refused
    take([_of_meetings(cycle), cycle.items, _as_known(cycle, work)], proposed, work)
    _take_off(cycle, proposed, work)


def _known_days(item: Recognised, body: str, work: Work) -> Callable[[str], list[str]]:
    """The meetings of a committee that are known in the month which a heading names."""
    texts = (item.layout.title, item.sheet.name, work.workbook.name)
    year = work.options.year or next((found for text in texts if (found := find_year(text))), "")
    known = [str(entry.values["on"]) for entry in work.now.entries("meeting").values() if entry.values["body"] == body]

    def days(heading: str) -> list[str]:
        month = month_in(heading, year)
        return [on for on in known if month and on.startswith(month)]

    return days


def _meetings(proposed: SheetProposal, sheet: str, known: Callable[[str], list[str]]) -> dict[int, str]:
    """The date of each meeting's column: its own, else that of the one meeting known in its month, else refused."""
    found: dict[int, str] = {}
    for match in [match for match in proposed.columns if match.target == MEETING]:
        on, days = meeting_in(match.heading), known(match.heading)
        if on or len(days) == 1:
            found[match.index] = on or days[0]
            if not on:
                proposed.notes.append(f"{match.heading} is taken for the meeting of {show_date(days[0])}")
            continue
        several = "; several meetings are known in that month" if days else ""
        why = f"the heading does not say on which day the meeting is{several}: write its date there, or add the meeting"
        proposed.refused.append(Refusal(sheet, "Meeting", match.heading, why))
    return found


def _read_row(cycle: _Cycle, row: int, sheet: str) -> None:
    """One row: the days for papers, the heading of a section, or an item with its ticks."""
    name = cycle.text(row, "cycle.item")
    filled = [cell for cell in cycle.layout.sheet.rows[row] if cell not in (None, "")]
    if says_papers(name):
        _read_papers(cycle, row, sheet)
    elif len(filled) == 1 and name:
        cycle.section = name
    elif name:
        purpose = cycle.text(row, "cycle.purpose").casefold()
        section = cycle.text(row, "cycle.section") or cycle.section
        owner = cycle.text(row, "cycle.owner").strip("-– ")
        position = len(cycle.items.rows) + 1
        values = (cycle.body, name, section or None, owner or None, purpose if purpose in PURPOSES else None, position)
        cycle.items.rows.append(values)
        cycle.items.at.append(row)
        cycle.items.cells.append(cycle.layout.place(row, cycle.index["cycle.item"]))
        for at, on in cycle.meetings.items():
            _read_tick(cycle, row, at, (name, on))


def _read_tick(cycle: _Cycle, row: int, at: int, key: tuple[str, str]) -> None:
    """A tick puts the item on the meeting; other words do too, and are kept as its note."""
    cell, place = cycle.layout.cell(row, at), cycle.layout.place(row, at)
    if isinstance(cell, CellError):
        cycle.refused.append(Refusal(f"{cycle.layout.sheet.name}!{place}", "Item due", str(key[0]), cell.reason))
        return
    written = clean_text(cell)
    words = written.casefold()
    if words in NO_TICKS:
        return
    state = words if words in STATES else "due"
    note = None if words in TICKS or words in STATES else written
    cycle.due.rows.append((cycle.body, *key, state, note))
    cycle.due.at.append(row)
    cycle.due.cells.append(place)


def _read_papers(cycle: _Cycle, row: int, sheet: str) -> None:
    for at, on in cycle.meetings.items():
        cell = cycle.layout.cell(row, at)
        if cell in (None, ""):
            continue
        try:
            cycle.papers[on] = read_date(cell)
        except ValueError as problem:
            where = f"{sheet}!{cycle.layout.place(row, at)}"
            cycle.refused.append(Refusal(where, "Papers due", clean_text(cell), str(problem)))


def _of_meetings(cycle: _Cycle) -> Drafts:
    """A meeting for each column, with the day for its papers."""
    made = Drafts(Part("meeting", owns=("body", "on", "papers_due")), ("body", "on", "papers_due"))
    head = max(cycle.layout.first_row - 1, 0)
    for at, on in cycle.meetings.items():
        made.rows.append((cycle.body, on, cycle.papers.get(on)))
        made.at.append(head)
        made.cells.append(cycle.layout.place(head, at))
    return made


def _as_known(cycle: _Cycle, work: Work) -> Drafts:
    """The ticks, where the paper of one may have come since: a plain tick does not make it due again."""
    known = work.now.entries("business_due")
    rows: list[tuple[object, ...]] = []
    for body, item, on, state, note in cycle.due.rows:
        entry = known.get((body, item, on))
        rows.append((body, item, on, entry.values["state"] if entry and state == "due" else state, note))
    cycle.due.rows = rows
    if any(row[3] != "due" for row in rows):
        cycle.due.part = Part("business_due", owns=("body", "item", "on", "state", "note"))
    return cycle.due


def _take_off(cycle: _Cycle, proposed: SheetProposal, work: Work) -> None:
    """Ticks of these items and meetings that are known and stand here no longer."""
    if proposed.refused:
        return
    items, meetings = set(cycle.items.column("item")), set(cycle.meetings.values())
    here = set(zip(*(cycle.due.column(name) for name in ("body", "item", "on")), strict=True))
    lost = [
        entry
        for key, entry in work.now.entries("business_due").items()
        if entry.id and key[0] == cycle.body and key[1] in items and key[2] in meetings and key not in here
    ]
    if lost:
        proposed.rows += [removal("business_due", entry) for entry in lost]
        named = [f"{entry.values['item']} ({show_date(str(entry.values['on']))})" for entry in lost[:4]]
        proposed.notes.append(f"taken off, since the tick has gone: {listed(named)}{' …' if len(lost) > 4 else ''}")
