"""What estates and registers hold about a practice or a network: its premises, the schemes for it, its open risks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from blmk_desktop.periods import today
from blmk_desktop.records.premises import FACETS
from blmk_desktop.records.tables import TABLES
from blmk_desktop.rules.premises import below_b
from blmk_desktop.rules.risk_scores import Band
from blmk_desktop.summaries.links import Links, links, networks_of, practices_of
from blmk_desktop.summaries.risks import RiskRow, risks_about

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Site:
    """A building that a practice works in. `share` is how much of its list is seen there, in hundredths of a percent.

    `below_b` are the facets in condition C or D; `cost_to_b` is in pence; None and '' are not known.
    """

    name: str
    main: bool
    share: int | None
    tenure: str
    lease_ends: str
    temporary: bool
    below_b: tuple[str, ...]
    cost_to_b: int | None


@dataclass(frozen=True, slots=True)
class SchemeLink:
    """A scheme, where it stands ('' if no stage is recorded), and the code of the practice or network it is for."""

    name: str
    kind: str
    stage: str
    since: str
    serves: str


@dataclass(frozen=True)
class Linked:
    """The main site first, schemes by name, the gravest risk first; `bands` are those that hold today.

    `links` are what else it has to do with: plan and payments, actions, buildings.
    """

    sites: Sequence[Site] = ()
    schemes: Sequence[SchemeLink] = ()
    risks: Sequence[RiskRow] = ()
    bands: Sequence[Band] = ()
    links: Sequence[Links] = ()


def linked(connection: Connection, kind: str, code: str) -> Linked:
    """What is linked to a practice and the network that it is in today, or to a network and its practices."""
    day = today()
    practices = [code] if kind == "practice" else practices_of(connection, code, day)
    pcns = [code] if kind != "practice" else networks_of(connection, code, day)
    risks, bands = risks_about(connection, practices, pcns, day)
    return Linked(
        _sites(connection, code) if kind == "practice" else (),
        _schemes(connection, code, practices, pcns, day),
        sorted((row for row in risks if row.status == "open"), key=lambda row: -(row.score or 0)),
        bands,
        links(connection, kind, code, day),
    )


def _sites(connection: Connection, practice: str) -> list[Site]:
    use, building = TABLES["building_use"], TABLES["building"]
    query = (
        select(building, use.c.main, use.c.share)
        .join(use, use.c.building == building.c.name)
        .where(use.c.practice == practice)
        .order_by(func.coalesce(use.c.main, 0).desc(), building.c.name)
    )
    return [
        Site(
            row["name"],
            bool(row["main"]),
            row["share"],
            row["tenure"] or "",
            row["lease_ends"] or "",
            bool(row["temporary"]),
            below_b({facet: row[f"facet_{facet}"] or "" for facet in FACETS}),
            row["cost_to_b"],
        )
        for row in connection.execute(query).mappings()
    ]


def _schemes(
    connection: Connection, code: str, practices: Sequence[str], pcns: Sequence[str], day: str
) -> list[SchemeLink]:
    """Each scheme once: for the one asked about where it says so, else for whom it names first."""
    party, scheme, stage = TABLES["scheme_party"].c, TABLES["scheme"].c, TABLES["scheme_stage"].c
    serves = or_(party.practice.in_(practices), party.pcn.in_(pcns))
    query = select(scheme.name, scheme.kind, party.practice, party.pcn).join(
        TABLES["scheme_party"], party.scheme == scheme.name
    )
    found = connection.execute(query.where(serves).order_by(party.id)).all()
    names = {row.name for row in found}
    reached = select(stage.scheme, stage.stage, stage.on).where(stage.scheme.in_(names), stage.on <= day)
    last = {row.scheme: row for row in connection.execute(reached.order_by(stage.on))}
    links: dict[str, SchemeLink] = {}
    for row in sorted(found, key=lambda row: (row.name.casefold(), code not in (row.practice, row.pcn))):
        at = last.get(row.name)
        stood, since = (at.stage, at.on) if at else ("", "")
        links.setdefault(row.name, SchemeLink(row.name, row.kind or "", stood, since, row.practice or row.pcn))
    return list(links.values())
