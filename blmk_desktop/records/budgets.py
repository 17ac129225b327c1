"""The delegated budget and other primary care spend: what was planned, what it came to, and what sources print."""

from __future__ import annotations

from blmk_desktop.records.declaration import Field, Record, Type, Unit
from blmk_desktop.records.fields import choice, code, count, date, money, month, percent, reference, text, year, yes_no

AREA_KINDS = ("place", "CCG", "ICB", "other")
BLOCKS = ("delegated", "other primary care")
NATURES = ("spend", "reserves", "contingency", "prior-year benefit", "QIPP")
PERIODS = ("month", "year to date", "full year")
MEASURES = ("plan", "actual", "forecast")
ORIGINS = ("report", "ledger", "return", "entered")
BASES = ("ledger", "accrual", "estimate", "two months in arrears")
CONVENTIONS = ("plan less actual", "actual less plan")
HUNDREDTHS = Unit("hundredths", "", 2, 2, 2)

AREA = Record(
    "area",
    "areas",
    "Area",
    "Whose money or staff a figure is about: a place, a former CCG, the ICB. Areas within it add up to an area.",
    (
        text(name="name", label="Area", key=True, required=True, headings=("CCG", "ICB", "ICS", "Commissioner name")),
        choice(name="kind", label="Kind", choices=AREA_KINDS, required=True),
        code(name="code", label="Area code", headings=("CCG code", "ICB code", "ODS code of the area")),
        reference(name="within", label="Part of", refers_to="area"),
        text(name="note", label="Note"),
    ),
    title=("name",),
    order=("kind", "name"),
)

BUDGET_CATEGORY = Record(
    "budget_category",
    "budget_categories",
    "Budget category",
    "A heading of spend. Categories within it add up to a category, and all of a block to the block.",
    (
        text(
            name="name", label="Category", key=True, required=True, headings=("Budget heading", "Expenditure heading")
        ),
        choice(name="block", label="Block", choices=BLOCKS, required=True),
        reference(name="within", label="Part of", refers_to="budget_category"),
        choice(
            name="nature",
            label="Nature",
            choices=NATURES,
            required=True,
            help="Reserves, contingency, prior-year benefit and QIPP are shown apart from spend.",
        ),
        count(name="position", label="Order"),
        text(name="note", label="Note"),
    ),
    title=("name",),
    order=("block", "position", "name"),
)

VARIANCE_BAND = Record(
    "variance_band",
    "variance_bands",
    "RAG threshold of variances",
    "From how much over its plan a line is amber or red: both the share and the amount must be reached.",
    (
        choice(name="rag", label="RAG", choices=("Amber", "Red"), key=True, required=True),
        percent(name="share", label="Over plan by", required=True),
        money(name="amount", label="And by", required=True),
        text(name="note", label="Source or note"),
    ),
    title=("rag",),
    order=("share",),
)

PHASE = Record(
    "phase",
    "phases",
    "Phasing",
    "The share of a year's budget that a profile puts into a month. The twelve months of a profile come to 100%.",
    (
        text(name="profile", label="Profile", key=True, required=True),
        month(name="month", label="Month", key=True, required=True),
        percent(name="share", label="Share", required=True),
    ),
    title=("profile", "month"),
    order=("profile", "month"),
)

BUDGET_VERSION = Record(
    "budget_version",
    "budget_versions",
    "Budget version",
    "A budget as it was set, or a projection as it was published, of one or several years.",
    (
        text(name="name", label="Version", key=True, required=True),
        choice(name="kind", label="Kind", choices=("budget", "projection"), required=True),
        date(name="agreed", label="Agreed on"),
        text(name="note", label="Note"),
    ),
    title=("name",),
    order=("agreed", "name"),
)

_ABOUT = (
    reference(name="area", label="Area", refers_to="area", key=True, required=True),
    reference(name="category", label="Category", refers_to="budget_category", key=True, required=True),
    year(name="year", label="Financial year", key=True, required=True),
)

BUDGET_LINE = Record(
    "budget_line",
    "budget_lines",
    "Budget line",
    "What a version of the budget sets for a category of an area in a year, before virements.",
    (
        reference(name="version", label="Version", refers_to="budget_version", key=True, required=True),
        *_ABOUT,
        money(name="amount", label="Budget", required=True, headings=("Annual budget", "Annual plan", "Budget set")),
        yes_no(name="recurrent", label="Recurrent"),
        text(name="profile", label="Phasing profile", help="Blank: in equal twelfths."),
        text(name="note", label="Note"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="sheet", label="Sheet", hidden=True),
        text(name="cell", label="Cell", hidden=True),
        count(name="decimals", label="Decimals as printed", hidden=True, help="-3 where printed in thousands."),
    ),
    title=("version", "area", "category", "year"),
    order=("version", "area", "year", "category"),
)

VIREMENT = Record(
    "virement",
    "virements",
    "Virement",
    "Money moved between budget lines of a year, recorded once: it leaves the one and reaches the other. Without a "
    "line that it leaves it is new money; without one that it reaches it is given back.",
    (
        text(name="number", label="Virement", key=True, required=True, help="For example V1."),
        date(name="on", label="On", required=True, headings=("Date", "Date of virement")),
        year(name="year", label="Financial year", required=True),
        money(name="amount", label="Amount", required=True, help="Always more than nothing."),
        reference(name="from_area", label="From area", refers_to="area"),
        reference(name="from_category", label="From category", refers_to="budget_category"),
        reference(name="to_area", label="To area", refers_to="area"),
        reference(name="to_category", label="To category", refers_to="budget_category"),
        yes_no(name="recurrent", label="Recurrent"),
        text(name="reason", label="Reason", required=True),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("number", "from_category", "to_category"),
    order=("on", "number"),
)

BUDGET_FIGURE = Record(
    "budget_figure",
    "budget_figures",
    "Budget figure",
    "One figure of a monthly report, a ledger extract, a return or an entry: plan, actual or forecast.",
    (
        *_ABOUT,
        month(name="month", label="Month", key=True, required=True, help="The month that the report or entry is of."),
        choice(name="period", label="Period", choices=PERIODS, key=True, required=True),
        choice(name="measure", label="Measure", choices=MEASURES, key=True, required=True),
        choice(
            name="origin",
            label="From",
            choices=ORIGINS,
            key=True,
            required=True,
            help="The report counts before the ledger, a return and an entry; where they differ it is a finding.",
        ),
        money(name="value", label="Value", required=True),
        choice(name="basis", label="Basis", choices=BASES),
        month(name="starts", label="Period from", help="The first month of the period; blank: April."),
        text(name="note", label="Note"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="sheet", label="Sheet", hidden=True),
        text(name="cell", label="Cell", hidden=True),
        count(name="decimals", label="Decimals as printed", hidden=True, help="-3 where printed in thousands."),
    ),
    title=("area", "category", "year", "month", "measure"),
    order=("year", "month", "area", "category", "period", "measure"),
)

VARIANCE_REASON = Record(
    "variance_reason",
    "variance_reasons",
    "Reason for a variance",
    "Why a line is over or under its plan at a month, and what is done about it. A red line needs one.",
    (
        *_ABOUT,
        month(name="month", label="Month", key=True, required=True),
        text(name="reason", label="Reason", required=True, headings=("Explanation", "Commentary", "Comment")),
        text(name="action", label="What is done about it", headings=("Action", "Mitigation")),
        text(name="owner", label="Owner", help="A role, not a person's name."),
    ),
    title=("area", "category", "year", "month"),
    order=("year", "month", "area", "category"),
)

STATED_BUDGET = Record(
    "stated_budget",
    "stated_budgets",
    "Stated budget figure",
    "A total, variance, percentage or allocation that a finance source prints. It is a claim: kept and recomputed.",
    (
        reference(name="source", label="Source", refers_to="source", key=True, required=True),
        text(name="sheet", label="Sheet", key=True),
        text(name="cell", label="Cell", key=True, required=True),
        reference(name="version", label="Version", refers_to="budget_version", help="Blank: of a monthly report."),
        reference(name="area", label="Area", refers_to="area"),
        reference(name="category", label="Category", refers_to="budget_category", help="Blank: of a total."),
        text(name="label", label="Row as printed"),
        year(name="year", label="Financial year"),
        month(name="month", label="Month"),
        choice(name="period", label="Period", choices=PERIODS),
        choice(
            name="measure",
            label="Measure",
            choices=(*MEASURES, "variance", "variance_percent", "allocation"),
            required=True,
        ),
        choice(name="rule", label="Claims to be", choices=("total", "computed"), required=True),
        choice(name="convention", label="Variance is", choices=CONVENTIONS, help="As the source writes it."),
        count(name="first_row", label="First row covered", hidden=True),
        count(name="last_row", label="Last row covered", hidden=True),
        Field(name="value", label="Printed", type=Type.FIGURE, unit=HUNDREDTHS, required=True),
        count(name="decimals", label="Decimals as printed", hidden=True, help="-3 where printed in thousands."),
    ),
    title=("source", "sheet", "cell"),
    order=("source", "sheet", "cell"),
)

ALLOCATION = Record(
    "published_allocation",
    "published_allocations",
    "Published allocation",
    "What NHS England allocates to an area for primary medical care in a year, before and after adjustment.",
    (
        reference(name="area", label="Area", refers_to="area", key=True, required=True, headings=("CCG", "ICB")),
        year(name="year", label="Financial year", key=True, required=True),
        money(
            name="final",
            label="Final allocation",
            headings=("Final allocation after place-based pace of change", "Allocation after pace of change"),
        ),
        money(
            name="adjusted",
            label="Adjusted allocation",
            headings=("Allocation after adjustment for GP contract", "Allocation after adjustment"),
            help="The final allocation after what is held centrally; a budget is set on this one.",
        ),
        money(
            name="adjustment",
            label="Adjustment",
            headings=("Allocation adjustment for GP contract", "Allocation adjustment"),
        ),
        percent(
            name="distance",
            label="Distance from target",
            headings=("Final closing DfT", "Closing DfT", "Distance from target allocation"),
        ),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True, help="Sheet and cell of the adjusted allocation."),
        count(name="decimals", label="Decimals as printed", hidden=True, help="-3 where printed in thousands."),
    ),
    title=("area", "year"),
    order=("area", "year"),
)

AREAS = (AREA,)  # before funds, which have envelopes by area
BUDGETS = (
    BUDGET_CATEGORY,
    VARIANCE_BAND,
    PHASE,
    BUDGET_VERSION,
    BUDGET_LINE,
    VIREMENT,
    BUDGET_FIGURE,
    VARIANCE_REASON,
    STATED_BUDGET,
    ALLOCATION,
)
