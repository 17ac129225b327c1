"""Sheet by sheet: which kind of table it is, and what its rows would do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from blmk_desktop.importing.actions.rows import colour_key
from blmk_desktop.importing.estates.panel_sheets import panel_item, propose_panel
from blmk_desktop.importing.estates.panel_tables import PANEL
from blmk_desktop.importing.funding.allocations import FORM as ALLOCATIONS
from blmk_desktop.importing.funding.allocations import allocation_item, propose_allocations
from blmk_desktop.importing.funding.sheets import propose_funding, read_all
from blmk_desktop.importing.funding.years import FUNDING
from blmk_desktop.importing.own_tables import Propose, proposer
from blmk_desktop.importing.plans.rows import round_of
from blmk_desktop.importing.plans.sheets import propose_plan
from blmk_desktop.importing.proposal import SheetProposal
from blmk_desktop.importing.recognising import Recognised, plans_among, recognise
from blmk_desktop.importing.records.sheets import propose_records
from blmk_desktop.importing.tables.crosswise import crosswise
from blmk_desktop.importing.taking import Work
from blmk_desktop.templates.marker import MARKER_SHEET
from blmk_desktop.templates.plan_layout import LISTS
from blmk_desktop.workbook import Sheet

OURS = (LISTS, MARKER_SHEET)  # hidden in our templates: what is chosen from, and which form it is
NOTHING = "no table was recognised here; nothing is taken from it"
NO_PLAN = "these figures are not said to be of networks or their staff, so they are not taken for a PCN workforce plan"


def propose_sheets(work: Work, tick: Callable[[float], None]) -> None:
    """Propose what each sheet would do, in the order in which the sheets stand. `tick` is told the share done."""
    sheets = [sheet for sheet in work.workbook.sheets if sheet.rows]
    found = [recognise(sheet, work.workbook.name, work.options, work.layouts()) for sheet in sheets]
    found = [
        panel_item(sheet, work.now, work.options, work.file.path.name) or _or_allocations(sheet, item, work)
        for sheet, item in zip(sheets, found, strict=True)
    ]
    plans = plans_among([item for item in found if item], work.workbook)
    plan_round = round_of(_titles(plans), work.workbook.name, _headings(plans), work.options)
    funded = read_all([item for item in found if item], work)
    own: dict[str, Propose] = {
        FUNDING: partial(propose_funding, funded),
        ALLOCATIONS: propose_allocations,
        PANEL: propose_panel,
    }
    for number, (sheet, item) in enumerate(zip(sheets, found, strict=True)):
        tick(number / len(sheets))
        if sheet.state != "visible" and sheet.name in OURS and not (item and item.asked):
            continue
        proposed = SheetProposal(sheet.name, None, notes=list(sheet.notes))
        work.file.sheets.append(proposed)
        if item is None or (item.form.figures and item not in plans):
            proposed.notes = [note for note in sheet.notes if not note.endswith("included")]  # nothing is
            proposed.notes.append(NO_PLAN if item else crosswise(sheet, work.now.names) or colour_key(sheet) or NOTHING)
            continue
        proposed.form, proposed.form_label = item.form.name, item.form.label
        if sheet.state != "visible" and not item.asked:
            why = "nothing is taken from it unless you say which kind of table it is"
            proposed.notes.append(f"the sheet is {sheet.state} in the workbook; {why}")
        elif item.form.figures:
            propose_plan(item, proposed, plan_round, work)
        else:
            (own.get(item.form.name) or proposer(item.form.name) or propose_records)(item, proposed, work)


def _or_allocations(sheet: Sheet, item: Recognised | None, work: Work) -> Recognised | None:
    """What funds have in each year looks like figures of a plan, except that it is about nobody."""
    return item if item and (item.asked or not item.form.figures) else allocation_item(sheet, work.now.names) or item


def _titles(plans: list[Recognised]) -> dict[str, str]:
    return {item.sheet.name: item.layout.title for item in plans}


def _headings(plans: list[Recognised]) -> list[str]:
    return [heading for item in plans for heading in item.layout.headings]
