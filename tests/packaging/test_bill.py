"""The bill of materials names what lies in a package, and refuses a package that is not as declared and pinned."""

from __future__ import annotations

import json
import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import bill
import contained
import pinned
import pytest
from pinned import Wheel

from blmk_desktop import __version__
from blmk_desktop.made_with import LIBRARIES, components

NOTHING = "0" * 64
WHEELS = {each.name: Wheel(each.name, each.version, NOTHING, ()) for each in LIBRARIES}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A package as far as its bill goes: what every library says of itself."""
    return as_installed(tmp_path)


def as_installed(folder: Path) -> Path:
    """A folder with the metadata of every library that ships."""
    for each in LIBRARIES:
        metadata = next(file for file in distribution(each.name).files or () if file.name == "METADATA")
        info = Path(str(metadata.locate())).parent
        shutil.copytree(info, folder / "lib" / info.name)
    return folder


def bill_of(tree: Path) -> dict[str, Any]:
    """The bill of a package, made at a fixed time."""
    with pytest.MonkeyPatch.context() as set_for_a_while:
        set_for_a_while.setenv("SOURCE_DATE_EPOCH", "1000")
        made: dict[str, Any] = json.loads(bill.written(contained.parts_of(tree, "windows", WHEELS), "windows"))
    return made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The bill of that package."""
    return bill_of(as_installed(tmp_path_factory.mktemp("tree")))


def test_the_application_is_what_the_bill_is_of(made: dict[str, Any]) -> None:
    assert made["specVersion"] == "1.6"
    assert made["metadata"]["timestamp"] == "1970-01-01T00:16:40+00:00"
    about = made["metadata"]["component"]
    assert (about["name"], about["version"], about["type"]) == ("blmk-primary-care", __version__, "application")


def test_everything_that_ships_is_named_with_version_and_licence(made: dict[str, Any]) -> None:
    named = {each["name"]: each for each in made["components"]}
    assert {each.name: each.version for each in components()} == {name: one["version"] for name, one in named.items()}
    assert all(one["licenses"] and one["purl"] for one in named.values())
    assert all(named[each.name]["hashes"][0]["content"] == NOTHING for each in LIBRARIES)


def test_what_is_built_into_a_library_is_named_within_it(made: dict[str, Any]) -> None:
    built_in = {each["name"]: {one["name"] for one in each.get("components", ())} for each in made["components"]}
    assert "calamine" in built_in["python-calamine"]  # the crate in Rust
    assert {"libxml2", "libxslt"} <= built_in["lxml"]
    assert {"freetype", "harfbuzz"} <= built_in["qt"]


def test_what_needs_what_is_told(made: dict[str, Any]) -> None:
    needs = {each["ref"]: each.get("dependsOn", []) for each in made["dependencies"]}
    assert len(needs["blmk-primary-care"]) == len(components())
    qt = next(each["bom-ref"] for each in made["components"] if each["name"] == "qt")
    assert any(ref.startswith("pkg:pypi/pyside6-essentials@") and qt in needed for ref, needed in needs.items())


def test_two_makings_are_the_same(tree: Path, made: dict[str, Any]) -> None:
    assert bill_of(tree) == made
    assert made["serialNumber"].startswith("urn:uuid:")


def test_a_library_that_nobody_declared_is_refused(tree: Path) -> None:
    (tree / "lib" / "stranger-1.0.dist-info").mkdir()
    with pytest.raises(ValueError, match=r"the other way round: stranger$"):
        contained.parts_of(tree, "windows", WHEELS)


def test_a_library_that_is_missing_is_refused(tree: Path) -> None:
    shutil.rmtree(next(tree.rglob("filelock-*.dist-info")))
    with pytest.raises(ValueError, match=r"the other way round: filelock$"):
        contained.parts_of(tree, "windows", WHEELS)


def test_another_version_than_pinned_is_refused(tree: Path) -> None:
    wheels = {**WHEELS, "lxml": Wheel("lxml", "0.1", NOTHING, ())}
    with pytest.raises(ValueError, match=r"is in the tree, pinned is 0\.1"):
        contained.parts_of(tree, "windows", wheels)


def test_a_bill_that_is_none_is_found_out() -> None:
    assert "specVersion" in bill.faults('{"bomFormat": "CycloneDX"}')


def test_several_licences_each_have_a_name_and_one_may_be_an_expression() -> None:
    several = bill.licences(["MIT", "GPL-2.0-or-later WITH a hand on the heart", "Plumb-PD"])
    assert [(one.id, one.name) for one in several] == [
        ("MIT", None),
        (None, "GPL-2.0-or-later WITH a hand on the heart"),
        (None, "Plumb-PD"),
    ]
    assert [one.value for one in bill.licences(["MIT OR Zlib"])] == ["MIT OR Zlib"]


def test_the_licences_in_anothers_bill_are_read_in_each_of_their_forms() -> None:
    part = {"licenses": [{"license": {"id": "MIT"}}, {"expression": "Zlib OR ISC"}, {"license": {"name": "Plumb-PD"}}]}
    assert list(contained.stated(part)) == ["MIT", "Zlib OR ISC", "Plumb-PD"]
    assert list(contained.stated({})) == []


def test_what_carries_other_libraries_says_so_and_is_believed_where_they_lie(tmp_path: Path) -> None:
    info = tmp_path / "sums-1.0.dist-info"
    info.mkdir()
    (tmp_path / "sums.libs").mkdir()
    (tmp_path / "sums.libs" / "libfast-1.so.5.0").touch()
    (info / "LICENSE.txt").write_text(
        "Name: Fast Sums\nFiles: sums.libs\\libfast*.so\nDescription: bundled\nLicense: MIT\n  the text\n\n"
        "Name: Slow Sums\nFiles: sums.libs\\libslow*.so\nLicense: Zlib\n",
        encoding="utf-8",
    )
    assert [(each.name, each.licences) for each in contained.told_by(info)] == [("fast-sums", ("MIT",))]


@pytest.mark.parametrize(
    ("system", "needed"),
    [("linux", ("always", "here")), ("windows", ("always", "there"))],
)
def test_what_a_library_needs_depends_on_the_system(system: pinned.System, needed: tuple[str, ...]) -> None:
    declared = ["Always>=1", 'here; sys_platform == "linux"', 'there; os_name == "nt"', 'seldom; extra == "more"']
    assert pinned.needs(declared, system) == needed


def test_what_pip_would_install_is_read_from_its_report() -> None:
    report = {
        "install": [
            {
                "metadata": {"name": "et_xmlfile", "version": "2.0.0"},
                "download_info": {"archive_info": {"hashes": {"sha256": NOTHING}}},
            }
        ]
    }
    assert pinned.read(report, "linux") == {"et-xmlfile": Wheel("et-xmlfile", "2.0.0", NOTHING, ())}


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("dpkg-query") is None, reason="asks Debian's packages")
def test_system_libraries_are_told_by_their_debian_package(tree: Path) -> None:
    (tree / "libz.so.1").touch()
    found = [part for part in contained.parts_of(tree, "linux", WHEELS) if part.purl.startswith("pkg:deb/")]
    assert [(part.name, part.licences) for part in found] == [("zlib1g", ("Zlib",))]
