"""The chosen scheme or criterion of a round at the side: where it came and why, who scored it, what scores mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.rules.prioritisation import HALF, MOST, points
from blmk_desktop.rules.wording import pounds
from blmk_desktop.values import show_figure
from blmk_desktop.words.priorities import STANDING_TONES, changes_first, holds, level_with, moves_first, place, standing
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines
from ui.tabs.estates.priorities_columns import Shown, missing_words

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.rules.prioritisation import Criterion, Placed
    from blmk_desktop.summaries.priorities import Given, Priorities
    from ui.window import MainWindow

Buttons = list[tuple[str, Callable[[], object]]]


def show_scheme(
    pane: DetailPane, window: MainWindow, found: Priorities, one: Placed, findings: Sequence[Finding]
) -> None:
    """A scheme: where it came, who gave what, whose scores do not count."""
    about = [finding for finding in findings if finding.subject == one.scheme and _of_round(found, finding)]
    sections: list[Section] = [
        Facts("Where it stands", _standing(found, one)),
        finding_lines(window, about),
        Lines("Interests declared", _interests(window, found, one)),
        *_scored(found, one),
    ]
    buttons: Buttons = [("Show the scheme", lambda: window.show_record("scheme", one.scheme))]
    if not window.read_only and found.round is not None:
        name = found.round.name
        asks = {"id": one.candidate.id, "round": name, "scheme": one.scheme, "cost": one.candidate.cost}
        if one.scheme in found.whole_cost:
            asks["cost"] = None
        both = {"round": name, "scheme": one.scheme}
        buttons += [
            ("Declare an interest…", lambda: declare(window, found, both)),
            ("What it asks for…", lambda: open_form(window, "candidate", asks, fixed=tuple(both))),
        ]
    badge = (standing(one), STANDING_TONES[standing(one)])
    pane.show_detail(one.scheme, found.places.get(one.scheme, ""), sections, badge, buttons)


def _of_round(found: Priorities, finding: Finding) -> bool:
    return found.round is not None and finding.about == ("priority_round", found.round.name)


def _standing(found: Priorities, one: Placed) -> list[tuple[str, str]]:
    share = HALF if found.panel.share is None else found.panel.share
    level = level_with(one, found.placed)
    whole = ", the whole scheme" if one.scheme in found.whole_cost else ""
    return [
        ("Rank", f"{place(one)} of {len(found.placed)}{f', level with {level}' if level else ''}" if one.rank else ""),
        ("Total", _of_100(points(one.total))),
        ("Need", f"{_of_100(points(one.need))}, counts for {_percent(share)}" if one.need is not None else ""),
        ("Second stage", _of_100(points(one.value))),
        ("Asks for", f"{_money(one.candidate.cost)}{whole}"),
        ("With all before it", "" if one.together is None or one.rank is None else _money(one.together)),
        ("Affordable in all", "" if found.affordable is None else _money(found.affordable)),
        ("Not scored yet", missing_words(one) if one.missing else ""),
    ]


def _scored(found: Priorities, one: Placed) -> list[Section]:
    """A list a stage: each criterion with its average, and who gave what."""
    stages: dict[str, list[Line]] = {}
    for criterion in found.panel.criteria:
        mean = one.means[criterion.name]
        shown = "not scored" if mean is None else show_figure(points(mean) or 0, 2, 2)
        detail = " · ".join(_given(found, one.scheme, criterion, member) for member in found.panel.members)
        stages.setdefault(criterion.stage, []).append(Line(f"{criterion.name}: {shown}", detail))
    return [Lines(stage.capitalize(), lines) for stage, lines in stages.items()]


def _given(found: Priorities, scheme: str, criterion: Criterion, member: str) -> str:
    score = found.panel.scores.get((scheme, criterion.name, member))
    if (scheme, member) in found.panel.interests:
        return f"{member} left out" if score is None else f"{member} {score}, left out"
    return f"{member} {'–' if score is None else score}"


def _interests(window: MainWindow, found: Priorities, one: Placed) -> list[Line]:
    return [_interest(window, found, given) for given in found.interests if given.scheme == one.scheme]


def _interest(window: MainWindow, found: Priorities, given: Given) -> Line:
    stored = {
        "id": given.id,
        "round": found.round.name if found.round else "",
        "scheme": given.scheme,
        "member": given.member,
        "interest": given.note,
    }
    change = ("Change…", lambda: open_form(window, "panel_conflict", stored, fixed=("round", "scheme")))
    return Line(given.member, given.note, buttons=[] if window.read_only else [change])


def show_weight(pane: DetailPane, window: MainWindow, shown: Shown, key: str) -> None:
    """A criterion: what each score means, and how firm the ranking is when its weight is moved."""
    found, sway = shown.found, shown.sways[key]
    percent = not sway.criterion
    lined = found.affordable is not None
    criterion = next((one for one in found.panel.criteria if one.name == key), None)
    firm = [
        ("The order holds", holds(sway.order, sway.tried, percent=percent)),
        ("What changes first", changes_first(sway)),
        ("The line holds", holds(sway.line, sway.tried, percent=percent) if lined else ""),
        ("Who crosses it first", moves_first(sway)),
    ]
    tried = f"Tried from {sway.tried[0]} to {sway.tried[1]}{'%' if percent else ''}, all else as it is"
    sections: list[Section] = [Facts(tried, firm)]
    if criterion is not None:
        anchors = [(str(score), words) for score, words in enumerate(criterion.anchors)]
        sections.insert(0, Facts(f"What scores from 0 to {MOST} mean", anchors))
    name = criterion.name if criterion else "Share of need in the total"
    weight = f"{sway.weight}%" if percent else f"weight {sway.weight}"
    pane.show_detail(name, f"{sway.stage} · {weight}", sections, None, _weight_buttons(window, found, criterion))


def declare(window: MainWindow, found: Priorities, given: dict[str, Any]) -> None:
    """Open the form of an interest: one of the schemes of the round, and a member in the words of their scores."""
    offers = {"scheme": sorted(one.scheme for one in found.placed), "member": found.panel.members}
    open_form(window, "panel_conflict", given, fixed=("round",), offers=offers)


def _weight_buttons(window: MainWindow, found: Priorities, criterion: Criterion | None) -> Buttons:
    if window.read_only or found.round is None:
        return []
    if criterion is None:
        return [("Change the round…", lambda: open_round(window, found))]
    stored: dict[str, Any] = {
        "id": criterion.id,
        "round": found.round.name,
        "name": criterion.name,
        "stage": criterion.stage,
        "weight": criterion.weight,
        **{f"anchor_{score}": words or None for score, words in enumerate(criterion.anchors)},
    }
    return [("Change…", lambda: open_form(window, "criterion", stored, fixed=("round",)))]


def open_round(window: MainWindow, found: Priorities) -> None:
    """Open the form of the round that is shown."""
    one = found.round
    if one is not None:
        names = ("id", "name", "held", "affordable", "need_least", "need_share", "note")
        open_form(
            window,
            "priority_round",
            {name: getattr(one, name) or None for name in names[:3]}
            | {name: getattr(one, name) for name in names[3:6]}
            | {"note": one.note or None},
        )


def _of_100(value: int | None) -> str:
    return "" if value is None else f"{show_figure(value, 2, 2)} of 100"


def _percent(share: int) -> str:
    return f"{show_figure(share, 2, 0 if share % 100 == 0 else 2)}%"


def _money(pence: int | None) -> str:
    return "not known" if pence is None else pounds(pence, 0 if pence % 100 == 0 else 2)
