"""Debian's names of licences are told as SPDX has them, and libraries that wheels brought are not the system's."""

from __future__ import annotations

from pathlib import Path

import debian_libraries
import pytest


@pytest.mark.parametrize(
    ("theirs", "spdx"),
    [
        ("Expat", "MIT"),
        ("LGPL-2.1+", "LGPL-2.1-or-later"),
        ("LGPL-2+", "LGPL-2.0-or-later"),
        ("GPL-3", "GPL-3.0"),
        ("BSD-3-clause", "BSD-3-Clause"),
        ("Zlib,", "Zlib"),
        ("public-domain", "public-domain"),
    ],
)
def test_a_licence_is_spelt_as_spdx_has_it(theirs: str, spdx: str) -> None:
    assert debian_libraries.spelt(theirs) == spdx


def test_what_a_wheel_brought_is_not_the_systems(tmp_path: Path) -> None:
    info = tmp_path / "sums-1.0.dist-info"
    info.mkdir()
    (info / "RECORD").write_text("sums.libs/libfast-1.so.2,,\n", encoding="utf-8")
    for name in ("libfast-1.so.2", "libz.so.1", "libpython3.11.so.1.0", "sums.abi3.so", "library.zip"):
        (tmp_path / name).touch()
    assert debian_libraries.system_libraries(tmp_path) == ["libz.so.1"]


def test_a_package_url_is_whole() -> None:
    package = debian_libraries.DebianPackage("libglib2.0-0", "2.74.6-2+deb12u9", "amd64")
    assert package.purl == "pkg:deb/debian/libglib2.0-0@2.74.6-2%2Bdeb12u9?arch=amd64"
