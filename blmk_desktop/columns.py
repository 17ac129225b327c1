"""Rows kept column by column, so that a third of a million can be filtered and sorted between two keystrokes.

Each column keeps its distinct values once, and a whole-number code a row. A filter looks at the distinct values
only; a sort ranks them once and then sorts small whole numbers. Numpy is loaded when the first rows arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from blmk_desktop.records.declaration import COUNT, Field, Type, Unit
from blmk_desktop.rules.wording import chosen
from blmk_desktop.values import plain_decimal, show_figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Positions = NDArray[np.intp]

SCANNED = 4_000  # above so many distinct values, text is looked for in one block of bytes instead of one by one


@dataclass(frozen=True, kw_only=True)
class ColumnSpec:
    """One column of a table on screen.

    `width` is in characters (0: as wide as needed), `align` left, right or center (empty: as the type has it),
    `exact` shows all decimals, `tones` gives a value a colour beside its word, `total` sums the column,
    `full` is the label where there is room for it, as in an export.
    """

    name: str
    label: str
    type: Type = Type.TEXT
    unit: Unit | None = None
    help: str = ""
    width: int = 0
    align: str = ""
    exact: bool = False
    hidden: bool = False
    editable: bool = False
    choices: tuple[str, ...] = ()
    tones: Mapping[str, str] = field(default_factory=dict)
    total: bool = False
    full: str = ""

    @classmethod
    def of(cls, declared: Field, **changes: Any) -> ColumnSpec:
        """The column of a declared field, with what this table has otherwise."""
        spec = cls(
            name=declared.name,
            label=declared.label,
            type=declared.type,
            unit=declared.unit,
            help=declared.help,
            hidden=declared.hidden,
            choices=declared.choices,
        )
        return replace(spec, **changes)

    @classmethod
    def figure(
        cls, name: str, label: str, unit: Unit, said: str = "", width: int = 0, *, total: bool = True, **more: Any
    ) -> ColumnSpec:
        """A column of figures of a unit, summed in the total row unless it says otherwise."""
        figures: dict[str, Any] = {"type": Type.FIGURE, "unit": unit, "total": total}
        return cls(name=name, label=label, help=said, width=width, **figures, **more)

    @property
    def heading(self) -> str:
        """The label, with the unit unless it says it already."""
        symbol = self.unit.symbol if self.unit else ""
        return f"{self.label} {symbol}" if symbol and symbol not in self.label else self.label

    @property
    def side(self) -> str:
        """Where its text stands in the cell: figures to the right, so that their digits line up."""
        return self.align or ("right" if self.type is Type.FIGURE else "left")

    def show(self, value: object) -> str:
        """A value as it is written in the table."""
        if value is None or value == "":
            return ""
        if self.type is Type.FIGURE and isinstance(value, int):
            return self._figure(value)
        return _AS_WRITTEN.get(self.type, str)(value)

    def plain(self, value: object) -> str:
        """A value as Excel takes it for what it is: a figure without separators, to all its decimals."""
        if self.type is Type.FIGURE and isinstance(value, int):
            unit = self.unit or COUNT
            return plain_decimal(value, unit.places, unit.decimals_exact)
        return self.show(value)

    def _figure(self, value: int) -> str:
        unit = self.unit or COUNT
        decimals = unit.decimals_exact if self.exact else unit.decimals
        return show_figure(value, unit.places, decimals)


def _date(value: Any) -> str:
    """An ISO date the British way."""
    year, month, day = str(value)[:10].split("-")
    return f"{day}/{month}/{year}"


_AS_WRITTEN: Mapping[Type, Callable[[Any], str]] = {
    Type.DATE: _date,
    Type.YES_NO: lambda value: "Yes" if value else "No",
    Type.MONTH: lambda value: f"M{value:02}",
    Type.CHOICE: lambda value: chosen(str(value)),
}


@dataclass(eq=False)
class Column:
    """One column: its distinct values, and for each row the position of its value among them."""

    spec: ColumnSpec
    values: list[Any]
    codes: NDArray[np.int32]

    @cached_property
    def texts(self) -> list[str]:
        """The distinct values as written."""
        return [self.spec.show(value) for value in self.values]

    @cached_property
    def ranks(self) -> NDArray[Any]:
        """Where each distinct value stands in ascending order; blanks come last."""
        import numpy as np

        order = sorted(range(len(self.values)), key=self._sort_key)
        ranks = np.empty(len(order), dtype=np.uint16 if len(order) < 2**16 else np.uint32)
        ranks[order] = np.arange(len(order))
        return ranks

    def _sort_key(self, position: int) -> tuple[bool, Any]:
        value = self.values[position]
        return value is None or value == "", value.casefold() if isinstance(value, str) else value or 0

    @cached_property
    def blanks(self) -> Mask:
        """Which distinct values are blank."""
        import numpy as np

        return np.array([value is None or value == "" for value in self.values], dtype=bool)

    @cached_property
    def figures(self) -> NDArray[np.int64]:
        """The distinct values of a column of figures, in its unit's parts; a blank is 0 (see `blanks`)."""
        import numpy as np

        return np.array([value or 0 for value in self.values], dtype=np.int64)

    @cached_property
    def sought(self) -> list[str]:
        """The distinct values as they are looked for: small letters, no thousands separators, dates both ways."""
        if self.spec.type is Type.FIGURE:
            return [text.replace(",", "") for text in self.texts]
        if self.spec.type is Type.DATE:
            return [f"{text} {value or ''}".casefold() for text, value in zip(self.texts, self.values, strict=True)]
        return [text.casefold() for text in self.texts]

    @cached_property
    def _block(self) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
        """All texts as one block of bytes, and for each byte the distinct value it belongs to."""
        import numpy as np

        encoded = [text.encode() + b"\n" for text in self.sought]
        lengths = np.fromiter(map(len, encoded), dtype=np.int32, count=len(encoded))
        owners = np.repeat(np.arange(len(encoded), dtype=np.int32), lengths)
        return np.frombuffer(b"".join(encoded), dtype=np.uint8), owners

    def holding(self, word: str) -> Mask:
        """Which distinct values hold the word (given in small letters) somewhere in their text."""
        import numpy as np

        needle = word.replace(",", "") if self.spec.type is Type.FIGURE else word
        if not needle:
            return np.ones(len(self.values), dtype=bool)
        if len(self.values) <= SCANNED:
            return np.fromiter((needle in text for text in self.sought), dtype=bool, count=len(self.values))
        return self._scan(needle.encode())

    def _scan(self, needle: bytes) -> Mask:
        import numpy as np

        block, owners = self._block
        room = max(0, len(block) - len(needle) + 1)
        hits = block[:room] == needle[0]
        for step, byte in enumerate(needle[1:3], 1):
            hits &= block[step : room + step] == byte
        found = np.flatnonzero(hits)
        for step, byte in enumerate(needle[3:], 3):  # few places are left to look at
            found = found[block[found + step] == byte]
        mask = np.zeros(len(self.values), dtype=bool)
        mask[owners[found]] = True
        return mask

    def prepare(self) -> None:
        """Do now, in a worker, what the first sort and the first keystroke would wait for."""
        _ = self.ranks
        if self.spec.type is Type.FIGURE:
            _ = self.figures
        _ = self._block if len(self.values) > SCANNED else self.sought


def encode(spec: ColumnSpec, values: Sequence[Any]) -> Column:
    """A column from one value a row."""
    import numpy as np

    seen: dict[Any, int] = {}
    codes = np.fromiter((seen.setdefault(value, len(seen)) for value in values), dtype=np.int32, count=len(values))
    return Column(spec, list(seen), codes)


@dataclass(frozen=True)
class SortKey:
    """A column to sort by."""

    name: str
    descending: bool = False


class Columns:
    """A table of rows, each with an identity, kept column by column. It never changes: an edit makes a new one."""

    def __init__(self, specs: Sequence[ColumnSpec], ids: Sequence[Any], columns: Sequence[Column]) -> None:
        self.specs = tuple(specs)
        self.ids = list(ids)
        self.columns = list(columns)
        self.by_name = {column.spec.name: column for column in self.columns}
        self._words: dict[str, Mask] = {}

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.ids)

    @cached_property
    def _positions(self) -> dict[Any, int]:
        return {id_: position for position, id_ in enumerate(self.ids)}

    def position_of(self, id_: object) -> int | None:
        """Where the row with this identity stands, or None."""
        return self._positions.get(id_)

    def value(self, position: int, name: str) -> Any:
        """The stored value of a cell."""
        column = self.by_name[name]
        return column.values[column.codes[position]]

    def shown(self, position: int, name: str) -> str:
        """A cell as it is written."""
        column = self.by_name[name]
        return column.spec.show(column.values[column.codes[position]])

    def row(self, position: int) -> dict[str, Any]:
        """All stored values of a row."""
        return {spec.name: self.value(position, spec.name) for spec in self.specs}

    def holding(self, words: str) -> Mask | None:
        """The rows in which each of the words stands in some column; None if there is nothing to look for."""
        mask: Mask | None = None
        for word in words.casefold().split():
            rows = self._rows_holding(word)
            mask = rows if mask is None else mask & rows
        return mask

    def _rows_holding(self, word: str) -> Mask:
        import numpy as np

        if word not in self._words:
            mask = np.zeros(self.count, dtype=bool)
            for column in sorted(self.columns, key=lambda column: len(column.values)):
                held = column.holding(word)
                if held.any():
                    mask |= held.take(column.codes)
                    if mask.all():
                        break
            if len(self._words) >= 16:
                self._words.clear()
            self._words[word] = mask
        return self._words[word]

    def order(self, keys: Sequence[SortKey], within: Mask | None = None) -> Positions:
        """The positions of the rows in order, blanks last either way; equal rows keep the order they came in."""
        import numpy as np

        order: Positions = np.arange(self.count) if within is None else np.flatnonzero(within)
        for key in reversed(keys):
            if column := self.by_name.get(key.name):
                order = _sorted_by(column, order, descending=key.descending)
        return order

    def total(self, name: str, positions: Positions | Sequence[int]) -> int | None:
        """The sum of a column of figures over some rows; None when all of them are blank."""
        import numpy as np

        column = self.by_name[name]
        codes = column.codes[np.asarray(positions, dtype=np.intp)]
        filled = codes[~column.blanks[codes]]
        return int(column.figures[filled].sum()) if len(filled) else None

    def prepare(self) -> Columns:
        """Make sorts and filters ready; call it in the worker."""
        for column in self.columns:
            column.prepare()
        _ = self._positions
        return self


def _sorted_by(column: Column, order: Positions, *, descending: bool) -> Positions:
    """A stable sort, sixteen bits at a time, which numpy does in linear time."""
    import numpy as np

    ranks = column.ranks
    if descending and len(ranks):
        ranks = np.where(column.blanks, ranks, ranks.max() - ranks).astype(ranks.dtype)
        ranks[column.blanks] = np.iinfo(ranks.dtype).max
    keys = ranks[column.codes[order]]
    if keys.dtype == np.uint16:
        return order[np.argsort(keys, kind="stable")]
    order = order[first := np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")]
    return order[np.argsort((keys[first] >> 16).astype(np.uint16), kind="stable")]


def columns_of(specs: Sequence[ColumnSpec], rows: Iterable[Any], *, ids: Sequence[Any] | None = None) -> Columns:
    """Columns from rows: tuples in the order of `specs`, mappings, or objects with attributes of those names.

    A row's identity is taken from `ids`, else from its `id`, else it is its position. Call it in the worker.
    """
    rows = list(rows)
    if rows and isinstance(rows[0], tuple) and not hasattr(rows[0], specs[0].name):
        table = list(zip(*rows, strict=True))
    else:
        table = [tuple(_read(row, spec.name) for row in rows) for spec in specs] if rows else []
    table = table or [()] * len(specs)
    found = [_read(row, "id") for row in rows] if ids is None else list(ids)
    identities = [position if id_ is None else id_ for position, id_ in enumerate(found)]
    return Columns(
        specs, identities, [encode(spec, values) for spec, values in zip(specs, table, strict=True)]
    ).prepare()


def _read(row: Any, name: str) -> Any:
    if isinstance(row, Mapping):
        return row.get(name)
    return getattr(row, name, None)
