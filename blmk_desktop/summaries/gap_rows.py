"""The rows of the workforce gap: each baseline with what follows from it, the whole before its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.gp_gap import Baseline, gap_of
from blmk_desktop.summaries.areas import area_parts
from blmk_desktop.summaries.gp_gap import GapRow
from blmk_desktop.summaries.stated_workforce import Printed, stated_workforce

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIGURES = ("baseline", "vacancies", "retiring", "over_50", "expansion", "international")  # those that add up
SHARES = ("locum_share", "over_50_share")
OF_BASELINE = frozenset(
    (*FIGURES, *SHARES, "other_recruitment", "gap", "gap_without_targets", "gap_share", "vacancy_share")
)
_OF_GAP = ("baseline", "vacancies", "retiring", "expansion", "international")
Of = tuple[str, str, str]  # profession, area, year


def gap_rows(connection: Connection) -> list[GapRow]:
    """Every baseline; of an area without one the sum of its parts, if all of them have one.

    GPs come first, then professions in the order in which they came.
    """
    table, within = TABLES["workforce_baseline"].c, area_parts(connection)
    own: dict[Of, Any] = {
        (row.profession, row.area, row.year): row for row in connection.execute(select(*table).order_by(table.id))
    }
    printed = _printed(connection)
    parts = _parts(own, within)
    known = [*own, *(key for key in parts if key not in own)]
    places = {name: -1 if name == "GP" else at for at, name in enumerate(dict.fromkeys(name for name, _, _ in own))}
    ordered = sorted(known, key=lambda key: (places[key[0]], key[0], key[2], _depth(key[1], within), key[1]))
    return [_row(key, own.get(key), parts.get(key, []), printed.get(key, {})) for key in ordered]


def _depth(area: str, within: Mapping[str, str]) -> int:
    depth, seen = 0, {area}
    while (area := within.get(area, "")) and area not in seen:
        seen.add(area)
        depth += 1
    return depth


def _printed(connection: Connection) -> dict[Of, dict[str, Printed]]:
    """What is printed of each baseline: the first cell where several tables print it."""
    found: dict[Of, dict[str, Printed]] = defaultdict(dict)
    for one in stated_workforce(connection).all:
        of_baseline = one.about.measure in OF_BASELINE and not one.about.programme
        if one.about.role and one.about.area and of_baseline:
            key = (one.about.role, one.about.area, one.about.year)
            found[key].setdefault(one.about.measure, one)
    return found


def _parts(own: Mapping[Of, Any], within: Mapping[str, str]) -> dict[Of, list[Any]]:
    """The baselines of the areas directly within an area, where all of those that have parts tell them."""
    found: dict[Of, list[Any]] = defaultdict(list)
    for (profession, area, year), row in own.items():
        if parent := within.get(area):
            found[profession, parent, year].append(row)
    children: dict[str, int] = defaultdict(int)
    for parent in filter(None, within.values()):
        children[parent] += 1
    return {key: rows for key, rows in found.items() if len(rows) == children[key[1]]}


def _row(key: Of, own: Any, parts: list[Any], printed: Mapping[str, Printed]) -> GapRow:
    sums = {name: _sum(getattr(row, name) for row in parts) for name in FIGURES}
    of_parts = {name: value for name, value in sums.items() if value is not None}
    figures = {name: getattr(own, name) for name in (*FIGURES, *SHARES)} if own else dict(of_parts)
    gap = gap_of(Baseline(*(figures.get(name) for name in _OF_GAP)))
    return GapRow(
        *key,
        **figures,
        other_recruitment=gap.other_recruitment,
        gap=gap.gap,
        gap_without_targets=gap.without_targets,
        gap_share=_whole(gap.share),
        vacancy_share=_whole(gap.vacancy_share),
        is_sum=own is None,
        of_parts=of_parts,
        printed=printed,
        id=own.id if own else 0,
        source=(own.source or "") if own else "",
        cell=(own.cell or "") if own else "",
    )


def _sum(values: Iterable[int | None]) -> int | None:
    found = list(values)
    return sum(value or 0 for value in found) if found and None not in found else None


def _whole(share: Fraction | None) -> int | None:
    return None if share is None else int(share + Fraction(1, 2))
