"""The icon, drawn in every size that a system asks for."""

from __future__ import annotations

import struct

import icons
import pytest
from PySide6.QtGui import QImage

BLUE = 0xFF005EB8


@pytest.mark.parametrize("size", icons.ON_LINUX)
def test_a_picture_has_the_size_asked_for_and_clear_corners(size: int) -> None:
    image = QImage.fromData(icons.png(size))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() < 32
    assert image.pixel(size // 2, size // 8) == BLUE


def test_the_icon_of_windows_holds_every_size_the_right_way_up() -> None:
    content = icons.ico()
    kind, count = struct.unpack_from("<HH", content, 2)
    assert (kind, count) == (1, len(icons.IN_ICO))
    for at, size in enumerate(icons.IN_ICO):
        width, _, _, _, _, depth, length, where = struct.unpack_from("<BBBBHHII", content, 6 + 16 * at)
        assert (width or 256, depth) == (size, 32)
        picture = content[where : where + length]
        if size < 256:
            middle_of_second_row = 40 + 4 * ((size - 1 - size // 8) * size + size // 2)  # the lowest row comes first
            assert struct.unpack_from("<I", picture, middle_of_second_row)[0] == BLUE
        else:
            assert picture == icons.png(256)


def test_it_is_the_same_each_time() -> None:
    assert icons.ico() == icons.ico()
