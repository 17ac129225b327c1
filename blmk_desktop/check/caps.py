"""Staff in post and planned against what a network may claim of each role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blmk_desktop.check.figures import Column, Figures, Page, Version
from blmk_desktop.check.known import Known
from blmk_desktop.periods import year_start
from blmk_desktop.rules.caps import LARGE, Cap, over_cap
from blmk_desktop.rules.finding import Finding
from blmk_desktop.rules.wording import capital, figure, measured

if TYPE_CHECKING:
    from sqlalchemy import Connection

COUNTED = ("wte_in_post", "wte_planned")


@dataclass(frozen=True, slots=True)
class Posts:
    """The WTE (hundredths) of a capped role, or of roles that share a cap, that a sheet has for a month.

    `cell` is where it stands if it is a single figure, `pcn` '' for a role's figure of no network.
    """

    round: str
    measure: str
    month: int | None
    pcn: str
    role: str
    page: Page
    wte: int
    cell: str

    @property
    def where(self) -> str:
        """The place to look it up."""
        place = f"{self.page[0]} › {self.page[1]}"
        return (
            f"{place}!{self.cell}" if self.cell else f"{place} ({self.role}{f', M{self.month:02}' * bool(self.month)})"
        )


def check_caps(connection: Connection, facts: Known, figures: Figures) -> list[Finding]:
    """Roles of which a network, or all of them together, have or plan more than may be claimed.

    Of a network that returned its plan the plan is held against the caps (check/plans.py), not what is printed.
    """
    from blmk_desktop.summaries.plan_lines import caps as caps_of_roles

    caps = caps_of_roles(connection)
    if not caps:
        return []
    lists = registered_patients(connection)
    by_name = {cap.role: cap for cap in caps.values()}
    posts = _of_networks(connection, caps, lists, figures)
    printed = (one for one in posts if one.pcn not in facts.returned.get(one.round, ()))
    of_networks = _worst(_holding(printed, by_name, facts))
    of_all = _worst(_holding(_of_all(caps, figures), by_name, facts))
    return [
        *(_network_finding(posts, by_name[posts.role], lists.get(posts.pcn), facts) for posts in of_networks),
        *_all_findings(of_all, by_name, lists, facts),
    ]


def _holding(posts: Iterable[Posts], caps: dict[str, Cap], facts: Known) -> Iterator[Posts]:
    """Those of years in which the cap of their role still held."""
    for one in posts:
        if caps[one.role].holds_from(year_start(facts.rounds[one.round].year)):
            yield one


def registered_patients(connection: Connection) -> dict[str, int]:
    """PCN to its registered patients (hundredths), by the newest list of each practice that belongs to it now."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    lists, memberships = TABLES["list_size"], TABLES["membership"]
    newest = {
        practice: registered
        for practice, registered in connection.execute(
            select(lists.c.practice, lists.c.registered).order_by(lists.c.as_at)
        )
        if registered
    }
    found: dict[str, int] = defaultdict(int)
    for practice, pcn in connection.execute(
        select(memberships.c.practice, memberships.c.pcn).where(memberships.c.end.is_(None))
    ):
        found[pcn] += newest.get(practice, 0)
    return found


def _of_networks(
    connection: Connection, caps: dict[str, Cap], lists: dict[str, int], figures: Figures
) -> Iterator[Posts]:
    """Networks over a cap, in the first sheet that has their roles."""
    for posts in (*_single(connection, caps), *_grouped(connection, caps)):
        by_role = [
            one.page for one in figures.networks[posts.round, posts.measure, posts.month][posts.pcn] if one.roles
        ]
        cap = next(cap for cap in caps.values() if cap.role == posts.role)
        if by_role[0] == posts.page and over_cap(posts.wte, cap.for_list(lists.get(posts.pcn))):
            yield posts


def _single(connection: Connection, caps: dict[str, Cap]) -> Iterator[Posts]:
    """Figures of roles with a cap of their own. The database leaves out those that no network could exceed."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["plan_figure"]
    single = {role: cap for role, cap in caps.items() if not cap.group}
    if not single:
        return
    lowest = min(cap.most for cap in single.values()) * 100
    wanted = table.c.role.in_(list(single)) & table.c.measure.in_(COUNTED)
    query = select(table).where(wanted, table.c.pcn.is_not(None), table.c.value > lowest)
    for row in connection.execute(query):
        if row.value > single[row.role].most * 100:
            page = (row.source, row.sheet or "")
            yield Posts(row.round, row.measure, row.month, row.pcn, row.role, page, row.value, row.cell or "")


def _grouped(connection: Connection, caps: dict[str, Cap]) -> Iterator[Posts]:
    """Roles that share a cap, added up by network where that is more than the cap."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["plan_figure"]
    by = (table.c.round, table.c.measure, table.c.month, table.c.pcn, table.c.source, table.c.sheet)
    added = func.sum(table.c.value)
    for group in dict.fromkeys(cap for cap in caps.values() if cap.group):
        roles = [role for role, cap in caps.items() if cap == group]
        query = select(*by, added).where(table.c.role.in_(roles), table.c.measure.in_(COUNTED))
        query = query.where(table.c.pcn.is_not(None)).group_by(*by).having(added > group.most * 100)
        for name, measure, month, pcn, source, sheet, wte in connection.execute(query):
            yield Posts(name, measure, month, pcn, group.role, (source, sheet or ""), int(wte), "")


def _of_all(caps: dict[str, Cap], figures: Figures) -> Iterator[Posts]:
    """The WTE of capped roles in tables by role, each from the sheet imported first."""
    added: dict[tuple[Column, str], list[Version]] = defaultdict(list)
    for column, subjects in figures.others.items():
        for (place, _, role), versions in subjects.items():
            if role in caps and place is None and column[1] in COUNTED:
                added[column, caps[role].role].append(versions[0])
    for (column, role), versions in added.items():
        cell = versions[0].cell if len(versions) == 1 else ""
        yield Posts(*column, "", role, versions[0].page, sum(one.value for one in versions), cell)


def _worst(posts: Iterable[Posts]) -> list[Posts]:
    """Of each round, measure, network and role the month with the most: one finding says enough."""
    worst: dict[tuple[str, str, str, str], Posts] = {}
    for one in posts:
        key = (one.round, one.measure, one.pcn, one.role)
        if key not in worst or one.wte > worst[key].wte:
            worst[key] = one
    return list(worst.values())


def _network_finding(posts: Posts, cap: Cap, registered: int | None, facts: Known) -> Finding:
    most, subject = cap.for_list(registered), facts.subject((None, posts.pcn, posts.role))
    label, printed = _label(posts, facts), figure(posts.measure, posts.wte)
    message = f"{subject}, {label}: {printed}, but {size_words(registered)} may claim {most}."
    return _finding(posts, subject, most, message, ("pcn", posts.pcn))


def size_words(registered: int | None) -> str:
    """The network that a cap is for, in a sentence: without a list the lower cap is taken, which is then said."""
    return "a network of its size" if registered else f"a network of fewer than {LARGE // 100:,} patients"


def _all_findings(posts: list[Posts], caps: dict[str, Cap], lists: dict[str, int], facts: Known) -> Iterator[Finding]:
    """A role's total against what all networks together may claim."""
    for one in posts:
        day = facts.rounds[one.round].as_at
        open_then = [network for network in facts.networks.values() if network.place and network.open_on(day)]
        most = sum(caps[one.role].for_list(lists.get(network.code)) for network in open_then)
        if open_then and over_cap(one.wte, most):
            subject, printed = capital(one.role), figure(one.measure, one.wte)
            message = (
                f"{subject}, {_label(one, facts)}: {printed} in all, but the {len(open_then)} networks "
                f"together may claim {most}."
            )
            yield _finding(one, subject, most, message, ("arrs_role", one.role))


def _finding(posts: Posts, subject: str, most: int, message: str, about: tuple[str, str]) -> Finding:
    printed, allowed = figure(posts.measure, posts.wte), f"{most} WTE"
    return Finding("over-role-cap", "warning", subject, posts.where, printed, allowed, message, about, posts.measure)


def _label(posts: Posts, facts: Known) -> str:
    return measured(posts.measure, facts.rounds[posts.round].year, posts.month)
