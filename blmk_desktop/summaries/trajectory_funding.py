"""What of the cost of recruitment is funded, by whom, and what is not: as computed and as printed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from blmk_desktop.rules.assumptions import Assumption, Assumptions
from blmk_desktop.rules.trajectories import FUNDED, funded
from blmk_desktop.rules.wording import pounds
from blmk_desktop.summaries.stated_workforce import Printed
from blmk_desktop.summaries.trajectories import FundedRow
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from blmk_desktop.summaries.trajectory_rows import TrajectoryInputs


def funding_of(
    inputs: TrajectoryInputs, assumed: Assumptions, cost: int | None
) -> tuple[Sequence[FundedRow], int | None]:
    """A row for each that pays, what they pay together and what nobody does; the latter in pence, None if not told."""
    payers = payers_in(assumed, inputs.area)
    if cost is None or not payers:
        return (), None
    found = funded(Fraction(cost), [one.value for one in payers])
    rows = [
        _row(inputs, one.item, one.value, part, cost, _printed(inputs, "funded", one.item))
        for one, part in zip(payers, found.parts, strict=True)
    ]
    together = FundedRow("Funded together", None, _whole(found.funded), _printed(inputs, "funded", ""))
    rest = FundedRow("Not funded", None, _whole(found.shortfall), _printed(inputs, "shortfall", ""))
    said = f"{pounds(cost, 0)} less {pounds(together.value, 0)}: {pounds(rest.value, 0)}."
    whole = FundedRow("Cost of the plan", None, cost, _printed(inputs, "cost", "", unlike="total"))
    return [whole, *rows, together, FundedRow(rest.label, None, rest.value, rest.printed, said)], rest.value


def payers_in(assumed: Assumptions, area: str) -> list[Assumption]:
    """Who pays which share, in an area or everywhere."""
    held = [one for one in assumed.held.values() if one.name == FUNDED and one.item and one.area in ("", area)]
    return sorted(held, key=lambda one: (-one.value, one.item))


def _row(
    inputs: TrajectoryInputs, label: str, share: int, value: Fraction, cost: int, printed: Printed | None
) -> FundedRow:
    del inputs
    said = f"{show_figure(share, 2, 2 if share % 100 else 0)}% of {pounds(cost, 0)}: {pounds(_whole(value), 0)}."
    return FundedRow(label, share, _whole(value), printed, said)


def _printed(inputs: TrajectoryInputs, measure: str, payer: str, unlike: str = "") -> Printed | None:
    """The cell that prints it: of the area or of none in particular."""
    cells = [
        one
        for one in inputs.stated.all
        if one.about.measure == measure
        and one.about.programme == payer
        and not one.about.role
        and one.about.area in ("", inputs.area)
        and not one.about.year
        and one.rule != unlike
    ]
    return cells[0] if cells else None


def _whole(value: Fraction) -> int:
    return int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))
