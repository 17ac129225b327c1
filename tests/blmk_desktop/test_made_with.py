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
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.texts[0].text
