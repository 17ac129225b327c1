"""How resilient practices are: events of their contracts, signs of vulnerability, and the support they get."""

from __future__ import annotations

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.fields import choice, count, date, reference, text

SIGNS = (
    "CQC rating",
    "list change",
    "GP WTE per 1,000 patients",
    "GPs near retirement",
    "premises",
    "contract ends",
    "in no network",
    "open risks",
    "notice served",
)

CONTRACT_EVENT = Record(
    "contract_event",
    "contract_events",
    "Contract event",
    "Something that happened to a practice's contract, or will.",
    (
        reference(name="practice", label="Practice code", refers_to="practice", key=True, required=True),
        choice(
            name="event",
            label="Event",
            choices=("notice served", "caretaker", "list dispersal", "procurement", "merger", "contract ends", "other"),
            key=True,
            required=True,
        ),
        date(name="on", label="On", key=True, required=True),
        date(name="takes_effect", label="Takes effect"),
        reference(name="with_practice", label="With practice", refers_to="practice", help="The other one of a merger."),
        date(name="settled", label="Settled", help="Blank while it is open."),
        text(name="note", label="Note"),
    ),
    title=("practice", "event", "on"),
    order=("on", "practice"),
)

RESILIENCE_WEIGHT = Record(
    "resilience_weight",
    "resilience_weights",
    "Weight of a sign of vulnerability",
    "How many points a sign adds to a practice's vulnerability from a figure on. Of several steps the gravest counts.",
    (
        choice(name="sign", label="Sign", choices=SIGNS, key=True, required=True),
        count(
            name="from_figure",
            label="From",
            key=True,
            required=True,
            help="The figure at which it counts, in the unit that 'What it means' names.",
        ),
        count(name="points", label="Points", required=True),
        text(name="help", label="What it means"),
    ),
    title=("sign", "from_figure"),
    order=("sign", "from_figure"),
)

RESILIENCE_SUPPORT = Record(
    "resilience_support",
    "resilience_support",
    "Resilience support",
    "The stage of the resilience programme that a practice entered on a date (Bedfordshire report 2016).",
    (
        reference(name="practice", label="Practice code", refers_to="practice", key=True, required=True),
        date(name="on", label="On", key=True, required=True),
        choice(name="stage", label="Stage", choices=("stage 1", "stage 2", "stage 3", "ended"), required=True),
        text(name="note", label="Note"),
    ),
    title=("practice", "on"),
    order=("practice", "on"),
)

RESILIENCE: tuple[Record, ...] = (CONTRACT_EVENT, RESILIENCE_WEIGHT, RESILIENCE_SUPPORT)
