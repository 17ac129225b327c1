"""The tables of the BLMK General Practice Workforce Plan of February 2018, as it prints them, errors included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.blmk_desktop.importing.building import workbook

Rows = Sequence[Sequence[object]]
YEARS = ("2017/18", "2018/19", "2019/2020", "Total")
GAP_HEADINGS = (
    "Profession: GP",
    "(A) Baseline excl locums (Local workforce survey Oct 2017 GP WTE)",
    "% of Locum / Baseline",
    "(B) No. vacancies (WTE)",
    "(C) No. retirements within 12 months",
    "% of GPs over 50",
    "(E) GP Expansion Target WTE 2017-18",
    "International Recruitment Target WTE (2017-18)",
    "Recruitment target excl IR (2017-18)",
    "(F) Indicative workforce gap 2017-18 (B+C+E)",
    "Workforce gap 2017-18 excl targets (B+C)",
    "% difference between baseline (A) and indicative workforce gap (F)",
)
GAP: Rows = [
    ["Table 1. Current GP workforce baseline numbers and GP expansion targets for 2017-18"],
    [],
    GAP_HEADINGS,
    ["BLMK", 409, 0.11, 52.5, 18, 0.38, 41, 13, 28, 111.5, 70.5, 0.27],
    ["BCCG", 224, 0.04, 20.5, 10, 0.34, 20.5, 6, 14.5, 51, 30.5, 0.23],
    ["LCCG", 79, 0.25, 19, 3, 0.43, 10, 3, 7, 32, 22, 0.41],
    ["MKCCG", 106, 0.18, 13, 5, 0.43, 10.5, 4, 6.5, 28.5, 18, 0.27],
]
NURSES: Rows = [
    ["Profession: PN", "Baseline (WTE)", "No. of PNs over 50", "No. planning retirement", "PN Vacancies"],
    ["BLMK", 178, 139, 17, 14],
    ["BCCG", 93, 64, 7, 4],
    ["LCCG", 26, 32, 6, 4],
    ["MKCCG", 59, 43, 4, 6],
]
MANAGERS: Rows = [
    ["Profession: PM", "Baseline", "No. of PMs over 50", "No. planning retirement", "PM Vacancies"],
    ["BLMK", 106, 73, 3, 3],
    ["BCCG", 50, 31, 2, 1],
    ["LCCG", 29, 17, 1, 2],
    ["MKCCG", 27, 16, 0, 0],
]
TRAJECTORIES: Rows = [
    [None, *YEARS],
    ["Clinical Administrators*", 53, 4, 3, 60],
    ["Clinical Pharmacists**", 12, 11, 10, 33],
    ["Physician's Associates***", 3, 9, 10, 22],
    ["Registered Nurses (increase from baseline)", None, 8, 5, 13],
    ["Mental Health Therapists ****", 15, 10, 10, 35],
    ["GP Need (67)", 4, 32, 31, 67],
    ["GP Compliance (56)", None, 18, 38, 56],
    [],
    ["* Training up existing reception staff; 53 trained in 2017/18"],
]
RECRUITMENT: Rows = [
    ["GPs", *YEARS],
    ["Fellowships *", 4, 5, 5, 14],
    ["International Recruitment", None, 20, 20, 40],
    ["Recruit, Return & Retain", None, 7, 6, 13],
    ["Compliance Numbers", None, 18, 38, 56],
    [None, None, None, None, 123],
]
SPLIT: Rows = [
    ["Year", "GPs", "BCCG", "LCCG", "MKCCG", "BLMK"],
    ["2017/18", "Fellowship", 2, 1, 1, 4],
    ["2017/18", "International Recruitment", 0, 0, 0, 0],
    ["2017/18", "Recruit, return & retain", 0, 0, 0, 0],
    ["2017/18", "Compliance Numbers", 0, 0, 0, 0],
    ["Total", None, 2, 1, 1, 4],
    ["2018/19", "Fellowship", 2.5, 1, 1.5, 5],
    ["2018/19", "International Recruitment", 9.5, 4.5, 6, 20],
    ["2018/19", "Recruit, return & retain", 3.5, 1.5, 2, 7],
    ["2018/19", "Compliance Numbers", 9, 4, 5, 18],
    ["Total", None, 24.5, 11, 14.5, 50],
    ["2019/20", "Fellowship", 2.5, 1, 1.5, 5],
    ["2019/20", "International Recruitment", 9.5, 4.5, 6, 20],
    ["2019/20", "Recruit, return & retain", 3, 1.5, 1.5, 6],
    ["2019/20", "Compliance Numbers", 19, 9, 10, 38],
    ["Total", None, 34, 16, 18, 69],
    ["Total", None, 60.5, 28, 34.5, 123],
]
COSTS: Rows = [
    ["Costs (£'000)", *YEARS],
    ["Clinical Administrators*"],
    ["Clinical Pharmacists**", 240, 568, 987, 1795],
    ["Physician's Associates", "***", 384, 427, 811],
    ["Registered Nurses", None, 426, 178, 604],
    ["Mental Health Therapists", "***", 294, 294, 588],
    ["Sub total", None, None, None, "3,798"],
    ["GP Need (67)", 480, 3600, 3960, 8040],
    ["Sub total", None, None, None, "11,838"],
    ["GP Compliance Number", None, 2160, 4560, 6720],
    ["Total", None, None, None, "18,558"],
    [],
    ["* Existing practice reception staff; no additional costs"],
    ["** Costings developed on sliding scale for part national funding year 1-3"],
    ["*** 2017/18 within existing establishment, therefore no further cost"],
]
PAY: Rows = [
    ["Role", "Wage per annum", "Plus On-Costs @ 20%"],
    ["Physician Associate", "Midpoint Band 7", "£42,668"],
    ["Registered Nurse", "Midpoint Band 6", "£35,552"],
    ["Mental health Therapist", "Midpoint Band 5", "£29,456"],
    ["GP", "Average £100,000", "£120,000"],
]
FUNDED: Rows = [
    ["Costs", "£'000"],
    ["ICS Workforce Plan Salary Costs", "11, 838"],
    ["Funding Streams"],
    ["Existing Employers Baselines (27%)", "3,196"],
    ["Increased CCG Allocations (16%)", "1,894"],
    ["Total Funded Salary Costs", "5,090"],
]
SHEETS: Mapping[str, Rows] = {
    "Table 1 GP baseline": GAP,
    "Table 2 Practice nurses": NURSES,
    "Table 3 Practice managers": MANAGERS,
    "Table 5 Trajectories": TRAJECTORIES,
    "Table 6 GP recruitment": RECRUITMENT,
    "Split by CCG": SPLIT,
    "Table 8 Cost impact": COSTS,
    "Table 9 Pay assumptions": PAY,
    "Table 11 Funded costs": FUNDED,
}


def write_plan(path: Path, **otherwise: Rows) -> Path:
    """Write the nine sheets; some of them otherwise, by their number: `table_8=[...]`, `split_by=[...]`."""
    sheets = {}
    for name, rows in SHEETS.items():
        number = "_".join(name.lower().split()[:2])
        sheets[name] = otherwise.get(number, rows)
    return workbook(path, sheets)
