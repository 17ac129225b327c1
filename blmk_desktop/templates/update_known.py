"""What an update form holds for a person: whose records there are, and what is known of each today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from blmk_desktop.errors import UserError
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.periods import show_date, today
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.funding import ENDED
from blmk_desktop.templates.update_layout import ADDED, FORMS, Block, UpdateForm

if TYPE_CHECKING:
    from sqlalchemy import Connection

Values = Mapping[str, Any]  # by the name of a column of the form, as stored
Told = Callable[["Connection"], Mapping[str, Any]]
DONE = ("complete", "dropped")  # milestones with nothing more to report


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a form is for, by role, and how many records of each table are on it."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many rows the form has."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class PersonForm:
    """One person's form: the rows of each table, in the order of the form's tables."""

    form: UpdateForm
    person: str
    rows: tuple[Sequence[Values], ...]


def form_named(name: str) -> UpdateForm:
    """A form by its name. Raises UserError for one that there is not."""
    if name not in FORMS:
        raise UserError(f"There is no form '{name}'. There are: {', '.join(FORMS)}.")
    return FORMS[name]


def people(connection: Connection, form: UpdateForm) -> list[Person]:
    """Everybody who has something to report on, by role in order of the alphabet."""
    found = _forms(connection, form)
    return [Person(one.person, tuple(map(len, one.rows))) for one in found]


def person_forms(connection: Connection, form: UpdateForm, wanted: Sequence[str] | None) -> list[PersonForm]:
    """The form of each person named, or of everybody. Raises UserError for somebody who has nothing to report on."""
    found = _forms(connection, form)
    if wanted is None:
        return found
    by_name = {folded(one.person): one for one in found}
    unknown = [name for name in wanted if folded(name) not in by_name]
    if unknown:
        known = "; ".join(one.person for one in found) or "none yet"
        raise UserError(f"No open record names {unknown[0]} as {form.person}. There are: {known}.")
    return [by_name[key] for key in dict.fromkeys(folded(name) for name in wanted)]


def _forms(connection: Connection, form: UpdateForm) -> list[PersonForm]:
    tables = [_rows(connection, block) for block in form.blocks]
    names: dict[str, str] = {}
    for table in tables:
        for person in table:
            names.setdefault(folded(person), person)
    grouped = [{folded(person): rows for person, rows in table.items()} for table in tables]
    return [
        PersonForm(form, names[key], tuple(table.get(key, []) for table in grouped))
        for key in sorted(names, key=lambda key: names[key].casefold())
    ]


def _rows(connection: Connection, block: Block) -> dict[str, list[Values]]:
    """The rows of a table by person."""
    table, record = TABLES[block.kind], block.record
    order = [table.c[name] for name in (*record.order, *record.key)]
    told = _TOLD.get(block.kind, _nothing)(connection)
    offered = _OFFERED.get(block.kind, _nothing)(connection)
    owner = _owners(connection, block)
    found: dict[str, list[Values]] = defaultdict(list)
    for row in connection.execute(select(table).where(_is_open(block)).order_by(*order)).mappings():
        values = {column.name: row[column.name] for column in block.columns if "." not in column.name}
        key = "|".join(str(row[name]) for name in record.key)
        values |= {f"told.{field.name}": told.get(key) for field in block.told}
        values |= {f"{ADDED}.{name}": value for name, value in offered.get(str(row.get("body")), {}).items()}
        for person in dict.fromkeys(filter(None, (row.get("owner"), owner.get(row.get(block.via, ""))))):
            found[person.strip()].append(values)
    return found


def _nothing(_connection: Connection) -> Mapping[str, Any]:
    return {}


def _owners(connection: Connection, block: Block) -> dict[str, str]:
    """Whose the records are that a table's rows refer to."""
    if not block.of:
        return {}
    table, key = TABLES[block.of], RECORDS[block.of].key[0]
    return dict(connection.execute(select(table.c[key], table.c.owner).where(table.c.owner.is_not(None))).all())


def _is_open(block: Block) -> Any:
    """What is over is not asked about any more."""
    table = TABLES[block.kind].c
    if block.kind in ("risk", "committee_action"):
        return table.closed.is_(None)
    if block.kind == "milestone":
        return or_(table.status.is_(None), table.status.not_in(DONE))
    if block.kind == "risk_action":
        risk = TABLES["risk"].c
        return table.done.is_(None) & table.risk.in_(select(risk.reference).where(risk.closed.is_(None)))
    scheme = table.name if block.kind == "scheme" else table.scheme
    stage = TABLES["scheme_stage"]
    later = stage.alias()
    after = select(later.c.id).where(later.c.scheme == stage.c.scheme, later.c.on > stage.c.on).exists()
    return scheme.not_in(select(stage.c.scheme).where(stage.c.stage.in_(ENDED), ~after))


def _stages(connection: Connection) -> dict[str, str]:
    """The stage of each scheme, and since when."""
    table = TABLES["scheme_stage"].c
    query = select(table.scheme, table.stage, table.on).order_by(table.on, table.id)
    return {scheme: f"{stage} since {show_date(on)}" for scheme, stage, on in connection.execute(query)}


def _budgets(connection: Connection) -> dict[str, int]:
    """The budget of each funding line in pence, the moves so far in it."""
    from blmk_desktop.summaries.scheme_funding import scheme_funding

    return {"|".join(line.key): line.budget for line in scheme_funding(connection).lines}


def _scores(connection: Connection) -> dict[str, str]:
    """The score of each risk now: the last current one, else the last inherent."""
    table = TABLES["risk_score"].c
    query = select(table.risk, table.kind, table.likelihood, table.impact, table.on)
    query = query.where(table.kind.in_(("inherent", "current"))).order_by(table.kind.desc(), table.on, table.id)
    return {
        risk: f"{likelihood * impact} = {likelihood} x {impact} ({kind}, {show_date(on)})"
        for risk, kind, likelihood, impact, on in connection.execute(query)
    }


def _latest(connection: Connection) -> dict[str, str]:
    """What was last reported of each action."""
    table = TABLES["action_update"].c
    query = select(table.action, table.on, table.progress, table.position).order_by(table.on, table.id)
    return {
        action: ": ".join(filter(None, (f"{show_date(on)}, {progress or 'no progress said'}", position)))
        for action, on, progress, position in connection.execute(query)
    }


def _meetings(connection: Connection) -> dict[str, dict[str, str]]:
    """The next meeting of each committee, which is what is reported to."""
    table = TABLES["meeting"].c
    query = select(table.body, table.on).where(table.on >= today()).order_by(table.on.desc())
    return {body: {"action_update.on": on} for body, on in connection.execute(query)}


_TOLD: dict[str, Told] = {
    "scheme": _stages,
    "funding_line": _budgets,
    "risk": _scores,
    "committee_action": _latest,
}
_OFFERED: dict[str, Told] = {"committee_action": _meetings}  # what stands in columns that may be added to, at first
