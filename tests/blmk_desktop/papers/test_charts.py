"""Charts of papers as SVG: every figure is written beside its bar, every risk in its square."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from blmk_desktop.papers import charts, pdf
from blmk_desktop.papers.model import Bars, HeatMap
from blmk_desktop.papers.tones import TONES
from blmk_desktop.records.declaration import MONEY, PERCENT, WTE, Unit
from tests.blmk_desktop.papers import example

SVG = "{http://www.w3.org/2000/svg}"


def texts(drawn: Element) -> list[str]:
    """All words of a drawing."""
    return [element.text or "" for element in drawn.iter(f"{SVG}text")]


def test_a_bar_for_each_figure_and_its_figure_at_its_end() -> None:
    drawn = fromstring(charts.bars(example.chart()))
    assert len(list(drawn.iter(f"{SVG}rect"))) == 2 + 7  # the legend, and a bar a figure but the one that is not known
    assert {"Planned", "In post", *example.PLACES, "96.92", "(80.88)"} <= set(texts(drawn))


def test_nothing_is_drawn_outside_the_picture() -> None:
    drawn = fromstring(charts.bars(example.chart()))
    for bar in drawn.iter(f"{SVG}rect"):
        assert float(bar.get("x", "")) >= 0
        assert float(bar.get("x", "")) + float(bar.get("width", "")) <= charts.WIDTH


@pytest.mark.parametrize("values", [(), (None,), (0,), (-5,)])
def test_a_chart_without_figures_is_still_drawn(values: tuple[int | None, ...]) -> None:
    block = Bars("C", "alt", tuple("Place" for _ in values), (("One", values),), WTE)
    assert pdf.picture(charts.bars(block), 40).startswith(b"\x89PNG")


def test_names_that_belong_to_markup_are_written_as_text() -> None:
    block = replace(example.chart(), categories=("<b>&", "B", "C", "D"))
    assert "<b>&" in texts(fromstring(charts.bars(block)))


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (316_322_400, MONEY, "£3,163,224"),
        (-2_182_600, MONEY, "(£21,826)"),
        (9_692, WTE, "96.92"),
        (7_140, PERCENT, "71.4%"),
    ],
)
def test_figures_are_written_as_in_the_text(value: int, unit: Unit, shown: str) -> None:
    assert charts.figure(value, unit) == shown


def test_a_square_has_its_risks_on_its_tone_and_counts_those_that_do_not_fit() -> None:
    many = tuple(f"PC-{number:02d}" for number in range(30))
    drawn = fromstring(charts.heat_map(HeatMap("Map", "alt", ((1, 1, many, "red"), (5, 5, ("PC-99",), "")))))
    squares = [square.get("fill") for square in drawn.iter(f"{SVG}rect")]
    assert len(squares) == 25
    assert squares.count(TONES["red"].fill) == 1
    assert "PC-99" in texts(drawn)
    assert "+ 20 more" in texts(drawn)
