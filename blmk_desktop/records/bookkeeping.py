"""What the application keeps to do its work: settings, sources, aliases, remembered layouts, acknowledgements."""

from __future__ import annotations

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.fields import choice, code, count, date, lines, text

SETTING = Record(
    "setting",
    "settings",
    "Setting",
    "A choice that belongs to the data file and travels with it, such as the area it is about.",
    (
        text(name="name", label="Setting", key=True, required=True),
        lines(name="value", label="Value"),
        text(name="help", label="What it does"),
    ),
    title=("name",),
)

SOURCE = Record(
    "source",
    "sources",
    "Source",
    "A workbook or file that figures came from, or 'Entered here'.",
    (
        text(name="name", label="Source", key=True, required=True, help="The file's name."),
        code(name="sha256", label="Fingerprint", hidden=True),
        count(name="size", label="Size in bytes", hidden=True),
        date(name="imported", label="First imported"),
        count(
            name="position",
            label="Order of import",
            help="1 is the first: on a disputed figure it stands until somebody answers.",
        ),
        text(name="note", label="Note"),
    ),
    title=("name",),
    order=("position",),
)

ALIAS = Record(
    "alias",
    "aliases",
    "Alias",
    "Another way in which people write the name of a place, a PCN, a commissioner or a role.",
    (
        choice(
            name="kind",
            label="Of a",
            choices=(
                "place",
                "pcn",
                "practice",
                "commissioner",
                "arrs_role",
                "scheme",
                "fund",
                "building",
                "area",
                "budget_category",
            ),
            key=True,
            required=True,
        ),
        text(name="written", label="Written as", key=True, required=True),
        text(
            name="means",
            label="Means",
            required=True,
            help="The key: a place's name, a PCN's code, a role's name.",
        ),
    ),
    title=("written", "means"),
    order=("kind", "written"),
)

LAYOUT_MATCH = Record(
    "layout_match",
    "layout_matches",
    "Remembered layout",
    "How the columns of a layout were matched, so that the next file like it is matched at once.",
    (
        code(name="fingerprint", label="Layout", key=True, required=True),
        text(name="form", label="Kind", required=True),
        text(name="columns", label="Columns", help="JSON: column number to field."),
    ),
    title=("form",),
    internal=True,
)

ACKNOWLEDGEMENT = Record(
    "acknowledgement",
    "acknowledgements",
    "Acknowledged finding",
    "A finding that somebody looked at and accepted, and the figures it had then; other figures bring it back.",
    (
        text(name="finding", label="Finding", key=True, required=True),
        text(name="figures", label="Figures at the time", key=True),
        text(name="reason", label="Reason", required=True),
        text(name="by", label="By"),
        date(name="on", label="On"),
    ),
    title=("finding",),
)

BOOKKEEPING = (SETTING, SOURCE, ALIAS, LAYOUT_MATCH, ACKNOWLEDGEMENT)
