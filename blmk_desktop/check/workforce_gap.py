"""Baselines, gaps and the bridge of a workforce plan: what is printed of them against what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from blmk_desktop.check.workforce_printed import WORDS, Wrong, shown, subject
from blmk_desktop.rules.claims import agrees, printed_unit
from blmk_desktop.rules.gp_gap import Bridge, share_of
from blmk_desktop.rules.wording import listed
from blmk_desktop.summaries.gap_projection import GP, bridge_of, top_area
from blmk_desktop.summaries.gap_rows import gap_rows
from blmk_desktop.summaries.gp_gap import GapRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.stated_workforce import Printed, Stated

_FORMULAS = {
    "other_recruitment": "target {expansion} less international {international}",
    "gap": "{vacancies} vacant, {retiring} retiring and {expansion} more",
    "gap_without_targets": "{vacancies} vacant and {retiring} retiring",
    "gap_share": "{gap} of {baseline}",
    "vacancy_share": "{vacancies} of {baseline}",
    "over_50_share": "{over_50} of {baseline}",
}


def check_gap(connection: Connection, stated: Stated, within: Mapping[str, str]) -> Iterator[Finding]:
    """Gaps and shares against their baselines, persons against posts, and the text on the bridge against the bridge."""
    rows = gap_rows(connection)
    by_key = {(row.profession, row.area, row.year): row for row in rows}
    for one in stated.all:
        row = by_key.get((one.about.role, one.about.area, one.about.year))
        if row and not one.about.programme:
            yield from _against_baseline(one, row)
            yield from _more_persons(one, row)
            yield from _weighted(one, row, rows, within)
    area = top_area([row for row in rows if row.profession == GP], within)
    found = bridge_of(connection, None, area)
    if found:
        yield from _bridge(stated, found, area)


def _against_baseline(one: Printed, row: GapRow) -> Iterator[Finding]:
    """A gap or share that its own baseline does not come to."""
    measure = one.about.measure
    exact = _exact(measure, row)
    if measure not in _FORMULAS or exact is None or agrees(one.value, one.decimals, exact):
        return
    computed = shown(measure, exact, max(1, one.decimals))
    names = ("baseline", "vacancies", "retiring", "expansion", "international", "gap")
    figures = {name: shown("target", getattr(row, name) or 0) for name in names}
    figures["over_50"] = str(row.over_50)
    how = _FORMULAS[measure].format(**figures)
    said = f"{subject(one)}: {WORDS[measure]} is printed as {shown(measure, one.value, one.decimals)}"
    message = f"{said}, but {how} is {computed}."
    near = abs(one.value - exact) <= 2 * printed_unit(one.decimals)
    yield Wrong("workforce-gap", "warning" if near else "error", one, computed, message).finding


def _exact(measure: str, row: GapRow) -> Fraction | None:
    if measure == "gap_share":
        return None if row.gap is None else share_of(row.gap, row.baseline)
    if measure == "vacancy_share":
        return None if row.vacancies is None else share_of(row.vacancies, row.baseline)
    if measure == "over_50_share":
        return None if row.over_50 is None else share_of(row.over_50 * 100, row.baseline)
    value = getattr(row, measure, None) if measure in _FORMULAS else None
    return None if value is None else Fraction(value)


def _more_persons(one: Printed, row: GapRow) -> Iterator[Finding]:
    """More persons over 50 than posts: persons who work part of the week, not an error."""
    if one.about.measure != "over_50" or row.baseline is None or row.over_50 is None:
        return
    if row.over_50 * 100 > row.baseline:
        posts = shown("target", row.baseline)
        said = (
            f"{subject(one)}: {row.over_50} persons are over 50, of {posts} WTE: persons are counted there, posts here"
        )
        message = f"{said}, so the one is no share of the other."
        yield Wrong("workforce-persons-and-posts", "note", one, f"{posts} WTE", message).finding


def _weighted(one: Printed, row: GapRow, rows: list[GapRow], within: Mapping[str, str]) -> Iterator[Finding]:
    """A share of a whole area that its parts, however they were rounded, do not come to."""
    measure = one.about.measure
    if measure not in ("locum_share", "over_50_share") or row.over_50 is not None:
        return
    parts = [
        part
        for part in rows
        if within.get(part.area) == row.area and part.profession == row.profession and part.year == row.year
    ]
    shares = [getattr(part, measure) for part in parts]
    if not parts or None in shares or not all(part.baseline for part in parts):
        return
    posts = sum(part.baseline or 0 for part in parts)
    value = Fraction(sum((part.baseline or 0) * share for part, share in zip(parts, shares, strict=True)), posts)
    slack = printed_unit(one.decimals) / 2  # each part is rounded as the whole is
    if agrees(one.value, one.decimals, value, slack):
        return
    computed = shown(measure, value, 1)
    said = (
        f"{subject(one)}: {WORDS[measure]} is printed as {shown(measure, one.value)}, but its parts come to {computed}."
    )
    yield Wrong("workforce-share", "warning", one, computed, said).finding


def _bridge(stated: Stated, found: Bridge, area: str) -> Iterator[Finding]:
    """What the text says of the bridge, against the bridge."""
    levels = {step.label: step.level for step in found.steps}
    for one in stated.all:
        about = one.about
        if about.role != GP or about.area not in ("", area) or about.year:
            continue
        if about.measure == "substitution_share":
            yield from _substitution(one, levels)
        elif about.measure == "growth_share":
            yield from _growth(one, levels)
        elif about.measure == "target" and one.rule == "computed":
            yield from _target(one, found)
        if about.measure == "target" and about.programme == "Compliance" and one.rule == "computed":
            yield from _two_baselines(one, found, levels)


def _substitution(one: Printed, levels: Mapping[str, int]) -> Iterator[Finding]:
    done = levels["Demand"] - levels["Need"]
    exact = share_of(done, levels["Demand"])
    if exact is not None and not agrees(one.value, one.decimals, exact):
        computed = shown("gap_share", exact, 1)
        printed = shown("gap_share", one.value, one.decimals)
        how = f"{shown('target', done)} of a demand of {shown('target', levels['Demand'])}"
        said = f"Other roles are said to do {printed} of the work of GPs, but {how} is {computed}."
        yield Wrong("workforce-bridge", "warning", one, computed, said).finding


def _growth(one: Printed, levels: Mapping[str, int]) -> Iterator[Finding]:
    """The growth of the demand; the text may have taken that of the need for it."""
    survey = levels["Local survey"]
    demand, need = (share_of(levels[name] - survey, survey) for name in ("Demand", "Need"))
    if demand is None or need is None or agrees(one.value, one.decimals, demand):
        return
    computed, printed = shown("gap_share", demand, 1), shown("gap_share", one.value, one.decimals)
    how = f"{shown('target', levels['Demand'])} is {computed} more than the {shown('target', survey)} of the survey"
    said = f"The demand for GPs is said to grow by {printed}, but {how}."
    if agrees(one.value, one.decimals, need):
        said += f" {printed} is the growth of the need after other roles, {shown('target', levels['Need'])}."
    yield Wrong("workforce-bridge", "warning", one, computed, said).finding


def _target(one: Printed, found: Bridge) -> Iterator[Finding]:
    known = {"Compliance": found.compliance, "Need": found.to_need, "": found.target}
    value = known.get(one.about.programme)
    if value is not None and not agrees(one.value, one.decimals, Fraction(value)):
        computed = shown("target", value)
        said = f"{subject(one)}: {shown('target', one.value)} is printed, but the bridge comes to {computed}."
        yield Wrong("workforce-bridge", "error", one, computed, said).finding


def _two_baselines(one: Printed, found: Bridge, levels: Mapping[str, int]) -> Iterator[Finding]:
    """The target is counted from the national count, the need from the survey: the difference mixes the two."""
    now, survey = levels["National count now"], levels["Local survey"]
    alike = found.target - (levels["Need"] - now)
    if now == survey or alike == one.value:
        return
    counted = [shown("target", value) for value in (found.target, now, found.to_need, survey)]
    told = f"{counted[0]} is counted from the national {counted[1]}, {counted[2]} from the survey's {counted[3]}"
    said = (
        f"{subject(one)}: {shown('target', one.value)} is the difference of two figures with unlike beginnings: {told}"
    )
    message = f"{said}. From the national count both ways it would be {listed([shown('target', alike)])}."
    yield Wrong("workforce-two-baselines", "note", one, shown("target", alike), message).finding
