"""The plan round: what each network was sent and gave back, and its plan line by line."""

from __future__ import annotations

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.fields import choice, count, date, money, reference, text, wte

STATUSES = ("not sent", "sent", "received", "queried", "accepted", "submitted")

PLAN_RETURN = Record(
    "plan_return",
    "plan_returns",
    "Plan return",
    "How far one network's workforce plan has got in a round, with the date of each step.",
    (
        reference(name="round", label="Round", refers_to="plan_round", key=True, required=True),
        reference(name="pcn", label="PCN code", refers_to="pcn", key=True, required=True),
        choice(name="status", label="Status", choices=STATUSES, required=True),
        date(name="sent", label="Sent", help="When the template went out."),
        date(name="received", label="Received", help="When the last return came in."),
        date(name="queried", label="Queried", help="When comments were sent back."),
        date(name="accepted", label="Accepted"),
        date(name="submitted", label="Submitted", help="When the plan went to NHS England."),
        text(name="query", label="What was queried"),
        reference(name="source", label="Returned as", refers_to="source", help="The workbook last returned."),
        text(name="note", label="Note"),
    ),
    title=("round", "pcn"),
    order=("round", "pcn"),
)

PLAN_LINE = Record(
    "plan_line",
    "plan_lines",
    "Plan line",
    "One line of a network's workforce plan: a post or several alike, from a date to a date, and what they cost.",
    (
        reference(name="round", label="Round", refers_to="plan_round", key=True, required=True),
        reference(name="pcn", label="PCN code", refers_to="pcn", key=True, required=True),
        count(name="line", label="Line", key=True, required=True),
        reference(name="role", label="Role", refers_to="arrs_role", required=True),
        text(name="post", label="Post", help="The network's own word for it, never a person's name."),
        wte(name="wte", label="WTE", required=True),
        date(name="start", label="Start date", help="Blank: in post when the year began."),
        date(name="end", label="Leaving date", help="The last day; blank: stays to the end of the year and beyond."),
        money(
            name="salary",
            label="Annual salary of 1 WTE",
            help="Without on-costs, where it is known; blank: costed at the maximum that may be reimbursed.",
        ),
        text(name="note", label="Note"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True, help="Sheet and cell it was read from."),
    ),
    title=("pcn", "role", "line"),
    order=("round", "pcn", "line"),
)

RETURNS = (PLAN_RETURN, PLAN_LINE)
