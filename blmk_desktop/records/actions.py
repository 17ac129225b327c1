"""What follows from meetings and plans: actions, milestones of programmes, and the annual cycle of business."""

from __future__ import annotations

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.fields import choice, count, date, reference, text

ACTION_PROGRESS = ("none", "on track", "off track", "complete", "closed")
MILESTONE_STATUS = ("not started", "under way", "at risk", "late", "complete", "dropped")

MEETING = Record(
    "meeting",
    "meetings",
    "Meeting",
    "A meeting of a committee or group, past or planned.",
    (
        text(name="body", label="Committee or group", key=True, required=True),
        date(name="on", label="Held on", key=True, required=True, headings=("Meeting date", "Date")),
        date(name="papers_due", label="Papers due"),
        text(name="note", label="Note"),
    ),
    title=("body", "on"),
    order=("on", "body"),
)

COMMITTEE_ACTION = Record(
    "committee_action",
    "committee_actions",
    "Action",
    "Something that a meeting asked somebody to do. Its colour (BRAG) is worked out meeting by meeting.",
    (
        text(
            name="reference",
            label="Action No.",
            key=True,
            required=True,
            headings=("Action number", "No.", "Ref", "Action reference", "Action ID", "Action ref", "ID", "#"),
            help="Its own in this file: the committee's short name and its number.",
        ),
        text(name="body", label="Committee or group", required=True),
        date(
            name="raised",
            label="Raised at",
            headings=("Meeting date", "Date raised", "Date of meeting", "Raised", "Date of action", "Date"),
        ),
        text(
            name="item", label="Agenda item", headings=("Item", "Minute ref", "Minute", "Agenda item no.", "Agenda ref")
        ),
        text(
            name="action",
            label="What is to be done",
            required=True,
            headings=("Action", "Action required", "Action agreed", "Agreed action", "Description of action"),
        ),
        text(
            name="owner",
            label="Owner",
            headings=("Action owner", "Lead", "Responsible", "Who", "By whom", "Assigned to", "Action lead"),
            help="A role, not a person's name.",
        ),
        date(
            name="deadline",
            label="Deadline",
            headings=(
                *("Current deadline", "Revised deadline", "New deadline", "Due", "Due date", "Date due"),
                *("Target date", "Completion date", "By when", "Timescale", "Deadline date"),
            ),
        ),
        date(name="closed", label="Closed", help="The meeting that agreed to close it."),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("reference", "action"),
    order=("body", "reference"),
)

PAST_DEADLINE = Record(
    "past_deadline",
    "past_deadlines",
    "Past deadline",
    "A deadline of an action that was revised since: kept, so that slipping can be seen.",
    (
        reference(name="action", label="Action", refers_to="committee_action", key=True, required=True),
        date(name="deadline", label="Deadline that was", key=True, required=True),
        date(name="revised_on", label="Revised on"),
        text(name="reason", label="Reason"),
    ),
    title=("action", "deadline"),
    order=("action", "deadline"),
)

ACTION_UPDATE = Record(
    "action_update",
    "action_updates",
    "Update on an action",
    "What was reported of an action to a meeting.",
    (
        reference(name="action", label="Action", refers_to="committee_action", key=True, required=True),
        date(name="on", label="Meeting", key=True, required=True, help="The meeting that it was reported to."),
        choice(
            name="progress",
            label="Progress",
            choices=ACTION_PROGRESS,
            help="None; made and on track; made but not on track; complete: closure proposed; closed: agreed.",
        ),
        text(
            name="position",
            label="Position",
            headings=(
                *("Current position (latest update)", "Current position", "Latest update", "Update", "Updates"),
                *("Progress", "Progress update", "Comments", "Outcome"),
            ),
        ),
        date(name="closure_proposed_for", label="Closure proposed for", help="The meeting that is to agree it."),
        text(
            name="printed",
            label="RAG as printed",
            headings=("RAG", "BRAG", "RAG rating", "BRAG rating", "RAG status", "Status", "Open/Closed"),
            help="A claim.",
        ),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("action", "on"),
    order=("action", "on"),
)

MILESTONE = Record(
    "milestone",
    "milestones",
    "Milestone",
    "Something that a programme has to have done within a time.",
    (
        text(name="programme", label="Programme", key=True, required=True),
        text(
            name="number",
            label="No.",
            key=True,
            required=True,
            headings=("Number", "Ref", "Reference", "Milestone No.", "ID"),
            help="Its strand's number and its own, such as 1.6.",
        ),
        text(name="strand", label="Strand", headings=("Pillar", "Workstream", "Strategic workstream", "Theme", "Area")),
        text(name="milestone", label="Milestone", required=True, headings=("Deliverable", "Action", "Activity")),
        text(name="owner", label="Owner", headings=("Lead",), help="A role, not a person's name."),
        date(name="start", label="From", headings=("Start",)),
        date(name="due", label="By", headings=("End", "Deadline", "Completion")),
        text(
            name="written",
            label="When, as written",
            headings=("When", "Timescale", "Timescales", "Quarter"),
            help="For example Q2 & Q3 2022/23.",
        ),
        choice(name="status", label="Status", choices=MILESTONE_STATUS),
        date(name="completed", label="Completed"),
        text(name="depends_on", label="Depends on", help="Numbers of milestones of the same programme, with commas."),
        text(name="note", label="Progress", headings=("Progress update", "Progress", "Update")),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("programme", "number"),
    order=("programme", "number"),
)

BUSINESS_ITEM = Record(
    "business_item",
    "business_items",
    "Item of business",
    "Something that a committee deals with in its year.",
    (
        text(name="body", label="Committee or group", key=True, required=True),
        text(name="item", label="Item", key=True, required=True, headings=("Agenda item", "Report", "Title")),
        text(name="section", label="Section"),
        text(name="owner", label="Owner", headings=("Lead", "Lead officer"), help="A role, not a person's name."),
        choice(name="purpose", label="Purpose", choices=("note", "discuss", "approve", "decide")),
        count(name="position", label="Order", hidden=True),
    ),
    title=("body", "item"),
    order=("body", "position", "item"),
)

BUSINESS_DUE = Record(
    "business_due",
    "business_due",
    "Item due at a meeting",
    "An item of business that a meeting takes.",
    (
        text(name="body", label="Committee or group", key=True, required=True),
        text(name="item", label="Item", key=True, required=True),
        date(name="on", label="Meeting", key=True, required=True),
        choice(name="state", label="Paper", choices=("due", "received", "deferred", "taken")),
        text(name="note", label="Note"),
    ),
    title=("item", "on"),
    order=("on", "body", "item"),
)

ACTIONS: tuple[Record, ...] = (
    MEETING,
    COMMITTEE_ACTION,
    PAST_DEADLINE,
    ACTION_UPDATE,
    MILESTONE,
    BUSINESS_ITEM,
    BUSINESS_DUE,
)
