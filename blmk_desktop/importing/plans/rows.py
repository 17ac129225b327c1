"""Plan tables into records: the round they belong to, a plan figure a cell, a stated figure a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.plans.figures import FiguresRead, PlacedClaim, PlacedFigure
from blmk_desktop.importing.proposal import Claim, Options
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.periods import find_year, month_end
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.workforce import MEASURE_LABELS
from blmk_desktop.rules.claims import MONEY_MEASURES
from blmk_desktop.values import show_figure

FIGURE_PART = Part("plan_figure", owns=("value", "decimals", "cell"))
_OF_A_CLAIM = tuple(name for name in RECORDS["stated_figure"].names if name not in RECORDS["stated_figure"].key)
CLAIM_PART = Part("stated_figure", owns=_OF_A_CLAIM, whole=True)  # the cell may come to be about something else
_STAGES = ((r"\bfirst draft\b|\bdraft\b", "first draft"), (r"\bfinal\b", "final"))


@dataclass(frozen=True, slots=True)
class Round:
    """The plan round that a workbook's figures belong to, and how that was found out."""

    year: str | None
    stage: str
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name, for example 2022/23 final."""
        return f"{self.year} {self.stage}"


def stage_in(text: str) -> str | None:
    """The stage of a plan round that a text names: first draft or final."""
    return next((stage for pattern, stage in _STAGES if re.search(pattern, text, re.IGNORECASE)), None)


def round_of(titles: dict[str, str], file_name: str, headings: list[str], options: Options) -> Round:
    """The round of a workbook: what the user said, else what the sheets' titles say, the first sheet first.

    One workbook is one round: a sheet that calls itself something else is noted, not put elsewhere.
    """
    year = options.year or next(
        (found for text in (*titles.values(), file_name, *headings) if (found := find_year(text))), None
    )
    stages = {sheet: stage for sheet, title in titles.items() if (stage := stage_in(title))}
    stage = options.stage or next(iter(stages.values()), None) or stage_in(file_name)
    notes = []
    if stage is None:
        stage = "final"
        notes.append("the workbook does not say whether it is a first draft or final; taken as final")
    notes += [
        f"sheet '{sheet}' calls itself {other}; its figures are kept with the workbook's, as {stage}"
        for sheet, other in stages.items()
        if other != stage
    ]
    return Round(year, stage, tuple(notes))


def as_at(read: FiguresRead, year: str) -> str | None:
    """The date on which staff in post were counted: the end of the first month given; None if none is."""
    months = [placed.figure.month for placed in read.figures if placed.figure.measure == "wte_in_post"]
    first = min((month for month in months if month), default=None)
    return month_end(year, first) if first else None


_FIGURE_NAMES = (
    "round",
    "place",
    "pcn",
    "role",
    "month",
    "measure",
    "value",
    "source",
    "sheet",
    "cell",
    "decimals",
)
_CLAIM_NAMES = (
    "source",
    "sheet",
    "cell",
    "round",
    "place",
    "pcn",
    "role",
    "month",
    "measure",
    "rule",
    "first_row",
    "last_row",
    "value",
    "decimals",
)


def drafts_of(read: FiguresRead, round_name: str, source: str, sheet: str) -> list[Drafts]:
    """A draft for every figure of a sheet, and for every claim but those that rest on a figure that was refused."""
    figures, claims = Drafts(FIGURE_PART, _FIGURE_NAMES), Drafts(CLAIM_PART, _CLAIM_NAMES)
    for placed in read.figures:
        figures.rows.append(_figure_row(placed, round_name, source, sheet))
        figures.at.append(placed.figure.row - 1)
        figures.cells.append(placed.cell)
    for claim in (claim for claim in read.claims if not claim.doubtful):
        claims.rows.append(_claim_row(claim, round_name, source, sheet))
        claims.at.append(claim.stated.row - 1)
        claims.cells.append(claim.cell)
    return [figures, claims]


def _figure_row(placed: PlacedFigure, round_name: str, source: str, sheet: str) -> tuple[object, ...]:
    subject, figure = placed.subject, placed.figure
    return (
        round_name,
        subject.place,
        subject.pcn,
        subject.role,
        figure.month,
        figure.measure,
        figure.value,
        source,
        sheet,
        placed.cell,
        figure.decimals,
    )


def _claim_row(claim: PlacedClaim, round_name: str, source: str, sheet: str) -> tuple[object, ...]:
    subject, stated = claim.subject, claim.stated
    return (
        source,
        sheet,
        claim.cell,
        round_name,
        subject.place,
        subject.pcn,
        subject.role,
        stated.month,
        stated.measure,
        stated.rule,
        stated.first_row,
        stated.last_row,
        stated.value,
        stated.decimals,
    )


def shown(measure: str, value: int, decimals: int = 2) -> str:
    """A figure as a paper would print it: £1,234.50, 18.99 WTE or 71.4%."""
    text = show_figure(value, 2, max(0, decimals))
    if measure in MONEY_MEASURES:
        return f"(£{text[1:-1]})" if text.startswith("(") else f"£{text}"
    return f"{text}%" if measure.endswith("percent") else f"{text} WTE"


def claims_of(read: FiguresRead, sheet: str, labels: dict[str, str]) -> list[Claim]:
    """The claims of a sheet as the preview shows them."""
    return [_claim(claim, sheet, labels) for claim in read.claims]


_WHY = {
    "unknown": "nothing to work it out from",
    "rounded": "rounded; the rows it stands under are not",
    "lost sign": "the minus sign is lost",
    "failed": "",
    "held": "",
}


def _claim(claim: PlacedClaim, sheet: str, labels: dict[str, str]) -> Claim:
    stated, computed = claim.stated, claim.recomputed
    keys = (claim.subject.place, claim.subject.pcn, claim.subject.role)
    subject = " · ".join(labels.get(key, key) for key in keys if key) or "All"
    text = shown(stated.measure, round(computed.value), _decimals(stated.measure, stated.decimals)) if computed else ""
    held = None if claim.verdict == "unknown" else claim.verdict in ("held", "rounded")
    measure = MEASURE_LABELS[stated.measure]
    written = shown(stated.measure, stated.value, stated.decimals)
    why = "a figure that it rests on was refused" if claim.doubtful else _WHY[claim.verdict]
    return Claim(f"{sheet}!{claim.cell}", subject, measure, written, text, held, why)


def _decimals(measure: str, printed: int) -> int:
    return max(1, printed) if measure.endswith("percent") else 2
