"""A data file with made-up funding streams of two areas, one overdrawn, one paid for each patient, and a scheme."""

from __future__ import annotations

from pathlib import Path

from blmk_desktop import editing
from blmk_desktop.acts.scenarios import save_scenario
from blmk_desktop.rules.assumptions import ONE, Assumption
from blmk_desktop.rules.mdt import ADMISSIONS, MODEL
from blmk_desktop.seeding import load_reference
from db import create_file

COHORT, PUBLISHED = "A cohort", "Multidisciplinary teams, as published"
AREAS: tuple[dict[str, str], ...] = (
    {"name": "Both", "kind": "ICB"},
    {"name": "North", "kind": "CCG", "within": "Both"},
    {"name": "South", "kind": "CCG", "within": "Both"},
)
FUNDS: tuple[dict[str, str], ...] = (
    {
        "name": "Coaching",
        "kind": "revenue",
        "programme": "GPFV",
        "recurrence": "non-recurrent",
        "conditions": "By March",
    },
    {"name": "Transformation", "kind": "revenue", "programme": "Transformation", "per_head": "3"},
    {"name": "ETTF", "kind": "ETTF"},
)
ENVELOPES = (  # fund, year, area, amount, spent, committed
    ("Coaching", "2020/21", "North", "100,000", "120,000", ""),
    ("Coaching", "2020/21", "South", "60,000", "", ""),
    ("Coaching", "2021/22", "North", "40,000", "10,000", "5,000"),
    ("Transformation", "2020/21", "North", "30,000", "", ""),
    ("ETTF", "2021/22", "", "500,000", "", ""),
)


def make(path: Path) -> Path:
    """Write it."""
    with create_file(path) as store:
        load_reference(store)
        for kind, several in (("area", AREAS), ("fund", FUNDS)):
            for values in several:
                editing.add(store, kind, values)
        for fund, year, area, amount, spent, committed in ENVELOPES:
            money = {"amount": amount, "spent": spent, "committed": committed}
            editing.add(store, "fund_envelope", {"fund": fund, "year": year, "area": area, **money})
        editing.add(store, "scheme", {"name": "Elm"})
        line = {"scheme": "Elm", "fund": "ETTF", "year": "2021/22", "original": "200,000"}
        editing.add(store, "funding_line", line)
        admissions = Assumption(ADMISSIONS, 1_000 * ONE, unit="number")
        save_scenario(store, COHORT, MODEL, PUBLISHED, [admissions], "To try it")
    return path
