"""Risk registers: the risks, their scores over time, and what is done about them."""

from __future__ import annotations

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.fields import choice, count, date, reference, text

SCORE_KINDS = ("inherent", "current", "target")

RISK_REGISTER = Record(
    "risk_register",
    "risk_registers",
    "Risk register",
    "A register of risks: of a directorate, of digital, of the organisation, of a programme, of practices.",
    (
        text(name="name", label="Register", key=True, required=True),
        text(name="prefix", label="Prefix", help="What its references begin with here, for example PC.", required=True),
        choice(
            name="kind",
            label="Kind",
            choices=("directorate", "digital", "corporate", "programme", "practices", "other"),
        ),
        text(name="owner", label="Owner", help="A role, not a person's name."),
        text(name="note", label="Note"),
    ),
    title=("name",),
    order=("name",),
)

RISK = Record(
    "risk",
    "risks",
    "Risk",
    "Something that may happen: its cause, the event, the effect; who owns it and what is done about it.",
    (
        text(
            name="reference",
            label="Reference",
            key=True,
            required=True,
            headings=("ID", "Risk ID", "Reference / Risk ID", "Ref", "Risk ref", "Risk number"),
            help="Its own in this file, the register's prefix first: PC-12.",
        ),
        reference(name="register", label="Register", refers_to="risk_register", required=True),
        text(
            name="corporate_reference",
            label="Corporate reference",
            headings=("4Risk reference", "Corporate risk reference", "Datix reference"),
            help="Its number in the corporate system.",
        ),
        text(name="statement", label="Risk", headings=("Risk description", "Description", "Description of risk")),
        text(name="cause", label="Cause", headings=("Caused by", "As a result of")),
        text(name="event", label="Event", headings=("Risk event", "There is a risk that")),
        text(name="effect", label="Effect", headings=("Consequence", "Which may result in", "Leading to")),
        choice(
            name="split",
            label="Three parts",
            choices=("proposed", "confirmed"),
            hidden=True,
            help="Proposed: the sentence was split by the application, and nobody has confirmed it yet.",
        ),
        text(name="category", label="Category", headings=("Risk category", "Enterprise-level cyber risk", "Type")),
        text(name="owner", label="Owner", headings=("Risk owner", "Action owner"), help="A role, not a person's name."),
        text(name="accountable", label="Accountable", headings=("Accountable officer", "SRO")),
        reference(name="practice", label="Practice code", refers_to="practice"),
        reference(name="pcn", label="PCN code", refers_to="pcn", headings=("PCN", "Network")),
        reference(name="scheme", label="Scheme", refers_to="scheme"),
        reference(name="plan_round", label="Plan round", refers_to="plan_round"),
        text(name="budget_line", label="Budget line"),
        text(name="controls", label="Controls", headings=("Mitigating controls", "Existing controls", "Key controls")),
        text(name="gaps", label="Gaps in control", headings=("Gaps", "Gaps in controls")),
        text(name="assurance", label="Assurance", headings=("Assurances", "Sources of assurance")),
        choice(
            name="treatment",
            label="Treatment",
            choices=("treat", "tolerate", "transfer", "terminate"),
            headings=("Risk treatment approach", "Response"),
        ),
        text(
            name="plan",
            label="Mitigation plan",
            headings=("Mitigation", "Mitigations", "Action plan"),
            help="As a register writes it in one cell; single actions stand by themselves.",
        ),
        text(name="position", label="Position", headings=("Updates/Progress", "Update", "Progress", "Latest update")),
        text(
            name="target_words",
            label="Target as written",
            headings=("Target risk rating",),
            help="Where a register names a band and gives no likelihood and impact.",
        ),
        date(name="raised", label="Raised", headings=("Date raised", "Opened", "Date opened")),
        date(name="updated", label="Last updated", headings=("Date updated", "Last reviewed")),
        count(name="review_every", label="Review every (months)", headings=("Review cycle",)),
        date(name="next_review", label="Next review", headings=("Next review date", "Review date")),
        date(name="closed", label="Closed", headings=("Date closed",)),
        text(name="closed_reason", label="Why it was closed", headings=("Reason for closure",)),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("reference", "event"),
    order=("register", "reference"),
)

RISK_SCORE = Record(
    "risk_score",
    "risk_scores",
    "Risk score",
    "Likelihood and impact of a risk from a date, before controls (inherent), now, or as aimed at. The last counts.",
    (
        reference(name="risk", label="Risk", refers_to="risk", key=True, required=True),
        choice(name="kind", label="Score", choices=SCORE_KINDS, key=True, required=True),
        date(name="on", label="From", key=True, required=True),
        count(name="likelihood", label="Likelihood", required=True, help="1 to 5."),
        count(name="impact", label="Impact", required=True, help="1 to 5."),
        text(name="reason", label="Reason"),
        count(name="printed", label="Score as printed", help="A claim: likelihood times impact is what counts."),
        text(name="printed_band", label="Rating as printed"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("risk", "kind", "on"),
    order=("risk", "kind", "on"),
)

RISK_ACTION = Record(
    "risk_action",
    "risk_actions",
    "Mitigating action",
    "One thing that is to be done about a risk, by whom and by when.",
    (
        reference(name="risk", label="Risk", refers_to="risk", key=True, required=True),
        count(name="number", label="No.", key=True, required=True),
        text(name="action", label="Action", required=True),
        text(name="owner", label="Owner", help="A role, not a person's name."),
        date(name="due", label="Due"),
        text(name="progress", label="Progress"),
        date(name="done", label="Done"),
    ),
    title=("risk", "number"),
    order=("risk", "number"),
)

RISK_REVIEW = Record(
    "risk_review",
    "risk_reviews",
    "Review of a risk",
    "A risk was looked at on a date, and what was found.",
    (
        reference(name="risk", label="Risk", refers_to="risk", key=True, required=True),
        date(name="on", label="On", key=True, required=True),
        text(name="by", label="By", help="A role or a meeting."),
        text(name="note", label="What was found"),
    ),
    title=("risk", "on"),
    order=("risk", "on"),
)

RISK_ESCALATION = Record(
    "risk_escalation",
    "risk_escalations",
    "Escalation",
    "A risk was passed up, or down again, to a level on a date. The last by date is where it is managed.",
    (
        reference(name="risk", label="Risk", refers_to="risk", key=True, required=True),
        date(name="on", label="On", key=True, required=True),
        choice(name="level", label="Level", choices=("team", "directorate", "committee", "board"), required=True),
        text(name="reason", label="Reason", required=True),
    ),
    title=("risk", "on"),
    order=("risk", "on"),
)

RISK_BAND = Record(
    "risk_band",
    "risk_bands",
    "Risk band",
    "A word for scores up to a number, from a date: the bands that hold are those of the last date.",
    (
        date(name="start", label="From", key=True, required=True),
        text(name="band", label="Band", key=True, required=True),
        count(
            name="most", label="Up to", required=True, help="The highest score of the band; 25 is the most there is."
        ),
        text(name="note", label="Source or note"),
    ),
    title=("band", "start"),
    order=("start", "most"),
)

RISK_APPETITE = Record(
    "risk_appetite",
    "risk_appetites",
    "Risk appetite",
    "The highest score that is tolerated, for a category of risk or, without one, for all others, from a date.",
    (
        text(name="category", label="Category", key=True, help="Blank: all that have none of their own."),
        date(name="start", label="From", key=True, required=True),
        count(name="most", label="Tolerated up to", required=True),
        text(name="note", label="Source or note"),
    ),
    title=("category", "start"),
    order=("category", "start"),
)

RISKS: tuple[Record, ...] = (
    RISK_REGISTER,
    RISK,
    RISK_SCORE,
    RISK_ACTION,
    RISK_REVIEW,
    RISK_ESCALATION,
    RISK_BAND,
    RISK_APPETITE,
)
