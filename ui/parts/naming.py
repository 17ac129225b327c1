"""Stored values in words: a reference by its key and name, a measure by its label, a record by its title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.rules.wording import in_words
from ui.parts.wording import rule_words

FINDING, FIGURES = (RECORDS["acknowledgement"].by_name[name] for name in ("finding", "figures"))
Labels = dict[str, dict[str, str]]  # kind -> key -> name


def labels_of(connection: Any) -> Labels:
    """The names of all records that have one, by kind and key."""
    from blmk_desktop.importing.tables.names import known_names

    known = known_names(connection).labels
    return {kind: {key: in_words(name) for key, name in names.items()} for kind, names in known.items()}


def shown(field: Field, value: object, labels: Labels) -> str:
    """A stored value as people read it, '' for None."""
    from blmk_desktop.editing import show_value

    if value is None:
        return ""
    if field is FINDING:
        return _finding(str(value), labels)
    if field is FIGURES:
        return " against ".join(part for part in str(value).split("|") if part)
    if field.type is Type.REFERENCE:
        return keyed(field.refers_to, str(value), labels)
    if field.name == "name":  # registers write it in capitals
        return in_words(str(value))
    return show_value(field, value, exact=True)


def _finding(identity: str, labels: Labels) -> str:
    """An acknowledged finding, of which its identity is kept: the rule, what it is about, and where."""
    rule, kind, key, _, where = (*identity.split("|", 4), "", "", "", "")[:5]
    return " · ".join(part for part in (rule_words(rule), keyed(kind, key, labels), where) if part)


def keyed(kind: str, key: str, labels: Labels) -> str:
    """A key with the name of what it stands for, where that is more than the key."""
    name = labels.get(kind, {}).get(key, key)
    return key if name == key else f"{key} {name}"


def titled(record: Record, values: Mapping[str, object], labels: Labels) -> str:
    """Which record it is, in words."""
    names = record.title
    if "pcn" in names and "place" in record.by_name and "place" not in names:  # a figure is about one or the other
        names = tuple(other for name in names for other in (("place", "pcn") if name == "pcn" else (name,)))
    parts = (shown(record.by_name[name], values.get(name), labels) for name in names)
    return " · ".join(part for part in parts if part) or record.label
