"""The picture of growth: a panel for each group of costs, both scales logarithmic, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from benchmarks.fitting import Cost, shown
from blmk_desktop.papers.tones import INK, LINE, MUTED

PANELS = (
    ("Tabs and pages, until all is shown", ("window", "page")),
    ("A keystroke in a filter, a sort", ("keystroke", "sort")),
    ("Tables, cross-tables, check, search", ("table", "cross-table", "check", "search")),
    ("Papers and exports", ("paper", "export")),
    ("Imports, edits, undo and redo", ("import", "edit", "file")),
    ("Memory and size of the file", ("memory", "file")),
)
WIDTH, HEIGHT, ACROSS = 500, 300, 2  # of a panel, and panels side by side
LEFT, RIGHT, TOP, BOTTOM = 62, 196, 34, 34  # around the lines of a panel
COLOURS = ("#12436D", "#1B7A71", "#801650", "#A8480B")  # dark enough for letters, told apart by every eye
NAMED = len(COLOURS)  # of a panel: those that cost most at the largest size
APART = 14  # between two labels
FONT = "Source Sans Pro, Arial, sans-serif"
LONGEST = 29  # letters of a label


@dataclass(frozen=True)
class Scale:
    """Where a size and a cost stand on a panel, by their logarithms."""

    sizes: tuple[int, int]
    costs: tuple[int, int]  # whole powers of ten

    def across(self, size: float) -> float:
        """The x of a size."""
        low, high = map(log10, self.sizes)
        return LEFT + (log10(size) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def up(self, cost: float) -> float:
        """The y of a cost."""
        low, high = self.costs
        share = (log10(max(cost, 10**low)) - low) / (high - low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def growth_plot(costs: Sequence[Cost]) -> str:
    """All costs over the sizes; the dearest of each panel are named, with their exponents."""
    panels = [(title, _of(costs, groups)) for title, groups in PANELS]
    panels = [(title, of) for title, of in panels if of]
    deep = ceil(len(panels) / ACROSS)
    wide, high = ACROSS * WIDTH, deep * HEIGHT + 26
    parts = [f'<rect width="{wide}" height="{high}" fill="#FFFFFF"/>']
    for place, (title, of) in enumerate(panels):
        x, y = place % ACROSS * WIDTH, place // ACROSS * HEIGHT
        parts.append(f'<g transform="translate({x} {y})">{"".join(_panel(title, of))}</g>')
    said = "Across: times the size of BLMK. Dashed: linear. Beside each name its power of the size; 1 is linear."
    parts.append(_text(LEFT, high - 8, said, f'fill="{MUTED}"'))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    return f'{head} font-family="{FONT}" font-size="12" fill="{INK}">{"".join(parts)}</svg>\n'


def _of(costs: Sequence[Cost], groups: Sequence[str]) -> list[Cost]:
    """The costs of a panel: those of its groups, in milliseconds or in MiB as its first group is."""
    of = [cost for cost in costs if cost.group in groups and len(cost.at) > 1]
    return [cost for cost in of if (cost.unit == "MiB") == (groups[0] == "memory")]


def _panel(title: str, costs: Sequence[Cost]) -> Iterator[str]:
    sizes = sorted({size for cost in costs for size in cost.at})
    least = min(value for cost in costs for value in cost.at.values())
    most = max(value for cost in costs for value in cost.at.values())
    low = max(floor(log10(max(least, 1e-3))), 0)
    scale = Scale((sizes[0], sizes[-1]), (low, max(ceil(log10(most)), low + 1)))
    yield _text(LEFT, 18, title, 'font-weight="bold" font-size="13"')
    yield from _grid(scale, sizes, costs[0].unit)
    named = sorted(costs, key=lambda cost: -cost.most)[:NAMED]
    for cost in costs:
        if cost not in named:
            yield _curve(scale, cost, f'stroke="{LINE}" stroke-width="1"')
    ends = _labels(scale, named)
    for place, cost in enumerate(named):
        colour = COLOURS[place]
        yield _curve(scale, cost, f'stroke="{colour}" stroke-width="2"')
        yield _label(cost, ends[place], colour)


def _grid(scale: Scale, sizes: Sequence[int], unit: str) -> Iterator[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for power in range(scale.costs[0], scale.costs[1] + 1):
        y = scale.up(10**power)
        yield _line(LEFT, y, right, y, f'stroke="{LINE}" stroke-width="0.6"')
        text = shown(10**power, unit).replace(".0", "")
        yield _text(LEFT - 6, y + 4, text, f'text-anchor="end" fill="{MUTED}"')
    for size in sizes:
        x = scale.across(size)
        yield _line(x, TOP, x, bottom, f'stroke="{LINE}" stroke-width="0.6"')
        yield _text(x, bottom + 16, f"{size} ×", f'text-anchor="middle" fill="{MUTED}"')
    span = log10(sizes[-1] / sizes[0])
    high = min(scale.costs[1], scale.costs[0] + span)
    last = sizes[0] * 10 ** (high - scale.costs[0])
    ends = scale.across(sizes[0]), bottom, scale.across(last), scale.up(10**high)
    yield _line(*ends, f'stroke="{MUTED}" stroke-width="1" stroke-dasharray="4 3"')


def _curve(scale: Scale, cost: Cost, look: str) -> str:
    points = " ".join(f"{scale.across(size):.1f},{scale.up(value):.1f}" for size, value in sorted(cost.at.items()))
    return f'<polyline points="{points}" fill="none" {look}/>'


def _labels(scale: Scale, named: Sequence[Cost]) -> list[float]:
    """The y of each label: at the end of its line, but none over another; the dearest stands highest."""
    ends: list[float] = []
    for cost in named:
        ends.append(max(scale.up(cost.most) + 4, *(end + APART for end in ends[-1:]), TOP + 4))
    over = max(0.0, ends[-1] - (HEIGHT - BOTTOM)) if ends else 0.0
    return [end - over for end in ends]


def _label(cost: Cost, y: float, colour: str) -> str:
    name = cost.label if cost.group in ("page", "table", "paper") else cost.name.replace(": ", " ", 1)
    name = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
    return _text(WIDTH - RIGHT + 6, y, f"{name} {cost.exponent:.1f}", f'fill="{colour}"')


def _line(x1: float, y1: float, x2: float, y2: float, look: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {look}/>'


def _text(x: float, y: float, words: str, look: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(words)}</text>'
