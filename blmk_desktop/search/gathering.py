"""Reading what can be found: the words of each kind of record with those of its parts, change sets, findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import capital, coded_names, in_words
from blmk_desktop.search.matching import Text, folded
from blmk_desktop.search.sought import SEARCHED, Sought

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.rules.finding import Finding

LONGEST = 90  # characters of a title: a risk is a sentence
MOST_CHANGES = 5_000  # change sets that are found, the newest
LONGEST_VALUE = 60
STATES = {"error": "wrong", "warning": "to be checked", "note": "note"}


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found. `kind` and `key` say which, `detail` tells it from others of that name.

    `plan_return` and `plan` are of the network `key` in the plan round `round`.
    """

    kind: str
    key: str
    title: str
    detail: str
    round: str = ""


def newest(connection: Connection) -> int:
    """The number of the newest change set; 0 if there is none."""
    from sqlalchemy import func, select

    from blmk_desktop.records.tables import CHANGE_SETS

    return int(connection.scalar(select(func.max(CHANGE_SETS.c.number))) or 0)


def changes_touching(connection: Connection, since: int) -> set[str]:
    """The kinds to be read again: those changed since a change set, and those to which what changed belongs."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import CHANGE_SETS, CHANGES

    later = select(CHANGE_SETS.c.id).where(CHANGE_SETS.c.number > since)
    touched = set(connection.scalars(select(CHANGES.c.kind).where(CHANGES.c.change_set.in_(later)).distinct()))
    whole = {kind for kind, sought in SEARCHED.items() if touched & {part for part, _, _ in sought.parts}}
    return touched | whole | {"change_set"}


def found_in(connection: Connection, kind: str) -> list[Text[Hit]]:
    """Everything of a kind, with its words."""
    return _change_sets(connection) if kind == "change_set" else _records(connection, kind, SEARCHED[kind])


def _records(connection: Connection, kind: str, sought: Sought) -> list[Text[Hit]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    record, table = RECORDS[kind], TABLES[kind].c
    keys = (sought.key or record.key[0]).split("|")
    names = list(dict.fromkeys((*keys, *sought.titles, *sought.detail, *sought.fields)))
    parts = _of_parts(connection, kind, sought)
    dates = {name for name in sought.detail if record.by_name[name].type is Type.DATE}
    shown_as, own = sought.shown_as or kind, [name for name in sought.fields if name not in keys]
    texts = []
    for row in connection.execute(select(*(table[name] for name in names))):
        values = dict(zip(names, row, strict=True))
        title = next((str(values[name]) for name in sought.titles if values[name]), "")
        said = [show_date(values[name]) if name in dates else _short(values[name]) for name in sought.detail]
        detail = " · ".join([record.label, *filter(None, said)])
        title = capital(title)
        key = "|".join(str(values[name]) for name in keys)
        hit = Hit(shown_as, key, _short(title, LONGEST), detail)
        words = [str(values[name]) for name in own if values[name]]
        words.append(parts.get(key, ""))
        named = folded(str(values[keys[0]])) if keys[0] in sought.fields else ""
        texts.append(Text(hit, named, folded(title), folded(" ".join(words))))
    return texts


def _short(value: Any, most: int = LONGEST_VALUE) -> str:
    text = str(value or "")
    return text if len(text) <= most else shorten(text, most, placeholder="…")


def _of_parts(connection: Connection, kind: str, sought: Sought) -> Mapping[str, str]:
    """The words of a record's parts by its key, each once."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    words: dict[str, dict[str, None]] = defaultdict(dict)
    for part, refers, fields in sought.parts:
        table = TABLES[part].c
        ours = [table.kind == kind] if part == "alias" else []
        query = select(table[refers], *(table[name] for name in fields)).where(*ours).distinct()
        for key, *values in connection.execute(query):
            words[str(key)].update(dict.fromkeys(value for value in values if value))
    return {key: " ".join(found) for key, found in words.items()}


def _change_sets(connection: Connection) -> list[Text[Hit]]:
    from sqlalchemy import select

    from blmk_desktop.records.tables import CHANGE_SETS

    table = CHANGE_SETS.c
    query = select(table.id, table.number, table.at, table.who, table.what, table.why)
    texts = []
    for id_, number, at, who, what, why in connection.execute(query.order_by(table.number.desc()).limit(MOST_CHANGES)):
        title = coded_names(what)
        hit = Hit("change_set", id_, _short(title, LONGEST), f"Change · #{number} · {show_date(at[:10])}")
        texts.append(Text(hit, f"#{number}", folded(title), folded(f"{number} {who} {why or ''}")))
    return texts


def of_findings(findings: Sequence[Finding]) -> list[Text[Hit]]:
    """What a check found, by its sentence, its place and its rule."""
    texts = []
    for finding in findings:
        state = "acknowledged" if finding.acknowledged else STATES[finding.severity]
        detail = " · ".join(filter(None, ("Finding", state, _short(finding.where))))
        hit = Hit("finding", finding.identity, _short(finding.message, LONGEST), detail)
        rest = " ".join((finding.subject, finding.where, finding.rule.replace("-", " "), finding.acknowledged))
        texts.append(Text(hit, "", folded(finding.message), folded(rest)))
    return texts


def plans_of(connection: Connection, networks: Sequence[Hit]) -> dict[str, list[Hit]]:
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
    return {hit.key: _plans(hit, name, status.get(hit.key, "not sent")) for hit in networks}


def _plans(network: Hit, name: str, status: str) -> list[Hit]:
    words = in_words(network.title)
    return [
        Hit("plan_return", network.key, f"{words}: return {name}", status.capitalize(), name),
        Hit("plan", network.key, f"{words}: open plan {name}", "Opens in a window of its own", name),
    ]
