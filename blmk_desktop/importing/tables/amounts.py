"""Printed amounts of money: what they come to, and how exactly they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from blmk_desktop.importing.tables.headings import money_power
from blmk_desktop.values import read_absent, read_number


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed amount: pence, and the decimals of pounds with which it is printed, -3 in thousands."""

    value: int
    decimals: int


def amount_decimals(cell: object, heading: str, title: str) -> int:
    """The decimals of pounds with which a cell is printed under a heading and a title: fewer than none in thousands."""
    return (0 if read_absent(cell) else read_number(cell).decimals) - money_power(heading, title)
