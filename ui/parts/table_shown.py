"""A table as it stands on the screen: taken for a file or for paper, kept as a view, and taken up again."""

from __future__ import annotations

from itertools import chain

from PySide6.QtWidgets import QWidget

from blmk_desktop.columns import ColumnSpec
from blmk_desktop.filters import Condition
from blmk_desktop.rules.wording import counted
from blmk_desktop.views import View, ViewState, filter_words, sort_words
from ui.parts.controls import controls_of, said, value_of
from ui.parts.pages import Pages
from ui.parts.table import RecordTable

BETWEEN = " / "  # a tab and its page


def page_of(table: RecordTable) -> QWidget | None:
    """The tab, or the page of a tab, that a table stands on; None for one in a window of its own."""
    main = table.window_
    tab = next((tab for title in main.titles if (tab := main.built(title)) and _holds(tab, table)), None)
    return tab.page if isinstance(tab, Pages) and _holds(tab.page, table) else tab


def place_of(table: RecordTable) -> str:
    """Where a table stands, in words: 'Practices', 'Risks / Registers'; '' for one in a window of its own."""
    main = table.window_
    for title in main.titles:
        tab = main.built(title)
        if tab is not None and _holds(tab, table):
            return BETWEEN.join(filter(None, (title, tab.words_of(table) if isinstance(tab, Pages) else "")))
    return ""


def _holds(page: QWidget, table: RecordTable) -> bool:
    return page is table or page.isAncestorOf(table)


def name_of(table: RecordTable) -> str:
    """What a view of the table is called: where it stands, and which it is if that place has several."""
    place, own = place_of(table), table.view.accessibleName()
    page = page_of(table)
    if place and getattr(page, "table", None) is table:
        return place.replace(BETWEEN, ", ")
    return ", ".join(filter(None, (place.replace(BETWEEN, ", ") or table.window().windowTitle(), own)))


def shown_view(table: RecordTable) -> View | None:
    """The table as it stands; None before its rows have come."""
    columns = table.columns
    if columns is None:
        return None
    specs = tuple(table.model.specs[at] for at in table.layout_.visible())
    return View(
        name_of(table),
        specs,
        columns,
        table.shown(),
        tuple(_about(table)),
        (table.total_row.words, table.total_row.sums) if table.totals else ("", {}),
        table.model.strong,
    )


def _about(table: RecordTable) -> list[tuple[str, str]]:
    """What was chosen above the table and in it, in words."""
    columns = table.columns
    labels = {spec.name: spec.label for spec in table.model.specs}
    page = page_of(table)
    seen = [part for part in page.findChildren(QWidget) if part.isVisibleTo(page)] if page else []
    saying = [part.what_was_chosen for part in (table.window(), *seen) if hasattr(part, "what_was_chosen")]
    chosen = [*chain.from_iterable(say() for say in saying), *said(controls_of(table, page))]
    filters = [filter_words(labels[name], one) for name, one in table.conditions.items() if name in labels]
    typed = table.bar.box.text().strip()
    if typed:
        filters.insert(0, f"Every word of “{typed}”")
    shown, every = len(table.model.order), columns.count if columns else 0
    number = counted(every, "row") if shown == every else f"{shown:,} of {counted(every, 'row')}"
    sort = sort_words(table.layout_.sort, labels)
    parts = [("Shown", number), ("Filter", "; ".join(filters)), ("Sorted by", sort)]
    return [*chosen, *((what, words) for what, words in parts if words)]


# Kept, and taken up again


def state_of(table: RecordTable) -> ViewState:
    """How the table and the controls of its page stand."""
    seen = {name: one for name, one in controls_of(table, page_of(table)).items() if not one.isHidden()}
    controls = {name: value_of(control) for name, control in seen.items()}
    return ViewState(controls, table.bar.box.text(), dict(table.conditions), table.layout_.state())


def take_up(table: RecordTable, state: ViewState) -> None:
    """Let the table stand so, in its present rows: columns, sort and filters. What it has not is left out."""
    specs = {spec.name: spec for spec in table.model.specs}
    table.layout_.take_up(state.columns)
    kept = {name: one for name, one in state.conditions.items() if name in specs and _holds_for(specs[name], one)}
    table.conditions = kept
    table.filter_text(state.words)


def _holds_for(spec: ColumnSpec, condition: Condition) -> bool:
    """Whether a filter can be understood for a column that may be another than when it was kept."""
    try:
        condition.check(spec)
    except ValueError:
        return False
    return True
