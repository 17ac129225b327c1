"""Writing the plan form of a network as a workbook that works itself out."""

from __future__ import annotations

from pathlib import Path

from blmk_desktop.templates.plan_form import PlanForm


def write_plan(form: PlanForm, path: Path, made: str = "") -> None:
    """Write the workbook; `made` is the day (ISO) that it carries, today unless given.

    The file appears whole or not at all. Raises UserError where it cannot be written.
    """
    raise NotImplementedError
