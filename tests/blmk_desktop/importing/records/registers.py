"""National files in small: the ODS practice file, the PCN workbook, the map of practices, lists and contracts."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.blmk_desktop.importing.building import workbook

BLMK = "M1J4Y"
DETAILS = (
    "PCN Code",
    "PCN Name",
    "Current Clinical \nCommissioning\nGroup Code",
    "Clinical\nCommissioning\nGroup",
    "Open Date",
    "Close Date",
    "Postcode",
)
PARTNERS = (
    "Partner\nOrganisation\nCode",
    "Partner\nName",
    "Practice\nParent\nCCG Code",
    "PCN Code",
    "PCN Name",
    "PCN Parent\nCCG Code",
    "Practice to PCN\nRelationship\nStart Date",
    "Practice to PCN\nRelationship\nEnd Date",
)
MAP = ("EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_NAME", "PCN_CODE", "PCN_NAME", "CCG_CODE", "STP_CODE")
LISTS = (
    "CCG Code",
    "Code",
    "Practice Code",
    "Practice Name",
    "Contract Type",
    "Dispensing Practice",
    "Number of Registered Patients (Last Known Figure)",
    "Number of Weighted Patients (Last Known Figure)",
)


def practice(  # noqa: PLR0913 - the fields of the file
    code: str,
    name: str,
    *,
    opened: str = "19740401",
    closed: str = "",
    status: str = "A",
    kind: str = "4",
    commissioner: str = BLMK,
) -> list[str]:
    """A row of the ODS practice file: 27 columns without headings."""
    row = [""] * 27
    row[0], row[1], row[3], row[9], row[10], row[11], row[12] = code, name, "QHG", "MK1 1AA", opened, closed, status
    row[14], row[25] = commissioner, kind
    return row


def text_table(path: Path, *rows: Sequence[object]) -> Path:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def ods(path: Path, *practices: Sequence[str]) -> Path:
    """The ODS practice file; it needs five rows to be known by its codes."""
    others = [practice(f"A8100{number}", f"SURGERY {number}", commissioner="16C") for number in range(5)]
    rows = [*practices, *others]
    for row in rows[len(practices) :]:
        row[3] = "QHM"
    return text_table(path, *rows)


def networks(path: Path, details: Sequence[Sequence[object]], partners: Sequence[Sequence[object]] = ()) -> Path:
    """The PCN workbook, with line breaks in its headings."""
    return workbook(path, {"PCNDetails": [DETAILS, *details], "PCN Core Partner Details": [PARTNERS, *partners]})


def network(code: str, name: str, opened: str = "20190701", closed: str | None = None) -> list[object]:
    """A row of the sheet of networks."""
    return [code, name, BLMK, "NHS BLMK", opened, closed, "MK1 1AA"]


def member(practice: str, pcn: str, start: str = "20190701", end: str | None = None) -> list[object]:
    """A row of the sheet of members."""
    return [practice, f"SURGERY {practice}", BLMK, pcn, f"NETWORK {pcn}", BLMK, start, end]


def mapping(path: Path, on: str, *pairs: tuple[str, str]) -> Path:
    """The map of practices and networks on one date."""
    rows = [[on, code, f"SURGERY {code}", pcn, f"NETWORK {pcn}", "06F", "QHG"] for code, pcn in pairs]
    return text_table(path, MAP, *rows)


def lists(path: Path, *rows: Sequence[object]) -> Path:
    """Lists and contracts: code, contract, dispensing, registered, weighted."""
    return text_table(
        path,
        LISTS,
        *(["06F", "U1", code, f"SURGERY {code}", contract, *rest] for code, contract, *rest in rows),
    )
