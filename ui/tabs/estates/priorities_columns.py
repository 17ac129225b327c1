"""The columns of a prioritisation round: the ranking, the grid of scores, and how far it hangs on the weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.records.declaration import COUNT, MONEY, Unit
from blmk_desktop.rules.prioritisation import points
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.words.priorities import STANDING_TONES, changes_first, holds, level_with, moves_first
from blmk_desktop.words.priorities import standing as stands
from ui.parts.table import Mark

if TYPE_CHECKING:
    from blmk_desktop.rules.prioritisation import Criterion, Placed
    from blmk_desktop.rules.sensitivity import Sway
    from blmk_desktop.summaries.priorities import Priorities

VIEWS = {"ranking": "Ranking", "scores": "Scores", "weights": "Weights"}
EVERYBODY = ""  # all members together: the averages that count
SHARE = "share of need"  # the row of the weights that is no criterion
OF_100 = Unit("points of 100", "", 2, 1, 2)
OF_5 = Unit("points of 5", "", 2, 2, 2)


@dataclass(frozen=True)
class Shown:
    """What the page shows: a round, the rows of a view, of which member, and what is to be said at cells."""

    found: Priorities
    view: str
    member: str
    columns: Columns
    marks: Mapping[tuple[Any, str], Mark] = field(default_factory=dict)
    sways: Mapping[str, Sway] = field(default_factory=dict)


def fetch(connection: Any, round_name: str, view: str, member: str, *, editable: bool) -> Shown:
    """Read a round (the newest where none of that name is) and lay a view of it out; the member may be a new one."""
    from blmk_desktop.summaries.priorities import priorities

    found = priorities(connection, round_name)
    if round_name and found.round is None:
        found = priorities(connection)
    return _LAID_OUT[view](found, member, editable)


# The ranking


def _ranking(found: Priorities, member: str, _editable: bool) -> Shown:
    rows = [_placed(found, one) for one in found.placed]
    columns = columns_of(_ranking_specs(), rows, ids=[one.scheme for one in found.placed])
    return Shown(found, "ranking", member, columns, _ranking_marks(found))


def _ranking_specs() -> list[ColumnSpec]:
    def of_100(name: str, label: str, said: str) -> ColumnSpec:
        return ColumnSpec.figure(name, label, OF_100, said, 14 if name == "value" else 10, total=False)

    return [
        ColumnSpec(name="scheme", label="Scheme", width=28),
        ColumnSpec.figure("rank", "Rank", COUNT, "Schemes of one total share a rank.", 9, total=False),
        ColumnSpec(name="standing", label="Stands", tones=STANDING_TONES, width=24),
        of_100("total", "Total", "Of 100: both stages together."),
        of_100("need", "Need", "Of 100: the weighted average of the scores for need."),
        of_100("value", "Achievable, value", "Of 100: the weighted average of the second stage."),
        ColumnSpec.figure("cost", "Asks for", MONEY, width=12),
        ColumnSpec.figure(
            "together", "With all before it", MONEY, "What all down to its rank ask for.", 13, total=False
        ),
        ColumnSpec(name="level", label="Level with", width=18),
        ColumnSpec.figure("left_out", "Left out", COUNT, "Scores of members who declared an interest.", 11),
        ColumnSpec.figure("missing", "Missing", COUNT, "Scores that a member has not given yet.", 11),
        ColumnSpec(name="place", label="Place", width=18),
    ]


def _placed(found: Priorities, one: Placed) -> dict[str, Any]:
    return {
        "scheme": one.scheme,
        "rank": one.rank,
        "standing": stands(one),
        "total": points(one.total),
        "need": points(one.need),
        "value": points(one.value),
        "cost": one.candidate.cost,
        "together": one.together,
        "level": level_with(one, found.placed),
        "left_out": one.left_out or None,
        "missing": len(one.missing) or None,
        "place": found.places.get(one.scheme, ""),
    }


def _ranking_marks(found: Priorities) -> dict[tuple[Any, str], Mark]:
    marks: dict[tuple[Any, str], Mark] = {}
    for one in found.placed:
        if one.missing:
            marks[one.scheme, "missing"] = Mark("warning", missing_words(one))
        if one.candidate.cost is None:
            marks[one.scheme, "standing"] = Mark("warning", "What it asks for is not known: no line can be drawn.")
        if one.scheme in found.whole_cost:
            marks[one.scheme, "cost"] = Mark("note", "The cost of the whole scheme, as nothing else is said.")
        if one.left_out:
            members = sorted({other for scheme, other in found.panel.interests if scheme == one.scheme})
            marks[one.scheme, "left_out"] = Mark("note", f"{listed(members)} declared an interest.")
    return marks


def missing_words(one: Placed) -> str:
    """Who has not scored what: 'Clinical lead has not scored Value and Access'."""
    by_member: dict[str, list[str]] = {}
    for criterion, member in one.missing:
        by_member.setdefault(member, []).append(criterion)
    return ". ".join(f"{member} has not scored {listed(names)}" for member, names in by_member.items()) + "."


# The grid of scores


def _scores(found: Priorities, member: str, editable: bool) -> Shown:
    """By scheme, not by rank: rows must not change places under whoever enters scores."""
    of_one, schemes = bool(member), sorted(found.placed, key=lambda one: one.scheme.casefold())
    specs = [
        ColumnSpec(name="scheme", label="Scheme", width=28),
        *(_score_spec(one, of_one=of_one, editable=editable and of_one) for one in found.panel.criteria),
    ]
    rows = [_grid_row(found, one, member) for one in schemes]
    columns = columns_of(specs, rows, ids=[one.scheme for one in schemes])
    marks = _own_marks(found, member) if of_one else _average_marks(found)
    return Shown(found, "scores", member, columns, marks)


def _score_spec(one: Criterion, *, of_one: bool, editable: bool) -> ColumnSpec:
    anchors = [f"{score}: {words}" for score, words in enumerate(one.anchors) if words]
    said = "\n".join([f"{one.stage.capitalize()}, weight {one.weight}", *anchors])
    return ColumnSpec.figure(
        column_of(one.name), one.name, COUNT if of_one else OF_5, said, 16, total=False, editable=editable
    )


def column_of(criterion: str) -> str:
    """The name of a criterion's column."""
    return f"score {criterion}"


def criterion_of(column: str) -> str:
    """The criterion whose column it is."""
    return column.removeprefix("score ")


def _grid_row(found: Priorities, one: Placed, member: str) -> dict[str, Any]:
    names = [criterion.name for criterion in found.panel.criteria]
    if member:
        given = {column_of(name): found.panel.scores.get((one.scheme, name, member)) for name in names}
    else:
        given = {column_of(name): points(one.means[name]) for name in names}
    return {"scheme": one.scheme, **given}


def _own_marks(found: Priorities, member: str) -> dict[tuple[Any, str], Mark]:
    """Of one member: which scheme they have an interest in, and what of theirs is still missing."""
    marks: dict[tuple[Any, str], Mark] = {}
    for one in found.placed:
        interest = found.panel.interests.get((one.scheme, member))
        if interest is not None:
            said = f"{member} declared an interest, so these scores do not count: {interest}"
            marks |= {(one.scheme, name): Mark("note", said) for name in ("scheme", *_columns(found))}
        for criterion, other in one.missing:
            if other == member:
                marks[one.scheme, column_of(criterion)] = Mark("warning", f"{member} has not scored this.")
    return marks


def _columns(found: Priorities) -> list[str]:
    return [column_of(one.name) for one in found.panel.criteria]


def _average_marks(found: Priorities) -> dict[tuple[Any, str], Mark]:
    """Of everybody: averages that somebody's score is missing from, and who gave what."""
    marks: dict[tuple[Any, str], Mark] = {}
    for one in found.placed:
        for criterion in {name for name, _ in one.missing}:
            lacking = [member for name, member in one.missing if name == criterion]
            said = f"{listed(lacking)} {'has' if len(lacking) == 1 else 'have'} not scored this."
            marks[one.scheme, column_of(criterion)] = Mark("warning", said)
    return marks


# The weights


def _weights(found: Priorities, member: str, editable: bool) -> Shown:
    from blmk_desktop.rules.sensitivity import sensitivity

    sways = {sway.criterion or SHARE: sway for sway in sensitivity(found.panel)}
    lined = found.affordable is not None
    specs = [
        ColumnSpec(name="criterion", label="Criterion", width=30),
        ColumnSpec(name="stage", label="Stage", width=22),
        ColumnSpec.figure(
            "weight", "Weight", COUNT, "Beside the others of its stage.", 11, total=False, editable=editable
        ),
        ColumnSpec(name="order", label="The order holds", width=20, help="Tried from nothing to twice the weight."),
        ColumnSpec(name="changes", label="What changes first", width=46),
        ColumnSpec(name="line", label="The line holds", width=20, hidden=not lined),
        ColumnSpec(name="moves", label="Who crosses the line first", width=46, hidden=not lined),
    ]
    rows = [_swayed(sway, lined=lined) for sway in sways.values()]
    return Shown(found, "weights", member, columns_of(specs, rows, ids=list(sways)), sways=sways)


def _swayed(sway: Sway, *, lined: bool) -> dict[str, Any]:
    percent = not sway.criterion
    return {
        "criterion": sway.criterion or "Share of need in the total, %",
        "stage": sway.stage,
        "weight": sway.weight,
        "order": holds(sway.order, sway.tried, percent=percent),
        "changes": changes_first(sway),
        "line": holds(sway.line, sway.tried, percent=percent) if lined else "",
        "moves": moves_first(sway),
    }


def sways_words(shown: Shown) -> str:
    """How firm the ranking is, in words."""
    loose = [sway for sway in shown.sways.values() if not sway.order_holds]
    crossing = [sway for sway in shown.sways.values() if not sway.line_holds]
    if not shown.sways or not shown.found.placed:
        return ""
    if not loose:
        return "No weight, moved alone between nothing and twice what it is, changes the order."
    said = f"The order hangs on {counted(len(loose), 'weight')} of {len(shown.sways)}, each moved alone."
    if shown.found.affordable is None:
        return said
    if not crossing:
        return f"{said} None of them changes who is within the money."
    return f"{said} {counted(len(crossing), 'of them changes', 'of them change')} who is within the money."


_LAID_OUT = {"ranking": _ranking, "scores": _scores, "weights": _weights}
