"""The columns of schemes, their cards on the board, and what needs attention about them in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import COUNT, MONEY, Type
from blmk_desktop.records.estates import SCHEME_STAGES
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.finding import SEVERITIES
from blmk_desktop.rules.wording import counted, pounds
from ui.parts.board_cards import Card
from ui.parts.record_lines import open_ones
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.schemes import SchemeRow, Schemes

_FIELD = RECORDS["scheme"].by_name
STAGE_TONES = {
    "idea": "grey",
    "PID": "blue",
    "OBC": "blue",
    "FBC": "blue",
    "construction": "amber",
    "complete": "green",
    "withdrawn": "black",
}
RAG_TONES = {"Red": "red", "Amber": "amber", "Green": "green"}
LANES = {stage: f"{stage[0].upper()}{stage[1:]}" for stage in SCHEME_STAGES}
NO_STAGE = "No stage recorded"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _money(name: str, label: str, said: str = "", *, hidden: bool = False) -> ColumnSpec:
    return ColumnSpec.figure(name, label, MONEY, said, 14, hidden=hidden)


def specs(*, editable: bool) -> list[ColumnSpec]:
    """The columns of the table."""

    def own(name: str, **changes: Any) -> ColumnSpec:
        return ColumnSpec.of(_FIELD[name], editable=editable, **changes)

    return [
        own("name", width=28),
        own("place", width=21),
        own("kind", width=15),
        ColumnSpec(name="stage", label="Stage", width=15, tones=STAGE_TONES, help="The last stage with a date."),
        ColumnSpec(name="stage_on", label="Since", type=Type.DATE, width=13),
        ColumnSpec(name="rag", label="RAG", width=9, tones=RAG_TONES, help="Changed in the detail, with a reason."),
        own("expected_by", width=16),
        ColumnSpec.figure("days_late", "Days late", COUNT, "Behind the last day expected.", 10, total=False),
        own("cost", total=True, width=14, label="Whole cost"),
        _money("budget", "Funded", "What all funds give it in all years, after the moves."),
        _money("gap", "Not funded", "What of its cost no fund pays yet."),
        _money("spent", "Spent"),
        _money("forecast", "Forecast", hidden=True),
        ColumnSpec(name="served_by", label="Serves", width=24),
        own("rooms", width=9, total=True),
        own("area", width=11, total=True, hidden=True),
        own("list_served", width=11, total=True),
        own("revenue", width=13, total=True, label="Revenue a year"),
        ColumnSpec.figure("risks", "Open risks", COUNT, "Open risks that are linked to it.", 10),
        own("owner", width=20),
        *(own(name, hidden=True) for name in ("expected_from", "completed", "description", "note")),
        ColumnSpec(name="rag_reason", label="Why this RAG", hidden=True),
    ]


@dataclass(frozen=True)
class Shown:
    """What the page shows: the schemes, as rows of a table and by id."""

    schemes: Schemes
    columns: Columns
    rows: dict[int, SchemeRow]

    def id_of(self, name: str) -> int | None:
        """The id of the scheme of that name."""
        return next((row.id for row in self.rows.values() if row.name == name), None)


def schemes_shown(connection: Any, as_at: str, *, editable: bool) -> Shown:
    """Read the schemes as at a day ('' is today) and lay them out."""
    from blmk_desktop.summaries.schemes import schemes

    found = schemes(connection, as_at)
    chosen = specs(editable=editable)
    columns = columns_of(chosen, [_line(row, chosen) for row in found.rows], ids=[row.id for row in found.rows])
    return Shown(found, columns, {row.id: row for row in found.rows})


def _line(row: SchemeRow, chosen: Sequence[ColumnSpec]) -> dict[str, Any]:
    values = {spec.name: getattr(row, spec.name) for spec in chosen}
    return values | {name: values[name] or None for name in ("days_late", "risks")}


# The board


def lanes(shown: Shown) -> dict[str, str]:
    """The lanes of the board: one for each stage, and in front one for schemes without any, if there are such."""
    lacking = any(not row.stage for row in shown.rows.values())
    return {"": "No stage", **LANES} if lacking else LANES


def cards(rows: Iterable[SchemeRow], findings: Sequence[Finding]) -> dict[str, list[Card]]:
    """The cards of the board by stage."""
    marks = marks_of(findings)
    found: dict[str, list[Card]] = {}
    for row in rows:
        found.setdefault(row.stage, []).append(_card(row, marks.get(row.name)))
    return found


def _card(row: SchemeRow, mark: Mark | None) -> Card:
    lines = (row.place, _money_line(row), _time_line(row))
    badges = [(row.rag, RAG_TONES[row.rag])] if row.rag else []
    return Card(row.id, row.name, tuple(filter(None, lines)), tuple(badges), mark, note(row))


def _money_line(row: SchemeRow) -> str:
    if row.cost is not None:
        return (
            f"{brief(row.cost, 1)}, funded" if not row.gap else f"{brief(row.budget or 0, 1)} of {brief(row.cost, 1)}"
        )
    return f"{brief(row.budget, 1)} funded" if row.budget else ""


def _time_line(row: SchemeRow) -> str:
    if row.completed:
        return f"Done {_month(row.completed)}"
    if not row.expected_by or row.stage == "withdrawn":
        return ""
    return f"{'Late:' if row.late else 'Due'} {_month(row.expected_by)}"


def _month(day: str) -> str:
    """A day where there is little room: Mar 2023."""
    return f"{MONTHS[int(day[5:7]) - 1]} {day[:4]}"


def brief(pence: int, decimals: int = 2) -> str:
    """Money where there is little room, rounded: £3.65m, £502k, £980; `decimals` are those of millions."""
    whole = round(pence / 100)
    if abs(whole) >= 999_500:
        return f"£{whole / 1_000_000:.{decimals}f}".rstrip("0").rstrip(".") + "m"
    return f"£{whole / 1000:.0f}k" if abs(whole) >= 10_000 else f"£{whole:,}"


def late_words(days: int) -> str:
    """How late in words: 12 days late, 7 months late, 5 years late."""
    if days < 61:
        return f"{counted(days, 'day')} late"
    return f"{days // 30} months late" if days < 730 else f"{days // 365} years late"


def note(row: SchemeRow) -> str:
    """What is told of a scheme where it is pointed at."""
    since = f"{row.stage or NO_STAGE}{f' since {show_date(row.stage_on)}' if row.stage_on else ''}"
    funds = ", ".join(f"{fund} {pounds(amount, 0)}" for fund, amount in row.by_fund.items())
    late = late_words(row.days_late) if row.days_late else ""
    return "\n".join(filter(None, (row.name, since, late, funds, row.rag_reason, row.description[:300])))


# What needs attention


def about_scheme(findings: Iterable[Finding], name: str) -> list[Finding]:
    """The findings about a scheme."""
    return [finding for finding in findings if finding.about == ("scheme", name)]


def marks_of(findings: Iterable[Finding]) -> dict[str, Mark]:
    """Scheme to the gravest of what is open about it, with all of it as the text."""
    found: dict[str, list[Finding]] = {}
    for finding in open_ones(findings):
        if finding.about[0] == "scheme":
            found.setdefault(finding.about[1], []).append(finding)
    return {name: gravest(several) for name, several in found.items()}


def gravest(findings: Sequence[Finding]) -> Mark:
    """A mark as grave as the gravest of some findings, with what all of them say."""
    severity = min((finding.severity for finding in findings), key=SEVERITIES.index)
    return Mark(severity, "\n".join(finding.message for finding in findings))


def marks(shown: Shown, findings: Sequence[Finding]) -> dict[tuple[Any, str], Mark]:
    """What findings say, at the cell that they are about or else at the scheme's name."""
    found: dict[tuple[Any, str], list[Finding]] = {}
    names = {row.name: row.id for row in shown.rows.values()}
    columns = set(shown.columns.by_name)
    for finding in open_ones(findings):
        kind, key = finding.about
        if kind == "scheme" and key in names:
            column = finding.measure if finding.measure in columns else "name"
            found.setdefault((names[key], column), []).append(finding)
    return {place: gravest(several) for place, several in found.items()}


def attention(rows: Mapping[int, SchemeRow]) -> str:
    """What needs attention, in words; '' if nothing does."""
    all_rows = list(rows.values())
    late = sum(row.late for row in all_rows)
    short = [
        row for row in all_rows if row.gap is not None and row.gap > 0 and row.stage not in ("withdrawn", "complete")
    ]
    red = sum(row.rag == "Red" for row in all_rows)
    lacking = sum(not row.stage for row in all_rows)
    said = (
        f"{counted(late, 'scheme is', 'schemes are')} past the date expected" if late else "",
        f"{counted(red, 'is', 'are')} Red" if red else "",
        f"{counted(len(short), 'lacks', 'lack')} {pounds(sum(row.gap or 0 for row in short), 0)}" if short else "",
        f"{counted(lacking, 'has', 'have')} no stage recorded" if lacking else "",
    )
    return " · ".join(filter(None, said))
