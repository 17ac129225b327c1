"""The computed tables by name, each with its columns declared once: for the command line and exports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from blmk_desktop.errors import UserError
from blmk_desktop.periods import today
from blmk_desktop.records.declaration import Field
from blmk_desktop.records.fields import code, count, date, money, patients, percent, text, wte, year, yes_no
from blmk_desktop.rules.plans import total

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.summaries.plans import PlanRow, Summary
    from blmk_desktop.summaries.role_supply import RoleRow

_PLACE = text(name="place", label="Place")
_PCN_CODE = code(name="pcn_code", label="PCN code")
_PCN = text(name="pcn", label="PCN")
WHO = (_PLACE, _PCN_CODE, _PCN)
YEAR = year(name="year", label="Financial year")
_FIGURES = (
    money(name="allocation", label="Allocation"),
    money(name="forecast_spend", label="Forecast spend"),
    money(name="variance", label="Variance", help="Allocation less forecast spend; favourable is positive."),
    wte(name="wte_in_post", label="In post"),
    wte(name="wte_planned", label="Planned"),
    percent(name="growth_percent", label="Planned growth"),
    percent(name="recruited_percent", label="Recruited"),
)
_LISTS = (
    patients(name="registered", label="Registered list"),
    patients(name="weighted", label="Weighted list"),
)
_OPEN = (date(name="opened", label="Opened"), date(name="closed", label="Closed"))
_PRACTICE = (
    code(name="code", label="Practice code"),
    text(name="name", label="Practice name"),
    text(name="status", label="Status"),
    text(name="postcode", label="Postcode"),
    _PCN_CODE,
    _PCN,
    _PLACE,
    text(name="contract_type", label="Contract type"),
    yes_no(name="dispensing", label="Dispensing"),
    *_LISTS,
    date(name="list_as_at", label="List as at"),
    code(name="commissioner", label="Commissioner"),
    *_OPEN,
    text(name="cqc_rating", label="CQC rating"),
)
_NETWORK = (
    code(name="code", label="PCN code"),
    text(name="name", label="PCN name"),
    _PLACE,
    count(name="practices", label="Practices"),
    *_LISTS,
    *_OPEN,
)
_ROUND = (
    *WHO,
    text(name="contact", label="Contact"),
    text(name="status", label="Status"),
    text(name="needs", label="To do next"),
    count(name="days_late", label="Days late"),
    *(date(name=step, label=step.capitalize()) for step in ("sent", "received", "queried", "accepted", "submitted")),
    text(name="query", label="What was queried"),
    text(name="source", label="Returned as"),
    count(name="lines", label="Lines"),
    wte(name="wte_planned", label="Planned"),
    money(name="cost", label="Cost", help="What the lines cost as far as known."),
    _FIGURES[0],
    money(name="balance", label="Balance", help="Allocation less cost; what is left is positive."),
    count(name="unknown", label="Lines of unknown cost"),
    text(name="over_caps", label="Over the cap of"),
)
_SUPPLY = (
    text(name="role", label="Role"),
    text(name="staff_type", label="Kind of staff"),
    wte(name="wte_in_post", label="In post"),
    wte(name="wte_planned", label="Planned"),
    wte(name="to_recruit", label="To recruit"),
    count(name="networks", label="Networks that recruit"),
    money(name="cost", label="Cost in the year"),
    text(name="supply", label="Where they would come from"),
)


@dataclass(frozen=True)
class Table:
    """A computed table. Rows and `total` hold stored values (pence, hundredths, ISO dates), field by field.

    The total has None under what cannot be added up. `disputed` holds the row and the field's name of each
    figure on which sources differ and nobody has said which stands; `incomplete` of each that lacks a part.
    The total counts as the row after the last.
    """

    name: str
    fields: tuple[Field, ...]
    rows: list[tuple[Any, ...]]
    total: tuple[Any, ...]
    disputed: frozenset[tuple[int, str]] = frozenset()
    incomplete: frozenset[tuple[int, str]] = frozenset()

    @classmethod
    def of(
        cls,
        name: str,
        fields: tuple[Field, ...],
        rows: Sequence[Mapping[str, Any]],
        incomplete: Sequence[Collection[str]],
    ) -> Table:
        """A table of rows by field, of which the last is the total; `incomplete` names what each of them lacks."""
        values = [tuple(_value(row.get(field.name)) for field in fields) for row in rows]
        names = {field.name for field in fields}
        marks = frozenset((at, one) for at, found in enumerate(incomplete) for one in found if one in names)
        return cls(name, fields, values[:-1], values[-1], incomplete=marks)


@dataclass(frozen=True)
class _Asked:
    """What a table was asked for: the plan round (none: the newest), the date (none: today), the date before it, whose
    it is, the financial year, the version of a budget.
    """

    round: str | None = None
    as_at: str | None = None
    since: str | None = None
    area: str | None = None
    year: str | None = None
    version: str | None = None


def table(connection: Connection, name: str, **options: str | None) -> Table:
    """Compute one of SUMMARIES. Raises UserError for a name, round or version that is not known.

    `round` is a plan round, `as_at` the date that it holds for; `since` is the earlier date of a movement, the last
    meeting unless given; `area` whose finance report or streams they are; `year` and `version` are only for tables
    that are of one: UserError for any other.
    """
    from blmk_desktop.summaries.rounds import rounds

    if name not in SUMMARIES:
        raise UserError(f"There is no summary '{name}'. There are: {', '.join(SUMMARIES)}.")
    asked, made = _Asked(**options), SUMMARIES[name]
    if asked.round and asked.round not in rounds(connection):
        known = ", ".join(rounds(connection)) or "none yet"
        raise UserError(f"There is no plan round '{asked.round}'. There are: {known}.")
    for option in ("year", "version"):
        if getattr(asked, option) and option not in _options(made):
            others = ", ".join(other for other, build in SUMMARIES.items() if option in _options(build))
            raise UserError(f"'{name}' is not of one {option}. These are: {others}.")
    return made(connection, asked)


def _options(made: Callable[..., Table]) -> tuple[str, ...]:
    return made.more if isinstance(made, _In) else ()


def _by_place(connection: Connection, asked: _Asked) -> Table:
    from blmk_desktop.summaries.plans import plan_by_place

    return _plan("plan-by-place", (_PLACE, *_FIGURES), plan_by_place(connection, asked.round))


def _by_pcn(connection: Connection, asked: _Asked) -> Table:
    from blmk_desktop.summaries.plans import plan_by_pcn

    return _plan("plan-by-pcn", (_PLACE, _PCN_CODE, _PCN, *_FIGURES), plan_by_pcn(connection, asked.round))


def _by_role(connection: Connection, asked: _Asked) -> Table:
    from blmk_desktop.summaries.plans import plan_by_role

    role = text(name="role", label="Role")
    return _plan("plan-by-role", (role, *_FIGURES), plan_by_role(connection, asked.round))


def _practices(connection: Connection, asked: _Asked) -> Table:
    from blmk_desktop.summaries.register import practices

    return _register("practices", _PRACTICE, practices(connection, asked.as_at))


def _pcns(connection: Connection, asked: _Asked) -> Table:
    from blmk_desktop.summaries.register import pcns

    return _register("pcns", _NETWORK, pcns(connection, asked.as_at))


def _round(connection: Connection, asked: _Asked) -> Table:
    """How far a round has got; with a date, how late each network was then."""
    from blmk_desktop.summaries.plan_round import round_status
    from blmk_desktop.summaries.rounds import rounds

    name = asked.round or next(iter(rounds(connection)), "")
    found = round_status(connection, name, asked.as_at or today()).rows
    added = {"lines", "wte_planned", "cost", "allocation", "balance", "unknown"}
    table = _added_up("plan-round", _ROUND, found, added)
    unknown = [at for at, row in enumerate(found) if row.unknown]
    lacking = unknown + [len(found)] * bool(unknown)
    return replace(table, incomplete=frozenset((at, name) for at in lacking for name in ("cost", "balance")))


def _supply(connection: Connection, asked: _Asked) -> Table:
    """Each role, and in which places it is to be recruited."""
    from blmk_desktop.summaries.role_supply import role_supply

    found = role_supply(connection, asked.round).rows
    places = sorted({place for row in found for place in row.by_place})
    of_places = [wte(name=f"to_recruit_{_named(place)}", label=f"To recruit in {place}") for place in places]
    rows = [SimpleNamespace(**_of_role(row, places)) for row in found]
    fields = (*_SUPPLY[:-1], *of_places, _SUPPLY[-1])
    table = _added_up("role-supply", fields, rows, {field.name for field in fields if field.unit} - {"networks"})
    marks = ("wte_in_post", "wte_planned", "to_recruit", "cost")
    lacking = {(at, name) for at, row in enumerate(found) if row.incomplete for name in marks}
    lacking |= {(at, "cost") for at, row in enumerate(found) if row.unknown}
    of_returns = ("networks", "cost", *(field.name for field in of_places))
    lacking |= {(at, name) for at, row in enumerate(found) if row.so_far for name in of_returns}
    return replace(table, incomplete=frozenset(lacking | {(len(found), name) for _, name in lacking}))


def _of_role(row: RoleRow, places: list[str]) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in _SUPPLY}
    return values | {f"to_recruit_{_named(place)}": row.by_place.get(place) for place in places}


def _named(place: str) -> str:
    """A place as part of a field's name."""
    return "_".join(place.lower().split()) or "no_place"


@dataclass(frozen=True)
class _In:
    """A table that a module of its own makes, of the date asked for, and of what else it goes by: `area`, `year` ..."""

    module: str
    name: str
    more: tuple[str, ...]

    def __call__(self, connection: Connection, asked: _Asked) -> Table:
        from importlib import import_module

        build_it = getattr(import_module(f"blmk_desktop.computed.{self.module}"), self.name)
        made: Table = build_it(connection, asked.as_at, **{one: getattr(asked, one) for one in self.more})
        return made


def _in(module: str, name: str, *more: str) -> _In:
    return _In(module, name, more)


SUMMARIES: dict[str, Callable[[Connection, _Asked], Table]] = {
    "attention": _in("attention", "attention"),
    "plan-by-place": _by_place,
    "plan-by-pcn": _by_pcn,
    "plan-by-role": _by_role,
    "practices": _practices,
    "pcns": _pcns,
    "plan-round": _round,
    "role-supply": _supply,
    "actuals": _in("actuals", "actuals_by_network"),
    "actuals-by-role": _in("actuals", "actuals_by_role"),
    "claims-missing": _in("actuals", "claims_missing"),
    "underspend": _in("actuals", "underspend"),
    "network-payments": _in("networks", "network_payments", "year"),
    "practice-payments": _in("networks", "practice_payments", "year"),
    "workforce-survey": _in("networks", "workforce_survey"),
    "survey-missing": _in("networks", "survey_missing"),
    "estates-by-year": _in("estates", "by_year"),
    "estates-by-source": _in("estates", "by_source"),
    "estates-schemes": _in("estates", "schemes"),
    "risks": _in("risks", "risks"),
    "risk-movement": _in("risks", "risk_movement", "since"),
    "practice-resilience": _in("resilience", "practice_resilience"),
    "priorities": _in("priorities", "ranking"),
    "priority-weights": _in("priorities", "weights"),
    "budget-5yr": _in("five_year", "budget_5yr", "version"),
    "budget-5yr-lines": _in("five_year", "lines", "version"),
    "budget-5yr-scenarios": _in("five_year", "scenarios", "version"),
    "premises": _in("premises", "premises", "year"),
    "budget": _in("budgets", "budget", "area", "year", "version"),
    "budget-actuals": _in("budgets", "actuals", "area", "year", "version"),
    "actions": _in("actions", "actions"),
    "milestones": _in("actions", "milestones"),
    "business-due": _in("actions", "business_due"),
    "finance": _in("finance", "finance", "area"),
    "finance-trend": _in("finance", "trend", "area", "year"),
    "finance-bridge": _in("finance", "bridge", "area"),
    "funding": _in("funding_streams", "funding", "area", "year"),
    "gp-gap": _in("workforce_models", "gp_gap"),
    "gp-gap-years": _in("workforce_models", "gap_years"),
    "trajectories": _in("workforce_models", "trajectories"),
    "trajectories-scenarios": _in("workforce_models", "trajectory_scenarios"),
}


def _plan(name: str, fields: tuple[Field, ...], summary: Summary) -> Table:
    lines = [*summary.rows, summary.total]
    rows = [_values(row, fields) for row in lines]
    incomplete = _marks(lines, "incomplete")
    incomplete |= {(at, "variance") for at, name in incomplete if name == "forecast_spend" and lines[at].lines}
    return Table(name, fields, rows[:-1], rows[-1], _marks(lines, "disputed"), incomplete)


def _marks(lines: list[PlanRow], which: str) -> frozenset[tuple[int, str]]:
    return frozenset((at, measure) for at, row in enumerate(lines) for measure in getattr(row, which))


def _register(name: str, fields: tuple[Field, ...], found: list[Any]) -> Table:
    return _added_up(name, fields, found, {"practices", "registered", "weighted"})


def _added_up(name: str, fields: tuple[Field, ...], found: Sequence[Any], added: Collection[str]) -> Table:
    """A table with the sums of some of its columns."""
    rows = [_values(row, fields) for row in found]
    sums = [total([row[at] for row in rows]) if field.name in added else None for at, field in enumerate(fields)]
    return Table(name, fields, rows, tuple(sums))


def _values(row: object, fields: tuple[Field, ...]) -> tuple[Any, ...]:
    return tuple(_value(getattr(row, field.name)) for field in fields)


def _value(value: Any) -> Any:
    """What a table has for a value: None where there is nothing; several words are one text."""
    return None if value in ("", ()) else ", ".join(value) if isinstance(value, tuple) else value
