"""What a template carries inside, so that it is known again whatever its file is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blmk_desktop.workbook import Workbook

MARKER_SHEET = "About this form"  # hidden
TITLE = "BLMK Primary Care template"  # in its first cell; below it a label and a value on each row
LABELS = {
    "form": "Form",
    "version": "Template version",
    "code": "Code",
    "year": "Financial year",
    "stage": "Stage",
    "made": "Made on",
}


@dataclass(frozen=True, slots=True)
class Marker:
    """Which form this is, in which version, for whom (a PCN's or a practice's code), year and stage, made when."""

    form: str
    version: int
    code: str
    year: str
    stage: str = ""
    made: str = ""

    def rows(self) -> list[tuple[str, str]]:
        """Label and value, as the hidden sheet holds them."""
        return [(label, str(getattr(self, name))) for name, label in LABELS.items()]


def find_marker(workbook: Workbook) -> Marker | None:
    """The marker of a workbook, wherever its sheet stands and whatever it is called; None: no template of ours.

    A value that does not read is left empty (version: 0), for the importer to say so.
    """
    for sheet in workbook.sheets:
        for at, row in enumerate(sheet.rows):
            if row and row[0] == TITLE:
                return _read(sheet.rows[at + 1 :])
    return None


def _read(rows: Sequence[Sequence[object]]) -> Marker:
    found = {str(row[0]).strip(): str(row[1] or "").strip() for row in rows if len(row) > 1}
    values = {name: found.get(label, "") for name, label in LABELS.items()}
    version = values.pop("version")
    number = version.removesuffix(".0")
    return Marker(version=int(number) if number.isdigit() else 0, **values)
