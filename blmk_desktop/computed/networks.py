"""The computed tables of network payments and of the practice workforce survey."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from blmk_desktop.computed.tables import WHO, YEAR, Table
from blmk_desktop.periods import year_of
from blmk_desktop.records.declaration import Field, Type, Unit
from blmk_desktop.records.fields import code, count, date, money, patients, percent, text, wte
from blmk_desktop.rules import plans as rules

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.network_payments import NetworkDue, PaymentsDue
    from blmk_desktop.summaries.survey import SurveyRow

_NUMBERS = {
    "registered": "registered patient",
    "weighted": "weighted patient",
    "adjusted": "adjusted patient",
    "beds": "care home bed",
}
_BEDS = Field(name="beds", label="Care home beds", type=Type.FIGURE, unit=Unit("beds", "", 2, 0, 2))
_LEFT = (count(name="left_out", label="Payments left out"), text(name="asked_for", label="Asked for"))
_SURVEY = (
    count(name="headcount", label="Headcount"),
    wte(name="wte", label="WTE in post"),
    wte(name="vacancies", label="Vacancies"),
    count(name="over_50", label="Aged 50 and over"),
    count(name="over_55", label="Aged 55 and over"),
    count(name="retiring", label="Retiring within 12 months"),
    wte(name="locums", label="Covered by locums"),
)
_SHARES = (
    percent(name="vacancy_percent", label="Vacancy rate"),
    percent(name="over_50_percent", label="Aged 50 and over"),
    percent(name="over_55_percent", label="Aged 55 and over"),
    percent(name="locum_percent", label="Locums of staff in post"),
    wte(name="gap", label="GP gap", help="Vacancies and retirements within 12 months, of GPs."),
)


def network_payments(connection: Connection, as_at: str | None, year: str | None = None) -> Table:
    """What each network is due in a year or the year of a date, else in the newest plan round's."""
    from blmk_desktop.summaries.network_payments import CLAIMED
    from blmk_desktop.summaries.network_payments import network_payments as payments

    due = payments(connection, year or (year_of(as_at) if as_at else ""))
    items = {item: "_".join(re.findall(r"[a-z0-9]+", item.casefold())) for item in due.items}
    numbers = {name: basis for name, basis in _NUMBERS.items() if any(rate.basis == basis for rate in due.rates)}
    fields = (
        *WHO,
        YEAR,
        *(patients(name=name, label=name.capitalize()) for name in numbers if name != "beds"),
        *(_BEDS for name in numbers if name == "beds"),
        *(_item(name, item, claimed=item in CLAIMED) for item, name in items.items()),
        money(name="due", label="Total due"),
        wte(name="director", label="Clinical director"),
        count(name="minutes", label="Extended hours, minutes a week"),
        text(name="step", label="Maturity"),
        *_LEFT,
    )
    rows = [_network(one, due, items, numbers) for one in due.networks]
    marks = [{name for item, name in items.items() if _lacks(one, item)} for one in due.networks]
    for row, lacking in zip(rows, marks, strict=True):
        lacking.update({"due"} if row["left_out"] else ())
    return _table("network-payments", fields, rows, marks, {*numbers, *items.values(), "due", "left_out", "director"})


def _item(name: str, item: str, *, claimed: bool) -> Field:
    return money(name=name, label=f"{item} (to claim)" if claimed else item)


def _lacks(network: NetworkDue, item: str) -> bool:
    return any(one.amount is None for one in network.payments if one.rate.item == item)


def _network(network: NetworkDue, due: PaymentsDue, items: dict[str, str], numbers: dict[str, str]) -> dict[str, Any]:
    from blmk_desktop.summaries.network_payments import asked_for

    total = network.due
    return {
        "place": network.place,
        "pcn_code": network.code,
        "pcn": network.name,
        "year": due.year,
        **{name: network.numbers[basis].value for name, basis in numbers.items()},
        **{name: network.amount(item) for item, name in items.items()},
        "due": total.amount,
        "director": network.director_wte,
        "minutes": network.extended_minutes,
        "step": network.step,
        "left_out": len(total.missing),
        "asked_for": asked_for(total.missing),
    }


def practice_payments(connection: Connection, as_at: str | None, year: str | None = None) -> Table:
    """What is paid to practices in a year or the year of a date, practice by practice."""
    from blmk_desktop.summaries.network_payments import network_payments as payments

    due = payments(connection, year or (year_of(as_at) if as_at else ""))
    fields = (
        *WHO,
        YEAR,
        code(name="code", label="Practice code"),
        text(name="name", label="Practice name"),
        text(name="item", label="Payment"),
        patients(name="number", label="Paid for"),
        date(name="list_as_at", label="List as at"),
        money(name="amount", label="Due"),
        text(name="needs", label="Asked for"),
    )
    rows, marks = [], []
    for network in due.networks:
        members = {one.code: one for one in network.members}
        for one in network.payments:
            if one.rate.paid_to == "practice":
                member = members.get(one.payee)
                about: dict[str, Any] = {
                    "place": network.place,
                    "pcn_code": network.code,
                    "pcn": network.name,
                    "year": due.year,
                }
                who = {"code": member.code, "name": member.name, "list_as_at": member.list_as_at} if member else {}
                paid = {"item": one.rate.item, "number": one.number, "amount": one.amount, "needs": one.needs}
                rows.append(about | who | paid)
                marks.append({"amount"} if one.amount is None else set())
    return _table("practice-payments", fields, rows, marks, {"number", "amount"})


def workforce_survey(connection: Connection, as_at: str | None) -> Table:
    """The practice workforce survey by place and staff group; a row without a place is of the whole area."""
    from blmk_desktop.summaries.survey import survey

    found = survey(connection, as_at)
    fields = (
        text(name="place", label="Place"),
        text(name="staff_group", label="Staff group"),
        count(name="practices", label="Practices"),
        *_SURVEY,
        *_SHARES,
    )
    lines = [*found.rows, found.total]
    rows = [_survey_row(row) for row in lines]
    marks = [{field.name for field in _SURVEY if row.lacks(field.name)} for row in lines]
    return Table.of("workforce-survey", fields, rows, marks)


def survey_missing(connection: Connection, as_at: str | None) -> Table:
    """The practices that have not returned the survey of the year."""
    from blmk_desktop.summaries.survey import survey

    found = survey(connection, as_at)
    fields = (*WHO, YEAR, code(name="code", label="Practice code"), text(name="name", label="Practice name"))
    rows = [
        {"place": one.place, "pcn_code": one.pcn_code, "pcn": one.pcn, "year": found.year}
        | {"code": one.code, "name": one.name}
        for one in found.not_returned
    ]
    return _table("survey-missing", fields, rows, [set() for _ in rows], set())


def _survey_row(row: SurveyRow) -> dict[str, Any]:
    return {
        "place": row.place,
        "staff_group": row.staff_group,
        "practices": row.practices,
        **{field.name: row.total(field.name) for field in _SURVEY},
        "vacancy_percent": row.vacancy_percent,
        "over_50_percent": row.share("over_50", "headcount"),
        "over_55_percent": row.share("over_55", "headcount"),
        "locum_percent": row.share("locums", "wte"),
        "gap": row.gap,
    }


def _table(
    name: str, fields: tuple[Field, ...], rows: list[dict[str, Any]], marks: Sequence[set[str]], added: set[str]
) -> Table:
    """A table with the sums of some fields; a sum lacks what any of its rows lacks."""
    total = {one: rules.total([row.get(one) for row in rows]) for one in added}
    return Table.of(name, fields, [*rows, total], [*marks, set().union(*marks)])
