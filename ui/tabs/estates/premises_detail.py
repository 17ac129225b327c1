"""The chosen building at the side: space against lists, condition, its practices, who is to come, what is planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.rules.wording import counted, in_words, pounds
from blmk_desktop.values import show_figure
from blmk_desktop.words.premises import FACET_WORDS
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.linked_lines import link_lines
from ui.parts.record_lines import finding_lines, history_lines
from ui.tabs.estates.premises_columns import tone_of

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.detail import History
    from blmk_desktop.summaries.links import Links
    from blmk_desktop.summaries.premises import BuildingRow, Development, Tenant
    from ui.window import MainWindow

Buttons = list[tuple[str, Callable[[], object]]]


@dataclass(frozen=True)
class BuildingDetail:
    """A building with what is read when it is chosen: its record, the schemes that serve its practices, its history.

    `links` are its networks, and risks and actions that have to do with it.
    """

    row: BuildingRow
    record: dict[str, Any]
    schemes: Sequence[str]
    history: History
    links: Sequence[Links] = ()


def building_detail(connection: Any, row: BuildingRow) -> BuildingDetail | None:
    """Read what is behind the row of a building; None if it was removed meanwhile."""
    from blmk_desktop.changes import of_record
    from blmk_desktop.records.kinds import RECORDS
    from blmk_desktop.records.rows import one
    from blmk_desktop.summaries.links import links
    from blmk_desktop.summaries.premises import schemes_for

    record = one(connection, RECORDS["building"], row.id)
    if record is None:
        return None
    history = of_record(connection, "building", row.id)
    return BuildingDetail(row, record, schemes_for(connection, row), history, links(connection, "building", row.name))


def show_building(pane: DetailPane, window: MainWindow, detail: BuildingDetail, findings: Sequence[Finding]) -> None:
    """Show it."""
    row = detail.row
    about = [one for one in findings if one.about == ("building", row.name)]
    sections: list[Section] = [
        Facts("Space", _space(row)),
        finding_lines(window, about),
        Lines("Practices", [_tenant(window, row, tenant) for tenant in row.tenants]),
        Lines("Housing to come", [_development(window, one) for one in row.developments]),
        Lines("Schemes that serve them", [_scheme(window, name) for name in detail.schemes]),
        *link_lines(window, detail.links),
        Facts("Condition", _condition(row)),
        Facts("Premises", _held(row)),
        history_lines(detail.history, window),
    ]
    subtitle = " · ".join(filter(None, (row.postcode, row.place)))
    pane.show_detail(row.name, subtitle, sections, tone_of(row.pressure.state), _buttons(window, detail))


def _buttons(window: MainWindow, detail: BuildingDetail) -> Buttons:
    if window.read_only:
        return []
    building = {"building": detail.row.name}
    first = next((tenant.practice.code for tenant in detail.row.tenants), None)
    return [
        ("Change…", lambda: open_form(window, "building", detail.record)),
        ("Add a practice…", lambda: open_form(window, "building_use", building, fixed=("building",))),
        ("Add housing…", lambda: open_form(window, "list_growth", {"practice": first})),
    ]


def _space(row: BuildingRow) -> list[tuple[str, str]]:
    pressure = row.pressure
    return [
        ("Seen there", f"{_people(pressure.patients)}{_dated(row)}" if pressure.patients is not None else ""),
        ("Room for", _people(pressure.capacity)),
        ("Of its room", _percent(pressure.used)),
        ("To come", f"{_people(pressure.gain)} by the end of {pressure.year}" if pressure.gain else ""),
        ("Then of its room", _percent(pressure.used_then) if pressure.gain else ""),
        ("Room left then", "" if pressure.left is None else _left(pressure.left)),
        ("Full by the end of", pressure.full_by),
        ("Not known", pressure.unknown),
        ("Clinical rooms", "" if row.clinical_rooms is None else f"{row.clinical_rooms}{_a_room(row)}"),
        ("Area", "" if row.area is None else f"{row.area:,} m²"),
    ]


def _left(room: int) -> str:
    return f"{'for' if room >= 0 else 'none for'} {_people(abs(room))}"


def _a_room(row: BuildingRow) -> str:
    return "" if row.patients_a_room is None else f" ({show_figure(row.patients_a_room, 2, 0)} patients each)"


def _dated(row: BuildingRow) -> str:
    days = sorted({tenant.practice.list_as_at for tenant in row.tenants if tenant.practice.list_as_at})
    return f" by the lists of {show_date(days[-1])}" if days else ""


def _condition(row: BuildingRow) -> list[tuple[str, str]]:
    facets = [(FACET_WORDS[facet], grade) for facet, grade in row.facets.items()]
    cost = "" if row.cost_to_b is None else pounds(row.cost_to_b, 0)
    return [*facets, ("Cost to bring to B", cost), ("Surveyed", show_date(row.surveyed) if row.surveyed else "")]


def _held(row: BuildingRow) -> list[tuple[str, str]]:
    return [
        ("Tenure", row.tenure),
        ("Lease ends", show_date(row.lease_ends) if row.lease_ends else ""),
        ("Temporary building", "" if row.temporary is None else ("No", "Yes")[row.temporary]),
        ("Note", row.note),
    ]


def _tenant(window: MainWindow, row: BuildingRow, tenant: Tenant) -> Line:
    practice, use = tenant.practice, tenant.use
    seen = "how much of its list is seen here is not known" if use.share is None else _seen(tenant)
    stored = {
        "id": tenant.id,
        "building": row.name,
        "practice": practice.code,
        "share": tenant.stated,
        "main": int(tenant.main),
    }
    change = ("Change…", lambda: open_form(window, "building_use", stored, fixed=("building",)))
    buttons = [] if window.read_only else [change]
    closed = "closed, " if practice.status == "Closed" else ""
    return Line(
        in_words(practice.name),
        f"{closed}{seen}",
        activate=lambda: window.show_record("practice", practice.code),
        buttons=buttons,
    )


def _seen(tenant: Tenant) -> str:
    whole = tenant.use.share == 100 * 100
    how_much = "all" if whole else _percent(tenant.use.share)
    if tenant.practice.registered is None:
        return f"{how_much} of its list, which is not known"
    return f"{how_much} of its {_people(tenant.practice.registered)}{', main site' if tenant.main else ''}"


def _development(window: MainWindow, one: Development) -> Line:
    stored = {
        "id": one.id,
        "practice": one.practice,
        "site": one.site,
        "year": one.year,
        "homes": one.homes,
        "patients": one.patients,
        "note": one.note or None,
    }
    change = ("Change…", lambda: open_form(window, "list_growth", stored, fixed=("practice",)))
    homes = f"{counted(one.homes, 'home')}, " if one.homes else ""
    words = f"{homes}{_people(one.patients)} in all by the end of {one.year}"
    return Line(one.site, words, buttons=[] if window.read_only else [change])


def _scheme(window: MainWindow, name: str) -> Line:
    return Line(name, activate=lambda: window.show_record("scheme", name))


def _people(patients: int | None) -> str:
    return "" if patients is None else f"{show_figure(patients, 2, 0, brackets=False)} patients"


def _percent(share: int | None) -> str:
    return "" if share is None else f"{show_figure(share, 2, 0 if share % 100 == 0 else 1)}%"
