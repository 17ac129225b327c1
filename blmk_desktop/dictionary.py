"""The data dictionary, made from the declarations: `python -m blmk_desktop.dictionary > docs/data-dictionary.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.workforce import MEASURE_LABELS, MEASURES

INTRODUCTION = """\
# Data dictionary

Every kind of record in a data file and every field of it. Made from the declarations in `blmk_desktop/records`
by `python -m blmk_desktop.dictionary > docs/data-dictionary.md`; a test holds it to them.

Figures are kept exactly, as whole numbers: money in pence, whole-time equivalents (WTE), patients and percentages
in hundredths. Dates are kept as text, `2022-10-01`. A financial year runs from April to March, `2022/23`; month 1
is April. A blank is a figure that nobody gave, never a zero. The *key* of a record tells it from every other of
its kind; *also written* lists headings under which the importer knows a field besides its label.
"""
PARTS = {"pounds": "pence", "whole-time equivalents": "hundredths of a WTE"}
PARTS |= {"patients": "hundredths of a patient", "per cent": "hundredths of a percentage point"}
HEADINGS = ("Field", "Label", "Holds", "", "Meaning", "Also written")


def dictionary() -> str:
    """The whole dictionary as a page of Markdown."""
    sections = ["\n".join(_section(record)) for record in RECORDS.values()]
    return "\n".join([INTRODUCTION, *_contents(), "", "\n\n".join([*sections, _measures()])]) + "\n"


def _contents() -> Iterator[str]:
    for record in RECORDS.values():
        yield f"- [{record.label}](#{record.label.lower().replace(' ', '-')}): {_first_sentence(record.help)}"


def _first_sentence(text: str) -> str:
    return text.split(". ", maxsplit=1)[0].rstrip(".") + "."


def _section(record: Record) -> Iterator[str]:
    yield f"## {record.label}"
    yield ""
    yield f"`{record.plural}`. {record.help}"
    yield ""
    yield _line(HEADINGS)
    yield _line(["---"] * len(HEADINGS))
    yield from (_line(_cells(field)) for field in record.fields)


def _cells(field: Field) -> list[str]:
    role = "key" if field.key else "required" if field.required else ""
    return [f"`{field.name}`", field.label, _holds(field), role, field.help, ", ".join(field.headings)]


def _holds(field: Field) -> str:
    """What values the field takes, in words."""
    if field.type is Type.FIGURE and field.unit:
        return "whole number" if field.unit.scale == 1 else PARTS.get(field.unit.name, "hundredths")
    if field.choices:
        return f"one of: {', '.join(field.choices)}"
    if field.refers_to:
        return f"reference to {RECORDS[field.refers_to].label}"
    if field.pattern:
        return f"{field.type.value} like `{field.pattern}`"
    return f"{field.type.value}, several lines" if field.lines else field.type.value


def _measures() -> str:
    """The measures of plan figures, which share one field."""
    lines = ["## Measures of a plan figure", "", _line(("Measure", "Label", "Holds")), _line(["---"] * 3)]
    lines += [_line((f"`{name}`", MEASURE_LABELS[name], PARTS[unit.name])) for name, unit in MEASURES.items()]
    return "\n".join(lines)


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(dictionary())
