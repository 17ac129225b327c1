"""Python for Windows is taken only as its makers signed it."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
import windows_python
from windows_python import NotGenuine, library, parts, signed_content, unused, whose

PRINTED = """
Signature Index: 0  (Primary Signature)
Signer's certificate:
\t------------------
\tSigner #0:
\t\tSubject: /C=US/ST=Oregon/L=Beaverton/O=Python Software Foundation/CN=Python Software Foundation
\t\tIssuer : /C=US/O=DigiCert, Inc./CN=DigiCert Trusted G4 Code Signing
\tSigner #0:
\t\tSubject: /C=US/O=Somebody Else/CN=Timestamp
Signature verification: ok
"""
WHEN = (2026, 11, 22, 12, 0, 0)


def der(tag: int, *contents: bytes) -> bytes:
    """A DER value, its length in the short or the long form."""
    content = b"".join(contents)
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def catalogue(signed: bytes) -> bytes:
    """A catalogue that holds something signed, and something beside it that nobody signed."""
    held = der(0x30, der(0x06, b"list"), der(0xA0, signed))
    return der(
        0x30, der(0x06, b"data"), der(0xA0, der(0x30, der(0x02, b"\1"), der(0x31), held, der(0xA0, b"unsigned")))
    )


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A library of three modules: one listed in the catalogue, an empty one, one that nothing here uses."""
    folder = tmp_path / "python"
    (folder / "Lib" / "test").mkdir(parents=True)
    (folder / "DLLs").mkdir()
    (folder / "Lib" / "good.py").write_bytes(b"GOOD = 1\n")
    (folder / "Lib" / "blank.py").write_bytes(b"")
    (folder / "Lib" / "test" / "trial.py").write_bytes(b"what is listed nowhere is not asked for either\n")
    listed = catalogue(hashlib.sha256(b"GOOD = 1\n").digest())
    (folder / "DLLs" / "python_lib.cat").write_bytes(listed)
    return folder


def test_the_signer_is_the_first_certificate_that_is_printed() -> None:
    assert whose(PRINTED) == "Python Software Foundation"
    assert whose("No signature found") == ""


def test_of_a_catalogue_only_what_is_signed_counts() -> None:
    content = catalogue(b"s" * 200)
    assert signed_content(content) == b"s" * 200
    assert b"unsigned" in content
    with pytest.raises(NotGenuine):
        signed_content(der(0x30, der(0x06, b"data"), der(0xA0, der(0x30, der(0x02), der(0x31), der(0x30)))))


def test_the_parts_of_a_value_are_told_in_order() -> None:
    assert parts(der(0x02, b"\5") + der(0x04, b"x" * 300)) == [(0x02, b"\5"), (0x04, b"x" * 300)]


def test_the_library_is_compiled_into_one_archive(
    python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows_python, "signer", lambda _file: windows_python.FOUNDATION)
    library(python, tmp_path / "one.zip", WHEN)
    with zipfile.ZipFile(tmp_path / "one.zip") as made:
        assert made.namelist() == ["blank.pyc", "good.pyc"]
        assert {entry.date_time for entry in made.infolist()} == {WHEN}


def test_a_module_that_was_changed_is_refused(python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_python, "signer", lambda _file: windows_python.FOUNDATION)
    (python / "Lib" / "good.py").write_bytes(b"GOOD = 2\n")
    with pytest.raises(NotGenuine, match=r"good\.py"):
        library(python, tmp_path / "one.zip", WHEN)


def test_a_catalogue_that_somebody_else_signed_is_refused(
    python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows_python, "signer", lambda _file: "Somebody Else")
    with pytest.raises(NotGenuine, match="Somebody Else"):
        library(python, tmp_path / "one.zip", WHEN)


def test_what_opens_connections_is_not_shipped() -> None:
    assert all(map(unused, ("ssl", "_ssl", "asyncio", "asyncio.windows_events", "_overlapped", "xmlrpc.client")))
    assert not any(map(unused, ("sqlite3", "_sqlite3", "json.decoder", "email.utils")))
