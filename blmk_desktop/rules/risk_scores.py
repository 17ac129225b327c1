"""What a risk scores: likelihood times impact, the band that it falls into, and what is tolerated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LOWEST, HIGHEST = 1, 5
MOST = HIGHEST * HIGHEST
_LEADING = re.compile(r"\s*([1-5])\s*(?:[-–—:.)(]\s*\D.*)?", re.DOTALL)
_TRAILING = re.compile(r"\s*(?:[a-z]+[\s/]+){0,3}[a-z]+\s*[-–—:=(]?\s*([1-5])\)?\s*", re.IGNORECASE)
_PRODUCT = re.compile(
    r"(?<![\d.])(?P<l>\d{1,2})\s*(?:\([LP]\))?\s*[x×*]\s*(?:[IC]\s*[:=]?\s*)?(?P<i>\d{1,2})(?:\s*\([IC]\))?(?![\d.])"
    r"|\b[LP]\s*[:=]?\s*(?P<l2>\d{1,2})\W+[IC]\s*[:=]?\s*(?P<i2>\d{1,2})(?![\d.])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.])\d{1,2}(?![\d.])")


@dataclass(frozen=True, slots=True)
class Band:
    """A word for scores up to a number: 'moderate' up to 6."""

    name: str
    most: int


@dataclass(frozen=True, slots=True)
class Score:
    """Likelihood and impact, each 1 to 5."""

    likelihood: int
    impact: int

    @property
    def value(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact

    def __str__(self) -> str:
        """As a paper prints it: 12 (3 × 4)."""
        return f"{self.value} ({self.likelihood} × {self.impact})"


def why_no_score(likelihood: int | None, impact: int | None) -> str:
    """Why two numbers are no score, as a clause; '' if they are one."""
    for name, value in (("likelihood", likelihood), ("impact", impact)):
        if value is None:
            return f"the {name} is missing"
        if not LOWEST <= value <= HIGHEST:
            return f"{_a(name)} of {value} is not on the scale of 1 to 5"
    return ""


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def band_of(score: int | None, bands: Sequence[Band]) -> str:
    """The band of a score; '' without a score or where no band reaches as far."""
    return bands[at].name if (at := rank_of(score, bands)) is not None else ""


def rank_of(score: int | None, bands: Sequence[Band]) -> int | None:
    """The place of a score's band among the bands, lowest first, from 0; None where it has none."""
    if score is None:
        return None
    return next((at for at, band in enumerate(bands) if score <= band.most), None)


def bands_from(rows: Iterable[tuple[str, str, int]], day: str) -> list[Band]:
    """The bands that hold on a day, lowest first, of rows (start, band, most): those of the last date up to it."""
    begun = [row for row in rows if row[0] <= day]
    last = max((start for start, _, _ in begun), default="")
    return [Band(name, most) for start, name, most in sorted(begun, key=lambda row: row[2]) if start == last]


def tolerated(rows: Iterable[tuple[str | None, str, int]], category: str | None, day: str) -> int | None:
    """The highest score that is tolerated for a category on a day; None: nobody says.

    `rows` are (category, start, most). What is said of the category comes before what is said of all.
    """
    begun = sorted((row for row in rows if row[1] <= day), key=lambda row: row[1])
    of_category = {(name or "").casefold(): most for name, _, most in begun}
    return of_category.get((category or "").casefold(), of_category.get(""))


def read_level(text: str) -> int | None:
    """A likelihood or impact as registers write it: '3', '3 - Possible', 'Possible (3)'.

    None for a word alone, which is no score.
    """
    match = _LEADING.fullmatch(text) or _TRAILING.fullmatch(text)
    return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Written:
    """What one cell says of a score: the two numbers that it is the product of, the product, its rating in words."""

    factors: tuple[int, int] | None = None
    printed: int | None = None
    rating: str = ""

    @property
    def is_score(self) -> bool:
        """Whether it says a score, and not only what that is called."""
        return self.printed is not None or self.factors is not None


def read_score(text: str) -> Written:
    """A score as registers write it in one cell: '12', '16 High', '4x5=20', '20 (4 × 5)', 'L4 I5'.

    The factors stand in the order in which they are written, and may be off the scale.
    """
    match = _PRODUCT.search(text)
    factors = None
    if match:
        factors = int(match["l"] or match["l2"]), int(match["i"] or match["i2"])
        text = f"{text[: match.start()]} {text[match.end() :]}"
    numbers = _NUMBER.findall(text)
    printed = int(numbers[0]) if len(numbers) == 1 else None
    return Written(factors, printed, " ".join(re.findall(r"[^\W\d_]+", text)))


def reference_order(reference: str) -> tuple[tuple[str, int], ...]:
    """What to sort references by so that PC-2 comes before PC-10."""
    parts = re.findall(r"(\D*)(\d*)", reference.casefold())
    return tuple((words, int(number or 0)) for words, number in parts if words or number)


def refused_score(score: Mapping[str, object]) -> list[tuple[str, str]]:
    """The fields of a RISK_SCORE that are no level of the scale, each with a sentence; what is blank is left out."""
    levels = {name: score.get(name) for name in ("likelihood", "impact")}
    return [
        (name, f"{value} is not on the scale of {LOWEST} to {HIGHEST}.")
        for name, value in levels.items()
        if isinstance(value, int) and not LOWEST <= value <= HIGHEST
    ]


def refused_most(band: Mapping[str, object]) -> list[tuple[str, str]]:
    """The bound of a RISK_BAND or RISK_APPETITE where no score can be that high or low."""
    most = band.get("most")
    if not isinstance(most, int) or LOWEST <= most <= MOST:
        return []
    return [("most", f"{most} is no score: scores go from {LOWEST} to {MOST}.")]
