"""The columns of funding streams, the rows under them, and the chart of them by year and programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT, MONEY, PATIENTS, RATE, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.plans import total
from blmk_desktop.rules.wording import counted, pounds
from ui.parts.record_lines import open_ones
from ui.parts.stacked import Stack, styled
from ui.parts.table import Mark
from ui.tabs.estates.schemes_columns import brief, gravest

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.funding_streams import FundingStreams, StreamRow

VIEWS = {"row": "By year", "stream": "Side by side", "year": "Years", "head": "Per patient"}
ORIGINS = {
    "envelope": "Allocation",
    "schemes": "Schemes",
    "plans": "Plans",
    "payments": "DES rates",
}
TONES = {"Recurrent": "green", "Non-recurrent": "amber"}
ABOUT = ("funding_stream", "fund")  # what findings on this page are about
MOST_SERIES = 8
_ENVELOPE = RECORDS["fund_envelope"].by_name


@dataclass(frozen=True)
class Wanted:
    """What is to be shown: the view, and the area with its parts, '' for all, None for that of the file."""

    view: str = "row"
    area: str | None = ""
    year: str = ""


@dataclass(frozen=True)
class Shown:
    """What the page shows: all streams, those of the area and year, and the rows of a view by their ids."""

    wanted: Wanted
    streams: FundingStreams
    held: Sequence[StreamRow]
    columns: Columns
    rows: dict[Any, Any]


Line = tuple[Any, dict[str, Any], Any]  # identity, cells, what it is of
LaidOut = tuple[list[ColumnSpec], list[Line]]


def streams_shown(connection: Any, wanted: Wanted, *, editable: bool) -> Shown:
    """Read the funding streams, and lay out those wanted."""
    from blmk_desktop.summaries.funding_streams import funding_streams

    streams = funding_streams(connection)
    if wanted.area is None:
        wanted = replace(wanted, area=streams.own)
    held = streams.of(wanted.area or "", wanted.year)
    specs, lines = _LAID_OUT[wanted.view](streams, held, editable)
    ids = [id_ for id_, _, _ in lines]
    columns = columns_of(specs, [cells for _, cells, _ in lines], ids=ids)
    return Shown(wanted, streams, held, columns, {id_: row for id_, _, row in lines})


def _money(name: str, label: str, said: str = "", **more: Any) -> ColumnSpec:
    return ColumnSpec.figure(name, label, MONEY, said, 15, **more)


def area_words(area: str) -> str:
    """An area as the table has it."""
    return area or "Whole area"


def _by_row(_streams: FundingStreams, held: Sequence[StreamRow], editable: bool) -> LaidOut:
    """A row for each stream, area and year. What is worked out cannot be changed here."""
    label = {"amount": "Allocated", "spent": "Spent", "committed": "Committed"}
    own = {
        name: ColumnSpec.of(_ENVELOPE[name], editable=editable, width=15, label=words, total=True)
        for name, words in label.items()
    }
    specs = [
        ColumnSpec(name="fund", label="Stream", width=27),
        ColumnSpec(name="programme", label="Programme", width=14),
        ColumnSpec(name="area", label="Area", width=17),
        ColumnSpec(name="year", label="Year", width=10),
        own["amount"],
        own["spent"],
        own["committed"],
        _money("left", "Left", "Allocation less what is spent and committed; overdrawn in brackets."),
        ColumnSpec(name="recurrence", label="Recurrent", width=16, tones=TONES),
        ColumnSpec.of(_ENVELOPE["ring_fenced"], editable=editable, width=11),
        ColumnSpec(
            name="origin", label="From", width=11, help="Entered or imported, or worked out from what is known."
        ),
        ColumnSpec(name="conditions", label="Conditions", width=34),
        ColumnSpec(name="note", label="Note", width=30, hidden=True),
    ]
    return specs, [(row.key, _cells(row), row) for row in held]


def _cells(row: StreamRow) -> dict[str, Any]:
    names = ("fund", "programme", "year", "amount", "spent", "committed", "left", "conditions", "note")
    cells = {name: getattr(row, name) for name in names}
    fenced = None if row.ring_fenced is None else int(row.ring_fenced)
    own = {"ring_fenced": fenced, "origin": ORIGINS[row.origin], "recurrence": row.recurrence.capitalize()}
    return cells | own | {"area": area_words(row.area)}


def _side_by_side(_streams: FundingStreams, held: Sequence[StreamRow], _editable: bool) -> LaidOut:
    """A row for each stream and area, a column for each year."""
    years = sorted({row.year for row in held}, reverse=True)
    groups: dict[tuple[str, str, str], list[StreamRow]] = defaultdict(list)
    for row in held:
        groups[row.programme, row.fund, row.area].append(row)
    specs = [
        ColumnSpec(name="fund", label="Stream", width=27),
        ColumnSpec(name="programme", label="Programme", width=14),
        ColumnSpec(name="area", label="Area", width=17),
        ColumnSpec(name="recurrence", label="Recurrent", width=16, tones=TONES),
        _money("amount", "In all"),
        *(_money(f"in {year}", year, f"Allocated in {year}.") for year in years),
    ]
    lines = []
    for (programme, fund, area), rows in sorted(groups.items()):
        cells: dict[str, Any] = {f"in {row.year}": row.amount for row in rows}
        about = {
            "fund": fund,
            "programme": programme,
            "area": area_words(area),
            "recurrence": rows[0].recurrence.capitalize(),
        }
        cells |= about | {"amount": total([row.amount for row in rows])}
        lines.append((f"{fund}|{area}", cells, rows))
    return specs, lines


def _by_year(_streams: FundingStreams, held: Sequence[StreamRow], _editable: bool) -> LaidOut:
    from blmk_desktop.summaries.funding_streams import by_year

    specs = [
        ColumnSpec(name="year", label="Year", width=12),
        ColumnSpec.figure("rows", "Allocations", COUNT, width=14),
        _money("amount", "Allocated"),
        _money("recurrent", "Recurrent"),
        _money("non_recurrent", "Non-recurrent"),
        _money("ring_fenced", "Ring-fenced"),
        _money("spent", "Spent", "Where somebody says what is spent."),
        _money("committed", "Committed", "Where somebody says what is committed."),
        _money("left", "Left where told", "Of those of which somebody says what is spent or committed."),
    ]
    names = [spec.name for spec in specs]
    return specs, [(one.year, {name: getattr(one, name) for name in names}, one) for one in by_year(held)]


def _by_head(streams: FundingStreams, held: Sequence[StreamRow], _editable: bool) -> LaidOut:
    wanted = {(row.fund, row.area) for row in held}
    specs = [
        ColumnSpec(name="fund", label="Stream", width=27),
        ColumnSpec(name="area", label="Area", width=17),
        ColumnSpec(name="years", label="Years", width=18),
        ColumnSpec.figure("rate", "For each patient", RATE, "In all its years together.", 12, total=False),
        _money("amount", "Allocated"),
        ColumnSpec.figure(
            "implied", "Is the money of", PATIENTS, "The list that the allocation implies.", 14, total=False
        ),
        ColumnSpec.figure(
            "registered", "Registered list", PATIENTS, "Of the register; blank: not known.", 14, total=False
        ),
        ColumnSpec(name="as_at", label="List as at", type=Type.DATE, width=12),
        _money("expected", "Would be", "The rate times the registered list."),
        _money("difference", "Difference", "Allocated less what it would be; less in brackets."),
    ]
    lines = []
    for one in streams.per_head:
        if (one.fund, one.area) in wanted:
            names = ("fund", "rate", "amount", "implied", "registered", "as_at", "expected")
            cells = {name: getattr(one, name) for name in names} | {"area": area_words(one.area)}
            difference = None if one.expected is None else one.amount - one.expected
            cells |= {"years": ", ".join(one.years), "difference": difference}
            lines.append((f"{one.fund}|{one.area}", cells, one))
    return specs, lines


_LAID_OUT: dict[str, Callable[[FundingStreams, Sequence[StreamRow], bool], LaidOut]] = {
    "row": _by_row,
    "stream": _side_by_side,
    "year": _by_year,
    "head": _by_head,
}


def sums(shown: Shown, positions: Sequence[int]) -> dict[str, int | None]:
    """The total of the rows shown: parts of an amount that is there as a whole are not added."""
    from blmk_desktop.summaries.funding_streams import added

    rows: list[StreamRow] = []
    for at in positions:
        row = shown.rows[shown.columns.ids[at]]
        rows += row if isinstance(row, list) else [row]
    found = added(rows)
    if shown.wanted.view == "row":
        return {name: getattr(found, name) for name in ("amount", "spent", "committed", "left")}
    years = {f"in {year}": added([row for row in rows if row.year == year]).amount for year in shown.streams.years}
    return years | {"amount": found.amount}


# The chart


def stack_of(held: Sequence[StreamRow]) -> Stack:
    """What is allocated by year and programme; the smallest programmes together."""
    counted_rows = [row for row in held if row.counted and row.amount]
    years = sorted({row.year for row in counted_rows})
    amounts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in counted_rows:
        amounts[row.programme][row.year] += row.amount or 0
    ordered = sorted(amounts, key=lambda name: -sum(amounts[name].values()))
    names, rest = ordered[:MOST_SERIES], ordered[MOST_SERIES:]
    values = [[amounts[name].get(year) for year in years] for name in names]
    if rest:
        names = [*names, f"{len(rest)} others"]
        values.append([sum(amounts[name].get(year, 0) for name in rest) or None for year in years])
    title = "Allocated by year and programme"
    return Stack(title, years, styled(names, values), (), brief, lambda pence: pounds(pence, 0))


# What needs attention


def attention(shown: Shown) -> tuple[str, str]:
    """What needs attention in words, and its tone."""
    streams = [row for row in shown.held if row.origin == "envelope"]
    over = [row for row in streams if (row.left or 0) < 0]
    silent = [row for row in streams if row.counted and row.spent is None and row.committed is None]
    said = [f"{row.fund} {row.year} is {pounds(-(row.left or 0), 0)} overdrawn" for row in over[:2]]
    if len(over) > len(said):
        said.append(f"{len(over) - len(said)} more overdrawn")
    if silent:
        said.append(f"nobody says what is spent of {counted(len(silent), 'allocation')}")
    return " · ".join(said), "red" if over else "amber" if silent else "blue"


def marks(shown: Shown, findings: Sequence[Finding]) -> dict[tuple[Any, str], Mark]:
    """What findings say, at the figures that they are about."""
    found: dict[tuple[Any, str], list[Finding]] = {}
    of_fund: dict[tuple[str, str], list[Any]] = {}  # fund and year to rows: not all are looked through for each finding
    if shown.wanted.view == "row":
        for id_, row in shown.rows.items():
            of_fund.setdefault((row.fund, row.year), []).append(id_)
    for finding in open_ones(findings):
        for place in _places(shown, of_fund, finding):
            found.setdefault(place, []).append(finding)
    return {place: gravest(several) for place, several in found.items()}


def _places(shown: Shown, of_fund: Mapping[tuple[str, str], Sequence[Any]], finding: Finding) -> list[tuple[Any, str]]:
    kind, key = finding.about
    view = shown.wanted.view
    if kind == "fund" and view == "row":
        column = "left" if finding.rule == "fund-over-envelope" else "amount"
        return [(id_, column) for id_ in of_fund.get((key, finding.measure), ())]
    if kind != "funding_stream":
        return []
    fund, year, area = key.split("|")
    ids = {"row": key, "year": year}.get(view, f"{fund}|{area}")
    column = {"stream": f"in {year}", "year": "amount"}.get(view, finding.measure)
    return [(ids, column)] if ids in shown.rows and column in shown.columns.by_name else []


def names_of(row: Any) -> tuple[str, str, str]:
    """The stream, the area and the year of a row of any view; '' where it has none."""
    if isinstance(row, list):
        return row[0].fund, row[0].area, ""
    fund, area, year = (getattr(row, name, "") for name in ("fund", "area", "year"))
    return fund, area, year
