"""What needs somebody, on the overview: the sentence on top, and a line for each thing, now, soon, or worth a look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted, several
from ui.parts.labels import card, heading
from ui.parts.work_row import WorkRow
from ui.tabs.overview_opening import open_need

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.attention import Need
    from ui.window import MainWindow

HEADINGS = {"now": "Needs you now", "soon": "Coming up", "look": "Worth a look"}
TONES = {"now": "red", "soon": "amber", "look": "blue"}
MOST = 8  # lines of a kind of urgency before the rest is behind a line
LOOKING = "Looking at what is late, due or about to end…"
CHECKING = "Checking every figure against every other…"


def of_findings(waiting: Sequence[Finding]) -> list[Need]:
    """What the open ones of the findings need: the wrong figures now, the doubtful ones a look."""
    from blmk_desktop.summaries.attention import LOOK, NOW, Need

    wrong = [one for one in waiting if one.severity == "error"]
    doubtful = [one for one in waiting if one.severity == "warning"]
    found: list[Need] = []
    for held, kind, urgency, word, text in (
        (wrong, "figures wrong", NOW, "Wrong", _wrong(len(wrong))),
        (doubtful, "figures doubtful", LOOK, "Check", f"{counted(len(doubtful), 'figure')} worth a look"),
    ):
        if held:
            keys = tuple(one.identity for one in held)
            found.append(Need(kind, "Findings", urgency, word, text, "finding", keys, _subjects(held)))
    return found


def _wrong(number: int) -> str:
    return f"{counted(number, 'figure')} {'disagrees' if number == 1 else 'disagree'}"


def _subjects(findings: Sequence[Finding]) -> str:
    from blmk_desktop.summaries.attention import NAMED

    return several(list(dict.fromkeys(one.subject for one in findings)), NAMED)


def sentence(needs: Sequence[Need], day: str = "") -> str:
    """How much needs somebody, in one sentence; `day` (ISO) if that is another than today."""
    number = {urgency: sum(need.urgency == urgency for need in needs) for urgency in HEADINGS}
    on, needs_you = (f" on {show_date(day)}", "needed") if day else (" today", "needs")
    parts = []
    if now := number["now"]:
        need = needs_you if now == 1 else "needed" if day else "need"
        parts.append(f"{counted(now, 'thing')} {need} you{on}")
    if soon := number["soon"]:
        more = ("was" if soon == 1 else "were") if day else ("is" if soon == 1 else "are")
        parts.append(f"{soon} more {more} coming up")
    if parts:
        return f"{', '.join(parts)}."
    if look := number["look"]:
        is_, are = ("thing was", "things were") if day else ("thing is", "things are")
        return f"Nothing {needs_you} you{on}; {counted(look, is_, are)} worth a look."
    return f"Nothing {needs_you} you{on}{'' if day else ': every figure checked agrees'}."


def need_card(
    window: MainWindow, urgency: str, needs: Sequence[Need], show_every: Callable[[], object] | None, day: str = ""
) -> QFrame | None:
    """The card of an urgency; None where there is nothing. `show_every` shows the rest, None: all is shown."""
    held = [need for need in needs if need.urgency == urgency]
    if not held:
        return None
    shown = held if show_every is None or len(held) <= MOST + 1 else held[:MOST]
    rows: list[QWidget] = [_row(window, need, day) for need in shown]
    rest = held[len(shown) :]
    if rest and show_every is not None:
        areas = ", ".join(dict.fromkeys(need.area for need in rest))
        rows.append(WorkRow(counted(len(rest), "more thing"), show_every, detail=areas, word="More"))
    return card(heading(HEADINGS[urgency]), *rows)


def _row(window: MainWindow, need: Need, day: str) -> WorkRow:
    detail = " · ".join(filter(None, (need.area, need.named, _due(need))))
    open_ = partial(open_need, window, need, day)
    return WorkRow(need.text, open_, detail=detail, word=need.word, tone=TONES[need.urgency])


def _due(need: Need) -> str:
    """The first date, unless it is said already."""
    day = show_date(need.due) if need.due else ""
    if not day or day in need.text + need.named:
        return ""
    return day if need.count == 1 else f"the first {day}"
