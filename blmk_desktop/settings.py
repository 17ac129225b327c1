"""Every setting, declared once: those that travel with the data file, and those of a user on a computer."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from blmk_desktop.errors import UserError
from blmk_desktop.records.declaration import Field, Type
from blmk_desktop.records.fields import choice, code, lines, percent, text, year

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.store import Store

AREA = "Our area"
YEAR = "Financial year"
PLANS = "Plans"
PAPERS = "Papers"
YOU = "You"
LOOKS = "Appearance"
REMEMBERED = "What is remembered"


@dataclass(frozen=True)
class Setting:
    """A setting: what it holds, and the page of the dialog that it stands on.

    One of the file has its default in `resources/reference/settings.csv`, with its help; one of this computer has
    both here. What it holds is kept as text, as people write it: 20 for 20 per cent.
    """

    field: Field
    group: str
    of_file: bool = True
    default: str = ""

    @property
    def name(self) -> str:
        """What it is called where it is kept: 'area.name'."""
        return self.field.name

    @property
    def label(self) -> str:
        """What it is called on screen."""
        return self.field.label


def _of_computer(field: Field, group: str, default: str = "") -> Setting:
    return Setting(field, group, of_file=False, default=default)


THEMES = ("system", "light", "dark")
TEXT_SIZES = ("80", "90", "100", "110", "125", "150", "175", "200")

SETTINGS: tuple[Setting, ...] = (
    _of_computer(
        text(
            name="user.name",
            label="Your name",
            help="Stands in the history beside what you change. Blank: the name you log on with.",
        ),
        YOU,
    ),
    _of_computer(
        text(name="user.role", label="Your role", help="Stands after your name, for example: Contract manager."), YOU
    ),
    _of_computer(
        choice(name="theme", label="Light or dark", choices=THEMES, help="Follow the system: as the computer is set."),
        LOOKS,
        "system",
    ),
    _of_computer(
        choice(name="text_size", label="Size of text", choices=TEXT_SIZES, help="Per cent of the usual size."),
        LOOKS,
        "100",
    ),
    Setting(text(name="area.name", label="Name of the area"), AREA),
    Setting(code(name="area.ics", label="Code of the integrated care system"), AREA),
    Setting(text(name="area.commissioners", label="Codes of its commissioners"), AREA),
    Setting(year(name="year.current", label="Current financial year"), YEAR),
    Setting(percent(name="plans.on_costs", label="On-costs, %"), PLANS),
    Setting(text(name="plans.return_to", label="Returns go to"), PLANS),
    Setting(text(name="papers.organisation", label="Organisation"), PAPERS),
    Setting(text(name="papers.committee", label="Usual committee"), PAPERS),
    Setting(lines(name="papers.priorities", label="Strategic priorities"), PAPERS),
    Setting(lines(name="papers.enablers", label="Enablers"), PAPERS),
    Setting(lines(name="papers.vision", label="Vision"), PAPERS),
    _of_computer(
        text(
            name="start.first_run_done",
            label="The first start was answered",
            help="Forget it, and the welcome of the first start is shown again.",
        ),
        REMEMBERED,
    ),
)

BY_NAME: Mapping[str, Setting] = {one.name: one for one in SETTINGS}
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(one.group for one in SETTINGS))


@cache
def _shipped() -> dict[str, tuple[str, str]]:
    """What each setting of the file is at first, and what it does, by name."""
    from blmk_desktop.seeding import RESOURCES

    with (RESOURCES / "reference" / "settings.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: (row["value"], row["help"]) for row in csv.DictReader(file)}


def default(name: str) -> str:
    """What a setting is until somebody changes it. Raises KeyError for a setting that is not declared."""
    one = BY_NAME[name]
    return _shipped().get(name, ("", ""))[0] if one.of_file else one.default


def explained(name: str) -> str:
    """What a setting does, in a sentence or two. Raises KeyError for a setting that is not declared."""
    one = BY_NAME[name]
    return _shipped().get(name, ("", ""))[1] if one.of_file else one.field.help


def setting(connection: Connection, name: str) -> str:
    """A setting of the data file as people write it: what is kept, else what it is at first ('' where blank).

    Raises KeyError for a setting of the file that is not declared.
    """
    return settings(connection)[name]


def settings(connection: Connection) -> dict[str, str]:
    """Every setting of the data file by its name; one that was emptied on purpose is ''."""
    from sqlalchemy import select

    from blmk_desktop.records.tables import TABLES

    table = TABLES["setting"].c
    kept: dict[str, Any] = dict(connection.execute(select(table.name, table.value)).all())
    return {one.name: kept.get(one.name, default(one.name)) or "" for one in SETTINGS if one.of_file}


def listed(connection: Connection, name: str) -> list[str]:
    """The lines of a setting that holds several, such as the strategic priorities."""
    return [line.strip() for line in setting(connection, name).splitlines() if line.strip()]


def current_year(connection: Connection) -> str:
    """The financial year that is worked in: that of the settings, else the one that today lies in."""
    from blmk_desktop.periods import read_year, today, year_of

    try:
        return read_year(setting(connection, "year.current"))
    except ValueError:
        return year_of(today())


def read_setting(name: str, typed: str) -> str:
    """What was typed into a setting, as it is kept. Raises ValueError with a plain sentence."""
    from blmk_desktop.editing import read_value, show_value

    field = BY_NAME[name].field
    text = show_value(field, read_value(field, typed), exact=True)
    return text.rstrip("0").rstrip(".") if field.type is Type.FIGURE and "." in text else text


def save_settings(store: Store, typed: Mapping[str, str]) -> ChangeSet | None:
    """Keep settings of the data file as they were typed, as one change set; None if none differs.

    Raises UserError with one sentence for each that cannot be taken.
    """
    from blmk_desktop.acts.keeping import kept
    from blmk_desktop.changes import write
    from blmk_desktop.records.kinds import RECORDS
    from blmk_desktop.records.rows import by_key

    values = _read(typed)
    with store.writing() as connection:
        now = settings(connection)
        differing = {name: value for name, value in values.items() if value != now[name]}
        changes = []
        for name, value in differing.items():
            after = {"name": name, "value": value, "help": explained(name) or None}
            changes.append(kept("setting", after, by_key(connection, RECORDS["setting"], name)))
        named = ", ".join(BY_NAME[name].label for name in differing)
        return write(connection, changes, what=f"Settings: {named}")


def _read(typed: Mapping[str, str]) -> dict[str, str]:
    values, problems = {}, []
    for name, raw in typed.items():
        try:
            values[name] = read_setting(name, raw)
        except ValueError as problem:
            problems.append(str(problem))
    if problems:
        raise UserError("\n".join(problems))
    return values
