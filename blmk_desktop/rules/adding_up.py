"""Which lines of a budget may be added up: a line is left out where a line of the whole that it is part of is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from blmk_desktop.rules.funding import LineKey
from blmk_desktop.rules.streams import within


def countable(keys: Collection[LineKey], areas: Mapping[str, str], categories: Mapping[str, str]) -> set[LineKey]:
    """The lines to add up. `areas` and `categories`: each to what it is part of.

    Premises of Luton are left out where premises of the whole ICB are there too; those of other places are not.
    """
    known = set(keys)
    return {key for key in known if not _in_another(key, known, areas, categories)}


def _in_another(key: LineKey, known: set[LineKey], areas: Mapping[str, str], categories: Mapping[str, str]) -> bool:
    area, category, year = key
    wholes = [
        (one, other) for one in (area, *within(area, areas)) for other in (category, *within(category, categories))
    ]
    return any((*whole, year) in known for whole in wholes[1:])
