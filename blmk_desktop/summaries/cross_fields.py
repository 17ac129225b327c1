"""What a cross-table can be made of: the kinds of record and computed tables, what divides them, what is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import COUNT, FTE, PATIENTS, PERCENT, RATE, WTE, Field, Record, Type, Unit
from blmk_desktop.records.fields import reference
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.cross_table import STEPS, Line, stepped
from blmk_desktop.rules.wording import kind_in_words, lowered

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.computed.tables import Table

T = TypeVar("T")
HELD_AT = frozenset({WTE, FTE, PATIENTS})  # counted at a moment: never added up over months, years or days
NEITHER = frozenset({"cell", "decimals", "note"})  # they sort nothing
PERIODS = ("year", "month", "as_at")
NEVER_ADDED = frozenset({PERCENT, RATE})
# Fields of which figures that differ in them are never added: what they measure, or how far they have got.
APART = ("measure", "rule", "period", "origin", "convention")
APART_OF = {
    "plan_figure": ("round", "month"),
    "stated_figure": ("round", "month"),
    "budget_figure": ("month",),
    "stated_budget": ("month", "version"),
    "budget_line": ("version",),
    "risk_score": ("kind",),
    "assumption": ("set", "name", "item", "unit"),
}
# Figures at several grains, for a place and for the networks in it: what is filled in says which.
GRAIN = {"plan_figure": ("place", "pcn", "role"), "stated_figure": ("place", "pcn", "role")}
LASTING = frozenset({"membership", "contract"})  # what holds from a day to a day: only what does on the day counts
BEYOND = frozenset({Type.CHOICE, Type.YEAR, Type.YES_NO, Type.REFERENCE})  # of another record: what sorts it
# A practice's network on the day, and that network's place: not fields of a practice, but everybody asks for them.
OF_PRACTICES = ("network", "network_place")


@dataclass(frozen=True)
class Axis:
    """Something that a cross-table can be divided by: a field, or one of the record that it refers to.

    `name` is the field's, 'pcn.place' for one of another record, 'raised:month' for a date by month.
    """

    name: str
    label: str
    field: Field
    step: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The field, or the reference and the field of what it refers to."""
        return tuple(self.name.partition(":")[0].split("."))

    def stepped(self, value: Any) -> Any:
        """The month, quarter or year of a day where it goes by those; else the value itself."""
        return stepped(value, self.step) if self.step else value

    @property
    def line(self) -> Line:
        """How its values are ordered, and which lie between two."""
        kind = self.field.type
        return Line(self.step, self.field.choices, kind is Type.MONTH, kind is Type.YEAR)


@dataclass(frozen=True)
class Source:
    """A kind of record, or a computed table (`held`): what divides it and what is measured in it."""

    name: str
    label: str
    help: str
    axes: tuple[Axis, ...]
    measures: tuple[Field, ...]
    held: Record | Table

    @property
    def record(self) -> Record | None:
        """The kind of record; None for a computed table."""
        return self.held if isinstance(self.held, Record) else None

    def axis(self, name: str) -> Axis:
        """What is divided by, by its name. Raises UserError if there is none."""
        return _named(name, f"{self.label}: nothing is divided by", {axis.name: axis for axis in self.axes})

    def measure(self, name: str) -> Field:
        """A figure, by its name. Raises UserError if there is none."""
        return _named(name, f"{self.label}: there is no figure", {field.name: field for field in self.measures})

    @property
    def dated(self) -> bool:
        """Whether it matters on which day it is asked for."""
        return self.record is None or self.name in LASTING or "as_at" in self.record.key


def _named(name: str, why: str, known: Mapping[str, T]) -> T:
    if name in known:
        return known[name]
    raise UserError(f"{why} '{name}'. There are: {', '.join(known) or 'none'}.")


def added(field: Field) -> bool:
    """Whether a figure has a sum at all: shares and rates have none."""
    return field.unit not in NEVER_ADDED


@lru_cache(maxsize=1)
def record_sources() -> dict[str, Source]:
    """Every kind of record that is shown anywhere, by name."""
    shown = [record for record in RECORDS.values() if not record.internal]
    return {record.name: _of_record(record) for record in shown}


def source(connection: Connection, name: str, as_at: str | None = None) -> Source:
    """A kind of record, or a computed table, by its name or plural. Raises UserError if there is none."""
    from blmk_desktop.computed.tables import SUMMARIES, table

    known = record_sources()
    folded = name.strip().lower().replace("-", "_").replace(" ", "_")
    plurals = {record.plural: record.name for record in RECORDS.values()}
    if folded in known:
        return known[folded]
    if name in SUMMARIES:
        return _of_table(name, table(connection, name, as_at=as_at))
    if plurals.get(folded) in known:
        return known[plurals[folded]]
    raise UserError(f"There is no '{name}' to cross. There are: {', '.join((*SUMMARIES, *known))}.")


def _of_table(name: str, made: Table) -> Source:
    """The columns of a computed table."""
    axes = tuple(axis for field in made.fields for axis in _stepped(field.name, field.label, field))
    told = "A computed table, as it stands on the day."
    return Source(name, kind_in_words(name), told, axes, _measures(made.fields), made)


def _of_record(record: Record) -> Source:
    label = kind_in_words(record.plural)
    return Source(record.name, label, record.help, tuple(_axes(record)), _measures(record.fields), record)


def _measures(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.type is Type.FIGURE and field.name not in {"decimals", "position"})


def _axes(record: Record) -> Iterator[Axis]:
    for field in record.fields:
        if field.name not in NEITHER:
            yield from _stepped(field.name, field.label, field)
        if field.refers_to and field.name != "source":
            yield from _beyond(field)
    if record.name == "practice":
        yield from _of_practice("code", "")


def _beyond(field: Field) -> Iterator[Axis]:
    """What the record says that a field refers to: a network's place, a scheme's kind."""
    other = RECORDS[field.refers_to]
    for further in other.fields:
        if further.type in BEYOND and not further.key:
            label = f"{other.label}: {lowered(further.label)}"
            yield from _stepped(f"{field.name}.{further.name}", label, further)
    if field.refers_to == "practice":
        yield from _of_practice(field.name, "Practice: ")


def _of_practice(name: str, before: str) -> Iterator[Axis]:
    network, place = "Network on the day", "Place of its network"
    labels = [f"{before}{lowered(words)}" if before else words for words in (network, place)]
    for own, label, kind in zip(OF_PRACTICES, labels, ("pcn", "place"), strict=True):
        yield Axis(f"{name}.{own}", label, reference(name=own, label=label, refers_to=kind))


def _stepped(name: str, label: str, field: Field) -> Iterator[Axis]:
    if field.type is Type.DATE:
        yield from (Axis(f"{name}:{step}", f"{label}, by {words}", field, step) for step, words in STEPS.items())
    elif (field.type is not Type.FIGURE or _counted(field.unit)) and not field.lines:
        yield Axis(name, label, field)


def _counted(unit: Unit | None) -> bool:
    """Whether a figure is one of a few whole numbers: a likelihood, a level."""
    return unit is None or unit == COUNT


def apart(record: Record, measure: Field | None) -> tuple[str, ...]:
    """The fields in which figures must agree to be added: what they measure, and when, if they are held at a moment."""
    if measure is None:
        return ()
    names = [*(name for name in APART if name in record.by_name), *APART_OF.get(record.name, ())]
    if measure.unit in HELD_AT or (measure.unit is not None and measure.unit.name == "hundredths"):
        names += [name for name in PERIODS if name in record.by_name]
    elif "as_at" in record.key:
        names.append("as_at")
    return tuple(dict.fromkeys(names))
