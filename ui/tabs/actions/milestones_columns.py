"""The columns of milestones, the rows under them, and their lines in a Gantt chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import listed
from blmk_desktop.words.milestones import OVER, STANDINGS, TONES, stands, waits
from ui.parts.gantt import GanttMark, GanttRow, GanttSpan
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.milestones import MilestoneRow, Milestones

COUNTED = {words: words.lower() for words in STANDINGS.values()}
EXPECTED = ("not started", "not reported")  # nothing was done yet: only outlined in the chart
_MILESTONE = RECORDS["milestone"].by_name


@dataclass(frozen=True)
class Shown:
    """What the page shows: the milestones of a programme, or of all, by id; `everything` has those of all."""

    found: Milestones
    everything: Milestones
    columns: Columns
    rows: dict[int, MilestoneRow] = field(default_factory=dict)


def specs(*, every: bool, editable: bool) -> list[ColumnSpec]:
    """The columns; the programme is seen where milestones of every one are shown."""
    tones = {STANDINGS[name]: tone for name, tone in TONES.items()}
    return [
        ColumnSpec(name="number", label="No.", width=9),
        ColumnSpec.of(_MILESTONE["programme"], width=20, hidden=not every),
        ColumnSpec.of(_MILESTONE["strand"], width=20),
        ColumnSpec.of(_MILESTONE["milestone"], width=40, editable=editable),
        ColumnSpec(
            name="standing",
            label="Stands",
            width=15,
            tones=tones,
            help="As it was reported; late where its time has passed and it is not complete.",
        ),
        ColumnSpec.of(_MILESTONE["start"], width=12),
        ColumnSpec.of(_MILESTONE["due"], width=15),
        ColumnSpec(name="waits", label="Waits for", width=12, help="What it depends on and is not complete."),
        ColumnSpec.of(_MILESTONE["owner"], width=20, editable=editable),
        ColumnSpec.of(_MILESTONE["status"], label="Reported", width=14, editable=editable),
        ColumnSpec.of(_MILESTONE["note"], width=40, editable=editable),
        ColumnSpec.of(_MILESTONE["written"], width=18),
        ColumnSpec.figure(
            "days_late", "Days late", COUNT, "After its date, to completion or to the day.", 12, total=False
        ),
        ColumnSpec.of(_MILESTONE["completed"], width=12, hidden=True),
        ColumnSpec.of(_MILESTONE["depends_on"], width=14, hidden=True, editable=editable),
    ]


def fetch(connection: Any, programme: str | None, as_at: str, *, editable: bool) -> Shown:
    """Read the milestones of a programme as at a date (today for ""): all for "", for None that which ends last."""
    from blmk_desktop.summaries.milestones import milestones

    everything = milestones(connection, "", as_at)
    if programme is None or programme not in ("", *everything.programmes):
        programme = _newest(everything)
    found = milestones(connection, programme, as_at) if programme else everything
    rows = {row.id: row for row in found.rows}
    every = not programme and len(found.programmes) > 1
    columns = columns_of(specs(every=every, editable=editable), [_line(row) for row in rows.values()])
    return Shown(found, everything, columns, rows)


def _newest(everything: Milestones) -> str:
    """The programme that ends last; of several, that with the most different times."""
    times: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in everything.rows:
        times[row.programme].add((row.due, row.start))
    return max(times, key=lambda name: (max(times[name])[0], len(times[name]), name), default="")


def _line(row: MilestoneRow) -> dict[str, Any]:
    same = ("id", "number", "programme", "strand", "milestone", "owner", "start", "due", "written", "status", "note")
    values: dict[str, Any] = {name: getattr(row, name) for name in (*same, "completed")}
    values |= {"standing": STANDINGS[row.standing], "days_late": row.days_late or None}
    return values | {"waits": ", ".join(row.waits_for), "depends_on": ", ".join(row.depends_on)}


def lines(rows: Iterable[MilestoneRow], *, every: bool) -> list[GanttRow]:
    """The milestones as lines of a Gantt chart, under their strands; under programmes too where `every` is shown."""
    result, shown = [], list(rows)
    ids = {(row.programme, row.number): row.id for row in shown}
    for row in shown:
        tone, word = TONES[row.standing], STANDINGS[row.standing]
        style = "outline" if row.standing in EXPECTED else "solid"
        span = GanttSpan(row.start or None, row.due or None, word, tone, style)
        done = (GanttMark(row.completed, "Completed", "green"),) if row.completed else ()
        group = " · ".join(filter(None, (row.programme if every else "", row.strand)))
        note = " ".join(filter(None, (stands(row), waits(row))))
        after = tuple(ids[row.programme, one] for one in row.depends_on if (row.programme, one) in ids)
        label = f"{row.number} {row.milestone}"
        result.append(GanttRow(row.id, label, (span,), done, group, word, tone, note, after))
    return result


def marks(found: Shown, findings: Sequence[Finding]) -> dict[tuple[int, str], Mark]:
    """What is to be said about which cell."""
    result: dict[tuple[int, str], Mark] = {}
    for id_, row in found.rows.items():
        if row.standing in OVER:
            continue
        if row.clashes:
            result[id_, "waits"] = Mark("warning", waits(row) or f"{listed(list(row.clashes))} is due after it.")
        if row.unknown:
            result[id_, "waits"] = Mark("warning", f"There is no {listed(list(row.unknown))} in this programme.")
        if row.standing == "late":
            result[id_, "due"] = Mark("warning", stands(row))
    ids = {name: row.id for row in found.rows.values() for name in (str(row.id), f"{row.programme} {row.number}")}
    for finding in findings:
        about = ids.get(finding.about[1]) if finding.about[0] == "milestone" else None
        if about is not None and not finding.acknowledged:
            measure = "waits" if finding.measure.startswith("depends_on") else finding.measure
            column = measure if measure in found.columns.by_name else "number"
            result[about, column] = Mark(finding.severity, finding.message)
    return result
