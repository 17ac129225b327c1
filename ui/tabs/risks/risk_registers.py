"""What registers of risks come to, at the side while no risk is chosen: their bands, what is overdue, findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted
from blmk_desktop.words.risks import tones_of
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines
from ui.tabs.risks.risk_register_columns import EVERY, Shown

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.risks import RegisterRow
    from ui.window import MainWindow


def show_registers(
    pane: DetailPane,
    window: MainWindow,
    shown: Shown,
    findings: Iterable[Finding],
    show: Callable[[str], object],
) -> None:
    """Show the register that is chosen, or all of them; `show` shows the risks of one."""
    which = [one for one in shown.found.registers if shown.register in {"", one.name}]
    about = [one for one in findings if one.about[0] == "risk_register"]
    buttons: list[tuple[str, Callable[[], object]]]
    day = f"as at {show_date(shown.found.as_at)}"
    if not shown.register:
        lines = [_register(one, show) for one in which]
        sections: list[Section] = [_bands(shown, which), Lines("Registers", lines), finding_lines(window, about)]
        settings = {"risk_band": "Bands…", "risk_appetite": "Tolerated scores…"}
        buttons = [(words, partial(_go_to_setting, window, kind)) for kind, words in settings.items()]
        buttons.append(("Forms for owners…", partial(window.commands.update_forms, "risk-update")))
        pane.show_detail(EVERY, day, sections, None, buttons)
        return
    one = which[0]
    buttons = [("Show all registers", partial(show, ""))]
    if not window.read_only:
        buttons.append(("Change…", partial(_change, window, one)))
    own = [finding for finding in about if finding.about[1] == one.name]
    sections = [Facts("Register", _facts(one)), _bands(shown, which), finding_lines(window, own)]
    pane.show_detail(one.name, day, sections, None, buttons)


def _facts(one: RegisterRow) -> list[tuple[str, str]]:
    return [
        ("Kind", one.kind.capitalize()),
        ("Owner", one.owner),
        ("References begin", one.prefix),
        ("Open", f"{one.open:,}"),
        ("Closed", f"{one.closed:,}"),
        ("Scores together", f"{one.exposure:,}"),
        ("Reviews overdue", f"{one.overdue:,}" if one.overdue else ""),
        ("Without an action", f"{one.without_action:,}" if one.without_action else ""),
        ("Not scored", f"{one.unscored:,}" if one.unscored else ""),
    ]


def _bands(shown: Shown, which: list[RegisterRow]) -> Lines:
    """How many open risks are in each band, the worst first."""
    tones = tones_of(shown.found.bands)
    numbers = {name: sum(one.by_band.get(name, 0) for one in which) for name in reversed(tones)}
    return Lines(
        "Open risks by band",
        [Line(counted(number, "risk"), word=name.capitalize(), tone=tones[name]) for name, number in numbers.items()],
    )


def _register(one: RegisterRow, show: Callable[[str], object]) -> Line:
    late = f", {counted(one.overdue, 'review')} overdue" if one.overdue else ""
    detail = f"{one.open:,} open, {one.closed:,} closed; scores together {one.exposure:,}{late}"
    return Line(one.name, detail, activate=partial(show, one.name))


def _go_to_setting(window: MainWindow, kind: str) -> None:
    """Show the bands, or what is tolerated, where they are kept with the dates from which they hold."""
    tab = window.go_to("Reference data")
    if tab is not None:
        tab.show_record(kind, "")


def _change(window: MainWindow, one: RegisterRow) -> None:
    """Open the form with the register as it is stored."""

    def fetch(connection: Any) -> dict[str, Any] | None:
        from blmk_desktop.records.kinds import RECORDS
        from blmk_desktop.records.rows import by_key

        return by_key(connection, RECORDS["risk_register"], one.name)

    window.read(fetch, lambda stored: open_form(window, "risk_register", stored) if stored else None)
