"""What PyInstaller gathered is trimmed to what is loaded, and still loads."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import trimming

LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("readelf") is None, reason="needs Linux and its binutils"
)


def test_modules_and_plugins_are_loaded_by_name_and_libraries_are_not() -> None:
    assert trimming.loaded_by_name("PySide6/QtCore.abi3.so")
    assert trimming.loaded_by_name("PySide6/Qt/plugins/platforms/libqxcb.so")
    assert trimming.loaded_by_name("libpython3.11.so.1.0")
    assert not trimming.loaded_by_name("libX11.so.6")
    assert not trimming.loaded_by_name("PySide6/Qt/lib/libQt6Gui.so.6")
    assert not trimming.loaded_by_name("numpy.libs/libgfortran.so.5")


def test_a_link_goes_with_what_it_leads_to() -> None:
    links = [
        ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK"),
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
    ]
    assert trimming.trimmed_files(links) == links[1:]


def test_modules_that_are_left_out_are_not_packed() -> None:
    modules = [("numpy", "", "PYMODULE"), ("numpy.f2py.cfuncs", "", "PYMODULE"), ("numpy.f2py", "", "PYMODULE")]
    assert trimming.trimmed_modules(modules) == modules[:1]


def test_nothing_of_the_tests_is_taken_along() -> None:
    others = trimming.of_others({"numpy", "sqlalchemy"})
    assert {"pytest", "hypothesis"} <= set(others)
    assert {"numpy", "sqlalchemy"}.isdisjoint(others)


@LINUX
def test_a_library_without_what_debuggers_read_still_loads(tmp_path: Path) -> None:
    import _decimal
    import ctypes

    library = Path(_decimal.__file__)
    smaller = trimming.stripped(library, tmp_path / "deep" / library.name)
    assert smaller.stat().st_size <= library.stat().st_size
    assert ctypes.CDLL(str(smaller)).PyInit__decimal


@LINUX
def test_what_a_plugin_needs_stays_and_what_nothing_needs_goes() -> None:
    import PySide6

    qt = Path(PySide6.__file__).parent / "Qt"
    plugin, libraries = "PySide6/Qt/plugins/imageformats/libqsvg.so", ("Core", "Gui", "Svg", "Network")
    entries = [(plugin, str(qt / "plugins/imageformats/libqsvg.so"), "BINARY")]
    entries += [
        (f"PySide6/Qt/lib/libQt6{name}.so.6", str(qt / f"lib/libQt6{name}.so.6"), "BINARY") for name in libraries
    ]
    assert trimming.reached(entries) == {"libqsvg.so", "libQt6Core.so.6", "libQt6Gui.so.6", "libQt6Svg.so.6"}
