"""What one return would do: its lines if all of them can be taken, else its status and what to send back."""

from __future__ import annotations

from blmk_desktop.importing.proposal import FileProposal, Refusal, Returned, SheetProposal
from blmk_desktop.importing.returns.plan_form import LABEL, ReturnForm
from blmk_desktop.importing.returns.plan_identity import Identity, identify
from blmk_desktop.importing.returns.plan_lines import ReadLine, read_lines
from blmk_desktop.importing.returns.plan_money import money_notes, over_refused, printed_claims, work_out
from blmk_desktop.importing.returns.plan_rows import line_rows, propose_round, queried, received
from blmk_desktop.importing.taking import Work
from blmk_desktop.importing.today import FirstReturn
from blmk_desktop.rules.affordability import Allowance
from blmk_desktop.templates.plan_layout import FORM, NAME


def propose_return(form: ReturnForm, work: Work) -> None:
    """Propose what a return would do. With any refusal nothing of it is taken, and its status becomes queried."""
    proposed = SheetProposal(form.sheet.name, FORM, LABEL, notes=list(form.notes))
    work.file.sheets.append(proposed)
    who = identify(form, work)
    proposed.refused += who.refused
    proposed.notes += who.notes
    name = work.now.names.labels.get("pcn", {}).get(who.pcn, "") or form.text(NAME)
    work.file.returned = Returned(who.pcn, name, who.round)
    lines = [] if _other_version(who) else _lines(form, who, proposed, work)
    twice = _came_before(who, lines, proposed, work)
    if not who.pcn or not who.round:
        return
    if proposed.refused:
        proposed.rows = []
        if not twice:
            propose_round(work, who.year, who.stage, who.round)
            work.file.returned.status = queried(work, who.pcn, who.round)
        return
    propose_round(work, who.year, who.stage, who.round)
    proposed.rows = line_rows(lines, who.pcn, who.round, form.sheet.name, work)
    changed = any(row.status != "unchanged" for row in proposed.rows)
    work.file.returned.status = received(work, who.pcn, who.round, changed=changed)


def _other_version(who: Identity) -> bool:
    """Whether the form is of another version, of which nobody can say what its cells mean."""
    return any(refusal.field == "Template version" for refusal in who.refused)


def _lines(form: ReturnForm, who: Identity, proposed: SheetProposal, work: Work) -> list[ReadLine]:
    """The lines that can be read; what cannot be taken, afforded or claimed is refused, what was printed is a claim."""
    read = read_lines(form, who.year, work.now, from_text=work.workbook.format == "csv")
    proposed.refused += [*_two_plans(form), *read.refused]
    proposed.notes += read.notes
    if not (read.lines and who.year):
        return read.lines
    known = who.pcn and who.round and not who.refused
    allowance = work.now.allowance(who.round, who.year, who.pcn) if known else Allowance()
    worked = work_out(form, read.lines, work.now.rates, allowance, who.year, complete=not read.refused)
    over = over_refused(worked)
    if work.options.accept_over:
        proposed.notes += [f"taken though {refusal.why} ({refusal.where})" for refusal in over]
    else:
        proposed.refused += over
    if known:
        proposed.notes += money_notes(worked)
    if worked.complete:
        proposed.claims = printed_claims(worked)
    return read.lines


def _two_plans(form: ReturnForm) -> list[Refusal]:
    """A refusal if another sheet of the workbook holds a plan too, with other lines."""
    if not form.other:
        return []
    why = f"'{form.other}' holds a plan too, with other lines: delete the sheet that does not count"
    return [Refusal(form.sheet.name, "Sheet", form.other, why)]


def _came_before(who: Identity, lines: list[ReadLine], proposed: SheetProposal, work: Work) -> bool:
    """Whether this import has a return of this network and round already; unless they agree, both are refused."""
    if not (who.pcn and who.round):
        return False
    content = sorted(tuple(line.values.values()) for line in lines), [item.why for item in proposed.refused]
    first = work.now.returned.setdefault((who.pcn, who.round), FirstReturn(work.file, content))
    if first.file is work.file:
        return False
    names = first.file.path.name, work.file.path.name
    if first.content == content and not first.disputed:
        proposed.notes.append(f"the same plan as in {names[0]}")
        return True
    if not first.disputed:
        first.disputed = True
        _set_aside(first.file, names)
    proposed.refused.append(_dispute(proposed, *names))
    return True


def _set_aside(first: FileProposal, names: tuple[str, str]) -> None:
    """Take nothing of the first return either: which of them counts is not for the order of their names to say."""
    sheet = first.sheets[-1]
    sheet.refused.append(_dispute(sheet, names[1], names[0]))
    sheet.rows = []
    if first.returned:
        first.returned.status = None


def _dispute(sheet: SheetProposal, other: str, this: str) -> Refusal:
    why = f"'{other}' is a return of the same network and round, and '{this}' says something else"
    return Refusal(sheet.sheet, "File", this, f"{why}: import only the one that counts")
