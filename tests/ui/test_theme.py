"""Light and dark can both be read: every pair of text and ground reaches 4.5:1, every sign 3:1."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme import DARK, LIGHT, Tokens

SCHEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_guideline_does() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#005EB8", "#FFFFFF") == pytest.approx(6.4, abs=0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_every_ground(scheme: Tokens) -> None:
    grounds = (scheme.background, scheme.surface, scheme.stripe, scheme.raised, scheme.chosen, scheme.current)
    for ground in grounds:
        assert contrast(scheme.text, ground) >= 4.5, ground
        assert contrast(scheme.muted, ground) >= 4.5, ground
    for ground in (scheme.background, scheme.surface, scheme.stripe):
        assert contrast(scheme.accent, ground) >= 4.5, ground
    assert contrast(scheme.on_accent, scheme.accent) >= 4.5
    assert contrast(scheme.on_accent, scheme.accent_hover) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", list(LIGHT.tones))
def test_a_tone_can_be_read_as_text_and_as_a_badge(scheme: Tokens, name: str) -> None:
    tone = scheme.tone(name)
    assert contrast(tone.text, scheme.surface) >= 4.5
    assert contrast(tone.on_fill, tone.fill) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_bars_and_frames_stand_out_from_their_ground(scheme: Tokens) -> None:
    for colour in scheme.series:
        assert contrast(colour, scheme.surface) >= 3, colour
    assert contrast(scheme.edge, scheme.surface) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_stylesheet_names_only_colours_that_exist(scheme: Tokens) -> None:
    assert not re.findall(r"\$\w+", theme.stylesheet(scheme).split("*/", 1)[1])


def test_what_is_typed_is_never_markup_in_a_tip_or_a_message(dressed: QApplication, qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    hostile = '<img src="//elsewhere/picture.png">'
    QToolTip.showText(QPoint(1, 1), hostile, over)
    tip = next(part for part in dressed.allWidgets() if part.metaObject().className() == "QTipLabel")
    box = QMessageBox(QMessageBox.Icon.Warning, "BLMK", hostile, parent=over)
    box.setInformativeText(hostile)
    box.open()
    said = [part for part in (tip, *box.findChildren(QLabel)) if isinstance(part, QLabel) and part.text() == hostile]
    box.close()
    QToolTip.hideText()
    assert len(said) == 3
    assert {part.textFormat() for part in said} == {Qt.TextFormat.PlainText}


def test_larger_text_is_larger_everywhere(dressed: QApplication) -> None:
    usual = dressed.font().pointSizeF()
    try:
        theme.apply(dressed, "light", 200)
        assert dressed.font().pointSizeF() == pytest.approx(2 * usual)
        assert f"{usual * 2 * 1.6:.1f}pt" in dressed.styleSheet()
    finally:
        theme.apply(dressed, "light")


def test_parts_paint_with_the_colours_that_hold(dressed: QApplication) -> None:
    try:
        theme.apply(dressed, "dark")
        assert theme.tokens().dark
    finally:
        theme.apply(dressed, "light")
    assert not theme.tokens().dark
