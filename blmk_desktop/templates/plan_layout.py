"""How the plan template is laid out: the words by which its writer and its reader find each other."""

from __future__ import annotations

FORM = "pcn-plan"
VERSION = 1

INSTRUCTIONS = "Start here"
PLAN = "Plan"
SUMMARY = "Summary"
LISTS = "Lists"

# The table of the sheet 'Plan', by the fields of PLAN_LINE: what the network fills in. The headings stand in one row;
# rows and columns may be inserted, so the reader finds them by these words and nothing else.
LINE = "Line"
COLUMNS: dict[str, str] = {
    "line": LINE,
    "role": "Role",
    "post": "Post",
    "wte": "WTE",
    "start": "Start date",
    "end": "Leaving date",
    "salary": "Annual salary of 1 WTE (£)",
    "note": "Note",
}
# What the workbook works out on the same row: claims for the importer.
COST = "Cost in the year (£)"
CHECK = "Check"
# Labelled cells above the table: the value stands in the next filled cell to the right of the label.
CODE, NAME, YEAR, STAGE = "PCN code", "PCN", "Financial year", "Stage"
ALLOCATION = "Allocation (£)"
TOTAL_COST = "Cost of the plan (£)"
BALANCE = "Left of the allocation (£)"
PLANNED_WTE = "WTE at the end of the year"
READY = "Ready to send"

BLANK_LINES = 60  # lines to fill beyond those known
