"""Prioritisation rounds against themselves: scores that cannot be, are missing or do not count, ties at the line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from blmk_desktop.periods import show_date, today
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.prioritisation import AT_LINE, MOST
from blmk_desktop.rules.wording import counted, listed, pounds
from blmk_desktop.words.priorities import level_with

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.prioritisation import Placed
    from blmk_desktop.summaries.priorities import Given, Priorities

FEWEST = 2  # members whose scores count: one alone is no panel
OVER = ("complete", "withdrawn")


def check_priorities(connection: Connection) -> list[Finding]:
    """Every round, each by itself."""
    from blmk_desktop.summaries.priorities import priorities

    newest = priorities(connection)
    rounds = [newest, *(priorities(connection, name) for name in newest.rounds[1:])] if newest.rounds else []
    over = {met: _over(connection, met) for met in {_met(found) for found in rounds}}
    return [finding for found in rounds for finding in _round(found, over[_met(found)])]


def _met(found: Priorities) -> str:
    """The day on which the panel met; today, if nobody says."""
    return (found.round.held if found.round else "") or today()


def _over(connection: Connection, met: str) -> dict[str, str]:
    """Schemes that were complete or withdrawn on the day when a panel met, with which of the two."""
    from blmk_desktop.summaries.schemes import stages_by_scheme

    last = {scheme: stages[-1].stage for scheme, stages in stages_by_scheme(connection, met).items()}
    return {scheme: stage for scheme, stage in last.items() if stage in OVER}


def _stood(found: Priorities, stage: str) -> str:
    held = found.round.held if found.round else ""
    return f"was {stage} when the panel met on {show_date(held)}" if held else f"is {stage}"


def _round(found: Priorities, over: dict[str, str]) -> Iterator[Finding]:
    for given in found.given:
        yield from _score(found, given)
    for one in found.placed:
        yield from _left_out(found, one)
        yield from _missing(found, one)
        if one.candidate.cost is None and found.affordable is not None:
            message = f"{one.scheme} does not say what it asks for, so that no line can be drawn from there on."
            yield _finding(found, (one.scheme, ""), "candidate-without-cost", "warning", message)
        if one.scheme in over:
            message = f"{one.scheme} is ranked, but {_stood(found, over[one.scheme])}."
            yield _finding(found, (one.scheme, ""), "candidate-is-over", "warning", message, (over[one.scheme], ""))
    yield from _tie(found)
    yield from _strangers(found)
    for criterion in found.panel.criteria:
        if not any(criterion.anchors):
            message = f"{criterion.name}: what its scores mean is not said, so that members may mean different things."
            yield _finding(found, (criterion.name, ""), "criterion-without-anchors", "note", message)


def _score(found: Priorities, given: Given) -> Iterator[Finding]:
    """A score outside 0 to 5, or of something that is no part of the round."""
    about = given.scheme, f"{given.member} · {given.criterion}"
    if given.score is not None and not 0 <= given.score <= MOST:
        message = f"{given.member} gave {given.scheme} {given.score} on {given.criterion}; scores are from 0 to {MOST}."
        figures = str(given.score), f"0 to {MOST}"
        yield _finding(found, about, "score-out-of-range", "error", message, figures)
    if given.criterion not in {one.name for one in found.panel.criteria}:
        message = f"{given.member} scored {given.scheme} on {given.criterion}, which is no criterion of this round."
        yield _finding(found, about, "score-for-no-criterion", "error", message, (given.criterion, ""))
    if found.of(given.scheme) is None:
        message = f"{given.member} scored {given.scheme}, which is not put to this round."
        yield _finding(found, about, "score-for-no-candidate", "warning", message, (given.scheme, ""))


def _left_out(found: Priorities, one: Placed) -> Iterator[Finding]:
    """Scores of members who declared an interest, and schemes that hardly anybody is left to score."""
    panel = found.panel
    given = Counter(
        member for scheme, _, member in panel.scores if scheme == one.scheme and (scheme, member) in panel.interests
    )
    for member, scores in given.items():
        message = f"{counted(scores, 'score')} of {member} for {one.scheme} left out, because of the interest declared."
        yield _finding(found, (one.scheme, member), "scores-left-out", "note", message, (str(scores), ""))
    counting = [name for name in panel.counting(one.scheme) if any(key[2] == name for key in panel.scores)]
    if one.total is not None and len(counting) < FEWEST:
        message = f"{one.scheme} is ranked by the scores of {listed(counting)} alone."
        yield _finding(found, (one.scheme, ""), "scored-by-one", "warning", message, (str(len(counting)), str(FEWEST)))


def _strangers(found: Priorities) -> Iterator[Finding]:
    """Interests of somebody who scored nothing: perhaps the role is written otherwise, and the scores still count."""
    scorers = {one.member for one in found.given}
    for one in found.interests if scorers else ():
        if one.member not in scorers:
            message = (
                f"{one.member} declared an interest in {one.scheme}, but gave no score: if that is one of "
                f"{listed(sorted(scorers))}, their scores still count."
            )
            yield _finding(found, (one.scheme, one.member), "interest-of-no-scorer", "warning", message)


def _missing(found: Priorities, one: Placed) -> Iterator[Finding]:
    for member, scores in Counter(member for _, member in one.missing).items():
        criteria = len(found.panel.criteria)
        message = (
            f"{member} has not scored {one.scheme} on {counted(scores, 'criterion', 'criteria')} of {criteria}: the "
            "averages leave that out."
        )
        figures = str(criteria - scores), str(criteria)
        yield _finding(found, (one.scheme, member), "scores-missing", "warning", message, figures)


def _tie(found: Priorities) -> Iterator[Finding]:
    """The line falls among schemes of one rank: a panel has to decide which of them is paid for."""
    tied = [one for one in found.placed if one.line == AT_LINE]
    if not tied or found.affordable is None:
        return
    first = tied[0]
    names = [first.scheme, *filter(None, [level_with(first, found.placed)])]
    together, money = pounds(first.together or 0, 0), pounds(found.affordable, 0)
    message = (
        f"{listed(names)} have the same total, and the money ends among them: all down to them ask for {together}, "
        f"{money} is affordable. The panel has to choose."
    )
    yield _finding(found, (first.scheme, ""), "tie-at-the-line", "warning", message, (together, money))


def _finding(
    found: Priorities,
    about: tuple[str, str],
    rule: str,
    severity: str,
    message: str,
    figures: tuple[str, str] = ("", ""),
) -> Finding:
    """A finding about a scheme or criterion of a round, and of whom or what of it."""
    name = found.round.name if found.round else ""
    where = " · ".join(filter(None, (name, *about)))
    return Finding(rule, severity, about[0], where, *figures, message, ("priority_round", name))
