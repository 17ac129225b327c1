"""What can be found: which kinds of record, by which of their words, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sought:
    """How records of a kind are found: in which fields words are sought, and which say which record it is.

    `titles`: the first that is filled in is its title. `key` names it to the window (several fields stand apart by
    '|'), which shows it as a record of its kind, or of another one: `shown_as`. `parts` are kinds whose words belong
    to it: (kind, the field that names it, fields with words).
    """

    fields: tuple[str, ...]
    titles: tuple[str, ...]
    detail: tuple[str, ...] = ()
    key: str = ""
    shown_as: str = ""
    parts: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


_ALIASED = ("alias", "means", ("written",))
# In the order in which hits as good as each other are shown.
SEARCHED = {
    "practice": Sought(
        ("code", "name", "postcode"),
        ("name",),
        ("code", "status", "postcode"),
        parts=(_ALIASED, ("contract_event", "practice", ("note",)), ("resilience_support", "practice", ("note",))),
    ),
    "pcn": Sought(
        ("code", "name", "postcode", "contact"),
        ("name",),
        ("code", "place"),
        parts=(_ALIASED, ("plan_return", "pcn", ("query", "note")), ("maturity_step", "pcn", ("needs", "note"))),
    ),
    "place": Sought(("name", "commissioners"), ("name",), parts=(_ALIASED,)),
    "arrs_role": Sought(("name", "note", "supply"), ("name",), ("staff_type",), parts=(_ALIASED,)),
    "scheme": Sought(
        ("name", "description", "owner", "rag_reason", "note"),
        ("name",),
        ("kind", "place"),
        parts=(
            _ALIASED,
            ("scheme_decision", "scheme", ("decision", "body")),
            ("scheme_stage", "scheme", ("note",)),
            ("funding_line", "scheme", ("note",)),
        ),
    ),
    "building": Sought(("name", "postcode", "note"), ("name",), ("postcode",), parts=(_ALIASED,)),
    "risk": Sought(
        ("reference", "corporate_reference", "event", "statement", "cause", "effect", "owner", "controls", "gaps",
         "assurance", "plan", "position", "category"),
        ("event", "statement"),
        ("reference", "register"),
        parts=(
            ("risk_action", "risk", ("action", "owner", "progress")),
            ("risk_review", "risk", ("note",)),
            ("risk_escalation", "risk", ("reason",)),
        ),
    ),
    "committee_action": Sought(
        ("reference", "action", "item", "owner"),
        ("action",),
        ("reference", "owner"),
        parts=(("action_update", "action", ("position",)), ("past_deadline", "action", ("reason",))),
    ),
    "milestone": Sought(
        ("milestone", "strand", "programme", "owner", "note"), ("milestone",), ("programme", "number"), key="id"
    ),
    "fund": Sought(
        ("name", "programme", "note", "conditions"), ("name",), ("programme", "kind"), shown_as="funding_stream",
        parts=(_ALIASED,),
    ),
    "agreement": Sought(("reference", "site", "council", "note"), ("site", "reference"), ("reference", "council")),
    "area": Sought(("name", "code", "note"), ("name",), ("kind", "code"), parts=(_ALIASED,)),
    "budget_category": Sought(("name", "note"), ("name",), ("block",)),
    "budget_version": Sought(("name", "note"), ("name",), ("kind",)),
    "assumption_set": Sought(("name", "note"), ("name",), ("model",)),
    "risk_register": Sought(("name", "owner", "note"), ("name",), ("kind",)),
    "priority_round": Sought(
        ("name", "note"), ("name",), ("held",), parts=(("criterion", "round", ("name", "anchor_5")),)
    ),
    "plan_round": Sought(("name",), ("name",), ("year", "stage")),
    "business_item": Sought(("item", "section", "owner"), ("item",), ("body", "section"), key="body|item"),
    "funding_move": Sought(("number", "reason", "from_scheme", "to_scheme"), ("reason", "number"), ("number",)),
    "virement": Sought(("number", "reason"), ("reason", "number"), ("number", "year")),
    "des_rate": Sought(("item", "note"), ("item",), ("year",)),
    "cover_sheet": Sought(
        ("title", "paper", "asked", "background", "key_points", "options", "risks", "finance", "next_steps",
         "inequalities", "green_plan"),
        ("title", "paper"),
        ("body", "on"),
        key="id",
    ),
    "saved_view": Sought(("name", "table", "note"), ("name",), ("table",), key="name|table"),
    "setting": Sought(("name", "value", "help"), ("name",), ("value",)),
    "source": Sought(("name", "note"), ("name",), ("imported",)),
}  # fmt: skip
LAST = ("finding", "change_set")  # after every record
KINDS = (*(sought.shown_as or kind for kind, sought in SEARCHED.items()), *LAST)
