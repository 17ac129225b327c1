"""Workbooks of premises and of a panel's scores: people's own headings, and what cannot be is refused at its cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

import db
from blmk_desktop.importing.engine import apply, propose
from blmk_desktop.importing.proposal import Proposal
from blmk_desktop.summaries.premises import premises
from blmk_desktop.summaries.priorities import priorities

ROUND = "Example round 2022 (made up)"
SURVEY = (
    ("Site name", "Tenure", "Lease expiry", "GIA", "Consulting rooms", "Capacity", "Physical condition", "Backlog"),
    ("North surgery", "Leased", date(2030, 3, 31), 512, 8, "9,000", "c", "£120,000"),
    ("South surgery", "leased", None, 400, 5, "tbc", "B/C", None),
)
SCORES = (
    ("Prioritisation round", "Scheme", "Criterion", "Panel member", "Score"),
    (ROUND, "Kempston Hub", "Space against the list", "Nursing lead", 4),
    (ROUND, "Kempston Hub", "Readiness", "Nursing lead", 7),
)


def write(path: Path, rows: tuple[tuple[object, ...], ...]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def refusals(proposal: Proposal) -> list[str]:
    return [f"{one.where} {one.why}" for sheet in proposal.sheets() for one in sheet.refused]


def test_a_survey_of_premises_is_taken_and_a_doubtful_condition_refused(demo: db.DataFile, book: Path) -> None:
    proposal = propose(demo, [write(book, SURVEY)])
    assert [one for one in refusals(proposal) if "'B/C' is none of: A, B, C, D" in one] != []
    apply(demo, proposal, accept_valid=True)
    with demo.reading() as connection:
        north = next(one for one in premises(connection).buildings if one.name == "North surgery")
    assert (north.area, north.clinical_rooms, north.pressure.capacity, north.cost_to_b) == (
        512, 8, 9_000_00, 120_000_00,
    )  # fmt: skip
    assert (north.lease_ends, north.facets["physical"], north.tenure) == ("2030-03-31", "C", "leased")


def test_scores_are_taken_and_one_off_the_scale_is_refused(demo: db.DataFile, book: Path) -> None:
    proposal = propose(demo, [write(book, SCORES)])
    (why,) = refusals(proposal)
    assert "E3" in why
    assert "7 is not a score from 0 to 5" in why
    apply(demo, proposal, accept_valid=True)
    with demo.reading() as connection:
        found = priorities(connection, ROUND)
    assert found.panel.scores["Kempston Hub", "Space against the list", "Nursing lead"] == 4
    assert "Nursing lead" in found.panel.members
