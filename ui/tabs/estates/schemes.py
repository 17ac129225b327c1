"""The page of schemes: a board by stage or the table, and the chosen scheme at the side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.parts.banner import Banner
from ui.parts.board import Board
from ui.parts.clipboard import as_rows
from ui.parts.empty import EmptyState, begin
from ui.parts.form import open_form
from ui.parts.labels import button
from ui.parts.pickers import AsAt, ColumnPicker
from ui.parts.record_lines import ACKNOWLEDGED, open_ones, with_findings
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.estates import schemes_columns as rows
from ui.tabs.estates.scheme_pane import SchemePane
from ui.tabs.estates.schemes_dialogs import StageDialog

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.parts.clipboard import Pasted
    from ui.window import MainWindow

VIEWS = {"board": "Board", "table": "Table"}
NONE_YET = "No schemes yet. Import a workbook of schemes, or add one."
KINDS = {"scheme"}


class Schemes(QWidget):
    """View and day on top, the board or the table in the middle, the chosen scheme at the side.

    The board shows the rows that the table would: one filter holds for both.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = "scheme"
        self.shown: rows.Shown | None = None
        self._findings: list[Finding] = []
        self._wanted = ""  # the name of a scheme to go to as soon as it has come
        self.banner, self.detail, self.board = Banner(), SchemePane(window), Board("Schemes by stage")
        self.table = RecordTable(window, "schemes", rows.specs(editable=False))
        self.table.commit = self._edit
        self.table.paste_block = self._paste
        self.table.current_changed.connect(self._choose)
        self.table.shown_changed.connect(self._lay_cards)
        self.table.activated.connect(lambda _id: self._open_form())
        self.board.chosen.connect(self._choose)
        self.board.activated.connect(lambda _id: self._open_form())
        self.board.moved.connect(self.ask_stage)
        self._controls()
        self.nothing: EmptyState | None = None
        self.stack = QStackedWidget()
        for part in (self.board, self.table):
            self.stack.addWidget(part)
        sides = Sides(window.settings, "schemes", [self.stack, self.detail], (1036, 306))
        set_out(self, self.banner, self.table.bar, below=sides)
        self._show_view()

    def _controls(self) -> None:
        bar, settings = self.table.bar, self.window_.settings
        kept = str(settings.value("schemes/view", "board"))
        self.switch = Switch("Show as", VIEWS, kept if kept in VIEWS else "board")
        self.switch.chosen.connect(lambda view: settings.set_value("schemes/view", view))
        self.switch.chosen.connect(lambda _view: self._go_over())
        self.as_at = AsAt()
        self.as_at.changed.connect(lambda _day: self.refresh())
        bar.add(self.switch)
        bar.add_label("As at", self.as_at)
        bar.add(self.as_at)
        bar.add(ColumnPicker(self.table, "place", "All places"))
        bar.add(ColumnPicker(self.table, "kind", "All kinds"))
        self.add = button("Add a scheme…", self.add_scheme)
        self.add.setToolTip("A scheme that no workbook has")
        self.forms = button("Forms…", lambda: self.window_.commands.update_forms("scheme-update"))
        self.forms.setToolTip("Write the forms in which leads bring their schemes up to date")
        changes_data(self.window_, self.add)
        for part in (self.add, self.forms):
            bar.add(part)

    @property
    def day(self) -> str:
        """The day that the rows hold for; '' is today."""
        return "" if self.as_at.is_today else self.as_at.day

    @property
    def editable(self) -> bool:
        """Whether schemes can be changed: only as they are today."""
        return not self.window_.read_only and not self.day

    @property
    def findings(self) -> list[Finding]:
        """What findings say of the schemes shown: nothing as at a past day, for they are about how it stands now."""
        return [] if self.day else self._findings

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        day, editable = self.day, self.editable
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.schemes_shown(connection, day, editable=editable),
                self._show,
                replaces=self,
                title="Reading the schemes",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        self.board.movable = self.editable
        self.as_at.offer(_days(shown))
        buttons = begin(self.window_, ("Add a scheme…", self.add_scheme))
        self.table.set_empty(NONE_YET, buttons)
        self.table.totals = "Total of {shown} shown"
        self.table.show_columns(shown.columns)
        self._show_nothing(buttons)
        self._mark()
        self._go_to_wanted()
        self._choose(self._current)

    def _show_nothing(self, buttons: list[tuple[str, Any]]) -> None:
        """In place of a board of empty lanes, what to do."""
        if self.nothing is not None:
            self.stack.removeWidget(self.nothing)
            self.nothing.deleteLater()
            self.nothing = None
        if self.shown is not None and not self.shown.rows:
            self.nothing = EmptyState(NONE_YET, buttons)
            self.stack.addWidget(self.nothing)
        self._show_view()

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._mark()
        self._lay_cards()
        self.detail.show_findings(findings)

    def _mark(self) -> None:
        """What findings say, at cells, on cards and in the banner."""
        if self.shown is None:
            return
        self.table.set_marks(rows.marks(self.shown, self.findings))
        text = rows.attention(self.shown.rows)
        about = [one for one in open_ones(self.findings) if one.about[0] == "scheme"]
        text, buttons = with_findings(self.window_, text, about, "on schemes")
        self.banner.show_text(text, "amber", buttons)

    def _show_view(self) -> None:
        """The board or the table."""
        self.stack.setCurrentWidget(self.nothing or (self.board if self.switch.now == "board" else self.table))

    def _go_over(self) -> None:
        """From the board to the table or back, with the same scheme chosen."""
        self._show_view()
        if self.switch.now == "table":
            self.table.select(self.board.current_id)
        else:
            self.board.select(self.table.current_id)

    def _lay_cards(self) -> None:
        """The rows that the filter leaves, as cards."""
        if self.shown is None or self.table.columns is not self.shown.columns:
            return
        held = rows.cards((self.shown.rows[id_] for id_ in self.table.shown_ids), self.findings)
        self.board.show_cards(held, rows.lanes(self.shown))

    # The scheme at the side

    @property
    def _current(self) -> Any:
        return self.board.current_id if self.switch.now == "board" else self.table.current_id

    def show_record(self, kind: str, key: str) -> None:
        """Go to a scheme by its name."""
        self._wanted = key
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        id_ = self.shown.id_of(self._wanted) if self.shown and self._wanted else None
        if id_ is not None:
            self._wanted = ""
            self.table.reveal(id_)
            self.board.select(id_)
            self._choose(id_)

    def _choose(self, id_: Any) -> None:
        row = self.shown.rows.get(id_) if self.shown else None
        self.detail.choose(row.name if row else "", self.day)

    # Changes

    def ask_stage(self, id_: Any, stage: str) -> StageDialog | None:
        """Ask when a scheme reached a stage, and record it."""
        row = self.shown.rows.get(id_) if self.shown else None
        if row is None or not self.editable:
            return None
        dialog = StageDialog(self.window_, row, stage)
        dialog.open()
        return dialog

    def add_scheme(self) -> None:
        """Open the form of a new scheme."""
        open_form(self.window_, "scheme", {})

    def _open_form(self) -> None:
        if self.detail.scheme is not None:
            open_form(self.window_, "scheme", self.detail.scheme.record)

    def _edit(self, id_: Any, field: str, text: str) -> None:
        from blmk_desktop import editing

        self.window_.change(editing.edit, "scheme", id_, {field: text}, kinds=KINDS, raises=True)

    def _paste(self, cells: list[Pasted]) -> None:
        """A block over rows that are there changes them; below the last row it adds schemes. One change set."""
        from blmk_desktop.editing import paste
        from blmk_desktop.errors import UserError

        own = {spec.name for spec in rows.specs(editable=True) if spec.editable}
        if not self.editable or not own.issuperset(cell.field for cell in cells):
            raise UserError("Only what schemes have of their own can be pasted here: not their stage or their money.")
        self.window_.change(paste, "scheme", *as_rows(cells), kinds=KINDS)


def _days(shown: rows.Shown) -> list[tuple[str, str]]:
    """The days on which stages were reached, newest first, to look at the schemes as they stood."""
    days = {stage.on for row in shown.rows.values() for stage in row.stages}
    return [("the stages of that day", day) for day in sorted(days, reverse=True)[:8]]
