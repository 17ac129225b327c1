"""The timeline of schemes as rows of a Gantt chart, and as a table: when each stage was reached, what is expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT, Type
from blmk_desktop.records.estates import SCHEME_STAGES
from blmk_desktop.records.kinds import RECORDS
from ui.parts.gantt import GanttMark, GanttRow, GanttSpan
from ui.tabs.estates.schemes_columns import LANES, NO_STAGE, RAG_TONES, STAGE_TONES, Shown, note

if TYPE_CHECKING:
    from blmk_desktop.summaries.schemes import SchemeRow

GROUPS = {"place": "Place", "stage": "Stage", "kind": "Kind", "rag": "RAG"}
ENDED = ("complete", "withdrawn")
_GROUP_OF: Mapping[str, Callable[[SchemeRow], str]] = {
    "place": lambda row: row.place or "In no place",
    "stage": lambda row: LANES.get(row.stage, NO_STAGE),
    "kind": lambda row: row.kind.capitalize() or "Kind not known",
    "rag": lambda row: row.rag or "No colour given",
}
_ORDER = {"stage": [NO_STAGE, *LANES.values()], "rag": [*RAG_TONES, "No colour given"]}


def specs() -> list[ColumnSpec]:
    """The columns of the table: a day for each stage, then what is expected."""
    field = RECORDS["scheme"].by_name
    return [
        ColumnSpec.of(field["name"], width=28),
        ColumnSpec.of(field["place"], width=21),
        ColumnSpec.of(field["kind"], width=15),
        ColumnSpec(name="stage", label="Stage", width=15, tones=STAGE_TONES, help="The last stage with a date."),
        *(
            ColumnSpec(name=f"on {stage}", label=LANES[stage], type=Type.DATE, width=13, help=f"{LANES[stage]} since.")
            for stage in SCHEME_STAGES
        ),
        *(ColumnSpec.of(field[name], width=16) for name in ("expected_from", "expected_by", "completed")),
        ColumnSpec.figure("days_late", "Days late", COUNT, "Behind the last day expected.", 10, total=False),
        ColumnSpec(name="rag", label="RAG", width=9, tones=RAG_TONES),
        ColumnSpec.of(field["owner"], width=20),
        ColumnSpec(name="served_by", label="Serves", width=24),
    ]


def timeline_shown(connection: Any) -> Shown:
    """Read the schemes as they are today, with the day on which each last reached a stage."""
    from blmk_desktop.summaries.schemes import schemes

    found, chosen = schemes(connection), specs()
    names = [spec.name for spec in chosen if not spec.name.startswith("on ")]
    lines = [
        {name: getattr(row, name) for name in names}
        | {f"on {stage.stage}": stage.on for stage in row.stages}
        | {"days_late": row.days_late or None}
        for row in found.rows
    ]
    columns = columns_of(chosen, lines, ids=[row.id for row in found.rows])
    return Shown(found, columns, {row.id: row for row in found.rows})


def gantt_rows(rows: Iterable[SchemeRow], by: str) -> list[GanttRow]:
    """The schemes under the headings of what they are grouped by, in each by what is expected first."""
    group_of = _GROUP_OF[by]
    order = _ORDER.get(by, [])

    def key(row: SchemeRow) -> tuple[int, str, str, str]:
        group = group_of(row)
        at = order.index(group) if group in order else len(order)
        return (at, group, _end(row) or "9999", row.name.casefold())

    return [_row(row, group_of(row)) for row in sorted(rows, key=key)]


def _end(row: SchemeRow) -> str:
    return row.completed or row.expected_by


def _row(row: SchemeRow, group: str) -> GanttRow:
    return GanttRow(
        row.id,
        row.name,
        tuple(_spans(row)),
        tuple(_marks(row)),
        group,
        row.stage or "No stage",
        STAGE_TONES.get(row.stage, "grey"),
        "\n".join(note(row).splitlines()[2:]),
    )


def _spans(row: SchemeRow) -> Iterable[GanttSpan]:
    """Each stage until the next; the last one is open. What is expected stays as an outline until it is complete."""
    for before, after in pairwise(row.stages):
        yield GanttSpan(before.on, after.on, before.stage, STAGE_TONES[before.stage])
    last = row.stages[-1] if row.stages else None
    if last is not None and last.stage not in ENDED:
        yield GanttSpan(last.on, None, last.stage, STAGE_TONES[last.stage])
    if row.expected_by and not row.completed and row.stage not in ENDED:
        tone, word = ("red", "late") if row.late else ("blue", "expected")
        yield GanttSpan(row.expected_from or None, row.expected_by, word, tone, "outline")


def _marks(row: SchemeRow) -> Iterable[GanttMark]:
    ends = [(stage.on, stage.stage) for stage in row.stages if stage.stage in ENDED]
    if row.completed and not any(stage == "complete" for _, stage in ends):
        ends.append((row.completed, "complete"))
    return [GanttMark(on, stage.capitalize(), STAGE_TONES[stage]) for on, stage in ends]
