"""How the practice workforce template is laid out: the words by which its writer and its reader find each other."""

from __future__ import annotations

FORM = "practice-workforce"
VERSION = 1

INSTRUCTIONS = "Start here"
SURVEY = "Survey"

# Labelled cells above the tables: the value stands in the next filled cell to the right of the label.
CODE, NAME, YEAR, AS_AT = "Practice code", "Practice", "Financial year", "As at"
READY = "Ready to send"

# The table of staff: one row for each of STAFF_GROUPS under 'Staff group', then a row 'All staff' that is worked out.
# The headings are those of PRACTICE_STAFF: field.heading of the fields below, in one row.
STAFF_GROUP = "Staff group"
STAFF_FIELDS = ("headcount", "wte", "vacancies", "over_50", "over_55", "retiring", "locums", "note")
ALL_STAFF = "All staff"
CHECK = "Check"

# The questions: each label of PRACTICE_CAPACITY in a row under 'Question', its answer in the column 'Answer'.
QUESTION, ANSWER = "Question", "Answer"
CAPACITY_FIELDS = (
    "training_practice",
    "trainers",
    "supervisors",
    "mentors",
    "placements",
    "placements_used",
    "consulting_rooms",
    "rooms_free",
    "note",
)
