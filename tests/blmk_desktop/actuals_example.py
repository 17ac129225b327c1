"""Made-up claims of 2022/23 and a made-up national workforce file, shaped like the real ones, for tests and pictures.

An example: no network claimed these figures. September's claims add up to the staff in post that the plans of
October 2022 print (268.81 WTE); the workforce file has posts of 19 of the 23 networks (about 199 FTE). Three things
are odd on purpose: two networks missed August, one claims more for a pharmacist than may be reimbursed and more staff
than it has in post, and one claims a dietitian. `python -m tests.blmk_desktop.actuals_example OUT_DIR` writes both.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl

# WTE (hundredths) claimed for September, network by network.
IN_POST = {
    "U74819": 1899, "U39446": 1244, "U90309": 1261, "U28178": 2174, "U09531": 1100, "U83511": 877,
    "U46464": 1200, "U15644": 1000, "U23544": 600, "U64165": 860, "U62122": 200, "U79932": 1209,
    "U91286": 1055, "U51229": 1935, "U59591": 553, "U27128": 1626, "U49574": 1144, "U35004": 1680,
    "U64356": 1400, "U31922": 994, "U86258": 625, "U93573": 1185, "U58600": 1060,
}  # fmt: skip
# Role -> its share of a hundred, and what one WTE of it costs a month (pence).
ROLES = {
    "Care Co-ordinator": (24, 225_000),
    "Social Prescribing Link Worker": (11, 272_000),
    "Health and Wellbeing Coach": (9, 240_000),
    "Pharmacy Technician": (8, 260_000),
    "First Contact Physiotherapist": (8, 470_000),
    "Paramedic": (7, 440_000),
    "Trainee Nursing Associate": (6, 215_000),
    "Clinical Pharmacist": (27, 468_000),  # and what is left over
}
PUBLISHED = {  # the national file's words: role, detailed role
    "Care Co-ordinator": ("Care Coordinators", "Care Coordinator"),
    "Social Prescribing Link Worker": ("Social Prescribing Link Workers", "Social Prescribing Link Worker"),
    "Health and Wellbeing Coach": ("Health and Wellbeing Coaches", "Health and Wellbeing Coach"),
    "Pharmacy Technician": ("Pharmacy Technicians", "Pharmacy Technician"),
    "First Contact Physiotherapist": ("Physiotherapists", "Physiotherapist"),
    "Paramedic": ("Paramedics", "Paramedic"),
    "Trainee Nursing Associate": ("Trainee Nursing Associates", "Trainee Nursing Associate"),
    "Clinical Pharmacist": ("Pharmacists", "Pharmacist"),
    "Dietitian": ("Dieticians", "Dietician"),
}
MONTHS = {4: 84, 5: 88, 6: 90, 7: 93, 8: 97, 9: 100}  # calendar month of 2022 -> per cent of September's WTE
MOVED = {"U35004": 120, "U79932": -60, "U64356": -60}  # claimed beyond the staff in post that are printed
MISSED = {("U62122", 8), ("U59591", 8)}
NOT_PUBLISHED = ("U62122", "U83511", "U64165", "U49574")
DEAR = ("U35004", "Clinical Pharmacist")
WITH_DIETITIAN = ("U79932", 60)
CENSUS_SHARES = (930, 780, 860, 790, 970, 720)  # thousandths of the WTE claimed that the file has as FTE, in turn
HEADINGS = ("PCN code", "Month", "Role", "WTE claimed", "Amount claimed")
CENSUS_HEADINGS = (
    "Data_source", "CENSUS_YEAR", "CENSUS_MONTH", "PCN_CODE", "PCN_NAME", "SUB_ICB_CODE", "SUB_ICB_NAME",
    "ICB_CODE", "ICB_NAME", "COMM_REGION_CODE", "COMM_REGION_NAME", "STAFF_GROUP", "STAFF_ROLE",
    "DETAILED_STAFF_ROLE", "FTE", "UNIQUE_IDENTIFIER",
)  # fmt: skip
MONTH_NAMES = {4: "April", 5: "May", 6: "June", 7: "July", 8: "August", 9: "September"}


def roles_of(network: str, per_cent: int = 100) -> dict[str, int]:
    """WTE (hundredths) by role that a network claims: shares in steps of a fifth, what is left are pharmacists."""
    whole = (IN_POST[network] + MOVED.get(network, 0)) * per_cent // 100
    found = {role: whole * share // 100 // 20 * 20 for role, (share, _) in ROLES.items()}
    if network == WITH_DIETITIAN[0]:
        found["Dietitian"] = WITH_DIETITIAN[1]
    found["Clinical Pharmacist"] = whole - sum(wte for role, wte in found.items() if role != "Clinical Pharmacist")
    return {role: wte for role, wte in found.items() if wte}


def claims() -> Iterator[tuple[str, int, str, int, int]]:
    """Network, calendar month, role, WTE in hundredths and amount in pence of every claim."""
    for month, per_cent in MONTHS.items():
        for network in IN_POST:
            if (network, month) not in MISSED:
                for role, wte in roles_of(network, per_cent).items():
                    yield network, month, role, wte, _amount(network, role, wte)


def _amount(network: str, role: str, wte: int) -> int:
    month = ROLES.get(role, (0, 350_000))[1]
    return wte * (month if (network, role) != DEAR else 490_000) // 100


def census() -> Iterator[list[object]]:
    """The rows of the workforce file: posts of at most 37 hours, and a clinical director for each network."""
    person = 9000
    for number, network in enumerate(IN_POST):
        if network in NOT_PUBLISHED:
            continue
        share = CENSUS_SHARES[number % len(CENSUS_SHARES)]
        for role, wte in roles_of(network).items():
            tenths = wte * 375 * share // 100_000  # of an hour
            while tenths > 0:
                hours, tenths = min(tenths, 370), tenths - 370
                person += 1
                yield _census_row(network, "Other Direct Patient Care staff", *PUBLISHED[role], hours, person)
        person += 1
        director = ("Directors", "Medical Clinical Director", "Clinical Director \N{EN DASH} Medical")
        yield _census_row(network, *director, 50, person)


def _census_row(network: str, group: str, role: str, detailed: str, tenths: int, person: int) -> list[object]:
    fte = f"{tenths / 375:.9f}".rstrip("0").rstrip(".")
    area = ["M1J4Y", "NHS BLMK ICB - M1J4Y", "QHG", "NHS BLMK ICB", "Y61", "East of England"]
    return ["NWRS Staff", 2022, 9, network, f"{network} PCN", *area, group, role, detailed, fte, person]


def write_claims(path: Path) -> Path:
    """A workbook with a line for each network, month and role."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Claims"
    sheet.append(["ARRS claims 2022/23, April to September (example)"])
    sheet.append([])
    sheet.append(HEADINGS)
    for network, month, role, wte, amount in claims():
        sheet.append([network, f"{MONTH_NAMES[month]} 2022", role, wte / 100, amount / 100])
    book.save(path)
    return path


def write_census(path: Path) -> Path:
    """A text table in the layout of the national file, in its own encoding."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(CENSUS_HEADINGS)
        writer.writerows(census())
    return path


def write_all(folder: Path) -> tuple[Path, Path]:
    """Both files, under their usual names."""
    folder.mkdir(parents=True, exist_ok=True)
    return write_claims(folder / "claims-2022-09.xlsx"), write_census(folder / "nwrs-2022-09.csv")


if __name__ == "__main__":
    for written in write_all(Path(sys.argv[1])):
        print(written)
