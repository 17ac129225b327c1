"""What the columns of a finance report are: the heading of spend, and of each period plan, outturn and variance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import GROUP
from blmk_desktop.periods import find_year
from blmk_desktop.records.budgets import BASES
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import choice, money, percent, text

CATEGORY, AREA = "finance.category", "finance.area"
BASIS, NOTE, REASON, ACTION = "finance.basis", "finance.note", "finance.reason", "finance.action"
TEXTS = (BASIS, NOTE, REASON, ACTION)
PERIODS = {"to_date": "year to date", "full_year": "full year", "month": "month"}
TURNED = "turned"  # a variance that is written as actual less plan
_CATEGORY = re.compile(
    r"\b(expenditure analysis|(budget|expenditure|cost|spend) (heading|category|line|area)|area of (spend|expenditure)"
    r"|categor(y|ies)|heading|description|analysis|service area|service line|subjective)\b"
    r"|^(service|line|expenditure type)$"
)
_FIRST = frozenset({"expenditure", "spend", "budget", "budgets"})  # of a first column, or one behind areas
_AREA = frozenset({"area", "ccg", "icb", "ics", "sub icb", "sub icb location", "place", "place based area", "locality"})
_AREA |= {"borough", "commissioner", "commissioner name"}
_PERIOD = {
    "to_date": re.compile(r"\b(ytd|year to date|to date|cumulative)\b"),
    "full_year": re.compile(r"\b(forecast|outturn|fot|full year|annual|year end|in year|whole year)\b"),
    "month": re.compile(r"\b(in month|current month|this month|month only)\b"),
}
_MEASURE = {
    "percent": re.compile(r"%|\bper ?cent(age)?\b"),
    "variance": re.compile(
        r"\b(variance|var|difference|over ?spend|under ?spend|surplus|deficit|over under|under over)\b"
    ),
    "plan": re.compile(r"\b(plan|planned|budget|budgeted)\b"),
    "forecast": re.compile(r"\b(forecast|outturn|fot|projected)\b"),
    "actual": re.compile(r"\b(actuals?|spend|spent|expenditure)\b"),
}
_TEXT = {
    BASIS: frozenset({"basis", "basis of figure", "basis of figures"}),
    NOTE: frozenset({"note", "notes"}),
    REASON: frozenset({"reason", "explanation", "commentary", "comment", "comments", "reason for variance"}),
    ACTION: frozenset({"action", "mitigation", "what is done about it"}),
}
_OTHERS = re.compile(r"\b(pcn|network|practice|role|staff|scheme|project|risk|fund|wte|postcode|surgery)s?\b")
_BEFORE = re.compile(r"\b(prior|previous|last) (year|month)|\byear ago\b|\bmovement\b|\bchange\b")  # no figure of now
_OWN = ({"measure"}, {"financial year", "month"}, {"version", "block"})  # of our exports: each row says what and when
_ASIDE = re.compile(
    r"\W*(of which|memo(randum)?\b|check\b|underlying|net position|difference|\(?(surplus|deficit)\)?\s*/|funded by"
    r"|((delegated|total|revenue) )?(allocation|resource limit)s?\W*$|((previous|prior|last) (month|year)|movement)\b"
    r"(?!.*benefit))",
    re.IGNORECASE,
)
_ABOUT_MONEY = re.compile(r"£|\b000s?\b|\b(budget|expenditure|ytd|year to date|outturn|financial position)\b")


def finance_targets() -> dict[str, Field]:
    """What the columns of a finance report can be."""
    found: dict[str, Field] = {
        CATEGORY: text(name="category", label="Budget category"),
        AREA: text(name="area", label="Area"),
    }
    for period, words in PERIODS.items():
        outturn = "forecast" if period == "full_year" else "actual"
        found[f"{period}.plan"] = money(name="plan", label=f"Plan, {words}")
        found[f"{period}.{outturn}"] = money(name=outturn, label=f"{outturn.capitalize()}, {words}")
        found[f"{period}.variance"] = money(name="variance", label=f"Variance as plan less {outturn}, {words}")
        found[f"{period}.{TURNED}"] = money(name=TURNED, label=f"Variance as {outturn} less plan, {words}")
        found[f"{period}.percent"] = percent(name="percent", label=f"Variance as % of plan, {words}")
    return found | {
        BASIS: choice(name="basis", label="Basis of its figures", choices=BASES),
        NOTE: text(name="note", label="Note"),
        REASON: text(name="reason", label="Reason for the variance"),
        ACTION: text(name="action", label="What is done about it"),
    }


def columns_of(headings: Sequence[str], above: str = "") -> dict[int, str]:
    """The target of each column, by its heading and that of its group; `above` is what one cell above all says.

    A column that names no period has that of the column on its left; at first it is to date.
    """
    found: dict[int, str] = {}
    other = _other_years(headings)
    period = _period(folded(above)) or "to_date"
    for at, heading in enumerate(headings):
        group, _, own = heading.rpartition(GROUP)
        words = folded(own)
        if at in other or (not words and "%" not in heading):
            continue
        target = CATEGORY if _is_first(words, found, headings[at + 1 :]) else _about(words)
        if target is None and not _BEFORE.search(words) and (measure := _measure(own)):
            said = _period(words) or _period(folded(group))
            period = "full_year" if measure == "forecast" else said or _next(period, measure, found)
            target = _target(period, measure)
        if target and (target == CATEGORY or target not in found.values()):
            found[at] = target
    if CATEGORY not in found.values() and (first := min((at for at in found), default=0)):
        found[first - 1] = CATEGORY
    return found


def _is_first(words: str, found: dict[int, str], after: Sequence[str]) -> bool:
    """Whether a heading such as Expenditure is of words, not of money: nothing but areas before it, a plan behind."""
    return words in _FIRST and {*found.values()} <= {AREA} and _plans(after)


def score(headings: Sequence[str], title: str, above: str = "") -> int:
    """How many columns of money a row of headings names; 0 unless it is the head of a finance report."""
    found = columns_of(headings, above)
    targets = set(found.values())
    pairs = [period for period in PERIODS if {f"{period}.plan", f"{period}.{_outturn(period)}"} <= targets]
    judged = any(target.endswith((".variance", ".percent")) for target in targets)
    own = [folded(heading.rpartition(GROUP)[2]) for heading in headings]
    if CATEGORY not in targets or not pairs or any(map(_OTHERS.search, own)) or is_our_own(own):
        return 0
    texts = " ".join([*headings, title, above]).casefold()
    return len(found) if (judged or len(pairs) > 1) and _ABOUT_MONEY.search(texts) else 0


def is_our_own(headings: Sequence[str]) -> bool:
    """Whether headings, folded, are those of an export of this program."""
    return any({*headings} >= one for one in _OWN)


def _other_years(headings: Sequence[str]) -> set[int]:
    """The columns of years that are not the report's own: that which most columns name, the earlier of several."""
    years = {at: year for at, heading in enumerate(headings) if (year := find_year(heading))}
    counts = Counter(years.values())
    own = min(counts, key=lambda year: (-counts[year], year), default="")
    return {at for at, year in years.items() if year != own}


def names_period(words: str) -> bool:
    """Whether some words name a period, such as the year to date."""
    return bool(_period(folded(words)))


def _plans(headings: Sequence[str]) -> bool:
    """Whether some headings say what was planned, so that one before them need not."""
    return any(_measure(heading.rpartition(GROUP)[2]) == "plan" for heading in headings)


def is_aside(label: str) -> bool:
    """Whether a row says something of other rows, and is no heading of spend that would be added up with them."""
    return _ASIDE.match(label) is not None


def _about(words: str) -> str | None:
    """What a column of words is: a heading of spend, an area, a reason."""
    if words in _AREA:
        return AREA
    for target, known in _TEXT.items():
        if words in known:
            return target
    return CATEGORY if _CATEGORY.search(words) else None


def _measure(heading: str) -> str:
    words = f"{folded(heading)}{' %' if '%' in heading else ''}"
    return next((measure for measure, known in _MEASURE.items() if known.search(words)), "")


def _period(words: str) -> str:
    return next((period for period, known in _PERIOD.items() if known.search(words)), "")


def _next(period: str, measure: str, found: dict[int, str]) -> str:
    """The period of a column that names none: that of its left, or the full year once that one has its own."""
    return "full_year" if _target(period, measure) in found.values() and period == "to_date" else period


def _target(period: str, measure: str) -> str:
    return f"{period}.{_outturn(period) if measure in ('actual', 'forecast') else measure}"


def _outturn(period: str) -> str:
    return "forecast" if period == "full_year" else "actual"
