"""The columns of the actuals, the rows under them, and what needs attention in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.periods import month_label
from blmk_desktop.records.declaration import COUNT, FTE, MONEY, WTE, Type
from blmk_desktop.rules.actual_gaps import KINDS, PARTS, SERIOUS, attention
from blmk_desktop.rules.wording import capital, counted, in_words
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.actuals import Actual, Actuals
    from blmk_desktop.summaries.claim_forecast import ClaimMonths, ForecastRow, Underspend

VIEWS = {"network": "Network", "place": "Place", "role": "Role", "missing": "Missing claims", "forecast": "Forecast"}
AGREES, DIFFERS = "G Agrees", "B Differs"
RED, AMBER = ("not-claimed",), SERIOUS[1:]
STATUS_TONES = (
    {f"R {KINDS[kind]}": "red" for kind in RED}
    | {f"A {KINDS[kind]}": "amber" for kind in AMBER}
    | {AGREES: "green", DIFFERS: "blue"}
)
OVER, WITHIN = "R Over", "G Within"
YES, MISSING = "✓", "Missing"
INCOMPLETE = "A part of it is missing, so it is not the whole sum."
_PCN = ColumnSpec(name="pcn", label="PCN", width=24)
_PLACE = ColumnSpec(name="place", label="Place", width=19)
_CODE = ColumnSpec(name="pcn_code", label="PCN code", hidden=True)
_STATUS = ColumnSpec(
    name="status",
    label="Status",
    width=17,
    tones=STATUS_TONES,
    help="The gravest gap between plan, claim and workforce file; choose the row to see all of them.",
)


_STAFF = (
    ColumnSpec.figure("plan", "Plan", WTE, "In post at the month's end by the plan.", 10),
    ColumnSpec.figure("claimed", "Claim", WTE, "What networks claimed for in the month.", 11),
    ColumnSpec.figure(
        "claim_gap", "Claim − plan", WTE, "Claimed less plan; in brackets: less is claimed than planned.", 14
    ),
    ColumnSpec.figure(
        "nwrs", "NWRS", FTE, "In ARRS roles in the newest national workforce file up to the month's end.", 11
    ),
    ColumnSpec.figure("nwrs_gap", "NWRS − claim", FTE, "Workforce file less claim; in brackets: it has less.", 15),
    ColumnSpec.figure("amount", "Claimed", MONEY, "What was claimed for the month.", 13),
    ColumnSpec.figure("planned", "By 31 March", WTE, "Staff that the plan counts on by the end of the year.", 15),
)
_SCHEDULED = ColumnSpec.figure("scheduled", "Schedule", WTE, "In post by the payment schedule, as printed.", 14)
_WHY = ColumnSpec(name="why", label="Why", width=60)
_MONEY = (
    ColumnSpec.figure("allocation", "Allocation", MONEY, width=15),
    ColumnSpec.figure("claimed", "Claimed", MONEY, "Claimed up to the month.", 13),
    ColumnSpec.figure("unclaimed", "Unclaimed", MONEY, "The allocation up to the month, less what was claimed.", 15),
    ColumnSpec.figure("forecast", "Forecast", MONEY, "Claims so far, and the plan for the rest of the year.", 13),
    ColumnSpec.figure("underspend", "Underspend", MONEY, "Allocation less forecast; an overspend is in brackets.", 17),
    ColumnSpec(name="rating", label="Year", width=10, tones={OVER: "red", WITHIN: "green"}),
    ColumnSpec.figure("assumed", "Assumed", MONEY, "Of the forecast, what stands in for missing claims.", 14),
    ColumnSpec(name="missing", label="Claims missing", width=16),
    ColumnSpec(name="basis", label="Rest of the year from", width=26),
)
SPECS = {
    "network": (_PCN, _PLACE, _STATUS, *_STAFF, _WHY, _CODE),
    "place": (_PLACE, *_STAFF[:2], _SCHEDULED, *_STAFF[2:]),
    "role": (ColumnSpec(name="role", label="Role", width=40), *_STAFF),
    "forecast": (_PCN, _PLACE, *_MONEY, _CODE),
}
NAMES = {"network": "pcn", "place": "place", "role": "role", "missing": "pcn", "forecast": "pcn"}
OF_NETWORKS = ("network", "missing", "forecast")


@dataclass(frozen=True)
class Shown:
    """What the page shows of a month: rows by identity (network's code, place or role)."""

    view: str
    columns: Columns
    found: Actuals
    months: list[tuple[str, int]]
    missing: list[ClaimMonths]
    money: Underspend
    rows: dict[str, Any] = field(default_factory=dict)


def shown(connection: Any, view: str, year: str, month: int) -> Shown:
    """Read a month's actuals in one of VIEWS; the newest month unless one is named."""
    from blmk_desktop.summaries.actual_figures import months_known
    from blmk_desktop.summaries.actuals import actuals
    from blmk_desktop.summaries.claim_forecast import missing_claims, underspend

    found = actuals(connection, year, month)
    missing = missing_claims(connection, found.year, found.month) if found.year else []
    money = underspend(connection, found.year, found.month)
    rows: dict[str, Any]
    if view in ("network", "place", "role"):
        rows = {getattr(row, KEYS[view]): row for row in getattr(found, f"by_{view}") if found.year}
        made = columns_of(SPECS[view], [_line(row) for row in rows.values()], ids=list(rows))
    elif view == "missing":
        rows = {row.pcn_code: row for row in missing}
        made = columns_of(_month_specs(found), [_months(row) for row in missing], ids=list(rows))
    else:
        rows = {row.pcn_code: row for row in money.rows}
        made = columns_of(SPECS[view], [_money(row) for row in money.rows], ids=list(rows))
    return Shown(view, made, found, months_known(connection), missing, money, rows)


KEYS = {"network": "pcn_code", "place": "place", "role": "role"}


def _line(row: Actual) -> dict[str, Any]:
    figures = {spec.name: getattr(row, spec.name) for spec in (*_STAFF, _SCHEDULED)}
    about = {"pcn": in_words(row.pcn), "place": row.place or "In no place", "pcn_code": row.pcn_code, "role": row.role}
    return {**about, **figures, "status": status(row), "why": " ".join(gap.words for gap in row.gaps)}


def status(row: Actual) -> str:
    """The gravest gap of a network with its letter, or that plan, claim and file agree."""
    kinds = [gap.kind for gap in row.gaps]
    for letter, serious in (("R", RED), ("A", AMBER)):
        worst = next((kind for kind in serious if kind in kinds), "")
        if worst:
            return f"{letter} {KINDS[worst]}"
    return DIFFERS if set(kinds) - {"to-recruit", "no-census", "old-census"} else AGREES


def _month_specs(found: Actuals) -> list[ColumnSpec]:
    from blmk_desktop.summaries.actuals import month_words

    months = [
        ColumnSpec(
            name=f"m{at:02}",
            label=f"{month_words(found.year, at)[:3]} {month_label(at)}" if found.year else month_label(at),
            width=9,
            align="center",
            tones={MISSING: "amber"},
            help="✓: claimed. Missing: a claim was due. Blank: not due, or before the first month of any claim.",
        )
        for at in range(1, 13)
    ]
    return [_PCN, _PLACE, ColumnSpec.figure("count", "Missing", COUNT, width=11), *months, _CODE]


def _months(row: ClaimMonths) -> dict[str, Any]:
    words = {"claimed": YES, "missing": MISSING}
    states = {f"m{at:02}": words.get(state, "") for at, state in enumerate(row.months, 1)}
    about = {"pcn": in_words(row.pcn), "place": row.place or "In no place", "pcn_code": row.pcn_code}
    return {**about, "count": len(row.missing), **states}


def _money(row: ForecastRow) -> dict[str, Any]:
    from blmk_desktop.summaries.claim_forecast import BASES

    figures = {spec.name: getattr(row, spec.name) for spec in _MONEY if spec.type is Type.FIGURE}
    rating = "" if row.underspend is None else OVER if row.underspend < 0 else WITHIN
    about = {"pcn": in_words(row.pcn), "place": row.place or "In no place", "pcn_code": row.pcn_code}
    missing = ", ".join(map(month_label, row.missing))
    return {**about, **figures, "rating": rating, "missing": missing, "basis": BASES[row.basis]}


def totals(columns: Columns, positions: Sequence[int]) -> dict[str, int | None]:
    """Gaps of a total are between its sums: a network that lacks one of the two is in the other."""
    if "nwrs_gap" not in columns.by_name:
        return {}
    plan, claimed, nwrs = (columns.total(name, positions) for name in ("plan", "claimed", "nwrs"))
    return {
        "claim_gap": None if plan is None or claimed is None else claimed - plan,
        "nwrs_gap": None if nwrs is None or claimed is None else nwrs - claimed * PARTS,
    }


def marks(found: Shown, findings: Sequence[Finding]) -> dict[tuple[str, str], Mark]:
    """What is to be said about which cell: figures that lack a part, and findings about claims."""
    result = {
        (key, name): Mark("note", INCOMPLETE)
        for key, row in found.rows.items()
        for name in getattr(row, "incomplete", ())
        if name in found.columns.by_name
    }
    if found.view in OF_NETWORKS:
        said: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            if finding.about[0] == "arrs_claim" and not finding.acknowledged and finding.about[1] in found.rows:
                there = finding.measure in found.columns.by_name
                if not there and found.view != "network":
                    continue  # of something else than this view is about
                column = finding.measure if there else NAMES[found.view]
                said.setdefault((finding.about[1], column), []).append(finding)
        for cell, about in said.items():
            result[cell] = Mark(about[0].severity, "\n".join(finding.message for finding in about))
    return result


def in_a_sentence(found: Shown) -> str:
    """What needs attention in the month, in words; '' if nothing does."""
    actual = found.found
    when = f"{actual.month_words} ({month_label(actual.month)})"

    def say(kind: str, count: int) -> str:
        networks = counted(count, "network")
        one = count == 1
        return {
            "not-claimed": f"{networks} {'has' if one else 'have'} not claimed for {when}",
            "over-plan": f"{networks} {'claims' if one else 'claim'} more than planned",
            "not-in-plan": f"{networks} {'claims' if one else 'claim'} for roles not in the plan",
            "not-in-census": f"NWRS of {_month_of(actual.census.as_at)} has no posts for {networks}",
        }[kind]

    parts = attention([row.gaps for row in actual.by_network], say) if actual.claims or actual.posts else []
    earlier = sum(at < actual.month for row in found.missing for at in row.missing)
    if earlier:
        parts.append(f"{counted(earlier, 'claim')} of earlier months {'is' if earlier == 1 else 'are'} missing")
    if actual.claims and not actual.census.as_at:
        parts.append("no national workforce file (NWRS) is here to hold claims against")
    elif actual.census.months_old > 2:
        parts.append(f"the newest NWRS is of {_month_of(actual.census.as_at)}")
    text = " · ".join(parts)
    return capital(text)


def _month_of(as_at: str) -> str:
    from blmk_desktop.periods import month_of, year_of
    from blmk_desktop.summaries.actuals import month_words

    return month_words(year_of(as_at), month_of(as_at)) if as_at else ""
