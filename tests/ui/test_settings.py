"""What the window remembers comes back; what cannot be read is as if it had never been."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from ui.settings import Settings


@pytest.mark.parametrize("value", ["dark", 125, True, ["a", "b"], {"widths": {"name": 120}}, "Ångström £ 50%"])
def test_what_is_remembered_comes_back_in_another_window(tmp_path: Path, value: object) -> None:
    first = Settings(tmp_path / "window.ini")
    first.set_value("tables/pcns", value)
    first.save()
    assert Settings(tmp_path / "window.ini").value("tables/pcns") == value


def test_what_was_never_remembered_is_the_default(tmp_path: Path) -> None:
    assert Settings(tmp_path / "window.ini").value("theme", "system") == "system"


def test_what_cannot_be_read_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\ntheme=not json\n")
    assert Settings(tmp_path / "window.ini").value("theme", "system") == "system"


def test_the_state_of_a_window_comes_back_as_it_was(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.ini")
    state = QByteArray(b"\x00\xff\x01")
    settings.set_bytes("window", state)
    assert settings.bytes("window") == state
    settings.forget("window")
    assert settings.bytes("window").isEmpty()
