"""The paper on a prioritisation round: the ranking and its line, criteria and weights, and interests declared."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from blmk_desktop.computed.priorities import POINTS
from blmk_desktop.errors import UserError
from blmk_desktop.papers.appendix import appendix, named
from blmk_desktop.papers.cells import NOTHING, figure, group, line, said, under
from blmk_desktop.papers.linked_risks import risk_lines
from blmk_desktop.papers.model import Bars, Cell, Column, Content, Grid, Heading, Known, Text
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import COUNT, MONEY, PERCENT, Unit
from blmk_desktop.rules.plans import share as share_of
from blmk_desktop.rules.prioritisation import AT_LINE, HALF, MOST, WITHIN, points
from blmk_desktop.rules.sensitivity import sensitivity
from blmk_desktop.rules.wording import capital, counted, listed, pounds
from blmk_desktop.summaries.priorities import priorities
from blmk_desktop.values import show_figure
from blmk_desktop.words.priorities import STANDING_TONES, changes_first, holds, level_with, place, round_words, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from blmk_desktop.papers.catalogue import Asked
    from blmk_desktop.papers.model import Block, Row
    from blmk_desktop.rules.prioritisation import Criterion, Placed
    from blmk_desktop.summaries.priorities import Priorities, Round

OF_5 = Unit("points of 5", "", 2, 2, 2)
APPENDIX = "the ranking, and how it came about"
KINDS = frozenset({"priority_round"})
RULES = ("score-", "scores-missing", "scored-by-one", "candidate-", "interest-of-no-scorer")
NO_ROUND = "There is no prioritisation round yet: import a panel's scores, or add a round, first."


def content(connection: Connection, asked: Asked) -> Content:
    """A round as its panel left it: the newest held by the day, unless one is named. Raises UserError without any."""
    found = priorities(connection, asked.of, asked.as_at)
    if found.round is None:
        if asked.of:
            raise UserError(f"There is no prioritisation round '{asked.of}'. There are: {', '.join(found.rounds)}.")
        raise UserError(NO_ROUND if not found.rounds else f"No round was held by {show_date(asked.as_at)}.")
    blocks: tuple[Block, ...] = (
        Text(_lead(found, found.round), role="lead"),
        Heading("Ranking"),
        *_ranking(found, found.round),
        Heading("Interests declared"),
        _interests(found),
        Heading("How far the ranking hangs on the weights"),
        *_weights(found),
        Heading("Scores by criterion"),
        *_scores(found),
        Heading("Criteria and weights"),
        *_criteria(found, found.round),
    )
    title = f"Estates prioritisation: {found.round.name}"
    names = {one.scheme for one in found.placed}
    risks = risk_lines(connection, asked.as_at, lambda row: row.scheme in names)
    return Content(
        title, appendix(APPENDIX, blocks), _known(found, found.round, risks), frozenset({"priority_round"}), RULES
    )


def choices(connection: Connection, _asked: Asked) -> list[str]:
    """The rounds, newest first."""
    return list(priorities(connection).rounds)


def _lead(found: Priorities, held: Round) -> str:
    when = f"The panel met on {show_date(held.held)}. " if held.held else ""
    return f"{when}{round_words(found) or 'No scheme is ranked yet.'}"


def _known(found: Priorities, held: Round, risks: tuple[str, ...]) -> Known:
    tied = [one.scheme for one in found.placed if one.line == AT_LINE]
    within = [one for one in found.placed if one.line == WITHIN]
    asked = [f"the ranking of {counted(len(found.placed), 'scheme')} by the panel"]
    if tied:
        asked.append(f"which of {listed(tied)} is to have what is left, as their totals are the same")
    money = [f"{one.scheme} asks for {pounds(one.candidate.cost or 0, 0)}." for one in within]
    if found.affordable is not None:
        money.insert(0, f"{pounds(found.affordable, 0)} is affordable in all.")
    interests = [
        f"{one.member} declared an interest in {one.scheme}; their scores of it do not count."
        for one in found.interests
    ]
    return Known(
        asked=tuple(asked),
        key_points=(*filter(None, [round_words(found)]), *interests),
        finance=tuple(money),
        risks=risks,
        appendices=(named(APPENDIX),),
        accurate_on=held.held,
    )


def _ranking(found: Priorities, held: Round) -> Iterator[Block]:
    """The schemes in order, with a line where the money ends, and a chart of their totals."""
    if not found.placed:
        yield Text("No scheme is put to this round yet.")
        return
    columns = (
        *(Column("Rank", share=1), Column("Scheme", share=4)),
        Column("Need", figures=True, group="Points of 100"),
        Column("Value", figures=True, group="Points of 100"),
        Column("Total", figures=True, group="Points of 100"),
        *(Column("Asks for", unit="£", figures=True), Column("With all before it", unit="£", figures=True)),
        Column("Stands", share=4),
    )
    rows: list[Row] = []
    drawn = found.affordable is None
    for one in found.placed:
        if not drawn and one.line != WITHIN:
            rows.append(group(f"Here the money ends: {pounds(found.affordable or 0, 0)} is affordable"))
            drawn = True
        rows.append(_placed(found, held, one))
    yield Grid("Ranking of the schemes", columns, tuple(rows), "Value: achievability and value, the second stage.")
    ranked = [one for one in found.placed if one.total is not None]
    if ranked:
        totals = tuple(points(one.total) for one in ranked)
        told = "; ".join(f"{one.scheme} {show_figure(points(one.total), 2, 1)}" for one in ranked)
        names = tuple(one.scheme for one in ranked)
        yield Bars("Total score of each scheme", f"Points of 100: {told}.", names, (("Total", totals),), POINTS)


def _placed(found: Priorities, held: Round, one: Placed) -> Row:
    stands = standing(one)
    level = level_with(one, found.placed)
    doubt = Cell("", about=("priority_round", held.name), places=(f"{held.name} · {one.scheme}",))
    where = found.places.get(one.scheme, "")
    return line(
        said(place(one) or NOTHING),
        replace(doubt, text="\n".join(filter(None, (one.scheme, where)))),
        *(figure(points(score), POINTS) for score in (one.need, one.value, one.total)),
        figure(one.candidate.cost, MONEY),
        figure(one.together, MONEY),
        said(f"{stands}{f'; level with {level}' if level else ''}", STANDING_TONES[stands]),
    )


def _interests(found: Priorities) -> Block:
    if not found.interests:
        return Text("No member of the panel declared an interest.")
    columns = (
        *(Column("Panel member", share=3), Column("Scheme", share=3), Column("Interest", share=5)),
        Column("Scores left out", figures=True),
    )
    rows = tuple(
        line(
            *(said(one.member), said(one.scheme), said(one.note)),
            figure(sum((given.scheme, given.member) == (one.scheme, one.member) for given in found.given), COUNT),
        )
        for one in found.interests
    )
    return Grid("Interests declared, and what was left out because of them", columns, rows)


def _criteria(found: Priorities, held: Round) -> Iterator[Block]:
    """What the panel scored by, what it weighs, and what each score means."""
    if not found.panel.criteria:
        yield Text("This round has no criteria yet.")
        return
    share = HALF if held.need_share is None else held.need_share
    need = show_figure(share, 2, 0)
    least = f"; a scheme needs {show_figure(held.need_least, 2, 0)}% for need to go on" if held.need_least else ""
    yield Text(f"Need counts for {need}% of the total, achievability and value for the rest{least}.")
    columns = (
        *(
            Column("Criterion", share=4),
            Column("Weight", figures=True, share=2),
            Column("Of its stage", unit="%", figures=True, share=2),
        ),
        *(Column(str(score), group="What a score means", share=4) for score in range(MOST + 1)),
    )
    wholes = Counter[str]()
    for one in found.panel.criteria:
        wholes[one.stage] += one.weight

    def row(one: Criterion) -> Row:
        weighs = figure(share_of(one.weight, wholes[one.stage]), PERCENT)
        anchors = (*one.anchors, *[""] * MOST)[: MOST + 1]
        return line(said(one.name), figure(one.weight, COUNT), weighs, *map(said, anchors))

    rows = under(found.panel.criteria, lambda one: capital(one.stage), row)
    yield Grid("Criteria, their weights and what each score means", columns, tuple(rows), landscape=True)


def _scores(found: Priorities) -> Iterator[Block]:
    """What the members whose scores count gave each scheme on average."""
    if not found.placed or not found.panel.criteria:
        yield Text("Nothing is scored yet.")
        return
    names = [one.name for one in found.panel.criteria]
    columns = (
        *(Column("Scheme", share=5), Column("Members whose scores count", figures=True, share=2)),
        *(Column(name, figures=True, group="Average score, 0 to 5", share=2) for name in names),
    )
    rows = tuple(
        line(
            *(said(one.scheme), figure(len(found.panel.counting(one.scheme)), COUNT)),
            *(figure(points(mean / 1) if (mean := one.means.get(name)) is not None else None, OF_5) for name in names),
        )
        for one in found.placed
    )
    yield Grid("Average scores by criterion", columns, rows)


def _weights(found: Priorities) -> Iterator[Block]:
    """From which to which weight the ranking stays, and what changes first beyond."""
    columns = (
        *(Column("Criterion", share=4), Column("Weight", figures=True, share=1)),
        *(Column("The order holds", share=3), Column("What changes first", share=7)),
    )
    rows = tuple(
        line(
            *(said(sway.criterion or "Share of need, %"), figure(sway.weight, COUNT)),
            *(said(holds(sway.order, sway.tried, percent=not sway.criterion)), said(changes_first(sway))),
        )
        for sway in sensitivity(found.panel)
    )
    yield Grid("Weights at which the ranking stays as it is", columns, rows) if rows else Text("Nothing is ranked yet.")
