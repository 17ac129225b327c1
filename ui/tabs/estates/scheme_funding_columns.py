"""The columns of money for schemes, the rows under them, and the chart of it by year and source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT, MONEY, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.funding import left_to_spend
from blmk_desktop.rules.wording import counted, pounds
from ui.parts.record_lines import open_ones
from ui.parts.stacked import Limit, Stack, styled
from ui.parts.table import Mark
from ui.tabs.estates.schemes_columns import brief, gravest

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.scheme_funding import Funding, LineRow, SumRow

VIEWS = {
    "line": "Lines",
    "year": "Years",
    "fund": "Funds",
    "envelope": "Envelopes",
    "move": "Moves",
    "agreement": "Agreements",
}
KIND_OF = {"line": "funding_line", "move": "funding_move", "envelope": "fund_envelope", "agreement": "agreement"}
NO_RECORD = {  # why what a view shows cannot be changed there
    "line": "This line is there only because of a move. Add funding for it first.",
    "envelope": "Several areas have an envelope of it. Change them under Budgets, Funding streams.",
}
_SUMMED = ("secured", "received", "spent")
_LINE, _AGREEMENT = RECORDS["funding_line"].by_name, RECORDS["agreement"].by_name


@dataclass(frozen=True)
class Shown:
    """What the page shows: all the money, and the rows of a view by their ids."""

    view: str
    funding: Funding
    columns: Columns
    rows: dict[Any, Any]
    agreements: Sequence[dict[str, Any]] = ()
    moved_on: Mapping[str, str] = field(default_factory=dict)  # the days of all moves, newest first, to their last

    @property
    def counted(self) -> bool:
        """Whether there is anything to show, in whatever view."""
        return bool(self.funding.years or self.agreements)


def funding_shown(connection: Any, view: str, as_at: str = "", *, editable: bool) -> Shown:
    """Read the money for schemes, of moves those up to a day ('' is all), and lay it out."""
    from blmk_desktop.records.rows import all_rows
    from blmk_desktop.summaries.scheme_funding import moves_until, scheme_funding

    funding = scheme_funding(connection, as_at).added_up()
    moved_on = {move.on: move.number for move in moves_until(connection)}
    names, found = all_rows(connection, RECORDS["agreement"])
    agreements = [dict(zip(names, row, strict=True)) for row in found]
    specs, lines = _LAID_OUT[view](funding, agreements, editable)
    ids = [id_ for id_, _, _ in lines]
    columns = columns_of(specs, [cells for _, cells, _ in lines], ids=ids)
    return Shown(
        view, funding, columns, {id_: row for id_, _, row in lines}, agreements, dict(reversed(moved_on.items()))
    )


Line = tuple[Any, dict[str, Any], Any]  # identity, cells, what it is of
LaidOut = tuple[list[ColumnSpec], list[Line]]


def _money(name: str, label: str, said: str = "", **more: Any) -> ColumnSpec:
    return ColumnSpec.figure(name, label, MONEY, said, 15, **more)


def _year() -> ColumnSpec:
    return ColumnSpec(name="year", label="Year", width=10)


def line_id(row: LineRow) -> str:
    """What a line is known by in the table, and when somebody is sent to it."""
    return "|".join(row.key)


def _by_line(funding: Funding, _agreements: Any, editable: bool) -> LaidOut:
    specs = [
        ColumnSpec(name="scheme", label="Scheme", width=28),
        ColumnSpec(name="place", label="Place", width=18),
        ColumnSpec(name="fund", label="Fund", width=18),
        _year(),
        ColumnSpec.of(_LINE["original"], editable=editable, width=14, total=True),
        _money("moved_in", "Moved in"),
        _money("moved_out", "Moved out"),
        _money("budget", "Budget", "The original value and the moves since."),
        ColumnSpec.of(_LINE["spent"], editable=editable, width=14, total=True),
        ColumnSpec.of(_LINE["forecast"], editable=editable, width=14, total=True),
        _money("unspent", "Not spent", "Budget less spent, where somebody says what is spent."),
        ColumnSpec(name="moves", label="Moves", width=9),
        ColumnSpec.of(_LINE["note"], editable=editable, width=30),
    ]
    return specs, [(line_id(row), _line_cells(row), row) for row in funding.lines]


def _line_cells(row: LineRow) -> dict[str, Any]:
    names = ("scheme", "place", "fund", "year", "original", "budget", "spent", "forecast", "unspent", "note")
    cells = {name: getattr(row, name) for name in names}
    return cells | {
        "moved_in": row.moved_in or None,
        "moved_out": row.moved_out or None,
        "moves": ", ".join(row.moves),
    }


def _sums(first: Sequence[ColumnSpec]) -> list[ColumnSpec]:
    return [
        *first,
        ColumnSpec.figure("lines", "Lines", COUNT, width=9),
        _money("original", "Original value"),
        _money("moved", "Moved", "Moved in less moved out."),
        _money("budget", "Budget"),
        _money("spent", "Spent"),
        _money("forecast", "Forecast"),
        _money("envelope", "Envelope", "What the funds have for the whole area."),
        _money("headroom", "Headroom", "Envelope less the budgets under it; over-committed in brackets."),
    ]


def _sum_cells(row: SumRow) -> dict[str, Any]:
    names = ("year", "fund", "kind", "lines", "original", "budget", "spent", "forecast", "envelope", "headroom")
    return {name: getattr(row, name) for name in names} | {"moved": row.moved or None}


def _by_year(funding: Funding, _agreements: Any, _editable: bool) -> LaidOut:
    funds = [ColumnSpec.figure(f"of {fund}", fund, MONEY, f"Budget of {fund}.", 14) for fund in funding.funds]
    lines = [
        (row.year, _sum_cells(row) | {f"of {fund}": row.by_fund.get(fund) for fund in funding.funds}, row)
        for row in funding.by_year
    ]
    return [*_sums([ColumnSpec(name="year", label="Year", width=17)]), *funds], lines


def _by_fund(funding: Funding, _agreements: Any, _editable: bool) -> LaidOut:
    years = [ColumnSpec.figure(f"in {year}", year, MONEY, f"Budget of {year}.", 14) for year in funding.years]
    budgets = {(row.fund, row.year): row.budget for row in funding.by_source_and_year}
    lines = [
        (row.fund, _sum_cells(row) | {f"in {year}": budgets.get((row.fund, year)) for year in funding.years}, row)
        for row in funding.by_source
    ]
    first = [ColumnSpec(name="fund", label="Fund", width=22), ColumnSpec(name="kind", label="Kind", width=16)]
    return [*_sums(first), *years], lines


def _by_envelope(funding: Funding, _agreements: Any, editable: bool) -> LaidOut:
    """Every envelope, also of what practices live on rather than schemes: that has no budgets under it."""
    names = ("fund", "kind", "year", "budget", "spent", "note")
    lines = []
    for row in (*funding.envelopes, *funding.other_envelopes):
        cells = {name: getattr(row, name) for name in names} | {"amount": row.envelope}
        used = row in funding.envelopes
        cells |= {"headroom": row.headroom if used else None, "budget": row.budget if used else None}
        lines.append((f"{row.fund}|{row.year}", cells, row))
    own = RECORDS["fund_envelope"].by_name
    specs = [
        ColumnSpec(name="fund", label="Fund", width=26),
        ColumnSpec(name="kind", label="Kind", width=14),
        _year(),
        ColumnSpec.of(own["amount"], editable=editable, width=14, total=True),
        _money("budget", "Committed", "The budgets of schemes under it."),
        _money("headroom", "Headroom", "Over-committed in brackets; blank for what no scheme lives on."),
        _money("spent", "Spent"),
        ColumnSpec.of(own["note"], editable=editable, width=36),
    ]
    return specs, lines


def _by_move(funding: Funding, _agreements: Any, _editable: bool) -> LaidOut:
    names = ("number", "on", "amount", "from_words", "to_words", "reason", "source", "cell")
    specs = [
        ColumnSpec(name="number", label="Move", width=9),
        ColumnSpec(name="on", label="On", type=Type.DATE, width=13),
        _money("amount", "Amount"),
        ColumnSpec(name="from_words", label="From", width=30),
        ColumnSpec(name="to_words", label="To", width=30),
        ColumnSpec(name="reason", label="Reason", width=40),
        ColumnSpec(name="source", label="Source", width=20, hidden=True),
        ColumnSpec(name="cell", label="Where", hidden=True),
    ]
    return specs, [(row.id, {name: getattr(row, name) for name in names}, row) for row in funding.moves]


def _by_agreement(_funding: Funding, agreements: Sequence[dict[str, Any]], editable: bool) -> LaidOut:
    names = [name for name in _AGREEMENT if name != "note"]
    own = [ColumnSpec.of(_AGREEMENT[name], editable=editable, total=name in _SUMMED) for name in names]
    left = _money("left", "Left", "Received, or secured while nothing came in, less spent.")
    at = names.index("expires")
    specs = [*own[:at], left, *own[at:], ColumnSpec.of(_AGREEMENT["note"], editable=editable)]
    return specs, [(row["id"], row | {"left": agreement_left(row)}, row) for row in agreements]


def agreement_left(row: dict[str, Any]) -> int | None:
    """What is left to spend of an agreement."""
    return left_to_spend(row["secured"], row["received"], row["spent"])


_LAID_OUT: dict[str, Callable[[Funding, Sequence[dict[str, Any]], bool], LaidOut]] = {
    "line": _by_line,
    "year": _by_year,
    "fund": _by_fund,
    "envelope": _by_envelope,
    "move": _by_move,
    "agreement": _by_agreement,
}


# The chart


def stack_of(funding: Funding, lines: Iterable[LineRow] | None = None) -> Stack:
    """All the money by year and fund with what the envelopes leave; or that of some lines, which no envelope bounds."""
    held = list(funding.lines if lines is None else lines)
    whole = len(held) == len(funding.lines)
    years = funding.years if whole else sorted({row.year for row in held})
    covered = {row.fund for row in funding.envelopes}
    here = {row.fund for row in held}
    funds = [fund for fund in funding.funds if fund in here]
    funds.sort(key=lambda fund: fund not in covered)  # what an envelope bounds stands under its line
    sums = {(fund, year): 0 for fund in funds for year in years}
    for row in held:
        sums[row.fund, row.year] += row.budget
    values = [[sums[fund, year] or None for year in years] for fund in funds]
    limits = [_limit(row) for row in funding.by_year] if whole else []
    title = "Money for schemes by year and fund" + ("" if whole else ", of the lines shown")
    return Stack(title, years, styled(funds, values), limits, brief, lambda pence: pounds(pence, 0))


def _limit(row: SumRow) -> Limit | None:
    if row.envelope is None or row.headroom is None:
        return None
    if row.headroom < 0:
        return Limit(row.envelope, f"{brief(-row.headroom)} over", "red")
    return Limit(row.envelope, f"{brief(row.headroom)} left" if row.headroom else "all committed", "green")


# What needs attention


def attention(shown: Shown) -> tuple[str, str]:
    """What needs attention in words, and its tone."""
    over = [row for row in shown.funding.by_source_and_year if (row.headroom or 0) < 0]
    said = [f"{row.fund} {row.year} is {pounds(-(row.headroom or 0), 0)} over its envelope" for row in over]
    overspent = sum((row.unspent or 0) < 0 for row in shown.funding.lines)
    if overspent:
        said.append(f"{counted(overspent, 'line has', 'lines have')} more spent than budgeted")
    moves = shown.funding.moves
    if moves:
        said.append(f"{counted(len(moves), 'move')} of {pounds(sum(row.amount for row in moves), 0)} recorded")
    return " · ".join(said), "red" if over else "amber" if overspent else "blue"


def marks(shown: Shown, findings: Sequence[Finding]) -> dict[tuple[Any, str], Mark]:
    """What findings say, at the figures that they are about."""
    ids = _IDS[shown.view](shown)
    found: dict[tuple[Any, str], list[Finding]] = {}
    for finding in open_ones(findings):
        key, column = _place(shown.view, finding)
        if key in ids and column in shown.columns.by_name:
            found.setdefault((ids[key], column), []).append(finding)
    return {place: gravest(several) for place, several in found.items()}


def _place(view: str, finding: Finding) -> tuple[str, str]:
    """What a finding calls the row of a view that it is about, and the column; '' for none."""
    kind, key = finding.about
    if view == "line" and kind == "scheme":
        return finding.subject, {"moved": "budget"}.get(finding.measure, finding.measure)
    if view == "agreement" and kind == "agreement":
        return key, finding.measure
    if view in ("year", "fund", "envelope") and kind == "fund":
        column = "headroom" if finding.rule == "fund-over-envelope" else "budget"
        return {"year": finding.measure, "fund": key, "envelope": f"{key}|{finding.measure}"}[view], column
    return "", ""


def _themselves(shown: Shown) -> dict[str, Any]:
    return {str(id_): id_ for id_ in shown.rows}


# What findings call a row, to its id.
_IDS: dict[str, Callable[[Shown], dict[str, Any]]] = {
    "line": lambda shown: {f"{row.scheme}, {row.fund} {row.year}": id_ for id_, row in shown.rows.items()},
    "agreement": lambda shown: {row["reference"]: id_ for id_, row in shown.rows.items()},
    **dict.fromkeys(("year", "fund", "envelope", "move"), _themselves),
}
