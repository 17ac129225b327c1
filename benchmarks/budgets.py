"""In a process of its own: tables, check and pages of all England's finance reports, budgets and five-year budgets."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.showing import pages, sums

AS_AT = "2023-03-31"
KINDS = (
    "area", "budget_category", "budget_figure", "stated_budget", "budget_line", "virement", "phase",
    "published_allocation", "assumption", "fund_envelope", "workforce_baseline", "workforce_target",
)  # fmt: skip
TABLES = (
    "finance", "finance-trend", "finance-bridge", "budget", "budget-5yr", "budget-5yr-lines", "gp-gap", "trajectories",
    "funding",
)  # fmt: skip
TABS = ("Budgets",)


def main(what: str, file: str) -> None:
    """Measure `sums` or `pages` of a file."""
    if what == "sums":
        sums(Path(file), KINDS, TABLES, AS_AT)
    else:
        pages(Path(file), TABS)


if __name__ == "__main__":
    main(*sys.argv[1:])
