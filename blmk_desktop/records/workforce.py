"""PCN workforce plans: roles and their rates, plan rounds, and figures as each source states them."""

from __future__ import annotations

from blmk_desktop.records.declaration import MONEY, PERCENT, WTE, Field, Record, Type, Unit
from blmk_desktop.records.fields import (
    choice,
    count,
    date,
    money,
    month,
    patients,
    reference,
    text,
    year,
    yes_no,
)

STAGES = ("first draft", "final")  # of a plan round, in their order

ARRS_ROLE = Record(
    "arrs_role",
    "arrs_roles",
    "ARRS role",
    "A role that a network may hire with its national allowance.",
    (
        text(name="name", label="Role", key=True, required=True, headings=("ARRS role", "Staff role")),
        choice(
            name="staff_type",
            label="Kind of staff",
            choices=("clinical", "personalised care", "non-clinical"),
        ),
        text(name="afc_band", label="Agenda for Change band"),
        date(name="first_reimbursable", label="First reimbursable"),
        count(
            name="cap",
            label="Most per PCN",
            help="Whole posts a PCN may claim in the year; blank: no cap known.",
        ),
        count(name="cap_large", label="Most per PCN of 100,000 patients and over"),
        text(
            name="cap_group",
            label="Capped together with",
            help="Roles with the same word here share one cap.",
        ),
        date(name="cap_until", label="Caps hold until", help="The last day on which they hold; blank while they last."),
        text(name="note", label="Note"),
        text(
            name="supply",
            label="Where they would come from",
            help="For whom they work now, or how they are trained: a rule of thumb, to be changed to what holds.",
        ),
    ),
    title=("name",),
    order=("name",),
)

ROLE_MAXIMUM = Record(
    "role_maximum",
    "role_maximums",
    "Maximum reimbursement",
    "The most that may be claimed for one WTE of a role for a year, from a date. Blank: nobody could confirm it.",
    (
        reference(name="role", label="Role", refers_to="arrs_role", key=True, required=True),
        date(name="start", label="From", key=True, required=True),
        money(name="maximum", label="Maximum a WTE a year", headings=("max_per_wte_per_year_gbp",)),
        text(name="note", label="Source or note"),
    ),
    title=("role", "start"),
    order=("role", "start"),
)

PLAN_ROUND = Record(
    "plan_round",
    "plan_rounds",
    "Plan round",
    "One round of workforce plans: a financial year and how far it had got.",
    (
        text(name="name", label="Round", key=True, required=True, help="For example 2022/23 final."),
        year(name="year", label="Financial year", required=True),
        choice(name="stage", label="Stage", choices=STAGES, required=True),
        date(name="as_at", label="Figures as at", help="The date on which staff in post were counted."),
        date(name="due", label="Returns due", help="The last day for networks to send their plan back."),
    ),
    title=("name",),
    order=("year", "stage"),
)


def _subject(*, key: bool) -> tuple[Field, ...]:
    return (
        reference(name="place", label="Place", refers_to="place", key=key),
        reference(name="pcn", label="PCN code", refers_to="pcn", key=key, headings=("PCN", "Network")),
        reference(name="role", label="Role", refers_to="arrs_role", key=key),
    )


# What a plan says of a place, a network or a role. Months: staff in post and planned are counted at a month's end.
MEASURES: dict[str, Unit] = {
    "allocation": MONEY,
    "forecast_spend": MONEY,
    "wte_in_post": WTE,
    "wte_planned": WTE,
    "wte_scheduled": WTE,
}
MEASURE_LABELS: dict[str, str] = {
    "allocation": "Allocation",
    "forecast_spend": "Forecast spend",
    "wte_in_post": "In post",
    "wte_planned": "Planned",
    "wte_scheduled": "In post by the payment schedule",
    "variance": "Variance",
    "wte_difference": "Difference",
    "wte_change": "Change in post",
    "growth_percent": "Planned growth",
    "recruited_percent": "Recruited",
    "to_recruit_percent": "To recruit",
}
# The same in the middle of a sentence.
MEASURE_WORDS: dict[str, str] = {
    "allocation": "allocation",
    "forecast_spend": "forecast spend",
    "wte_in_post": "staff in post",
    "wte_planned": "staff planned",
    "wte_scheduled": "staff by the payment schedule",
    "variance": "variance",
    "wte_difference": "difference between planned and in post",
    "wte_change": "change in post",
    "growth_percent": "planned growth",
    "recruited_percent": "share recruited",
    "to_recruit_percent": "share still to recruit",
}
# What a source computes from its own figures: a claim, recomputed and never stored as data.
DERIVED: dict[str, Unit] = {
    "variance": MONEY,
    "wte_difference": WTE,
    "wte_change": WTE,
    "growth_percent": PERCENT,
    "recruited_percent": PERCENT,
    "to_recruit_percent": PERCENT,
}

PLAN_FIGURE = Record(
    "plan_figure",
    "plan_figures",
    "Plan figure",
    "One figure of a workforce plan, at the grain at which its source gives it: place, PCN, role, month.",
    (
        reference(name="round", label="Round", refers_to="plan_round", key=True, required=True),
        *_subject(key=True),
        month(name="month", label="Month", key=True, help="1 is April; blank: the whole year."),
        choice(name="measure", label="Measure", choices=tuple(MEASURES), key=True, required=True),
        Field(
            name="value",
            label="Figure",
            type=Type.FIGURE,
            unit=Unit("hundredths", "", 2, 2, 2),
            required=True,
            help="Pence or hundredths of a WTE, as the measure says.",
        ),
        reference(name="source", label="Source", refers_to="source", key=True, required=True),
        text(name="sheet", label="Sheet", key=True),
        text(name="cell", label="Cell"),
        count(name="decimals", label="Decimals as printed", hidden=True),
    ),
    title=("round", "pcn", "role", "measure"),
    order=("round", "place", "pcn", "role", "month", "measure"),
)

STATED_FIGURE = Record(
    "stated_figure",
    "stated_figures",
    "Stated figure",
    "A total, percentage or difference that a source prints. It is a claim: kept with its cell, and recomputed.",
    (
        reference(name="source", label="Source", refers_to="source", key=True, required=True),
        text(name="sheet", label="Sheet", key=True),
        text(name="cell", label="Cell", key=True, required=True),
        reference(name="round", label="Round", refers_to="plan_round"),
        *_subject(key=False),
        month(name="month", label="Month"),
        choice(name="measure", label="Measure", choices=(*MEASURES, *DERIVED), required=True),
        choice(name="rule", label="Claims to be", choices=("total", "computed"), required=True),
        count(name="first_row", label="First row covered", hidden=True),
        count(name="last_row", label="Last row covered", hidden=True),
        Field(
            name="value",
            label="Printed",
            type=Type.FIGURE,
            unit=Unit("hundredths", "", 2, 2, 2),
            required=True,
        ),
        count(name="decimals", label="Decimals as printed", hidden=True),
    ),
    title=("source", "sheet", "cell"),
    order=("source", "sheet", "cell"),
)

STANDING_FIGURE = Record(
    "standing_figure",
    "standing_figures",
    "Answer on a disputed figure",
    "Where two sources give one figure differently: the one that stands, and why.",
    (
        reference(name="round", label="Round", refers_to="plan_round", key=True, required=True),
        *_subject(key=True),
        month(name="month", label="Month", key=True),
        choice(name="measure", label="Measure", choices=tuple(MEASURES), key=True, required=True),
        reference(name="source", label="Source that stands", refers_to="source", required=True),
        text(name="sheet", label="Sheet that stands"),
        text(name="reason", label="Reason"),
    ),
    title=("round", "pcn", "measure"),
)

NETWORK_CHECK = Record(
    "network_check",
    "network_checks",
    "Network development check",
    "What a commissioner reported of a network as it formed (strategy 2019, appendix A).",
    (
        text(name="name", label="Network as written", key=True, required=True, headings=("PCN Name", "Network")),
        date(name="as_at", label="As at", key=True, required=True),
        reference(
            name="pcn",
            label="PCN code",
            refers_to="pcn",
            help="Blank while nobody has said which network it became.",
        ),
        count(
            name="practices",
            label="Practices",
            headings=("How many practices will form part of this network?", "Number of practices"),
        ),
        count(
            name="practices_agreed",
            label="Practices agreed to join",
            headings=("How many practices have agreed to join the network?",),
        ),
        text(
            name="approval",
            label="Approval expected",
            headings=("Does the CCG anticipate they will approve the submission of these practice members?",),
        ),
        patients(
            name="list_size",
            label="Network list",
            headings=("Please provide the network list size as at 1 January 2019", "Network list size"),
        ),
        yes_no(
            name="geography",
            label="Meets the geography criteria",
            headings=("Does the PCN meet the geography criteria identified in the PCN guidance?",),
        ),
        count(
            name="practices_signed",
            label="Practices signed",
            headings=("How many practices have signed the registration form?",),
        ),
        text(
            name="fund_holder",
            label="Funding recipient agreed",
            headings=(
                "Has the practice/provider been identified and agreed to receive funding on behalf of the network?",
            ),
        ),
        text(
            name="clinical_director",
            label="Clinical Director",
            headings=("Has the network agreed a process to appoint the Clinical Director?",),
        ),
        text(
            name="data_sharing",
            label="Data sharing agreed",
            headings=(
                "Is there in-principle agreement on data sharing of clinical records and business administration?",
            ),
        ),
    ),
    title=("name",),
    order=("name",),
)

WORKFORCE = (ARRS_ROLE, ROLE_MAXIMUM, PLAN_ROUND, PLAN_FIGURE, STATED_FIGURE, STANDING_FIGURE, NETWORK_CHECK)
