"""The page of returns: which network has sent its plan, and what is to be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from blmk_desktop.errors import UserError
from blmk_desktop.records.returns import STATUSES
from blmk_desktop.rules.wording import counted
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane
from ui.parts.flow import Flow
from ui.parts.labels import button, menu_button, muted
from ui.parts.pickers import ColumnPicker, belongs, choice
from ui.parts.sides import Sides, set_out
from ui.parts.table import RecordTable
from ui.parts.writing import changes_data
from ui.tabs.plans import returns_columns as rows
from ui.tabs.plans.returns_counts import LATE, Counts
from ui.tabs.plans.returns_detail import ReturnDetail, return_detail, show_detail
from ui.tabs.plans.returns_dialogs import RoundDialog, StatusDialog, TemplatesDialog
from ui.update_forms import forms_folder

if TYPE_CHECKING:
    from ui.window import MainWindow

HINT = "Choose a network to see how far its return has got."
CHANGING = frozenset({"plan_round", "plan_return"})


class PlanReturns(QWidget):
    """Round and commands on top, how many have which status, the table of networks, the chosen one at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._detail: ReturnDetail | None = None
        self._wanted = ""  # the code of a network to go to as soon as it has come
        self._wanted_round = ""
        self._needing = ""  # what the networks need that are to be shown alone as soon as they have come
        self.banner, self.detail, self.due = Banner(), DetailPane(HINT), muted("")
        self.due.setWordWrap(False)
        self.table = RecordTable(window, "returns", rows.SPECS)
        self.table.totals = "Total of {shown} shown"
        self.table.view.setAccessibleName("Returns of the round")
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(self.open_plan)
        self.counts = Counts(self.table)
        self.commands = self._commands()
        self.table.bar.add(ColumnPicker(self.table, "place", "All places"))
        self.table.bar.add(self.counts)
        sides = Sides(window.settings, "returns", [self.table, self.detail], (1040, 300))
        set_out(self, self.banner, self.commands, self.table.bar, below=sides)

    # The commands on top

    def _commands(self) -> Flow:
        flow = Flow()
        self.round = choice("Plan round", 14, self._another_round)
        belongs(self.round)
        flow.add(self.round)
        self.round_menu = menu_button(
            "Round", [("New round…", self.new_round), ("Dates of this round…", self.ask_dates)]
        )
        self.templates = button("Templates…", self.ask_templates)
        returns = [("A folder of returns…", self.import_folder), ("Single files…", self._import_files)]
        self.import_menu = menu_button("Import returns", returns)
        steps: list[tuple[str, Callable[[], object]]] = [
            (f"{rows.WORDS[one]}…", partial(self.ask_status, one)) for one in STATUSES[1:]
        ]
        steps.append((rows.WORDS[STATUSES[0]], partial(self.set_status, STATUSES[0])))
        self.status_menu = menu_button("Set status", steps)
        self.chase = button("Copy who to chase", self.copy_chase)
        for part in (self.round_menu, self.templates, self.import_menu, self.status_menu, self.chase, self.due):
            flow.add(part)
        changes_data(self.window_, self.round_menu, self.import_menu, self.status_menu)
        return flow

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        del kinds  # a return, a line, a rate, an alias: nearly everything may matter
        name = self._wanted_round or self.round.currentText()
        self.window_.read(
            lambda connection: rows.fetch(connection, name), self._show, replaces=self, title="Reading the returns"
        )

    def _show(self, shown: rows.Shown) -> None:
        self.shown, self._wanted_round = shown, ""
        self.round.clear()
        self.round.addItems(shown.rounds)
        self.round.setCurrentText(shown.status.round)
        self._say_empty()
        self.detail.setVisible(bool(shown.rounds))
        self.table.show_columns(shown.columns)
        self.table.set_marks(rows.marks(shown))
        self.counts.show_counts(shown)
        self._enable()
        self._say()
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def _say_empty(self) -> None:
        if self.shown is None or self.shown.rounds:
            self.table.set_empty("There is no open network with a place to plan for.")
            return
        begin = [("Begin a round…", self.new_round), ("Load the example data", self.window_.commands.load_demo)]
        self.table.set_empty("No plan round yet.", [] if self.window_.read_only else begin)

    def _enable(self) -> None:
        """Only what can be done is there to be done."""
        found, may = self.shown, not self.window_.read_only
        any_round = found is not None and bool(found.rounds)
        for part, wanted in (
            (self.round, any_round),
            (self.templates, any_round),
            (self.chase, any_round),
            (self.status_menu, any_round and may),
            (self.import_menu, may),
            (self.round_menu, may),
        ):
            part.setEnabled(wanted)
        self.round_menu.menu().actions()[1].setEnabled(any_round)

    def _say(self) -> None:
        """What needs attention, and by when, in words."""
        from blmk_desktop.words.rounds import attention, due_words

        if self.shown is None:
            return
        status = self.shown.status
        unknown = sum(row.unknown for row in status.rows)
        left = f"{counted(unknown, 'line')} not fully costed" if unknown else ""
        self.due.setText(" · ".join(filter(None, (due_words(status, self.shown.today), left))))
        late = any(row.needs == "chase" for row in status.rows)
        buttons = [("Show them", lambda: self.counts.choose(LATE)), ("Copy who to chase", self.copy_chase)]
        self.banner.show_text(attention(status), "red" if late else "amber", buttons if late else [])

    def _another_round(self) -> None:
        self._detail = None
        self.detail.clear(HINT)
        self.refresh()

    # The chosen network

    def show_record(self, kind: str, key: str) -> None:
        """Go to a network by its code, or to a round by its name."""
        del kind
        self._wanted = key
        self._go_to_wanted()

    def show_needing(self, round_name: str, what: str) -> None:
        """Show those of a round that need something (a key of NEEDS), and them alone."""
        self._needing = rows.NEEDS[what]
        self._wanted_round = round_name
        self.refresh()

    def _go_to_wanted(self) -> None:
        if self._needing:
            needing, self._needing = self._needing, ""
            self.table.clear_filters()
            self.counts.choose(("needs", needing))
        if not self._wanted or self.shown is None:
            return
        wanted, self._wanted = self._wanted, ""
        if wanted not in self.shown.rounds:
            self.table.reveal(wanted)
        elif wanted != self.shown.status.round:
            self._wanted_round = wanted
            self.refresh()

    def _choose(self, code: Any) -> None:
        shown = self.shown
        row = shown.row(code) if shown else None
        if shown is None or row is None:
            self.detail.clear(HINT if shown and shown.rounds else "")
            return
        self.window_.read(
            lambda connection: return_detail(connection, shown.status, row),
            self._show_detail,
            replaces=(self, "detail"),
        )

    def _show_detail(self, detail: ReturnDetail) -> None:
        code = detail.row.pcn_code
        buttons = [
            ("Open plan", lambda: self.open_plan(code)),
            ("Show the network", lambda: self.window_.show_record("pcn", code)),
        ]
        if len(detail.versions) > 1:
            buttons.insert(1, ("Compare…", lambda: self.compare(code)))
        self._detail = detail
        show_detail(self.detail, self.window_, detail, buttons)

    def open_plan(self, code: Any) -> None:
        """Open the plan of a network in a window of its own."""
        from ui.plan.page import open_plan

        if self.shown is not None and code:
            open_plan(self.window_, self.shown.status.round, str(code))

    def compare(self, code: str) -> None:
        """Show two versions of a network's plan side by side."""
        from ui.plan.comparing import compare

        if self.shown is not None:
            compare(self.window_, code, version_b=self.shown.status.round)

    @property
    def chosen(self) -> list[str]:
        """The codes of the selected networks."""
        return [str(code) for code in self.table.selected_ids]

    # Rounds

    def new_round(self) -> RoundDialog:
        """Ask for a year, a stage and its dates, and begin that round."""
        dialog = RoundDialog(self.window_, self._make_round)
        dialog.open()
        return dialog

    def ask_dates(self) -> RoundDialog | None:
        """Ask for other dates of the round that is shown."""
        if self.shown is None or not self.shown.status.round:
            return None
        found = self.shown.status
        dialog = RoundDialog(self.window_, self._make_round, (found.year, found.stage, found.due, found.as_at))
        dialog.open()
        return dialog

    def _make_round(self, year: str, stage: str, due: str | None, as_at: str | None) -> None:
        from blmk_desktop.summaries.plan_round import make_round

        self._wanted_round = f"{year} {stage}"
        if self.window_.change(make_round, year, stage, due, as_at, kinds={"plan_round"}) is None:
            self.refresh()

    # Statuses

    def ask_status(self, status: str) -> StatusDialog | None:
        """Ask for the day of a step, and mark the selected networks."""
        names = [row.pcn for code in self.chosen if self.shown and (row := self.shown.row(code))]
        if not names:
            self.window_.say("Select the networks first: with Ctrl or Shift several at once.")
            return None
        codes = self.chosen
        dialog = StatusDialog(
            self.window_, names, status, lambda day, query: self.set_status(status, codes, day, query)
        )
        dialog.open()
        return dialog

    def set_status(self, status: str, codes: Sequence[str] = (), day: str | None = None, query: str = "") -> None:
        """Mark the selected networks, or those named."""
        from blmk_desktop.summaries.plan_round import set_status

        codes = codes or self.chosen
        if self.shown is None or not codes:
            self.window_.say("Select the networks first: with Ctrl or Shift several at once.")
            return
        made = self.window_.change(
            set_status, self.shown.status.round, codes, status, day, query, kinds={"plan_return"}
        )
        if made is not None:
            self.window_.say(f"{counted(len(codes), 'network')} marked as {status}.")

    # Templates out, returns in

    def ask_templates(self) -> TemplatesDialog | None:
        """Ask for whom and where to, and write the templates."""
        if self.shown is None or not self.shown.status.round:
            return None
        found, chosen = self.shown.status, self.chosen
        unsent = [row.pcn_code for row in found.rows if row.status == STATUSES[0]]
        groups = [
            (f"The {len(unsent):,} that were not sent one", unsent if len(unsent) < len(found.rows) else []),
            (f"All {len(found.rows):,} networks", [row.pcn_code for row in found.rows]),
            (f"The {counted(len(chosen), 'selected network').removeprefix('1 ')}", chosen),
        ]
        folder = forms_folder(self.window_) / f"PCN plans {found.year.replace('/', '-')} {found.stage}"
        dialog = TemplatesDialog(self.window_, found.round, groups, folder, found.due, self.write_templates)
        if self.window_.read_only:
            dialog.sent.setChecked(False)
            changes_data(self.window_, dialog.sent)
        dialog.open()
        return dialog

    def write_templates(
        self, codes: Sequence[str], folder: Path, sent: bool, due: str | None, *, replace: bool = False
    ) -> None:
        """Write the templates, in a worker; then note that they were sent. Asks before another file is lost."""
        if self.shown is None or self.window_.store is None:
            return
        found, store = self.shown.status, self.window_.store
        self.window_.settings.set_value("templates_folder", str(folder.parent))

        def writing(progress: Callable[[str, float], None]) -> list[Path]:
            from blmk_desktop.templates.plan_templates import write_plan_templates

            with store.reading() as connection:
                return write_plan_templates(
                    connection, codes, found.year, found.stage, folder, progress, replace=replace
                )

        def failed(error: Exception) -> None:
            from blmk_desktop.templates.placing import AlreadyThere

            if not isinstance(error, AlreadyThere):
                self.window_.tasks.on_error(error)
            elif self._may_replace(error):
                self.write_templates(codes, folder, sent, due, replace=True)

        self.window_.run(
            writing,
            lambda written: self._written(written, codes, folder, due if sent else None, sent=sent),
            title=f"Writing {counted(len(codes), 'template')}",
            on_error=failed,
        )

    def _may_replace(self, found: UserError) -> bool:
        """Whether the user wants files that are there already to be lost."""
        buttons = QMessageBox.StandardButton
        words = f"{found}\n\nReplace what is there by blank templates?"
        return (
            QMessageBox.question(self, "BLMK Primary Care", words, buttons.Yes | buttons.No, buttons.No) == buttons.Yes
        )

    def _written(self, written: list[Path], codes: Sequence[str], folder: Path, due: str | None, *, sent: bool) -> None:
        from blmk_desktop.templates.plan_templates import mark_sent

        if sent and self.shown is not None:
            found = self.shown.status
            self.window_.change(mark_sent, found.year, found.stage, codes, due, kinds=CHANGING)
        banner = self.window_.frame.banner
        open_folder = ("Open the folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        words = f"{counted(len(written), 'template')} {'is' if len(written) == 1 else 'are'} in {folder}."
        banner.show_text(words, "green", [open_folder, ("Close", lambda: banner.show_text(""))])

    def import_folder(self) -> None:
        """Ask for a folder of returns, and show what importing them would do."""
        self.window_.commands.import_folder()

    def _import_files(self) -> None:
        self.window_.commands.import_workbooks()

    # Chasing

    def copy_chase(self) -> None:
        """Put the text that asks for what is still to come on the clipboard."""
        from blmk_desktop.words.rounds import chase_text, to_ask

        if self.shown is None:
            return
        codes = self.chosen if len(self.chosen) > 1 else ()
        text = chase_text(self.shown.status, self.shown.today, codes)
        if not text:
            self.window_.say("Nothing is awaited from these networks." if codes else "Nothing is awaited.")
            return
        QGuiApplication.clipboard().setText(text)
        asked = to_ask(self.shown.status, codes)
        self.window_.say(f"The text for {counted(len(asked), 'network')} is copied: paste it into an e-mail.")
