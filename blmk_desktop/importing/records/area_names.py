"""Areas as finance and workforce tables name them: known ones by name or alias, others as new ones."""

from __future__ import annotations

import re
from collections.abc import Mapping

from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.tables.names import Names

_KINDS = {
    "ICB": re.compile(r"\bIC[BS]\b|\bSTP\b|\bintegrated care (?:board|system)\b", re.IGNORECASE),
    "CCG": re.compile(r"CCG\b|\bclinical commissioning group\b", re.IGNORECASE),
    "place": re.compile(r"\b(?:borough|council|place|county)\b", re.IGNORECASE),
}


def area_named(written: str, names: Names) -> str:
    """The known area of that name or alias, or the name as written."""
    return names.resolve("area", written) or written


def kind_of_area(name: str) -> str:
    """The kind of an area by the words of its name; 'other' where they say none."""
    return next((kind for kind, words in _KINDS.items() if words.search(name)), "other")


def new_areas(written: Mapping[str, int], names: Names) -> Drafts:
    """The areas that are not known yet, as records: `written` are areas with the row (0-based) that names each."""
    new = {area: row for area, row in written.items() if area not in names.keys.get("area", ())}
    return Drafts(Part("area"), ("name", "kind"), [(area, kind_of_area(area)) for area in new], list(new.values()))


_PLAIN = re.compile(r"\bnhs\b|\bccg\b|\bic[bs]\b|\bclinical commissioning group\b|\bintegrated care (?:board|system)\b")


def same_area(written: str, names: Names) -> str | None:
    """The known area of that name or alias, else the only one that differs by words such as NHS and CCG alone."""
    if known := names.resolve("area", written):
        return known
    words = _plain(written)
    alike = {area for name, area in names.written.get("area", {}).items() if words and _plain(name) == words}
    return alike.pop() if len(alike) == 1 else None


def _plain(name: str) -> str:
    return " ".join(_PLAIN.sub(" ", name.casefold()).split())
