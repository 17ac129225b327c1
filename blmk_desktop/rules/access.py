"""What a network must offer or may fund by its size: extended hours a week, and time for its clinical director.

Source: Network Contract DES 2019/20, and the BLMK Primary Care Strategy 2019, Figure 35 and section 'PCN DES'.
"""

from __future__ import annotations

from fractions import Fraction

from blmk_desktop.rules.plan_costs import rounded

MINUTES = 30  # extended hours a week for each 1,000 registered patients
DIRECTOR_WTE, DIRECTOR_LIST = 25, 50_000  # 0.25 WTE for 50,000 patients; 0.15 for 30,000 and 0.2 for 40,000 are alike


def extended_hours(registered: int | None) -> int | None:
    """The least extended hours a week, in whole minutes, for registered patients in hundredths; None: not known."""
    return None if registered is None else rounded(Fraction(registered * MINUTES, 1_000 * 100))


def patients_for(minutes: int) -> int:
    """How many registered patients (hundredths) so many minutes a week are the least for: a printed figure's list."""
    return rounded(Fraction(minutes * 1_000 * 100, MINUTES))


def clinical_director(registered: int | None) -> int | None:
    """The clinical director's funded time in hundredths of a WTE, for registered patients in hundredths.

    The sliding scale is one rate: 0.15 WTE at 30,000 patients, 0.2 at 40,000, 0.25 at 50,000. None: not known.
    """
    return None if registered is None else rounded(Fraction(registered * DIRECTOR_WTE, DIRECTOR_LIST * 100))


def in_hours(minutes: int | None) -> str:
    """Minutes as people write them: '24 h 18 min'; '' for none known."""
    return "" if minutes is None else f"{minutes // 60} h {minutes % 60:02d} min"
