"""What was really hired and claimed: monthly claims of the networks, and posts in the national workforce file."""

from __future__ import annotations

from blmk_desktop.records.declaration import FTE, HOURS, Field, Record, Type
from blmk_desktop.records.fields import date, money, month, reference, text, wte, year, yes_no

ARRS_CLAIM = Record(
    "arrs_claim",
    "arrs_claims",
    "ARRS claim",
    "What a network claimed for a role, or for one post of it, in a month.",
    (
        reference(name="pcn", label="PCN code", refers_to="pcn", key=True, required=True, headings=("PCN", "Network")),
        year(name="year", label="Financial year", key=True, required=True, headings=("Year",)),
        month(
            name="month",
            label="Month",
            key=True,
            required=True,
            headings=("Claim month", "Period"),
            help="1 is April, or a month's name.",
        ),
        reference(
            name="role",
            label="Role",
            refers_to="arrs_role",
            key=True,
            required=True,
            headings=("ARRS role", "Staff role"),
        ),
        text(
            name="post",
            label="Post",
            key=True,
            headings=("Post reference", "Assignment"),
            help="The network's own word for it, never a person's name; blank: the whole role.",
        ),
        wte(name="wte", label="WTE claimed", required=True, headings=("WTE", "FTE")),
        money(name="amount", label="Amount claimed", headings=("Claim", "Amount", "Total claimed")),
        date(name="start", label="Start date"),
        date(name="end", label="Leaving date"),
        Field(name="hours", label="Hours per week", type=Type.FIGURE, unit=HOURS),
        money(name="salary", label="Monthly salary", headings=("Salary",)),
        money(
            name="national_insurance",
            label="Monthly employer National Insurance",
            headings=("Employer NI", "National Insurance"),
        ),
        money(name="pension", label="Monthly employer pension", headings=("Employer pension", "Pension")),
        money(name="fees", label="Monthly fees", headings=("Fees",), help="Social Prescribing Link Workers only."),
        yes_no(
            name="training",
            label="Training requirement met",
            headings=("Training met",),
            help="Clinical Pharmacists only; a 'no' needs a reason.",
        ),
        text(name="training_reason", label="Reason if training is not met"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True, help="Sheet and cell it was read from."),
    ),
    title=("pcn", "role", "year", "month"),
    order=("year", "month", "pcn", "role", "post"),
)

NWRS_POST = Record(
    "nwrs_post",
    "nwrs_posts",
    "NWRS post",
    "A post of a network as the National Workforce Reporting Service published it at a month's end.",
    (
        date(name="as_at", label="Census date", key=True, required=True, help="The last day of the census month."),
        reference(name="pcn", label="PCN code", refers_to="pcn", key=True, required=True),
        text(name="person", label="Unique identifier", key=True, required=True, headings=("UNIQUE_IDENTIFIER",)),
        text(
            name="staff_role",
            label="Role as published",
            key=True,
            required=True,
            headings=("DETAILED_STAFF_ROLE", "Detailed staff role"),
        ),
        text(name="staff_group", label="Staff group", headings=("STAFF_GROUP",)),
        reference(
            name="role",
            label="ARRS role",
            refers_to="arrs_role",
            help="The ARRS role that it is, by the aliases; blank: not one of them.",
        ),
        Field(name="fte", label="FTE", type=Type.FIGURE, unit=FTE, required=True, help="Contracted hours over 37.5."),
        reference(name="source", label="Source", refers_to="source"),
    ),
    title=("pcn", "staff_role", "as_at"),
    order=("as_at", "pcn", "staff_role"),
)

ACTUALS = (ARRS_CLAIM, NWRS_POST)
