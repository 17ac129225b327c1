"""The application's icon in the sizes and forms that systems ask for, drawn from the one drawing in `resources`."""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent.parent / "resources" / "icons" / "blmk.svg"
ON_LINUX = (16, 24, 32, 48, 64, 128, 256)
IN_ICO = (16, 20, 24, 32, 40, 48, 64, 256)


def png(size: int) -> bytes:
    """The icon as a PNG of so many pixels each way."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"PNG")).write(drawn(size)):
        raise OSError(f"The icon of {size} pixels could not be written.")
    return bytes(content.data())


def ico() -> bytes:
    """The icon as Windows keeps it: every size in one file, the largest as a PNG, the others as bitmaps."""
    pictures = [png(size) if size > 255 else bitmap(size) for size in IN_ICO]
    where = 6 + 16 * len(pictures)
    contents = struct.pack("<HHH", 0, 1, len(pictures))
    for size, picture in zip(IN_ICO, pictures, strict=True):
        contents += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), where)
        where += len(picture)
    return contents + b"".join(pictures)


def bitmap(size: int) -> bytes:
    """The icon as a bitmap within an `.ico`: twice as high as it is, for the mask under it, which is left empty."""
    image = drawn(size).convertToFormat(QImage.Format.Format_ARGB32).flipped(Qt.Orientation.Vertical)
    mask = bytes((size + 31) // 32 * 4 * size)
    head = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 4 * size * size + len(mask), 0, 0, 0, 0)
    return head + bytes(image.constBits())[: 4 * size * size] + mask


def drawn(size: int) -> QImage:
    """The drawing, painted so large."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    return image
