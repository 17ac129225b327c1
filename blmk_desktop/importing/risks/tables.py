"""Finding a risk register on a sheet: its headings under those of its groups, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.risks.headings import SAMPLE, refined, says_reference, targets_of
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import GROUP, Layout, fill_merged
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.risks import SCORE_KINDS
from blmk_desktop.workbook import Sheet

RISK_REGISTER = "register-of-risks"
HEADER_WITHIN = 30
_OF_RISKS = re.compile(r"\brisks?\b", re.IGNORECASE)
_ABOUT = {"risk.plan", "risk.controls", "risk.treatment", "action.action"}  # what is done, where nothing is scored


def risk_layout(sheet: Sheet, file: str) -> Layout | None:
    """The risk register on a sheet, as a layout whose headings say their group too; None if there is none.

    A register has a column of references and one of what the risk is; and a pair of likelihood and impact, or it says
    of itself that it is of risks and has their rating or what is done about them.
    """
    best: tuple[int, int] | None = None
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        headings = grouped_headings(sheet, row)
        found = [target for target in targets_of(headings).values() if target]
        said = [sheet.name, file, *texts_above(sheet, row), *headings]
        if _is_register(found, headings, said) and (best is None or len(found) > best[0]):
            best = (len(found), row)
    if best is None:
        return None
    row = best[1]
    title = texts_above(sheet, row - 1 if _grouped(sheet, row) else row)
    layout = Layout(sheet, " · ".join(title), grouped_headings(sheet, row), row + 1)
    fill_merged(layout)
    return layout


def texts_above(sheet: Sheet, row: int) -> list[str]:
    """The texts that stand above a row (0-based), each on one line."""
    rows = sheet.rows[: max(row, 0)]
    return [words for cells in rows for cell in cells if isinstance(cell, str) and (words := _words(cell))]


def _is_register(targets: Sequence[str], headings: Sequence[str], said: Sequence[str]) -> bool:
    described = {"risk.statement", "risk.event", "risk.cause"} & set(targets)
    if "risk.reference" not in targets or not described:
        return False
    parts = {target.removesuffix("_words") for target in targets}
    if any({f"{kind}.likelihood", f"{kind}.impact"} <= parts for kind in SCORE_KINDS):
        return True
    if any({f"{kind}.likelihood", f"{kind}.score"} <= parts for kind in SCORE_KINDS):
        return True  # a severity is the impact there
    rated = any(part.endswith((".score", ".rating")) for part in parts)
    words = {folded(heading) for heading in headings}
    if "register" in words or not any(map(_OF_RISKS.search, said)):
        return False  # an export of several registers says of which each risk is
    return rated or bool(_ABOUT & parts and any(map(says_reference, words)))


def risk_columns(
    layout: Layout, targets: Mapping[str, Field], chosen: Mapping[int, str | None], known: Mapping[int, str | None]
) -> list[ColumnMatch]:
    """Each column with what it was taken for; the user's choice comes before what was remembered and the headings."""
    found = refined(layout, targets_of(layout.headings))
    settled = {**{at: target for at, target in known.items() if target is None or target in targets}, **chosen}
    matches = []
    for index, heading in enumerate(layout.headings):
        target = found.get(index)
        if index in settled:
            target = settled[index]
        elif target in settled.values():
            target = None
        sure = "" if not target else "chosen" if index in chosen else "remembered" if index in known else "synonym"
        matches.append(ColumnMatch(index, heading, target, sure, _sample(layout, index)))
    return matches


def grouped_headings(sheet: Sheet, row: int) -> list[str]:
    """The headings on a row, each behind that of its group in the row above, if there are groups.

    A heading that stands in the row above alone, as where the two cells are merged, is the column's own.
    """
    cells = [_words(cell) for cell in sheet.rows[row]]
    if not any(cells) or not _grouped(sheet, row):
        return cells
    above = [_words(cell) for cell in sheet.rows[row - 1]]
    width = max(len(cells), len(above))
    cells += [""] * (width - len(cells))
    above += [""] * (width - len(above))
    groups = _groups(sheet, row, width)
    return [
        f"{group}{GROUP}{own}" if group and own else own or over
        for group, own, over in zip(groups, cells, above, strict=True)
    ]


def _grouped(sheet: Sheet, row: int) -> bool:
    """Whether the row above names groups of columns: two or more, in words alone."""
    above = [cell for cell in (sheet.rows[row - 1] if row else []) if cell not in (None, "")]
    return len(above) > 1 and all(isinstance(cell, str) for cell in above)


def _groups(sheet: Sheet, row: int, width: int) -> list[str]:
    """The group of each column: the last one named on its left, which ends where a merged cell does."""
    cells = [_words(cell) for cell in sheet.rows[row - 1]][:width]
    cells += [""] * (width - len(cells))
    ends = {left: right for top, left, bottom, right in sheet.merged if top <= row - 1 <= bottom}
    found, group, last = [], "", -1
    for at, own in enumerate(cells):
        if own:
            group, last = own, ends.get(at, width)
        found.append(group if at <= last else "")
    return found


def _sample(layout: Layout, index: int) -> str:
    cells = (cell for cell in layout.column(index, SAMPLE) if cell not in (None, ""))
    return " · ".join(str(cell)[:30] for _, cell in zip(range(3), cells, strict=False))


def _words(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())
