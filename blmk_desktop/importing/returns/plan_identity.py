"""Whose plan a return is, of which round and on which form: what it carries, what it shows, what the user said."""

from __future__ import annotations

from dataclasses import dataclass, field

from blmk_desktop.importing.plans.rows import Round
from blmk_desktop.importing.proposal import Refusal
from blmk_desktop.importing.returns.plan_form import ReturnForm
from blmk_desktop.importing.taking import Work
from blmk_desktop.periods import read_year, show_date, year_start
from blmk_desktop.records.workforce import STAGES
from blmk_desktop.rules.wording import in_words
from blmk_desktop.templates.plan_layout import CODE, NAME, STAGE, VERSION, YEAR


@dataclass(slots=True)
class Identity:
    """The network and the round of a return as far as they are beyond doubt, and what speaks against it.

    Where the user said which network, year or stage it must be, that settles whose return it is; what the workbook
    says otherwise is refused all the same.
    """

    pcn: str = ""
    year: str = ""
    stage: str = ""
    round: str = ""  # the name of the round
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def identify(form: ReturnForm, work: Work) -> Identity:
    """Whose plan it is; every contradiction is refused at the cell that shows it."""
    found = Identity()
    _version(form, found)
    found.year = _year(form, work, found)
    found.pcn = _network(form, work, found)
    found.stage = _stage(form, work, found)
    if found.year and found.stage:
        found.round = _round(found.year, found.stage, work)
    return found


def _round(year: str, stage: str, work: Work) -> str:
    """The round of a year and stage, whatever somebody called it; else the name of a new one."""
    rounds = (entry.values for entry in work.now.entries("plan_round").values())
    same = (str(held["name"]) for held in rounds if (held.get("year"), held.get("stage")) == (year, stage))
    return next(same, Round(year, stage).name)


def _version(form: ReturnForm, found: Identity) -> None:
    version = form.marker.version
    if version == VERSION:
        return
    if version > VERSION:
        why = f"the form is of version {version}, and only version {VERSION} can be read here yet"
    else:
        why = f"the form is out of date (version {VERSION} is current): the plan is to be put on the current form"
    found.refused.append(Refusal(form.where(CODE, YEAR), "Template version", str(version or ""), why))


def _network(form: ReturnForm, work: Work, found: Identity) -> str:
    """The network's code; '' while it is in doubt."""
    names, wanted = work.now.names, work.options.pcn or ""
    carried, shown = form.marker.code.upper(), form.text(CODE).upper()
    where, code = form.where(CODE), carried or shown
    if carried and shown and carried != shown:
        why = f"the form was made for {_named(carried, work)}, and this cell says {_named(shown, work)}"
        found.refused.append(Refusal(where, CODE, shown, f"{why}: one plan belongs to one network", (carried,)))
        return wanted
    if not code:
        why = "neither this cell nor the form's hidden sheet says whose plan it is"
        found.refused.append(Refusal(where, CODE, "", why, names.suggestions("pcn", form.text(NAME))))
        return wanted
    if code not in names.keys.get("pcn", ()):
        why = f"no network {code} is in the register"
        near = names.suggestions("pcn", form.text(NAME) or code)
        found.refused.append(Refusal(where, CODE, code, why, near))
        return wanted
    closed = work.now.entries("pcn")[code,].values.get("closed")
    if closed and found.year and str(closed) < year_start(found.year):
        why = f"{_named(code, work)} closed on {show_date(str(closed))}, before {found.year} began"
        found.refused.append(Refusal(where, CODE, code, why))
    if wanted and code != wanted:
        why = f"this is the form of {_named(code, work)}, and a plan of {_named(wanted, work)} was asked for"
        found.refused.append(Refusal(where, CODE, code, why, (wanted,)))
    return wanted or code


def _named(code: str, work: Work) -> str:
    name = work.now.names.labels.get("pcn", {}).get(code, "")
    return f"{in_words(name)} ({code})" if name else code


def _year(form: ReturnForm, work: Work, found: Identity) -> str:
    """The financial year; '' while it is in doubt."""
    wanted = work.options.year or ""
    carried, shown = _as_year(form.marker.year), _as_year(form.text(YEAR))
    where, year = form.where(YEAR), carried or shown
    if carried and shown and carried != shown:
        why = f"the form was made for {carried}, and this cell says {shown}"
        found.refused.append(Refusal(where, YEAR, shown, why, (carried,)))
        return wanted
    if not year and not wanted:
        why = "the form does not say which financial year it is of"
        found.refused.append(Refusal(where, YEAR, form.text(YEAR) or form.marker.year, why))
    elif year and wanted and year != wanted:
        why = f"this is the form of {year}, and plans of {wanted} were asked for"
        found.refused.append(Refusal(where, YEAR, year, why, (wanted,)))
    return wanted or year


def _as_year(text: str) -> str:
    try:
        return read_year(text) if text else ""
    except ValueError:
        return ""


def _stage(form: ReturnForm, work: Work, found: Identity) -> str:
    """The stage; '' while it is in doubt. A form that names none is of the stage that the user named, else final."""
    wanted = work.options.stage or ""
    carried, shown = (_as_stage(text) for text in (form.marker.stage, form.text(STAGE)))
    where, stage = form.where(STAGE), carried or shown
    if carried and shown and carried != shown:
        why = f"the form was made for the {carried}, and this cell says {shown}"
        found.refused.append(Refusal(where, STAGE, shown, why, (carried,)))
        return wanted
    if stage and wanted and stage != wanted:
        why = f"this is the form for the {stage} plan, and the {wanted} was asked for"
        found.refused.append(Refusal(where, STAGE, stage, why, (wanted,)))
    if not stage and not wanted:
        found.notes.append("the form does not say whether it is a first draft or final; taken as final")
    return wanted or stage or "final"


def _as_stage(text: str) -> str:
    return text.casefold() if text.casefold() in STAGES else ""
