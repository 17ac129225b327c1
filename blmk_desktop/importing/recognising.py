"""Recognising the table on a sheet: where it stands, and which kind of table it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blmk_desktop.importing.actuals.claim_tables import FORM as CLAIMS
from blmk_desktop.importing.actuals.claim_tables import claim_layout, speaks_of_claims
from blmk_desktop.importing.estates.panel_tables import PANEL
from blmk_desktop.importing.forms import PLAN_FIGURES, Form, forms
from blmk_desktop.importing.own_tables import FINDERS, own_layout
from blmk_desktop.importing.plans.measures import plan_score, speaks_of_plans
from blmk_desktop.importing.proposal import Options
from blmk_desktop.importing.tables.layout import Layout, find_table, fingerprint, without_headings
from blmk_desktop.importing.tables.matching import Positioned, best_form, by_position
from blmk_desktop.workbook import Sheet, Workbook

MATCHED_BEFORE = 1_000.0  # above what any headings can reach


@dataclass(slots=True)
class Recognised:
    """A sheet and the kind of table found on it; `asked` if the user said which kind it is."""

    sheet: Sheet
    layout: Layout
    form: Form
    positioned: Positioned | None = None
    asked: bool = False


def recognise(sheet: Sheet, file: str, options: Options, remembered: Mapping[str, str]) -> Recognised | None:
    """The table on a sheet and its kind: the user's word, else a published layout, else what its headings say.

    `remembered` are the layouts that the user matched before: fingerprint to kind of table.
    """
    said = options.forms.get((file, sheet.name))
    kind = said or options.kind
    allowed = {kind: forms()[kind]} if kind in forms() else None
    width = max((len(row) for row in sheet.rows[:20]), default=0)
    positioned = by_position(width, [row for row in sheet.rows[:5] if row])
    if positioned and (allowed is None or positioned.form.name in allowed):
        return Recognised(sheet, without_headings(sheet, width), positioned.form, positioned, asked=bool(said))
    barred = frozenset() if allowed else _barred(sheet, file)
    claims = claim_layout(sheet, file, kind)
    if claims:
        return Recognised(sheet, claims, forms()[CLAIMS], asked=bool(said))
    if own := own_layout(sheet, file, kind):
        return Recognised(sheet, own[1], forms()[own[0]], asked=bool(said))

    def score(headings: list[str]) -> float:
        known = remembered and remembered.get(fingerprint(headings)) in (allowed or forms())
        return MATCHED_BEFORE if known else max(best_form(headings, allowed, barred)[0], _plan(headings, allowed))

    layout = find_table(sheet, score)
    if layout is None:
        return _as_said(sheet, allowed[said]) if allowed and said else None
    before = forms().get(remembered.get(layout.fingerprint, ""))
    if before and allowed is None:
        return Recognised(sheet, layout, before)
    reached, form = best_form(layout.headings, allowed, barred)
    if form is None or _plan(layout.headings, allowed) > reached:
        form = PLAN_FIGURES
    return Recognised(sheet, layout, form, asked=bool(said))


def _barred(sheet: Sheet, file: str) -> frozenset[str]:
    """The kinds that headings alone do not tell: those with a finder of their own, and claims if nothing says so."""
    own = {PANEL, *FINDERS}
    return frozenset(own) if speaks_of_claims(sheet, file) else frozenset({CLAIMS, *own})


def _as_said(sheet: Sheet, form: Form) -> Recognised | None:
    """The user says what it is, and will say what its columns are: take the fullest row as headings."""
    layout = find_table(sheet, lambda headings: sum(map(bool, headings)) if len(headings) > 1 else 0)
    return Recognised(sheet, layout, form, asked=True) if layout else None


def _plan(headings: list[str], allowed: dict[str, Form] | None) -> float:
    return plan_score(headings) if allowed is None or PLAN_FIGURES.name in allowed else 0


def plans_among(found: list[Recognised], workbook: Workbook) -> list[Recognised]:
    """The tables of plan figures, unless nothing in the workbook says that it is about networks or their staff."""
    plans = [item for item in found if item.form.figures]
    texts = [workbook.name, *(sheet.name for sheet in workbook.sheets)]
    texts += [text for item in plans for text in (item.layout.title, *item.layout.headings)]
    return plans if speaks_of_plans(texts) else [item for item in plans if item.asked]
