"""Finance reports: printed totals, variances and percentages, red lines nobody explains, and sources that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import month_end
from blmk_desktop.rules.claims import printed_unit
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.variance import rag, variance
from blmk_desktop.rules.wording import MONTHS, figure, listed, pounds

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.variance import Band
    from blmk_desktop.summaries.finance_figures import MonthFigures, YearFigures
    from blmk_desktop.summaries.finance_printed import PrintedClaim, Unprinted

PERCENT = "variance_percent"
MEASURES = {"plan": "plan", "actual": "actual", "forecast": "forecast", "variance": "variance"}
MEASURES |= {PERCENT: "variance as a percentage of plan"}
ORIGINS = {"report": "the report", "ledger": "the ledger", "return": "a return", "entered": "what was entered"}
OUTTURNS = {"year to date": "actual", "full year": "forecast"}
PERIODS = {"year to date": "to date", "full year": "for the year", "month": "of the month"}
AS_AT = {
    "year to date": "year to date at",
    "full year": "full year at",
    "month": "month of",
}  # before the name of a month


def check_finance(connection: Connection) -> list[Finding]:
    """Every claim of every finance report worked out again; every month held against the month before and its parts."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.finance import bands
    from blmk_desktop.summaries.finance_figures import Around, year_figures
    from blmk_desktop.summaries.finance_printed import printed

    pages = printed(connection, held=False)
    found = [one for claim in pages.claims for one in _claim(claim)]
    found += [_unprinted(one) for one in pages.unprinted]
    table, known = TABLES["budget_figure"].c, bands(connection)
    explained, around = _explained(connection), Around(connection)
    for area, year in sorted(map(tuple, connection.execute(select(table.area, table.year).distinct()))):
        at = year_figures(around, area, year)
        found += [*_reds(at, known, explained), *_backwards(at)]
    return [*found, *_unlike(connection), *_parts(connection)]


def key_of(area: str, category: str, year: str, month: int) -> tuple[str, str]:
    """What a finding about a line of a report is about: the line at its month; of a total the category is ''."""
    return ("budget_figure", f"{area}|{category}|{year}|{month}")


def _claim(claim: PrintedClaim) -> Iterator[Finding]:
    """A printed figure that is not what its own page makes it. Variances may be worked out before rounding."""
    stated = claim.stated
    if stated.verdict == "unknown" or (stated.verdict == "rounded" and claim.rule != "total"):
        return
    shown, computed = (
        _words(stated.measure, stated.value, stated.decimals),
        _words(stated.measure, stated.computed or 0),
    )
    subject, what = _subject(claim), MEASURES[stated.measure]
    about = (key_of(claim.area, claim.category, claim.year, claim.month), stated.measure)
    rule, severity = "figure-not-from-its-parts", "error"
    message = f"{subject}: the {what} is printed as {shown}; plan and outturn make it {computed}."
    if stated.verdict == "lost sign":
        rule, severity, message = "lost-minus-sign", *_lost_sign(claim, shown, computed)
    elif claim.rule == "total":
        rule = "total-not-sum"
        message = f"{subject}: the total of {what} is printed as {shown}; the lines it stands over come to {computed}."
    if stated.verdict == "rounded":
        rule, severity = "rounded-total", "note"
        message = message.removesuffix(".") + ", which rounding explains."
    yield Finding(rule, severity, subject, stated.where, shown, computed, message, *about)


def _lost_sign(claim: PrintedClaim, shown: str, computed: str) -> tuple[str, str]:
    """How grave a lost sign is, and what is said of it. Of a negative plan it is no more than arithmetic."""
    subject, what = _subject(claim), MEASURES[claim.stated.measure]
    if claim.stated.measure != PERCENT or len(claim.parts) != 2:
        return (
            "error",
            f"{subject}: the {what} is printed as {shown}; its own figures make it {computed}: the sign is lost.",
        )
    plan, outturn = claim.parts
    strays = variance(plan, outturn)
    kind = "favourable" if strays > 0 else "adverse"
    because = ": a negative plan turns the sign" if plan < 0 else ""
    why = (
        f"the variance of {_thousands(strays)} is {kind}, but of a plan of {_thousands(plan)} it is {computed}{because}"
    )
    return ("warning" if plan < 0 else "error"), f"{subject}: {shown} is printed, with its sign lost: {why}."


def _unprinted(one: Unprinted) -> Finding:
    subject = f"{one.category}, {one.area}, {AS_AT[one.period]} {_month(one.year, one.month)}"
    computed = figure(PERCENT, one.computed, 1)
    message = f"{subject}: no variance as a percentage is printed, though every other line has one; it is {computed}."
    about = key_of(one.area, one.category, one.year, one.month)
    return Finding("percentage-not-printed", "note", subject, one.where, "nothing", computed, message, about, PERCENT)


def _subject(claim: PrintedClaim) -> str:
    named = ", ".join(filter(None, (claim.subject, claim.area)))
    return f"{named}, {AS_AT.get(claim.period, claim.period)} {_month(claim.year, claim.month)}"


def _words(measure: str, value: int, decimals: int = 1) -> str:
    return figure(PERCENT, value, max(decimals, 1)) if measure == PERCENT else _thousands(value)


def _thousands(pence: int) -> str:
    return pounds(pence, 2 if pence % 100 else 0)


def _month(year: str, month: int) -> str:
    day = month_end(year, month)
    return f"{MONTHS[int(day[5:7]) - 1]} {day[:4]}"


def _explained(connection: Connection) -> set[tuple[str, str, str, int]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["variance_reason"].c
    return set(map(tuple, connection.execute(select(table.area, table.category, table.year, table.month))))


def _reds(found: YearFigures, bands: Sequence[Band], explained: set[tuple[str, str, str, int]]) -> Iterator[Finding]:
    """Lines that are red at the area's own month and that nobody has explained: of each the graver position."""
    for month, at in found.months.items():
        for category in () if at.parts else sorted({key[0] for key in at.figures}):
            if (found.area, category, found.year, month) in explained:
                continue
            reds = [(period, *pair) for period, pair in _pairs(at, category).items() if rag(*pair, bands) == "Red"]
            if reds:
                yield _red(found, month, category, reds)


def _pairs(at: MonthFigures, category: str) -> dict[str, tuple[int | None, int | None]]:
    """Plan and outturn of a category, by period."""
    return {
        period: (at.value(category, period, "plan"), at.value(category, period, outturn))
        for period, outturn in OUTTURNS.items()
    }


def _red(
    found: YearFigures, month: int, category: str, reds: Sequence[tuple[str, int, int]] | Sequence[Any]
) -> Finding:
    said = [f"{pounds(outturn - plan, 0)} over plan {PERIODS[period]}" for period, plan, outturn in reds]
    subject = f"{category}, {found.area} {_month(found.year, month)}"
    period, plan, outturn = reds[-1]
    at = found.months[month].figures[category, period, OUTTURNS[period]]
    where = " › ".join(filter(None, (at.source, at.cell))) or f"figures of {_month(found.year, month)}"
    message = f"{subject} is red, {listed(said)}, and nobody has said why."
    about, figures = key_of(found.area, category, found.year, month), (pounds(outturn, 0), pounds(plan, 0))
    return Finding("red-unexplained", "warning", subject, where, *figures, message, about, OUTTURNS[period])


def _backwards(found: YearFigures) -> Iterator[Finding]:
    """Spend to date that is less than a month before, and forecasts of less than is spent already."""
    from blmk_desktop.rules.variance import nature_of

    for month, at in found.months.items():
        before = found.months.get(month - 1)
        for category in () if at.parts else sorted({key[0] for key in at.figures}):
            spent = at.value(category, "year to date", "actual")
            if spent is None or nature_of(category) != "spend":
                continue
            last = before.value(category, "year to date", "actual") if before and before.starts == at.starts else None
            forecast = at.value(category, "full year", "forecast")
            if last is not None and 0 <= spent < last:
                words = f"{_month(found.year, month - 1)} had {_thousands(last)}"
                yield _odd("spend-to-date-fell", (found, month, category), ("actual", spent, last), words)
            if forecast is not None and spent > forecast > 0:
                words = f"the forecast for the year is {_thousands(forecast)}, less than is spent already"
                yield _odd("forecast-under-actual", (found, month, category), ("forecast", forecast, spent), words)


def _odd(rule: str, line: tuple[YearFigures, int, str], values: tuple[str, int, int], words: str) -> Finding:
    found, month, category = line
    measure, value, other = values
    subject = f"{category}, {found.area} {_month(found.year, month)}"
    spent = value if measure == "actual" else other
    period = "year to date" if measure == "actual" else "full year"
    at = found.months[month].figures[category, period, measure]
    where = " › ".join(filter(None, (at.source, at.cell))) or f"figures of {_month(found.year, month)}"
    message = f"{subject}: {_thousands(spent)} is spent to date; {words}."
    about = key_of(found.area, category, found.year, month)
    return Finding(rule, "warning", subject, where, _thousands(value), _thousands(other), message, about, measure)


def _unlike(connection: Connection) -> Iterator[Finding]:
    """The same figure from several sources, where they differ by more than their rounding."""
    said: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    for row in _of_several_origins(connection):
        said[row.area, row.category, row.year, row.month, row.period, row.measure][row.origin] = row
    _add_months_up(said)
    for key, rows in said.items():
        first, *others = [rows[origin] for origin in ORIGINS if origin in rows]
        for other in others:
            slack = sum(printed_unit(2 if row.decimals is None else row.decimals) / 2 for row in (first, other))
            if abs(first.value - other.value) > slack:
                yield _differ(key, first, other)


def _of_several_origins(connection: Connection) -> Iterator[Any]:
    """The figures of the areas and years that several sources tell of."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["budget_figure"].c
    several = select(table.area, table.year).group_by(table.area, table.year)
    order = (table.month, table.category)
    for area, year in list(connection.execute(several.having(func.count(table.origin.distinct()) > 1))):
        yield from connection.execute(select(*table).where(table.area == area, table.year == year).order_by(*order))


def _add_months_up(said: dict[tuple[Any, ...], dict[str, Any]]) -> None:
    """What an origin has to date by the sum of its months, where another has a figure to date to hold it against."""
    for (area, category, year, month, period, measure), rows in said.items():
        first = max((row.starts or 1 for row in rows.values()), default=1)
        for origin in ORIGINS if period == "year to date" else ():
            months = [said.get((area, category, year, one, "month", measure), {}) for one in range(first, month + 1)]
            parts = [at.get(origin) for at in months]
            if origin not in rows and all(parts):
                value, last = sum(part.value for part in parts if part), parts[-1]
                decimals = min(2 if part.decimals is None else part.decimals for part in parts if part)
                place = {name: getattr(last, name) for name in ("source", "sheet", "cell")}
                rows[origin] = SimpleNamespace(value=value, decimals=decimals, origin=origin, starts=first, **place)


def _differ(key: tuple[Any, ...], first: Any, other: Any) -> Finding:
    area, category, year, month, period, measure = key
    subject = f"{category}, {area} {_month(year, month)}"
    one, two = _thousands(first.value), _thousands(other.value)
    gap = _thousands(abs(first.value - other.value))
    message = (
        f"{subject}: {ORIGINS[first.origin]} has {one} as the {measure} {PERIODS[period]}, {ORIGINS[other.origin]} "
        f"{two}, {gap} apart; {ORIGINS[first.origin]} counts."
    )
    where = _where(first) or f"figures of {_month(year, month)}"
    about = key_of(area, category, year, month)
    return Finding("budget-sources-differ", "warning", subject, where, one, two, message, about, measure)


def _where(row: Any) -> str:
    cell = f"{row.sheet}!{row.cell}" if row.sheet and row.cell else row.cell or ""
    return " › ".join(filter(None, (row.source, cell)))


def _parts(connection: Connection) -> Iterator[Finding]:
    """Figures of an area that are not the sum of those of the areas within it, where each of them has one."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.areas import area_parts

    children: dict[str, list[str]] = {}
    for part, whole in area_parts(connection).items():
        children.setdefault(whole, []).append(part)
    table = TABLES["budget_figure"].c
    known = set(connection.scalars(select(table.area).distinct()))
    children = {whole: parts for whole, parts in children.items() if known.issuperset([whole, *parts])}
    query = select(*table).where(table.area.in_([*children, *(part for parts in children.values() for part in parts)]))
    said: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    for row in connection.execute(query) if children else ():
        said[row.category, row.year, row.month, row.period, row.measure, row.origin][row.area] = row
    for key, rows in said.items():
        for whole, parts in children.items():
            if whole in rows and all(part in rows for part in parts):
                yield from _not_sum(key, rows[whole], [rows[part] for part in parts], rows)


def _not_sum(key: tuple[Any, ...], whole: Any, parts: Sequence[Any], rows: Mapping[str, Any]) -> Iterator[Finding]:
    category, year, month, period, measure, _ = key
    summed = sum(part.value for part in parts)
    slack = sum(printed_unit(2 if row.decimals is None else row.decimals) / 2 for row in (whole, *parts))
    if abs(whole.value - summed) <= slack:
        return
    subject = f"{category}, {whole.area} {_month(year, month)}"
    printed, computed = _thousands(whole.value), _thousands(summed)
    named = listed([row.area for row in rows.values() if row.area != whole.area])
    message = f"{subject}: the {measure} {PERIODS[period]} is {printed}, but {named} come to {computed}."
    about = key_of(whole.area, category, year, month)
    where = _where(whole) or f"figures of {_month(year, month)}"
    yield Finding("area-not-sum", "error", subject, where, printed, computed, message, about, measure)
