"""The risk register as a committee takes it: the map, what moved since it last met, and what is above appetite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.papers.appendix import appendix, named
from blmk_desktop.papers.cells import figure, group, line, said, toned, total
from blmk_desktop.papers.contents.risk_register_more import closed, due, escalations, treatment
from blmk_desktop.papers.linked_risks import risk_line, titled
from blmk_desktop.papers.meeting import completed, since
from blmk_desktop.papers.model import Column, Content, Grid, Heading, HeatMap, Known, Text
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import COUNT
from blmk_desktop.rules.risk_scores import HIGHEST, LOWEST, MOST, band_of
from blmk_desktop.rules.wording import capital, counted, listed, sentence
from blmk_desktop.summaries.risk_movement import risk_movement
from blmk_desktop.summaries.risks import risks
from blmk_desktop.words.risks import tones_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.model import Block, Cell, Row
    from blmk_desktop.rules.risk_scores import Score
    from blmk_desktop.summaries.risk_movement import MovementRow, Movements
    from blmk_desktop.summaries.risks import Mark, RiskRow, Risks

EVERY = "All registers"
ARROWS = {"new": "●", "up": "▲", "scored": "●", "down": "▼", "unchanged": "–", "closed": "✓"}
WORDS = {"scored": "Scored for the first time"}
MOVED_TONES = {"new": "blue", "up": "red", "scored": "blue", "down": "green", "closed": "grey"}
APPENDIX = "the risk register"
RULES = ("risk-score", "risk-rating", "risk-above-inherent", "risk-stated")
LEVELS = range(LOWEST, HIGHEST + 1)


@dataclass(frozen=True)
class Register:
    """A register, or all of them, as at a day, and how it moved since the meeting before."""

    name: str
    found: Risks
    moved: Movements
    rows: tuple[RiskRow, ...]  # the open ones, the highest score first
    tones: dict[str, str]

    @property
    def above(self) -> list[RiskRow]:
        """The open risks that score more than is tolerated."""
        return [row for row in self.rows if row.over_appetite]

    @property
    def overdue(self) -> list[RiskRow]:
        """The open risks whose review is overdue, the longest first."""
        return sorted((row for row in self.rows if row.days_overdue), key=lambda row: -row.days_overdue)


def content(connection: Connection, asked: Asked) -> Content:
    """A register as at a day, its movement since the committee last met.

    Raises UserError where the file has no risk, or no register of that name.
    """
    asked = completed(connection, asked)
    held = _register(connection, asked)
    blocks: tuple[Block, ...] = (
        Text(" ".join(_points(held)), role="lead"),
        Heading("Where the risks stand"),
        *_map(held),
        *_counts(held),
        Heading("Movement since the last meeting"),
        _movement(held),
        *closed(held.moved),
        *due(held.rows, held.above, held.overdue, held.found.as_at),
        *escalations(connection, held.rows, held.moved.since, held.found.as_at),
        Heading("Open risks"),
        _scores(held),
        *treatment(held.rows),
    )
    title = "Risk register" if held.name == EVERY else f"Risk register: {held.name}"
    return Content(title, appendix(APPENDIX, blocks), _known(held), frozenset({"risk"}), RULES)


def choices(connection: Connection, asked: Asked) -> list[str]:
    """The registers that have a risk, those of a directorate first, and all of them together."""
    order = ("directorate", "corporate")
    found = [one for one in risks(connection, asked.as_at).registers if one.open or one.closed]
    found.sort(key=lambda one: (order.index(one.kind) if one.kind in order else len(order), one.name))
    names = [one.name for one in found]
    return [*names, EVERY] if len(names) > 1 else names


def _register(connection: Connection, asked: Asked) -> Register:
    offered = choices(connection, asked)
    if not offered:
        raise UserError("There are no risks yet: import a risk register, or add risks, first.")
    name = asked.of or offered[0]
    if name not in (*offered, EVERY):
        raise UserError(f"There is no risk register '{name}' with risks. There are: {', '.join(offered)}.")
    own = "" if name == EVERY else name
    found = risks(connection, asked.as_at, own)
    moved = risk_movement(connection, since(connection, asked), asked.as_at, own)
    return Register(name, found, moved, found.open, tones_of(found.bands))


def _points(held: Register) -> Iterator[str]:
    """What to know first, in sentences."""
    open_, above, late = len(held.rows), len(held.above), len(held.overdue)
    worst = [band.name for band in held.found.bands][-1:]
    gravest = sum(row.band in worst for row in held.rows)
    of_them = f", {gravest} of them {worst[0]}" if gravest else ""
    yield f"{counted(open_, 'risk is', 'risks are')} open{of_them}."
    yield held.moved.words
    if above:
        yield f"{counted(above, 'risk scores', 'risks score')} more than is tolerated."
    if late:
        yield f"{counted(late, 'review is', 'reviews are')} overdue."


def _known(held: Register) -> Known:
    moved = [row for row in held.moved.rows if row.moved in ("new", "up", "down", "closed", "scored")]
    told = [f"{row.risk.reference} is {row.words}: {row.risk.title}." for row in moved]
    names = listed([row.reference for row in held.overdue])
    late = [f"{names} should have been reviewed by now."] if names else []
    since_then = f"its movement since {show_date(held.moved.since)}"
    tolerated = ["the risks that score more than is tolerated, and what is done about them"] if held.above else []
    return Known(
        asked=(f"the register as it stands on {show_date(held.found.as_at)}, and {since_then}", *tolerated),
        key_points=(*_points(held), *told, *late),
        risks=tuple(risk_line(row) for row in held.above or held.rows[:5]),
        appendices=(named(APPENDIX),),
        accurate_on=held.found.as_at,
    )


def _map(held: Register) -> Iterator[Block]:
    """The map of risks by likelihood and impact, each cell in the tone of its band."""
    scored = held.found.cells(held.rows)
    if not scored:
        yield Text("No open risk is scored.")
        return
    names = {at: tuple(row.reference for row in rows) for at, rows in scored.items()}
    tones = {score: held.tones.get(band_of(score, held.found.bands), "grey") for score in range(1, MOST + 1)}
    cells = tuple((at, up, names.get((at, up), ()), tones[at * up]) for up in LEVELS for at in LEVELS)
    where = "; ".join(
        f"likelihood {at}, impact {up}: {listed(names[at, up])}"
        for at, up in sorted(scored, key=lambda one: -one[0] * one[1])
    )
    alt = f"Open risks by likelihood (across, 1 to 5) and impact (up, 1 to 5). {capital(where)}."
    yield HeatMap(f"Open risks by likelihood and impact on {show_date(held.found.as_at)}", alt, cells)


def _counts(held: Register) -> Iterator[Block]:
    """How many risks of each register are in which band, and what they come to."""
    bands = [band.name for band in reversed(held.found.bands)]
    rows = [one for one in held.found.registers if one.open or one.closed]
    columns = (
        Column("Register", share=5),
        Column("Open", figures=True),
        *(Column(name.capitalize(), figures=True, group="Open, by band") for name in bands),
        Column("Sum of scores", figures=True),
        Column("Reviews overdue", figures=True),
        Column("Without an action", figures=True),
    )
    made = [
        line(
            said(one.name),
            *(figure(number, COUNT) for number in (one.open, *(one.by_band.get(name, 0) for name in bands))),
            *(figure(number, COUNT) for number in (one.exposure, one.overdue, one.without_action)),
        )
        for one in rows
    ]
    if len(rows) > 1:
        sums = [sum(one.open for one in rows), *(sum(one.by_band.get(name, 0) for one in rows) for name in bands)]
        sums += [sum(getattr(one, name) for one in rows) for name in ("exposure", "overdue", "without_action")]
        made.append(total(said("All registers"), *(figure(number, COUNT) for number in sums)))
    words = ", ".join(f"{band.name} up to {band.most}" for band in held.found.bands)
    yield Grid("Open risks by band", columns, tuple(made), f"A score is likelihood times impact, 1 to 25: {words}.")


def _movement(held: Register) -> Block:
    columns = (
        Column("Ref."),
        Column("Risk", share=6),
        Column("Movement", share=3),
        Column("Score then", figures=True, share=1),
        Column("Score now", figures=True, share=1),
        Column("Why", share=5),
    )
    rows = [row for row in held.moved.rows if row.moved not in ("unchanged", "closed")]
    if not rows:
        return Text(f"No risk is new, and no score has changed since {show_date(held.moved.since)}.")
    caption = f"Risks that are new or moved between {show_date(held.moved.since)} and {show_date(held.moved.as_at)}"
    return Grid(caption, columns, tuple(map(_moved, rows)))


def _moved(row: MovementRow) -> Row:
    before, after = (mark.score.value if mark else None for mark in (row.before, row.after))
    return line(
        said(row.risk.reference),
        said(titled(row.risk)),
        _moved_cell(row),
        figure(before, COUNT),
        figure(after, COUNT),
        said(row.reason),
    )


def _moved_cell(row: MovementRow) -> Cell:
    """How a score moved: an arrow and the word, with by how much."""
    by = f" by {abs(row.change)}" if row.change else ""
    return said(
        f"{ARROWS[row.moved]} {WORDS.get(row.moved, row.moved.capitalize())}{by}", MOVED_TONES.get(row.moved, "")
    )


def _scores(held: Register) -> Block:
    """Every open risk with its three scores and its movement, the highest score first."""
    if not held.rows:
        return Text("No risk is open.")
    columns = (
        Column("Ref.", share=2),
        Column("Risk", share=7),
        Column("Owner", share=4),
        Column("Inherent", share=2, group="Score (likelihood × impact)"),
        Column("Current", share=3, group="Score (likelihood × impact)"),
        Column("Target", share=2, group="Score (likelihood × impact)"),
        Column("Tolerated", figures=True, share=1),
        Column("Movement", share=3),
        Column("Next review", share=3),
        Column("Level", share=2),
    )
    moved = {row.risk.reference: row for row in held.moved.rows}
    registers = list(dict.fromkeys(row.register for row in held.rows))
    rows: list[Row] = []
    for register in sorted(registers):
        rows += [group(register)] if len(registers) > 1 else []
        rows += [_score_row(held, row, moved.get(row.reference)) for row in held.rows if row.register == register]
    return Grid("Open risks with their scores, the highest first", columns, tuple(rows), landscape=True)


def _score_row(held: Register, row: RiskRow, moved: MovementRow | None) -> Row:
    about = ("risk", row.reference)
    tolerated = figure(row.most, COUNT)
    review = show_date(row.review_due) or "None set"
    return line(
        said(row.reference, about=about, measure="title"),
        said(sentence(row.statement or titled(row))),
        said(row.owner),
        _mark(row.inherent, about, "inherent_score"),
        _now(held, row, about),
        _mark(row.target, about, "target_score"),
        toned(tolerated, "red") if row.over_appetite else tolerated,
        _moved_cell(moved) if moved else said(""),
        said(f"{review}\noverdue", "red") if row.days_overdue else said(review),
        said(row.level.capitalize()),
    )


def _now(held: Register, row: RiskRow, about: tuple[str, str]) -> Cell:
    """The current score with its band."""
    if row.current is None:
        return said("Not scored", "grey")
    text = "\n".join(filter(None, (str(row.current.score), row.band)))
    return said(text, held.tones.get(row.band, ""), about=about, measure="score")


def _mark(mark: Mark | None, about: tuple[str, str], measure: str) -> Cell:
    score: Score | None = mark.score if mark else None
    return said(str(score) if score else "", about=about, measure=measure)
