"""Staff in post and planned against what a network may claim of each role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from blmk_desktop.check.known import Known
from blmk_desktop.records.workforce import MEASURE_WORDS
from blmk_desktop.rules.caps import Cap, over_cap
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import figure

if TYPE_CHECKING:
    from sqlalchemy import Connection

COUNTED = ("wte_in_post", "wte_planned")


def check_caps(connection: Connection, facts: Known) -> list[Finding]:
    """Roles of which a network, or all of them together, have or plan more than may be claimed."""
    caps = _caps(connection)
    if not caps:
        return []
    lists = _registered(connection)
    by_network, by_role = _posts(connection, caps)
    return [*_of_networks(by_network, caps, lists, facts), *_of_all(by_role, caps, lists, facts)]


def _caps(connection: Connection) -> dict[str, Cap]:
    """Role to its cap; roles that share a cap stand under one entry, named after the group."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["arrs_role"]
    rows = connection.execute(select(table).where(table.c.cap.is_not(None)))
    return {
        row.name: Cap(row.cap_group or row.name, row.cap, row.cap_large or row.cap, row.cap_group or "") for row in rows
    }


def _registered(connection: Connection) -> dict[str, int]:
    """PCN to its registered patients (hundredths), by the newest list of each practice that belongs to it now."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    lists, memberships = TABLES["list_size"], TABLES["membership"]
    newest = {
        row.practice: row.registered
        for row in connection.execute(select(lists).order_by(lists.c.as_at))
        if row.registered
    }
    found: dict[str, int] = defaultdict(int)
    for practice, pcn in connection.execute(
        select(memberships.c.practice, memberships.c.pcn).where(memberships.c.end.is_(None))
    ):
        found[pcn] += newest.get(practice, 0)
    return found


Posts = dict[tuple[str, str, int | None, str, str], int]  # round, measure, month, PCN or '', capped role -> WTE


def _posts(connection: Connection, caps: dict[str, Cap]) -> tuple[Posts, Posts]:
    """WTE by network and capped role, where sources say both, and by role alone; each from the sheet that has most."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    table, sources = TABLES["plan_figure"], TABLES["source"]
    by = (table.c.round, table.c.measure, table.c.month, table.c.pcn, table.c.role)
    wanted = table.c.role.in_(list(caps)) & table.c.measure.in_(COUNTED)
    rows = connection.execute(
        select(*by, table.c.source, table.c.sheet, func.sum(table.c.value))
        .join(sources, sources.c.name == table.c.source)
        .where(wanted)
        .group_by(*by, table.c.source, table.c.sheet, sources.c.position)
        .order_by(sources.c.position)
    )
    seen: set[tuple[object, ...]] = set()
    by_network: Posts = defaultdict(int)
    by_role: Posts = defaultdict(int)
    for name, measure, month, pcn, role, _, _, value in rows:
        if (name, measure, month, pcn, role) in seen:
            continue
        seen.add((name, measure, month, pcn, role))
        (by_network if pcn else by_role)[name, measure, month, pcn or "", caps[role].role] += int(value)
    return by_network, by_role


def _of_networks(posts: Posts, caps: dict[str, Cap], lists: dict[str, int], facts: Known) -> Iterator[Finding]:
    by_name = {cap.role: cap for cap in caps.values()}
    for (name, measure, _, pcn, role), wte in posts.items():
        most = by_name[role].for_list(lists.get(pcn))
        if over_cap(wte, most):
            subject, label = facts.subject((None, pcn, role)), MEASURE_WORDS[measure]
            message = f"{subject}, {label}: {figure(measure, wte)}, but a network of its size may claim {most}."
            printed, allowed = figure(measure, wte), f"{most} WTE"
            yield Finding("over-role-cap", "warning", subject, name, printed, allowed, message, ("pcn", pcn), measure)


def _of_all(posts: Posts, caps: dict[str, Cap], lists: dict[str, int], facts: Known) -> Iterator[Finding]:
    """A role's total against what all networks together may claim."""
    by_name = {cap.role: cap for cap in caps.values()}
    for (name, measure, _, _, role), wte in posts.items():
        open_then = [one for one in facts.networks.values() if one.open_on(facts.rounds[name].as_at) and one.place]
        most = sum(by_name[role].for_list(lists.get(one.code)) for one in open_then)
        if open_then and over_cap(wte, most):
            label, printed = MEASURE_WORDS[measure], figure(measure, wte)
            message = f"{role}, {label}: {printed} in all, but {len(open_then)} networks together may claim {most}."
            about = ("arrs_role", role)
            yield Finding("over-role-cap", "warning", role, name, printed, f"{most} WTE", message, about, measure)
