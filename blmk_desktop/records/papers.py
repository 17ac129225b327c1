"""What goes with a committee's papers: cover sheets in the committee's own form, what a pack holds, and saved views."""

from __future__ import annotations

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.fields import choice, count, date, lines, text, yes_no

PAPER_TITLES = {
    "workforce-plans": "PCN workforce plans",
    "finance": "Delegated primary care finance report",
    "estates": "Primary care estates",
    "priorities": "Estates prioritisation",
    "risk-register": "Risk register",
    "action-tracker": "Action tracker",
    "highlight-report": "Programme highlight report",
    "annual-cycle": "Annual cycle of business",
    "agenda": "Agenda",
}
PURPOSES = ("note", "discuss", "approve", "decide")

COVER_SHEET = Record(
    "cover_sheet",
    "cover_sheets",
    "Cover sheet",
    "What the front of a paper says to a committee. The words of the last meeting are offered for the next.",
    (
        choice(name="paper", label="Paper", choices=tuple(PAPER_TITLES), key=True, required=True),
        text(name="of", label="About", key=True, help="The programme, register, area or round; blank: the usual one."),
        text(name="body", label="Committee or group", key=True, required=True),
        date(name="on", label="Meeting", key=True, required=True),
        text(name="number", label="Agenda item No.", help="For example 8.2."),
        text(name="title", label="Title", help="Blank: the paper's own."),
        choice(name="purpose", label="Members are asked to", choices=PURPOSES),
        lines(name="asked", label="What they are asked"),
        lines(name="priorities", label="Strategic priorities", help="One a line, of those in the settings."),
        lines(name="enablers", label="Enablers", help="One a line, of those in the settings."),
        text(name="author", label="Report author", help="A role, not a person's name."),
        text(name="owner", label="Senior responsible owner", help="A role, not a person's name."),
        date(name="accurate_on", label="Information accurate on"),
        lines(name="consulted", label="Consulted"),
        lines(name="presented_to", label="Presented before to"),
        lines(name="background", label="Background"),
        lines(name="key_points", label="Key points", help="Blank: what the figures say."),
        lines(name="options", label="Options"),
        lines(name="risks", label="Key risks and issues", help="Blank: the risks that the register links to it."),
        yes_no(name="risks_recorded", label="Risks are recorded"),
        lines(name="finance", label="Finance and resources", help="Blank: what the figures say."),
        lines(name="green_plan", label="Green plan"),
        lines(name="inequalities", label="Inequalities"),
        lines(name="next_steps", label="Next steps"),
        lines(name="reading", label="Background reading"),
    ),
    title=("paper", "body", "on"),
    order=("on", "body", "paper"),
)

PACK_PAPER = Record(
    "pack_paper",
    "pack_papers",
    "Paper of a pack",
    "Which papers a committee's pack has, in which order, and the item of business that each belongs to.",
    (
        text(name="body", label="Committee or group", key=True, required=True),
        choice(name="paper", label="Paper", choices=tuple(PAPER_TITLES), key=True, required=True),
        text(name="of", label="About", key=True, help="The programme, register, area or round; blank: the usual one."),
        count(name="position", label="Order", required=True),
        text(
            name="item", label="Item of business", help="As the annual cycle calls it; it gives the paper its number."
        ),
    ),
    title=("body", "paper"),
    order=("body", "position"),
)

SAVED_VIEW = Record(
    "saved_view",
    "saved_views",
    "Saved view",
    "A table as somebody wants to see it again: its filters, order, columns; or a cross-table.",
    (
        text(name="name", label="View", key=True, required=True),
        text(name="table", label="Of the table", key=True, required=True),
        text(name="state", label="How it stands", hidden=True, help="JSON."),
        yes_no(name="pinned", label="Pinned"),
        text(name="note", label="Note"),
    ),
    title=("name", "table"),
    order=("table", "name"),
)

PAPERS: tuple[Record, ...] = (COVER_SHEET, PACK_PAPER, SAVED_VIEW)
