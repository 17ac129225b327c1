"""A data file with made-up actions of every colour, milestones that depend on each other, and a committee's year."""

from __future__ import annotations

from pathlib import Path

from blmk_desktop import editing
from blmk_desktop.acts import actions as action_changes
from blmk_desktop.store import Store
from db import create_file

BODY = "Primary Care Committee"
RAISED, FIRST, SECOND, THIRD, NEXT = "27/09/2022", "08/11/2022", "09/12/2022", "17/03/2023", "15/12/2090"
ACTIONS = (
    ("Bring telephony to a future meeting", "Head of Digital", "09/12/2022"),
    ("Say whether the report is enough", "All", "26/10/2022"),
    ("Bring the estates plan", "Head of Estates", "01/10/2022"),
    ("Write to practices about winter", "Head of Access", "01/02/2090"),
    ("Ask networks for their premises", "Head of Estates", "01/02/2090"),
    ("Send the register of interests", "Governance", "01/11/2022"),
)
GREEN, AMBER, BLACK, BLUE, RED, CLOSED = (f"PCC-{number}" for number in range(1, 7))
PROGRAMME = "Neighbourhood programme"
MILESTONES = (
    ("1.1", "1. Teams", "Map the teams of each network", "01/07/2022", "31/12/2022", ""),
    ("1.2", "1. Teams", "Agree how teams will work", "", "31/03/2023", "1.1"),
    ("2.1", "2. Same day", "Find what is missing", "01/10/2022", "31/03/2089", "2.2"),
    ("2.2", "2. Same day", "Agree a plan", "01/10/2088", "30/06/2089", ""),
)
ITEMS = (
    ("Welcome", "Opening", "Chair", "note"),
    ("Action tracker", "Opening", "Chair", "discuss"),
    ("Estates plan", "Strategy", "Head of Estates", "approve"),
    ("Finance report", "Operational", "Head of Finance", "note"),
)


def make(path: Path) -> Path:
    """Write it, and close it."""
    with create_file(path) as store:
        _meetings(store)
        _actions(store)
        _milestones(store)
        _business(store)
    return path


def _meetings(store: Store) -> None:
    for on, papers in ((RAISED, ""), (FIRST, ""), (SECOND, ""), (THIRD, "10/03/2023"), (NEXT, "08/12/2090")):
        editing.add(store, "meeting", {"body": BODY, "on": on, "papers_due": papers})


def _actions(store: Store) -> None:
    from blmk_desktop.summaries.committee_actions import tracker

    for words, owner, deadline in ACTIONS:
        fields = {"action": words, "owner": owner, "deadline": deadline, "item": "7. Reports"}
        action_changes.raise_action(store, BODY, RAISED, fields)
    with store.reading() as connection:
        ids = {row.reference: row.id for row in tracker(connection).rows}
    action_changes.propose_closure(store, ids[CLOSED], FIRST, SECOND, "Sent")
    action_changes.agree_closure(store, [ids[CLOSED]], SECOND)
    action_changes.report(store, ids[AMBER], FIRST, "on track", "Members were asked")
    action_changes.revise_deadline(store, ids[AMBER], "20/12/2089", FIRST, "members asked for time")
    action_changes.propose_closure(store, ids[GREEN], SECOND, THIRD, "Presented on 8 November")
    for meeting in (FIRST, SECOND, THIRD):
        action_changes.report(store, ids[BLACK], meeting, "none", "No plan yet")
    action_changes.report(store, ids[RED], THIRD, "off track", "Two networks answered")


def _milestones(store: Store) -> None:
    from blmk_desktop.summaries.milestones import milestones

    names = ("number", "strand", "milestone", "start", "due", "depends_on")
    for line in MILESTONES:
        editing.add(store, "milestone", {"programme": PROGRAMME, **dict(zip(names, line, strict=True))})
    with store.reading() as connection:
        ids = {row.number: row.id for row in milestones(connection).rows}
    action_changes.set_milestone(store, [ids["1.1"]], "complete", "10/01/2023")
    action_changes.set_milestone(store, [ids["2.1"]], "under way")


def _business(store: Store) -> None:
    for at, (item, section, owner, purpose) in enumerate(ITEMS, 1):
        fields = {"item": item, "section": section, "owner": owner, "purpose": purpose, "position": str(at)}
        editing.add(store, "business_item", {"body": BODY, **fields})
        for on in (SECOND, THIRD, NEXT):
            if (item, on) != ("Estates plan", SECOND):
                action_changes.toggle_due(store, BODY, item, on)
