"""What the packages for Linux say: the manual page, the entry in the menu, the sums, the calls that were watched."""

from __future__ import annotations

import hashlib
from pathlib import Path
from xml.etree import ElementTree as ET

import debian_texts
import linux
import manual
import pytest
import try_linux
import working

from blmk_desktop import __version__, cli
from db.schema import APPLICATION_ID

DAY = 1_790_000_000


def test_the_manual_tells_every_subcommand_and_option_under_the_installed_name() -> None:
    page = manual.page(DAY)
    for name, subcommand in cli.SUBCOMMANDS.items():
        assert f".SS {manual.safe(name)}\n" in page
        assert [
            flags for flags, _ in subcommand.options if flags[-1].startswith("-") and manual.safe(flags[-1]) not in page
        ] == []
    assert "main.py" not in page
    assert __version__ in page


def test_the_manual_takes_no_word_for_a_command_of_its_own() -> None:
    assert manual.safe(".hidden -x\n'quoted\\") == "\\&.hidden \\-x\n\\&'quoted\\e"


def test_a_data_file_is_told_by_what_the_file_itself_says() -> None:
    kind = ET.fromstring(debian_texts.KIND_OF_FILE)  # noqa: S314 - our own text
    matches = [match.attrib for match in kind.findall(".//{*}match")]
    assert [(match["offset"], match["value"]) for match in matches][1] == ("68", APPLICATION_ID.to_bytes(4).decode())
    assert kind.findall(".//{*}glob")[0].attrib["pattern"] == "*.blmk"


def test_the_entry_in_the_menu_opens_what_the_kind_of_file_names() -> None:
    kind = ET.fromstring(debian_texts.KIND_OF_FILE)  # noqa: S314 - our own text
    assert f"MimeType={kind.findall('{*}mime-type')[0].attrib['type']};" in debian_texts.ENTRY
    assert f"Exec={working.NAME} %F" in debian_texts.ENTRY


def test_every_component_is_in_the_copyright_file() -> None:
    text = debian_texts.copyright_file(DAY)
    assert "Qt 6" in text
    assert "SQLAlchemy" in text
    assert f'version="{__version__}"' in debian_texts.metainfo(__version__, DAY)


def test_a_call_that_reaches_beyond_the_computer_is_seen(tmp_path: Path) -> None:
    trace = tmp_path / "network"
    trace.write_text(
        "12 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3\n"
        '12 connect(3, {sa_family=AF_UNIX, sun_path=@"/display"}, 20) = 0\n'
        "13 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, 0) = 4\n"
    )
    assert try_linux.opened(trace, ("/display",)) == ["socket AF_INET"]
    assert try_linux.opened(trace, ()) == ["connect AF_UNIX /display", "socket AF_INET"]


def test_the_sums_of_both_systems_stand_together_and_forget_what_is_gone(tmp_path: Path) -> None:
    first, second, into = tmp_path / "a.deb", tmp_path / "b.exe", tmp_path / "SHA256SUMS"
    first.write_bytes(b"one")
    second.write_bytes(b"two")
    working.sums([second], into)
    working.sums([first], into)
    assert into.read_text().splitlines() == [
        f"{hashlib.sha256(content).hexdigest()}  {name}" for content, name in ((b"one", "a.deb"), (b"two", "b.exe"))
    ]
    second.unlink()
    working.sums([first], into)
    assert "b.exe" not in into.read_text()


def test_a_program_that_fails_is_told_with_its_last_words() -> None:
    with pytest.raises(working.Failed, match="ended with 3:\nbad luck"):
        working.run("sh", "-c", "echo bad luck >&2; exit 3")


def test_an_archive_tells_nothing_of_its_maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tarfile

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000")
    folder = tmp_path / "blmk-primary-care"
    folder.mkdir()
    (folder / "blmk-primary-care").write_text("#!/bin/sh\n")
    (folder / "blmk-primary-care").chmod(0o775)
    archive = linux.archived(folder, tmp_path / "blmk-1.tar.xz")
    with tarfile.open(archive) as opened:
        members = {member.name: member for member in opened.getmembers()}
    assert set(members) == {"blmk-1", "blmk-1/blmk-primary-care", "blmk-1/portable.txt"}
    assert {(member.uname, member.uid, member.mtime) for member in members.values()} == {("root", 0, 1000)}
    assert members["blmk-1/blmk-primary-care"].mode == 0o755
    assert not (folder / "portable.txt").exists()
