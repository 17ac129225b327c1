"""How the columns of a table stand: fitted at first, then as the user left them, remembered by the table's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

from blmk_desktop.columns import SortKey
from ui.parts.table_cells import MARK, PADDING
from ui.parts.table_header import FUNNEL, Headings, unbroken
from ui.parts.table_model import RecordModel
from ui.settings import Settings

NARROWEST, WIDEST = 56, 340  # pixels, at 100 % text size
SAMPLE = 150  # rows looked at to fit a column


class TableLayout(QObject):
    """Widths, order and visibility of columns, and the sort, kept in the settings."""

    def __init__(self, settings: Settings, view: QTableView, headings: Headings, model: RecordModel) -> None:
        super().__init__(view)
        self.settings, self.view, self.headings, self.model = settings, view, headings, model
        self.name = ""
        self.sort: list[SortKey] = []
        self._given: dict[str, int] = {}
        self._fitted = False
        self._arranging = False
        self._saving = QTimer(self, singleShot=True, interval=400)
        self._saving.timeout.connect(self.save)
        headings.sectionResized.connect(self._touched)
        headings.sectionMoved.connect(self._touched)

    @property
    def _kept(self) -> str:
        return f"tables/{self.name}"

    def begin(self, name: str) -> None:
        """Take up what is remembered under a name, for the model's present columns."""
        if self._saving.isActive():
            self.save()
        self.name = name
        kept = self.settings.value(self._kept, {})
        self.sort = [SortKey(column, bool(down)) for column, down in kept.get("sort", [])]
        self._fitted = False
        self._arrange(kept)

    def _arrange(self, kept: dict[str, Any]) -> None:
        self._arranging = True
        names = [spec.name for spec in self.model.specs]
        hidden = kept.get("hidden", [spec.name for spec in self.model.specs if spec.hidden])
        order = [name for name in kept.get("order", []) if name in names]
        for visual, name in enumerate(order + [name for name in names if name not in order]):
            self.headings.moveSection(self.headings.visualIndex(names.index(name)), visual)
        for logical, name in enumerate(names):
            self.headings.setSectionHidden(logical, name in hidden)
        self.fit(kept.get("widths", {}))
        self._arranging = False

    def fit(self, widths: dict[str, int]) -> None:
        """Give each column the width remembered, or one that suits its heading and first rows."""
        arranging, self._arranging = self._arranging, True
        for logical, spec in enumerate(self.model.specs):
            width = widths.get(spec.name) or self.fitted(logical)
            if not self.headings.isSectionHidden(logical):
                self._give(logical, width)
        self._arranging = arranging

    def _give(self, logical: int, width: int) -> None:
        """Set a width of our own choice; what differs from it later is the user's."""
        self.headings.resizeSection(logical, width)
        self._given[self.model.specs[logical].name] = self.headings.sectionSize(logical)

    def fit_once(self) -> None:
        """When the first rows have come: fit the columns that the user has not set."""
        if not self._fitted and self.model.rowCount():
            self._fitted = True
            widths = self.settings.value(self._kept, {}).get("widths", {})
            self.fit(widths)
            self._spread(widths)

    def fit_again(self) -> None:
        """When the size of text has changed."""
        if self._fitted:
            self._fitted = False
            self.fit_once()

    def _spread(self, widths: dict[str, int]) -> None:
        """Give room that is left over to the columns of text, up to half as much again."""
        texts = [
            at
            for at in self.visible()
            if self.model.specs[at].side == "left" and self.model.specs[at].name not in widths
        ]
        spare = self.view.viewport().width() - self.headings.length() - self._scroll_bar_to_come()
        room = sum(self.headings.sectionSize(at) for at in texts)
        arranging, self._arranging = self._arranging, True
        for at in texts if spare > 0 else []:
            size = self.headings.sectionSize(at)
            self._give(at, size + min(size // 2, spare * size // room))
        self._arranging = arranging

    def _scroll_bar_to_come(self) -> int:
        """The width that the scroll bar will take, where the rows need one that is not there yet."""
        bar, rows = self.view.verticalScrollBar(), self.model.rowCount()
        high = rows * self.view.verticalHeader().defaultSectionSize() > self.view.viewport().height()
        return bar.sizeHint().width() if high and not bar.isVisible() else 0

    def fitted(self, logical: int) -> int:
        """The width that shows the heading on two lines and nearly all of the first rows."""
        spec, metrics = self.model.specs[logical], self.view.fontMetrics()
        if spec.width:
            return spec.width * metrics.averageCharWidth() + 2 * PADDING
        words = [metrics.horizontalAdvance(word) for word in unbroken(spec.heading).split(" ")]
        half = metrics.horizontalAdvance(spec.heading) * 0.62
        heading = max(*words, half if len(words) > 1 else 0, 0) + PADDING + FUNNEL + 4
        texts = self.model.texts(logical, SAMPLE)
        widest = max((metrics.horizontalAdvance(text) for text in (*texts, *spec.tones)), default=0)
        content = widest + 2 * PADDING + (MARK + 8 if spec.side == "right" or spec.tones else 4)
        return int(max(NARROWEST, heading, min(content, WIDEST * metrics.height() / 14)))

    def columns(self) -> list[tuple[str, str, bool]]:
        """Name, heading and whether it is shown, in the order on screen."""
        logical = [self.headings.logicalIndex(visual) for visual in range(len(self.model.specs))]
        specs = [(self.model.specs[at], not self.headings.isSectionHidden(at)) for at in logical]
        return [(spec.name, spec.heading, shown) for spec, shown in specs]

    def choose(self, chosen: Sequence[tuple[str, bool]]) -> None:
        """Show these columns in this order."""
        self.save()  # a width given just now is among what stays
        kept = self.state()
        self._arrange(
            kept | {"order": [name for name, _ in chosen], "hidden": [name for name, shown in chosen if not shown]}
        )
        self.save()

    def reset(self) -> None:
        """Forget what the user changed."""
        self.settings.forget(self._kept)
        self.sort = []
        self._arrange({})

    def visible(self) -> list[int]:
        """The columns shown, as the model numbers them, from left to right."""
        logical = [self.headings.logicalIndex(visual) for visual in range(self.headings.count())]
        return [at for at in logical if not self.headings.isSectionHidden(at)]

    def _touched(self) -> None:
        if not self._arranging and self.name and self._fitted:
            self._saving.start()

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Stand as it was kept, from now on."""
        self._saving.stop()
        self.settings.set_value(self._kept, dict(kept))
        self.begin(self.name)
        self.fit_once()

    def state(self) -> dict[str, Any]:
        """How the columns stand: their order, which are hidden, the widths that the user gave, the sort."""
        names = [spec.name for spec in self.model.specs]
        widths = self.settings.value(self._kept, {}).get("widths", {})
        for logical, name in enumerate(names):
            size = self.headings.sectionSize(logical)
            if size and size != self._given.get(name):
                widths[name] = size
        return {
            "widths": widths,
            "order": [name for name, _, _ in self.columns()],
            "hidden": [name for name, _, shown in self.columns() if not shown],
            "sort": [[key.name, key.descending] for key in self.sort],
        }

    def save(self) -> None:
        """Remember now."""
        self._saving.stop()
        if self.name and len(self.model.specs) == self.headings.count():
            self.settings.set_value(self._kept, self.state())

    def sort_by(self, name: str, *, further: bool = False, descending: bool | None = None) -> None:
        """Sort by a column: up, then down, then not at all; `further` keeps the columns already sorted by."""
        old = next((key for key in self.sort if key.name == name), None)
        new: SortKey | None = SortKey(name, bool(descending))
        if descending is None and old is not None:
            new = None if old.descending else SortKey(name, descending=True)
        if further and old is not None:
            self.sort = [new if key is old else key for key in self.sort if key is not old or new]  # type: ignore[misc]
        else:
            self.sort = ([*self.sort] if further else []) + ([new] if new else [])
        self.save()
