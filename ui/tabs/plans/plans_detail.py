"""The chosen network, place or role at the side: its figures with their cells, findings, lists, history."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import month_label, show_date
from blmk_desktop.records.declaration import PATIENTS
from blmk_desktop.records.workforce import MEASURE_LABELS
from blmk_desktop.rules.wording import figure, in_words, pounds
from blmk_desktop.values import show_figure
from ui.parts.detail import DetailPane, Facts, Line, Lines
from ui.parts.reason import ask_reason
from ui.parts.record_lines import change_set_lines, finding_lines, shortened
from ui.tabs.plans.plans_columns import KINDS, RATING_TONES, rating

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.errors import Where
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.plans import PlanRow
    from blmk_desktop.summaries.register import PcnRow
    from blmk_desktop.summaries.returned import Planned
    from blmk_desktop.summaries.versions import Version
    from ui.window import MainWindow

EVENTS = 12  # figures whose history is shown: of a network that gives each role by month there are hundreds


@dataclass(frozen=True)
class PlanDetail:
    """A row's figures, version by version; of a network also its lists on the round's date, and its return.

    `planned` is what the lines of the return come to, `files` where they came from.
    """

    view: str
    key: str
    row: PlanRow
    versions: list[Version]
    network: PcnRow | None
    as_at: str
    history: list[ChangeSet]
    round: str = ""
    planned: Planned | None = None
    files: tuple[str, ...] = ()


def plan_detail(connection: Any, view: str, row: PlanRow, round_name: str, as_at: str) -> PlanDetail:
    """Read what is behind a row of the plans."""
    from blmk_desktop.changes import of_record
    from blmk_desktop.summaries.register import pcns
    from blmk_desktop.summaries.returned import returned, sources_of
    from blmk_desktop.summaries.versions import versions

    key = row.pcn_code if view == "pcn" else getattr(row, view)
    found = versions(connection, round_name, **{view: key}) if key else []
    network = None
    if view == "pcn":
        network = next((pcn for pcn in pcns(connection, as_at or None) if pcn.code == key), None)
    sets = {
        change_set.number: change_set
        for one in found[:EVENTS]
        for change_set, _ in of_record(connection, "plan_figure", one.id)
    }
    history = [sets[number] for number in sorted(sets, reverse=True)]
    planned = returned(connection, round_name, key).of_pcn.get(key) if view == "pcn" and row.lines else None
    files = sources_of(connection, round_name, key) if planned else ()
    return PlanDetail(view, key, row, found, network, as_at, history, round_name, planned, files)


def show_detail(pane: DetailPane, window: MainWindow, detail: PlanDetail, findings: Sequence[Finding]) -> None:
    """Show it."""
    row, about = detail.row, (KINDS[detail.view], detail.key) if detail.key else ("", "")
    name = in_words(row.pcn) if detail.view == "pcn" else detail.key
    word = rating(row)
    pane.show_detail(
        name or "The whole area",
        _subtitle(detail),
        [
            Facts("Plan", _plan(row)),
            Facts("From its return", _return(detail)),
            finding_lines(window, [finding for finding in findings if finding.about == about]),
            _versions(window, detail.versions),
            Facts(f"Patients{_on(detail.as_at)}", _lists(detail)),
            change_set_lines(window, detail.history),
        ],
        (word, RATING_TONES[word]) if word else None,
        _buttons(window, detail) if row.pcn_code else [],
    )


def _buttons(window: MainWindow, detail: PlanDetail) -> list[tuple[str, Callable[[], object]]]:
    from ui.plan.page import open_plan

    return [
        ("Open plan…", lambda: open_plan(window, detail.round, detail.key)),
        ("Show the network", lambda: window.show_record("pcn", detail.key)),
    ]


def _subtitle(detail: PlanDetail) -> str:
    parts = (detail.row.pcn_code, detail.row.place) if detail.view == "pcn" else ()
    return " · ".join(part for part in parts if part)


def _on(as_at: str) -> str:
    return f" on {show_date(as_at)}" if as_at else ""


def _plan(row: PlanRow) -> list[tuple[str, str]]:
    facts = (
        ("Allocation", "allocation"),
        ("Forecast spend", "forecast_spend"),
        ("Variance", "variance"),
        ("In post", "wte_in_post"),
        ("Planned", "wte_planned"),
        ("Growth", "growth_percent"),
        ("Recruited", "recruited_percent"),
    )
    return [(words, _fact(row, name)) for words, name in facts]


def _return(detail: PlanDetail) -> list[tuple[str, str]]:
    """Where staff and spend come from, if a plan was returned."""
    planned = detail.planned
    if planned is None:
        return []
    lines = f"the {planned.lines} lines" if planned.lines > 1 else "the one line"
    left_out = f"{planned.unknown} of the lines: their cost is not known in every month"
    return [
        ("Worked out", f"from {lines} of {', '.join(detail.files) or 'its plan'}"),
        ("To recruit", figure("wte_planned", planned.to_recruit)),
        ("Leaving", figure("wte_planned", planned.leaving) if planned.leaving else ""),
        ("Left out", left_out if planned.unknown else ""),
    ]


def _fact(row: PlanRow, name: str) -> str:
    value = getattr(row, name)
    if value is None:
        return ""
    text = figure(name, value, 1 if name.endswith("percent") else 2)
    said = [
        words
        for words, measures in (
            ("disputed", row.disputed),
            ("incomplete", row.incomplete),
            ("from its return" if row.lines and row.pcn_code else "added up", row.derived),
        )
        if name in measures
    ]
    return f"{text} ({', '.join(said)})" if said else text


def _lists(detail: PlanDetail) -> list[tuple[str, str]]:
    network = detail.network
    if network is None:
        return []
    facts = [
        ("Practices", str(network.practices)),
        ("Registered", show_figure(network.registered, PATIENTS.places, 0)),
        ("Weighted", show_figure(network.weighted, PATIENTS.places, 0)),
    ]
    if network.weighted and detail.row.allocation is not None:
        pence = (2 * detail.row.allocation * PATIENTS.scale + network.weighted) // (2 * network.weighted)
        facts.append(("Allocation", f"{pounds(pence)} a weighted patient"))
    return facts


def _versions(window: MainWindow, versions: Sequence[Version]) -> Lines:
    """Every version; the file is named once, over them, where all come from one."""
    files = {version.source for version in versions}
    one = files.pop() if len(files) == 1 else ""
    lines = [
        _version(window, version, replace(version.where, file="") if one else version.where) for version in versions
    ]
    return Lines(f"Figures in {one}" if one else "Figures", shortened(lines, "figures; see All figures"))


def _version(window: MainWindow, version: Version, where: Where) -> Line:
    parts = [MEASURE_LABELS[version.measure], version.role if version.pcn or version.place else ""]
    parts.append("" if version.month is None else _month(version.month))
    text = f"{', '.join(part for part in parts if part)}: {figure(version.measure, version.value)}"
    if version.replaced:
        return Line(text, f"{where}\nPrinted; what counts is the return.", "Beside", "grey")
    if not (version.disputed or version.answered):
        return Line(text, str(where))
    word, tone = ("Stands", "green" if version.answered else "amber") if version.stands else ("Differs", "grey")
    detail = str(where)
    if version.disputed and version.stands:
        detail += "\nStands because it was imported first; nobody has answered yet."
    buttons = []
    if not window.read_only and (version.disputed or not version.stands):
        buttons = [("Let this one stand…", lambda: ask_to_stand(window, version))]
    return Line(text, detail, word, tone, buttons=buttons)


def _month(month: int) -> str:
    """A financial month by name: 6 is September (M06)."""
    return f"{month_name[(month + 2) % 12 + 1]} ({month_label(month)})"


def ask_to_stand(window: MainWindow, version: Version) -> None:
    """Ask why this version stands, and keep that."""

    def stand(reason: str) -> None:
        from blmk_desktop.summaries.versions import let_stand

        window.change(let_stand, version, reason, kinds={"standing_figure"})

    said = f"{MEASURE_LABELS[version.measure]} {figure(version.measure, version.value)}"
    detail = f"{version.where}\nThe other figures stay, with their cells, and count no more."
    ask_reason(window, f"Let {said} stand?", detail, "Let it stand", stand)
