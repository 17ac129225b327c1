"""The Papers window says what stands in a paper's way before it is made, shows its pages, and makes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import main
from blmk_desktop.check import check
from blmk_desktop.check.acknowledging import acknowledge_all
from ui.papers.cover_form import CoverForm
from ui.papers.dialog import Papers, open_papers
from ui.screenshots import settle
from ui.setting_up.dialog import open_settings
from ui.settings import Settings
from ui.window import MainWindow

TABS = (("Findings", "ui.tabs.findings:Findings"), ("Reference data", "ui.tabs.reference:Reference"))


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication, example: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window over the example data."""
    assert dressed.styleSheet()
    shutil.copyfile(example, tmp_path / "example.blmk")
    window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path, TABS)
    qtbot.addWidget(window)
    window.show()
    window.open_path(tmp_path / "example.blmk")
    settle(window)
    yield window
    window.close()


def opened(window: MainWindow, name: str, on: str = "2022-12-09") -> Papers:
    papers = open_papers(window, name)
    assert papers is not None
    settle(window)
    if papers.found is not None and papers.found.asked.on != on:
        papers.choosing.on.setCurrentIndex(papers.choosing.on.findData(on))
        papers.choosing.on.activated.emit(0)
        settle(window)
    return papers


def press(over: QWidget, words: str, at: int = 0) -> None:
    """Press a button or link by its words."""
    found = [button for button in over.findChildren(QPushButton) if button.text() == words]
    found[at].click()


def formats(papers: Papers, *endings: str) -> None:
    for ending, box in papers.choosing.formats.items():
        box.setChecked(ending in endings)


def test_what_stands_in_the_way_is_listed_and_opens_the_finding(shown: MainWindow) -> None:
    papers = opened(shown, "finance")
    assert papers.found is not None
    doubts = papers.found.questions
    assert doubts
    assert "Nobody has looked at" in papers.banner.text
    press(papers.detail, doubts[0][1].subject.replace("&", "&&"))
    settle(shown)
    assert shown.tabs.tabText(shown.tabs.currentIndex()) == "Findings"
    assert shown.current.table.current_id == doubts[0][1].identity


def test_once_they_were_looked_at_nothing_stands_in_its_way(shown: MainWindow) -> None:
    papers = opened(shown, "finance")
    store = shown.store
    assert store is not None
    with store.reading() as connection:
        found = check(connection)
    shown.change(lambda store: acknowledge_all(store, found, "Seen"))
    settle(shown)
    assert papers.banner.text.startswith("Nothing stands in its way")


def test_a_paper_is_made_as_the_files_that_are_wanted(shown: MainWindow, tmp_path: Path) -> None:
    papers = opened(shown, "annual-cycle")
    papers.choosing.folder.edit.setText(str(tmp_path / "made"))
    formats(papers, ".pdf", ".docx", ".xlsx")
    assert papers.go.text() == "Make 3 files"
    papers.go.click()
    settle(shown)
    assert {path.suffix for path in (tmp_path / "made").iterdir()} == {".pdf", ".docx", ".xlsx"}
    assert papers.banner.text.endswith("are made.")
    assert shown.settings.value("papers_formats", []) == [".pdf", ".docx", ".xlsx"]


def test_a_file_that_is_there_is_replaced_only_after_asking(shown: MainWindow, tmp_path: Path) -> None:
    papers = opened(shown, "agenda")
    papers.choosing.folder.edit.setText(str(tmp_path))
    formats(papers, ".pdf")
    papers.go.click()
    settle(shown)
    made = next(tmp_path.glob("*.pdf"))
    made.write_bytes(b"mine")
    papers.go.click()
    settle(shown)
    assert made.read_bytes() == b"mine"
    press(papers, "Replace")
    settle(shown)
    assert made.read_bytes().startswith(b"%PDF")


def test_without_a_format_there_is_nothing_to_make(shown: MainWindow) -> None:
    papers = opened(shown, "agenda")
    formats(papers)
    assert not papers.go.isEnabled()


def test_its_pages_are_seen_before_it_is_made(shown: MainWindow) -> None:
    papers = opened(shown, "agenda")
    papers.switch.choose("pages")
    settle(shown)
    assert papers.pages.count >= 1


def test_papers_of_a_pack_are_left_out_and_put_in_again(shown: MainWindow) -> None:
    papers = opened(shown, "pack")
    assert papers.found is not None
    whole = len(papers.found.papers)
    press(papers.detail, "Leave out")
    settle(shown)
    assert papers.found is not None
    assert len(papers.found.papers) == whole - 1
    press(papers.detail, "Put in")
    settle(shown)
    assert papers.found is not None
    assert len(papers.found.papers) == whole


def test_from_a_pack_one_goes_to_a_paper_of_it(shown: MainWindow) -> None:
    papers = opened(shown, "pack")
    assert papers.found is not None
    line = next(line for line in papers.found.lines if line.of == "Fuller")
    papers.show_paper(line.paper, line.of)
    settle(shown)
    assert papers.found is not None
    assert (papers.found.asked.name, papers.found.asked.of) == ("highlight-report", "Fuller")
    assert papers.title.text().startswith("6 ")


def test_the_day_of_the_figures_follows_the_meeting_until_it_is_typed(shown: MainWindow) -> None:
    papers = opened(shown, "agenda")
    assert papers.choosing.as_at.text() == "09/12/2022"
    papers.choosing.as_at.setText("30.11.22")
    papers.choosing.as_at.editingFinished.emit()
    settle(shown)
    assert papers.found is not None
    assert papers.found.asked.as_at == "2022-11-30"


def test_a_cover_begins_with_last_times_words_and_takes_over_what_the_data_know(shown: MainWindow) -> None:
    papers = opened(shown, "workforce-plans", "2023-03-17")
    papers.cover.click()
    form = papers.findChild(CoverForm)
    assert isinstance(form, CoverForm)
    assert form.rows["next_steps"].text.startswith("- Help networks to recruit together")
    assert form.rows["key_points"].text == ""
    form.take("key_points", form.sheet.known["key_points"])
    assert form.rows["key_points"].text.splitlines()[0].startswith("Networks plan to spend")
    form.rows["number"].editor.setText("8.2")
    form.ticks["enablers"].other.setText("Prevention")
    press(form, "Save")
    settle(shown)
    assert papers.title.text().startswith("8.2 PCN workforce plans")
    assert papers.found is not None
    assert papers.found.cover is not None
    assert papers.found.cover.value("priorities").splitlines()[0] == "Start Well"
    assert papers.found.cover.value("enablers") == "Workforce\nPrevention"
    assert papers.found.cover.origin("key_points") == "said"


class Windows(QObject):
    """What comes up as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.found.append(type(watched).__name__)
        return False


def test_no_part_of_a_form_comes_up_as_a_window(shown: MainWindow, dressed: QApplication) -> None:
    windows = Windows()
    dressed.installEventFilter(windows)
    papers = opened(shown, "workforce-plans")
    papers.cover.click()
    open_settings(shown)
    settle(shown)
    dressed.removeEventFilter(windows)
    assert set(windows.found) == {"Papers", "CoverForm", "SettingsDialog"}


def test_the_wheel_moves_the_form_and_never_a_choice(shown: MainWindow, dressed: QApplication) -> None:
    papers = opened(shown, "workforce-plans")
    before = papers.choosing.on.currentText()
    at = QPointF(5, 5)
    turned = QWheelEvent(
        at, at, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    dressed.sendEvent(papers.choosing.on, turned)
    assert papers.choosing.on.currentText() == before


def test_what_is_lacking_is_said_and_can_be_brought_in(empty_window: MainWindow, tmp_path: Path) -> None:
    empty_window.open_path(tmp_path / "new.blmk")
    settle(empty_window)
    papers = open_papers(empty_window, "finance")
    assert papers is not None
    settle(empty_window)
    assert papers.banner.text == "There are no finance figures yet. Import a monthly finance report first."
    assert "Import workbooks…" in [button.text() for button in papers.banner.findChildren(QPushButton)]
    assert not papers.go.isEnabled()
    papers.close()


def test_tab_comes_to_what_is_told_before_it_comes_to_the_buttons(shown: MainWindow) -> None:
    papers = opened(shown, "finance")
    told = papers.detail.findChildren(QPushButton)[-1]
    assert told.nextInFocusChain() is papers.cover


def test_what_has_no_cover_says_so(shown: MainWindow) -> None:
    papers = opened(shown, "annual-cycle")
    assert any(part.text().startswith("This paper has no cover sheet") for part in papers.detail.findChildren(QLabel))


def test_what_cannot_be_kept_is_said_at_its_field(shown: MainWindow) -> None:
    papers = opened(shown, "workforce-plans")
    papers.cover.click()
    form = papers.findChild(CoverForm)
    assert isinstance(form, CoverForm)
    form.rows["accurate_on"].editor.setText("soon")
    form.save()
    assert "Information accurate on" in form.rows["accurate_on"].problem.text()
    assert form.isVisible()


def test_papers_are_chosen_with_the_keys(qtbot: QtBot, shown: MainWindow) -> None:
    papers = opened(shown, "pack")
    qtbot.keyClick(papers.choosing.papers, Qt.Key.Key_Down)
    settle(shown)
    assert papers.found is not None
    assert papers.found.asked.name == "workforce-plans"


def test_an_empty_file_says_what_is_missing(empty_file_window: MainWindow) -> None:
    papers = open_papers(empty_file_window, "workforce-plans")
    assert papers is not None
    settle(empty_file_window)
    assert papers.banner.text
    assert not papers.go.isEnabled()
    papers.switch.choose("pages")
    settle(empty_file_window)
    assert papers.pages.count == 0


@pytest.fixture
def empty_file_window(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window over a file with nothing in it."""
    assert dressed.styleSheet()
    window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path, TABS)
    qtbot.addWidget(window)
    window.show()
    window.open_path(tmp_path / "new.blmk")
    settle(window)
    yield window
    window.close()


def test_the_menu_has_a_command_for_each_paper_and_shows_what_is_kept(shown: MainWindow) -> None:
    actions = shown.commands.actions
    assert {"pack", "paper_workforce-plans", "paper_agenda", "cover_sheets", "pack_papers"} <= actions.keys()
    actions["cover_sheets"].trigger()
    settle(shown)
    assert shown.current.kind == "cover_sheet"
    assert shown.table is not None
    assert shown.table.columns.count == 7


def test_the_window_goes_with_its_file(shown: MainWindow, tmp_path: Path) -> None:
    opened(shown, "agenda")
    shown.open_path(tmp_path / "another.blmk")
    settle(shown)
    assert not [one for one in shown.findChildren(Papers) if one.isVisible()]
