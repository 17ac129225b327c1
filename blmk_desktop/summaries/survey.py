"""The practice workforce survey added up by place and staff group: vacancies, ages, retirements, locums, GP gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from blmk_desktop.periods import today, year_of, year_start
from blmk_desktop.records.survey import ALL_GPS, ALL_STAFF, GPS, STAFF_GROUPS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.survey_checks import gp_gap, rate, vacancy_rate
from blmk_desktop.summaries.register import PracticeRow, practices

if TYPE_CHECKING:
    from sqlalchemy import Connection

NO_PLACE = "In no place"


@dataclass(frozen=True, slots=True)
class Staff:
    """What one practice answered of one staff group. People whole, WTE in hundredths; None: not answered."""

    practice: str
    as_at: str
    staff_group: str
    headcount: int | None
    wte: int | None
    vacancies: int | None
    over_50: int | None
    over_55: int | None
    retiring: int | None
    locums: int | None
    note: str | None = None


@dataclass(frozen=True)
class SurveyRow:
    """A staff group of a place ('': the whole area): sums of what was answered.

    A share is of those practices alone that answered both of its parts, in hundredths of a percentage point.
    """

    place: str
    staff_group: str
    staff: Sequence[Staff]

    @property
    def practices(self) -> int:
        """How many practices answered anything of the group."""
        return len({one.practice for one in self.staff})

    def total(self, name: str) -> int | None:
        """The sum of a field; None if nobody answered it."""
        known = [value for one in self.staff if (value := getattr(one, name)) is not None]
        return sum(known) if known else None

    def lacks(self, name: str) -> bool:
        """Whether a practice that answered something of the group left this field blank."""
        return any(getattr(one, name) is None for one in self.staff)

    def share(self, part: str, whole: str) -> int | None:
        """One field as a percentage of another."""
        both = [one for one in self.staff if getattr(one, part) is not None and getattr(one, whole) is not None]
        sums = [sum(getattr(one, name) for one in both) for name in (part, whole)]
        return rate(*sums) if both else None

    @property
    def vacancy_percent(self) -> int | None:
        """Vacancies as a share of all posts, filled or not."""
        both = [one for one in self.staff if one.wte is not None and one.vacancies is not None]
        return (
            vacancy_rate(sum(one.wte or 0 for one in both), sum(one.vacancies or 0 for one in both)) if both else None
        )

    @property
    def gap(self) -> int | None:
        """Of GPs, vacancies and those planning to retire within 12 months, in hundredths of a WTE."""
        return gp_gap(self.total("vacancies"), self.total("retiring")) if self.staff_group == ALL_GPS else None

    @property
    def gap_percent(self) -> int | None:
        """The gap of GPs against those in post."""
        return rate(self.gap, self.total("wte"))


@dataclass(frozen=True)
class Survey:
    """The newest answers of every practice up to a day, `rows` by place and group.

    `asked` are the active practices of networks; `answered` has the day of a practice's newest answers in the year.
    """

    year: str
    rows: tuple[SurveyRow, ...]
    total: SurveyRow
    asked: tuple[PracticeRow, ...]
    answered: Mapping[str, str]

    @property
    def returned(self) -> int:
        """How many practices have answered, also those that nobody asked."""
        return len(self.answered)

    @property
    def not_returned(self) -> tuple[PracticeRow, ...]:
        """The practices whose answers of the year are still to come."""
        return tuple(one for one in self.asked if one.code not in self.answered)

    def staff(self, group: str, place: str = "") -> Sequence[Staff]:
        """The answers on a staff group, all GPs or all staff; of one place, or of the whole area."""
        groups = STAFF_GROUPS if group == ALL_STAFF else (group,)
        return [one for row in self.rows if row.place == place and row.staff_group in groups for one in row.staff]

    def by_place(self, group: str) -> list[SurveyRow]:
        """A staff group by place, also of the places from which nobody has answered yet."""
        places = {one.place or NO_PLACE for one in self.asked} | {row.place for row in self.rows if row.place}
        return [SurveyRow(place, group, self.staff(group, place)) for place in sorted(places)]


def survey_years(connection: Connection) -> list[str]:
    """The financial years of which there are answers, the newest first."""
    days: set[str] = set()
    for kind in ("practice_staff", "practice_capacity"):
        days |= set(connection.scalars(select(TABLES[kind].c.as_at).distinct()))
    return sorted({year_of(day) for day in days}, reverse=True)


def survey(connection: Connection, as_at: str | None = None) -> Survey:
    """The survey as at a day (today unless given): of each practice its newest answers in the newest survey's year."""
    day = as_at or today()
    since = year_start(_year(connection, day))
    staff = _newest(connection, since, day)
    asked = [one for one in practices(connection, day) if one.status == "Active" and one.pcn_code]
    places = {one.code: one.place or NO_PLACE for one in asked}
    grouped: dict[tuple[str, str], list[Staff]] = defaultdict(list)
    for one in staff:
        for place in dict.fromkeys((places.get(one.practice, NO_PLACE), "")):
            grouped[place, one.staff_group].append(one)
            if one.staff_group in GPS:
                grouped[place, ALL_GPS].append(one)
    order = (*STAFF_GROUPS[: len(GPS)], ALL_GPS, *STAFF_GROUPS[len(GPS) :])
    rows = [SurveyRow(*key, grouped[key]) for key in sorted(grouped, key=lambda key: (key[0], order.index(key[1])))]
    answered = _capacity(connection, since, day)
    for one in staff:
        answered[one.practice] = max(one.as_at, answered.get(one.practice, ""))
    return Survey(year_of(since), tuple(rows), SurveyRow("", ALL_STAFF, staff), tuple(asked), answered)


def practice_survey(connection: Connection, practice: str) -> tuple[list[Staff], dict[str, Any]]:
    """A practice's newest answers: staff by group, and its capacity as it is stored ({}: none)."""
    capacity = TABLES["practice_capacity"]
    query = select(capacity).where(capacity.c.practice == practice).order_by(capacity.c.as_at.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    staff = TABLES["practice_staff"].c
    newest = connection.scalar(select(func.max(staff.as_at)).where(staff.practice == practice))
    found = _read(connection, select(*_columns()).where(staff.practice == practice, staff.as_at == newest))
    return sorted(found, key=lambda one: STAFF_GROUPS.index(one.staff_group)), dict(row) if row else {}


def _columns() -> list[Any]:
    return [TABLES["practice_staff"].c[name] for name in Staff.__dataclass_fields__]


def _read(connection: Connection, query: Any) -> list[Staff]:
    return [Staff(*row) for row in connection.execute(query)]


def _year(connection: Connection, day: str) -> str:
    """The financial year of the newest answers up to a day; that of the day while there are none."""
    tables = [TABLES[kind].c for kind in ("practice_staff", "practice_capacity")]
    newest = [connection.scalar(select(func.max(table.as_at)).where(table.as_at <= day)) for table in tables]
    return year_of(max(filter(None, newest), default=day))


def _newest(connection: Connection, since: str, day: str) -> list[Staff]:
    """Every practice's answers on its newest day between two."""
    table = TABLES["practice_staff"].c
    days = select(table.practice, func.max(table.as_at).label("as_at")).where(table.as_at.between(since, day))
    newest = days.group_by(table.practice).subquery()
    same = (table.practice == newest.c.practice) & (table.as_at == newest.c.as_at)
    query = select(*_columns()).select_from(TABLES["practice_staff"].join(newest, same)).order_by(table.practice)
    return _read(connection, query)


def _capacity(connection: Connection, since: str, day: str) -> dict[str, str]:
    """The practices that answered the questions between two days, and when last."""
    table = TABLES["practice_capacity"].c
    query = select(table.practice, func.max(table.as_at).label("newest")).where(table.as_at.between(since, day))
    return {row.practice: row.newest for row in connection.execute(query.group_by(table.practice))}
