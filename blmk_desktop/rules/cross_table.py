"""Adding up by rows and columns: what counts in a cell, what may not be added, months and years in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import reduce
from typing import Any

from blmk_desktop.periods import add_months, month_of, year_of, year_start

HOW = {"count": "Number", "sum": "Sum", "average": "Average", "least": "Lowest", "most": "Highest"}
STEPS = {"day": "day", "month": "month", "quarter": "quarter", "year": "financial year"}  # of a date
MOST_BETWEEN = 60  # months, quarters or years that are filled in between two that have figures
MIXED = "\0"  # what several kinds of figure have in common
DIFFERING = "\1"  # figures that one source gives thus and another otherwise

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Asked:
    """What a cross-table is asked for: of what, the names of its axes and its measure, how, conditions, the day.

    `where` has what is typed by axis, as in the filter of a column. Without a measure the records are counted.
    """

    of: str
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    measure: str = ""
    how: str = "count"
    where: Mapping[str, str] = field(default_factory=dict)
    as_at: str = ""  # ISO; today unless given

    def state(self) -> dict[str, Any]:
        """All of it in plain values, as a saved view keeps it."""
        return asdict(self) | {"where": dict(self.where)}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> Asked:
        """What a saved view kept; what is not there is as usual."""
        where = {str(name): str(typed) for name, typed in dict(state.get("where") or {}).items()}
        rows, columns = (tuple(map(str, state.get(name) or ())) for name in ("rows", "columns"))
        texts = {name: str(state.get(name) or "") for name in ("of", "measure", "as_at")}
        return cls(rows=rows, columns=columns, where=where, how=str(state.get("how") or "count"), **texts)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is known of the records of a cell: how many, and of a figure its number, sum, least and most.

    `apart` says what the figures are of, where figures of several kinds share a field: pence and hundredths of a WTE
    are never added to each other.
    """

    rows: int
    filled: int = 0
    total: int = 0
    least: int | None = None
    most: int | None = None
    apart: str = ""

    def __add__(self, other: Parts) -> Parts:
        """Both together."""
        return Parts(
            self.rows + other.rows,
            self.filled + other.filled,
            self.total + other.total,
            _chosen(min, self.least, other.least),
            _chosen(max, self.most, other.most),
            self.apart
            if other.apart == self.apart
            else max(DIFFERING * self.doubted, DIFFERING * other.doubted, MIXED),
        )

    @property
    def mixed(self) -> bool:
        """Whether they hold figures of several kinds, which have no sum."""
        return self.apart == MIXED

    @property
    def doubted(self) -> bool:
        """Whether sources differ on a figure of them."""
        return self.apart == DIFFERING

    def value(self, how: str) -> int | None:
        """What stands in the cell, in the figure's own parts; None without any figure, or where kinds are mixed.

        An average is rounded to a whole part, halves away from zero.
        """
        if how == "count":
            return self.rows
        if self.mixed or self.doubted or not self.filled:
            return None
        return {"sum": self.total, "least": self.least, "most": self.most}.get(how, _average(self.total, self.filled))


def _chosen(which: Callable[[int, int], int], one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return which(one, other)


def _average(total: int, number: int) -> int:
    size = (2 * abs(total) + number) // (2 * number)
    return -size if total < 0 else size


def of_value(value: int | None, apart: str = "") -> Parts:
    """One record with its figure."""
    return Parts(1, apart=apart) if value is None else Parts(1, 1, value, value, value, apart)


@dataclass(frozen=True, slots=True)
class Line:
    """What one axis is divided by: `step` of a date (one of STEPS), `order` of choices, whether it counts in months."""

    step: str = ""
    order: tuple[str, ...] = ()
    months: bool = False
    years: bool = False


@dataclass(frozen=True)
class Crossed:
    """The rows and columns in their order, each a key of one value an axis, and what stands where they cross."""

    rows: Sequence[Key]
    columns: Sequence[Key]
    cells: Mapping[tuple[Key, Key], Parts]
    of_rows: Mapping[Key, Parts] = field(default_factory=dict)
    of_columns: Mapping[Key, Parts] = field(default_factory=dict)
    whole: Parts = Parts(0)

    @property
    def mixed(self) -> bool:
        """Whether a cell lacks its figure because kinds are mixed in it; a total may, where they stand apart."""
        return any(parts.mixed for parts in self.cells.values())

    @property
    def doubted(self) -> int:
        """How many cells lack their figure because sources differ on it."""
        return sum(parts.doubted for parts in self.cells.values())


def crossed(
    groups: Iterable[tuple[Key, Key, Parts]], rows: Sequence[Line] = (), columns: Sequence[Line] = ()
) -> Crossed:
    """Add up groups, each under its row and its column."""
    cells: dict[tuple[Key, Key], Parts] = {}
    of_rows: dict[Key, Parts] = {}
    of_columns: dict[Key, Parts] = {}
    for row, column, parts in groups:
        _add(cells, (row, column), parts)
        _add(of_rows, row, parts)
        _add(of_columns, column, parts)
    whole = reduce(Parts.__add__, of_rows.values()) if of_rows else Parts(0)
    return Crossed(
        _ordered(of_rows, rows), _between(_ordered(of_columns, columns), columns), cells, of_rows, of_columns, whole
    )


def _add(sums: dict[Key, Parts], key: Key, parts: Parts) -> None:
    known = sums.get(key)
    sums[key] = parts if known is None else known + parts


def _ordered(keys: Iterable[Key], lines: Sequence[Line]) -> list[Key]:
    places = [{value: at for at, value in enumerate(line.order)} for line in lines]

    def standing(key: Key) -> list[tuple[bool, Any, Any]]:
        return [_standing(value, place) for value, place in zip(key, places, strict=True)]

    return sorted(keys, key=standing)


def _standing(value: Any, place: Mapping[Any, int]) -> tuple[bool, Any, Any]:
    """Blanks last; choices as they were declared; words without regard to capitals."""
    if value in (None, ""):
        return True, 0, ""
    if isinstance(value, str):
        return False, place.get(value, len(place)), value.casefold()
    return False, 0, value


def _between(keys: list[Key], lines: Sequence[Line]) -> list[Key]:
    """One axis of months, quarters or years has those too that lie between two with figures: a gap is seen."""
    known = [key[0] for key in keys if len(key) == 1 and key[0] not in (None, "")]
    if len(lines) != 1 or len(known) < 2 or not (after := _after(lines[0])):
        return keys
    filled = [known[0]]
    while filled[-1] < known[-1] and len(filled) < MOST_BETWEEN:
        filled.append(after(filled[-1]))
    if filled[-1] != known[-1]:
        return keys
    return [*((one,) for one in filled), *(key for key in keys if key[0] in (None, ""))]


def _after(line: Line) -> Callable[[Any], Any] | None:
    """How to come from one month, quarter or year to the next."""
    if line.months:
        return lambda month: month + 1
    if line.years or line.step == "year":
        return lambda year: year_of(add_months(year_start(year), 12))
    return {"month": _next_month, "quarter": _next_quarter}.get(line.step)


def _next_month(month: str) -> str:
    return add_months(f"{month}-01", 1)[:7]


def _next_quarter(quarter: str) -> str:
    year, _, number = quarter.partition(" Q")
    return _quarter(add_months(year_start(year), 3 * int(number)))


def _quarter(day: str) -> str:
    return f"{year_of(day)} Q{(month_of(day) + 2) // 3}"


def stepped(day: str | None, step: str) -> str | None:
    """The month ('2022-04'), quarter ('2022/23 Q1') or financial year ('2022/23') of a day or month in ISO form."""
    if not day or step not in STEPS or step == "day":
        return day or None
    if step == "month":
        return day[:7]
    first = f"{day[:7]}-01"
    return year_of(first) if step == "year" else _quarter(first)
