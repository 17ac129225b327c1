"""Finding anything: practices, networks, schemes, risks, actions, streams, budgets; by code, words, or nearly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from blmk_desktop.records import RECORDS
from blmk_desktop.rules.wording import in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

LONGEST = 90  # characters of a title: a risk is a sentence
PLANS = frozenset({"open", "plan", "return"})  # words for what a network sends back
FEW = 3  # networks: of no more the return and the plan are offered too
NEAR = 80  # of 100: how alike a name must be to be offered when nothing holds what was typed


@dataclass(frozen=True, slots=True)
class _Sought:
    """How records of a kind are found: in which fields words are sought, and which say which record it is.

    `titles`: the first that is filled in is its title. `key` names it to the window, which shows it as a record of its
    kind, or of another one: `shown_as`.
    """

    fields: tuple[str, ...]
    titles: tuple[str, ...]
    detail: tuple[str, ...] = ()
    key: str = ""
    shown_as: str = ""


# In the order in which hits as good as each other are shown.
SEARCHED = {
    "practice": _Sought(("code", "name", "postcode"), ("name",), ("code", "status", "postcode")),
    "pcn": _Sought(("code", "name", "postcode"), ("name",), ("code", "place")),
    "place": _Sought(("name",), ("name",)),
    "arrs_role": _Sought(("name",), ("name",), ("staff_type",)),
    "scheme": _Sought(("name", "description"), ("name",), ("kind", "place")),
    "building": _Sought(("name", "postcode"), ("name",), ("postcode",)),
    "risk": _Sought(
        ("reference", "corporate_reference", "event", "statement"), ("event", "statement"), ("reference", "register")
    ),
    "committee_action": _Sought(("reference", "action", "item"), ("action",), ("reference", "owner")),
    "milestone": _Sought(("milestone", "strand"), ("milestone",), ("programme", "number"), key="id"),
    "fund": _Sought(("name", "programme"), ("name",), ("programme", "kind"), shown_as="funding_stream"),
    "area": _Sought(("name", "code"), ("name",), ("kind", "code")),
    "budget_category": _Sought(("name",), ("name",), ("block",)),
    "budget_version": _Sought(("name",), ("name",), ("kind",)),
    "assumption_set": _Sought(("name",), ("name",), ("model",)),
}


_KINDS = tuple(sought.shown_as or kind for kind, sought in SEARCHED.items())


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found. `kind` and `key` say which, `detail` tells it from others of that name.

    `plan_return` and `plan` are of the network `key` in the plan round `round`.
    """

    kind: str
    key: str
    title: str
    detail: str
    round: str = ""


def find(connection: Connection, words: str, limit: int = 50) -> list[Hit]:
    """The records that hold every word, the best first: the code itself, names beginning so, then the rest.

    Where none does, the names most like what was typed.
    """
    sought = words.casefold().split()
    if not sought:
        return []
    whole = " ".join(sought)
    hits = [hit for kind in SEARCHED for hit in _holding(connection, kind, sought, limit)]
    hits.sort(key=lambda hit: _distance(hit, whole))
    named = [word for word in sought if word not in PLANS]
    networks = [hit for hit in hits if hit.kind == "pcn"]
    if not hits and named != sought and named:
        networks = _holding(connection, "pcn", named, FEW + 1)
    of_plans = _of_plans(connection, networks) if len(networks) <= FEW else {}
    found = [one for hit in hits for one in (hit, *of_plans.pop(hit.key, ()))]
    found += [one for rest in of_plans.values() for one in rest]
    return found[:limit] or _alike(connection, whole, limit)


def _of_plans(connection: Connection, networks: Sequence[Hit]) -> dict[str, list[Hit]]:
    """By the code of a network its return and its plan in the newest round."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES
    from blmk_desktop.summaries.rounds import rounds

    name = next(iter(rounds(connection)), "") if networks else ""
    if not name:
        return {}
    table = TABLES["plan_return"].c
    known = select(table.pcn, table.status).where(table.round == name, table.pcn.in_([hit.key for hit in networks]))
    status = {row.pcn: row.status for row in connection.execute(known)}
    return {
        hit.key: [
            Hit(
                "plan_return",
                hit.key,
                f"{in_words(hit.title)}: return {name}",
                status.get(hit.key, "not sent").capitalize(),
                name,
            ),
            Hit("plan", hit.key, f"{in_words(hit.title)}: open plan {name}", "Opens in a window of its own", name),
        ]
        for hit in networks
    }


def _holding(connection: Connection, kind: str, words: Sequence[str], limit: int) -> list[Hit]:
    from sqlalchemy import and_, func, or_, select

    from blmk_desktop.records.tables import TABLES

    table, sought = TABLES[kind], SEARCHED[kind]
    columns = [func.lower(table.c[name]) for name in sought.fields]
    held = and_(*(or_(*(column.contains(word, autoescape=True) for column in columns)) for word in words))
    begins = columns[0].startswith(" ".join(words), autoescape=True)
    query = select(table).where(held).order_by(begins.desc(), table.c[sought.titles[-1]]).limit(limit)
    return [_hit(kind, row) for row in connection.execute(query)]


def _hit(kind: str, row: Row[tuple[object, ...]]) -> Hit:
    record, sought = RECORDS[kind], SEARCHED[kind]
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's own public name for a row as a mapping
    title = next((str(values[name]) for name in sought.titles if values[name]), "")
    detail = [str(values[name]) for name in sought.detail if values[name]]
    key = str(values[sought.key or record.key[0]])
    said = " · ".join([record.label, *detail])
    return Hit(sought.shown_as or kind, key, shorten(title, LONGEST, placeholder="…"), said)


def _distance(hit: Hit, whole: str) -> tuple[int, int, str]:
    """How far a hit is from what was typed: the same, begins so, has a word that begins so, holds it."""
    title, key = hit.title.casefold(), hit.key.casefold()
    if whole in {key, title}:
        step = 0
    elif title.startswith(whole) or key.startswith(whole):
        step = 1
    else:
        step = 2 if f" {whole}" in title else 3
    return step, _KINDS.index(hit.kind) if step else 0, title


def _alike(connection: Connection, whole: str, limit: int) -> list[Hit]:
    from rapidfuzz import fuzz, process
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    rows = [(kind, row) for kind in SEARCHED for row in connection.execute(select(TABLES[kind]))]
    hits = [_hit(kind, row) for kind, row in rows]
    names = [hit.title.casefold() for hit in hits]
    near = process.extract(whole, names, scorer=fuzz.WRatio, limit=min(limit, 8), score_cutoff=NEAR)
    return [hits[at] for _, _, at in near]
