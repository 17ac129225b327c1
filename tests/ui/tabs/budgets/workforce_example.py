"""A data file with a made-up workforce plan of two areas: baselines, targets, pay, what is printed, assumptions."""

from __future__ import annotations

from pathlib import Path

from blmk_desktop import editing
from blmk_desktop.rules import gp_gap, trajectories
from blmk_desktop.seeding import load_reference
from db import create_file

WHOLE, EAST, WEST = "Northshire", "East Northshire", "West Northshire"
SOURCE = "plan.xlsx"
PUBLISHED, COSTS = "Gap as published", "Costs as published"
BASELINES = (
    ("GP", WHOLE, "100", "10", "6", "9", "4"),
    ("GP", EAST, "60", "4", "4", "5", "2"),
    ("GP", WEST, "40", "6", "2", "4", "2"),
    ("PN", WHOLE, "50", "3", "2", "", ""),
)
TARGETS = (
    ("Pharmacist", "", "2018/19", "3"),
    ("Pharmacist", "", "2019/20", "2"),
    ("Nurse", "", "2018/19", "4"),
    ("GP", "Need", "2018/19", "5"),
    ("GP", "Need", "2019/20", "6"),
)
BY_AREA = (("Fellowship", EAST, "2018/19", "2.5"), ("Fellowship", WEST, "2018/19", "1.5"))
# Sheet, cell, area, year, role, measure, printed, decimals.
PRINTED = (
    ("Baseline", "F2", WHOLE, "2017/18", "GP", "gap", "25", "0"),
    ("Baseline", "F3", EAST, "2017/18", "GP", "gap", "13", "0"),
    ("Baseline", "F4", WEST, "2017/18", "GP", "gap", "11", "0"),
    ("Baseline", "G4", WEST, "2017/18", "GP", "gap_share", "30", "0"),
    ("Posts", "B2", WHOLE, "2018/19", "Pharmacist", "target", "3", "0"),
    ("Split", "D2", WEST, "2018/19", "GP", "target", "2", "1"),
    ("Cost", "B2", WHOLE, "2018/19", "Pharmacist", "cost", "150,000", "-3"),
    ("Cost", "B3", WHOLE, "2018/19", "Nurse", "cost", "180,000", "-3"),
    ("Pay", "C2", "", "", "Nurse", "pay", "40,000", "0"),
    ("Pay", "C3", "", "", "Pharmacist", "pay", "50,000", "0"),
)
ASSUMED = (
    (gp_gap.NATIONAL_BEFORE, "", "120", "WTE", "", ""),
    (gp_gap.NATIONAL_NOW, "", "110", "WTE", "", ""),
    (gp_gap.DEMAND, "", "130", "WTE", "", ""),
    (gp_gap.SUBSTITUTED, "", "12", "WTE", "", ""),
    (gp_gap.NATIONAL_SHARE, "", "20", "WTE", "", ""),
    (gp_gap.DELIVERY, "", "1", "%", "0.6", "1.1"),
    (gp_gap.GROWTH, "", "0.01", "%", "", ""),
    (gp_gap.LEAVING_YEARS, "", "15", "number", "", ""),
)
COSTED = (
    (trajectories.PAY_AWARD, "", "0", "%", "", ""),
    (trajectories.FUNDED, "Employers", "0.27", "%", "", ""),
    (trajectories.FUNDED, "Allocations", "0.16", "%", "", ""),
)


def make(path: Path) -> Path:
    """Make the file, and close it."""
    with create_file(path) as store:
        load_reference(store)
        editing.add(store, "area", {"name": WHOLE, "kind": "ICB"})
        for area in (EAST, WEST):
            editing.add(store, "area", {"name": area, "kind": "CCG", "within": WHOLE})
        editing.add(store, "source", {"name": SOURCE})
        for profession, area, baseline, vacancies, retiring, expansion, abroad in BASELINES:
            told = {"baseline": baseline, "vacancies": vacancies, "retiring": retiring, "expansion": expansion}
            about = {"profession": profession, "area": area, "year": "2017/18", "international": abroad}
            editing.add(store, "workforce_baseline", about | told)
        for role, programme, year, wte in TARGETS:
            of = {"role": role, "programme": programme, "area": WHOLE, "year": year, "wte": wte}
            editing.add(store, "workforce_target", of)
        for programme, area, year, wte in BY_AREA:
            editing.add(
                store,
                "workforce_target",
                {"role": "GP", "programme": programme, "area": area, "year": year, "wte": wte},
            )
        for role, cost in (("Pharmacist", "50,000"), ("Nurse", "40,000"), ("GP", "120,000")):
            editing.add(store, "pay_assumption", {"role": role, "band": "Midpoint", "cost": cost})
        for sheet, cell, area, year, role, measure, value, decimals in PRINTED:
            where = {"source": SOURCE, "sheet": sheet, "cell": cell, "area": area, "year": year, "role": role}
            said = {"measure": measure, "rule": "computed", "value": value, "decimals": decimals}
            editing.add(store, "stated_workforce", where | said)
        for name, model, assumed in ((PUBLISHED, gp_gap.MODEL, ASSUMED), (COSTS, trajectories.MODEL, COSTED)):
            editing.add(store, "assumption_set", {"name": name, "model": model, "published": "Yes"})
            for one, item, value, unit, low, high in assumed:
                area = WHOLE if unit == "WTE" else ""
                of = {
                    "set": name,
                    "area": area,
                    "name": one,
                    "item": item,
                    "value": value,
                    "unit": unit,
                    "low": low,
                    "high": high,
                }
                editing.add(store, "assumption", of)
    return path
