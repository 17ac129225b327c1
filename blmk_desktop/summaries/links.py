"""Links between records: what plans, money, schemes, risks, actions and buildings have to do with one another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from blmk_desktop.periods import show_date, today
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.brag import WORDS
from blmk_desktop.rules.wording import counted, in_words, pounds
from blmk_desktop.summaries.committee_actions import tracker
from blmk_desktop.summaries.register import lasting_on
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from blmk_desktop.summaries.committee_actions import ActionRow

SHORTEST = 6  # letters of a name that is looked for in what a committee asked for
ENDINGS = re.compile(r"\s+(pcn|primary care network|surgery|medical centre|practice|health centre)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A record that another has to do with: the kind and key that open it, its name, how it stands, what else."""

    kind: str
    key: str
    name: str
    said: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Links of one sort, under a heading."""

    heading: str
    links: tuple[Link, ...]


def links(connection: Connection, kind: str, key: str, as_at: str = "") -> list[Links]:
    """What a record has to do with as at a day (today unless given), by sort; a sort without any is left out.

    Of a practice, pcn, scheme, risk, building, committee_action or budget_category; nothing of other kinds. A
    committee's action has to do with what its words name. What the details of a record tell anyway is left out.
    """
    day = as_at or today()
    made = [Links(heading, tuple(find(connection, key, day))) for heading, find in SORTS.get(kind, ())]
    return [one for one in made if one.links]


# Whom it is about


def practices_of(connection: Connection, pcn: str, day: str) -> list[str]:
    """The practices that belong to a network on a day."""
    table = TABLES["membership"]
    return list(connection.scalars(select(table.c.practice).where(table.c.pcn == pcn, lasting_on(day))))


def networks_of(connection: Connection, practice: str, day: str) -> list[str]:
    """The networks that a practice belongs to on a day: one, unless somebody is mistaken."""
    table = TABLES["membership"]
    return list(connection.scalars(select(table.c.pcn).where(table.c.practice == practice, lasting_on(day))))


def _names(connection: Connection, kind: str, codes: Iterable[str] = ()) -> dict[str, str]:
    table, wanted = TABLES[kind].c, list(codes)
    query = select(table.code, table.name).where(*([table.code.in_(wanted)] if wanted else []))
    return {code: in_words(name) for code, name in connection.execute(query)}


# Plans and payments


def _plans_of_pcn(connection: Connection, pcn: str, _day: str) -> Iterator[Link]:
    """The network's plan in the newest round, its return, its claims, and what it is paid under the DES."""
    from blmk_desktop.summaries.plans import plan_by_pcn
    from blmk_desktop.summaries.rounds import rounds

    name = next(iter(rounds(connection)), "")
    row = next((one for one in plan_by_pcn(connection, name).rows if one.pcn_code == pcn), None) if name else None
    if row is not None:
        planned = "" if row.wte_planned is None else f"{show_figure(row.wte_planned, 2, 2)} WTE planned"
        spend = "" if row.forecast_spend is None else f"{pounds(row.forecast_spend, 0)} forecast"
        over = "over its allocation" if row.variance is not None and row.variance < 0 else ""
        yield Link("plan", pcn, f"Workforce plan, {name}", _said(planned, spend), over)
    returned = TABLES["plan_return"].c
    query = select(returned.round, returned.status).where(returned.pcn == pcn, returned.round == name)
    yield from (Link("plan_return", round_, f"Return for {round_}", "", status or "") for round_, status in
                connection.execute(query))  # fmt: skip
    claim = TABLES["arrs_claim"].c
    years: dict[str, int] = {}
    for year, amount in connection.execute(select(claim.year, claim.amount).where(claim.pcn == pcn)):
        years[year] = years.get(year, 0) + (amount or 0)
    yield from (Link("arrs_claim", pcn, f"Claims {year}", pounds(years[year], 0)) for year in sorted(years))
    name = _names(connection, "pcn", [pcn]).get(pcn, pcn)
    yield Link("payments", pcn, f"Payments to {name}", "under the network contract DES")


def _plans_of_practice(connection: Connection, practice: str, day: str) -> Iterator[Link]:
    for pcn in networks_of(connection, practice, day):
        yield from _plans_of_pcn(connection, pcn, day)


# Actions


def _asked(connection: Connection, day: str, names: Iterable[str]) -> Iterator[Link]:
    """The actions of committees whose words name any of these, the open ones first."""
    wanted = [pattern for name in dict.fromkeys(names) if (pattern := named(name))]
    rows = tracker(connection, as_at=day).rows if wanted else []
    found = [row for row in rows if any(one.search(_words(row)) for one in wanted)]
    yield from (_action(row) for row in sorted(found, key=lambda row: not row.open))


def _action(row: ActionRow) -> Link:
    due = f"due {show_date(row.deadline)}" if row.deadline and row.open else ""
    return Link("committee_action", row.reference, f"{row.reference}: {row.action}", _said(row.owner, due),
                WORDS[row.colour])  # fmt: skip


def _words(row: ActionRow) -> str:
    return f"{row.item}\n{row.action}\n{row.position}"


def named(name: str) -> re.Pattern[str] | None:
    """What finds a name, or a code, as whole words in a text; None for one too short to be told from other words.

    'CHILTERN HILLS PCN' is found in 'the plan of Chiltern Hills'.
    """
    sought = bare(name)
    return re.compile(rf"(?<!\w){re.escape(sought)}(?!\w)", re.IGNORECASE) if len(sought) >= SHORTEST else None


def bare(name: str) -> str:
    """A name without what many have at their end, unless too little would be left of it."""
    short = ENDINGS.sub("", name.strip())
    return short if len(short) >= SHORTEST else name.strip()


def _actions_of_practice(connection: Connection, practice: str, day: str) -> Iterator[Link]:
    yield from _mitigating(connection, day, _about(practices=[practice]))
    yield from _asked(connection, day, [practice, *_names(connection, "practice", [practice]).values()])


def _actions_of_pcn(connection: Connection, pcn: str, day: str) -> Iterator[Link]:
    members = practices_of(connection, pcn, day)
    yield from _mitigating(connection, day, _about(members, [pcn]))
    yield from _asked(connection, day, [pcn, *_names(connection, "pcn", [pcn]).values()])


def _actions_of_scheme(connection: Connection, scheme: str, day: str) -> Iterator[Link]:
    yield from _mitigating(connection, day, TABLES["risk"].c.scheme == scheme)
    yield from _asked(connection, day, [scheme])


def _actions_of_building(connection: Connection, building: str, day: str) -> Iterator[Link]:
    yield from _mitigating(connection, day, _about(_users(connection, building)))
    yield from _asked(connection, day, [building])


def _actions_of_risk(connection: Connection, reference: str, day: str) -> Iterator[Link]:
    risk = TABLES["risk"].c
    corporate = connection.scalar(select(risk.corporate_reference).where(risk.reference == reference)) or ""
    rows = tracker(connection, as_at=day).rows
    yield from (_action(row) for row in rows if _refers(_words(row), reference, corporate))


def _refers(text: str, *references: str) -> bool:
    """Whether a text has any of these references, not as part of a longer one: PC-1 is not in PC-12."""
    return any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text) for one in references if one and one in text)


def _about(practices: Sequence[str] = (), pcns: Sequence[str] = ()) -> ColumnElement[bool]:
    risk = TABLES["risk"].c
    return or_(risk.practice.in_(practices), risk.pcn.in_(pcns))


def _mitigating(connection: Connection, day: str, which: ColumnElement[bool]) -> Iterator[Link]:
    """What is still to be done about open risks, the first due in front."""
    risk, action = TABLES["risk"], TABLES["risk_action"]
    left = or_(action.c.done.is_(None), action.c.done > day)
    still = or_(risk.c.closed.is_(None), risk.c.closed > day)
    query = select(action).join(risk, risk.c.reference == action.c.risk).where(which, left, still)
    for row in connection.execute(query.order_by(action.c.due.is_(None), action.c.due)):
        late = "Late" if row.due and row.due < day else "Open"
        due = f"due {show_date(row.due)}" if row.due else ""
        yield Link("risk", row.risk, row.action, _said(f"for risk {row.risk}", row.owner or "", due), late)


# Risks, buildings, schemes


def _risks(connection: Connection, day: str, which: ColumnElement[bool]) -> Iterator[Link]:
    """Open risks, by reference."""
    risk = TABLES["risk"]
    still = or_(risk.c.closed.is_(None), risk.c.closed > day)
    for row in connection.execute(select(risk).where(which, still).order_by(risk.c.reference)):
        yield Link("risk", row.reference, f"{row.reference}: {row.event or row.statement or ''}", row.owner or "")


def _risks_of_building(connection: Connection, building: str, day: str) -> Iterator[Link]:
    """Those of its practices, and of the schemes that serve them."""
    practices = _users(connection, building)
    party, risk = TABLES["scheme_party"].c, TABLES["risk"].c
    schemes = select(party.scheme).where(party.practice.in_(practices))
    yield from _risks(connection, day, or_(risk.practice.in_(practices), risk.scheme.in_(schemes)))


def _risks_of_budget(connection: Connection, category: str, day: str) -> Iterator[Link]:
    yield from _risks(connection, day, TABLES["risk"].c.budget_line == category)


def _users(connection: Connection, building: str) -> list[str]:
    use = TABLES["building_use"].c
    return list(connection.scalars(select(use.practice).where(use.building == building)))


def _buildings_of_scheme(connection: Connection, scheme: str, day: str) -> Iterator[Link]:
    """The buildings that the practices work in which it serves: by themselves, or as members of a network."""
    party = TABLES["scheme_party"].c
    rows = connection.execute(select(party.practice, party.pcn).where(party.scheme == scheme)).all()
    served = {row.practice for row in rows if row.practice}
    yield from _buildings(connection, served or {one for row in rows if row.pcn
                                                for one in practices_of(connection, row.pcn, day)})  # fmt: skip


def _buildings_of_pcn(connection: Connection, pcn: str, day: str) -> Iterator[Link]:
    yield from _buildings(connection, set(practices_of(connection, pcn, day)))


def _buildings(connection: Connection, practices: set[str]) -> Iterator[Link]:
    use, names = TABLES["building_use"].c, _names(connection, "practice", practices) if practices else {}
    found: dict[str, list[str]] = {}
    query = select(use.building, use.practice).where(use.practice.in_(practices)).order_by(use.building)
    for building, practice in connection.execute(query):
        found.setdefault(building, []).append(names.get(practice, practice))
    yield from (Link("building", name, name, _said(*users)) for name, users in found.items())


def _networks_of_building(connection: Connection, building: str, day: str) -> Iterator[Link]:
    codes = {pcn for code in _users(connection, building) for pcn in networks_of(connection, code, day)}
    names = _names(connection, "pcn", codes) if codes else {}
    yield from (Link("pcn", code, names[code], code) for code in sorted(names, key=names.__getitem__))


def _rounds_of_scheme(connection: Connection, scheme: str, _day: str) -> Iterator[Link]:
    """The prioritisation rounds that ranked it."""
    table = TABLES["candidate"].c
    rounds = connection.scalars(select(table.round).where(table.scheme == scheme).order_by(table.round))
    yield from (Link("priority_round", name, name) for name in rounds)


# What a risk or an action names


def _budget_of_risk(connection: Connection, reference: str, _day: str) -> Iterator[Link]:
    risk, category = TABLES["risk"].c, TABLES["budget_category"].c
    line = connection.scalar(select(risk.budget_line).where(risk.reference == reference))
    if line and connection.scalar(select(category.name).where(category.name == line)):
        yield Link("budget_category", line, line, "in the monthly finance report")


def _named_in_action(connection: Connection, reference: str, _day: str) -> Iterator[Link]:
    """The networks, practices, schemes and risks that an action's words name."""
    text = _text_of(connection, reference)
    for kind, words in (("pcn", "network"), ("practice", "practice")):
        for code, name in _names(connection, kind).items():
            if _is_named(text, code) or _is_named(text, name):
                yield Link(kind, code, name, f"{words} {code}")
    for name in connection.scalars(select(TABLES["scheme"].c.name)):
        if _is_named(text, name):
            yield Link("scheme", name, name, "scheme")
    risk = TABLES["risk"].c
    for one, corporate, event in connection.execute(select(risk.reference, risk.corporate_reference, risk.event)):
        if _refers(text, one, corporate or ""):
            yield Link("risk", one, f"{one}: {event or ''}", "risk")


def _is_named(text: str, name: str) -> bool:
    if bare(name).casefold() not in text.casefold():  # a pattern is made only where it may be found: names are many
        return False
    pattern = named(name)
    return pattern is not None and pattern.search(text) is not None


def _text_of(connection: Connection, reference: str) -> str:
    action, update = TABLES["committee_action"].c, TABLES["action_update"].c
    row = connection.execute(select(action.item, action.action).where(action.reference == reference)).first()
    told = connection.scalars(select(update.position).where(update.action == reference))
    return "\n".join(filter(None, [*(row or ()), *told]))


def _budgets_with(connection: Connection, category: str, _day: str) -> Iterator[Link]:
    """The versions of the budget that have the line, with what they set."""
    table = TABLES["budget_line"].c
    query = select(table.version, table.amount).where(table.category == category)
    sums: dict[str, list[int]] = {}
    for version, amount in connection.execute(query.order_by(table.version)):
        sums.setdefault(version, []).append(amount or 0)
    for version, amounts in sums.items():
        said = f"{pounds(sum(amounts), 0)} in {counted(len(amounts), 'line')}"
        yield Link("budget_version", version, version, said)


def _said(*parts: Any) -> str:
    return " · ".join(filter(None, parts))


Find = Callable[["Connection", str, str], Iterator[Link]]
SORTS: dict[str, tuple[tuple[str, Find], ...]] = {
    "practice": (("Plan and payments of its network", _plans_of_practice), ("Actions", _actions_of_practice)),
    "pcn": (
        ("Plan, claims and payments", _plans_of_pcn),
        ("Buildings of its practices", _buildings_of_pcn),
        ("Actions", _actions_of_pcn),
    ),
    "scheme": (
        ("Buildings of those it serves", _buildings_of_scheme),
        ("Actions", _actions_of_scheme),
        ("Prioritisation", _rounds_of_scheme),
    ),
    "risk": (("Budget line", _budget_of_risk), ("Actions of committees", _actions_of_risk)),
    "building": (
        ("Networks", _networks_of_building),
        ("Risks", _risks_of_building),
        ("Actions", _actions_of_building),
    ),
    "committee_action": (("What it is about", _named_in_action),),
    "budget_category": (("Risks", _risks_of_budget), ("Budgets that have it", _budgets_with)),
}
