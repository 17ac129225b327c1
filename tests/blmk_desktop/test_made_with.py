"""Everything that ships is declared with its version, its licence and the licence's text."""

from __future__ import annotations

import re
from importlib.metadata import metadata

import pytest

from blmk_desktop.made_with import FIRST, LIBRARIES, Component, components
from tests.house.tree import ROOT

UNCLEAR = {"psfl": "PSF-2.0", "sil ofl 1.1": "OFL-1.1"}  # what some call their licence, who have no SPDX for it


def pinned() -> dict[str, str]:
    """Name and version of all that is pinned to run the application."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_what_is_pinned_to_run_the_application_is_declared_and_nothing_else() -> None:
    assert {each.name for each in LIBRARIES} == set(pinned())


@pytest.mark.parametrize("each", LIBRARIES, ids=lambda each: each.name)
def test_the_version_said_is_the_one_pinned(each: Component) -> None:
    assert each.version == pinned()[each.name]


@pytest.mark.parametrize("each", components(), ids=lambda each: each.name)
def test_each_has_a_version_and_the_text_of_its_licence(each: Component) -> None:
    assert re.match(r"\d+\.\d+", each.version)
    assert any(len(text.text) > 200 for text in each.texts)
    assert len({text.name for text in each.texts}) == len(each.texts)


@pytest.mark.parametrize("each", LIBRARIES, ids=lambda each: each.name)
def test_the_licence_said_is_the_one_that_it_states(each: Component) -> None:
    stated = metadata(each.name)
    said = stated["License-Expression"] or stated["License"]
    assert UNCLEAR.get(said.lower(), said) == each.licence


def test_qt_comes_before_the_libraries_and_under_the_licence_we_use_it_by() -> None:
    assert components()[: len(FIRST)] == FIRST
    qt = next(each for each in FIRST if each.name == "qt")
    assert qt.licence == "LGPL-3.0-only"
    assert "put others of the same interface in their place" in " ".join(qt.texts[0].text.split())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.texts[1].text


def test_what_is_built_into_a_library_is_named_with_its_terms() -> None:
    texts = {each.name: {text.name: text.text for text in each.texts} for each in components()}
    assert {"FreeType", "HarfBuzz", "libpng", "PCRE2", "zlib"} <= set(texts["qt"]["Qt-built-in.txt"].splitlines())
    assert re.search(r"^image \S+: MIT OR Apache-2.0", texts["typst"]["Compiled into it"], re.MULTILINE)
    assert re.search(r"^calamine \S+: MIT \(by ", texts["python-calamine"]["Compiled into it"], re.MULTILINE)
    assert "@" not in texts["typst"]["Compiled into it"]  # nobody's address


def test_the_terms_of_all_that_is_compiled_in_can_be_read() -> None:
    for name in ("typst", "python-calamine"):
        texts = {text.name: text.text for each in LIBRARIES if each.name == name for text in each.texts}
        terms = texts["Rust-terms.txt"]
        for line in texts["Compiled into it"].splitlines():
            choices = line.partition(": ")[2].partition(" (by ")[0].strip().split(" OR ")
            assert any(all(part.strip("() ") in terms for part in one.split(" AND ")) for one in choices), line
