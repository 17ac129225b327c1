"""The kinds of table the importer knows, each composed of declared records, and what their columns may be called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from blmk_desktop.importing.actions.cycle_tables import CYCLE, cycle_targets
from blmk_desktop.importing.estates.panel_tables import PANEL, SCHEME, SCORE, panel_targets
from blmk_desktop.importing.finance.columns import CATEGORY, finance_targets
from blmk_desktop.importing.finance.ledger_tables import ACTUAL, LEDGER, ledger_targets
from blmk_desktop.importing.finance.ledger_tables import CATEGORY as LEDGER_CATEGORY
from blmk_desktop.importing.finance.projection_tables import AMOUNT, LINE, PROJECTION, projection_targets
from blmk_desktop.importing.funding.stream_tables import STREAMS, stream_targets
from blmk_desktop.importing.risks.headings import READ, score_targets
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.workforce_plan.tables import WORKFORCE_PLAN, workforce_targets
from blmk_desktop.records.declaration import Field, Record, Type
from blmk_desktop.records.fields import code, count, date, money, text
from blmk_desktop.records.kinds import RECORDS

# Which part of the country a row is about: the files of the whole country are cut to the user's own area by these.
AREA_COMMISSIONER = code(
    name="commissioner",
    label="Commissioner code",
    headings=(
        "CCG code",
        "Sub ICB code",
        "Practice parent CCG code",
        "PCN parent CCG code",
        "Current clinical commissioning group code",
        "Commissioner",
    ),
)
AREA_ICS = code(name="ics", label="ICS code", headings=("STP code", "ICB code", "High level health geography"))
CENSUS_YEAR = count(name="census_year", label="Census year")
CENSUS_MONTH = count(name="census_month", label="Census month", help="Of the calendar: 1 is January.")
SNAPSHOT = date(name="as_at", label="Extract date", headings=("As at", "Date", "Snapshot date"))
REVISED = money(
    name="revised",
    label="Revised budget",
    headings=(
        "Revised budget for",
        "Revised",
        "Revised value",
        "Revised allocation",
        "Current budget",
        "Latest budget",
        "Latest approved",
    ),
)
BY_YEAR = text(name="by_year", label="Allocation of each year")


@dataclass(frozen=True)
class Part:
    """A kind of record that a row of the table speaks of.

    `owns`: this table is the word on these fields; the rest it only fills in where nothing is known. Unless `adds`,
    a record that the register does not have is left out, as long as there is a register at all.
    """

    record: str
    owns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()  # the fields it can hold; empty: all
    adds: bool = True
    whole: bool = False  # a blank of its own says that there is nothing, too
    moves: bool = False  # stands where the last table has it: claims of that table are held against it
    snapshot: bool = False  # says what holds on one date: begins and ends what has a start and an end

    @property
    def declared(self) -> Record:
        """The record's declaration."""
        return RECORDS[self.record]

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields that a column may hold."""
        wanted = self.fields or self.declared.names
        return tuple(self.declared.by_name[name] for name in wanted)


@dataclass(frozen=True)
class Form:
    """A kind of table. A column's target is `record.field`, or `area.commissioner`, `area.ics`, `table.as_at`.

    `needs` are the targets without which a table is not of this kind. A form is `figures` where its rows are
    figures of a plan and its columns measures: those are read by `figure_rows`, by rules for the headings.
    """

    name: str
    label: str
    parts: tuple[Part, ...] = ()
    needs: tuple[str, ...] = ()
    either: tuple[str, ...] = ()  # and one of these at least
    area: bool = False
    figures: bool = False
    dated: bool = False  # its figures hold from a date that the user may say
    whose: str = ""  # what its sheets are of, where the user may have to name it: a register, a committee
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # target -> targets that hold the same value
    extra: Mapping[str, Field] = field(default_factory=dict)  # further targets, from which fields are made up

    def lacks(self, targets: Collection[str]) -> list[str]:
        """What a table with these targets has not, and needs to be of this kind: labels in its own order."""
        missing = [self.targets[need].label for need in self.needs if need not in targets]
        if self.either and not set(self.either) & set(targets):
            missing.append(" or ".join(self.targets[one].label for one in self.either))
        return missing

    @cached_property
    def targets(self) -> dict[str, Field]:
        """What a column can be, in the order in which a user would look for it."""
        found = {f"{part.record}.{column.name}": column for part in self.parts for column in part.columns}
        for others in self.same.values():
            for other in others:
                found.pop(other, None)
        if self.area:
            found |= {"area.commissioner": AREA_COMMISSIONER, "area.ics": AREA_ICS}
        if any(part.snapshot for part in self.parts):
            found["table.as_at"] = SNAPSHOT
        return {**found, **self.extra}

    @cached_property
    def headings(self) -> dict[str, tuple[str, ...]]:
        """Folded heading to the targets it may stand for, likeliest first."""
        found: dict[str, tuple[str, ...]] = {}
        for target, column in self.targets.items():
            for heading in (
                column.label,
                column.heading,
                *column.headings,
                target.replace(".", " "),
                column.name,
            ):
                words = folded(heading)
                if target not in found.get(words, ()):
                    found[words] = (*found.get(words, ()), target)
        return found


_PRACTICE_NAMED = Part("practice", fields=("code", "name", "postcode", "commissioner"))
_PCN_NAMED = Part("pcn", fields=("code", "name"))
_PRACTICE_AND_PCN = {"practice.code": ("membership.practice",), "pcn.code": ("membership.pcn",)}

TRACKER, PROGRAMME = "action-tracker", "programme-milestones"
PAST_DEADLINES = text(
    name="past",
    label="Past deadlines",
    headings=("Past deadlines (Since Revised)", "Past deadline", "Previous deadlines", "Original deadline"),
)

_STATED = ("item", "amount", "total", "effective")

PLAN_FIGURES = Form("pcn-workforce-plans", "PCN workforce plan", figures=True)
_TRACKED = ("reference", "raised", "item", "action", "owner", "deadline")
_OF_PROGRAMME = tuple(name for name in RECORDS["milestone"].names if name not in ("programme", "source", "cell"))

COMPOSED = (
    Form(
        "practices",
        "GP practices",
        (Part("practice", owns=RECORDS["practice"].names),),
        needs=("practice.code", "practice.name"),
        area=True,
    ),
    Form(
        "practice-ratings",
        "CQC ratings of practices",
        (Part("practice", owns=("cqc_rating",), fields=("code", "name", "cqc_rating"), adds=False),),
        needs=("practice.code", "practice.cqc_rating"),
        area=True,
    ),
    Form(
        "pcns",
        "Primary care networks",
        (Part("pcn", owns=("code", "name", "place", "commissioner", "opened", "closed", "postcode")),),
        needs=("pcn.code", "pcn.name"),
        area=True,
    ),
    Form(
        "memberships",
        "Practices of each network, with dates",
        (_PRACTICE_NAMED, _PCN_NAMED, Part("membership", owns=("practice", "pcn", "start", "end"))),
        needs=("practice.code", "pcn.code", "membership.start"),
        area=True,
        same=_PRACTICE_AND_PCN,
    ),
    Form(
        "practice-network-map",
        "Practices and their networks on one date",
        (_PRACTICE_NAMED, _PCN_NAMED, Part("membership", fields=("practice", "pcn"), snapshot=True)),
        needs=("practice.code", "pcn.code", "table.as_at"),
        area=True,
        same=_PRACTICE_AND_PCN,
    ),
    Form(
        "practice-lists",
        "Practice lists and contracts",
        (
            Part(
                "practice",
                owns=("dispensing",),
                fields=("code", "name", "postcode", "opened", "commissioner", "dispensing"),
                adds=False,  # it also lists walk-in centres and the like
            ),
            Part("contract", fields=("practice", "contract_type"), snapshot=True),
            Part(
                "list_size",
                owns=("registered", "weighted"),
                fields=("practice", "as_at", "registered", "weighted"),
            ),
        ),
        needs=("practice.code", "list_size.registered"),
        area=True,
        same={"practice.code": ("contract.practice", "list_size.practice")},
    ),
    Form(
        "payment-totals",
        "Network payments as a paper states them",
        (Part("stated_payment", owns=RECORDS["stated_payment"].names, fields=_STATED),),
        needs=("stated_payment.item", "stated_payment.amount", "stated_payment.total"),
    ),
    Form(
        "nwrs-posts",
        "NWRS posts",
        (Part("nwrs_post", owns=RECORDS["nwrs_post"].names),),
        needs=("nwrs_post.pcn", "nwrs_post.person", "nwrs_post.staff_role", "nwrs_post.fte"),
        area=True,
        extra={"table.census_year": CENSUS_YEAR, "table.census_month": CENSUS_MONTH},
    ),
    Form(
        "schemes",
        "Schemes",
        (
            Part("scheme", owns=RECORDS["scheme"].names),
            Part("scheme_party", owns=("scheme", "practice", "pcn")),
            Part("scheme_stage", fields=("scheme", "on", "stage")),
        ),
        needs=("scheme.name",),
        dated=True,
        same={"scheme.name": ("scheme_party.scheme", "scheme_stage.scheme")},
    ),
    Form(
        "agreements",
        "Developer contribution",
        (Part("agreement", owns=RECORDS["agreement"].names),),
        needs=("agreement.reference", "agreement.secured"),
    ),
    Form(
        "buildings",
        "Building",
        (Part("building", owns=RECORDS["building"].names), Part("building_use", fields=("building", "practice"))),
        needs=("building.name",),
        same={"building.name": ("building_use.building",)},
    ),
    Form(
        "scheme-funding",
        "What schemes get from a fund in a year",
        (Part("funding_line", fields=("scheme", "fund", "year", "original", "spent", "forecast", "note")),),
        needs=("funding_line.scheme", "funding_line.original"),
        dated=True,
        extra={"funding.revised": REVISED},
    ),
    Form(
        "fund-allocations",
        "What funds have in each year",
        (Part("fund_envelope", fields=("fund",)),),
        needs=("fund_envelope.fund", "allocation.by_year"),
        extra={"allocation.by_year": BY_YEAR},
    ),
    Form(
        "finance-report",
        "Monthly finance report",
        needs=(CATEGORY, "full_year.plan"),
        dated=True,
        whose="Area",
        extra=finance_targets(),
    ),
    Form(
        "published-allocations",
        "Published allocation",
        (Part("published_allocation", owns=RECORDS["published_allocation"].names),),
        needs=("published_allocation.area",),
        either=("published_allocation.adjusted", "published_allocation.final"),
    ),
    Form(PROJECTION, "Projected budget of an area", needs=(LINE, AMOUNT), extra=projection_targets()),
    Form(
        LEDGER,
        "Ledger extract",
        needs=(LEDGER_CATEGORY, ACTUAL),
        dated=True,
        whose="Area",
        extra=ledger_targets(),
    ),
    Form(
        STREAMS,
        "Funding streams by area and year",
        needs=("stream.name", "stream.amount"),
        extra=stream_targets(),
    ),
    Form(
        "register-of-risks",
        "Register of risks",
        (Part("risk", owns=READ, fields=READ),),
        needs=("risk.reference", "risk.statement"),
        dated=True,
        whose="Risk register",
        extra=score_targets(),
    ),
    Form(
        TRACKER,
        "Action tracker of a committee",
        (
            Part("committee_action", owns=_TRACKED, fields=_TRACKED),
            Part("action_update", owns=RECORDS["action_update"].names, fields=("action", "position", "printed")),
        ),
        needs=("committee_action.reference", "committee_action.action"),
        either=("action_update.printed", "action_update.position"),
        dated=True,
        whose="Committee",
        same={"committee_action.reference": ("action_update.action",)},
        extra={"table.past": PAST_DEADLINES},
    ),
    Form(
        PROGRAMME,
        "Milestones of a programme",
        (Part("milestone", owns=RECORDS["milestone"].names, fields=_OF_PROGRAMME),),
        needs=("milestone.number", "milestone.milestone"),
        either=("milestone.written", "milestone.due"),
        whose="Programme",
    ),
    Form(CYCLE, "Annual cycle of business", needs=("cycle.item",), whose="Committee", extra=cycle_targets()),
    Form(PANEL, "Scores of a prioritisation panel, as a grid", needs=(SCHEME, SCORE), extra=panel_targets()),
    Form(
        WORKFORCE_PLAN,
        "Table of a workforce plan",
        needs=("workforce.area", "workforce.role"),
        extra=workforce_targets(),
    ),
    PLAN_FIGURES,
)
_OWN_FORM = {"practice", "pcn", "membership", "nwrs_post", "layout_match", "scheme", "agreement", "building"}
_OWN_FORM |= {"published_allocation"}
_OURS_ALONE = {
    "funding_line": ("funding_line.source",)
}  # only in an export: what others print is another kind of table

_OF_FUNDS = {"fund_envelope": ("programme", "recurrence")}  # what others print of a fund beside what it has


def _plain(record: Record) -> Form:
    """The form of a record on its own: what an export of it looks like."""
    needs = tuple(
        f"{record.name}.{item.name}" for item in record.fields if item.required and item.type is not Type.YEAR
    )
    needs += _OURS_ALONE.get(record.name, ())
    extra = {f"fund.{name}": RECORDS["fund"].by_name[name] for name in _OF_FUNDS.get(record.name, ())}
    part = Part(record.name, owns=record.names)
    return Form(record.plural.replace("_", "-"), record.label, (part,), needs=needs, extra=extra)


def _network_checks() -> Form:
    """The 2019 checklist prints no date column: its date stands in a heading."""
    record = RECORDS["network_check"]
    part = Part(record.name, owns=record.names)
    return Form("network-checks", record.label, (part,), needs=("network_check.name", "network_check.practices"))


@cache
def forms() -> dict[str, Form]:
    """Every kind of table, by name."""
    own = [_plain(record) for name, record in RECORDS.items() if name not in _OWN_FORM and name != "network_check"]
    return {form.name: form for form in (*COMPOSED, _network_checks(), *own)}
