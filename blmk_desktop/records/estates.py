"""Buildings and digital schemes: what they are, how far they have got, and who pays."""

from __future__ import annotations

from blmk_desktop.records.declaration import RATE, Field, Record, Type
from blmk_desktop.records.fields import choice, count, date, money, patients, percent, reference, text, year, yes_no

SCHEME_KINDS = ("new build", "extension", "reconfiguration", "relocation", "hub", "digital", "other")
SCHEME_STAGES = ("idea", "PID", "OBC", "FBC", "construction", "complete", "withdrawn")
FUND_KINDS = (
    "ETTF",
    "S106",
    "CIL",
    "improvement grant",
    "One Public Estate",
    "council",
    "ICS capital",
    "GP contribution",
    "revenue",
    "other",
)
RAG = ("Red", "Amber", "Green")

SCHEME = Record(
    "scheme",
    "schemes",
    "Scheme",
    "A building or digital scheme of general practice, from the first idea until it is complete or withdrawn.",
    (
        text(
            name="name",
            label="Scheme",
            key=True,
            required=True,
            headings=("Proposal name", "Project", "Project name", "Scheme name", "Name of scheme", "Scheme title"),
        ),
        reference(name="place", label="Place", refers_to="place", headings=("Borough", "Locality")),
        choice(name="kind", label="Kind", choices=SCHEME_KINDS, headings=("Scheme type", "Type of scheme", "Type")),
        text(
            name="description",
            label="Description",
            headings=("Outline/summary of the planned project", "Summary", "Outline"),
        ),
        text(
            name="owner",
            label="Lead",
            headings=("Owner", "Scheme lead", "SRO", "Senior responsible owner"),
            help="A role, not a person's name.",
        ),
        date(name="expected_from", label="Expected from", help="The first day on which it may be complete."),
        date(
            name="expected_by",
            label="Expected by",
            headings=(
                "Expected delivery",
                "Completion expected",
                "Delivery",
                "Expected completion",
                "Expected completion date",
                "Target completion",
                "Target completion date",
                "Planned completion",
            ),
            help="The last day on which it should be complete. A year is its last day: 2020/21 is 31 March 2021.",
        ),
        date(name="completed", label="Completed", headings=("Actual completion",)),
        money(
            name="cost",
            label="Cost of the whole scheme",
            headings=("Total cost", "Project cost", "Capital cost", "Estimated cost", "Scheme cost"),
        ),
        money(name="revenue", label="Revenue consequence a year", headings=("Revenue", "Recurrent revenue")),
        count(
            name="rooms",
            label="Clinical rooms gained",
            headings=("Clinical rooms", "Number of clinical rooms", "Additional clinical rooms"),
        ),
        count(name="area", label="Area gained (m²)", headings=("Area", "Additional area", "GIA gained")),
        patients(name="list_served", label="Patients served", headings=("List size served", "List size")),
        choice(name="rag", label="RAG", choices=RAG, headings=("RAG status", "RAG rating")),
        text(name="rag_reason", label="Why this RAG", headings=("Reason for RAG", "RAG reason", "RAG comment")),
        text(name="note", label="Note"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("name",),
    order=("name",),
)

SCHEME_PARTY = Record(
    "scheme_party",
    "scheme_parties",
    "Practice or network of a scheme",
    "A practice or a network that a scheme serves.",
    (
        reference(name="scheme", label="Scheme", refers_to="scheme", key=True, required=True),
        reference(name="practice", label="Practice code", refers_to="practice", key=True),
        reference(name="pcn", label="PCN code", refers_to="pcn", key=True, headings=("PCN", "Network")),
    ),
    title=("scheme", "practice", "pcn"),
    order=("scheme", "practice", "pcn"),
)

SCHEME_STAGE = Record(
    "scheme_stage",
    "scheme_stages",
    "Stage reached",
    "A stage that a scheme reached on a date. The last by date is where it stands.",
    (
        reference(name="scheme", label="Scheme", refers_to="scheme", key=True, required=True),
        date(
            name="on", label="On", key=True, required=True, headings=("Stage date", "Date of stage", "Stage reached on")
        ),
        choice(
            name="stage",
            label="Stage",
            choices=SCHEME_STAGES,
            required=True,
            headings=("Current stage", "Stage reached", "Project stage", "Scheme stage"),
        ),
        text(name="note", label="Note"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("scheme", "stage"),
    order=("scheme", "on"),
)

SCHEME_DECISION = Record(
    "scheme_decision",
    "scheme_decisions",
    "Decision on a scheme",
    "What a committee or another body decided about a scheme.",
    (
        reference(name="scheme", label="Scheme", refers_to="scheme", key=True, required=True),
        date(name="on", label="On", key=True, required=True, headings=("Date", "Decided on", "Date of decision")),
        text(name="decision", label="Decision", key=True, required=True),
        text(name="body", label="Decided by", help="A committee or a role."),
    ),
    title=("scheme", "on"),
    order=("scheme", "on"),
)

FUND = Record(
    "fund",
    "funds",
    "Fund",
    "Where money comes from: a fund for schemes, or a funding stream of revenue such as those of the GPFV.",
    (
        text(name="name", label="Fund", key=True, required=True),
        choice(name="kind", label="Kind", choices=FUND_KINDS, required=True),
        text(name="note", label="Note"),
        text(name="programme", label="Programme", help="What it is part of: GPFV, transformation, training, DES."),
        choice(name="recurrence", label="Recurrent or not", choices=("recurrent", "non-recurrent")),
        text(name="conditions", label="Conditions", help="What it may be spent on, and by when."),
        Field(
            name="per_head",
            label="For each registered patient",
            type=Type.FIGURE,
            unit=RATE,
            help="In all years together.",
        ),
    ),
    title=("name",),
    order=("name",),
)

FUND_CAP = Record(
    "fund_cap",
    "fund_caps",
    "Share that a kind of fund may pay",
    "The largest part of a scheme's cost that a kind of fund may pay, from a date.",
    (
        choice(name="kind", label="Kind of fund", choices=FUND_KINDS, key=True, required=True),
        date(name="start", label="From", key=True, required=True),
        percent(name="most", label="At most", required=True),
        text(name="note", label="Source or note"),
    ),
    title=("kind", "start"),
    order=("kind", "start"),
)

FUND_ENVELOPE = Record(
    "fund_envelope",
    "fund_envelopes",
    "Envelope",
    "What a fund has in a financial year, for one area or for all.",
    (
        reference(name="fund", label="Fund", refers_to="fund", key=True, required=True),
        year(name="year", label="Financial year", key=True, required=True),
        money(name="amount", label="Envelope", required=True, headings=("Allocation", "Available")),
        text(name="note", label="Note"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
        reference(name="area", label="Area", refers_to="area", key=True, help="Blank: for the whole area of the file."),
        yes_no(name="ring_fenced", label="Ring-fenced"),
        money(name="spent", label="Spent", headings=("Spent to date",)),
        money(name="committed", label="Committed", help="Promised and not yet spent."),
    ),
    title=("fund", "year"),
    order=("year", "fund"),
)

FUNDING_LINE = Record(
    "funding_line",
    "funding_lines",
    "Funding line",
    "What one fund gives one scheme in one financial year. Its budget is the original value and the moves since.",
    (
        reference(
            name="scheme",
            label="Scheme",
            refers_to="scheme",
            key=True,
            required=True,
            headings=("Project", "Scheme name", "Project name", "Name of scheme", "Scheme title"),
        ),
        reference(
            name="fund",
            label="Fund",
            refers_to="fund",
            key=True,
            required=True,
            headings=("Source of funding", "Funding source", "Funding stream", "Fund source", "Funded by"),
        ),
        year(name="year", label="Financial year", key=True, required=True),
        money(
            name="original",
            label="Original value",
            headings=("Value", "Original", "Original budget", "Allocated", "Allocation", "Amount awarded", "Award"),
            required=True,
        ),
        money(
            name="spent",
            label="Spent to date",
            headings=(
                "Spend to date",
                "Actual",
                "Actual spend",
                "Actual to date",
                "Paid to date",
                "Expenditure to date",
            ),
        ),
        money(name="forecast", label="Forecast", headings=("Forecast spend", "Forecast outturn", "Year end forecast")),
        text(name="note", label="Position", headings=("Position update", "Comments", "Comment", "Update")),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("scheme", "fund", "year"),
    order=("year", "fund", "scheme"),
)

FUNDING_MOVE = Record(
    "funding_move",
    "funding_moves",
    "Funding move",
    "Money moved between years, schemes or funds, recorded once: it leaves the one and reaches the other. Without a "
    "line that it leaves it is new money; without one that it reaches it is given back.",
    (
        text(name="number", label="Move", key=True, required=True, help="For example M1."),
        date(name="on", label="On", required=True, headings=("Date", "Date of move")),
        money(name="amount", label="Amount", required=True, help="Always more than nothing."),
        reference(name="from_scheme", label="From scheme", refers_to="scheme"),
        reference(name="from_fund", label="From fund", refers_to="fund"),
        year(name="from_year", label="From year"),
        reference(name="to_scheme", label="To scheme", refers_to="scheme"),
        reference(name="to_fund", label="To fund", refers_to="fund"),
        year(name="to_year", label="To year"),
        text(name="reason", label="Reason", required=True),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("number", "from_scheme", "to_scheme"),
    order=("on", "number"),
)

STATED_FUNDING = Record(
    "stated_funding",
    "stated_funding",
    "Stated funding",
    "What a source prints of a fund: a scheme's figure or a total. It is a claim: kept with its cell, and recomputed.",
    (
        reference(name="source", label="Source", refers_to="source", key=True, required=True),
        text(name="sheet", label="Sheet", key=True),
        text(name="cell", label="Cell", key=True, required=True),
        reference(name="fund", label="Fund", refers_to="fund"),
        year(name="year", label="Financial year"),
        reference(name="scheme", label="Scheme", refers_to="scheme", help="Blank: a total."),
        choice(name="measure", label="Measure", choices=("original", "revised", "spent", "forecast"), required=True),
        choice(name="rule", label="Claims to be", choices=("line", "total"), required=True),
        count(name="first_row", label="First row covered", hidden=True),
        count(name="last_row", label="Last row covered", hidden=True),
        money(name="value", label="Printed", required=True),
        count(name="decimals", label="Decimals as printed", hidden=True),
        reference(name="area", label="Area", refers_to="area", help="Blank: of none, or a total of several."),
    ),
    title=("source", "sheet", "cell"),
    order=("source", "sheet", "cell"),
)

AGREEMENT = Record(
    "agreement",
    "agreements",
    "Developer contribution",
    "A S106 agreement or CIL award: what it secures for health, what came in, what was spent, and when it lapses.",
    (
        text(
            name="reference",
            label="Agreement",
            key=True,
            required=True,
            headings=(
                "Reference",
                "Planning reference",
                "Planning ref",
                "Planning application",
                "Agreement reference",
                "S106 reference",
            ),
        ),
        choice(name="kind", label="Kind", choices=("S106", "CIL"), required=True, headings=("Type",)),
        text(name="site", label="Development", headings=("Site", "Development site", "Site name")),
        text(name="council", label="Council", headings=("Local authority", "Authority")),
        reference(name="scheme", label="Scheme", refers_to="scheme", headings=("Allocated to", "Project")),
        money(name="secured", label="Secured", headings=("Amount secured", "Secured amount", "Contribution secured")),
        money(name="received", label="Received", headings=("Amount received", "Received to date")),
        money(name="spent", label="Spent", headings=("Amount spent", "Spent to date", "Spend to date")),
        date(
            name="expires",
            label="To be spent by",
            headings=("Expiry", "Expires", "Expiry date", "Spend by", "Spend by date", "Spend deadline"),
        ),
        text(name="note", label="Note"),
    ),
    title=("reference", "site"),
    order=("expires", "reference"),
)

ESTATES: tuple[Record, ...] = (
    FUND,
    FUND_CAP,
    FUND_ENVELOPE,
    SCHEME,
    SCHEME_PARTY,
    SCHEME_STAGE,
    SCHEME_DECISION,
    FUNDING_LINE,
    FUNDING_MOVE,
    STATED_FUNDING,
    AGREEMENT,
)
