"""Matching the columns of a table to what a form can hold: by heading, by synonym, by position, never in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from blmk_desktop.importing.forms import Form, forms
from blmk_desktop.importing.proposal import ColumnMatch
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.records.declaration import Field, Positions, Record, Type

SAMPLE = 40
NEAR = 88  # of 100: how alike a heading must be to be offered as a near match
_ACROSS = re.compile(r"^total across .+")
SURE = {"exact": 1.0, "synonym": 1.0, "near": 0.6, "position": 1.0, "remembered": 1.0, "chosen": 1.0}


def best_form(
    headings: list[str], allowed: Mapping[str, Form] | None = None, barred: AbstractSet[str] = frozenset()
) -> tuple[float, Form | None]:
    """The form of records that recognises most of the headings and has what it needs; the share is the score.

    Those `barred` are left out, whatever the headings say.
    """
    best: tuple[float, Form | None] = (0.0, None)
    words = [_words(heading) for heading in headings]
    if not allowed and _every_heading().isdisjoint(words):
        return best
    for form in (allowed or forms()).values():
        if form.figures or form.name in barred or form.headings.keys().isdisjoint(words):
            continue
        targets = _by_heading(words, form)
        if form.lacks(set(targets.values())):
            continue
        if len(targets) == 1 and len(list(filter(None, words))) > 1 and allowed is None:
            continue  # one heading known among others, such as Role: it may be a table of anything
        score = len(targets) + len(form.needs) / 10 - len(form.targets) / 1000
        if score > best[0]:
            best = (score, form)
    return best


@cache
def _every_heading() -> frozenset[str]:
    """The headings of all forms of records: a row that has none of them, as a row of data, is the head of none."""
    return frozenset(heading for form in forms().values() if not form.figures for heading in form.headings)


def _words(heading: str) -> str:
    """A heading folded, without the area that a total is said to be across: that may be any."""
    return _ACROSS.sub("total", folded(heading))


def _by_heading(words: list[str], form: Form) -> dict[int, str]:
    """Column to target, each target once; the heading that comes first in the form's own list wins."""
    candidates = [
        (rank, index, target)
        for index, heading in enumerate(words)
        if heading
        for rank, target in enumerate(form.headings.get(heading, ()))
    ]
    found: dict[int, str] = {}
    for _, index, target in sorted(
        candidates, key=lambda found: (found[0], _strength(found[2], words[found[1]], form))
    ):
        if index not in found and target not in found.values():
            found[index] = target
    return found


def _strength(target: str, words: str, form: Form) -> int:
    """0 for the label itself, 1 for a synonym, 2 for the bare name of the field."""
    column = form.targets[target]
    if words in (folded(column.label), folded(column.heading)):
        return 0
    return 2 if words == folded(column.name) else 1


def match_columns(
    layout: Layout, form: Form, chosen: Mapping[int, str | None], remembered: Mapping[int, str | None]
) -> list[ColumnMatch]:
    """Each column of the layout with its target in the form. The user's choice comes before all, then memory."""
    words = [_words(heading) for heading in layout.headings]
    by_heading = _by_heading(words, form)
    taken = set(by_heading.values()) | {target for target in (*chosen.values(), *remembered.values()) if target}
    matches = []
    for index, heading in enumerate(layout.headings):
        target, sure = _target(index, words[index], form, chosen, remembered, by_heading)
        if target is None and index not in chosen and index not in remembered and words[index]:
            target, sure = _near(words[index], form, taken)
            taken.add(target or "")
        if target and sure not in ("chosen", "remembered") and not _plausible(form.targets[target], layout, index):
            target, sure = None, ""
        matches.append(ColumnMatch(index, heading, target, sure if target else "", _sample(layout, index)))
    return matches


def _target(
    index: int,
    words: str,
    form: Form,
    chosen: Mapping[int, str | None],
    remembered: Mapping[int, str | None],
    by_heading: Mapping[int, str],
) -> tuple[str | None, str]:
    if index in chosen:
        return chosen[index], "chosen"
    if index in remembered and (remembered[index] is None or remembered[index] in form.targets):
        return remembered[index], "remembered"
    target = by_heading.get(index)
    if target is None or target in chosen.values() or target in remembered.values():
        return None, ""
    return target, "exact" if _strength(target, words, form) == 0 else "synonym"


def _near(words: str, form: Form, taken: set[str]) -> tuple[str | None, str]:
    from rapidfuzz import fuzz, process

    known = [heading for heading, targets in form.headings.items() if targets[0] not in taken and len(heading) > 5]
    found = process.extractOne(words, known, scorer=fuzz.ratio, score_cutoff=NEAR)
    return (form.headings[found[0]][0], "near") if found else (None, "")


def _plausible(column: Field, layout: Layout, index: int) -> bool:
    """Whether the column holds what the heading says, for codes: 'Code' may be anybody's code."""
    if column.type is not Type.CODE or not column.pattern:
        return True
    sample = [str(cell).strip() for cell in layout.column(index, SAMPLE) if cell not in (None, "")]
    fitting = sum(bool(re.fullmatch(column.pattern, cell, re.IGNORECASE)) for cell in sample)
    return not sample or fitting * 2 >= len(sample)


def _sample(layout: Layout, index: int) -> str:
    cells = (cell for cell in layout.column(index, SAMPLE) if cell not in (None, ""))
    whole = (int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in cells)
    return " · ".join(str(cell)[:30] for _, cell in zip(range(3), whole, strict=False))


@dataclass(frozen=True)
class Positioned:
    """A published layout without headings, with the column of each target."""

    form: Form
    positions: Positions
    columns: dict[int, str]


def by_position(width: int, first_rows: list[list[object]]) -> Positioned | None:
    """A published layout without headings, recognised by its width and by the codes in its columns."""
    for form in forms().values():
        if len(form.parts) != 1:
            continue
        record = form.parts[0].declared
        for positions in record.positions:
            if positions.width == width and first_rows and all(_fits(row, record, positions) for row in first_rows):
                columns = {at - 1: _target_name(record, name) for at, name in positions.columns.items()}
                return Positioned(form, positions, columns)
    return None


def positioned_matches(positioned: Positioned, layout: Layout, chosen: Mapping[int, str | None]) -> list[ColumnMatch]:
    """Each column of a published layout with its target; the user's choice comes before its position."""
    targets: dict[int, str | None] = {**positioned.columns, **chosen}
    matches = []
    for index in range(positioned.positions.width):
        target = targets.get(index)
        sure = "" if target is None else "chosen" if index in chosen else "position"
        matches.append(ColumnMatch(index, f"column {index + 1}", target, sure, _sample(layout, index)))
    return matches


def _target_name(record: Record, name: str) -> str:
    return name if "." in name else f"{record.name}.{name}"


def _fits(row: list[object], record: Record, positions: Positions) -> bool:
    """Whether each code stands where the layout has it."""
    codes = [(at - 1, record.by_name[name].pattern) for at, name in positions.columns.items() if name in record.by_name]
    return all(
        at < len(row) and re.fullmatch(pattern, str(row[at]).strip()) is not None for at, pattern in codes if pattern
    )
