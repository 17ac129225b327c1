"""The forms on which scheme leads, risk owners and owners of actions report: what each shows, and what it may change.

Writer and reader share these declarations: what is not open here is locked on the form and refused when it returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from blmk_desktop.records.actions import ACTION_PROGRESS
from blmk_desktop.records.declaration import Field, Record
from blmk_desktop.records.fields import choice, money, text
from blmk_desktop.records.kinds import RECORDS

VERSION = 1
AS_SENT = "As sent"  # hidden: what the form said when it was made, cell by cell
SENT_HEADINGS = ("Sheet", "Record", "Column", "Value")
PERSON, MADE = "For", "Made on"
KEY, SHOWN, TOLD, OPEN, ADDED = "key", "shown", "told", "open", "added"


@dataclass(frozen=True)
class Adds:
    """A record that may be added beside a row: its kind, which of its fields refers to the row, what may be filled in.

    `fields` are declared fields, under the heading that they have on the form; `needs` those without which none of
    the others says anything. `fixed` are values that each has.
    """

    kind: str
    refers: str
    fields: tuple[Field, ...]
    needs: tuple[str, ...]
    fixed: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column of a table: its field, and what it is: key, shown, told (worked out), open or added."""

    name: str
    field: Field
    role: str

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.field.heading

    @property
    def locked(self) -> bool:
        """Whether it is ours and not theirs to change."""
        return self.role in (KEY, SHOWN, TOLD)


@dataclass(frozen=True)
class Block:
    """A table on a sheet of its own: a row for each record of a kind that the person has.

    `shown` are further fields, locked; `told` worked out for it, locked; `open` may be changed. `of` is the kind of
    record whose owner the person is, where it is not the row's own, and `via` the field that refers to it.
    """

    sheet: str
    kind: str
    shown: tuple[str, ...]
    open: tuple[str, ...]
    told: tuple[Field, ...] = ()
    adds: tuple[Adds, ...] = ()
    of: str = ""
    via: str = ""

    @property
    def record(self) -> Record:
        """The declaration of its records."""
        return RECORDS[self.kind]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order: what is locked first, then what may be changed, then what may be added."""
        fields = self.record.by_name
        found = [Column(name, fields[name], KEY) for name in self.record.key]
        found += [Column(name, fields[name], SHOWN) for name in self.shown]
        found += [Column(f"told.{told.name}", told, TOLD) for told in self.told]
        found += [Column(name, fields[name], OPEN) for name in self.open]
        found += [Column(f"{ADDED}.{adds.kind}.{one.name}", one, ADDED) for adds in self.adds for one in adds.fields]
        return tuple(found)

    def added(self, adds: Adds) -> dict[str, Column]:
        """The columns of a record that may be added, by its fields."""
        found = {column.name: column for column in self.of_role(ADDED)}
        return {one.name: found[f"{ADDED}.{adds.kind}.{one.name}"] for one in adds.fields}

    def of_role(self, *roles: str) -> tuple[Column, ...]:
        """The columns of these roles."""
        return tuple(column for column in self.columns if column.role in roles)


@dataclass(frozen=True)
class UpdateForm:
    """A form: its name on the command line, what it is called, who fills it in, and its tables."""

    name: str
    title: str
    person: str
    blocks: tuple[Block, ...]


def _as(kind: str, name: str, label: str, **changes: object) -> Field:
    """A declared field under another label."""
    return replace(RECORDS[kind].by_name[name], label=label, **changes)  # type: ignore[arg-type]


REPORTED = tuple(one for one in ACTION_PROGRESS if one != "closed")  # a meeting closes an action, not its owner
_FIVE = ("1", "2", "3", "4", "5")
SCHEMES = UpdateForm(
    "scheme-update",
    "Scheme update",
    "scheme lead",
    (
        Block(
            "Schemes",
            "scheme",
            ("place", "kind"),
            ("expected_by", "completed", "rag", "rag_reason", "note"),
            (text(name="stage", label="Stage now"),),
            (
                Adds(
                    "scheme_stage",
                    "scheme",
                    (
                        _as("scheme_stage", "stage", "New stage", required=False),
                        _as("scheme_stage", "on", "Reached on", required=False),
                        _as("scheme_stage", "note", "What was reached"),
                    ),
                    ("stage", "on"),
                ),
            ),
        ),
        Block(
            "Funding",
            "funding_line",
            ("original",),
            ("spent", "forecast", "note"),
            (money(name="budget", label="Budget"),),
            of="scheme",
            via="scheme",
        ),
    ),
)
RISKS = UpdateForm(
    "risk-update",
    "Risk update",
    "risk owner",
    (
        Block(
            "Risks",
            "risk",
            ("register", "statement"),
            ("controls", "gaps", "assurance", "plan", "position", "next_review"),
            (text(name="score", label="Score now"),),
            (
                Adds(
                    "risk_score",
                    "risk",
                    (
                        choice(name="likelihood", label="New likelihood", choices=_FIVE, help="1 to 5."),
                        choice(name="impact", label="New impact", choices=_FIVE, help="1 to 5."),
                        _as("risk_score", "on", "Scored on", required=False),
                        _as("risk_score", "reason", "Why this score"),
                    ),
                    ("likelihood", "impact", "on", "reason"),
                    {"kind": "current"},
                ),
                Adds(
                    "risk_review",
                    "risk",
                    (
                        _as("risk_review", "on", "Reviewed on", required=False),
                        _as("risk_review", "note", "What the review found"),
                    ),
                    ("on",),
                ),
            ),
        ),
        Block(
            "Mitigating actions", "risk_action", ("action", "owner"), ("due", "progress", "done"), of="risk", via="risk"
        ),
    ),
)
ACTIONS = UpdateForm(
    "action-update",
    "Action update",
    "action owner",
    (
        Block(
            "Actions",
            "committee_action",
            ("body", "raised", "item", "action", "deadline"),
            (),
            (text(name="latest", label="Last reported"),),
            (
                Adds(
                    "action_update",
                    "action",
                    (
                        _as("action_update", "on", "For the meeting of", required=False),
                        _as("action_update", "progress", "Progress", choices=REPORTED),
                        _as("action_update", "position", "Position"),
                    ),
                    ("on", "progress"),
                ),
            ),
        ),
        Block("Milestones", "milestone", ("strand", "milestone", "due"), ("status", "completed", "note")),
    ),
)
FORMS: dict[str, UpdateForm] = {form.name: form for form in (SCHEMES, RISKS, ACTIONS)}
