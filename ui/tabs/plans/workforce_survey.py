"""The page of the practice workforce survey: the gap in GPs, every staff group, and which practices are awaited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from blmk_desktop.filters import Condition
from blmk_desktop.records.survey import GROUPS
from blmk_desktop.rules.wording import counted
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane
from ui.parts.labels import button
from ui.parts.pickers import ColumnPicker, choice, offer
from ui.parts.record_lines import ACKNOWLEDGED
from ui.parts.sides import Sides, set_out
from ui.parts.switch import Switch
from ui.parts.table import RecordTable
from ui.tabs.plans import workforce_survey_columns as rows
from ui.tabs.plans.workforce_survey_detail import Answers, show_group, show_practice
from ui.update_forms import forms_folder

if TYPE_CHECKING:
    from ui.window import MainWindow

HINT = "Choose a row to see its figures, and which practices there have still to answer."
NOBODY = "The answers of a place, a staff group or a practice stand here as soon as there are some."
EMPTY = "No answers yet. Write the survey forms, send them to the practices, and import what comes back."


class WorkforceSurvey(QWidget):
    """Year, staff group and view on top, the table in the middle, the chosen place or practice at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.kind = ""  # the table as it stands is exported
        self.shown: rows.Shown | None = None
        self._wanted = ""  # the code of a practice to go to as soon as it has come
        self._only_awaited = False  # whether to show those alone as soon as the practices have come
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "survey by place", rows.specs("place", GROUPS[0]))
        self.table.view.setAccessibleName("Practice workforce survey")
        self.table.total_of = self._totals
        self.table.current_changed.connect(self._choose)
        self.table.activated.connect(self._open)
        self._controls()
        sides = Sides(window.settings, "survey", [self.table, self.detail], (1026, 316))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.year, self.group = choice("Financial year", 8, self.refresh), choice("Staff", 20, self.refresh)
        self.group.addItems(GROUPS)
        for words, box in (("Year", self.year), ("Staff", self.group)):
            bar.add_label(words, box)
            bar.add(box)
        self.switch = Switch("Show by", rows.VIEWS, "place")
        self.switch.chosen.connect(lambda _view: self.refresh())
        bar.add_label("Show by", self.switch)
        bar.add(self.switch)
        bar.add(ColumnPicker(self.table, "place", "All places"))
        bar.add(ColumnPicker(self.table, "status", "Returned or awaited"))
        self.forms = button("Survey forms…", self.ask_forms)
        self.forms.setToolTip("Write a workbook for each practice that has still to answer, to be sent to it")
        bar.add(self.forms)

    # What is shown

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        view, group, year = self.switch.now, self.group.currentText(), self.year.currentText()
        self.group.setEnabled(view != "group")
        if kinds != ACKNOWLEDGED:
            self.window_.read(
                lambda connection: rows.fetch(connection, view, group, year),
                self._show,
                replaces=self,
                title="Adding up the survey",
            )

    def _show(self, shown: rows.Shown) -> None:
        self.shown = shown
        offer(self.year, shown.years or [shown.survey.year], shown.survey.year)
        begin = [("Survey forms…", self.ask_forms), ("Import workbooks…", self.window_.commands.import_workbooks)]
        self.table.set_empty(EMPTY, [] if self.window_.read_only else begin)
        self.table.totals = "" if shown.view == "group" else "Total of {shown} shown"  # groups lie within each other
        self.table.show_columns(shown.columns, f"survey by {shown.view}")
        self.table.set_marks(rows.marks(shown))
        self._say(shown)
        self._filter_awaited()
        self._go_to_wanted()
        self._choose(self.table.current_id)

    def _say(self, shown: rows.Shown) -> None:
        """How far the survey has got and what it comes to, in words."""
        from blmk_desktop.words.survey import survey_words

        buttons: list[tuple[str, Callable[[], object]]] = []
        if shown.survey.not_returned:
            buttons = [("See who is awaited", self.show_awaited), ("Copy who to chase", self.copy_chase)]
        self.banner.show_text(survey_words(shown.survey), "amber" if buttons else "blue", buttons)

    def _totals(self, positions: list[int]) -> Mapping[str, int | None]:
        shown = self.shown
        return rows.totals(shown, positions) if shown and shown.columns is self.table.columns else {}

    # Who is still to answer

    def show_awaited(self) -> None:
        """Show the practices that have not answered, and them alone."""
        self._only_awaited = True
        if self.switch.now != "practice":
            self.switch.choose("practice")
        else:
            self._filter_awaited()

    def _filter_awaited(self) -> None:
        if self._only_awaited and self.shown is not None and self.shown.view == "practice":
            self._only_awaited = False
            self.table.clear_filters()
            self.table.set_condition("status", Condition(chosen=frozenset({rows.AWAITED})))

    def copy_chase(self) -> None:
        """Put the text that asks for what is still to come on the clipboard."""
        from blmk_desktop.words.survey import survey_chase_text

        if self.shown is not None:
            QGuiApplication.clipboard().setText(survey_chase_text(self.shown.survey))
            awaited = counted(len(self.shown.survey.not_returned), "practice")
            self.window_.say(f"The text for {awaited} is copied: paste it into an e-mail.")

    def ask_forms(self) -> None:
        """Ask for a folder, and write a form for each practice that has still to answer; for all if none has."""
        if self.shown is None or self.window_.store is None:
            return
        survey = self.shown.survey
        codes = [one.code for one in survey.not_returned or survey.asked]
        if not codes:
            self.window_.say("There is no active practice in a network to ask.")
            return
        number = counted(len(codes), "survey form")
        before = str(forms_folder(self.window_))
        name = QFileDialog.getExistingDirectory(self, f"Folder for {number} of {survey.year}", before)
        if name:
            self.window_.settings.set_value("templates_folder", name)
            self.write_forms(codes, Path(name))

    def write_forms(self, codes: list[str], folder: Path) -> None:
        """Write the forms of practices, in a worker."""
        if self.shown is None or self.window_.store is None:
            return
        year, store = self.shown.survey.year, self.window_.store

        def writing(progress: Callable[[str, float], None]) -> list[Path]:
            from blmk_desktop.templates.survey_writer import write_survey_templates

            with store.reading() as connection:
                return write_survey_templates(connection, codes, year, folder, progress)

        title = f"Writing {counted(len(codes), 'survey form')}"
        self.window_.run(writing, lambda written: self._written(written, folder), title=title)

    def _written(self, written: list[Path], folder: Path) -> None:
        banner = self.window_.frame.banner
        opens = ("Open the folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        words = f"{counted(len(written), 'survey form')} {'is' if len(written) == 1 else 'are'} in {folder}."
        banner.show_text(words, "green", [opens, ("Close", lambda: banner.show_text(""))])

    # The row at the side

    def show_record(self, kind: str, key: str) -> None:
        """Go to the answers of a practice, by its code."""
        del kind
        self._wanted = key
        if self.switch.now != "practice":
            self.switch.choose("practice")
        else:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted and self.shown is not None and self.shown.view == "practice":
            wanted, self._wanted = self._wanted, ""
            self.table.reveal(wanted)

    def _open(self, id_: Any) -> None:
        if self.shown is not None and self.shown.view == "practice":
            self.window_.show_record("practice", str(id_))

    def _choose(self, id_: Any) -> None:
        shown = self.shown
        if shown is None or id_ not in shown.rows:
            self.detail.clear(HINT if shown and shown.rows else NOBODY)
        elif shown.view == "practice":
            self.window_.read(
                lambda connection: _answers(connection, id_),
                lambda answers: show_practice(self.detail, self.window_, shown, id_, answers),
                replaces=(self, "detail"),
            )
        else:
            show_group(self.detail, self.window_, shown, id_)


def _answers(connection: Any, practice: str) -> Answers:
    from blmk_desktop.summaries.survey import practice_survey

    return practice_survey(connection, practice)
