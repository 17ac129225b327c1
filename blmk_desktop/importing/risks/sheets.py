"""A sheet that is a risk register: the register, its risks and their scores, as an import would take them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from blmk_desktop.importing.forms import Part
from blmk_desktop.importing.proposal import Refusal, SheetProposal
from blmk_desktop.importing.recognising import Recognised
from blmk_desktop.importing.records.rows import Drafts
from blmk_desktop.importing.risks.rows import ACTION_FIELDS, DATES, RiskRead, RiskReader, RisksRead
from blmk_desktop.importing.risks.tables import risk_columns
from blmk_desktop.importing.risks.words import NAMES_REGISTER, doubtful_dates, prefix_for, register_name
from blmk_desktop.importing.taking import Work, take
from blmk_desktop.importing.today import Entry
from blmk_desktop.periods import find_dates, show_date, today
from blmk_desktop.records.risks import RISK, RISK_ACTION, RISK_REGISTER, RISK_SCORE
from blmk_desktop.rules.risk_scores import band_of, bands_from
from blmk_desktop.rules.risk_statement import split_statement
from blmk_desktop.rules.wording import counted, several

_DATED = ("raised", "updated", "closed")  # the newest of these is the date of a register that does not say its own
_OF_A_RISK = (RISK_SCORE.label, RISK_ACTION.label)  # refused with their risk, which says why
SPLIT = ("cause", "event", "effect", "split")


@dataclass(frozen=True, slots=True)
class _Register:
    name: str
    prefix: str


def propose_risks(item: Recognised, proposed: SheetProposal, work: Work) -> None:
    """Propose the register of a sheet, its risks, and their scores on its date."""
    layout = item.layout
    proposed.fingerprint = layout.fingerprint
    chosen, known = work.chosen(item.sheet.name), work.remembered(layout)
    proposed.columns = risk_columns(layout, item.form.targets, chosen, known)
    index = {match.target: match.index for match in proposed.columns if match.target}
    missing = [need for need in ("risk.reference", "risk.statement") if need not in index]
    if missing and not (missing == ["risk.statement"] and "risk.event" in index):
        why = f"a risk register needs a column with {item.form.targets[missing[0]].label}; say which column that is"
        proposed.refused.append(Refusal(item.sheet.name, "Columns", "", why))
        return
    register = _register(item, work)
    read = RiskReader(layout, index, work.now.names, register.prefix).read()
    on = _as_at(read.risks, item, work, proposed)
    proposed.refused += read.refused
    proposed.claims += read.claims
    proposed.notes += [*read.notes, *_told(item, index, read, on, work)]
    for risk in read.risks:
        _complete(risk, register, on, work)
    if not read.risks:
        proposed.notes.append("there is no risk in it")
        return
    drafts = [_of_register(register), _of_risks(item, read, work), _of_scores(read, on, work), _of_actions(read, work)]
    take([draft for draft in drafts if draft.rows], proposed, work)
    proposed.refused = [refusal for refusal in proposed.refused if refusal.field not in _OF_A_RISK]


def _register(item: Recognised, work: Work) -> _Register:
    """The register that the user named or the file does, with the prefix that it has already or gets."""
    registers = work.now.entries("risk_register")
    title = next((line for line in item.layout.title.split(" · ") if NAMES_REGISTER.search(line)), "")
    name = work.options.register or register_name(title, item.sheet.name, work.workbook.name)
    key = work.now.names.resolve("risk_register", name) or name
    entry = registers.get((key,))
    taken = [str(one.values.get("prefix")) for one in registers.values()]
    return _Register(key, str(entry.values["prefix"]) if entry else prefix_for(key, taken))


def _as_at(risks: list[RiskRead], item: Recognised, work: Work, proposed: SheetProposal) -> str:
    """The date of the scores: the user's word, else the newest in its title, name or rows up to today, else today."""
    if work.options.as_at:
        return work.options.as_at
    titled = [day for text in (item.layout.title, item.sheet.name, work.workbook.name) for day in find_dates(text)]
    said = [str(risk.values[name]) for risk in risks for name in _DATED if risk.values.get(name)]
    newest = max((day for day in (*titled, *said) if day <= today()), default="")
    told = "today: the register has no date of its own"
    if newest:
        told = "the date that its title names" if newest in titled else "the newest date in the register"
    if any(risk.scores for risk in risks):
        proposed.notes.append(f"the scores are taken to hold from {show_date(newest or today())}, {told}")
    return newest or today()


def _complete(risk: RiskRead, register: _Register, on: str, work: Work) -> None:
    """Add what the row does not say by itself: its register, the three parts of its sentence, a target in words."""
    values = risk.values
    values["register"] = register.name
    if risk.said["target"] and not any(score.kind == "target" for score in risk.scores):
        values["target_words"] = risk.said["target"]
    if risk.said["status"].casefold() == "closed":
        values.setdefault("closed", on)
    if "event" in values:
        return
    entry = work.now.entries("risk").get((values["reference"],))
    if entry and entry.values.get("statement") == values["statement"] and entry.values.get("event"):
        values |= {name: entry.values.get(name) for name in SPLIT}  # as it was split, or as somebody confirmed it
        return
    parts = split_statement(str(values["statement"]))
    split = {"cause": parts.cause or None, "event": parts.event, "effect": parts.effect or None, "split": "proposed"}
    values |= {name: part for name, part in split.items() if not values.get(name)}


def _told(item: Recognised, index: dict[str, int], read: RisksRead, on: str, work: Work) -> list[str]:
    """What is odd about the register: reported, and nothing of it put right by a guess."""
    notes = []
    rows = [risk.row for risk in read.risks]
    for name in DATES:
        at = index.get(f"risk.{name}")
        if at is not None:
            cells = {item.layout.place(row, at): item.layout.cell(row, at) for row in rows}
            notes += _mixed(RISK.by_name[name].label, cells)
    words = sorted({risk.said["target"] for risk in read.risks if risk.said["target"]})
    if words and not any(score.kind == "target" for risk in read.risks for score in risk.scores):
        names = " or ".join(f"'{word}'" for word in words)
        notes.append(f"the target is {names}, a rating without likelihood and impact: kept in words, not as a score")
    escalate = [
        str(risk.values["reference"]) for risk in read.risks if risk.said["escalate"].casefold() in ("yes", "y")
    ]
    if escalate:
        notes.append(f"to be escalated, it is not said to which level, so not recorded: {several(escalate)}")
    closed = [risk for risk in read.risks if risk.said["status"].casefold() == "closed" and "closed" not in risk.values]
    if closed:
        says = "says that it is closed" if len(closed) == 1 else "say that they are closed"
        notes.append(f"{counted(len(closed), 'risk')} {says}, and not since when: taken as closed on {show_date(on)}")
    return [*notes, *_other_bands(read, on, work), *_unread(item, index)]


def _mixed(label: str, cells: dict[str, object]) -> list[str]:
    """What is to be told of a column that has dates and texts that look like dates."""
    texts = sum(isinstance(cell, str) for cell in cells.values())
    dates = sum(cell is not None and not isinstance(cell, str) for cell in cells.values())
    if not (texts and dates):
        return []
    said = f"{label} has {dates} dates and {texts} texts that look like dates; the texts are read with the day first"
    doubtful = doubtful_dates(cells)
    if not doubtful:
        return [said]
    return [said, f"{label}: day and month may be the wrong way round, and nothing was changed: {several(doubtful)}"]


def _other_bands(read: RisksRead, on: str, work: Work) -> list[str]:
    """Ratings by other bands than those of this file."""
    rows = [(str(one.values["start"]), str(one.values["band"]), one.values["most"]) for one in _bands(work)]
    bands = bands_from([(start, name, int(str(most))) for start, name, most in rows], on)
    bands = bands or bands_from([(start, name, int(str(most))) for start, name, most in rows], today())
    rated = [score for risk in read.risks for score in risk.scores if score.rating]
    other = [score for score in rated if score.rating.casefold() != band_of(score.score.value, bands)]
    if not (bands and other):
        return []
    named = dict.fromkeys(f"{one.score.value} '{one.rating}'" for one in sorted(other, key=lambda one: one.score.value))
    return [f"rated by bands other than this file's, kept as printed: {several(list(named))}"]


def _bands(work: Work) -> list[Entry]:
    return list(work.now.entries("risk_band").values())


def _unread(item: Recognised, index: dict[str, int]) -> list[str]:
    taken = set(index.values())
    left = [
        heading.rpartition(" › ")[2]
        for at, heading in enumerate(item.layout.headings)
        if heading and at not in taken and any(cell not in (None, "") for cell in item.layout.column(at, 40))
    ]
    return [f"columns that no field is for are left out: {several(left)}"] if left else []


def _of_register(register: _Register) -> Drafts:
    part = Part(RISK_REGISTER.name, fields=("name", "prefix"))
    return Drafts(part, ("name", "prefix"), [(register.name, register.prefix)], [0])


def _of_risks(item: Recognised, read: RisksRead, work: Work) -> Drafts:
    """The risks; what no column of the sheet says is left as it is known."""
    present = {name for risk in read.risks for name in risk.values}
    names = tuple(name for name in RISK.names if name in present)
    drafts = Drafts(Part(RISK.name, owns=RISK.names), (*names, "source", "cell"))
    for risk in read.risks:
        where = f"{item.sheet.name}!{item.layout.place(risk.row, 0)}"
        drafts.rows.append((*(risk.values.get(name) for name in names), work.file.source, where))
        drafts.at.append(risk.row)
    return drafts


def _of_scores(read: RisksRead, on: str, work: Work) -> Drafts:
    """The scores, unless a risk stands at that very score already since an earlier date."""
    names = ("risk", "kind", "on", "likelihood", "impact", "printed", "printed_band", "source", "cell")
    drafts = Drafts(Part(RISK_SCORE.name, owns=RISK_SCORE.names), names)
    last = _last_scores(on, work)
    for risk in read.risks:
        for score in risk.scores:
            name = str(risk.values["reference"])
            levels = (score.score.likelihood, score.score.impact)
            day, *known = last.get((name, score.kind), ("",))
            if tuple(known) == levels and day != on:
                continue
            drafts.rows.append(
                (name, score.kind, on, *levels, score.printed, score.rating or None, work.file.source, score.cell)
            )
            drafts.at.append(risk.row)
            drafts.cells.append(score.cell.rpartition("!")[2])
    return drafts


def _of_actions(read: RisksRead, work: Work) -> Drafts:
    """The actions, each with the number that it has already or the next of its risk."""
    drafts = Drafts(Part(RISK_ACTION.name, owns=RISK_ACTION.names), ("risk", "number", *ACTION_FIELDS))
    known: dict[str, dict[str, int]] = defaultdict(dict)
    for entry in work.now.entries("risk_action").values():
        known[str(entry.values["risk"])][str(entry.values["action"])] = int(str(entry.values["number"]))
    for risk in read.risks:
        name = str(risk.values["reference"])
        for action in risk.actions:
            numbers = known[name]
            number = numbers.setdefault(str(action.values["action"]), max(numbers.values(), default=0) + 1)
            drafts.rows.append((name, number, *(action.values.get(field) for field in ACTION_FIELDS)))
            drafts.at.append(action.row)
    return drafts


def _last_scores(on: str, work: Work) -> dict[tuple[str, str], tuple[object, ...]]:
    """The last score of each risk and kind up to a date: (date, likelihood, impact)."""
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for entry in sorted(work.now.entries("risk_score").values(), key=lambda one: str(one.values["on"])):
        values = entry.values
        if str(values["on"]) <= on:
            key = str(values["risk"]), str(values["kind"])
            found[key] = (values["on"], values["likelihood"], values["impact"])
    return found
