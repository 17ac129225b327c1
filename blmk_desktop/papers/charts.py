"""Charts of papers, drawn as SVG without a screen: bars beside one another, and risks by likelihood and impact."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from blmk_desktop.papers.tones import INK, LINE, MUTED, SERIES, TONES, Tone
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from blmk_desktop.papers.model import Bars, HeatMap
    from blmk_desktop.records.declaration import Unit

WIDTH = 720
_FONT = "Source Sans Pro, Arial, sans-serif"
_BOLD = ' font-weight="bold"'
_SIZE = 13
_LETTER = 6.3  # width of a letter at that size
_LETTERS = 46  # of the longest name of a category that is written whole
_BAR = 16
_GAP = 9
_TOP = 30
_CELL = 92
_LIKELY = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
_IMPACT = ("Negligible", "Minor", "Moderate", "Major", "Catastrophic")


def bars(block: Bars) -> str:
    """A bar chart as SVG text: a group of bars a category, each with its figure at its end; None is left out."""
    names = [_short(name) for name in block.categories]
    left = 14 + max((len(name) for name in names), default=0) * _LETTER
    deep = len(block.series) * _BAR + _GAP
    values = [value for _, series in block.series for value in series if value is not None]
    low, high = min(0, *values, 0), max(1, *values, 1)
    beyond = max((len(figure(value, block.unit)) for value in values), default=0) * _LETTER + 14
    room = WIDTH - left - beyond - (beyond if low < 0 else 0)
    across = _scale(low, high, left + (beyond if low < 0 else 0), room)
    parts = list(_legend(block))
    for place, name in enumerate(names):
        top = _TOP + place * deep
        parts.append(_text(left - 8, top + (deep - _GAP) / 2 + 4, name, anchor="end"))
        parts += _group(block, place, top, across)
    bottom = _TOP + len(names) * deep
    parts.append(_line(across(0), _TOP - 4, across(0), bottom - _GAP + 4, MUTED))
    return _svg(WIDTH, bottom + 2, parts)


def figure(value: int, unit: Unit) -> str:
    """A stored figure at the end of a bar: £3,163,224, (£21,826), 96.92, 71.4%."""
    text = show_figure(abs(value), unit.places, unit.decimals)
    text = f"£{text}" if unit.symbol == "£" else f"{text}%" if unit.symbol == "%" else text
    return f"({text})" if value < 0 else text


def heat_map(block: HeatMap) -> str:
    """Risks by likelihood (across) and impact (up) as SVG text; a cell has their references on its tone."""
    held = {(likely, impact): (names, tone) for likely, impact, names, tone in block.cells}
    left, top = 120, 6
    parts = []
    for impact in range(1, 6):
        y = top + (5 - impact) * _CELL
        parts.append(_text(left - 10, y + _CELL / 2 + 4, f"{impact} {_IMPACT[impact - 1]}", anchor="end"))
        for likely in range(1, 6):
            names, tone = held.get((likely, impact), ((), ""))
            parts += _square(left + (likely - 1) * _CELL, y, names, tone)
    for likely in range(1, 6):
        middle = left + (likely - 0.5) * _CELL
        parts.append(_text(middle, top + 5 * _CELL + 17, f"{likely} {_LIKELY[likely - 1]}", anchor="middle"))
    parts.append(_text(left + 2.5 * _CELL, top + 5 * _CELL + 37, "Likelihood", anchor="middle", look=_BOLD))
    parts.append(_text(4, top + 14, "Impact", look=_BOLD))
    return _svg(left + 5 * _CELL + 8, top + 5 * _CELL + 44, parts)


def _legend(block: Bars) -> Iterator[str]:
    x = 4.0
    for place, (name, _) in enumerate(block.series):
        yield _bar(x, 6, (12, 12), place)
        yield _text(x + 17, 16, name)
        x += 17 + len(name) * _LETTER + 22


def _group(block: Bars, place: int, top: float, across: Scale) -> Iterator[str]:
    for number, (_, values) in enumerate(block.series):
        value = values[place]
        if value is None:
            continue
        y = top + number * _BAR
        begin, end = sorted((across(0), across(value)))
        yield _bar(begin, y, (end - begin, _BAR - 2), number)
        at, anchor = (end + 4, "start") if value >= 0 else (begin - 4, "end")
        yield _text(at, y + 11.5, figure(value, block.unit), anchor=anchor)


class Scale:
    """Where a value stands across a chart."""

    def __init__(self, low: int, high: int, left: float, room: float) -> None:
        self._low, self._left = low, left
        self._each = room / (high - low)

    def __call__(self, value: int) -> float:
        """The x of a value."""
        return self._left + (value - self._low) * self._each


def _scale(low: int, high: int, left: float, room: float) -> Scale:
    return Scale(low, high, left, room)


def _square(x: float, y: float, names: tuple[str, ...], tone: str) -> Iterator[str]:
    fill, ink = TONES.get(tone, Tone("#FFFFFF", INK))
    yield (
        f'<rect x="{x:g}" y="{y:g}" width="{_CELL - 2}" height="{_CELL - 2}" fill="{fill}" stroke="{LINE}" '
        f'stroke-width="0.6"/>'
    )
    for place, line in enumerate(_wrapped(names)):
        yield _text(x + _CELL / 2 - 1, y + 17 + place * 14, line, anchor="middle", look=f'{_BOLD} fill="{ink}"')


def _wrapped(names: tuple[str, ...]) -> list[str]:
    """References in lines as wide as a cell; what does not fit is counted."""
    lines = [""]
    for name in names:
        joined = f"{lines[-1]}, {name}" if lines[-1] else name
        if len(joined) <= 13:
            lines[-1] = joined
        else:
            lines.append(name[:14])
    if len(lines) > 5:
        held = sum(line.count(",") + 1 for line in lines[:5])
        lines = [*lines[:5], f"+ {len(names) - held} more"]
    return lines


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def _bar(x: float, y: float, size: tuple[float, float], place: int) -> str:
    wide, high = size
    look = f'fill="{SERIES[place % len(SERIES)]}" stroke="{INK}" stroke-width="0.5"'
    return f'<rect x="{x:.1f}" y="{y:g}" width="{wide:.1f}" height="{high:g}" {look}/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", look: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{look}>{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="1"/>'


def _svg(width: float, height: float, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="{_FONT}" font-size="{_SIZE}" fill="{INK}">'
        f"{''.join(parts)}</svg>"
    )
