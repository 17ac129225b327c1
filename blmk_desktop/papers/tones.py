"""The colours of papers: those of the light screen, dark enough to read when printed."""

from __future__ import annotations

from typing import NamedTuple


class Tone(NamedTuple):
    """What a cell is tinted with, and the ink on it; as #RRGGBB."""

    fill: str
    ink: str


TONES: dict[str, Tone] = {
    "red": Tone("#FBE3E1", "#8E1108"),
    "amber": Tone("#FFE9B8", "#4A2E00"),
    "orange": Tone("#FFD0AB", "#5F2500"),
    "green": Tone("#DDF1E4", "#00532A"),
    "blue": Tone("#DCEAF7", "#00437F"),
    "grey": Tone("#E8EDEE", "#37474F"),
    "black": Tone("#212B32", "#FFFFFF"),
}
SERIES = ("#12436D", "#28A197", "#D3B8F0", "#801650")  # bars of a chart, told apart by every eye and in grey print
INK = "#212B32"
MUTED = "#4C6272"
ACCENT = "#003087"  # titles and headings
HEADER = "#E8EDEE"  # behind the headings of a table
GROUP = "#F0F4F5"  # behind a heading over rows
LINE = "#AEB7BD"
