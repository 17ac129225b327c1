"""A table as somebody sees it: its columns in their order, the rows that the filters leave, and that in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.filters import Condition
from blmk_desktop.records.declaration import Field, Type

if TYPE_CHECKING:
    from blmk_desktop.columns import Columns, ColumnSpec, SortKey

AS_STORED = {Type.FIGURE, Type.DATE, Type.YES_NO}  # of these a file holds more than the words that are shown
MOST_NAMED = 6  # values of a filter that are named one by one
NO_TOTAL: tuple[str, Mapping[str, int | None]] = ("", {})


@dataclass(frozen=True)
class View:
    """A table as it stands.

    `specs` are the columns that are shown, from left to right; `order` the positions in `columns` of the rows that
    the filters leave, in their order; `about` what was chosen, as (what, words). `total` are the words of the total
    row and its stored values by column. `strong` are the ids of rows that stand out: totals among their lines.
    """

    name: str
    specs: tuple[ColumnSpec, ...]
    columns: Columns
    order: Sequence[int]
    about: tuple[tuple[str, str], ...] = ()
    total: tuple[str, Mapping[str, int | None]] = NO_TOTAL
    strong: frozenset[Any] = frozenset()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns as fields of a file: with their units; words as words."""
        return tuple(_field(spec, self.columns.by_name[spec.name].values) for spec in self.specs)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The values as a file holds them: figures, days and Yes or No as they are stored, all else as it is shown."""
        for at in self.order:
            yield tuple(_held(spec, self.columns.value(at, spec.name)) for spec in self.specs)

    def shown(self) -> Iterator[tuple[str, ...]]:
        """The rows as they are written on the screen."""
        for at in self.order:
            yield tuple(self.columns.shown(at, spec.name) for spec in self.specs)

    @property
    def total_row(self) -> tuple[Any, ...]:
        """The total row with its words in the first column; () where there is none."""
        words, sums = self.total
        if not words or not self.specs or not len(self.order):
            return ()
        row = [sums.get(spec.name) for spec in self.specs]
        return (words, *row[1:]) if row[0] is None else tuple(row)

    @property
    def strong_rows(self) -> frozenset[int]:
        """Which rows stand out, counted from 0 in the order shown."""
        if not self.strong:
            return frozenset()
        return frozenset(at for at, position in enumerate(self.order) if self.columns.ids[position] in self.strong)


def _field(spec: ColumnSpec, values: Sequence[Any]) -> Field:
    """A column of whole numbers without a type is one of figures: ranks, numbers of things."""
    counted = spec.type is Type.TEXT and any(isinstance(value, int) for value in values)
    kind = Type.FIGURE if counted else spec.type if spec.type in AS_STORED else Type.TEXT
    return Field(name=spec.name, label=spec.full or spec.label, type=kind, unit=spec.unit)


def _held(spec: ColumnSpec, value: Any) -> Any:
    if value is None or value == "":
        return None
    if spec.type in AS_STORED or (isinstance(value, int) and spec.type is Type.TEXT):
        return value
    return spec.show(value)


# What was chosen, in words


def filter_words(label: str, condition: Condition) -> str:
    """What a filter of a column leaves: 'Status is Open or Paused', 'Score: >12'."""
    parts = []
    if condition.chosen is not None:
        names = sorted(text or "blank" for text in condition.chosen)
        more = len(names) - MOST_NAMED
        named = [*names[:MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])]
        parts.append(f"{label} is {' or '.join(named)}" if names else f"{label}: nothing chosen")
    if condition.typed.strip():
        parts.append(f"{label}: {condition.typed.strip()}")
    return "; ".join(parts)


def sort_words(keys: Sequence[SortKey], labels: Mapping[str, str]) -> str:
    """What the rows are sorted by: 'Score (highest first), then Risk'."""
    named = [f"{labels[key.name]}{' (highest first)' if key.descending else ''}" for key in keys if key.name in labels]
    return ", then ".join(named)


# How a table stands, to be kept and taken up again


@dataclass(frozen=True)
class ViewState:
    """How a table and the controls above it stand.

    `controls`: the name of a control to what is chosen in it. `words` stand in the quick filter. `columns` holds
    order, hidden, widths (pixels) and sort, as the table itself remembers them.
    """

    controls: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> str:
        """The text under which it is kept; the same state is the same text."""
        conditions = {
            name: {"typed": one.typed, "chosen": None if one.chosen is None else sorted(one.chosen)}
            for name, one in sorted(self.conditions.items())
        }
        kept = {"controls": dict(self.controls), "words": self.words, "conditions": conditions}
        return json.dumps({**kept, "columns": dict(self.columns)}, ensure_ascii=False, sort_keys=True)


def view_state(text: str | None) -> ViewState:
    """Read a kept state; what cannot be read of it, or is missing, is left as it usually is."""
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return ViewState()
    if not isinstance(kept, dict):
        return ViewState()
    controls = {str(name): str(value) for name, value in _mapping(kept, "controls").items()}
    found = {str(name): _condition(one) for name, one in _mapping(kept, "conditions").items() if isinstance(one, dict)}
    return ViewState(controls, str(kept.get("words") or ""), found, _columns(_mapping(kept, "columns")))


def _mapping(kept: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = kept.get(name)
    return found if isinstance(found, dict) else {}


def _condition(one: Mapping[str, Any]) -> Condition:
    chosen = one.get("chosen")
    return Condition(str(one.get("typed") or ""), frozenset(map(str, chosen)) if isinstance(chosen, list) else None)


def _columns(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Only what a table understands."""
    sort = [key for key in _list(kept, "sort") if isinstance(key, list) and len(key) == 2]
    sizes = _mapping(kept, "widths")
    widths = {str(name): size for name, size in sizes.items() if isinstance(size, int) and 0 < size < 10_000}
    named = {name: [str(one) for one in _list(kept, name)] for name in ("order", "hidden") if name in kept}
    return {**named, "widths": widths, "sort": [[str(name), bool(down)] for name, down in sort]}


def _list(kept: Mapping[str, Any], name: str) -> list[Any]:
    found = kept.get(name)
    return found if isinstance(found, list) else []
