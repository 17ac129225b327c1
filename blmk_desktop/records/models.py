"""The workforce and money models: baselines, targets and pay as published, and assumptions that may be varied."""

from __future__ import annotations

from blmk_desktop.records.budgets import HUNDREDTHS
from blmk_desktop.records.declaration import Field, Record, Type, Unit
from blmk_desktop.records.fields import choice, count, date, money, percent, reference, text, wte, year, yes_no

MODELS = ("five-year budget", "GP workforce gap", "workforce trajectories", "MDT activity")
UNITS = ("%", "£", "WTE", "number")
FACTOR = Unit("ten-thousandths", "", 4, 4, 4)  # 1.92% is 0.0192, 192 ten-thousandths

ASSUMPTION_SET = Record(
    "assumption_set",
    "assumption_sets",
    "Assumption set",
    "The assumptions of a model: as published, or a scenario, which says only what it has otherwise than its base.",
    (
        text(name="name", label="Assumption set", key=True, required=True),
        choice(name="model", label="Model", choices=MODELS, required=True),
        yes_no(name="published", label="As published"),
        reference(name="based_on", label="Based on", refers_to="assumption_set"),
        reference(name="version", label="Of the budget version", refers_to="budget_version"),
        text(name="note", label="Note"),
    ),
    title=("name",),
    order=("model", "name"),
)

ASSUMPTION = Record(
    "assumption",
    "assumptions",
    "Assumption",
    "One assumption of a set, for an area, a year or an item, or for all of them where they are blank.",
    (
        reference(name="set", label="Assumption set", refers_to="assumption_set", key=True, required=True),
        text(name="name", label="Assumption", key=True, required=True),
        reference(name="area", label="Area", refers_to="area", key=True, help="Blank: every area."),
        year(name="year", label="Financial year", key=True, help="Blank: every year."),
        text(name="item", label="Of", key=True, help="A budget category, a role or a programme; blank: all."),
        Field(name="value", label="Value", type=Type.FIGURE, unit=FACTOR, required=True, help="0.0192 is 1.92%."),
        Field(name="low", label="At least", type=Type.FIGURE, unit=FACTOR, help="Where it is uncertain."),
        Field(name="high", label="At most", type=Type.FIGURE, unit=FACTOR, help="Where it is uncertain."),
        choice(name="unit", label="Unit", choices=UNITS, required=True),
        text(name="note", label="Note"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("set", "name", "area", "year", "item"),
    order=("set", "name", "area", "year", "item"),
)

WORKFORCE_BASELINE = Record(
    "workforce_baseline",
    "workforce_baselines",
    "Workforce baseline",
    "How many of a profession there are in an area at a date, how many posts are vacant and how many will retire.",
    (
        text(name="profession", label="Profession", key=True, required=True),
        reference(name="area", label="Area", refers_to="area", key=True, required=True),
        year(name="year", label="Financial year", key=True, required=True),
        wte(name="baseline", label="Baseline (A)", headings=("Baseline (WTE)", "Baseline excl locums", "Baseline")),
        percent(name="locum_share", label="Locums", headings=("% of Locum / Baseline",), help="As a share of A."),
        wte(name="vacancies", label="Vacancies (B)", headings=("No. vacancies (WTE)", "Vacancies")),
        wte(name="retiring", label="Retiring within 12 months (C)", headings=("No. retirements within 12 months",)),
        percent(name="over_50_share", label="Over 50", headings=("% of GPs over 50",)),
        count(name="over_50", label="Persons over 50", headings=("No. of PNs over 50", "No. of PMs over 50")),
        wte(name="expansion", label="Expansion target (E)", headings=("GP Expansion Target WTE",)),
        wte(name="international", label="Of which international", headings=("International Recruitment Target WTE",)),
        date(name="surveyed", label="Surveyed on"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True, help="Sheet and first cell of its row."),
    ),
    title=("profession", "area", "year"),
    order=("profession", "year", "area"),
)

WORKFORCE_TARGET = Record(
    "workforce_target",
    "workforce_targets",
    "Workforce target",
    "How many of a role are to be recruited in a year, by programme where it is told.",
    (
        text(name="role", label="Role", key=True, required=True),
        text(name="programme", label="Programme", key=True, help="For example Fellowship; blank: not told."),
        reference(name="area", label="Area", refers_to="area", key=True, required=True),
        year(name="year", label="Financial year", key=True, required=True),
        wte(name="wte", label="WTE to recruit", required=True),
        yes_no(name="within_establishment", label="Within the establishment", help="Yes: at no further cost."),
        text(name="note", label="Note"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("role", "programme", "area", "year"),
    order=("role", "programme", "year", "area"),
)

PAY_ASSUMPTION = Record(
    "pay_assumption",
    "pay_assumptions",
    "Pay of a role",
    "What a whole-time post of a role costs in a year: its wage and the employer's on-costs.",
    (
        text(name="role", label="Role", key=True, required=True),
        year(name="year", label="Financial year", key=True),
        text(name="band", label="Wage as printed", headings=("Wage per annum", "Band")),
        money(name="wage", label="Wage a year"),
        percent(name="on_costs", label="On-costs"),
        money(name="cost", label="Wage with on-costs", headings=("Plus On-Costs",), required=True),
        percent(name="reimbursed_1", label="Paid for us in its first year", help="A sliding scale of support."),
        percent(name="reimbursed_2", label="Paid for us in its second year"),
        percent(name="reimbursed_3", label="Paid for us in its third year"),
        text(name="note", label="Note"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="cell", label="Where", hidden=True),
    ),
    title=("role", "year"),
    order=("role", "year"),
)

WORKFORCE_MEASURES = (
    "baseline",
    "locum_share",
    "vacancies",
    "retiring",
    "over_50_share",
    "over_50",
    "expansion",
    "international",
    "other_recruitment",
    "gap",
    "gap_without_targets",
    "gap_share",
    "vacancy_share",
    "target",
    "cost",
    "pay",
    "funded",
    "funded_share",
    "shortfall",
    "substitution_share",
    "growth_share",
)

STATED_WORKFORCE = Record(
    "stated_workforce",
    "stated_workforce",
    "Stated workforce figure",
    "What a workforce plan prints, in a table or in its text. It is a claim: kept with where it stands, recomputed.",
    (
        reference(name="source", label="Source", refers_to="source", key=True, required=True),
        text(name="sheet", label="Sheet or section", key=True),
        text(name="cell", label="Cell or paragraph", key=True, required=True),
        reference(name="area", label="Area", refers_to="area"),
        year(name="year", label="Financial year", help="Blank: of all years."),
        text(name="item", label="Row as printed"),
        text(name="role", label="Profession or role"),
        text(name="programme", label="Programme"),
        choice(name="measure", label="Measure", choices=WORKFORCE_MEASURES, required=True),
        choice(name="rule", label="Claims to be", choices=("figure", "total", "computed"), required=True),
        count(name="first_row", label="First row covered", hidden=True),
        count(name="last_row", label="Last row covered", hidden=True),
        count(name="first_column", label="First column covered", hidden=True),
        count(name="last_column", label="Last column covered", hidden=True),
        Field(name="value", label="Printed", type=Type.FIGURE, unit=HUNDREDTHS, required=True),
        count(name="decimals", label="Decimals as printed", hidden=True, help="-3 where printed in thousands."),
        text(name="note", label="Note"),
    ),
    title=("source", "sheet", "cell"),
    order=("source", "sheet", "cell"),
)

MODEL_RECORDS = (
    ASSUMPTION_SET,
    ASSUMPTION,
    WORKFORCE_BASELINE,
    WORKFORCE_TARGET,
    PAY_ASSUMPTION,
    STATED_WORKFORCE,
)
