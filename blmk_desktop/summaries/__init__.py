"""The computed tables: plans by place, by PCN and by role, the register as at a date, and what is loaded."""

from __future__ import annotations

from blmk_desktop.summaries.overview import Overview, SourceRow, overview
from blmk_desktop.summaries.plans import (
    PlanRow,
    Summary,
    plan_by_pcn,
    plan_by_place,
    plan_by_role,
)
from blmk_desktop.summaries.register import PcnRow, PracticeRow, pcns, practices
from blmk_desktop.summaries.rounds import rounds

__all__ = [
    "Overview",
    "PcnRow",
    "PlanRow",
    "PracticeRow",
    "SourceRow",
    "Summary",
    "overview",
    "pcns",
    "plan_by_pcn",
    "plan_by_place",
    "plan_by_role",
    "practices",
    "rounds",
]
