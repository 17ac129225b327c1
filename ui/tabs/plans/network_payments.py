"""The page of network payments: what each network is due, and what that is worked out from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from blmk_desktop.errors import UserError
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane, Facts
from ui.parts.empty import begin
from ui.parts.labels import button
from ui.parts.pickers import ColumnPicker, choice, offer
from ui.parts.record_lines import ACKNOWLEDGED, open_ones, with_findings
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.plans import network_payments_columns as rows
from ui.tabs.plans.network_payments_detail import NetworkDetail, network_detail, show_detail

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from ui.parts.clipboard import Pasted
    from ui.window import MainWindow

HINT = "Choose a network to see what it is due, and what that is worked out from."
ABOUT = "payments"  # what findings about a year's payments call it


class NetworkPayments(QWidget):
    """Year and view on top, the table in the middle, the chosen network at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._year = ""  # '' until one is known: the usual one
        self._wanted = ""  # the code of a network to go to as soon as it has come
        self._findings: list[Finding] = []
        self._detail: NetworkDetail | None = None
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "network payments", [])
        self.table.commit = self._edit
        self.table.paste_block = self._paste
        self.table.current_changed.connect(self._choose)
        self.table.view.setAccessibleName("Network payments")
        self._controls()
        sides = Sides(window.settings, "network payments", [self.table, self.detail], (1010, 332))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.year = choice("Financial year", 8, lambda: self._choose_year(self.year.currentText()))
        bar.add_label("Year", self.year)
        bar.add(self.year)
        self.switch = Switch("Show by", rows.VIEWS, "network")
        self.switch.chosen.connect(lambda _view: self._show_view())
        bar.add_label("Show by", self.switch)
        bar.add(self.switch)
        bar.add(ColumnPicker(self.table, "place", "All places"))
        self.enter = button("Enter numbers…", self.enter_numbers)
        self.enter.setToolTip("Paste a column of adjusted patients or care home beds from Excel")
        changes_data(self.window_, self.enter)
        bar.add(self.enter)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        view, year, editable = self.switch.now, self._year, not self.window_.read_only
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.payments_shown(connection, view, year, editable=editable),
                self._show,
                replaces=self,
                title="Working out the payments",
            )
        self.window_.findings(self._keep_findings)

    def _show(self, shown: rows.Shown) -> None:
        self.shown, self._year = shown, shown.due.year
        offer(self.year, shown.due.years, shown.due.year)
        self._say_empty()
        self.table.totals = "Total of {shown} shown"
        self.table.show_columns(shown.columns, f"network payments by {shown.view} {shown.due.year}")
        self.table.set_marks(rows.marks(shown))
        self._say()
        if self._wanted and shown.view == "network" and self.table.reveal(self._wanted):
            self._wanted = ""
        self._choose(self.table.current_id)

    def _say_empty(self) -> None:
        sentence = "No networks yet. Import a register of networks and lists of patients."
        self.table.set_empty(sentence, begin(self.window_, demo=True))

    def _say(self) -> None:
        """What needs attention, in words; what papers say otherwise is counted."""
        if self.shown is None or not self.shown.columns.count:
            self.banner.show_text("")
            return
        text = rows.in_a_sentence(self.shown)
        about = [one for one in open_ones(self._findings) if one.about == (ABOUT, self.shown.due.year)]
        buttons: list[tuple[str, Any]] = []
        if rows.on_other_lists(self.shown.due) and not self.window_.read_only:
            buttons.append(("Import workbooks…", self.window_.commands.import_workbooks))
        text, see = with_findings(self.window_, text, about, "on what papers say of these payments")
        self.banner.show_text(text, "amber" if self.shown.due.total.missing else "blue", [*buttons, *see])

    def _keep_findings(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._say()
        self._show_detail()

    def _choose_year(self, year: str) -> None:
        self._year = year
        self.refresh()

    def _show_view(self) -> None:
        self._detail = None
        self.detail.clear(HINT)
        self.refresh()

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to a year's payments, or to those of a network (by code)."""
        if kind == ABOUT and "/" in key:
            self._choose_year(key)
            return
        self._wanted = key
        if self.switch.now != "network":
            self.switch.choose("network")
        elif self.shown is not None and self.table.reveal(key):
            self._wanted = ""

    def _choose(self, id_: Any) -> None:
        shown = self.shown
        if shown is None or id_ is None or shown.columns.position_of(id_) is None:
            return
        if shown.view != "network":
            self._show_row(shown, id_)
            return
        self.window_.read(
            lambda connection: network_detail(connection, shown, id_), self._keep_detail, replaces=(self, "detail")
        )

    def _show_row(self, shown: rows.Shown, id_: Any) -> None:
        """A place, payment or practice: what its row says, one under another."""
        self._detail = None
        position = shown.columns.position_of(id_)
        if position is None:
            return
        specs = shown.columns.specs
        pairs = [(spec.heading, shown.columns.shown(position, spec.name)) for spec in specs[1:]]
        code = shown.columns.row(position).get("code", "") if shown.view == "practice" else ""
        buttons = [("Show the practice", lambda: self.window_.show_record("practice", code))]
        name = shown.columns.shown(position, specs[0].name)
        self.detail.show_detail(name, shown.due.year, [Facts("Payments", pairs)], None, buttons if code else [])

    def _keep_detail(self, detail: NetworkDetail | None) -> None:
        self._detail = detail
        self._show_detail()

    def _show_detail(self) -> None:
        if self._detail is not None and self.switch.now == "network":
            show_detail(self.detail, self.window_, self._detail, self._findings)

    # Numbers that are asked for

    def _edit(self, code: Any, column: str, text: str) -> None:
        """Keep a number typed into its cell; a blank takes it away."""
        self._keep({(code, rows.NUMBERS[column]): text}, raises=True)

    def _paste(self, cells: list[Pasted]) -> None:
        """A block pasted over numbers: each beside its network."""
        if any(cell.id is None for cell in cells):
            raise UserError("The block is longer than the table: there is no network for each of its lines.")
        other = next((cell.field for cell in cells if cell.field not in rows.NUMBERS), None)
        if other is not None or self.switch.now != "network":
            raise UserError("Only numbers of patients and beds can be pasted here.")
        self._keep({(cell.id, rows.NUMBERS[cell.field]): cell.text for cell in cells})

    def _keep(self, typed: dict[tuple[str, str], str], *, raises: bool = False) -> None:
        from blmk_desktop.acts.payment_numbers import enter_numbers

        self.window_.change(enter_numbers, self._year, typed, kinds={"payment_basis"}, raises=raises)

    def enter_numbers(self) -> None:
        """Open the box into which a column from Excel is pasted."""
        from ui.tabs.plans.network_numbers import EnterNumbers

        if self.shown is not None and self._year:
            needed = [basis for basis in rows.NUMBERS.values() if self._lacks(basis)]
            EnterNumbers(self.window_, self._year, needed[0] if needed else "adjusted patient").open()

    def _lacks(self, basis: str) -> bool:
        return self.shown is not None and any(one.rate.basis == basis for one in self.shown.due.total.missing)
