"""A sheet with figures of a workforce plan: its columns, its round, its figures and its claims."""

from __future__ import annotations

from blmk_desktop.importing.plans.below import read_below
from blmk_desktop.importing.plans.editions import gone
from blmk_desktop.importing.plans.figures import read_figures
from blmk_desktop.importing.plans.measures import FigureColumns, as_matches, figure_columns
from blmk_desktop.importing.plans.rows import Round, as_at, claims_of, drafts_of
from blmk_desktop.importing.proposal import ProposedRow, Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.workbook import cell_name


def propose_plan(item: Recognised, proposed: SheetProposal, plan_round: Round, work: Work) -> None:
    """Propose a figure for each cell of the plan, and a claim for each total, difference and percentage."""
    sheet, now = item.sheet.name, work.now
    chosen, remembered = work.chosen(sheet), work.remembered(item.layout)
    year = None if work.options.year else plan_round.year  # the user's word stands above the headings
    columns = figure_columns(item.layout, now.names, {**remembered, **chosen}, year)
    proposed.columns = as_matches(item.layout, columns, chosen, remembered)
    proposed.fingerprint = item.layout.fingerprint
    proposed.refused += _refuse_columns(item, columns)
    if not columns.complete:
        _refuse_incomplete(proposed, columns, asked=bool(chosen) or item.asked)
        return
    proposed.notes += [note for note in plan_round.notes if f"'{sheet}'" in note or "workbook does not" in note]
    if plan_round.year is None:
        why = "neither the sheets nor the file's name say which financial year this is; give it with --year 2022/23"
        proposed.refused.append(Refusal(sheet, "Financial year", "", why))
        return
    read = read_figures(item.layout, columns, now.names)
    if read.next_table is not None:
        read_below(read, item.layout, plan_round, now.names)
    proposed.notes += read.notes
    proposed.refused += read.refused
    proposed.claims = claims_of(read, sheet, _labels(work))
    _propose_round(plan_round, as_at(read, plan_round.year), work)
    drafts = drafts_of(read, plan_round.name, work.file.source, sheet)
    take(drafts, proposed, work)
    rows, notes = gone(drafts, work.file.source, now, complete=not proposed.refused)
    proposed.rows += rows
    proposed.notes += notes


def _refuse_columns(item: Recognised, columns: FigureColumns) -> list[Refusal]:
    """Columns refused as a whole: another table beside the first, and staff of whom nobody can say when they come."""
    unsaid = "it does not say whether it is in post or planned: head it 'WTE in post' or 'Planned WTE'"
    found = [(index, "Column", unsaid) for index in columns.unsaid]
    if columns.beside is not None:
        beside = "another table begins here, beside the first; put it on a sheet of its own"
        found.append((columns.beside, "Table", beside))
    row, headings = item.layout.first_row - 1, item.layout.headings
    where = item.sheet.name
    return [Refusal(f"{where}!{cell_name(row, index)}", field, headings[index], why) for index, field, why in found]


def _refuse_incomplete(proposed: SheetProposal, columns: FigureColumns, *, asked: bool) -> None:
    """A table of figures about nobody: no plan at all, unless the user said that it is one."""
    if columns.unsaid:
        proposed.notes += columns.notes
    elif asked:
        why = "a plan needs a column with the place, PCN or role and one with figures; say which columns they are"
        proposed.refused.append(Refusal(proposed.sheet, "Columns", "", why))
    else:
        proposed.form, proposed.form_label, proposed.columns = None, "", []
        missing = "figure of a plan" if columns.subjects else "place, PCN or role"
        proposed.notes.append(f"no {missing} was recognised here, so nothing of it can be kept")


def _labels(work: Work) -> dict[str, str]:
    known = work.now.names.labels
    return {key: label for kind in ("place", "pcn", "arrs_role") for key, label in known.get(kind, {}).items()}


def _propose_round(plan_round: Round, counted: str | None, work: Work) -> None:
    """The round of the figures, as at the day the user gave, else that of the first sheet with staff in post."""
    as_at_day = work.options.as_at or counted
    known = work.now.entries("plan_round").get((plan_round.name,))
    if known is not None:
        if known.row is not None and as_at_day and not known.values.get("as_at"):
            known.row.after["as_at"] = as_at_day
        return
    after: dict[str, object] = {"name": plan_round.name, "year": plan_round.year, "stage": plan_round.stage}
    if as_at_day:
        after["as_at"] = as_at_day
    row = ProposedRow("plan_round", "added", plan_round.name, "", after)
    work.now.add("plan_round", (plan_round.name,), row)
    work.file.bookkeeping.append(row)
