"""Every kind of record the product keeps, declared once. The order is one in which they can be created."""

from __future__ import annotations

from blmk_desktop.records.actions import ACTIONS
from blmk_desktop.records.actuals import ACTUALS
from blmk_desktop.records.bookkeeping import BOOKKEEPING
from blmk_desktop.records.budgets import AREAS, BUDGETS
from blmk_desktop.records.declaration import Record
from blmk_desktop.records.estates import ESTATES
from blmk_desktop.records.models import MODEL_RECORDS
from blmk_desktop.records.networks import NETWORKS
from blmk_desktop.records.papers import PAPERS
from blmk_desktop.records.premises import PREMISES
from blmk_desktop.records.priorities import PRIORITIES
from blmk_desktop.records.register import REGISTER
from blmk_desktop.records.resilience import RESILIENCE
from blmk_desktop.records.returns import RETURNS
from blmk_desktop.records.risks import RISKS
from blmk_desktop.records.survey import SURVEY
from blmk_desktop.records.workforce import WORKFORCE

RECORDS: dict[str, Record] = {
    record.name: record
    for record in (
        *BOOKKEEPING,
        *REGISTER,
        *WORKFORCE,
        *RETURNS,
        *ACTUALS,
        *NETWORKS,
        *SURVEY,
        *AREAS,
        *ESTATES,
        *PREMISES,
        *PRIORITIES,
        *RISKS,
        *RESILIENCE,
        *ACTIONS,
        *BUDGETS,
        *MODEL_RECORDS,
        *PAPERS,
    )
}
