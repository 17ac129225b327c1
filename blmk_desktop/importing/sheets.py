"""Sheet by sheet: which kind of table it is, how its columns match, and what its rows would do."""

from __future__ import annotations

import json
from dataclasses import dataclass

from blmk_desktop.importing.comparing import compare
from blmk_desktop.importing.figure_rows import read_figures
from blmk_desktop.importing.forms import PLAN_FIGURES, Form, forms
from blmk_desktop.importing.happenings import happenings
from blmk_desktop.importing.layout import Layout, find_table, without_headings
from blmk_desktop.importing.matching import (
    Positioned,
    best_form,
    by_position,
    match_columns,
    positioned_matches,
)
from blmk_desktop.importing.measures import as_matches, figure_columns, plan_score
from blmk_desktop.importing.plan_rows import Round, as_at, claims_of, drafts_of, round_of
from blmk_desktop.importing.proposal import (
    ColumnMatch,
    FileProposal,
    Options,
    ProposedRow,
    Refusal,
    SheetProposal,
)
from blmk_desktop.importing.record_rows import Context, Drafts, read_rows
from blmk_desktop.importing.today import Today
from blmk_desktop.periods import find_year, read_date, year_end
from blmk_desktop.workbook import Sheet, Workbook


@dataclass(slots=True)
class Recognised:
    """A sheet and the kind of table found on it."""

    sheet: Sheet
    layout: Layout
    form: Form
    positioned: Positioned | None = None


def propose_sheets(workbook: Workbook, proposal: FileProposal, now: Today, options: Options) -> None:
    """Propose what each sheet would do, in the order in which the sheets stand."""
    found = [(sheet, recognise(sheet, workbook.name, options)) for sheet in workbook.sheets if sheet.rows]
    plans = [item for _, item in found if item and item.form.figures]
    plan_round = _plan_round(plans, workbook, options) if plans else None
    for sheet, item in found:
        name = sheet.name
        proposed = SheetProposal(name, item.form.name if item else None, item.form.label if item else "")
        proposed.notes += list(sheet.notes)
        proposal.sheets.append(proposed)
        if item is None:
            proposed.notes.append("no table was recognised here; nothing is taken from it")
        elif item.form.figures and plan_round:
            _propose_plan(item, proposed, proposal, plan_round, now, options)
        else:
            _propose_records(item, proposed, proposal, workbook, now, options)


def recognise(sheet: Sheet, file: str, options: Options) -> Recognised | None:
    """The table on a sheet and its kind: the user's word, else a published layout, else what its headings say."""
    asked = options.forms.get((file, sheet.name)) or options.kind
    allowed = {asked: forms()[asked]} if asked in forms() else None
    width = max(len(row) for row in sheet.rows[:20])
    positioned = by_position(width, [row for row in sheet.rows[:5] if row])
    if positioned and (allowed is None or positioned.form.name in allowed):
        return Recognised(sheet, without_headings(sheet, width), positioned.form, positioned)
    layout = find_table(sheet, lambda headings: max(best_form(headings, allowed)[0], _plan(headings, allowed)))
    if layout is None and allowed and (file, sheet.name) in options.forms:
        # The user says what it is, and will say what its columns are: take the fullest row as headings.
        layout = find_table(sheet, lambda headings: sum(map(bool, headings)) if len(headings) > 1 else 0)
        return Recognised(sheet, layout, next(iter(allowed.values()))) if layout else None
    if layout is None:
        return None
    score, form = best_form(layout.headings, allowed)
    if form is None or _plan(layout.headings, allowed) > score:
        form = PLAN_FIGURES
    return Recognised(sheet, layout, form)


def _plan(headings: list[str], allowed: dict[str, Form] | None) -> float:
    return plan_score(headings) if allowed is None or PLAN_FIGURES.name in allowed else 0


def _plan_round(plans: list[Recognised], workbook: Workbook, options: Options) -> Round:
    titles = {item.sheet.name: item.layout.title for item in plans}
    headings = [heading for item in plans for heading in item.layout.headings]
    return round_of(titles, workbook.name, headings, options)


def _propose_plan(
    item: Recognised,
    proposed: SheetProposal,
    file: FileProposal,
    plan_round: Round,
    now: Today,
    options: Options,
) -> None:
    chosen = options.columns.get((file.path.name, item.sheet.name), {})
    remembered = _remembered(item.layout, now)
    columns = figure_columns(item.layout, now.names, {**remembered, **chosen}, plan_round.year)
    proposed.columns = as_matches(item.layout, columns, chosen, remembered)
    proposed.fingerprint = item.layout.fingerprint
    if not columns.complete:
        _refuse_incomplete(item, proposed, chosen or (file.path.name, item.sheet.name) in options.forms)
        return
    proposed.notes += [
        note for note in plan_round.notes if f"'{item.sheet.name}'" in note or "workbook does not" in note
    ]
    if plan_round.year is None:
        why = "neither the sheets nor the file's name say which financial year this is; say which, such as 2022/23"
        proposed.refused.append(Refusal(item.sheet.name, "Financial year", "", why))
        return
    read = read_figures(item.layout, columns, now.names)
    proposed.notes += read.notes
    proposed.refused += read.refused
    proposed.claims = claims_of(read, item.sheet.name, _labels(now))
    _propose_round(plan_round, as_at(read, plan_round.year), file, now)
    _take(drafts_of(read, plan_round.name, file.source, item.sheet.name), proposed, now)


def _refuse_incomplete(item: Recognised, proposed: SheetProposal, asked: object) -> None:
    """A table of figures about nobody: no plan at all, unless the user said that it is one."""
    if asked:
        why = "a plan needs a column with the place, PCN or role and one with figures; say which columns they are"
        proposed.refused.append(Refusal(item.sheet.name, "Columns", "", why))
    else:
        proposed.form, proposed.form_label, proposed.columns = None, "", []
        proposed.notes.append("no place, PCN or role was recognised here, so its figures cannot be kept")


def _labels(now: Today) -> dict[str, str]:
    return {
        key: label for kind in ("place", "pcn", "arrs_role") for key, label in now.names.labels.get(kind, {}).items()
    }


def _propose_round(plan_round: Round, on: str, file: FileProposal, now: Today) -> None:
    if (plan_round.name,) in now.entries("plan_round"):
        return
    after: dict[str, object] = {
        "name": plan_round.name,
        "year": plan_round.year,
        "stage": plan_round.stage,
        "as_at": on,
    }
    row = ProposedRow("plan_round", "added", plan_round.name, "", after)
    now.add("plan_round", (plan_round.name,), row)
    file.bookkeeping.append(row)


def _propose_records(
    item: Recognised,
    proposed: SheetProposal,
    file: FileProposal,
    workbook: Workbook,
    now: Today,
    options: Options,
) -> None:
    proposed.fingerprint = item.layout.fingerprint
    proposed.columns = _columns(item, file, now, options)
    missing = set(item.form.needs) - {match.target for match in proposed.columns} - {"table.as_at"}
    if missing:
        labels = " and ".join(item.form.targets[need].label for need in item.form.needs if need in missing)
        why = f"{item.form.label} need a column with {labels}; say which column that is"
        proposed.refused.append(Refusal(item.sheet.name, "Columns", "", why))
        return
    context = _context(item, file, workbook, now, options)
    needs_date = any(part.snapshot or part.record in ("list_size", "network_check") for part in item.form.parts)
    dated = any((match.target or "").endswith(".as_at") for match in proposed.columns)
    if needs_date and not dated and context.as_at is None:
        why = "the file does not say on which date its figures hold; say which, such as 31/03/2023"
        proposed.refused.append(Refusal(item.sheet.name, "As at", "", why))
        return
    read = read_rows(item.layout, item.form, proposed.columns, context, item.positioned)
    proposed.notes += read.notes
    proposed.refused += read.refused
    _complete(read.drafts, now)
    _take(read.drafts, proposed, now)
    proposed.notes += happenings(proposed.rows, now.before)


def _columns(item: Recognised, file: FileProposal, now: Today, options: Options) -> list[ColumnMatch]:
    chosen = options.columns.get((file.path.name, item.sheet.name), {})
    if item.positioned:
        return positioned_matches(item.positioned, item.layout, chosen)
    return match_columns(item.layout, item.form, chosen, _remembered(item.layout, now))


def _remembered(layout: Layout, now: Today) -> dict[int, str | None]:
    """How the columns of this very layout were matched the last time, if the user had to correct it."""
    entry = now.entries("layout_match").get((layout.fingerprint.upper(),))
    columns = json.loads(str(entry.values["columns"])) if entry else {}
    return {int(index): target for index, target in columns.items()}


def _context(item: Recognised, file: FileProposal, workbook: Workbook, now: Today, options: Options) -> Context:
    settings = {key[0]: entry.values.get("value") for key, entry in now.entries("setting").items()}
    codes = f"{settings.get('area.commissioners') or ''},{settings.get('area.ics') or ''}"
    area = frozenset(code.strip() for code in codes.split(",") if code.strip())
    texts = (*item.layout.headings, item.layout.title, workbook.name)
    year = options.year or next((found for text in texts if (found := find_year(text))), None)
    as_at_date = options.as_at or _date_in(item.layout.headings) or (year_end(year) if year else None)
    return Context(now.names, file.source, None if options.all_england or not area else area, as_at_date, year)


def _date_in(headings: list[str]) -> str | None:
    """A date that a heading names, as in 'list size as at 1 January 2019'."""
    for heading in headings:
        _, said, after = heading.partition("as at ")
        if said:
            try:
                return read_date(after.strip())
            except ValueError:
                continue
    return None


def _complete(drafts: list[Drafts], now: Today) -> None:
    """A network on a checklist is written by a name of its time; say which PCN it is where that is known."""
    for draft in drafts:
        if draft.part.record == "network_check" and "pcn" not in draft.names:
            at = draft.names.index("name")
            draft.names = (*draft.names, "pcn")
            draft.rows = [(*values, now.names.resolve("pcn", str(values[at]))) for values in draft.rows]


def _take(drafts: list[Drafts], proposed: SheetProposal, now: Today) -> None:
    outside = _not_in_register(drafts, now)
    if outside:
        listed = ", ".join(sorted(set(outside.values()))[:6])
        proposed.notes.append(f"{len(outside)} rows left out: not in the register of practices ({listed})")
    for draft in drafts:
        draft.leave_out(set(outside))
        compared = compare(draft, now, proposed.sheet)
        proposed.rows += compared.rows
        proposed.refused += compared.refused
        proposed.notes += compared.notes
    for row in proposed.rows:
        cell = row.after.get("cell")
        if row.status == "added" and isinstance(cell, str) and "!" not in cell:
            row.where = f"{proposed.sheet}!{cell}"


def _not_in_register(drafts: list[Drafts], now: Today) -> dict[int, str]:
    """The rows, by sheet row, whose main record would have to be added by a table that may not add it."""
    outside: dict[int, str] = {}
    for draft in drafts:
        known = now.entries(draft.part.record)
        if not draft.part.adds and known:
            at = draft.names.index(draft.part.declared.key[0])
            rows = zip(draft.rows, draft.at, strict=True)
            outside |= {row: str(values[at]) for values, row in rows if (values[at],) not in known}
    return outside
