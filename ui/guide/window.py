"""The guide in a window of its own: its contents, a search, the page with its pictures, back and forward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDesktopServices,
    QFont,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from blmk_desktop import guide
from ui.parts.labels import button
from ui.plan.own_window import OwnWindow
from ui.theme import tokens

if TYPE_CHECKING:
    from ui.window import MainWindow

NAME = Qt.ItemDataRole.UserRole
CONTENTS_WIDE = 44  # letters of the contents beside a page
SLOWLY = 60  # milliseconds after which a new width is taken to be the one that stays
MARGIN = 24


class Browser(QTextBrowser):
    """A page of the guide, its pictures no wider than the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Page of the guide")
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or pictures are too wide by it
        self.document().setDocumentMargin(MARGIN)
        self._later = QTimer(self, interval=SLOWLY, singleShot=True)
        self._later.timeout.connect(self._again)
        self._width = 0

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture fits the page."""
        path = self.source().resolved(QUrl(name)).toLocalFile()
        if kind != 2 or not path:  # QTextDocument.ResourceType.ImageResource
            return super().loadResource(kind, name)
        image = QImage(path)
        room = self.viewport().width() - 2 * MARGIN - 4
        return image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation) if image.width() > room else image

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        self.setSource(QUrl.fromLocalFile(str(guide.FOLDER / f"{name}.md")))
        self._dress()

    @property
    def name(self) -> str:
        """The name of the page that is shown."""
        return _name(self.source())

    def _dress(self) -> None:
        """Tables with thin lines, as wide as they need; nothing of this can be said in Markdown."""
        self._width = self.viewport().width()
        line = QColor(tokens(self).line)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                look = QTextTableFormat(frame.format())
                look.setBorder(1)
                look.setBorderCollapse(True)
                look.setBorderBrush(QBrush(line))
                look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                look.setCellPadding(6)
                look.setCellSpacing(0)
                look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                frame.setFormat(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let pictures fit the new width, once it stays."""
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._later.start()

    def _again(self) -> None:
        if self.source().isEmpty() or self.viewport().width() == self._width:
            return
        at = self.verticalScrollBar().value()
        self.document().clear()
        self.reload()
        self._dress()
        self.verticalScrollBar().setValue(at)


def _name(url: QUrl) -> str:
    return url.fileName().removesuffix(".md")


class GuideWindow(OwnWindow):
    """Contents and search on the left, the page on the right."""

    def __init__(self, window: MainWindow, over: QWidget | None = None) -> None:
        """`over` is the dialog that waits for an answer: the guide is its own, or it could not be read meanwhile."""
        super().__init__(window, "guide")
        if over is not None:
            self.setParent(over, self.windowFlags())
        self.over = over
        self.setWindowTitle("Guide")
        self.box = QLineEdit()
        self.box.setPlaceholderText("Search the guide")
        self.box.setAccessibleName("Search the guide")
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(self._search)
        self.box.returnPressed.connect(self._open_first)
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setAccessibleName("Pages of the guide")
        self.contents.currentItemChanged.connect(lambda item, _before: self._open_item(item))
        self.page = Browser()
        self.page.anchorClicked.connect(self._follow)
        self.page.sourceChanged.connect(lambda url: self._mark(_name(url)))
        self._lay_out()
        self._fill()
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.box.setFocus)

    def _lay_out(self) -> None:
        self.back, self.forward = button("Back", self.page.backward), button("Forward", self.page.forward)
        for step, can, keys in (
            (self.back, self.page.backwardAvailable, "Alt+Left"),
            (self.forward, self.page.forwardAvailable, "Alt+Right"),
        ):
            step.setEnabled(False)
            step.setShortcut(QKeySequence(keys))
            can.connect(step.setEnabled)
        bar, left, right = QHBoxLayout(), QWidget(), QWidget()
        for part in (self.back, self.forward, button("Contents", lambda: self.show_page(guide.CONTENTS))):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(button("Close", self.close))
        side, main = QVBoxLayout(left), QVBoxLayout(right)
        for column in (side, main):
            column.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.box)
        side.addWidget(self.contents, 1)
        main.addLayout(bar)
        main.addWidget(self.page, 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        letters = CONTENTS_WIDE * self.fontMetrics().averageCharWidth()
        side_wide = min(letters, self.width() * 2 // 5)
        split.setSizes([side_wide, self.width() - side_wide])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 10, 10, 10)
        whole.addWidget(split, 1)

    def _fill(self) -> None:
        """The contents, by audience."""
        with QSignalBlocker(self.contents):  # what is cleared away is not chosen
            self._list_contents()
        self._mark(self.page.name)

    def _list_contents(self) -> None:
        self.contents.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for page in guide.pages():
            item = QTreeWidgetItem([page.title])
            item.setToolTip(0, page.title)
            item.setData(0, NAME, page.name)
            if not page.audience:
                self.contents.addTopLevelItem(item)
                continue
            if page.audience not in groups:
                groups[page.audience] = QTreeWidgetItem([page.audience])
                groups[page.audience].setFlags(Qt.ItemFlag.ItemIsEnabled)
                groups[page.audience].setFont(0, self._strong())
                self.contents.addTopLevelItem(groups[page.audience])
            groups[page.audience].addChild(item)
        self.contents.expandAll()

    def _strong(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _search(self, words: str) -> None:
        if not words.strip():
            self._fill()
            return
        with QSignalBlocker(self.contents):
            self._list_found(guide.find(words))

    def _list_found(self, found: Sequence[guide.Found]) -> None:
        self.contents.clear()
        for one in found:
            item = QTreeWidgetItem([f"{one.page.title}\n{one.piece}"])
            item.setData(0, NAME, one.page.name)
            item.setToolTip(0, one.piece)
            self.contents.addTopLevelItem(item)
        if not found:
            nothing = QTreeWidgetItem(["Nothing is found: try fewer words."])
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.contents.addTopLevelItem(nothing)

    def _open_first(self) -> None:
        first = self.contents.topLevelItem(0)
        if self.box.text().strip() and first is not None and first.data(0, NAME):
            self.contents.setCurrentItem(first)
            self.page.setFocus()

    def _open_item(self, item: QTreeWidgetItem | None) -> None:
        name = item.data(0, NAME) if item is not None else ""
        if name and name != self.page.name:
            self.page.show_page(name)

    def _follow(self, url: QUrl) -> None:
        """A page of the guide is shown here; anything else is the browser's."""
        if url.fileName().endswith(".md") and not url.scheme().startswith("http"):
            self.show_page(url.fileName().removesuffix(".md"))
        else:
            QDesktopServices.openUrl(url)

    def _mark(self, name: str) -> None:
        """Let the contents show which page is open; Qt says that it comes before it is there."""
        if self.box.text().strip():
            return
        shown = self.contents.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        same = [item for item in shown if item.data(0, NAME) == name]
        if same:
            with QSignalBlocker(self.contents):
                self.contents.setCurrentItem(same[0])

    def show_page(self, name: str) -> None:
        """Show a page by its name; the contents where there is none of that name."""
        known = {page.name for page in guide.pages()}
        self.page.show_page(name if name in known else guide.CONTENTS)


def open_guide(window: MainWindow, page: str = "", over: QWidget | None = None) -> GuideWindow:
    """Show a page of the guide, in the window of the guide that is open already if it can be read."""
    shown = [each for each in window.findChildren(GuideWindow) if each.isVisible() and each.over is over]
    opened = shown[0] if shown else GuideWindow(window, over)
    opened.show()
    opened.show_page(page or guide.CONTENTS)
    opened.raise_()
    opened.activateWindow()
    return opened
