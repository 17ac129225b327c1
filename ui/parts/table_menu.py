"""The menu of a table: export and print it as it stands, save it as a view, choose its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QToolButton

if TYPE_CHECKING:
    from ui.parts.table import RecordTable


class TableMenu(QToolButton):
    """The button at the right of the quick filter. What it does is imported only when it is asked for."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self.table = table
        self.setText("⋯")
        self.setAccessibleName("What can be done with this table")
        self.setToolTip("Export, print or save this view of the table; choose its columns")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """Put into the menu what can be done with the table now."""
        from ui.views import saved

        menu, window = self.menu(), self.table.window_
        menu.clear()
        menu.addAction("Export this &view…", self.export)
        menu.addAction("&Print…", self.print_)
        menu.addAction("&Columns…", self.table.choose_columns)
        if self.table is window.table:
            menu.addSeparator()
            saved.fill(window, menu)

    def export(self) -> None:
        """Ask where, and write the table as it stands."""
        from ui.views.exporting import export_table

        export_table(self.table)

    def print_(self) -> None:
        """Show how the table would be printed."""
        from ui.printing.preview import preview_table

        preview_table(self.table)
