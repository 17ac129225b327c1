"""The block of cells that is selected in a table: what is copied of it, and what is pasted over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import Field
from ui.parts.clipboard import Pasted, from_text

if TYPE_CHECKING:
    from ui.parts.table import RecordTable
    from ui.parts.table_layout import TableLayout
    from ui.parts.table_model import RecordModel
    from ui.parts.table_view import RecordView

Selected = tuple[list[int], list[int]]  # rows, and columns from left to right


def selected(view: RecordView, layout: TableLayout) -> Selected:
    """The selected rows and columns."""
    indexes = view.selectionModel().selectedIndexes()
    chosen = {index.column() for index in indexes}
    return sorted({index.row() for index in indexes}), [at for at in layout.visible() if at in chosen]


def copied(model: RecordModel, block: Selected, *, headings: bool) -> list[list[str]]:
    """The block as text, with its headings if wanted."""
    rows, columns = block
    lines = [[model.specs[at].heading for at in columns]] if headings else []
    for row in rows:
        cells = [model.index(row, at) for at in columns]
        lines.append([model.specs[cell.column()].plain(model.value(cell)) for cell in cells])
    return lines


def shown_records(table: RecordTable) -> tuple[list[Field], list[tuple[Any, ...]]]:
    """What is shown: the columns in their order as fields, and the rows with their stored values."""
    columns = table.columns
    if columns is None:
        return [], []
    specs = [table.model.specs[at] for at in table.layout_.visible()]
    fields = [Field(name=spec.name, label=spec.full or spec.label, type=spec.type, unit=spec.unit) for spec in specs]
    values = [[columns.value(at, spec.name) for spec in specs] for at in table.shown()]
    return fields, [tuple(None if value == "" else value for value in row) for row in values]


def pasted(model: RecordModel, layout: TableLayout, block: Selected, text: str) -> list[Pasted]:
    """What a text would change, beginning where the block does; one value fills the block."""
    lines, (rows, chosen) = from_text(text), block
    if not rows or not lines:
        return []
    visible = layout.visible()
    columns = visible[visible.index(chosen[0]) :]
    if len(lines) == 1 and len(lines[0]) == 1:
        lines = [lines[0] * len(chosen)] * len(rows)
    cells = []
    for line, texts in enumerate(lines):
        row = rows[0] + line
        id_ = model.id_at(row) if row < model.rowCount() else None
        if len(texts) > len(columns):
            raise UserError(f"The block is {len(texts)} columns wide; from here there are {len(columns)}.")
        named = zip(columns, texts, strict=False)
        cells += [Pasted(id_, model.specs[at].name, cell, line) for at, cell in named]
    return cells
