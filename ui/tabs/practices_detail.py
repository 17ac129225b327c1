"""The chosen practice or network at the side: facts, findings, memberships, lists, contracts, history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import PATIENTS
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import counted, in_words
from blmk_desktop.values import show_figure
from ui.parts.detail import DetailPane, Facts, Line, Lines, Section
from ui.parts.form import open_form
from ui.parts.record_lines import finding_lines, history_lines, shown
from ui.tabs.practices_columns import STATUS_TONES
from ui.tabs.practices_linked import linked_lines

if TYPE_CHECKING:
    from blmk_desktop.rules.finding import Finding
    from blmk_desktop.summaries.detail import ListRow, RegisterDetail, Spell
    from blmk_desktop.summaries.survey import Staff
    from ui.window import MainWindow


def show_detail(
    pane: DetailPane,
    window: MainWindow,
    detail: RegisterDetail,
    row: Mapping[str, Any],
    findings: Sequence[Finding],
    day: str,
) -> None:
    """Show a practice or a network; `row` is its line in the table, as at the day."""
    about = (detail.kind, detail.record["code"])
    sections: list[Section] = [
        Facts(f"As at {show_date(day)}", _facts(detail, row)),
        finding_lines(window, [finding for finding in findings if finding.about == about]),
        *(_of_practice(window, detail) if detail.kind == "practice" else _of_pcn(window, detail)),
        *linked_lines(window, detail),
        history_lines(detail.history, window),
    ]
    status = str(row.get("status") or "")
    parts = (detail.record["code"], row.get("place"), detail.record.get("postcode"))
    pane.show_detail(
        in_words(detail.record["name"]),
        " · ".join(str(part) for part in parts if part),
        sections,
        (status, STATUS_TONES.get(status, "grey")) if status else None,
        _buttons(window, detail),
    )


def _buttons(window: MainWindow, detail: RegisterDetail) -> list[tuple[str, Any]]:
    buttons = [] if window.read_only else [("Change…", lambda: open_form(window, detail.kind, detail.record))]
    kind, words = ("plan", "Workforce plan") if detail.kind == "pcn" else ("resilience", "Resilience")
    buttons.append((words, lambda: window.show_record(kind, detail.record["code"])))
    return buttons


def _facts(detail: RegisterDetail, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    patients = [
        ("Registered", _patients(row.get("registered"))),
        ("Weighted", _patients(row.get("weighted"))),
    ]
    record = detail.record
    own = [
        (name, shown(detail.kind, field, record.get(field)))
        for name, field in (("Commissioner", "commissioner"), ("Opened", "opened"), ("Closed", "closed"))
    ]
    if detail.kind == "pcn":
        return [("Practices", str(row.get("practices") or 0)), *patients, *own]
    return [
        ("PCN", str(row.get("pcn") or "")),
        ("Contract", str(row.get("contract_type") or "")),
        *patients,
        ("List as at", show_date(row["list_as_at"]) if row.get("list_as_at") else ""),
        ("Dispensing", shown("practice", "dispensing", record.get("dispensing"))),
        ("CQC rating", str(record.get("cqc_rating") or "")),
        *own,
    ]


def _of_practice(window: MainWindow, detail: RegisterDetail) -> list[Lines]:
    code = detail.record["code"]
    networks = [_membership(window, spell, "pcn", code, spell.key) for spell in detail.memberships]
    contracts = [_contract(window, spell, code) for spell in detail.contracts]
    if not window.read_only:
        join = [("Add a membership…", _opening(window, "membership", {"practice": code}, ("practice",)))]
        hold = [("Add a contract…", _opening(window, "contract", {"practice": code}, ("practice",)))]
        networks.append(Line("" if networks else "In no network so far.", buttons=join))
        contracts.append(Line("" if contracts else "No contract known.", buttons=hold))
    return [
        Lines("Networks", networks),
        Lines("Lists", [_list(line) for line in detail.lists]),
        Lines("Contracts", contracts),
        Lines("Workforce", [*(staff_line(one) for one in detail.staff), *capacity_lines(detail.capacity)]),
    ]


def _of_pcn(window: MainWindow, detail: RegisterDetail) -> list[Lines]:
    code = detail.record["code"]
    members = [_membership(window, spell, "practice", spell.key, code) for spell in detail.memberships]
    if not window.read_only:
        join = [("Add a practice…", _opening(window, "membership", {"pcn": code}, ("pcn",)))]
        members.append(Line("" if members else "No practices yet.", buttons=join))
    return [Lines("Practices", members)]


def _membership(window: MainWindow, spell: Spell, other: str, practice: str, pcn: str) -> Line:
    values = _stored(spell) | {"practice": practice, "pcn": pcn}
    change = [] if window.read_only else [("Change…", _opening(window, "membership", values))]
    return Line(
        in_words(spell.name),
        _lasting(spell),
        activate=lambda: window.show_record(other, spell.key),
        buttons=change,
    )


def _contract(window: MainWindow, spell: Spell, practice: str) -> Line:
    values = _stored(spell) | {"practice": practice, "contract_type": spell.key}
    opening = None if window.read_only else _opening(window, "contract", values, ("practice",))
    return Line(spell.name, _lasting(spell), activate=opening)


def _stored(spell: Spell) -> dict[str, Any]:
    return {"id": spell.id, "start": spell.start, "end": spell.end or None}


def _opening(window: MainWindow, kind: str, values: Mapping[str, Any], fixed: Sequence[str] = ()) -> Any:
    return lambda: open_form(window, kind, values, fixed=fixed)


def _lasting(spell: Spell) -> str:
    """From when to when, in words."""
    return f"{show_date(spell.start)} to {show_date(spell.end)}" if spell.end else f"since {show_date(spell.start)}"


def _list(line: ListRow) -> Line:
    sizes = ((line.registered, "registered"), (line.weighted, "weighted"))
    words = " · ".join(f"{_patients(size)} {name}" for size, name in sizes if size is not None)
    return Line(f"{show_date(line.as_at)}: {words}", line.source)


def staff_line(one: Staff) -> Line:
    """A staff group: how many in post, then what is short or soon will be."""
    people = "" if one.headcount is None else f"{counted(one.headcount, 'person', 'people')}"
    wte = "" if one.wte is None else f"{_wte(one.wte)} WTE"
    short = (
        (one.vacancies, lambda value: f"{_wte(value)} WTE vacant"),
        (one.locums, lambda value: f"{_wte(value)} WTE covered by locums"),
        (one.over_50, lambda value: f"{value} aged 50 and over"),
        (one.retiring, lambda value: f"{value} retiring within 12 months"),
    )
    said = [words(value) for value, words in short if value]
    parts = ", ".join(filter(None, (people, wte))) or "not counted"
    return Line(f"{one.staff_group}: {parts}", " · ".join([*said, f"as at {show_date(one.as_at)}"]))


def capacity_lines(capacity: Mapping[str, Any]) -> list[Line]:
    """What the practice can offer learners and new staff."""
    if not capacity:
        return []
    asked = ("training_practice", "trainers", "supervisors", "mentors", "placements", "consulting_rooms", "rooms_free")
    fields = [RECORDS["practice_capacity"].by_name[name] for name in asked]
    answers = [(field.label, shown("practice_capacity", field.name, capacity[field.name])) for field in fields]
    said = [f"{label}: {answer}" for label, answer in answers if answer]
    return [Line("Room for learners and staff", " · ".join([*said, f"as at {show_date(capacity['as_at'])}"]))]


def _wte(hundredths: int) -> str:
    return show_figure(hundredths, 2, 2)


def _patients(size: int | None) -> str:
    return show_figure(size, PATIENTS.places, PATIENTS.decimals)
