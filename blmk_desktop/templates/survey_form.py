"""What a practice's workforce form holds, and what is known of the practice already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from blmk_desktop.errors import UserError
from blmk_desktop.periods import show_date, today, year_end, year_start
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.wording import in_words
from blmk_desktop.summaries.register import PracticeRow, practices
from blmk_desktop.templates.survey_layout import CAPACITY_FIELDS, STAFF_FIELDS

if TYPE_CHECKING:
    from sqlalchemy import Connection

Answers = Mapping[str, Any]  # field to its stored value; what is not answered is left out


@dataclass(frozen=True, slots=True)
class SurveyForm:
    """One practice's form. Values as they are stored: counts, hundredths of a WTE, 1 or 0 for yes or no.

    `staff` is by staff group; `answers_from` says in words where the answers come from, '' if there are none.
    """

    code: str
    name: str
    year: str
    as_at: str
    network: str = ""
    registered: int | None = None
    staff: Mapping[str, Answers] = field(default_factory=dict)
    capacity: Answers = field(default_factory=dict)
    answers_from: str = ""


def survey_forms(connection: Connection, codes: Sequence[str] | None, year: str = "") -> list[SurveyForm]:
    """The form of each practice named, or of every active practice of a network, with its newest answers.

    `year` is the financial year asked about, '' for that of today. Raises UserError for a code that no practice has.
    """
    day = _day(year)
    staff, capacity = _newest(connection, "practice_staff"), _newest(connection, "practice_capacity")
    return [
        _form(practice, year, day, staff.get(practice.code, []), capacity.get(practice.code, []))
        for practice in _chosen(practices(connection, day), codes)
    ]


def _day(year: str) -> str:
    """The day that is asked about: today, or the nearest day of the year named. Raises UserError."""
    if not year:
        return today()
    try:
        return min(max(today(), year_start(year)), year_end(year))
    except ValueError as error:
        raise UserError(f"{error}.") from error


def _chosen(known: Sequence[PracticeRow], codes: Sequence[str] | None) -> list[PracticeRow]:
    if codes is None:
        return [practice for practice in known if practice.pcn_code and practice.status in ("Active", "")]
    by_code = {practice.code: practice for practice in known}
    wanted = list(dict.fromkeys(code.strip().upper() for code in codes))
    unknown = [code for code in wanted if code not in by_code]
    if unknown:
        words = f"There is no practice {', '.join(unknown)} in the register: `export practices` lists those there are."
        raise UserError(words)
    return [by_code[code] for code in wanted]


def _newest(connection: Connection, kind: str) -> dict[str, list[Any]]:
    """Each practice's answers of its newest survey."""
    table = TABLES[kind]
    dates = select(table.c.practice, func.max(table.c.as_at).label("as_at")).group_by(table.c.practice).subquery()
    here = and_(table.c.practice == dates.c.practice, table.c.as_at == dates.c.as_at)
    found: dict[str, list[Any]] = {}
    for row in connection.execute(select(table).join(dates, here).order_by(table.c.id)):
        found.setdefault(row.practice, []).append(row)
    return found


def _form(practice: PracticeRow, year: str, day: str, staff: Sequence[Any], capacity: Sequence[Any]) -> SurveyForm:
    dates = {row.as_at for row in (*staff, *capacity)}
    return SurveyForm(
        code=practice.code,
        name=in_words(practice.name),
        year=year,
        as_at=day,
        network=in_words(practice.pcn),
        registered=practice.registered,
        staff={row.staff_group: _answers(row, STAFF_FIELDS) for row in staff},
        capacity=_answers(capacity[0], CAPACITY_FIELDS) if capacity else {},
        answers_from=f"your answers of {show_date(max(dates))}" if dates else "",
    )


def _answers(row: Any, names: Sequence[str]) -> Answers:
    return {name: value for name in names if (value := getattr(row, name)) is not None}
