"""Finding a risk register on a sheet: its headings under those of its groups, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.risks.headings import SAMPLE, may_refer, refined, says_reference, targets_of
from blmk_desktop.importing.tables.groups import grouped_headings, is_grouped, texts_above
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Layout, fill_merged
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
        if not any(map(may_refer, headings)):
            continue
        found = [target for target in targets_of(headings).values() if target]
        said = [sheet.name, file, *texts_above(sheet, row), *headings]
        if _is_register(found, headings, said) and (best is None or len(found) > best[0]):
            best = (len(found), row)
    if best is None:
        return None
    row = best[1]
    title = texts_above(sheet, row - 1 if is_grouped(sheet, row) else row)
    layout = Layout(sheet, " · ".join(title), grouped_headings(sheet, row), row + 1)
    fill_merged(layout)
    return layout


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


def _sample(layout: Layout, index: int) -> str:
    cells = (cell for cell in layout.column(index, SAMPLE) if cell not in (None, ""))
    return " · ".join(str(cell)[:30] for _, cell in zip(range(3), cells, strict=False))
