"""The Papers window: what to make at the left; at the right what stands in its way, and its pages as they will be."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from blmk_desktop.papers.catalogue import PACK
from ui.papers import files
from ui.papers.choosing import FORMATS, Choosing
from ui.papers.page_pictures import SHARPNESS, PagePictures
from ui.papers.standing import headline, sections
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane
from ui.parts.labels import button, label, muted
from ui.parts.switch import Switch
from ui.plan.own_window import OwnWindow
from ui.tasks import ProgressStrip

if TYPE_CHECKING:
    from blmk_desktop.papers.order import PackLine
    from blmk_desktop.papers.prepared import Prepared
    from blmk_desktop.rules.finding import Finding
    from ui.window import MainWindow

VIEWS = {"before": "Before it is made", "pages": "Pages"}
LEFT, RIGHT = 4, 7  # shares of the width
NOTHING_TO_TELL = "This paper has no cover sheet: what it says is on its pages."


class Papers(OwnWindow):
    """Prepares what is chosen, whenever something else is chosen or the data change."""

    def __init__(self, window: MainWindow, name: str) -> None:
        super().__init__(window, "papers")
        self.setWindowTitle("Papers")
        formats = window.settings.value("papers_formats", [".pdf", ".docx"])
        self.choosing = Choosing(name, _folder(window), formats)
        self.banner = Banner()
        self.switch = Switch("View", VIEWS, "before")
        self.detail = DetailPane("Reading the data…")
        self.pages = PagePictures()
        self.without: list[PackLine] = []
        self.found: Prepared | None = None
        self._drawn: object = None  # what the pages show
        self._assemble()
        self.choosing.changed.connect(self.look)
        self.choosing.formats_changed.connect(self._tell_button)
        self.switch.chosen.connect(self._show_view)
        window.changed.connect(self._data_changed)
        window.file_opened.connect(self.close)
        self.look()

    def _assemble(self) -> None:
        self.title, self.subtitle = label("", "title", wrap=True), muted("")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.detail)
        self.stack.addWidget(self.pages)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(10, 2, 2, 2)
        for part in (self.title, self.subtitle, self.banner, self.switch):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.choosing)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, LEFT)
        splitter.setStretchFactor(1, RIGHT)
        splitter.setChildrenCollapsible(False)
        self.cover = button("Cover sheet…", self.fill_in_cover)
        self.go = button("Make", self.make, primary=True)
        row = QHBoxLayout()
        row.addWidget(self.cover)
        row.addWidget(ProgressStrip(self.window_.tasks), 1)
        row.addStretch()
        self._last = (self.cover, button("Close", self.close), self.go)
        for last in self._last[1:]:
            row.addWidget(last)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.addWidget(splitter, 1)
        whole.addLayout(row)
        self._tell_button()
        self.choosing.papers.setFocus()

    # What is prepared

    def look(self) -> None:
        """Prepare what is chosen, in a worker, once the figures are checked."""
        self.found = None
        self._tell_button()
        self.window_.findings(self.while_open(self._prepare))

    def _prepare(self, findings: list[Finding]) -> None:
        asked, without = self.choosing.asked, tuple(self.without)

        def prepare(connection: Any) -> Prepared:
            from blmk_desktop.papers.prepared import prepared

            return prepared(connection, asked, findings, without)

        self.window_.read(prepare, self.while_open(self._show), replaces=self)

    def _show(self, found: Prepared) -> None:
        from blmk_desktop.papers.prepared import standing

        self.found = found
        self.choosing.show_choices(found)
        title, subtitle = headline(found)
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        words, tone = standing(found)
        opens = [] if found.made or self.window_.read_only else [("Import workbooks…", self._import)]
        self.banner.show_text(words, tone, opens)
        told = [section for section in sections(self, found) if section]
        if told:
            self.detail.show_detail("", "", told)
        else:
            self.detail.clear(NOTHING_TO_TELL if found.made else "")
        self._order_keys()
        self.cover.setVisible(found.cover is not None)
        self._tell_button()
        self._show_view(self.switch.now)

    def _order_keys(self) -> None:
        """Let Tab come to what is told before it comes to the buttons at the foot, though that was made later."""
        for before, after in pairwise((*self.detail.findChildren(QPushButton), *self._last)):
            QWidget.setTabOrder(before, after)

    def _show_view(self, view: str) -> None:
        self.stack.setCurrentWidget(self.pages if view == "pages" else self.detail)
        made = self.found.made if self.found else None
        if view != "pages" or (made is not None and made is self._drawn):
            return
        if made is None:
            self.pages.say(self.found.problem if self.found else "")
            return
        self._drawn = made
        self.pages.say("Drawing the pages…")

        def draw() -> list[bytes]:
            from blmk_desktop.papers.pdf import pages

            return pages(made, SHARPNESS)

        self.window_.run(draw, self.while_open(self.pages.show_pages), replaces=self.pages)

    def _data_changed(self, _kinds: object) -> None:
        self.look()

    def _tell_button(self) -> None:
        number = len(self.choosing.endings)
        self.go.setText("Make 1 file" if number == 1 else f"Make {number} files" if number else "Make")
        folder = self.choosing.folder.edit.text().strip()
        self.go.setEnabled(bool(number and folder and self.found and self.found.made))

    # What is done with it

    def make(self) -> None:
        """Write the files that are wanted."""
        if self.found is None or self.found.made is None:
            return
        folder = Path(self.choosing.folder.edit.text().strip())
        paths = files.paths_of(self.found.made, folder, self.choosing.endings)
        files.write_files(self.window_, self, self.found.made, paths, self.while_open(self._written))

    def _written(self, paths: list[Path]) -> None:
        opens = [(f"Open {FORMATS[path.suffix]}", lambda path=path: files.show_file(path)) for path in paths]
        folder = ("Open the folder", lambda: files.show_file(paths[0].parent))
        names = " and ".join(path.name for path in paths)
        self.banner.show_text(f"{names} {'is' if len(paths) == 1 else 'are'} made.", "green", [*opens, folder])

    def _import(self) -> None:
        """Bring in what a paper lacks, in the main window."""
        self.window_.raise_()
        self.window_.activateWindow()
        self.window_.commands.import_workbooks()

    def fill_in_cover(self) -> None:
        """Open the form of the cover sheet."""
        from ui.papers.cover_form import open_cover_form

        if self.found is not None and self.found.cover is not None:
            open_cover_form(self.window_, self, self.found.cover)

    def open_finding(self, finding: Finding) -> None:
        """Show a finding in the main window, where it can be answered."""
        self.window_.show_record("finding", finding.identity)
        self.window_.raise_()
        self.window_.activateWindow()

    def leave_out(self, line: PackLine) -> None:
        """Leave a paper out of this pack."""
        self.without.append(line)
        self.look()

    def put_in(self, line: PackLine) -> None:
        """Put it in again."""
        self.without = [each for each in self.without if each.which != line.which]
        self.look()

    def show_paper(self, name: str, of: str = "") -> None:
        """Go to one paper."""
        self.choosing.choose(name)
        if of:
            self.choosing.about(of)


def open_papers(window: MainWindow, name: str = PACK) -> Papers | None:
    """Open the window at a paper, or bring it to the front if it is open already."""
    if window.store is None:
        return None
    there = window.findChild(Papers)
    if there is not None and there.isVisible():
        there.choosing.choose(name)
        there.raise_()
        there.activateWindow()
        return there
    dialog = Papers(window, name)
    dialog.show()
    return dialog


def _folder(window: MainWindow) -> Path:
    """Where papers were written last, or beside the data file."""
    beside = window.store.path.parent / "Papers" if window.store else window.folder
    return Path(window.settings.value("papers_folder", "") or beside)


def show_records(window: MainWindow, kind: str) -> None:
    """Show all that is kept of cover sheets, or of what packs hold, as a table."""
    if window.store is not None:
        window.show_record(kind, "")
