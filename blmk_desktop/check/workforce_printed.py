"""A printed figure of a workforce plan in words, and where it stands: for findings about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import pounds
from blmk_desktop.summaries.stated_workforce import Printed
from blmk_desktop.values import show_figure

MONEY = frozenset({"cost", "pay", "funded", "shortfall"})
WORDS = {
    "baseline": "the baseline",
    "locum_share": "the share of locums",
    "vacancies": "the number of vacancies",
    "retiring": "the number retiring within 12 months",
    "over_50_share": "the share over 50",
    "over_50": "the number over 50",
    "expansion": "the expansion target",
    "international": "the international recruitment",
    "other_recruitment": "the recruitment other than international",
    "gap": "the workforce gap",
    "gap_without_targets": "the gap without targets",
    "gap_share": "the share of the gap in the baseline",
    "vacancy_share": "the share of vacant posts",
    "target": "the recruitment",
    "cost": "the cost",
    "pay": "the pay",
    "funded": "the amount funded",
    "funded_share": "the share that is funded",
    "shortfall": "the amount not funded",
    "substitution_share": "the share done by other roles",
    "growth_share": "the growth of the demand",
}
_COLUMN = re.compile(r"[A-Z]+(?=\d)")
_ROW = re.compile(r"(?<=[A-Z])\d+$")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A printed figure that is doubted, and what it should be, as they would be written."""

    rule: str
    severity: str
    printed: Printed
    computed: str
    message: str

    @property
    def finding(self) -> Finding:
        """As a finding."""
        one = self.printed
        about = ("stated_workforce", f"{one.source}|{one.sheet}|{one.cell}")
        figures = (shown(one.about.measure, one.value, one.decimals), self.computed)
        return Finding(
            self.rule, self.severity, subject(one), one.where, *figures, self.message, about, one.about.measure
        )


def subject(one: Printed) -> str:
    """What a printed figure is about, in words: 'GP compliance, Luton CCG 2018/19'."""
    who = " ".join(
        filter(None, (one.about.role, one.about.programme.lower() if one.about.role else one.about.programme))
    )
    where = " ".join(filter(None, (one.about.area, one.about.year)))
    return ", ".join(filter(None, (who, where))) or one.item or one.sheet


def shown(measure: str, value: int | Fraction, decimals: int = 2) -> str:
    """A figure as a paper prints it: £426,000, 18, 12.8%."""
    whole = int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))
    if measure in MONEY:
        return pounds(whole, 0)
    if measure.endswith("share"):
        return f"{show_figure(whole, 2, max(0, min(decimals, 2)))}%"
    return show_figure(whole, 2, 0 if whole % 100 == 0 else 1 if whole % 10 == 0 else 2)


def row_of(one: Printed) -> int:
    """The row of its cell; 0 of a paragraph."""
    found = _ROW.search(one.cell)
    return int(found[0]) if found else 0


def column_of(one: Printed) -> int:
    """The column of its cell, the first being 1; 0 of a paragraph."""
    found = _COLUMN.match(one.cell)
    at = 0
    for letter in found[0] if found else "":
        at = at * 26 + ord(letter) - 64
    return at


def is_below(one: Printed) -> bool:
    """Whether a total stands under what it covers, as against beside it."""
    return bool(one.first_column) and one.first_column == one.last_column == column_of(one)
