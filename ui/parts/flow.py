"""Controls beside one another, going on in the next line where the window is narrow, as words in a paragraph.

It places its children itself instead of being a QLayout: the items of a layout written in Python outlive what
they stand for, and Qt for Python then takes other objects for them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

GAP = 8
SPARE = 4  # pixels by which words may be wider than they are said to be


class Flow(QWidget):
    """Children in lines, each as large as it wants to be, `gap` pixels apart (less than none: over one another).

    Lines begin at the left, or stand in the middle if they are to be `centred`.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = GAP, *, centred: bool = False) -> None:
        super().__init__(parent)
        self.gap, self.centred = gap, centred
        self._children: list[QWidget] = []
        self._measured: dict[tuple[int, tuple[bool, ...]], list[tuple[QWidget, QSize]]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def parts(self) -> list[QWidget]:
        """What stands in it, in order."""
        return list(self._children)

    def add(self, widget: QWidget) -> None:
        """Put a control after those already there; one that was hidden stays so."""
        hidden = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        widget.setParent(self)
        self._children.append(widget)
        widget.setHidden(hidden)
        self.updateGeometry()

    def remove(self, widget: QWidget) -> None:
        """Take a control away for good."""
        self._children.remove(widget)
        widget.hide()
        widget.deleteLater()
        self.updateGeometry()

    def _sizes(self, width: int = 0) -> list[tuple[QWidget, QSize]]:
        """The children that are shown, with the size each wants: within a width, if given, where it can be higher.

        Measured once: Qt asks a dozen times for each time that something moves.
        """
        hidden = tuple(child.isHidden() for child in self._children)
        if (width, hidden) not in self._measured:
            shown = [child for child, gone in zip(self._children, hidden, strict=True) if not gone]
            self._measured[width, hidden] = [(child, _wanted(child, width)) for child in shown]
        return self._measured[width, hidden]

    def updateGeometry(self) -> None:
        """Measure again."""
        self._measured.clear()
        super().updateGeometry()

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [size for _, size in self._sizes()]
        width = sum(size.width() for size in sizes) + self.gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """The widest child alone in its line; one that can be higher instead as narrow as it can be."""
        result = QSize()
        for child, size in self._sizes():
            result = result.expandedTo(child.minimumSizeHint() if child.hasHeightForWidth() else size)
        return result

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + GAP * max(0, len(lines) - 1)

    def event(self, event: QEvent) -> bool:
        """Make room when a child grows, comes or goes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Other letters, or another style, take other room."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measured.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with children that changed while nothing was shown: Qt asks for no layout of what is hidden."""
        super().showEvent(event)
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        y = 0
        for line in self._lines(self.width()):
            height = _height(line)
            used = sum(size.width() for _, size in line) + self.gap * (len(line) - 1)
            x = max(0, (self.width() - used) // 2) if self.centred else 0
            for child, size in line:
                width = min(size.width(), max(1, self.width()))
                child.setGeometry(QRect(x, y + (height - size.height()) // 2, width, size.height()))
                x += width + self.gap
            y += height + GAP

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = []
        used = 0
        sizes = self._sizes(width)
        for at, (child, size) in enumerate(sizes):
            wanted = size.width()
            if isinstance(child, QLabel) and child.buddy() is not None and at + 1 < len(sizes):
                wanted += GAP + sizes[at + 1][1].width()  # a word stays before the control that it names
            if not lines or (used and used + wanted > width):
                lines.append([])
                used = 0
            lines[-1].append((child, size))
            used += size.width() + self.gap
        return lines


def _wanted(child: QWidget, width: int) -> QSize:
    wanted = child.sizeHint().expandedTo(child.minimumSize())
    if isinstance(child, QLabel) and child.wordWrap():  # in one line where there is room, unlike what Qt would have
        child.ensurePolished()
        wide = child.fontMetrics().horizontalAdvance(child.text()) + 2 * child.margin() + SPARE
        wanted = QSize(wide, child.heightForWidth(wide))
    if 0 < width < wanted.width() and child.hasHeightForWidth():
        return QSize(width, child.heightForWidth(width))
    return wanted


def _height(line: list[tuple[QWidget, QSize]]) -> int:
    return max(size.height() for _, size in line)
