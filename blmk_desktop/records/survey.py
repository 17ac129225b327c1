"""The practice workforce survey: staff of a practice by group, and its capacity to train and house them."""

from __future__ import annotations

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.fields import choice, count, date, reference, text, wte, yes_no

STAFF_GROUPS = (
    "GP partner",
    "Salaried GP",
    "GP registrar",
    "Advanced nurse practitioner",
    "Practice nurse",
    "Healthcare assistant",
    "Clinical pharmacist",
    "Other direct patient care",
    "Practice manager",
    "Reception and administration",
)
GPS = STAFF_GROUPS[:2]  # registrars are learners, and locums stand apart (workforce plan 2018, table 1)
ALL_GPS, ALL_STAFF = "All GPs", "All staff"
GROUPS = (ALL_GPS, *STAFF_GROUPS, ALL_STAFF)  # what the answers are added up by

PRACTICE_STAFF = Record(
    "practice_staff",
    "practice_staff",
    "Practice staff",
    "Staff of one group in a practice on a date, as the practice reports them (workforce plan 2018, tables 1 to 3).",
    (
        reference(name="practice", label="Practice code", refers_to="practice", key=True, required=True),
        date(name="as_at", label="As at", key=True, required=True),
        choice(name="staff_group", label="Staff group", choices=STAFF_GROUPS, key=True, required=True),
        count(name="headcount", label="Headcount"),
        wte(name="wte", label="WTE in post"),
        wte(name="vacancies", label="Vacancies"),
        count(name="over_50", label="Aged 50 and over"),
        count(name="over_55", label="Aged 55 and over"),
        count(name="retiring", label="Planning to retire within 12 months"),
        wte(name="locums", label="Covered by locums"),
        reference(name="source", label="Source", refers_to="source"),
        text(name="note", label="Note"),
    ),
    title=("practice", "staff_group", "as_at"),
    order=("practice", "as_at", "staff_group"),
)

PRACTICE_CAPACITY = Record(
    "practice_capacity",
    "practice_capacities",
    "Practice capacity",
    "What a practice can offer learners and new staff on a date (workforce plan 2018, section 9).",
    (
        reference(name="practice", label="Practice code", refers_to="practice", key=True, required=True),
        date(name="as_at", label="As at", key=True, required=True),
        yes_no(name="training_practice", label="Training practice"),
        count(name="trainers", label="GP trainers"),
        count(name="supervisors", label="Clinical and educational supervisors"),
        count(name="mentors", label="Nurse mentors"),
        count(name="placements", label="Learner placements offered a year"),
        count(name="placements_used", label="Learner placements filled"),
        count(name="consulting_rooms", label="Consulting and treatment rooms"),
        count(name="rooms_free", label="Room sessions free in a week", help="Of ten sessions a room a week."),
        reference(name="source", label="Source", refers_to="source"),
        text(name="note", label="Note"),
    ),
    title=("practice", "as_at"),
    order=("practice", "as_at"),
)

SURVEY = (PRACTICE_STAFF, PRACTICE_CAPACITY)
