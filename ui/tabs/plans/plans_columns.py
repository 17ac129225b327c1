"""The columns of the workforce plans, the rows under them, and what is to be said about single figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import MONEY, PERCENT, WTE
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.workforce import MEASURE_LABELS
from blmk_desktop.rules import plans as rules
from blmk_desktop.rules.wording import in_words
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.plans import PlanRow

VIEWS = {"pcn": "PCN", "place": "Place", "role": "Role", "figures": "All figures"}
NAMES = {"pcn": "pcn", "place": "place", "role": "role"}  # the column that says what a row is about
KINDS = {"pcn": "pcn", "place": "place", "role": "arrs_role"}  # what findings call it
OVER, WITHIN, OPEN = "R Over", "G Within", "A Open"
RATING_TONES = {OVER: "red", WITHIN: "green", OPEN: "amber"}
MEASURES = ("allocation", "forecast_spend", "variance", "wte_in_post", "wte_planned")
DISPUTED = "Sources give different figures for this. The one imported first stands; answer in the detail."
UNKNOWN = "The cost of some lines is not known, and this leaves it out."
INCOMPLETE = "Some figures under this one are missing, so it is not the whole sum."

_ABOUT = {
    "pcn": (ColumnSpec(name="pcn", label="PCN", width=25), ColumnSpec(name="place", label="Place", width=21)),
    "place": (ColumnSpec(name="place", label="Place"),),
    "role": (ColumnSpec(name="role", label="Role"),),
}
_MONEY = (
    ColumnSpec.figure("allocation", "Allocation", MONEY, width=14),
    ColumnSpec.figure("forecast_spend", "Forecast spend", MONEY, width=14),
    ColumnSpec.figure(
        "variance",
        "Variance",
        MONEY,
        "Allocation less forecast spend. Spending more than the allocation is adverse: in brackets.",
        14,
    ),
    ColumnSpec(
        name="rating",
        width=11,
        label="Spend",
        tones=RATING_TONES,
        help="R Over: plans to spend more than its allocation. G Within: no more than its allocation. "
        "A Open: no more as far as known, but the cost of some lines is not.",
    ),
)
_STAFF = (
    ColumnSpec.figure("wte_in_post", "In post", WTE, width=11),
    ColumnSpec.figure("wte_planned", "Planned", WTE, width=11),
    ColumnSpec.figure(
        "growth_percent",
        "Growth",
        PERCENT,
        "What the plan adds, as a percentage of the staff in post.",
        12,
        total=False,
    ),
    ColumnSpec.figure(
        "recruited_percent", "Recruited", PERCENT, "Staff in post as a percentage of the plan.", 15, total=False
    ),
)
_CODE = ColumnSpec(name="pcn_code", label="PCN code", hidden=True)
SPECS = (*_ABOUT["pcn"], *_MONEY, *_STAFF, _CODE)


@dataclass(frozen=True)
class Plans:
    """What the tab shows of a round: the rows by identity (network's code, place or role), or every figure."""

    view: str
    round: str
    rounds: list[str]
    columns: Columns
    rows: dict[str, PlanRow] = field(default_factory=dict)
    total: PlanRow | None = None
    as_at: str = ""


def plans(connection: Any, view: str, round_name: str) -> Plans:
    """Read a round's plan by network, place or role, or all its figures. An unknown round means the newest."""
    from blmk_desktop.records.rows import by_key
    from blmk_desktop.summaries import plans as summed
    from blmk_desktop.summaries.rounds import rounds

    known_rounds = rounds(connection)
    chosen = round_name if round_name in known_rounds else next(iter(known_rounds), "")
    if view == "figures":
        return Plans(view, chosen, known_rounds, _figures(connection, chosen))
    if not known_rounds:  # the networks alone are no plan: the page says how to begin
        return Plans(view, "", known_rounds, columns_of(_specs(view, []), []))
    summary = getattr(summed, f"plan_by_{view}")(connection, chosen)
    rows = {row.pcn_code if view == "pcn" else getattr(row, view): row for row in summary.rows}
    known = by_key(connection, RECORDS["plan_round"], chosen) or {}
    columns = columns_of(_specs(view, summary.rows), [_line(row) for row in summary.rows], ids=list(rows))
    return Plans(view, chosen, known_rounds, columns, rows, summary.total, known.get("as_at") or "")


def _specs(view: str, rows: Sequence[PlanRow]) -> list[ColumnSpec]:
    """The columns of a view. Where no row has money, as by role, the columns of money would be empty."""
    money = any(row.allocation is not None or row.forecast_spend is not None for row in rows)
    code = [_CODE] if view == "pcn" else []
    return [*_ABOUT[view], *(_MONEY if money or not rows else ()), *_STAFF, *code]


def _line(row: PlanRow) -> dict[str, Any]:
    return {
        "place": row.place or "In no place",
        "pcn": in_words(row.pcn),
        "pcn_code": row.pcn_code,
        "role": row.role,
        **{name: getattr(row, name) for name in (*MEASURES, "growth_percent", "recruited_percent")},
        "rating": rating(row),
    }


def rating(row: PlanRow) -> str:
    """Whether a plan is within its allocation, in a word; '' while that cannot be said at all."""
    if row.variance is None:
        return ""
    if row.variance < 0:
        return OVER
    return OPEN if row.lines and "forecast_spend" in row.incomplete else WITHIN


def totals(columns: Columns, positions: Sequence[int]) -> dict[str, int | None]:
    """Percentages of a total are worked out from its sums; they cannot be added up."""
    if "wte_in_post" not in columns.by_name:
        return {}
    in_post, planned = (columns.total(name, positions) for name in ("wte_in_post", "wte_planned"))
    return {
        "growth_percent": rules.growth_percent(in_post, planned),
        "recruited_percent": rules.recruited_percent(in_post, planned),
    }


def marks(found: Plans, findings: Sequence[Finding]) -> dict[tuple[str, str], Mark]:
    """What is to be said about which cell: findings about its figure, and that sources give it differently."""
    said: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.about[0] == KINDS.get(found.view) and not finding.acknowledged:
            column = finding.measure if finding.measure in found.columns.by_name else NAMES[found.view]
            said.setdefault((finding.about[1], column), []).append(finding)
    result: dict[tuple[str, str], Mark] = {}
    for key, row in found.rows.items():
        lacking = UNKNOWN if row.lines and row.pcn_code else INCOMPLETE
        result |= {(key, name): Mark("note", lacking) for name in row.incomplete}
        result |= {(key, name): Mark("warning", DISPUTED) for name in row.disputed}
    for cell, about in said.items():
        words = [finding.message for finding in about]
        if cell in result:
            words.append(result[cell].text)
        result[cell] = Mark(about[0].severity, "\n".join(words))
    return result


# Every figure

_FIGURE = RECORDS["plan_figure"].by_name
FIGURES = (
    ColumnSpec(name="place", label="Place", width=21),
    ColumnSpec(name="pcn", label="PCN", width=25),
    ColumnSpec(name="role", label="Role", width=36),
    ColumnSpec.of(_FIGURE["month"]),
    ColumnSpec(name="measure", label="Measure"),
    ColumnSpec.of(_FIGURE["value"], help="Pounds or WTE, as the measure says."),
    ColumnSpec.of(_FIGURE["source"]),
    ColumnSpec.of(_FIGURE["sheet"]),
    ColumnSpec.of(_FIGURE["cell"]),
    _CODE,
)


def plan_of(found: Plans, position: int) -> tuple[str, str]:
    """The kind and key of the row of the plans that one of all figures belongs to."""
    row = found.columns.row(position)
    if row["pcn_code"]:
        return "plan", row["pcn_code"]
    return ("arrs_role", row["role"]) if row["role"] else ("place", row["place"] or "")


def _figures(connection: Any, round_name: str) -> Columns:
    """Every figure of a round with its source: networks first, then places, then roles.

    Names are put in once a distinct value, not once a row: there may be hundreds of thousands.
    """
    from blmk_desktop.columns import Columns, encode
    from blmk_desktop.records.rows import all_rows

    names, rows = all_rows(connection, RECORDS["plan_figure"])
    networks, nowhere = _networks(connection), ("", "")
    rnd, pcn, place = (names.index(name) for name in ("round", "pcn", "place"))
    last = ("\uffff", "")
    in_round = sorted(
        (row for row in rows if row[rnd] == round_name),
        key=lambda row: (networks[row[pcn]][::-1] if row[pcn] else last, row[place] is None),
    )
    table: dict[str, Sequence[Any]] = {}
    if in_round:
        table = dict(zip(names, zip(*in_round, strict=True), strict=True))
    table["pcn_code"] = table.get("pcn", ())
    places = zip(table["pcn_code"], table.get("place", ()), strict=True)
    table["place"] = [networks.get(code, nowhere)[1] or own for code, own in places]
    written = {"pcn": {code: name for code, (name, _) in networks.items()}, "measure": MEASURE_LABELS}
    columns = []
    for spec in FIGURES:
        column = encode(spec, table.get(spec.name, ()))
        known = written.get(spec.name, {})
        columns.append(replace(column, values=[known.get(value, value) for value in column.values]))
    return Columns(FIGURES, table.get("id", ()), columns).prepare()


def _networks(connection: Any) -> dict[str, tuple[str, str]]:
    """Name and place of each network, by code."""
    from blmk_desktop.records.rows import all_rows

    names, rows = all_rows(connection, RECORDS["pcn"])
    code, name, place = (names.index(one) for one in ("code", "name", "place"))
    return {row[code]: (in_words(row[name]), row[place] or "") for row in rows}
