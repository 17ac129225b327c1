"""Prioritisation of schemes by a panel: rounds, criteria, scores and interests declared."""

from __future__ import annotations

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.fields import choice, count, date, money, percent, reference, text

PRIORITY_ROUND = Record(
    "priority_round",
    "priority_rounds",
    "Prioritisation round",
    "A panel's ranking of schemes in two stages, need first, then achievability and value (committee pack, item 7.2).",
    (
        text(name="name", label="Prioritisation round", key=True, required=True),
        date(name="held", label="Panel held"),
        money(name="affordable", label="Affordable in all", help="Where this money ends is the line. Blank: no line."),
        percent(
            name="need_least",
            label="Need to go on to the second stage",
            headings=("Threshold", "Need threshold"),
            help="The least score for need, in per cent of the most possible. Blank: every scheme goes on.",
        ),
        percent(
            name="need_share",
            label="Share of need in the total",
            help="The rest is for achievability and value. Blank: half and half.",
        ),
        text(name="note", label="Note"),
    ),
    title=("name",),
    order=("held", "name"),
)

CRITERION = Record(
    "criterion",
    "criteria",
    "Criterion",
    "What a panel scores schemes by in a round: its weight, and what each score from 0 to 5 stands for.",
    (
        reference(name="round", label="Prioritisation round", refers_to="priority_round", key=True, required=True),
        text(name="name", label="Criterion", key=True, required=True),
        choice(name="stage", label="Stage", choices=("need", "achievability and value"), required=True),
        count(name="weight", label="Weight", required=True, help="Beside the others of its stage."),
        *(text(name=f"anchor_{score}", label=f"{score} means") for score in range(6)),
    ),
    title=("round", "name"),
    order=("round", "stage", "name"),
)

CANDIDATE = Record(
    "candidate",
    "candidates",
    "Candidate",
    "A scheme put to a prioritisation round, and what it asks for.",
    (
        reference(name="round", label="Prioritisation round", refers_to="priority_round", key=True, required=True),
        reference(name="scheme", label="Scheme", refers_to="scheme", key=True, required=True),
        money(name="cost", label="Asks for", help="Blank: the cost of the whole scheme."),
    ),
    title=("round", "scheme"),
    order=("round", "scheme"),
)

PANEL_SCORE = Record(
    "panel_score",
    "panel_scores",
    "Panel score",
    "What one member of the panel gave one scheme on one criterion.",
    (
        reference(name="round", label="Prioritisation round", refers_to="priority_round", key=True, required=True),
        reference(name="scheme", label="Scheme", refers_to="scheme", key=True, required=True),
        text(name="criterion", label="Criterion", key=True, required=True),
        text(name="member", label="Panel member", key=True, required=True, help="A role, not a person's name."),
        count(name="score", label="Score", required=True, help="0 to 5."),
        text(name="note", label="Note"),
    ),
    title=("round", "scheme", "criterion", "member"),
    order=("round", "scheme", "criterion", "member"),
)

PANEL_CONFLICT = Record(
    "panel_conflict",
    "panel_conflicts",
    "Conflict of interest",
    "A member of the panel who declared an interest in a scheme: the scores that they gave it do not count.",
    (
        reference(name="round", label="Prioritisation round", refers_to="priority_round", key=True, required=True),
        reference(name="scheme", label="Scheme", refers_to="scheme", key=True, required=True),
        text(name="member", label="Panel member", key=True, required=True),
        text(name="interest", label="Interest", required=True),
    ),
    title=("round", "scheme", "member"),
    order=("round", "scheme", "member"),
)

PRIORITIES: tuple[Record, ...] = (PRIORITY_ROUND, CRITERION, CANDIDATE, PANEL_SCORE, PANEL_CONFLICT)
