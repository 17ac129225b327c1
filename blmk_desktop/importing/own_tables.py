"""Kinds of table that have a reader of their own: how each is found on a sheet, and what proposes its rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from blmk_desktop.importing.actions.cycle_tables import CYCLE, cycle_layout
from blmk_desktop.importing.finance.allocation_years import ALLOCATIONS, allocation_layout
from blmk_desktop.importing.finance.flat_tables import LINES, flat_budget_layout
from blmk_desktop.importing.finance.layouts import REPORT, finance_layout
from blmk_desktop.importing.finance.ledger_tables import LEDGER
from blmk_desktop.importing.finance.month_columns import ledger_layout
from blmk_desktop.importing.finance.projection_tables import PROJECTION, projection_layout
from blmk_desktop.importing.funding.flat_tables import ENVELOPES, flat_stream_layout
from blmk_desktop.importing.funding.stream_tables import STREAMS, stream_layout
from blmk_desktop.importing.funding.years import FUNDING, years_layout
from blmk_desktop.importing.risks.tables import RISK_REGISTER, risk_layout
from blmk_desktop.importing.tables.layout import Layout
from blmk_desktop.importing.workforce_plan.tables import WORKFORCE_PLAN, workforce_layout
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.workbook import Sheet

if TYPE_CHECKING:
    from blmk_desktop.importing.proposal import SheetProposal
    from blmk_desktop.importing.recognising import Recognised
    from blmk_desktop.importing.taking import Work

Find = Callable[[Sheet, str], Layout | None]  # a sheet and its file's name: the table on it, if it is of the kind
Propose = Callable[["Recognised", "SheetProposal", "Work"], None]

FINDERS: dict[str, Find] = {
    RISK_REGISTER: risk_layout,
    CYCLE: cycle_layout,
    STREAMS: stream_layout,
    PROJECTION: projection_layout,
    LEDGER: ledger_layout,
    REPORT: finance_layout,
    WORKFORCE_PLAN: workforce_layout,
}
BY_YEAR: dict[str, Find] = {  # known by their headings too, where they are of one year, or our own
    FUNDING: years_layout,
    ALLOCATIONS: allocation_layout,
    LINES: flat_budget_layout,
    ENVELOPES: flat_stream_layout,
}


def own_layout(sheet: Sheet, file: str, kind: str | None) -> tuple[str, Layout] | None:
    """The kind and the table of a sheet that such a reader knows; of the kind that the user named, if any."""
    if kind is None and _is_export(sheet):
        return None
    for name, find in (FINDERS | BY_YEAR).items():
        if kind in (None, name) and (layout := find(sheet, file)):
            return name, layout
    return None


def _is_export(sheet: Sheet) -> bool:
    """Whether it is a table of records as we export them: then it is read by their own headings, and by no other way.

    Its first row says so, which has all the headings of a kind of record in their order.
    """
    first = next((row for row in sheet.rows if any(cell not in (None, "") for cell in row)), [])
    return tuple(str(cell) for cell in first if cell not in (None, "")) in _headings()


@lru_cache(maxsize=1)
def _headings() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(field.heading for field in record.fields) for record in RECORDS.values())


def proposer(form: str) -> Propose | None:
    """What proposes the rows of such a kind of table; None for all other kinds."""
    if form not in FINDERS | BY_YEAR:
        return None
    from blmk_desktop.importing.actions.cycle_sheets import propose_cycle
    from blmk_desktop.importing.finance.flat_sheets import propose_budget_lines
    from blmk_desktop.importing.finance.ledger_sheets import propose_ledger
    from blmk_desktop.importing.finance.projection_sheets import propose_projection, propose_published_allocations
    from blmk_desktop.importing.finance.sheets import propose_finance
    from blmk_desktop.importing.funding.flat_sheets import propose_envelopes
    from blmk_desktop.importing.funding.stream_sheets import propose_streams
    from blmk_desktop.importing.risks.sheets import propose_risks
    from blmk_desktop.importing.workforce_plan.sheets import propose_workforce

    own: dict[str, Propose] = {
        RISK_REGISTER: propose_risks,
        CYCLE: propose_cycle,
        STREAMS: propose_streams,
        PROJECTION: propose_projection,
        ALLOCATIONS: propose_published_allocations,
        LINES: propose_budget_lines,
        ENVELOPES: propose_envelopes,
        REPORT: propose_finance,
        LEDGER: propose_ledger,
        WORKFORCE_PLAN: propose_workforce,
    }
    return own.get(form)
